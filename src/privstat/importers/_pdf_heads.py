"""Heads above columns without rules: which column each of them names, and which stand over other heads."""

from collections.abc import Sequence
from typing import NamedTuple

from privstat.importers._pdf_cells import Cell, Line
from privstat.importers._pdf_columns import Column, columns_over

_CLOSE = 1.4  # of the size of the letters: lines of one text are nearer to each other
_LESS = 0.8  # of how far the rows are apart: lines of one text are nearer than that


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
        Head(cell, (at, at), *tie)
        for at, row in enumerate(rows)
        for cell, tie in zip(row, _ties(row, columns), strict=True)
    ]
    return _levelled([_stretched(head, found) for head in found])


def named_columns(heads: Sequence[Head], width: int, *, are_whole: bool) -> set[int]:
    """Return the columns that have one head of their own for certain.

    Two above one column alone may be one text on two lines, unless it is known that all of them `are_whole`.
    """
    stacks = {at: [head for head in heads if head.covers(at)] for at in range(width)}
    return {
        at
        for at, stack in stacks.items()
        if stack
        and stack[-1].is_certain
        and not stack[-1].is_over
        and all(are_whole or head.columns[0] < head.columns[1] for head in stack[:-1])
    }


def _ties(row: Line, columns: Sequence[Column]) -> list[tuple[tuple[int, int], bool]]:
    """Return the first and last column of each head of a line, and whether they are certain."""
    over = columns_over(row, columns)
    if len(row) == len(columns) and all(set(some) <= {at} for at, some in enumerate(over)):
        return [((at, at), True) for at in range(len(row))]
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
    return head._replace(columns=(begin, end) if is_told else head.columns, is_certain=is_told, is_over=True)


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


def without_breaks(rows: Sequence[Line], step: float) -> list[Line]:
    """Return the lines of heads with those put together that are on several lines, and units with what they count.

    Lines are only known to be those of one text where the rows of the table, a `step` apart, are not as near.
    """
    found: list[Line] = []
    for row in rows:
        above = [_above(cell, row, found) for cell in row]
        joins = [
            upper is not None and (cell.is_unit or _continues(cell, upper, step))
            for cell, upper in zip(row, above, strict=True)
        ]
        more = {upper: cell for cell, upper, joint in zip(row, above, joins, strict=True) if joint}
        found = [[Cell((*cell.words, *more[cell].words)) if cell in more else cell for cell in line] for line in found]
        found.append([cell for cell, joint in zip(row, joins, strict=True) if not joint])
    return [row for row in found if row]


def _above(cell: Cell, row: Line, lines: Sequence[Line]) -> Cell | None:
    """Return the nearest head that stands above another one, and above no other of its line."""
    for line in reversed(lines):
        over = [each for each in line if each.is_over(cell.left, cell.right)]
        if over:
            is_alone = sum(each.is_over(over[0].left, over[0].right) for each in row) == 1
            return over[0] if len(over) == 1 and is_alone else None
    return None


def _continues(cell: Cell, upper: Cell, step: float) -> bool:
    last = upper.words[-1]
    return can_be_told(step, last.size) and cell.top - last.top < _CLOSE * last.size


def can_be_told(step: float, size: float) -> bool:
    """Return whether lines of one text are nearer to each other than rows are, which are a `step` apart."""
    return _CLOSE * size < _LESS * step
