"""Lines of a sheet → tables without rules, and the lines that are none."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from privstat.grid import Grid, Passage
from privstat.importers._pdf_cells import Line, are_near, are_one, cells_of, steps, whole_rows
from privstat.importers._pdf_columns import columns_of, columns_over
from privstat.importers._pdf_lines import Sheet, Word
from privstat.importers._pdf_loose import LooseTable

_MOST_HEADS = 6  # lines of them
_MOST_CELLS = 200  # of a line
_FAR = 2.5  # of how far the rows are apart: what is further below is another table
_CAPTION = re.compile(r"別?[表図]\s?[\dA-Za-z０-９].*|[(（][\d０-９]+[)）].*")


def parts_of_lines(lines: Sequence[Sequence[Word]], sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield the tables, and the other lines as passages."""
    pieces = list(_pieces(whole_rows([cells_of(line) for line in lines])))
    edge: list[Line] = [[]]
    for above, piece, below in zip([edge, *pieces], pieces, [*pieces[1:], edge], strict=False):
        start = _body_start(piece)
        top = next((at + 1 for at in reversed(range(start)) if _is_caption(piece[at])), 0)
        top = top if start - top <= _MOST_HEADS else start
        yield from (_passage(row, sheet) for row in piece[:top])
        around = ([*above, *piece[:top]][-1], below[0])
        yield from _tables(piece[top:start], piece[start:], around, sheet)


def _body_start(piece: Sequence[Line]) -> int:
    """Return where the rows begin: at the first figures, or at a line of one cell above them that heads rows."""
    start = next((at for at, row in enumerate(piece) if _has_figures(row)), len(piece))
    if 1 < start < len(piece) and len(piece[start - 1]) == 1 < len(piece[start - 2]):
        label, first = piece[start - 1][0], piece[start][0]
        is_below = not are_near(piece[start - 2], piece[start - 1])
        return start - (is_below and label.is_over(first.left, first.right))
    return start


def _pieces(rows: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield lines that may be one table; heads after figures begin another one, and so do lines far below."""
    framed: list[Line] = [[], *rows, []]
    inside = [_is_inside(*framed[at : at + 3]) for at in range(len(rows))]
    for may_be_table, group in groupby(zip(rows, inside, strict=True), lambda pair: pair[1]):
        block = [row for row, _ in group]
        pitch = median(steps(block)) if len(block) > 1 else 0.0
        piece = block[:1]
        for row in block[1:]:
            is_far = row[0].top - piece[-1][0].top > _FAR * pitch
            is_heads = len(row) > 2 and not _has_figures(row) and any(map(_has_figures, piece[-2:]))
            if is_far or is_heads or not may_be_table:
                yield piece
                piece = []
            piece.append(row)
        yield piece


def _is_inside(before: Line, row: Line, after: Line) -> bool:
    """Return whether a line may be of a table: several cells, or one between such lines, or one that is part of one."""
    if len(row) != 1 or _is_prose(row):
        return _is_row(row)
    is_part = _is_row(after) and not _is_caption(row) and are_near(row, after)
    return is_part or are_one(before, row) or are_one(row, after) or (_is_row(before) and _is_row(after))


def _is_row(row: Line) -> bool:
    return 1 < len(row) <= _MOST_CELLS and not _is_prose(row)


def _is_prose(row: Line) -> bool:
    return any("単位" in cell.text or "。" in cell.text for cell in row)


def _is_caption(row: Line) -> bool:
    return bool(_CAPTION.fullmatch(row[0].text))


def _has_figures(row: Line) -> bool:
    return any(cell.is_figure or cell.is_several for cell in row[1:])


def _tables(
    heads: Sequence[Line], body: Sequence[Line], around: tuple[Line, Line], sheet: Sheet
) -> Iterator[Grid | Passage]:
    """Yield the table, or several where lines of words reach over its columns; or else the lines."""
    rows = [row for row in body if len(row) > 1]
    columns = columns_of(rows) if rows else []
    groups = [
        list(group) for _, group in groupby(body, lambda row: len(row) == 1 and len(columns_over(row, columns)[0]) != 1)
    ]
    for at, group in enumerate(groups):
        above = groups[at - 1][-1] if at else around[0]
        below = groups[at + 1][0] if at + 1 < len(groups) else around[1]
        table = LooseTable(heads, group, (above, below), sheet) if sum(map(_has_figures, group)) > 1 else None
        if table and table.is_table:
            yield table.grid()
            yield from (_passage(row, sheet) for row in table.labels)
        else:
            yield from (_passage(row, sheet) for row in (*heads, *group))
        heads = ()
    if not groups:
        yield from (_passage(row, sheet) for row in heads)


def _passage(row: Line, sheet: Sheet) -> Passage:
    return Passage("  ".join(cell.text for cell in row), sheet.place(row[0].top))
