from collections.abc import Iterator
from itertools import pairwise

from privstat.codelists import Role
from privstat.model import Dataset
from privstat.period import FiscalYear
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import message


@rule("Y002", "years-out-of-step", Severity.WARNING)
def years_out_of_step(dataset: Dataset) -> Iterator[Verdict]:
    """Fiscal years with a gap between them, or out of order.

    A table over several years has one row a year, oldest first. A year that is really not on the page makes a
    gap in the series, which no change is computed across.

        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2018, cards = 4859 }, { year = 2020, cards = 19696 }]

    年度が飛んでいるか、順序が違います。

    複数年度の表は、古い順に 1 年度 1 行です。紙面にない年度は系列の欠落となり、それをまたぐ増減は計算しません。
    """
    for table in dataset.tables:
        keys = [column for column in table.columns if column.role in (Role.FISCAL_YEAR, Role.DIMENSION, Role.MONTH)]
        if [column.role for column in keys] != [Role.FISCAL_YEAR]:
            continue
        cells = [row.cells[keys[0].id] for row in table.rows]
        for earlier, later in pairwise(cells):
            assert isinstance(earlier.value, FiscalYear)
            assert isinstance(later.value, FiscalYear)
            if later.value.start == earlier.value.start + 1:
                yield PASSED
            else:
                sentence = message(
                    en="{later} stands after {earlier}",
                    ja="{later}が{earlier}の次にあります",
                    later=later.value.words,
                    earlier=earlier.value.words,
                )
                yield failed(sentence, later.origin, earlier.origin)
