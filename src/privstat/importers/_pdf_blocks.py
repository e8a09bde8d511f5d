"""Lines of a sheet → tables without rules, and the lines that are none."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

from privstat.grid import Grid, Passage
from privstat.importers._pdf_cells import Line, are_one, cells_of, steps, whole_rows
from privstat.importers._pdf_columns import columns_of, columns_over
from privstat.importers._pdf_lines import Sheet, Word
from privstat.importers._pdf_loose import LooseTable

_MOST_HEADS = 4  # lines of them
_MOST_CELLS = 200  # of a line
_FAR = 2.5  # of how far the rows are apart: what is further below is another table
_CAPTION = re.compile(r"別?[表図]\s?[\dA-Za-z０-９].*|[(（][\d０-９]+[)）].*")


def parts_of_lines(lines: Sequence[Sequence[Word]], sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield the tables, and the other lines as passages."""
    rows = [cells_of(line) for line in lines]
    framed: list[Line] = [[], *rows, []]
    inside = [_is_inside(*framed[at : at + 3]) for at in range(len(rows))]
    for may_be_table, group in groupby(zip(rows, inside, strict=True), lambda pair: pair[1]):
        block = [row for row, _ in group]
        for piece in _pieces(block) if may_be_table else [block]:
            yield from _parts_of_piece(piece, sheet)


def _is_inside(before: Line, row: Line, after: Line) -> bool:
    """Return whether a line may be of a table: several cells, or one between such lines or that overlaps one."""
    if _is_row(row) or not row or _is_prose(row):
        return _is_row(row)
    return (_is_row(before) and _is_row(after)) or any(
        _is_row(above) != _is_row(below) and are_one(above, below) for above, below in ((before, row), (row, after))
    )


def _is_row(row: Line) -> bool:
    return 1 < len(row) <= _MOST_CELLS and not _is_prose(row)


def _is_prose(row: Line) -> bool:
    return any("単位" in cell.text or "。" in cell.text for cell in row)


def _has_figures(row: Line) -> bool:
    return any(cell.is_figure for cell in row[1:])


def _pieces(block: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of one table after the other: heads after figures, and lines far below, begin another one."""
    pitch = median(steps(block)) if len(block) > 1 else 0.0
    piece: list[Line] = []
    for row in block:
        is_far = bool(piece) and row[0].top - piece[-1][0].top > _FAR * pitch
        is_heads = len(row) > 2 and not _has_figures(row) and any(map(_has_figures, piece[-2:]))
        if is_far or is_heads:
            yield piece
            piece = []
        piece.append(row)
    yield piece


def _parts_of_piece(rows: Sequence[Line], sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield what is above the heads as passages, then the table, or its lines."""
    start = next((at for at, row in enumerate(rows) if _has_figures(row)), len(rows))
    while start and start < len(rows) and are_one(rows[start - 1], rows[start]):
        start -= 1
    top = next((at + 1 for at in reversed(range(start)) if _CAPTION.fullmatch(rows[at][0].text)), 0)
    top = max(top, start - _MOST_HEADS)
    yield from (_passage(row, sheet) for row in rows[:top])
    if start == len(rows):
        yield from (_passage(row, sheet) for row in rows[top:])
    else:
        yield from _tables(rows[top:start], whole_rows(rows[start:]), sheet)


def _tables(heads: Sequence[Line], body: Sequence[Line], sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield the table, or several where lines of words reach over its columns; or else the lines."""
    columns = columns_of([row for row in body if len(row) > 1]) if any(len(row) > 1 for row in body) else []
    for reaches_over, group in groupby(body, lambda row: len(row) == 1 and len(columns_over(row, columns)[0]) != 1):
        rows = list(group)
        table = None if reaches_over or sum(map(_has_figures, rows)) < 2 else LooseTable(heads, rows, sheet)
        if table and table.is_table:
            yield table.grid()
            yield from (_passage(row, sheet) for row in table.labels)
        else:
            yield from (_passage(row, sheet) for row in (*heads, *rows))
        heads = ()


def _passage(row: Line, sheet: Sheet) -> Passage:
    return Passage("  ".join(cell.text for cell in row), sheet.place(row[0].top))
