from collections.abc import Iterator, Sequence

from privstat.codelists import Status
from privstat.model import Cell, Dataset
from privstat.period import FiscalYear
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.vintages import vintages_between
from privstat.words import message


@rule_between("Y017", "provisional-never-final", Severity.INFORMATION)
def provisional_never_final(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A provisional figure that no newer page made final.

    A provisional figure promises another one. Where the newest page that prints the figure still calls it
    provisional, though the publisher has published since, the final figure may stand somewhere else.

        # fy2020.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "cards", ja = "交付件数" }]
        rows    = [{ cards = { value = 19696, status = "provisional" } }]

        # fy2021.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "cards", ja = "交付件数" }]
        rows    = [{ cards = 17342 }]

    速報値のままで、その後のページでも確定していない数値です。

    速報値には確定値が続くはずです。その後もページが公表されているのに、その数値を載せた最後のページが速報値のままなら、
    確定値は別のところにあるかもしれません。
    """
    newest: dict[tuple[FiscalYear, str], Cell] = {}
    provisional = set()
    for vintage in vintages_between(publisher):
        if vintage.cell:
            key = vintage.year, vintage.cell.address
            newest[key] = vintage.cell
            if vintage.cell.status is Status.PROVISIONAL:
                provisional.add(key)
    last = publisher[-1].edition.path
    for key in sorted(provisional):
        yield PASSED if newest[key].status is not Status.PROVISIONAL else _verdict(newest[key], last)


def _verdict(cell: Cell, last: str) -> Verdict:
    if cell.origin.document.path == last:
        return PASSED
    sentence = message(
        en="{address} is provisional ({number:,}), and no newer page has made it final",
        ja="{address} は速報値({number:,})で、その後のページで確定していません",
        address=cell.address,
        number=cell.number,
    )
    return failed(sentence, cell.origin)
