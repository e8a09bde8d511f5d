from collections.abc import Iterator

from privstat.model import Dataset
from privstat.totals import column_sums
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("T009", "total-not-additive", Severity.INFORMATION)
def total_not_additive(dataset: Dataset) -> Iterator[Verdict]:
    """A printed total of a column whose figures are not added.

    Rates are not added, nor is a stock over time. What is printed under them is something else, such as the rate of
    the whole, and is compared with no sum; where the column names its formula, the formula tests it.

        [tables.table1]
        label   = "表1"
        title   = "開示率"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "rate", ja = "開示率", role = "rate" }]
        rows    = [{ year = 2019, rate = 99.8 }, { year = 2020, rate = 77.8 }]
        total   = { year = "平均", rate = 88.8 }

    足せない列に合計が印刷されています。

    率は足せず、ストックは期間にわたって足せません。その下に印刷された数は、全体の率など別のもので、和とは比べません。
    列に計算式があれば、計算式で確かめます。
    """
    for table in dataset.tables:
        for column_sum in column_sums(table):
            whole, obstacle = column_sum.whole, column_sum.obstacle
            if whole is None or obstacle is None or whole.number is None:
                continue
            if whole.column.formula:
                yield PASSED
                continue
            sentence = message(
                en="the printed {printed:,} under {column} is no sum: {obstacle}",
                ja="{column}に印刷された {printed:,} は和ではありません。{obstacle}",
                printed=whole.number,
                column=whole.column.label,
                obstacle=obstacle,
            )
            yield failed(sentence, *(cell.origin for cell in column_sum.cells))
