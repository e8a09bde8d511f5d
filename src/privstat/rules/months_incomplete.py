from collections.abc import Iterator

from privstat.codelists import KEY_ROLES, Role
from privstat.model import Dataset, Row, Table
from privstat.period import FiscalYear, Month
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message


@rule("Y001", "months-incomplete")
def months_incomplete(dataset: Dataset) -> Iterator[Verdict]:
    """Months that are missing, out of order, or outside the fiscal year.

    A fiscal year has twelve months, April to March, and January to March are in the next calendar year,
    whatever year the page prints over them.

        [tables.annex1]
        label   = "別表1"
        title   = "更新処理件数"
        columns = [{ id = "month", ja = "月", role = "month" }, { id = "updates", ja = "更新処理件数" }]
        rows    = [
          { month = "2020-04", updates = 5774 },
          { month = "2020-05", updates = 2652 },
          { month = "2020-06", updates = 3312 },
          { month = "2020-07", updates = 3593 },
          { month = "2020-08", updates = 3665 },
          { month = "2020-09", updates = 3526 },
          { month = "2020-10", updates = 3536 },
          { month = "2020-11", updates = 3324 },
          { month = "2020-12", updates = 3390 },
          { month = "2020-01", updates = 3047 },
          { month = "2020-02", updates = 3921 },
          { month = "2020-03", updates = 7156 },
        ]

    月が欠けている、順序が違う、または年度の外にあります。

    年度は4月から3月までの 12 か月で、1月から3月は、紙面に何年と印刷されていても翌年です。
    """
    for table in dataset.tables:
        for rows, month_column in _months_by_group(table):
            cells = [row.cells[month_column] for row in rows]
            year = _fiscal_year(table, rows[0])
            months = [cell.value for cell in cells if isinstance(cell.value, Month)]
            expected = year.months()
            if tuple(months) == expected:
                yield PASSED
                continue
            for cell, month in zip(cells, months, strict=True):
                if month not in expected:
                    sentence = message(
                        en="{month} is not in {year}",
                        ja="{month}は{year}の月ではありません",
                        month=month.iso,
                        year=year.words,
                    )
                    yield failed(sentence, cell.origin)
            missing = [month.iso for month in expected if month not in months]
            if missing:
                sentence = message(
                    en="there is no row for {months}",
                    ja="{months} の行がありません",
                    months=", ".join(missing),
                )
                yield failed(sentence, table.origin.at("rows"))
            for earlier, cell in zip(months, cells[1:], strict=False):
                if (
                    isinstance(cell.value, Month)
                    and earlier in expected
                    and cell.value in expected
                    and cell.value < earlier
                ):
                    sentence = message(
                        en="{month} stands after {earlier}",
                        ja="{month} が {earlier} の後にあります",
                        month=cell.value.iso,
                        earlier=earlier.iso,
                    )
                    yield failed(sentence, cell.origin)


def _months_by_group(table: Table) -> Iterator[tuple[list[Row], str]]:
    """Yield the rows whose other keys are the same, and the column of their months."""
    month = next((column.id for column in table.columns if column.role is Role.MONTH), None)
    if month is None:
        return
    position = [column.id for column in table.columns if column.role in KEY_ROLES].index(month)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row.key[:position] + row.key[position + 1 :], []).append(row)
    yield from ((rows, month) for rows in groups.values())


def _fiscal_year(table: Table, row: Row) -> FiscalYear:
    """Return the year that stands in a row, else that of the dataset."""
    years = (cell.value for cell in row.cells.values() if isinstance(cell.value, FiscalYear))
    return next(years, table.edition.fiscal_year)
