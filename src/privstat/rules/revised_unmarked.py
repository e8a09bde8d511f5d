from collections.abc import Iterable, Iterator, Sequence

from privstat.catalog import Catalog
from privstat.codelists import Reason, Status
from privstat.model import Cell, Dataset, Footnote
from privstat.relations import explained
from privstat.rules._carriers import carriers
from privstat.trend import MixedSeries
from privstat.validate import PASSED, Verdict, failed, rule_between
from privstat.vintages import State, Vintage, history_of, vintages_between
from privstat.words import Message, Text


@rule_between("Y010", "revised-unmarked")
def revised_unmarked(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A figure that a newer page prints with another value, and nothing says that it was revised.

    Pages overlap: a table over three years repeats two of them. A figure is the same one if it stands in the same
    row and column of the same table, or belongs to the same series, and is of the same year. Its newer value
    may differ where its status is revised or a note on it has this reason, where the older one was provisional, and
    where a correction of either makes them equal. Otherwise one of the two was mistyped, or a revision was passed over
    in silence.

        # fy2020.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2019, cards = 5660 }, { year = 2020, cards = 19696 }]

        # fy2021.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2020, cards = 19969 }, { year = 2021, cards = 17342 }]

    新しいページの数値が前のページと違いますが、訂正の印がありません。

    ページの内容は重なります。3 年分の表は、そのうち 2 年分を繰り返します。同じ表の同じ行と列にあるか、同じ系列に属し、
    同じ年度のものであれば、同じ数値です。新しい値が違ってよいのは、状態が revised か、理由が revised の注がある場合、
    前の値が速報値だった場合、どちらかの correction で一致する場合です。そうでなければ、どちらかの書き間違いか、
    黙って訂正されたものです。
    """
    editions = {dataset.edition.path: dataset.edition.id for dataset in publisher}
    told = set()
    for vintage in (*vintages_between(publisher), *_moved(publisher)):
        both = id(vintage.before), id(vintage.cell)
        if vintage.cell is None or vintage.before is None or both in told:
            continue
        told.add(both)
        if vintage.state is State.SAME or vintage.change == 0:  # nil, and a zero in its place
            yield PASSED
        elif vintage.state is State.REVISED:
            yield _verdict(vintage, vintage.cell, vintage.before, editions)


def _moved(publisher: Sequence[Dataset]) -> Iterable[Vintage]:
    """Yield the vintages of series that do not stand at the same address on every page."""
    catalog = Catalog(tuple(publisher))
    for each in carriers(publisher):
        if len({carrier.series.measure for carrier in each}) > 1:
            try:
                yield from history_of(catalog, each[0].series.id).vintages
            except MixedSeries:
                continue  # which is told as such


def _verdict(vintage: Vintage, here: Cell, before: Cell, editions: dict[str, str]) -> Verdict:
    excuse, note = _excuse(vintage, here, before)
    facts = {
        "address": here.address,
        "here": here.number,
        "before": before.number,
        "edition": editions[before.origin.document.path],
        "change": vintage.change,
        "excuse": excuse or _NONE,
    }
    verdict = failed(Message(_DIFFERS, facts), here.origin, before.origin)
    return explained(verdict, note) if excuse else verdict


def _excuse(vintage: Vintage, here: Cell, before: Cell) -> tuple[Text | None, Footnote | None]:
    """Return why the newer value may differ, with the note that says so; or None."""
    if vintage.is_marked:
        return _MARKED, next((note for note in here.notes if note.reason is Reason.REVISED), None)
    if before.status is Status.PROVISIONAL:
        return _FINAL, next((note for note in before.notes if note.reason is Reason.PROVISIONAL), None)
    if before.corrected == here.corrected:
        return _CORRECTED, None
    return None, None


_DIFFERS = Text(
    en="{address} is {here:,} here, but {before:,} in {edition} ({change:+,}); {excuse}",
    ja="{address} はここでは {here:,}、{edition} では {before:,} です({change:+,})。{excuse}",
)
_NONE = Text(en="nothing says that it was revised", ja="訂正の印がありません")
_MARKED = Text(en="it is marked as revised", ja="訂正値の印があります")
_FINAL = Text(en="it was provisional there", ja="前の値は速報値でした")
_CORRECTED = Text(en="one is a known misprint, and corrected they are equal", ja="既知の誤植で、訂正すると一致します")
