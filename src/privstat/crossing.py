"""Where the sums of a table that break cross: the one cell whose change would mend them all and break no other."""

from collections.abc import Iterator
from typing import NamedTuple

from privstat.codelists import Role
from privstat.model import Cell, Number, Table
from privstat.totals import Sum, sums


class Crossing(NamedTuple):
    """A cell that stands in every sum that breaks, and the figure that would mend them."""

    cell: Cell
    mended: Number


def crossing(table: Table) -> Crossing | None:
    """Return the one cell that explains why sums over rows and sums over columns break together, or None."""
    compared = [each for each in sums(table) if each.difference is not None and each.additive]
    broken = [each for each in compared if each.difference]
    if len({each.row is None for each in broken}) < 2:
        return None
    common = set(_errors(broken[0]))
    for each in broken[1:]:
        common &= set(_errors(each))
    for each in compared if common else ():
        if not each.difference:
            common -= {(cell, error) for cell, error in common if cell in each.cells}
    found = [Crossing(cell, cell.number - error) for cell, error in common if cell.number is not None]
    possible = [each for each in found if each.mended >= 0 or each.cell.column.role is not Role.COUNT]
    return possible[0] if len(possible) == 1 else None


def _errors(broken: Sum) -> Iterator[tuple[Cell, Number]]:
    """Yield each cell of a sum that breaks, with how much too large it is if it is the wrong one."""
    difference = broken.difference or 0
    yield from ((cell, difference) for cell in broken.parts)
    if broken.whole:
        yield broken.whole, -difference
