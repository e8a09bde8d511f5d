"""Figures in the order of time, and which of them look like a slip beside their neighbours.

The thresholds are chosen so that what was really published rarely trips them: a city's figures do double or
quadruple, small ones jump by chance, and a new level stays. A slip stands alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple, cast

from privstat.codelists import Role
from privstat.model import Cell, Number, Row, Table
from privstat.period import FiscalYear, Month

JUMP = 5  # times as much as both neighbours, or a fifth
JUMP_FLOOR = 100  # what both the figure and its neighbours are at least
SLIP_FLOOR = 10  # the same for a change of digits, which two neighbours show at once
_POWERS = (10, 100, 1000)


class Figure(NamedTuple):
    """A count, and the fiscal year or month that it is of."""

    when: FiscalYear | Month
    cell: Cell
    table: Table

    @property
    def number(self) -> Number:
        """The count, corrected where it is a known misprint."""
        assert self.cell.corrected is not None
        return self.cell.corrected


class Kind(Enum):
    """How a figure is suspicious."""

    DIGITS = auto()  # a digit too many or too few
    JUMP = auto()


class Suspect(NamedTuple):
    """A figure that stands out from its neighbours, the nearest one first."""

    kind: Kind
    figure: Figure
    neighbours: tuple[Figure, ...]

    @property
    def grew(self) -> bool:
        """Whether the figure is more than its neighbours."""
        return self.figure.number > self.neighbours[0].number

    @property
    def factor(self) -> Decimal:
        """How many times the one is the other, compared with the nearest neighbour; never less than 1."""
        small, large = sorted((Decimal(self.figure.number), Decimal(self.neighbours[0].number)))
        return large / small


def runs(tables: Iterable[Table]) -> Iterator[tuple[Figure, ...]]:
    """Yield the figures of each column and item over the years or months, oldest first.

    Of a year that several tables (of one id) print, the figure of the last table counts. A total over several
    years is of no year.
    """
    found: dict[tuple[object, ...], dict[FiscalYear | Month, Figure]] = {}
    for table in tables:
        counts, items = (table.ids(role) for role in (Role.COUNT, Role.DIMENSION))
        for row, when in _rows(table) if counts else ():
            item = ("total",) if row.is_total else tuple(getattr(row.cells[id_].value, "id", "") for id_ in items)
            for cell in (row.cells[id_] for id_ in counts if id_ in row.cells):
                if cell.number is not None:
                    run = found.setdefault((table.id, item, cell.column.id, type(when)), {})
                    run[when] = Figure(when, cell, table)
    for run in found.values():
        yield tuple(run[when] for when in sorted(run))


def suspects(run: Sequence[Figure]) -> Iterator[Suspect]:
    """Yield the figures of a run that look like a slip beside the nearest two; of two figures only the newer one."""
    numbers = [figure.number for figure in run]
    if len(run) < 2 or max(numbers) < SLIP_FLOOR or max(numbers) <= JUMP * min(numbers):
        return  # as nearly all are
    for index in range(1 if len(run) == 2 else 0, len(run)):
        nearest = _nearest(len(run), index)
        if kind := _kind(numbers[index], [numbers[place] for place in nearest]):
            yield Suspect(kind, run[index], tuple(run[place] for place in nearest))


def _rows(table: Table) -> Iterator[tuple[Row, FiscalYear | Month]]:
    year = table.edition.fiscal_year
    years = table.ids(Role.FISCAL_YEAR)
    times = [*table.ids(Role.MONTH), *years]  # a month is more exact than a year beside it
    for row in table.rows:
        yield row, cast("FiscalYear | Month", row.cells[times[0]].value) if times else year
    if table.total and not years:
        yield table.total, year


def _nearest(length: int, index: int) -> list[int]:
    """Return the places before and after one; at an end of the run, the two beside it, the nearest one first."""
    if index == 0:
        places = [1, 2]
    elif index == length - 1:
        places = [index - 1, index - 2]
    else:
        places = [index - 1, index + 1]
    return [place for place in places if 0 <= place < length]


def _kind(number: Number, neighbours: Sequence[Number]) -> Kind | None:
    floor = min(number, *neighbours)
    pairs = [(max(number, other), min(number, other)) for other in neighbours]
    one_way = len({number > other for other in neighbours}) == 1
    if not one_way or floor < (SLIP_FLOOR if len(neighbours) > 1 else JUMP_FLOOR):
        return None
    if any(all(_is_about(power, large, small) for large, small in pairs) for power in _POWERS):
        return Kind.DIGITS
    jumps = floor >= JUMP_FLOOR and all(large > JUMP * small for large, small in pairs)
    return Kind.JUMP if jumps else None


def _is_about(power: int, large: Number, small: Number) -> bool:
    """Tell whether one number is a power of ten times another, give or take a fifth."""
    return 8 * power * small <= 10 * large <= 12 * power * small
