"""Spreadsheets (XLSX, XLS, ODS): their visible sheets, with merged cells, as Excel shows the figures."""

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from privstat.confined import confined_page
from privstat.errors import UnreadableFile
from privstat.grid import Grid, GridCell, Page, Passage
from privstat.importers._blocks import blocks
from privstat.importers._number_format import shown
from privstat.importers._xlsx_looks import NOTHING, At, Looks, looks_of_sheets
from privstat.importers._xlsx_parts import ENCRYPTED
from privstat.limits import CELLS
from privstat.place import Place

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_USUAL_NAMES = ("sheet", "シート")


def page(content: bytes, path: str) -> Page:
    """Return what is on the sheets of a spreadsheet; a place is row and column. Raises MissingExtra, UnreadableFile."""
    return confined_page("xlsx", content, path, library="python_calamine", extra="excel")


def parts(content: bytes) -> Iterator[Grid | Passage]:
    """Yield the grids and passages of each sheet, after its name where somebody gave it one. Raises UnreadableFile."""
    from python_calamine import PasswordError, SheetVisibleEnum, load_workbook

    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise UnreadableFile("", ENCRYPTED)
    looks = looks_of_sheets(content) if content.startswith(_ZIP) else {}
    try:
        workbook = load_workbook(io.BytesIO(content))
    except PasswordError:
        raise UnreadableFile("", ENCRYPTED) from None
    shown_sheets = [sheet for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    for sheet in shown_sheets:
        inside = "" if len(shown_sheets) == 1 else f"[{sheet.name}]"
        if not sheet.name.lower().startswith(_USUAL_NAMES):
            yield Passage(sheet.name, Place(inside, 1, 1))
        yield from blocks(_cells(workbook.get_sheet_by_name(sheet.name), looks.get(sheet.name, NOTHING), inside))


def _cells(sheet: Any, looks: Looks, inside: str) -> Iterator[GridCell]:
    """Yield the cells of a sheet; what is hidden is not there, and what a merged cell covers neither."""
    height, width = sheet.total_height + 1, sheet.total_width + 1
    if sheet.end is None:
        return
    if height * width > CELLS.value * 10:  # most cells of a sheet are blank, and yet they are there
        raise CELLS.passed("")
    rows = _numbered(height, looks.hidden_rows)
    columns = _numbered(width, looks.hidden_columns)
    spans, covered = _merged(sheet.merged_cell_ranges or [], height, width)
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            if row not in rows or column not in columns or (row, column) in covered:
                continue
            end_row, end_column = spans.get((row, column), (row, column))
            text, look = _shown(value, looks, (row, column))
            yield GridCell(
                text,
                rows[row],
                columns[column],
                Place(inside, row + 1, column + 1),
                sum(at in rows for at in range(row, end_row + 1)),
                sum(at in columns for at in range(column, end_column + 1)),
                looks=look,
            )


def _numbered(length: int, hidden: frozenset[int]) -> dict[int, int]:
    return {at: number for number, at in enumerate(at for at in range(length) if at not in hidden)}


def _merged(ranges: Sequence[tuple[At, At]], height: int, width: int) -> tuple[dict[At, At], set[At]]:
    """Return where each merged cell ends, by where it begins, and what they cover; both no further than the sheet."""
    spans: dict[At, At] = {}
    covered: set[At] = set()
    for start, (bottom, right) in ranges:
        end = min(bottom, height - 1), min(right, width - 1)
        spans[start] = end
        rows, columns = range(start[0], end[0] + 1), range(start[1], end[1] + 1)
        covered |= {(row, column) for row in rows for column in columns if (row, column) != start}
    return spans, covered


def _shown(value: object, looks: Looks, at: At) -> tuple[str, str]:
    """Return the text of a cell as Excel shows it, and what else there is to know of it."""
    look = looks.formats.get(at, "")
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, int | float):
        return shown(value, look)
    if isinstance(value, datetime.datetime):
        return str(value if value.time() else value.date()), look
    if isinstance(value, str):
        return looks.texts.get(at, value).strip(), ""
    return str(value), look
