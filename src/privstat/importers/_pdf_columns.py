"""Columns without rules: stretches of the sheet that white space parts, and whether it leaves no other reading."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.importers._pdf_cells import Cell, Line, size_of

Stretch = tuple[float, float]
_GUTTER = 0.5  # of the size of the letters: the least that parts two columns for certain
_ALIGNED = 0.6  # how far apart the figures of a column may end


class Column(NamedTuple):
    """A stretch of the sheet with what stands in it.

    It is apart where white space parts it from its neighbours in all lines, and aligned where its figures stand one
    below the other.
    """

    left: float
    right: float
    cells: tuple[Cell, ...]
    is_apart: bool
    is_aligned: bool

    @property
    def holds_figures(self) -> bool:
        """Whether more of its cells are figures than texts."""
        return sum(cell.is_figure or cell.is_several for cell in self.cells) * 2 > len(self.cells)

    @property
    def middle(self) -> float:
        """Its middle, across."""
        return (self.left + self.right) / 2


def columns_of(body: Sequence[Line]) -> list[Column]:
    """Return the columns; none of them is apart where a cell reaches over the white space between two."""
    found = stretches(body)
    placed = [places_of(row, found) for row in body]
    is_clean = list(map(len, placed)) == list(map(len, body))
    if not is_clean:
        width = max(map(len, body))
        found = stretches([row for row in body if len(row) == width])
        placed = [places_of(row, found) for row in body]
    size = size_of(body)
    near = [following[0] - one[1] < size * _GUTTER for one, following in pairwise(found)]
    cells = [tuple(row[at] for row in placed if at in row) for at in range(len(found))]
    return [
        Column(*stretch, inside, is_clean and not (before or after), _is_aligned(inside, size))
        for stretch, inside, before, after in zip(found, cells, [False, *near], [*near, False], strict=True)
    ]


def places_of(row: Line, columns: Sequence[Stretch | Column]) -> dict[int, Cell]:
    """Return the cells of a row by the column in which each stands; without those that stand in none or several."""
    over = columns_over(row, columns)
    taken = Counter(at for some in over for at in some)
    return {some[0]: cell for cell, some in zip(row, over, strict=True) if len(some) == 1 and taken[some[0]] == 1}


def columns_over(row: Line, columns: Sequence[Stretch | Column]) -> list[range]:
    """Return the columns that each cell of a line stands above, below or in."""
    lefts, rights = [column[0] for column in columns], [column[1] for column in columns]
    return [range(bisect_right(rights, cell.left), bisect_left(lefts, cell.right)) for cell in row]


def stretches(rows: Sequence[Line]) -> list[Stretch]:
    """Return the stretches across the sheet that have ink in them."""
    found: list[Stretch] = []
    for left, right in sorted((cell.left, cell.right) for row in rows for cell in row):
        if found and left <= found[-1][1]:
            found[-1] = found[-1][0], max(right, found[-1][1])
        else:
            found.append((left, right))
    return found


def _is_aligned(cells: Sequence[Cell], size: float) -> bool:
    """Return whether the figures end, begin, or have their middle or the end of their first number at one place."""
    figures = [cell for cell in cells if cell.is_figure]
    edges = zip(*((cell.right, cell.left, cell.middle, cell.words[0].right) for cell in figures), strict=True)
    return not figures or any(max(edge) - min(edge) <= size * _ALIGNED for edge in edges)
