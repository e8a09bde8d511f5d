"""What the tests of capture share: a page of text in, what was understood of it out, in a form that is easily read."""

from collections.abc import Iterator, Mapping

from privstat.capture.draft import draft_of
from privstat.capture.numbers import number_of
from privstat.capture.sketch import Draft, DraftColumn, DraftRow, DraftTable
from privstat.codelists import NUMBER_ROLES, Role
from privstat.importers.text import page
from privstat.period import FiscalYear


def draft(text: str, year: int | None = None) -> Draft:
    """Return the draft of a page of text."""
    return draft_of(page(text.encode(), "page.txt"), FiscalYear(year) if year else None)


def seen(found: Draft) -> str:
    """Return tables as lines: headings, then rows; `?` follows what is doubtful and stands for what was not read.

    A heading has the one over it before a slash; subtotals begin with +, totals with =.
    """
    return "\n".join(line for table in found.tables for line in _lines(table))


def _lines(table: DraftTable) -> Iterator[str]:
    over = {each.id: each.label for each in table.spanners}
    yield " | ".join((f"{over[each.under]}/" if each.under else "") + each.label for each in table.columns)
    for number, row in enumerate(table.rows):
        yield " | ".join(_cell(table, row, number, at) for at in range(len(table.columns)))


def _cell(table: DraftTable, row: DraftRow, number: int, at: int) -> str:
    column = table.columns[at]
    text = _text(column, row)
    mark = {"row": "", "subtotal": "+", "total": "="}[row.kind.value] if not at else ""
    return mark + text + ("?" if column.role in NUMBER_ROLES and table.is_doubtful(number, at) and text != "?" else "")


def _text(column: DraftColumn, row: DraftRow) -> str:
    if column.role is Role.DIMENSION and row.subtotal:
        return row.subtotal.label
    if column.id not in row.cells:
        return "" if column.role not in NUMBER_ROLES and row.kind.value != "row" else "?"
    value = row.cells[column.id]
    number = number_of(value)
    if isinstance(value, list):
        return " & ".join(value)
    if number is not None and column.role in NUMBER_ROLES:
        part = value.get("of-which") if isinstance(value, Mapping) else None
        return f"{number}" + (f" of which {part}" if part is not None else "")
    if isinstance(value, Mapping):
        return str(value.get("value", value.get("status")))
    return next((code.label for code in column.codes if code.id == value), str(value))
