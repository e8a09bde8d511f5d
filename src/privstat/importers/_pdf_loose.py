"""A table without rules as a grid, in which what leaves another reading is doubtful.

White space that parts the columns in all lines is as good as a rule, and a head above one column names it. Where
heads cannot be tied to columns, where a line may belong to the row above or below it, or where labels stand between
figures, the figures are there, and a person is told to look at them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from privstat.grid import DOUBTFUL, Grid, GridCell
from privstat.importers._pdf_breaks import without_breaks
from privstat.importers._pdf_cells import Line
from privstat.importers._pdf_columns import columns_of, places_of
from privstat.importers._pdf_heads import Head, heads_of, named_columns
from privstat.importers._pdf_lines import Sheet
from privstat.importers._pdf_rows import rows_of

_FAR = 2.5  # of how far the rows are apart: what is further above is no head


class LooseTable:
    """Lines of heads and rows whose columns nothing but white space parts; `around` are those above and below."""

    def __init__(self, heads: Sequence[Line], body: Sequence[Line], around: tuple[Line, Line], sheet: Sheet) -> None:
        above, below = around
        self._sheet = sheet
        self._rows = rows_of(body, below)
        self._columns = columns_of([row for row in self._rows.lines if len(row) > 1])
        self._placed = [places_of(row, self._columns) for row in self._rows.lines]
        self._figures = [at for at, column in enumerate(self._columns) if at and column.holds_figures]
        self._heads = heads_of(without_breaks(heads, self._rows.step), self._columns)
        self._is_cut = not heads and bool(above) and body[0][0].top - above[0].top < _FAR * self._rows.step

    @property
    def is_table(self) -> bool:
        """Whether there is a column of figures, one below the other, and each cell has a place."""
        is_placed = all(len(placed) == len(row) for placed, row in zip(self._placed, self._rows.lines, strict=True))
        columns = [self._columns[at] for at in self._figures]
        cells = [cell for placed in self._placed for at, cell in placed.items() if at >= min(self._figures, default=0)]
        are_most = sum(cell.is_figure for cell in cells) * 2 >= len(cells)
        has_figures = any(column.is_aligned and sum(cell.is_figure for cell in column.cells) > 1 for column in columns)
        return self._heads is not None and is_placed and has_figures and are_most

    @property
    def labels(self) -> Sequence[Line]:
        """What stands beside several rows, of which nothing tells how many."""
        return self._rows.between

    def grid(self) -> Grid:
        """Return its cells, and its blanks, so that no row is short."""
        heads = [self._head(head) for head in self._heads or ()]
        height = max((cell.row + cell.rows for cell in heads), default=0)
        cells = [*heads, *self._blank_heads(heads, height), *self._body(height)]
        return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), cells[0].place)

    def _head(self, head: Head) -> GridCell:
        (top, bottom), (first, last) = head.lines, head.columns
        looks = "" if head.is_certain else DOUBTFUL
        place = self._sheet.place(head.cell.top)
        return GridCell(head.cell.text, top, first, place, bottom - top + 1, last - first + 1, True, looks)

    def _blank_heads(self, heads: Sequence[GridCell], height: int) -> Iterator[GridCell]:
        taken = {
            (row, column)
            for cell in heads
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        for row in range(height):
            for column in range(len(self._columns)):
                if (row, column) not in taken:
                    yield GridCell("", row, column, heads[0].place, is_heading=True)

    def _body(self, height: int) -> Iterator[GridCell]:
        rows, columns = self._doubtful_rows(), self._doubtful_columns()
        for at, (row, placed) in enumerate(zip(self._rows.lines, self._placed, strict=True)):
            place = self._sheet.place(row[0].top)
            for column in range(len(self._columns)):
                cell = placed.get(column)
                holds_figure = column in self._figures or bool(column and cell and cell.is_figure)
                looks = DOUBTFUL if holds_figure and (at in rows or column in columns) else ""
                yield GridCell(cell.text if cell else "", height + at, column, place, looks=looks)

    def _doubtful_columns(self) -> set[int]:
        """Return the columns that no head names for certain, or that are no column of figures for certain."""
        every = set(range(len(self._columns)))
        heads = self._heads or []
        is_narrow = any(cell.ends_with_figure for cell in self._columns[0].cells) or any(
            cell.is_several for column in self._columns[1:] for cell in column.cells
        )
        if (
            self._is_cut
            or is_narrow
            or (heads and not all(any(head.covers(at) for head in heads) for at in self._figures))
        ):
            return every
        named = named_columns(heads, len(every))
        labels = range(self._figures[0])
        if any(self._are_side_by_side(one, other) and other not in named for one, other in pairwise(labels)):
            return every
        inner = [at for at in range(labels.stop, self._figures[-1]) if at not in self._figures]
        parted = set() if not inner or self._repeats() else {at for at in every if at > inner[0]}
        certain = {at for at in self._figures if self._columns[at].is_apart and self._columns[at].is_aligned}
        return every - ((certain & named if heads else certain) - parted)

    def _repeats(self) -> bool:
        """Return whether the heads are the same again and again: one table, of which blocks stand side by side."""
        texts = [head.cell.text for head in self._heads or ()]
        periods = range(2, len(texts) // 2 + 1)
        return len(texts) == len(self._columns) and any(
            texts == texts[:period] * (len(texts) // period) for period in periods
        )

    def _are_side_by_side(self, one: int, other: int) -> bool:
        """Return whether most rows have a text in two columns: prose beside a table, where no head says otherwise."""
        return sum(one in row and other in row for row in self._placed) * 2 > len(self._placed)

    def _doubtful_rows(self) -> set[int]:
        """Return the rows that may be one with a line next to them, and those without a label."""
        first = self._figures[0]
        return {at for at, row in enumerate(self._placed) if min(row) >= first} | self._rows.doubtful
