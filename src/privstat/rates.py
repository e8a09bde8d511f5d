"""Rates beside what their columns give: exact fractions, rounded as the page prints them."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from privstat.model import Cell, Number, Row, Table

if TYPE_CHECKING:
    from fractions import Fraction  # few tables have rates, so that it is imported when there is one

_PERCENT = 100
_PER_TOLERANCE = 10  # a tenth of a per cent: pages cut rates in one year and round them in the next


class Fit(Enum):
    """How a printed rate fits what its formula gives."""

    EQUAL = "equal"  # rounded half up
    NEAR = "near"  # cut, or off by 0.1 at most
    WRONG = "wrong"


class Rate(NamedTuple):
    """A printed rate, and the cells that are added above and below the line of its formula."""

    cell: Cell
    above: tuple[Cell, ...]
    below: tuple[Cell, ...]
    percent: bool
    corrected: bool = False  # whether misprints are read as their corrections

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, the rate first; a cell that stands above and below the line comes once."""
        return tuple({cell.address: cell for cell in (self.cell, *self.above, *self.below)}.values())

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The cells without a number."""
        return tuple(cell for cell in self.cells if cell.number is None)

    @property
    def printed(self) -> Number:
        """The rate as printed; no cell may be missing."""
        return self._number(self.cell)

    @property
    def numerator(self) -> Number:
        """What stands above the line."""
        return sum(map(self._number, self.above))

    @property
    def denominator(self) -> Number:
        """What stands below the line."""
        return sum(map(self._number, self.below))

    @property
    def exact(self) -> "Fraction | None":
        """What the formula gives, or None from zero, which has no rate."""
        scale = _PERCENT if self.percent else 1
        return scale * _fraction(self.numerator) / _fraction(self.denominator) if self.denominator else None

    @property
    def places(self) -> int:
        """How many decimal places the rate is printed with."""
        exponent = Decimal(self.printed).as_tuple().exponent
        return max(-exponent, 0) if isinstance(exponent, int) else 0

    @property
    def fit(self) -> Fit:
        """How the printed rate fits; there must be an exact one."""
        assert self.exact is not None
        if rounded(self.exact, self.places) == self.printed:
            return Fit.EQUAL
        off = abs(_fraction(self.printed) - self.exact)
        per_tolerance = _PER_TOLERANCE if self.percent else _PER_TOLERANCE * _PERCENT
        return Fit.NEAR if off * per_tolerance <= 1 or off * 10**self.places < 1 else Fit.WRONG

    @property
    def is_cut(self) -> bool:
        """Whether the printed rate is the exact one without its further digits."""
        assert self.exact is not None
        scale = 10**self.places
        return bool(_fraction(self.printed) * scale == int(self.exact * scale))

    def _number(self, cell: Cell) -> Number:
        number = cell.corrected if self.corrected else cell.number
        assert number is not None
        return number


def rates(table: Table) -> Iterator[Rate]:
    """Yield every rate of the columns that name their formula, in the rows and totals that have its columns."""
    for column in table.columns:
        if column.formula is None:
            continue
        above = [each.id for name in column.formula.above for each in table.columns_at(name)]
        below = [each.id for name in column.formula.below for each in table.columns_at(name)]
        for row in table.all_rows:
            if all(id_ in row.cells for id_ in (column.id, *above, *below)):
                yield Rate(row.cells[column.id], _cells(row, above), _cells(row, below), column.formula.percent)


def _cells(row: Row, ids: list[str]) -> tuple[Cell, ...]:
    return tuple(row.cells[id_] for id_ in ids)


def _fraction(number: Number) -> "Fraction":
    from fractions import Fraction

    return Fraction(number)


def rounded(exact: "Fraction", places: int) -> Decimal:
    """Return a fraction rounded half up, away from zero, to decimal places."""
    whole = int((abs(exact) * 10**places * 2 + 1) / 2)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places)
