from collections.abc import Iterator

from privstat.errors import listed
from privstat.labels import labels_by_table
from privstat.model import Dataset
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message

_MOST = 5  # that a message names


@rule("S011", "labels-missing", Severity.INFORMATION)
def labels_missing(dataset: Dataset) -> Iterator[Verdict]:
    """Texts of a table have no English, though others of it have.

    A table that is wholly in Japanese is as it was printed; one that is half translated reads badly in English. Title,
    unit, headings, items, texts and notes count; what is written in ASCII needs no translation.

        [tables.table6]
        label   = "表6"
        title   = { ja = "開示請求の状況", en = "Disclosure requests" }
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

    表の一部に英語がありますが、残りにありません。

    日本語だけの表は印刷されたとおりですが、半分だけ訳した表は英語で読みにくくなります。題名、単位、見出し、項目、文字、
    注を調べます。ASCII で書かれたものに訳は要りません。
    """
    for found in labels_by_table(dataset):
        missing = [label for label in found if not label.text.en and not label.text.ja.isascii()]
        if not missing or not any(label.text.en for label in found):
            yield PASSED
            continue
        texts = dict.fromkeys(label.text.ja for label in missing)
        sentence = message(
            en="no English for {count:,} of {all:,} texts: {texts}",
            ja="{all:,} 個の文字のうち {count:,} 個に英語がありません: {texts}",
            count=len(missing),
            all=len(found),
            texts=listed((f"「{text}」" for text in texts), _MOST),
        )
        yield failed(sentence, *(label.origin for label in missing[:_MOST]))
