"""A source page before anything of it is understood: grids of cells and lines of prose, in the order of the page."""

from typing import NamedTuple

from privstat.place import Place

DOUBTFUL = "doubtful"  # how a cell looks whose source does not say for certain that its text belongs there


Stretches = tuple[tuple[int, Place], ...]  # offsets into a text from which on it stands elsewhere in its source


class GridCell(NamedTuple):
    """A cell as it stands in its source: its text, where it stands, and how many rows and columns it covers.

    `row` and `column` count from 0 inside the grid. `place` is the line and column of a text, of a page the number of
    the page and a line on it, of a spreadsheet the row and the column. `looks` is what the source says of the figure
    besides its text: the number format of a spreadsheet, with `= 0.79912` where the text shows less; or DOUBTFUL.
    """

    text: str
    row: int
    column: int
    place: Place
    rows: int = 1
    columns: int = 1
    is_heading: bool = False
    looks: str = ""
    stretches: Stretches = ()


class Grid(NamedTuple):
    """Cells in rows and columns, with the caption that the source ties to them, or ""; `stretches` are those of it."""

    cells: tuple[GridCell, ...]
    place: Place
    caption: str = ""
    stretches: Stretches = ()


class Passage(NamedTuple):
    """A line of prose, a heading, a caption or a note: what is not in a grid."""

    text: str
    place: Place
    stretches: Stretches = ()


class Page(NamedTuple):
    """A source: what it is called, and its grids and passages in their order."""

    path: str
    parts: tuple[Grid | Passage, ...]
