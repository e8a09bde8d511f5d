from collections.abc import Iterator

from privstat.labels import labels_by_table, printed_figures
from privstat.marks import marks_in, marks_meant, plain_mark
from privstat.model import Dataset
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, message


@rule("N003", "dangling-mark", Severity.WARNING)
def dangling_mark(dataset: Dataset) -> Iterator[Verdict]:
    """A printed text carries the mark of a note that its table does not have.

    Marks are looked for in headings, titles, items, texts, notes and printed figures: (注1), ※2, *3. The note was not
    captured, or stands with another table.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数(注1)" }]
        rows    = [{ requests = 59 }]

    印刷された文字に、その表にない注の記号が付いています。

    見出し、題名、項目、文字、注、印刷された数にある (注1)、※2、*3 などの記号を調べます。注が記録されていないか、
    別の表に付いています。
    """
    for table, found in zip(dataset.tables, labels_by_table(dataset), strict=True):
        known = {plain_mark(note.mark) for note in table.notes}
        for label in (*found, *printed_figures(table)):
            for mark in marks_in(label.text.ja):
                if known & marks_meant(mark):
                    yield PASSED
                else:
                    yield failed(_sentence(dataset, label.text.ja, mark), label.origin)


def _sentence(dataset: Dataset, text: str, mark: str) -> Message:
    homes = [table.label for table in dataset.tables if any(plain_mark(note.mark) == mark for note in table.notes)]
    there = message(en="; there is one in {tables}", ja="。{tables}にはあります", tables=", ".join(homes))
    return message(
        en="'{text}' carries {mark}, but the table has no such note{there}",
        ja="「{text}」に{mark}が付いていますが、この表にその注がありません{there}",
        text=text,
        mark=mark,
        there=there if homes else "",
    )
