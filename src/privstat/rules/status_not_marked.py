from collections.abc import Iterator

from privstat.codelists import NUMBER_ROLES, Reason, Status
from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message

_STATUS = {
    Reason.PROVISIONAL: Status.PROVISIONAL,
    Reason.REVISED: Status.REVISED,
    Reason.SUPPRESSED: Status.SUPPRESSED,
}


@rule("N002", "status-not-marked")
def status_not_marked(dataset: Dataset) -> Iterator[Verdict]:
    """A note says that figures are provisional, revised or suppressed, but the cells do not.

    A program that reads the figures does not read the note; the status on the cell travels with the figure.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["requests"]
        reason = "provisional"
        ja     = "速報値である。"

    速報値・訂正値・秘匿であると注にありますが、セルの状態がそうなっていません。

    数値を読むプログラムは注を読みません。セルの状態は数値と一緒に運ばれます。
    """
    for table in dataset.tables:
        for cell in table.all_cells:
            for note in cell.notes:
                status = _STATUS.get(note.reason)
                if status is None or cell.column.role not in NUMBER_ROLES:
                    continue
                if cell.status is status:
                    yield PASSED
                elif cell.status is Status.NOT_ENTERED:
                    continue
                else:
                    sentence = message(
                        en="{mark} says that this figure is {expected}, but its status is {status}",
                        ja="{mark}によれば状態は {expected} ですが、{status} になっています",
                        mark=note.mark,
                        expected=status.value,
                        status=cell.status.value,
                    )
                    yield failed(sentence, cell.origin, note.origin)
