from collections.abc import Iterator

from privstat.codelists import Reason
from privstat.model import Dataset
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message

_TESTABLE = frozenset(
    {Reason.OVERLAP, Reason.ROUNDING, Reason.CARRY_OVER, Reason.EXCLUDES, Reason.INCLUDES, Reason.OF_WHICH}
)


@rule("N001", "untested-note", Severity.WARNING)
def untested_note(dataset: Dataset) -> Iterator[Verdict]:
    """A note that says how figures relate, but no check tests it.

    The reasons overlap, rounding, carry-over, of-which, excludes and includes say what must hold between
    figures. A check with explained-by makes the note compute.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "disclosed", ja = "開示" }]
        rows    = [{ requests = 59, disclosed = 79 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["disclosed"]
        reason = "overlap"
        ja     = "1件の請求に対して複数の処理が行われる場合がある。"

    数値の関係を述べる注ですが、確かめる check がありません。

    理由が overlap、rounding、carry-over、of-which、excludes、includes の注は、数値の間に成り立つべき関係を
    述べています。check に explained-by を書くと、注が計算に使われます。
    """
    for table in dataset.tables:
        tested = {check.explained_by for check in table.checks}
        for note in table.notes:
            if note.reason not in _TESTABLE:
                continue
            if note.mark in tested or any(cell.of_which is not None for cell in table.cells() if note in cell.notes):
                yield PASSED
            else:
                sentence = message(
                    en="no check tests {mark}, whose reason is '{reason}'",
                    ja="{mark}(理由: {reason})を確かめる check がありません",
                    mark=note.mark,
                    reason=note.reason,
                )
                yield failed(sentence, note.origin.at("reason"))
