from collections.abc import Iterator

from privstat.model import Cell, Dataset, Table
from privstat.period import FiscalYear
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("Y005", "newest-year-elsewhere", Severity.INFORMATION)
def newest_year_elsewhere(dataset: Dataset) -> Iterator[Verdict]:
    """A table over fiscal years that does not end with the year of the dataset.

    Such a table usually ends with the year that the page is about. One that ends earlier lacks a row, or was not
    continued; one that ends later states plans, or its years are wrong.

        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2018, cards = 4859 }, { year = 2019, cards = 5660 }]

    年度の並ぶ表が、データセットの年度で終わっていません。

    こうした表は、ふつう紙面の年度で終わります。それより前で終わっていれば、行が欠けているか、続きのない表です。
    それより後で終わっていれば、計画を載せているか、年度が違っています。
    """
    year = dataset.edition.fiscal_year
    for table in dataset.tables:
        newest = _newest(table)
        if newest is None:
            continue
        if newest.value == year:
            yield PASSED
            continue
        assert isinstance(newest.value, FiscalYear)
        sentence = message(
            en="the newest year is {newest}, but the dataset is of {year} ({difference:+})",
            ja="最も新しい年度は{newest}ですが、データセットは{year}のものです({difference:+})",
            newest=newest.value.words,
            year=year.words,
            difference=newest.value.start - year.start,
        )
        yield failed(sentence, newest.origin, dataset.edition.origin.at("fiscal-year"))


def _newest(table: Table) -> Cell | None:
    """Return the cell of the newest fiscal year, or None where the table has no column of years."""
    years = {
        cell.value: cell for row in table.rows for cell in row.cells.values() if isinstance(cell.value, FiscalYear)
    }
    return years[max(years)] if years else None
