from collections.abc import Iterator

from privstat.labels import labels, printed_figures
from privstat.marks import marks_in, marks_meant, numbered, plain_mark
from privstat.model import Dataset, Footnote, Table
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, Text


@rule("N004", "unused-note", Severity.WARNING)
def unused_note(dataset: Dataset) -> Iterator[Verdict]:
    """A note that hangs on nothing.

    A numbered mark stands somewhere on the page, so the note says where (`at`), or a cell, a text or a check names it.
    A note without a number and without `at` is about the whole table. What `at` names must have a cell.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [[tables.table6.notes]]
        mark   = "注1"
        reason = "definition"
        ja     = "取り下げを含む。"

    どこにも付いていない注です。

    番号のある記号は紙面のどこかに付いているので、注の at に書くか、セル・文字・check がその注を示します。
    番号も at もない注は、表全体のものです。at が指すところには、セルがなければなりません。
    """
    for table in dataset.tables:
        used = _used(table) if any(map(_needs_a_place, table.notes)) else set()
        for note in table.notes:
            covers = any(note.covers(row.key, cell.column) for row in table.all_rows for cell in row.cells.values())
            if note.targets and not covers and table.all_rows:
                yield failed(Message(_NO_CELL, {"mark": note.mark}), note.origin.at("at"))
            elif _needs_a_place(note) and plain_mark(note.mark) not in used:
                yield failed(Message(_NOWHERE, {"mark": note.mark}), note.origin.at("mark"))
            else:
                yield PASSED


_NO_CELL = Text(en="{mark} hangs on no cell of the table", ja="{mark}が付くセルが表にありません")
_NOWHERE = Text(
    en="{mark} hangs on nothing: say with 'at' where the page prints it",
    ja="{mark}がどこにも付いていません。紙面で付いているところを at に書いてください",
)


def _needs_a_place(note: Footnote) -> bool:
    return not note.targets and numbered(note.mark) is not None


def _used(table: Table) -> set[str]:
    """Return the marks that cells, checks and texts of the table name."""
    cells = {plain_mark(mark) for cell in table.all_cells for mark in cell.own_marks}
    checks = {plain_mark(check.explained_by) for check in table.checks if check.explained_by}
    texts = (label.text.ja for label in (*labels(table), *printed_figures(table)))
    return cells.union(checks, *(marks_meant(mark) for text in texts for mark in marks_in(text)))
