from collections.abc import Iterator

from privstat.crossing import Crossing, crossing
from privstat.model import Dataset
from privstat.relations import verdict
from privstat.totals import column_sums
from privstat.validate import Outcome, Verdict, rule
from privstat.words import Message, Text


@rule("T001", "total-mismatch")
def total_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """A printed total or subtotal that is not the sum of its rows.

    A total adds up the rows of the table, a subtotal those above it or those that it names; neither is counted in
    another sum. Where a note explains the difference, a check says so and pins the figures: total = "requests",
    explained-by = "注1", expect = { parts = 148, whole = 146 }. For a subtotal it names its row, too:
    rows = ["mayor-sum"].

        [tables.annex1]
        label   = "別表1"
        title   = "更新処理件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "updates", ja = "更新処理件数" }]
        rows    = [{ year = 2019, updates = 5774 }, { year = 2020, updates = 2652 }]
        total   = { year = "合計", updates = 8246 }

    印刷された合計や小計が、その行の和と違います。

    合計は表の各行を、小計はその上の行、または of に書いた行を足したものです。合計や小計は、ほかの和に入りません。
    差を説明する注がある場合は、check に書いて数値を固定します: total = "requests", explained-by = "注1",
    expect = { parts = 148, whole = 146 }。小計の場合は、その行も書きます: rows = ["mayor-sum"]
    """
    for table in dataset.tables:
        compared = [each for each in column_sums(table) if each.whole and each.obstacle is None]
        verdicts = [verdict(each) for each in compared]
        crossed = crossing(table) if any(each.outcome is Outcome.FAIL for each in verdicts) else None
        for each in verdicts:
            if each.outcome is Outcome.FAIL and crossed:
                yield _with_crossing(each, crossed)
                crossed = None  # to say it once is enough
            else:
                yield each


_CROSSING = Text(
    en="{sentence}; sums over rows and over columns break together, and cross in {address}: "
    "{mended:,} instead of {number:,} would mend them",
    ja="{sentence}。縦の和と横の和がともに違い、{address} で交わります。"
    "{number:,} を {mended:,} にすると、すべて一致します",
)


def _with_crossing(found: Verdict, crossed: Crossing) -> Verdict:
    cell = crossed.cell
    facts = {"sentence": found.sentence, "address": cell.address, "number": cell.number, "mended": crossed.mended}
    return found._replace(
        sentence=Message(_CROSSING, facts), origins=tuple(dict.fromkeys((cell.origin, *found.origins)))
    )
