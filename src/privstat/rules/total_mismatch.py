from collections.abc import Iterator

from privstat.model import Dataset
from privstat.relations import verdict
from privstat.totals import column_sums
from privstat.validate import Verdict, rule


@rule("T001", "total-mismatch")
def total_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """A printed total that is not the sum of the rows above it.

    The total row itself is never added. Where a note explains the difference, a check says so and pins the
    figures: total = "requests", explained-by = "注1", expect = { parts = 148, whole = 146 }.

        [tables.annex1]
        label   = "別表1"
        title   = "更新処理件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "updates", ja = "更新処理件数" }]
        rows    = [{ year = 2019, updates = 5774 }, { year = 2020, updates = 2652 }]
        total   = { year = "合計", updates = 8246 }

    印刷された合計が、その上の行の和と違います。

    合計行そのものは足しません。差を説明する注がある場合は、check に書いて数値を固定します:
    total = "requests", explained-by = "注1", expect = { parts = 148, whole = 146 }
    """
    for table in dataset.tables:
        for column_sum in column_sums(table):
            if column_sum.whole:
                yield verdict(column_sum)
