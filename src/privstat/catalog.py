"""The catalog: every dataset at hand, and how a table, a series or a year is found in it by name."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privstat.errors import AmbiguousName, PrivstatError, UnknownName
from privstat.model import TABLE, Area, Dataset, Edition, Series, Table
from privstat.period import FiscalYear
from privstat.words import Text, message

DATASET = Text(en="dataset", ja="データセット")
AREA = Text(en="area", ja="団体")
SERIES = Text(en="series", ja="系列")


class UnknownYear(PrivstatError):
    """A fiscal year for which no dataset at hand has what was asked for."""

    def __init__(self, what: str | Text, year: FiscalYear, known: Iterable[FiscalYear]) -> None:
        years = [other.words for other in sorted(set(known))]
        super().__init__(
            message(
                en="there is no {what} for {year}; there are: {known}",
                ja="{year}の {what} はありません。あるもの: {known}",
                what=what,
                year=year.words,
                known=Text(en=", ".join(each.en for each in years), ja="、".join(each.ja for each in years)),
            )
        )


class Catalog(NamedTuple):
    """Datasets of several publishers and years, in the order of publisher and year."""

    datasets: tuple[Dataset, ...]

    def of_area(self, area: str | None) -> "Catalog":
        """Return the catalog of one municipality, given by code or name; None is all of them."""
        if area is None:
            return self
        refuse_unknown_area(area, [each.edition.area for each in self.datasets])
        return Catalog(tuple(each for each in self.datasets if is_called(each.edition.area, area)))

    def of_year(self, year: FiscalYear | str | None) -> "Catalog":
        """Return the catalog of one fiscal year; None is all of them."""
        if year is None:
            return self
        year = _fiscal_year(year)
        found = tuple(each for each in self.datasets if each.edition.fiscal_year == year)
        if not found:
            raise UnknownYear(DATASET, year, [each.edition.fiscal_year for each in self.datasets])
        return Catalog(found)

    def tables(self, name: str | None = None) -> Iterator[Table]:
        """Yield the tables of an id (table6) or a printed label (表6, 別表1), or all of them."""
        for dataset in self.datasets:
            for table in dataset.tables:
                if name is None or _plain(name) in (_plain(table.id), _plain(table.label)):
                    yield table

    def table(self, name: str, year: FiscalYear | str | None = None, area: str | None = None) -> Table:
        """Return a table by id or printed label; of several years, the one asked for, else the newest.

        Raises UnknownName, UnknownYear, BadYear, and AmbiguousName where several publishers have it.
        """
        here = self.of_area(area)
        found = list(here.tables(name))
        if not found:
            raise UnknownName(TABLE, name, dict.fromkeys(table.id for table in here.tables()))
        _refuse_several_areas(TABLE, name, [table.edition for table in found])
        if year is None:
            return max(found, key=lambda table: table.edition.fiscal_year)
        year = _fiscal_year(year)
        for table in found:
            if table.edition.fiscal_year == year:
                return table
        raise UnknownYear(name, year, [table.edition.fiscal_year for table in found])

    def series(self, name: str, area: str | None = None) -> list[tuple[Dataset, Series]]:
        """Return a series as each dataset that carries it declares it, of one publisher, oldest first."""
        here = self.of_area(area)
        found = [(each, series) for each in here.datasets for series in each.series if series.id == name.lower()]
        if not found:
            raise UnknownName(SERIES, name, dict.fromkeys(s.id for each in here.datasets for s in each.series))
        _refuse_several_areas(SERIES, name, [dataset.edition for dataset, _ in found])
        return found


def _fiscal_year(year: FiscalYear | str) -> FiscalYear:
    return FiscalYear.parse(year) if isinstance(year, str) else year


def _refuse_several_areas(kind: Text, name: str, editions: list[Edition]) -> None:
    areas = {edition.area.code: _name(edition.area) for edition in editions}
    if len(areas) > 1:
        raise AmbiguousName(kind, name, areas.values(), "--area")


def _name(area: Area) -> str:
    return f"{area.name.ja} ({area.code})"


def is_called(area: Area, name: str) -> bool:
    """Tell whether a municipality has this code or name."""
    return _plain(name) in map(_plain, (area.code, area.name.ja, area.name.en))


def refuse_unknown_area(name: str, areas: Iterable[Area]) -> None:
    """Raise UnknownName where none of the municipalities has this code or name."""
    areas = list(areas)
    if not any(is_called(area, name) for area in areas):
        raise UnknownName(AREA, name, dict.fromkeys(map(_name, areas)))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
