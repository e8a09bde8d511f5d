"""Where the sums of a table that break cross: the one cell whose change would mend them all and break no other."""

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
    common = _errors(broken[0])
    for each in broken[1:]:
        common = dict(common.items() & _errors(each).items())
    for each in compared if common else ():
        if not each.difference:
            for cell in each.cells:
                common.pop(cell.address, None)
    found = [
        Crossing(cell, cell.number - common[cell.address])
        for cell in broken[0].cells
        if cell.address in common and cell.number is not None
    ]
    possible = [each for each in found if each.mended >= 0 or each.cell.column.role is not Role.COUNT]
    return possible[0] if len(possible) == 1 else None


def _errors(broken: Sum) -> dict[str, Number]:
    """Return the addresses of a sum that breaks, each with how much too large it is if it is the wrong one."""
    difference = broken.difference or 0
    errors = {cell.address: difference for cell in broken.parts}
    return errors | {broken.whole.address: -difference} if broken.whole else errors
