"""Lines of a PDF as cells: words that stand close together, and which of them are figures."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from privstat.importers._pdf_lines import Word, in_lines, joined

_WIDE = 0.8  # of the size of the letters: a gap between cells, and not between words
_OVERLAPPING = 0.9  # lines of text are further apart
_NEAR = 1.5  # those of one text are nearer
_UNIT = r"(?:件|枚|人|円|面|回|部|箇所|か所|%|％)"
_FIGURE = re.compile(rf"[(（]?[△▲−-]?[\d０-９][\d０-９,，.．・]*\s?{_UNIT}?[)）]?(?: ?[(（][^()（）]*[)）])?")
_SYMBOL = re.compile(r"[-－―ー–—…‥*＊xX]{1,3}")
_ONLY_UNIT = re.compile(rf"[(（\[［]?{_UNIT}[)）\]］]?")


class Cell(NamedTuple):
    """Words that stand close together, nearly always on one line."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What they say."""
        return "\n".join(joined(line) for line in in_lines(self.words))

    @property
    def left(self) -> float:
        """Where they begin."""
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        """Where they end."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """Their middle, across."""
        return (self.left + self.right) / 2

    @property
    def top(self) -> float:
        """How high they stand."""
        return self.words[0].top

    @property
    def is_figure(self) -> bool:
        """Whether they are a number, or a symbol that stands for one."""
        return bool(_FIGURE.fullmatch(self.text) or _SYMBOL.fullmatch(self.text))

    @property
    def is_several(self) -> bool:
        """Whether they are several numbers, so that what parts two columns is narrow."""
        return len(self.words) > 1 and not self.is_figure and all(Cell((word,)).is_figure for word in self.words)

    @property
    def ends_with_figure(self) -> bool:
        """Whether their last word is a number, as of a label too near to the first figure of its row."""
        return len(self.words) > 1 and Cell(self.words[-1:]).is_figure

    @property
    def is_unit(self) -> bool:
        """Whether they only say what is counted: (件)."""
        return bool(_ONLY_UNIT.fullmatch(self.text))

    def is_over(self, left: float, right: float) -> bool:
        """Return whether they stand above or below some stretch of the sheet."""
        return left < self.right and self.left < right


Line = list[Cell]


def cells_of(line: Sequence[Word]) -> Line:
    """Return the cells of a line."""
    cells: list[list[Word]] = []
    for word in line:
        if cells and word.left - cells[-1][-1].right < word.size * _WIDE:
            cells[-1].append(word)
        else:
            cells.append([word])
    return [Cell(tuple(words)) for words in cells]


def size_of(rows: Iterable[Line]) -> float:
    """Return the usual size of the letters."""
    return median(cell.words[0].size for row in rows for cell in row)


def steps(rows: Sequence[Line]) -> list[float]:
    """Return how far the last cell of each line is below that of the one before it; labels may have several lines."""
    return [below[-1].top - above[-1].top for above, below in pairwise(rows)]


def are_one(above: Line, below: Line) -> bool:
    """Return whether two lines overlap, so that they cannot be two lines of text: a label beside figures, say."""
    return bool(above and below) and below[0].top - above[0].top < below[0].words[0].size * _OVERLAPPING


def are_near(above: Line, below: Line) -> bool:
    """Return whether two lines are as near to each other as those of one text."""
    return bool(above and below) and below[0].top - above[0].top < below[0].words[0].size * _NEAR


def whole_rows(rows: Sequence[Line]) -> list[Line]:
    """Return the lines with those put together that overlap: a label on two lines, with its figures between them."""
    found: list[list[Line]] = []
    for row in rows:
        if found and are_one(found[-1][-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return [row for lines in found for row in ([_whole_row(lines)] if _is_one_row(lines) else lines)]


def _is_one_row(lines: Sequence[Line]) -> bool:
    return len(lines) in (2, 3) and any(cell.is_figure or cell.is_several for line in lines for cell in line)


def _whole_row(lines: Sequence[Line]) -> Line:
    cells: Line = []
    for cell in sorted((cell for line in lines for cell in line), key=lambda cell: cell.left):
        if cells and cells[-1].is_over(cell.left, cell.right):
            cells[-1] = Cell((*cells[-1].words, *cell.words))
        else:
            cells.append(cell)
    return cells
