"""The figures of a draft as sentences may name them: by address, with the words of their column and row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.capture.frame import Kind
from privstat.capture.numbers import number_of
from privstat.capture.sketch import DraftColumn, DraftRow, DraftTable
from privstat.capture.words import plain
from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Role
from privstat.figures import UNITS, without_marks
from privstat.model import Number
from privstat.period import FiscalYear, Month
from privstat.printed import dates, in_ascii

_COUNTED = re.compile(rf"(?:の)?(?:総|延べ)?(?:(?P<unit>{UNITS})数|数|件)$")
_FORMULA = re.compile(r"^.*[=÷×/*+]+[0-9A-Z]*(?=[^\x00-\x7f])")
_ABOUT = re.compile(r"(?:の)?(?:請求等)?(?:運用|実施)?(?:状況|内訳|件数|推移)$")
_YEAR = r"(?:[^0-9\s]{2})?\s*(?:元|[0-9]{1,4})年度"
_NEAR = 15  # years
_SAYS_NOTHING = ("", "件", "内訳", "数", "計", "合計", "総数", "実績", "状況")


class Target(NamedTuple):
    """A figure of a table: what a sentence has to name to mean it.

    `columns` are the words of its column and, where that is called as another one, of the heading over it; `rows` those
    of its row. `fiscal` and `month` are the time of its row or column; `year` is that of its whole table, None where it
    has a time of its own or none is known. An empty word is one that no sentence says.
    """

    table: int
    address: str
    label: str
    value: Number
    unit: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    fiscal: int | None
    month: Month | None
    year: int | None
    kind: Kind
    is_doubtful: bool


def words_of(label: str) -> str:
    """Return the words of a heading that a sentence would repeat: 更新処理件数 is 更新処理, without の."""
    bare = _FORMULA.sub("", plain(without_marks(label)[0]))
    short = _COUNTED.sub("", bare).replace("の", "")
    return "" if short in _SAYS_NOTHING else short


def targets(tables: Sequence[DraftTable], page_year: FiscalYear | None) -> Iterator[Target]:
    """Yield the figures of tables that have a value."""
    for number, table in enumerate(tables):
        columns = [(at, column) for at, column in enumerate(table.columns) if column.role in NUMBER_ROLES]
        words = {at: _column_words(table, column, single=len(columns) == 1) for at, column in columns}
        labels = {f"{column.id}.{code.id}": code.label for column in table.columns for code in column.codes}
        year = _year_in(table.title, page_year) or (page_year.start if page_year else None)
        for index, row in enumerate(table.rows):
            for at, column in columns:
                value = number_of(row.cells.get(column.id))
                if value is not None:
                    found = _target(table, row, column, words[at], value, labels)
                    if found.fiscal is None and not found.month:
                        found = found._replace(fiscal=_year_in(column.label, page_year))
                    yield found._replace(
                        table=number,
                        year=None if found.fiscal or found.month else year,
                        is_doubtful=table.is_doubtful(index, at),
                    )


def _target(
    table: DraftTable,
    row: DraftRow,
    column: DraftColumn,
    words: tuple[str, ...],
    value: Number,
    labels: Mapping[str, str],
) -> Target:
    keys = [(each, row.cells[each.id]) for each in table.columns if each.role in KEY_ROLES and each.id in row.cells]
    if row.kind is Kind.TOTAL:
        keys = []
    parts = [str(cell.get("value") if isinstance(cell, Mapping) else cell) for _, cell in keys]
    if row.kind is not Kind.ROW:
        parts = [*parts, row.subtotal.id if row.subtotal else "total"]
    sums_years = row.kind is not Kind.ROW and any(each.role is Role.FISCAL_YEAR for each in table.columns)
    items = [labels.get(f"{each.id}.{part}", "") for (each, _), part in zip(keys, parts, strict=False) if each.codes]
    times = dict(zip([each.role for each, _ in keys], parts, strict=False))
    return Target(
        table=0,
        address=".".join([table.id, *parts, column.id]),
        label="".join(in_ascii(table.label).split()) if table.is_numbered else "",
        value=value,
        unit=_unit(table, column),
        columns=("",) if sums_years else words,
        rows=tuple(map(words_of, items)),
        fiscal=int(times[Role.FISCAL_YEAR]) if Role.FISCAL_YEAR in times else None,
        month=Month.parse(times[Role.MONTH]) if Role.MONTH in times else None,
        year=None,
        kind=row.kind,
        is_doubtful=False,
    )


def _column_words(table: DraftTable, column: DraftColumn, *, single: bool) -> tuple[str, ...]:
    """Return the words of a heading, with that over it where another column is called the same.

    Where a heading only says 件数, or a year, the title of the table says of what.
    """
    words = words_of(column.label)
    if re.fullmatch(_YEAR, in_ascii(column.label)):
        return ()
    if not words:
        title = re.sub(r"^.*?年度", "", in_ascii(table.title))
        return tuple(filter(None, [_ABOUT.sub("", words_of(title))])) if single else ("",)
    others = [each for each in table.columns if each.id != column.id and words_of(each.label) == words]
    over = next((each.label for each in table.spanners if each.id == column.under), "")
    return (words, words_of(over) or over) if others else (words,)


def _unit(table: DraftTable, column: DraftColumn) -> str:
    """Return the unit of a column: its own, that in its heading (交付枚数), or that of the table."""
    counted = _COUNTED.search(plain(without_marks(column.label)[0]))
    in_heading = counted["unit"] if counted else None
    if column.role is Role.RATE:
        return column.unit or "%"
    return in_ascii(column.unit or in_heading or table.unit)


def _year_in(text: str, page_year: FiscalYear | None) -> int | None:
    """Return the fiscal year that a text names, where it names one; without its era, the one near that of the page."""
    near = page_year.start if page_year else 0
    found = [date for date in dates(in_ascii(text).replace("元年", "1年")) if date.fiscal and not date.month]
    years = {year for date in found for year in date.years if not date.bare or abs(year - near) <= _NEAR}
    return years.pop() if len(years) == 1 else None
