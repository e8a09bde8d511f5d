"""One series across the years: values, changes and the reasons why a change is not computed.

Every dataset that carries a series adds its years. Where two pages print the same year, the newer page
counts, and what the older one printed is kept beside it.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.catalog import Catalog
from privstat.codelists import STATUS_WORDS, Reason, Status
from privstat.errors import PrivstatError
from privstat.model import Cell, Dataset, Edition, Footnote, Number, Row, Series, Table
from privstat.period import FiscalYear, Month
from privstat.words import Message, Text, message

FIRST_YEAR_OF_THE_ACT = 2023  # the national Act replaced the ordinances on 2023-04-01


class MixedSeries(PrivstatError):
    """A series that is a flow in one dataset and a stock in another, or has another unit."""

    def __init__(self, series: str, first: Edition, second: Edition, what: str, other: str) -> None:
        super().__init__(
            message(
                en="{series} cannot be joined: it is '{what}' in {first}, but '{other}' in {second}",
                ja="{series} はつなげません。{first} では「{what}」、{second} では「{other}」です",
                series=series,
                what=what,
                other=other,
                first=first.id,
                second=second.id,
            )
        )


class Observation(NamedTuple):
    """What one edition printed for one fiscal year; `kind` and `any_regime` are those of its series, if it has one."""

    year: FiscalYear
    cell: Cell
    table: Table
    kind: str = ""
    any_regime: bool = False


class Point(NamedTuple):
    """One fiscal year of a series.

    `change` is value less the value of the year before, `multiple` value over it, both exact (the quotient to
    28 digits); where they are None though the year is not the first, `why` says why. `earlier` are other
    values that older pages printed for the same year.
    """

    observation: Observation
    change: Number | None
    multiple: Decimal | None
    why: Message | None
    earlier: tuple[Observation, ...]

    @property
    def year(self) -> FiscalYear:
        """The fiscal year."""
        return self.observation.year

    @property
    def value(self) -> Number | None:
        """The figure, or None where its status says why there is none."""
        return self.observation.cell.number

    @property
    def percent(self) -> Decimal | None:
        """The change in per cent of the year before, to 28 digits, or None."""
        return None if self.multiple is None else (self.multiple - 1) * 100

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The notes on the cell."""
        return self.observation.cell.notes


class Trend(NamedTuple):
    """A series with its points, oldest first."""

    series: Series
    area: Text
    unit: Text | None
    points: tuple[Point, ...]

    @property
    def notes(self) -> tuple[Footnote, ...]:
        """The notes on all cells used, each once, in the order of the years."""
        return tuple({(note.mark, note.text): note for point in self.points for note in point.notes}.values())


def trend_of(catalog: Catalog, name: str, area: str | None = None) -> Trend:
    """Return a series over the years, from all datasets that carry it.

    Raises UnknownName, AmbiguousName where several publishers carry it, and MixedSeries.
    """
    carriers = catalog.series(name, area)
    by_year: dict[FiscalYear, list[Observation]] = {}
    for page in observations(carriers):
        for each in page:
            by_year.setdefault(each.year, []).append(each)
    by_year = {year: _entered(found) for year, found in by_year.items()}
    newest = [by_year[year][-1] for year in sorted(by_year)]
    before: list[Observation | None] = [None, *newest]
    return Trend(
        series=carriers[-1][1],
        area=carriers[-1][0].edition.area.name,
        unit=unit_of(newest[-1]),
        points=tuple(
            _point(previous, each, by_year[each.year][:-1]) for previous, each in zip(before, newest, strict=False)
        ),
    )


def _entered(found: list[Observation]) -> list[Observation]:
    """Return the observations without those that nobody has typed yet, where there are others."""
    return [each for each in found if each.cell.status is not Status.NOT_ENTERED] or found


def observations(carriers: Sequence[tuple[Dataset, Series]]) -> list[list[Observation]]:
    """Return what each dataset that carries a series prints of it, in the order given. Raises MixedSeries."""
    pages = [list(_observations(dataset, series)) for dataset, series in carriers]
    _refuse_mixtures(carriers[0][1].id, [each for page in pages for each in page])
    return pages


def year_of(row: Row, edition: Edition) -> FiscalYear:
    """Return the fiscal year of a row's figures: that which the row names, itself or by a month, else the page's."""
    for cell in row.cells.values():
        if isinstance(cell.value, FiscalYear):
            return cell.value
        if isinstance(cell.value, Month):
            return cell.value.fiscal_year
    return edition.fiscal_year


def unit_of(observation: Observation) -> Text | None:
    """Return the unit of a figure: that of its column, else that of its table."""
    return observation.cell.column.unit or observation.table.unit


def _observations(dataset: Dataset, series: Series) -> Iterable[Observation]:
    table_id, _, address = series.measure.partition(".")
    table = dataset.table(table_id)
    for row, cell in table.entries(address):
        yield Observation(year_of(row, dataset.edition), cell, table, series.kind, series.any_regime)


def _printed_unit(observation: Observation) -> str:
    unit = unit_of(observation)
    return unit.ja if unit else ""


def _regime(observation: Observation) -> str:
    """Return the legal frame that a year's figures were counted in, whichever page prints them later."""
    before_the_act = observation.year.start < FIRST_YEAR_OF_THE_ACT
    return "ordinance" if before_the_act else observation.table.edition.regime


def _refuse_mixtures(name: str, found: list[Observation]) -> None:
    first = found[0]
    for each in found[1:]:
        for one, other in ((first.kind, each.kind), (_printed_unit(first), _printed_unit(each))):
            if one != other:
                raise MixedSeries(name, first.table.edition, each.table.edition, one, other)


def _point(before: Observation | None, here: Observation, others: list[Observation]) -> Point:
    earlier = tuple(other for other in others if other.cell.number != here.cell.number)
    why = _obstacle(before, here)
    if before is None or why:
        return Point(here, None, None, why, earlier)
    base, value = before.cell.number, here.cell.number
    assert base is not None
    assert value is not None
    if base == 0:
        why = message(en="no percentage from zero", ja="0 からの増減率はありません")
        return Point(here, value, None, why, earlier)
    return Point(here, value - base, Decimal(value) / Decimal(base), None, earlier)


def _obstacle(before: Observation | None, here: Observation) -> Message | None:
    """Return why no change is computed from one year to the next, or None."""
    if here.cell.number is None:
        return message(en="no figure ({status})", ja="数値なし({status})", status=STATUS_WORDS[here.cell.status])
    if before is None:
        return None
    if before.cell.number is None:
        return message(en="no figure for {year}", ja="{year}の数値がありません", year=before.year.words)
    if before.year.start + 1 != here.year.start:
        return message(
            en="nothing was printed for {year}",
            ja="{year}の数値がありません",
            year=FiscalYear(here.year.start - 1).words,
        )
    if here.cell.status is Status.BREAK:
        return message(en="break in the series", ja="系列の断絶")
    breaks = [note for note in here.cell.notes if note.reason is Reason.BREAK and note not in before.cell.notes]
    if breaks:
        return message(en="break: {note}", ja="断絶: {note}", note=breaks[0].text)
    regimes = _regime(before), _regime(here)
    if regimes[0] != regimes[1] and not here.any_regime:
        return message(
            en="the legal frame changed from '{before}' to '{here}'",
            ja="根拠となる制度が {before} から {here} に変わりました",
            before=regimes[0],
            here=regimes[1],
        )
    return None
