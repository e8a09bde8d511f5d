"""The datasets that carry one series, one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.model import Cell, Dataset, Series, Table
from privstat.once import once
from privstat.period import FiscalYear
from privstat.trend import year_of


class Carrier(NamedTuple):
    """A dataset with a series in it: the table that it is in, and its figures, each with its fiscal year."""

    dataset: Dataset
    series: Series
    table: Table
    figures: tuple[tuple[FiscalYear, Cell], ...]


@once
def carriers(publisher: Sequence[Dataset]) -> list[list[Carrier]]:
    """Return the datasets that carry each series, oldest first."""
    found: dict[str, list[Carrier]] = {}
    for dataset in publisher:
        for series in dataset.series:
            found.setdefault(series.id, []).append(_carrier(dataset, series))
    return list(found.values())


def _carrier(dataset: Dataset, series: Series) -> Carrier:
    id_, _, address = series.measure.partition(".")
    table = dataset.table(id_)
    figures = ((year_of(row, dataset.edition), cell) for row, cell in table.entries(address))
    return Carrier(dataset, series, table, tuple(figures))


def successive_carriers(publisher: Sequence[Dataset]) -> Iterator[tuple[Carrier, Carrier]]:
    """Yield the datasets that carry a series, in pairs of an older and the next newer one."""
    for each in carriers(publisher):
        yield from pairwise(each)
