"""Lines below the heads of a table without rules → its rows, and which of them may be one with a line next to them."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from privstat.importers._pdf_cells import Cell, Line, size_of, steps
from privstat.importers._pdf_columns import Stretch, stretches

_TORN = 0.75  # of how far the rows are apart: what is nearer may be two lines of one row
_CLOSE = 1.5  # of the size of the letters: a line of one cell that is nearer may be part of the label next to it
_BETWEEN = 1.2  # of how far the rows are apart: there is no room for another row between such ones


class Rows(NamedTuple):
    """The rows of a table, those that are doubtful, how far they are apart, and labels that stand between two rows."""

    lines: tuple[Line, ...]
    doubtful: frozenset[int]
    step: float
    between: tuple[Line, ...]


def rows_of(body: Sequence[Line]) -> Rows:
    """Return the rows; a label on two lines makes both doubtful, unless they overlap and so are one."""
    step = median(steps([row for row in body if len(row) > 1]))
    torn = [_are_near(above, below, step) for above, below in pairwise(body)]
    is_torn = [before or after for before, after in zip([False, *torn], [*torn, False], strict=True)]
    between = [_is_between(body[at - 1 : at + 2], step) for at in range(len(body))]
    kept = [(row, flag) for row, flag, is_label in zip(body, is_torn, between, strict=True) if not is_label]
    zone = stretches([row for row, _ in kept if len(row) > 1])[0]
    lines = [_with_one_label(row, zone) for row, _ in kept]
    doubtful = {at for at, (row, flag) in enumerate(kept) if flag or len(row) != len(lines[at])}
    labels = (row for row, is_label in zip(body, between, strict=True) if is_label)
    return Rows(tuple(lines), frozenset(doubtful), step, tuple(labels))


def _are_near(above: Line, below: Line, step: float) -> bool:
    least = _CLOSE * size_of([above, below]) if 1 in (len(above), len(below)) else 0
    return below[0].top - above[0].top < max(_TORN * step, least)


def _is_between(lines: Sequence[Line], step: float) -> bool:
    """Return whether the middle one of three lines is a label beside the other two: there is no room for a row."""
    if len(lines) < 3 or len(lines[1]) > 1:
        return False
    before, row, after = (line[0].top for line in lines)
    return after - before < _BETWEEN * step and row - before < _TORN * step


def _with_one_label(row: Line, zone: Stretch) -> Line:
    """Return a row with its labels put together where nothing parts them in all rows."""
    labels = [cell for cell in row if cell.is_over(*zone)]
    if len(labels) < 2 or any(cell.is_figure for cell in labels[1:]):
        return row
    return [Cell(tuple(word for cell in labels for word in cell.words)), *row[len(labels) :]]
