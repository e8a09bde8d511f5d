"""The cells of a grid in rows and columns: which rows are headings, which columns hold figures."""

import re
from collections.abc import Iterator, Sequence

from privstat.capture.fused import is_fused
from privstat.figures import figure, without_marks
from privstat.grid import Grid, GridCell

Cells = tuple[GridCell, ...]
_MOST_HEADINGS = 3
_NEARLY = re.compile(r"[△▲−-]?\s*[\d\uff10-\uff19][\d\uff10-\uff19,.,\s]*")  # 1,23 is no figure, but no heading either


def matrix_of(grid: Grid) -> tuple[list[Cells], set[int]]:
    """Return the rows, each as wide as the widest, what covers several cells in each of them; and the short rows."""
    width = max(cell.column + cell.columns for cell in grid.cells)
    height = max(cell.row + cell.rows for cell in grid.cells)
    found: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for number in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                found[number][column] = cell
    short = {index for index, row in enumerate(found) if row[-1] is None and any(row)}
    filled = []
    for row in found:
        known = next((cell for cell in row if cell), None)
        blank = GridCell("", 0, 0, known.place if known else grid.place)
        if known and any(cell and cell.text for cell in row):
            filled.append(tuple(cell or blank for cell in row))
        else:
            filled.append((blank,) * width)
    kept = [index for index, row in enumerate(filled) if any(cell.text for cell in row)]
    return [filled[index] for index in kept], {position for position, index in enumerate(kept) if index in short}


def is_number(cell: GridCell) -> bool:
    """Tell whether a cell holds a figure, or a symbol in place of one."""
    return bool(cell.text) and figure(without_marks(cell.text)[0]) is not None


def is_datum(cell: GridCell) -> bool:
    """Tell whether a cell holds a figure, or what was meant as one: 1,23."""
    return is_number(cell) or bool(_NEARLY.fullmatch(cell.text))


def has_number(row: Cells) -> bool:
    """Tell whether a row holds figures; years over columns are none."""
    figures = [cell for cell in row if is_datum(cell)]
    return bool(figures) and not (are_years(figures) and not is_number(row[0]))


def next_headings(rows: Sequence[Cells]) -> Iterator[int]:
    """Yield the rows at which other headings begin: rows of texts where those before hold figures."""
    last = False
    numeric: set[int] = set()  # the columns that hold figures above
    first = [cell.text for cell in rows[0]]
    for index, row in enumerate(rows):
        if index and last and [cell.text for cell in row] == first and sum(map(bool, first)) > 1:
            yield index
            last = False
            continue
        texts = [cell for cell in row[1:] if cell.text and not is_number(cell)]
        is_heads = len(texts) > 1 and not has_number(row) and len(row) > 2
        if is_heads and last and all(column in numeric for column in range(1, len(row)) if row[column].text):
            yield index
        numeric |= {column for column, cell in enumerate(row) if is_number(cell)}
        last = has_number(row) or (last and not is_heads)


def heading_count(rows: Sequence[Cells]) -> int:
    """Return how many rows are headings: those before the first figures, in a table without any the first."""
    if _looks_fused(rows):
        return next(index for index, row in enumerate(rows) if _ends_with_digits(row))
    flagged = next((i for i, row in enumerate(rows) if not all(c.is_heading or not c.text for c in row)), 0)
    first = next((index for index, row in enumerate(rows) if index >= flagged and has_number(row)), None)
    if first is None:
        return max(flagged, 1 + (len(rows) > 1 and is_group_line(rows[0])))
    while first > max(flagged, 1) and is_group_line(rows[first - 1]):
        first -= 1
    return min(first, max(flagged, _MOST_HEADINGS + is_group_line(rows[0])))


def _ends_with_digits(row: Cells) -> bool:
    return any(cell.text and cell.text[-1].isdigit() for cell in row)


def _looks_fused(rows: Sequence[Cells]) -> bool:
    digits = [row for row in rows if _ends_with_digits(row)]
    return bool(digits) and len(digits) < len(rows) and is_fused(rows[rows.index(digits[0]) :])


def is_group_line(row: Cells) -> bool:
    """Tell whether a row has one text at its beginning, and nothing else, or one that covers all of it."""
    texts = [cell.text for cell in row if cell.text]
    return len(row) > 1 and bool(row[0].text) and len(set(texts)) == 1 and len(texts) in (1, len(row))


def numeric_columns(body: Sequence[Cells], width: int) -> list[bool]:
    """Return which columns hold figures: those where they are more than the texts."""
    found = []
    for column in range(width):
        filled = column_of(body, column)
        found.append(sum(map(is_datum, filled)) * 2 > len(filled))
    if (
        width > 1
        and found[0]
        and (are_years(column_of(body, 0)) or (_are_numbers(column_of(body, 0)) and not found[1]))
    ):
        found[0] = False
    return found


def column_of(body: Sequence[Cells], column: int) -> list[GridCell]:
    """Return the cells of a column that are not blank."""
    return [row[column] for row in body if column < len(row) and row[column].text]


def _are_numbers(cells: Sequence[GridCell]) -> bool:
    """Tell whether figures only number the rows: 1, 2, 3."""
    return [cell.text for cell in cells] == [str(number) for number in range(1, len(cells) + 1)]


def are_years(cells: Sequence[GridCell]) -> bool:
    """Tell whether figures are years: 2018, 2019, 2020."""
    numbers = [cell.text for cell in cells if cell.text.isascii() and cell.text.isdigit() and len(cell.text) == 4]
    return len(numbers) == len(cells) > 1 and numbers == sorted(set(numbers)) and 1868 < int(numbers[0]) < 2100
