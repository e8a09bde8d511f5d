"""The datasets that carry one series, one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.model import Cell, Dataset, Series
from privstat.period import FiscalYear


class Carrier(NamedTuple):
    """A dataset with a series in it."""

    dataset: Dataset
    series: Series

    @property
    def figures(self) -> Iterator[tuple[FiscalYear, Cell]]:
        """The figures of the series, each with its fiscal year."""
        table, _, address = self.series.measure.partition(".")
        for row, cell in self.dataset.table(table).entries(address):
            years = (key.value for key in row.cells.values() if isinstance(key.value, FiscalYear))
            yield next(years, self.dataset.edition.fiscal_year), cell


def carriers(publisher: Sequence[Dataset]) -> list[list[Carrier]]:
    """Return the datasets that carry each series, oldest first."""
    found: dict[str, list[Carrier]] = {}
    for dataset in publisher:
        for series in dataset.series:
            found.setdefault(series.id, []).append(Carrier(dataset, series))
    return list(found.values())


def successive_carriers(publisher: Sequence[Dataset]) -> Iterator[tuple[Carrier, Carrier]]:
    """Yield the datasets that carry a series, in pairs of an older and the next newer one."""
    for each in carriers(publisher):
        yield from pairwise(each)
