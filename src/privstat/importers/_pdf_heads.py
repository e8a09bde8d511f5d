"""Heads above columns without rules: which column each of them names, and which stand over other heads."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.importers._pdf_cells import Cell, Line
from privstat.importers._pdf_columns import Column, columns_over

_WIDE = 0.55  # of the size of the letters: more than a space
_OPENING = "(（[【〔〈「"
_NEAR = 1.5  # lines of one text are nearer to each other


class Head(NamedTuple):
    """A head, the first and last of the lines and columns that it covers, and whether it stands over other heads."""

    cell: Cell
    lines: tuple[int, int]
    columns: tuple[int, int]
    is_certain: bool
    is_over: bool = False

    def covers(self, column: int) -> bool:
        """Return whether it stands above a column."""
        return self.columns[0] <= column <= self.columns[1]


def heads_of(rows: Sequence[Line], columns: Sequence[Column]) -> list[Head] | None:
    """Return the heads, or None where a line has more of them than there are columns."""
    if any(len(row) > len(columns) for row in rows):
        return None
    found = [
        Head(
            cell, (at, at), tie, is_certain and not _is_torn(cell, row, rows) and not _may_be_two(cell, columns[tie[0]])
        )
        for at, row in enumerate(rows)
        for cell, (tie, is_certain) in zip(row, _ties(row, columns), strict=True)
    ]
    stretched = [_stretched(head, found) for head in found]
    return _levelled([_weighed(head, stretched) for head in stretched])


def _is_torn(head: Cell, row: Line, rows: Sequence[Line]) -> bool:
    """Return whether a head may be two, or one with what stands above or below it."""
    is_wide = any(right.left - left.right > _WIDE * left.size for left, right in pairwise(head.words))
    others = (other for each in rows if each is not row for other in each)
    return is_wide or any(
        abs(other.top - head.top) < _NEAR * head.words[0].size and other.is_over(head.left, head.right)
        for other in others
    )


def _may_be_two(head: Cell, column: Column) -> bool:
    """Return whether a word of a head stands beside the figures, so that it may be the head of a blank column.

    What stands in brackets belongs to what is before it, and spaced letters are one word.
    """
    words = [word for word in head.words if word.text[0] not in _OPENING]
    beside = (word.right <= column.left or column.right <= word.left for word in words)
    return column.holds_figures and len(words) > 1 and all(len(word.text) > 1 for word in words) and any(beside)


def named_columns(heads: Sequence[Head], width: int) -> set[int]:
    """Return the columns that have one head of their own for certain."""
    lowest = {at: head for head in heads for at in range(head.columns[0], head.columns[1] + 1)}
    return {at for at in range(width) if at in lowest and lowest[at].is_certain and not lowest[at].is_over}


def _ties(row: Line, columns: Sequence[Column]) -> list[tuple[tuple[int, int], bool]]:
    """Return the first and last column of each head of a line, and whether they are certain."""
    over = columns_over(row, columns)
    if len(row) == len(columns) and all(set(some) <= {at} for at, some in enumerate(over)):
        return [((at, at), bool(some) or not at) for at, some in enumerate(over)]
    ties: list[tuple[tuple[int, int], bool]] = []
    for at, (head, some) in enumerate(zip(row, over, strict=True)):
        free = ties[-1][0][1] + 1 if ties else 0
        inside = [each for each in some if head.left <= columns[each].middle <= head.right]
        chosen = inside or list(some) or [_nearest(head, columns)]
        is_certain = bool(inside or len(some) == 1) and chosen[0] >= free
        first = min(max(chosen[0], free), len(columns) - len(row) + at)
        last = min(max(chosen[-1], first), len(columns) - len(row) + at)
        ties.append(((first, last), is_certain and (first, last) == (chosen[0], chosen[-1])))
    return ties


def _nearest(head: Cell, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at].middle - head.middle))


def _stretched(head: Head, heads: Sequence[Head]) -> Head:
    """Return a head, and whether it is over others; one that is covers all columns whose heads nothing else is over."""
    line, (first, last) = head.lines[0], head.columns
    if not any(each.lines[0] > line and any(map(each.covers, range(first, last + 1))) for each in heads):
        return head._replace(is_certain=head.is_certain and first == last)
    begin, end = _run(first, heads)
    beside = [each for each in heads if each.lines[0] == line and begin <= each.columns[0] <= end]
    is_told = 0 < begin < end and len(beside) == 1
    return head._replace(
        columns=(begin, end) if is_told else head.columns, is_certain=is_told and head.is_certain, is_over=True
    )


def _weighed(head: Head, heads: Sequence[Head]) -> Head:
    """Return a head that names a column as doubtful where it may stand over others, or beside those of its column.

    Others beside it that stand lower must have something above them, or it is that which does.
    """
    if head.is_over:
        return head
    line, (first, end) = head.lines[0], head.columns
    above = [each for each in heads if each.lines[0] < line and each.covers(first)]
    is_beside = any(
        each.columns == head.columns and not each.cell.is_over(head.cell.left, head.cell.right) for each in above
    )
    last = max(each.lines[0] for each in heads)
    lower = (each.columns[0] for each in heads if line < last == each.lines[0] and each.columns[0])
    bare = (at for at in lower if at in (first - 1, end + 1) and not _has_heads_over(_run(at, heads), heads))
    return head._replace(is_certain=head.is_certain and not is_beside and next(bare, None) is None)


def _has_heads_over(columns: tuple[int, int], heads: Sequence[Head]) -> bool:
    return any(head.is_over and columns[0] <= head.columns[0] <= columns[1] for head in heads)


def _levelled(heads: Sequence[Head]) -> list[Head]:
    """Return heads in as few lines as stand above each other, the lowest of each column down to the last line."""
    levels: dict[int, int] = {}  # of each column the lines that are taken
    tops = []
    for head in heads:
        columns = range(head.columns[0], head.columns[1] + 1)
        tops.append(max(levels.get(at, 0) for at in columns))
        levels |= dict.fromkeys(columns, tops[-1] + 1)
    height = max(levels.values(), default=0)
    return [
        head._replace(lines=(top, top if head.is_over else height - 1)) for head, top in zip(heads, tops, strict=True)
    ]


def _run(column: int, heads: Sequence[Head]) -> tuple[int, int]:
    """Return the columns around one that have their lowest head on the last line, as it has.

    They begin with the labels, which no other head is over, where the heads stand at the bottom: then it is not told.
    """
    last = max(head.lines[0] for head in heads)
    low = {at for head in heads if head.lines[0] == last for at in range(head.columns[0], head.columns[1] + 1)}
    if 0 in low or not any(head.covers(0) for head in heads):
        return 0, column
    first = end = column
    while first - 1 in low:
        first -= 1
    while end + 1 in low:
        end += 1
    return first, end
