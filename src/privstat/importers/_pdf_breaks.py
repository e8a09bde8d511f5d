"""Heads on several lines above columns without rules → one cell each."""

from collections.abc import Sequence

from privstat.importers._pdf_cells import Cell, Line

_CLOSE = 1.4  # of the size of the letters: lines of one text are nearer to each other
_ALIGNED = 0.3  # how far apart such lines begin or end
_LESS = 0.8  # of how far the rows are apart: lines of one text are nearer than that


def without_breaks(rows: Sequence[Line], step: float) -> list[Line]:
    """Return the lines of heads with those put together that are on several lines, and units with what they count.

    Lines are only known to be those of one text where the rows of the table, a `step` apart, are not as near.
    """
    found: list[Line] = []
    for row in rows:
        above = [_above(cell, row, found) for cell in row]
        joins = [
            upper is not None and (cell.is_unit or _continues(cell, upper, step))
            for cell, upper in zip(row, above, strict=True)
        ]
        more = {upper: cell for cell, upper, joint in zip(row, above, joins, strict=True) if joint}
        found = [[Cell((*cell.words, *more[cell].words)) if cell in more else cell for cell in line] for line in found]
        found.append([cell for cell, joint in zip(row, joins, strict=True) if not joint])
    return [row for row in found if row]


def _above(cell: Cell, row: Line, lines: Sequence[Line]) -> Cell | None:
    """Return the nearest head that stands above another one, and above no other of its line."""
    for line in reversed(lines):
        over = [each for each in line if each.is_over(cell.left, cell.right)]
        if over:
            is_alone = sum(each.is_over(over[0].left, over[0].right) for each in row) == 1
            return over[0] if len(over) == 1 and is_alone else None
    return None


def _continues(cell: Cell, upper: Cell, step: float) -> bool:
    last = upper.words[-1]
    edges = ((cell.left, upper.left), (cell.right, upper.right), (cell.middle, upper.middle))
    is_aligned = any(abs(one - other) < _ALIGNED * last.size for one, other in edges)
    return is_aligned and cell.top - last.top < _CLOSE * last.size < _LESS * step
