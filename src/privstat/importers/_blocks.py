"""Tables that stand on one sheet, apart by blank rows and columns, with the lines above and below them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from privstat.grid import Grid, GridCell, Passage

_SIGNS = ("※", "*", "＊", "注", "(注", "（注", "備考", "資料", "出典", "・")
_INSIDE = ("単位", "(件", "（件", "。")

Blanks = Mapping[tuple[int, int], GridCell]


def blocks(cells: Iterable[GridCell]) -> Iterator[Grid | Passage]:
    """Yield the grids and passages of a sheet from all of its cells, which count rows and columns on the sheet."""
    written: list[GridCell] = []
    blanks: dict[tuple[int, int], GridCell] = {}
    for cell in cells:
        if cell.text or cell.rows > 1 or cell.columns > 1:
            written.append(cell)
        else:
            blanks[cell.row, cell.column] = cell
    return _parts(written, blanks)


def _parts(cells: Sequence[GridCell], blanks: Blanks) -> Iterator[Grid | Passage]:
    for band in _apart(cells, by_row=True):
        above, table, below = _with_lines_apart(band, blanks)
        yield from _passages(above)
        columns = _apart(table, by_row=False)
        if len(columns) > 1 and all(len({cell.column for cell in column}) > 1 for column in columns):
            for column in columns:
                yield from _parts(column, blanks)
        elif table:
            yield _grid(table, blanks)
        yield from _passages(below)


def _apart(cells: Sequence[GridCell], *, by_row: bool) -> list[list[GridCell]]:
    """Return the cells in groups that a blank row, or column, parts."""
    groups: list[list[GridCell]] = []
    beyond = 0
    for cell in sorted(cells, key=lambda cell: cell.row if by_row else cell.column):
        start, length = (cell.row, cell.rows) if by_row else (cell.column, cell.columns)
        if not groups or start > beyond:
            groups.append([])
        groups[-1].append(cell)
        beyond = max(beyond, start + length)
    return [sorted(group, key=_by_place) for group in groups]


def _by_place(cell: GridCell) -> tuple[int, int]:
    return cell.row, cell.column


def _with_lines_apart(
    band: Sequence[GridCell], blanks: Blanks
) -> tuple[list[GridCell], list[GridCell], list[GridCell]]:
    """Return the cells of the lines above a table, of the table, and of the lines below it."""
    rows: dict[int, list[GridCell]] = {}
    for cell in band:
        rows.setdefault(cell.row, []).append(cell)
    left = min(cell.column for cell in band)
    lines = list(rows.values())
    start, end = 0, len(lines)
    while start < end and _is_line(lines[start], left, blanks, is_above=True):
        start += 1
    while end > start and _is_line(lines[end - 1], left, blanks, is_above=False):
        end -= 1
    return _flat(lines[:start]), _flat(lines[start:end]), _flat(lines[end:])


def _flat(rows: Iterable[Iterable[GridCell]]) -> list[GridCell]:
    return [cell for row in rows for cell in row]


def _is_line(row: Sequence[GridCell], left: int, blanks: Blanks, *, is_above: bool) -> bool:
    """Return whether a row at the edge of a table is none of its rows: its one text is a title, a note or a unit."""
    written = [cell for cell in row if cell.text]
    if len(written) != 1 or written[0].rows > 1:
        return not written
    cell = written[0]
    says_so = cell.text.startswith(_SIGNS) or any(sign in cell.text for sign in _INSIDE)
    is_whole = cell.column == left and (is_above or cell.columns > 1 or (cell.row, left + 1) not in blanks)
    return says_so or is_whole


def _passages(cells: Iterable[GridCell]) -> Iterator[Passage]:
    for cell in cells:
        yield from (Passage(line.strip(), cell.place) for line in cell.text.split("\n") if line.strip())


def _grid(cells: Sequence[GridCell], blanks: Blanks) -> Grid:
    """Return a grid of the cells and the blank ones between them, with rows and columns counted from its own first."""
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    bottom = max(cell.row + cell.rows for cell in cells)
    right = max(cell.column + cell.columns for cell in cells)
    between = (blanks.get((row, column)) for row in range(top, bottom) for column in range(left, right))
    every = sorted([*cells, *(cell for cell in between if cell is not None)], key=_by_place)
    return Grid(tuple(cell._replace(row=cell.row - top, column=cell.column - left) for cell in every), every[0].place)
