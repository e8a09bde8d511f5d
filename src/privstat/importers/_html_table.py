"""A table of HTML while it is being read: its cells, and where those that cover several rows put the others."""

from collections.abc import Sequence
from typing import Any

from privstat.grid import Grid, GridCell, Passage
from privstat.importers._html_text import Marked
from privstat.limits import CELLS
from privstat.place import Place

_WIDEST, _LONGEST = 1_000, 65_534  # columns and rows that a cell may cover, as in the standard
_SECTIONS = ("thead", "tbody", "tfoot")


class TableBeingRead:
    """The cells so far; a cell being read holds its lines until it ends."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._cells: list[GridCell] = []
        self._lines: list[Passage] = []
        self._captions: list[Passage] = []
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # columns of this row that cells of rows above still cover, and for how long
        self._area_left = CELLS.value
        self._is_in_caption = self._is_in_cell = self._is_in_head = False

    def enter(self, node: Any, marked: Marked) -> None:
        """Begin a node of the table."""
        tag = node.tag
        if tag in _SECTIONS:
            self._end_section()
            self._is_in_head = tag == "thead"
        elif tag == "tr":
            self._row += 1
            self._column = 0
            self._taken = {column: rows - 1 for column, rows in self._taken.items() if rows > 1}
        elif tag in ("td", "th"):
            self._begin_cell(node, marked)
        elif tag == "caption":
            self._is_in_caption = True

    def add(self, line: Passage) -> None:
        """Take a line of text: of the caption, or of the cell that is being read."""
        if self._is_in_caption:
            self._captions.append(line)
        elif self._is_in_cell:
            self._lines.append(line)

    def leave(self, node: Any) -> None:
        """End a node of the table."""
        if node.tag in ("td", "th") and self._is_in_cell:
            if self._lines:
                text, place, stretches = _joined(self._lines)
                self._cells[-1] = self._cells[-1]._replace(text=text, place=place, stretches=stretches)
            self._lines = []
            self._is_in_cell = False
        elif node.tag == "caption":
            self._is_in_caption = False
        elif node.tag in _SECTIONS:
            self._end_section()

    def part(self) -> Grid | Passage:
        """Return the table, whose cells cover no more rows and columns than it has; without cells it is its caption."""
        caption = _joined(self._captions) if self._captions else Passage("", self._place)
        if not self._cells:
            return caption
        width = max(cell.column for cell in self._cells) + 1
        cells = (cell._replace(columns=min(cell.columns, width - cell.column)) for cell in self._cells)
        return Grid(tuple(cells), caption.place, caption.text, caption.stretches)

    def _begin_cell(self, node: Any, marked: Marked) -> None:
        while self._column in self._taken:
            self._column += 1
        across = _span(node, "colspan", _WIDEST)
        down = _span(node, "rowspan", _LONGEST)
        self._area_left -= across
        if self._area_left < 0:
            raise CELLS.passed("")
        self._taken |= dict.fromkeys(range(self._column, self._column + across), down)
        is_heading = node.tag == "th" or self._is_in_head
        place = marked.place(node)
        self._cells.append(GridCell("", self._row, self._column, place, down, across, is_heading))
        self._column += across
        self._is_in_cell = True

    def _end_section(self) -> None:
        """Cut what would reach beyond the rows of a section: a cell covers none of the next one."""
        if self._taken:
            beyond = self._row + 1
            self._cells = [
                cell._replace(rows=min(cell.rows, beyond - cell.row)) if cell.row + cell.rows > beyond else cell
                for cell in self._cells
            ]
        self._taken = {}
        self._is_in_head = False


def _joined(lines: Sequence[Passage]) -> Passage:
    """Return some lines as one text; each of them stands where it stood."""
    if len(lines) == 1:  # as good as always
        return lines[0]
    stretches: list[tuple[int, Place]] = []
    length = 0
    for line in lines:
        stretches += [(length, line.place), *((length + at, place) for at, place in line.stretches)]
        length += len(line.text) + 1
    return Passage("\n".join(line.text for line in lines), lines[0].place, tuple(stretches[1:]))


def _span(node: Any, name: str, most: int) -> int:
    """Return how far a cell reaches; 0 is to the end of its section."""
    asked = (node.attributes.get(name) or "1").strip()
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return min(number or (most if name == "rowspan" else 1), most)
