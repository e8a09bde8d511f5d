"""What the cells of a table look like on a page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.codelists import NUMBER_ROLES, Role
from privstat.ink import squeezed
from privstat.model import Cell, Row, Table
from privstat.period import ERAS, FiscalYear, Month
from privstat.printed import MINUS, in_ascii, month_is, numerals, year_is
from privstat.words import Message, message


class Look(NamedTuple):
    """What a cell looks like on a page: one of some texts, word for word or with any digits; or numbers."""

    cell: Cell
    texts: tuple[str, ...] = ()
    numbers: tuple[Decimal, ...] = ()
    any_digits: bool = False  # whether full-width digits are as good
    problem: Message | None = None  # why nothing on the page can be the cell


def looks(table: Table) -> list[tuple[Row, list[Look]]]:
    """Return the rows of a table with what their cells look like; headings over rows are left out."""
    rows, before = [], None
    for row in table.all_rows:
        above: Mapping[str, Cell] = before.cells if before and _share_items(row, before) else {}
        cells = [cell for cell in row.cells.values() if not cell.column.group]
        rows.append((row, [_look(cell, above.get(cell.column.id), table) for cell in cells]))
        before = row
    return rows


def _share_items(row: Row, before: Row) -> bool:
    """Tell whether a row goes on with the months or years of the row above it: of the same items."""
    return all(
        cell.value == before.cells[name].value
        for name, cell in row.cells.items()
        if cell.column.role is Role.DIMENSION and name in before.cells
    )


def _look(cell: Cell, before: Cell | None, table: Table) -> Look:
    near = table.edition.fiscal_year
    if cell.column.role in NUMBER_ROLES:
        return _figure_look(cell)
    if isinstance(cell.value, Month):
        earlier = before.value if before is not None and isinstance(before.value, Month) else None
        follows = _follows(cell.value, earlier, near)
        prints = (cell.given,) if cell.given is not None else _prints_of_month(cell.value)
        texts = [text for text in prints if month_is(text, cell.value, near, follows=follows)]
        return Look(cell, _squeezed(texts), any_digits=True, problem=None if texts else _says_otherwise(cell))
    if isinstance(cell.value, FiscalYear):
        near = before.value if before is not None and isinstance(before.value, FiscalYear) else near
        prints = (cell.given,) if cell.given is not None else _prints_of_year(cell.value)
        texts = [text for text in prints if year_is(text, cell.value, near)]
        return Look(cell, _squeezed(texts), any_digits=True, problem=None if texts else _says_otherwise(cell))
    return Look(cell, (squeezed(cell.printed),))


def _squeezed(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(in_ascii(squeezed(text)) for text in texts)


def _figure_look(cell: Cell) -> Look:
    numbers = tuple(Decimal(each) for each in (cell.value, cell.of_which) if isinstance(each, int | Decimal))
    if cell.given is None:
        return Look(cell, numbers=numbers)
    printed = in_ascii(squeezed(cell.given))
    found = [each.value * (-1 if printed[:1] in MINUS else 1) for each in numerals(printed)]
    wrong = numbers and (numbers[:1] != tuple(found[:1]) or any(each not in found[1:] for each in numbers[1:]))
    return Look(cell, (printed,), any_digits=True, problem=_says_otherwise(cell) if wrong else None)


def _says_otherwise(cell: Cell) -> Message:
    return message(
        en="'{printed}' does not say this value",
        ja="「{printed}」はこの値を示していません",
        printed=cell.printed,
    )


def _follows(month: Month, before: Month | None, near: FiscalYear) -> bool:
    """Tell whether a month is the one that print without a year means: in the year of the rows, or of the dataset."""
    if before is None:
        return month.fiscal_year == near
    return 0 <= (month.year - before.year) * 12 + month.month - before.month < 12


def _prints_of_month(month: Month) -> tuple[str, ...]:
    label = month.label("ja")
    western = (f"{month.year}年{month.month}月", f"{month.year}-{month.month:02}", f"{month.year}/{month.month}")
    return (label, *western, label[2:], f"{month.month}月")


def _prints_of_year(year: FiscalYear) -> tuple[str, ...]:
    labels = [year.era_label, *(f"{era.year_name(year.start)}年度" for era in ERAS if era.start[0] <= year.start)]
    kanji = [label for each in labels for label in (each, each[:-1], each[2:])]
    return tuple(dict.fromkeys([*kanji, f"{year.start}年度", f"{year.start}年", str(year.start)]))
