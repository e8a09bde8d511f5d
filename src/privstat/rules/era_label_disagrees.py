from collections.abc import Iterator

from privstat.model import Cell, Dataset
from privstat.period import FiscalYear, Month
from privstat.printed_years import PrintedYear, bare_years, printed_months, printed_years
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message


@rule("Y003", "era-label-disagrees")
def era_label_disagrees(dataset: Dataset) -> Iterator[Verdict]:
    """A printed year or month that is not the one that was captured beside it.

    令和2年度 is 2020, 平成31年度 and 令和元年度 are both 2019, and 2年度 is the second year of some era. January to
    March may stand under the year in which their fiscal year began, as pages carry it down.

        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = { value = 2020, printed = "令和3年度" }, cards = 19696 }]

    印刷された年や月が、記録した年月と違います。

    令和2年度は 2020 年度、平成31年度と令和元年度はどちらも 2019 年度で、「2年度」はいずれかの元号の 2 年度です。
    1月から3月は、紙面では年度の始まった年の下に並ぶことがあります。
    """
    for table in dataset.tables:
        for row in table.rows:
            for cell in row.cells.values():
                if cell.given and isinstance(cell.value, FiscalYear | Month):
                    yield _verdict(cell, cell.given, cell.value)


def _verdict(cell: Cell, printed: str, value: FiscalYear | Month) -> Verdict:
    years = list(printed_years(printed))
    if isinstance(value, Month):
        agrees = all(_is_month(value, each) for each in years) and printed_months(printed) <= {value.month}
    else:
        agrees = all(_is_year(value, each) for each in (*years, *bare_years(printed)))
    if agrees:
        return PASSED
    sentence = message(
        en="'{printed}' is printed for {value}, which is {label}",
        ja="「{printed}」と印刷されていますが、値は {value}({label})です",
        printed=printed,
        value=value.iso if isinstance(value, Month) else value.start,
        label=value.label("ja"),
    )
    return failed(sentence, cell.origin.at("printed"), cell.origin.at("value"))


def _is_month(value: Month, printed: PrintedYear) -> bool:
    return bool(printed.years & {value.year, value.fiscal_year.start})


def _is_year(value: FiscalYear, printed: PrintedYear) -> bool:
    if printed.month:  # a day of the fiscal year
        return any(Month(year, printed.month).fiscal_year == value for year in printed.years)
    return value.start in printed.years
