"""Lines below the heads of a table without rules → its rows, and which of them may be one with a line next to them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from privstat.importers._pdf_cells import Cell, Line, are_near, steps
from privstat.importers._pdf_columns import Stretch, stretches

_TORN = 0.75  # of how far the rows are apart: what is nearer may be two lines of one row
_BETWEEN = 1.2  # of how far the rows are apart: there is no room for another row between such ones


_NOTE = re.compile(r"[※*＊]|[(（]?注|備考|資料|出典")


class Rows(NamedTuple):
    """The rows of a table, those that are doubtful, how far they are apart, and labels that stand between two rows."""

    lines: tuple[Line, ...]
    doubtful: frozenset[int]
    step: float
    between: tuple[Line, ...]


def rows_of(body: Sequence[Line], below: Line) -> Rows:
    """Return the rows, with the line after them; those whose labels may be on two lines are doubtful."""
    step = median(steps([row for row in body if len(row) > 1]))
    torn = [_are_torn(above, row, step) for above, row in pairwise(body)]
    goes_on = len(below) == 1 and are_near(body[-1], below) and not _NOTE.match(below[0].text)
    is_torn = [before or after for before, after in zip([False, *torn], [*torn, goes_on], strict=True)]
    between = [_is_between(body[at - 1 : at + 2], step) for at in range(len(body))]
    kept = [(row, flag) for row, flag, is_label in zip(body, is_torn, between, strict=True) if not is_label]
    zone = stretches([row for row, _ in kept if len(row) > 1])[0]
    lines = [_with_one_label(row, zone) for row, _ in kept]
    doubtful = {at for at, (row, flag) in enumerate(kept) if flag or len(row) != len(lines[at])}
    labels = (row for row, is_label in zip(body, between, strict=True) if is_label)
    return Rows(tuple(lines), frozenset(doubtful), step, tuple(labels))


def _are_torn(above: Line, below: Line, step: float) -> bool:
    is_label = 1 in (len(above), len(below)) and are_near(above, below)
    return is_label or below[-1].top - above[-1].top < _TORN * step


def _is_between(lines: Sequence[Line], step: float) -> bool:
    """Return whether the middle one of three lines is a label beside the other two: there is no room for a row."""
    if len(lines) < 3 or len(lines[1]) > 1:
        return False
    before, row, after = (line[-1].top for line in lines)
    return after - before < _BETWEEN * step and row - before < _TORN * step


def _with_one_label(row: Line, zone: Stretch) -> Line:
    """Return a row with its labels put together where nothing parts them in all rows."""
    labels = [cell for cell in row if cell.is_over(*zone)]
    if len(labels) < 2 or any(cell.is_figure for cell in labels[1:]):
        return row
    return [Cell(tuple(word for cell in labels for word in cell.words)), *row[len(labels) :]]
