"""A table without rules as a grid, in which what leaves another reading is doubtful.

White space that parts the columns in all lines is as good as a rule, and a head above one column names it. Where
heads cannot be tied to columns, where a line may belong to the row above or below it, or where labels stand between
figures, the figures are there, and a person is told to look at them.
"""

from collections.abc import Sequence
from itertools import pairwise

from privstat.grid import DOUBTFUL, Grid, GridCell
from privstat.importers._pdf_cells import Line, size_of
from privstat.importers._pdf_columns import columns_of, places_of
from privstat.importers._pdf_heads import Head, can_be_told, heads_of, named_columns, without_breaks
from privstat.importers._pdf_lines import Sheet
from privstat.importers._pdf_rows import rows_of


class LooseTable:
    """Lines of heads and rows whose columns nothing but white space parts."""

    def __init__(self, heads: Sequence[Line], body: Sequence[Line], sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows = rows_of(body)
        self._columns = columns_of([row for row in self._rows.lines if len(row) > 1])
        self._lines = without_breaks(heads, self._rows.step)
        self._heads = heads_of(self._lines, self._columns)

    @property
    def is_table(self) -> bool:
        """Whether there is a column of figures, one below the other, and each cell has a place."""
        is_placed = all(len(places_of(row, self._columns)) == len(row) for row in self._rows.lines)
        figures = [column for column in self._columns[1:] if column.holds_figures and len(column.cells) > 1]
        return self._heads is not None and is_placed and any(column.is_aligned for column in figures)

    @property
    def labels(self) -> Sequence[Line]:
        """What stands beside several rows, of which nothing tells how many."""
        return self._rows.between

    def grid(self) -> Grid:
        """Return its cells, and its blanks, so that no row is short."""
        height, width = len(self._lines), len(self._columns)
        cells = [self._head(head) for head in self._heads or ()]
        rows, columns = self._doubtful_rows(), self._doubtful_columns()
        tops = [row[0].top for row in (*self._lines, *self._rows.lines)]
        for at, row in enumerate(self._rows.lines):
            for column, cell in places_of(row, self._columns).items():
                looks = DOUBTFUL if cell.is_figure and column and (at in rows or column in columns) else ""
                cells.append(GridCell(cell.text, height + at, column, self._sheet.place(cell.top), looks=looks))
        taken = {
            (row, column)
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        blanks = [
            GridCell("", row, column, self._sheet.place(top), is_heading=row < height)
            for row, top in enumerate(tops)
            for column in range(width)
            if (row, column) not in taken
        ]
        every = sorted([*cells, *blanks], key=lambda cell: (cell.row, cell.column))
        return Grid(tuple(every), self._sheet.place(tops[0]))

    def _head(self, head: Head) -> GridCell:
        (top, bottom), (first, last) = head.lines, head.columns
        looks = "" if head.is_certain else DOUBTFUL
        place = self._sheet.place(head.cell.top)
        return GridCell(head.cell.text, top, first, place, bottom - top + 1, last - first + 1, True, looks)

    def _doubtful_columns(self) -> set[int]:
        """Return the columns that no head names for certain, or that are no column of figures for certain."""
        width = len(self._columns)
        are_whole = can_be_told(self._rows.step, size_of(self._rows.lines))
        named = named_columns(self._heads or (), width, are_whole=are_whole) if self._lines else set(range(width))
        figures = [at for at, column in enumerate(self._columns) if at and column.holds_figures]
        certain = {at for at in figures if self._columns[at].is_apart and self._columns[at].is_aligned}
        labels = range(figures[0])
        inner = [at for at in range(figures[0], figures[-1]) if at not in figures]
        if inner and not self._repeats():
            certain -= set(range(inner[0], width))
        if any(self._are_side_by_side(one, other) and other not in named for one, other in pairwise(labels)):
            certain = set()
        return set(range(width)) - (certain & named)

    def _repeats(self) -> bool:
        """Return whether the heads are the same again and again: one table, of which blocks stand side by side."""
        texts = [head.cell.text for head in self._heads or ()]
        return any(
            len(texts) == len(self._columns) and texts == texts[:period] * (len(texts) // period)
            for period in range(2, len(texts) // 2 + 1)
        )

    def _are_side_by_side(self, one: int, other: int) -> bool:
        """Return whether most rows have a text in two columns: prose beside a table, where no head says otherwise."""
        filled = [places_of(row, self._columns) for row in self._rows.lines]
        return sum(one in row and other in row for row in filled) * 2 > len(filled)

    def _doubtful_rows(self) -> set[int]:
        """Return the rows that may be one with a line next to them, and those without a label."""
        first = next(at for at, column in enumerate(self._columns) if at and column.holds_figures)
        placed = (places_of(row, self._columns) for row in self._rows.lines)
        return {at for at, row in enumerate(placed) if not any(column < first for column in row)} | self._rows.doubtful
