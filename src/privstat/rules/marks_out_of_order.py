from collections.abc import Iterator

from privstat.marks import numbered
from privstat.model import Dataset, Footnote
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("N005", "marks-out-of-order", Severity.WARNING)
def marks_out_of_order(dataset: Dataset) -> Iterator[Verdict]:
    """Numbered notes that do not stand in the order of their numbers.

    Notes are captured in the printed order, so 注2 before 注1 is a slip of the page or of the capture.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [[tables.table6.notes]]
        mark   = "注2"
        at     = ["requests"]
        reason = "definition"
        ja     = "取り下げを含む。"

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["requests"]
        reason = "definition"
        ja     = "文書の件数ではない。"

    番号のある注が、番号の順に並んでいません。

    注は印刷された順に記録します。注1 の前に注2 があれば、紙面か記録のどちらかの誤りです。
    """
    for table in dataset.tables:
        last: dict[str, tuple[int, Footnote]] = {}
        for note in table.notes:
            found = numbered(note.mark)
            if found is None:
                continue
            kind, number = found
            before = last.get(kind)
            if before and number <= before[0]:
                sentence = message(
                    en="{mark} stands after {other}",
                    ja="{mark}が{other}の後にあります",
                    mark=note.mark,
                    other=before[1].mark,
                )
                yield failed(sentence, note.origin.at("mark"), before[1].origin.at("mark"))
            else:
                yield PASSED
            last[kind] = (number, note)
