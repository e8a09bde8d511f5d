"""Tables between rules: which letters stand in which cell, and whether that is certain."""

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, cast

from privstat.grid import DOUBTFUL, Grid, GridCell
from privstat.importers._pdf_lines import Sheet, Word, in_lines, joined

Box = tuple[float, float, float, float]  # left, top, right, bottom

_NEAR = 3.0  # points between two rules that are meant to be one
_TOUCHING = 0.25  # of the size of the letters


class RuledTable:
    """A table whose cells have rules around them."""

    def __init__(self, sheet: Sheet, table: Any) -> None:
        self._sheet = sheet
        self._boxes: list[Box] = sorted(table.cells, key=lambda box: (box[1], box[0]))
        self._left, self.top, self._right, self._bottom = cast(Box, table.bbox)
        self._columns = _edges([edge for box in self._boxes for edge in (box[0], box[2])])
        self._rows = _edges([edge for box in self._boxes for edge in (box[1], box[3])])
        self._letters: dict[Box | None, list[Any]] = {}
        for char in sheet.leaf.chars:
            if self._covers((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2):
                box = self._box_of(char)
                if box or not char["text"].isspace():
                    self._letters.setdefault(box, []).append(char)

    @property
    def is_certain(self) -> bool:
        """Whether it is a table of rows and columns, with a cell around each letter, and no open side."""
        return len(self._columns) > 2 and len(self._rows) > 2 and None not in self._letters and not self._is_open()

    def has(self, word: Word) -> bool:
        """Return whether a word stands in the table."""
        return self._covers(*word.middle)

    def grid(self) -> Grid:
        """Return its cells."""
        doubtful = set(self._torn_boxes())
        cells = tuple(self._cell(box, DOUBTFUL if box in doubtful else "") for box in self._boxes)
        return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))), self._sheet.place(self.top))

    def _cell(self, box: Box, looks: str) -> GridCell:
        letters = self._letters.get(box, [])
        row, column = bisect.bisect(self._rows, box[1] + _NEAR) - 1, bisect.bisect(self._columns, box[0] + _NEAR) - 1
        return GridCell(
            "\n".join(joined(line) for line in in_lines(self._sheet.words(letters))),
            row,
            column,
            self._sheet.place(min((char["top"] for char in letters), default=box[1])),
            max(bisect.bisect(self._rows, box[3] + _NEAR) - 1 - row, 1),
            max(bisect.bisect(self._columns, box[2] + _NEAR) - 1 - column, 1),
            looks=looks,
        )

    def _covers(self, x: float, y: float) -> bool:
        return self._left <= x <= self._right and self.top <= y <= self._bottom

    def _box_of(self, char: Any) -> Box | None:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        return next((box for box in self._boxes if box[0] <= x < box[2] and box[1] <= y < box[3]), None)

    def _torn_boxes(self) -> Iterator[Box]:
        """Yield the cells that share a word: it runs over the rule between them."""
        ends = [
            (char, box)
            for box, letters in self._letters.items()
            for char in letters
            if box and not char["text"].isspace()
        ]
        ends.sort(key=lambda end: (round(end[0]["bottom"]), end[0]["x0"]))
        for (char, box), (following, other) in pairwise(ends):
            gap = following["x0"] - char["x1"]
            is_one_line = abs(following["bottom"] - char["bottom"]) < char["size"] * 0.2
            if box != other and is_one_line and gap < char["size"] * _TOUCHING:
                yield from (box, other)

    def _is_open(self) -> bool:
        """Return whether its rules go on where no cell is: the outer columns of some tables have no outer rule."""
        edges = (edge for edge in self._sheet.leaf.edges if edge["orientation"] == "h")
        inside = [edge for edge in edges if self.top - _NEAR < edge["top"] < self._bottom + _NEAR]
        return any(
            (edge["x0"] < self._left - 2 * _NEAR and edge["x1"] > self._left + _NEAR)
            or (edge["x1"] > self._right + 2 * _NEAR and edge["x0"] < self._right - _NEAR)
            for edge in inside
        )


def ruled_tables(sheet: Sheet) -> list[RuledTable]:
    """Return what may be tables between rules, from top to bottom."""
    return sorted((RuledTable(sheet, table) for table in sheet.leaf.find_tables()), key=lambda table: table.top)


def _edges(found: Sequence[float]) -> list[float]:
    """Return where rules are, each once."""
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    return edges
