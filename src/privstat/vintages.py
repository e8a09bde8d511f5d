"""Who published which figure when: what several editions print of one figure, and what became of it.

A figure is what pages of one publisher print for one fiscal year: in the same row and column of the same table,
or as the same series, wherever it stands.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from privstat.catalog import Catalog
from privstat.codelists import NUMBER_ROLES, Reason, Status
from privstat.model import Cell, Dataset, Footnote, Number, Series, Table
from privstat.once import once
from privstat.period import FiscalYear
from privstat.trend import Observation, observations, unit_of, year_of
from privstat.words import Text


class State(StrEnum):
    """What an edition does with a figure that may have been printed before."""

    NEW = "new"  # no earlier page had a number for it
    SAME = "same"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"  # the page has no number where an earlier one had, though it reaches back so far


class Vintage(NamedTuple):
    """What one edition prints of a figure (no cell: nothing), beside what the edition before it printed."""

    year: FiscalYear
    table: Table
    cell: Cell | None
    before: Cell | None
    state: State

    @property
    def change(self) -> Number | None:
        """The number less that of the edition before, or None where one of them is missing."""
        number, base = (each.number if each else None for each in (self.cell, self.before))
        return None if number is None or base is None else number - base

    @property
    def is_marked(self) -> bool:
        """Whether the page says that the figure was revised: by its status, or in a note."""
        return self.cell is not None and (
            self.cell.status is Status.REVISED or any(note.reason is Reason.REVISED for note in self.cell.notes)
        )


class Page(NamedTuple):
    """What one edition prints of some figures, by what tells them apart, and the year that it reaches back to."""

    table: Table
    figures: Mapping[Hashable, Observation]
    first_year: FiscalYear


class History(NamedTuple):
    """A series with its vintages, by fiscal year and edition."""

    series: Series
    area: Text
    unit: Text | None
    vintages: tuple[Vintage, ...]

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The notes on all cells, each once."""
        cells = (vintage.cell for vintage in self.vintages if vintage.cell)
        return tuple({(note.mark, note.text): note for cell in cells for note in cell.notes}.values())


def history_of(catalog: Catalog, name: str, area: str | None = None) -> History:
    """Return who published which value of a series when.

    Raises UnknownName, AmbiguousName where several publishers carry it, and MixedSeries.
    """
    carriers = catalog.series(name, area)
    pages = [_page({each.year: each for each in found}) for found in observations(carriers)]
    newest, series = carriers[-1]
    return History(
        series=series,
        area=newest.edition.area.name,
        unit=unit_of(next(iter(pages[-1].figures.values()))),
        vintages=tuple(sorted(vintages(pages), key=lambda vintage: vintage.year)),
    )


def vintages_of_tables(datasets: Iterable[Dataset]) -> Iterator[Vintage]:
    """Yield the vintages of every figure of some datasets, whether it is a series or not.

    The editions of a publisher are taken in the order given. A page whose table starts later does not withdraw
    the years before, for pages look back only so far.
    """
    pages: dict[tuple[str, str], list[Page]] = {}
    for dataset in datasets:
        for table in dataset.tables:
            if figures := _figures(table):
                pages.setdefault((dataset.edition.area.code, table.id), []).append(_page(figures))
    for each in pages.values():
        yield from vintages(each)


@once
def vintages_between(publisher: Sequence[Dataset]) -> tuple[Vintage, ...]:
    """Return the vintages of every figure of a publisher, for the rules that ask of them one after the other."""
    return tuple(vintages_of_tables(publisher))


def vintages(pages: Sequence[Page]) -> Iterator[Vintage]:
    """Yield what each page does with each figure, figure by figure, the pages in the order given."""
    first: dict[Hashable, int] = {}
    for number, page in enumerate(pages):
        for key in page.figures:
            first.setdefault(key, number)
    # Of hundreds of pages only those are looked at that, or a later one, reach back to the year of the figure.
    reach = list(accumulate((page.first_year for page in reversed(pages)), min))[::-1]
    for key, number in first.items():
        yield from _vintages(key, pages[number : bisect_right(reach, pages[number].figures[key].year)])


def _page(figures: Mapping[Hashable, Observation]) -> Page:
    table = next(iter(figures.values())).table
    return Page(table, figures, min(each.year for each in figures.values()))


def _figures(table: Table) -> dict[Hashable, Observation]:
    """Return the figures of a table; not a total over several years, which every page takes over other years."""
    years = {year_of(row, table.edition) for row in table.rows}
    return {
        (year, row.key, cell.column.id): Observation(year, cell, table)
        for row in (table.all_rows if len(years) == 1 else table.rows)
        for year in (years if row.is_sum else [year_of(row, table.edition)])
        for cell in row.cells.values()
        if cell.column.role in NUMBER_ROLES
    }


def _vintages(key: Hashable, pages: Sequence[Page]) -> Iterator[Vintage]:
    year = pages[0].figures[key].year
    before: Cell | None = None  # the last number or, as long as there was none, what stood in its place
    is_gone = False
    for page in pages:
        cell = page.figures[key].cell if key in page.figures else None
        if cell is not None and cell.status is Status.NOT_ENTERED:
            continue
        if cell is None and (is_gone or before is None or before.number is None or year < page.first_year):
            continue
        state = _state(before, cell, is_gone)
        yield Vintage(year, page.table, cell, before, state)
        has_number = cell is not None and cell.number is not None
        is_gone = state is State.WITHDRAWN or (is_gone and not has_number)
        if has_number or before is None:
            before = cell


def _state(before: Cell | None, here: Cell | None, is_gone: bool) -> State:
    had_number = before is not None and before.number is not None
    if here is None or here.number is None:
        return State.NEW if before is None else State.WITHDRAWN if had_number and not is_gone else State.SAME
    if before is None or not had_number:
        return State.NEW
    # Nil and a printed zero count alike, but are not the same.
    return State.SAME if before.value == here.value else State.REVISED
