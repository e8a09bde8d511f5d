"""Columns without rules: lines whose figures stand under each other, where nothing but their place says so.

A line that is read one column off is worse than a line that is not read. So this is a grid only where white space
parts all the columns, all figures of a column end, begin or are centred at one place, and the heads stand above them;
everything else is lines of text, with two spaces where the gap is wide.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from privstat.grid import DOUBTFUL, Grid, GridCell, Passage
from privstat.importers._pdf_lines import Sheet, Word, joined

_WIDE = 0.8  # of the size of the letters: a gap between cells, and not between words
_GUTTER = 0.5  # the least that may part two columns
_ALIGNED = 0.6  # how far apart the figures of a column may end
_MOST_HEADS = 3
_UNIT = r"(?:件|枚|人|円|面|回|部|箇所|か所|%|％)?"
_FIGURE = re.compile(rf"[(（]?[△▲−-]?[\d０-９][\d０-９,，.．・]*\s?{_UNIT}[)）]?(?: ?[(（][^()（）]*[)）])?")
_SYMBOL = re.compile(r"[-－―ー–—…‥*＊xX]{1,3}")


class Cell(NamedTuple):
    """Words of one line that stand close together."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What they say."""
        return joined(self.words)

    @property
    def left(self) -> float:
        """Where they begin."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where they end."""
        return self.words[-1].right

    @property
    def top(self) -> float:
        """How high they stand."""
        return self.words[0].top

    @property
    def is_figure(self) -> bool:
        """Whether they are a number, or a symbol that stands for one."""
        return bool(_FIGURE.fullmatch(self.text) or _SYMBOL.fullmatch(self.text))


Line = list[Cell]


def parts_of_lines(lines: Sequence[Sequence[Word]], sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield the grids that are certain, and the other lines as passages."""
    rows = [_cells(line) for line in lines]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and _may_be_row(rows[end]):
            end += 1
        table = _grid(rows[start:end], sheet)
        if table is None:
            end = max(end, start + 1)
            yield from (_passage(row, sheet) for row in rows[start:end])
        else:
            yield table
        start = end


def _passage(row: Line, sheet: Sheet) -> Passage:
    return Passage("  ".join(cell.text for cell in row), sheet.place(row[0].top))


def _cells(line: Sequence[Word]) -> Line:
    cells: Line = []
    for word in line:
        if cells and word.left - cells[-1].right < word.size * _WIDE:
            cells[-1] = Cell((*cells[-1].words, word))
        else:
            cells.append(Cell((word,)))
    return cells


def _may_be_row(row: Line) -> bool:
    return len(row) > 1 and not any("単位" in cell.text or "。" in cell.text for cell in row)


def _grid(rows: Sequence[Line], sheet: Sheet) -> Grid | None:
    heads = next((at for at, row in enumerate(rows) if any(cell.is_figure for cell in row[1:])), len(rows))
    body = rows[heads:]
    if len(body) < 2 or heads > _MOST_HEADS or not _has_even_lines(rows):
        return None
    size = median(cell.words[0].size for row in body for cell in row)
    columns = _columns(body)
    placed = [[_column_of(cell, columns) for cell in row] for row in body]
    if not (_are_apart(columns, size) and all(len(set(row)) == len(row) for row in placed)):
        return None
    if not all(_is_column(body, placed, column, size) for column in range(1, len(columns))):
        return None
    above = [_head_columns(row, columns) for row in rows[:heads]]
    if any(row is None for row in above) or (above and not _names_all(above[-1], len(columns))):
        return None
    spans = [*above, *([(column, column) for column in row] for row in placed)]
    return _as_grid(rows, [span for span in spans if span is not None], heads, sheet)


def _has_even_lines(rows: Sequence[Line]) -> bool:
    """Return whether the lines are equally far apart: a label on two lines would look like two rows."""
    steps = [below[0].top - above[0].top for above, below in pairwise(rows)]
    return max(steps) < 1.4 * min(steps)


def _columns(body: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the stretches across the page that have ink in them."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for row in body for cell in row):
        if columns and left <= columns[-1][1]:
            columns[-1] = columns[-1][0], max(right, columns[-1][1])
        else:
            columns.append((left, right))
    return columns


def _are_apart(columns: Sequence[tuple[float, float]], size: float) -> bool:
    gaps = [following[0] - column[1] for column, following in pairwise(columns)]
    return bool(gaps) and min(gaps) >= size * _GUTTER


def _column_of(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    return next(at for at, (left, right) in enumerate(columns) if left <= cell.left and cell.right <= right)


def _is_column(body: Sequence[Line], placed: Sequence[Sequence[int]], column: int, size: float) -> bool:
    """Return whether what stands in a column is figures, and one below the other."""
    pairs = (zip(row, places, strict=True) for row, places in zip(body, placed, strict=True))
    cells = [cell for pair in pairs for cell, at in pair if at == column]
    edges = ([c.right for c in cells], [c.left for c in cells], [(c.left + c.right) / 2 for c in cells])
    is_aligned = any(max(edge) - min(edge) <= size * _ALIGNED for edge in edges)
    return is_aligned and all(cell.is_figure for cell in cells)


def _head_columns(row: Line, columns: Sequence[tuple[float, float]]) -> list[tuple[int, int]] | None:
    """Return the first and last column that each head stands above, or None where that is not certain."""
    over = [[at for at, (left, right) in enumerate(columns) if left < head.right and head.left < right] for head in row]
    if len(row) == len(columns) and all(set(some) <= {at} for at, some in enumerate(over)):
        return [(at, at) for at in range(len(row))]
    middles = [(left + right) / 2 for left, right in columns]
    found: list[tuple[int, int]] = []
    for head, some in zip(row, over, strict=True):
        inside = [at for at in some if head.left <= middles[at] <= head.right]
        chosen = inside or some
        if not chosen or (not inside and len(some) > 1) or (found and chosen[0] <= found[-1][1]):
            return None
        found.append((chosen[0], chosen[-1]))
    return found


def _names_all(spans: Sequence[tuple[int, int]] | None, width: int) -> bool:
    """Return whether each column has a head of its own; the labels may have none."""
    return spans is not None and {(at, at) for at in range(1, width)} <= set(spans)


def _as_grid(rows: Sequence[Line], spans: Sequence[Sequence[tuple[int, int]]], heads: int, sheet: Sheet) -> Grid:
    """Return the grid; how far a head reaches that stands above other heads is not certain."""
    cells = [
        GridCell(cell.text, at, first, sheet.place(cell.top), 1, last - first + 1, at < heads, _looks(at, heads))
        for at, (row, places) in enumerate(zip(rows, spans, strict=True))
        for cell, (first, last) in zip(row, places, strict=True)
    ]
    width = max(cell.column for cell in cells) + 1
    taken = {(cell.row, at) for cell in cells for at in range(cell.column, cell.column + cell.columns)}
    blanks = [
        GridCell("", at, column, sheet.place(row[0].top), is_heading=at < heads)
        for at, row in enumerate(rows)
        for column in range(width)
        if (at, column) not in taken
    ]
    every = sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
    return Grid(tuple(every), sheet.place(rows[0][0].top))


def _looks(row: int, heads: int) -> str:
    return DOUBTFUL if row < heads - 1 else ""
