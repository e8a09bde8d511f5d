from collections.abc import Iterator, Sequence
from itertools import pairwise

from privstat.model import Dataset
from privstat.period import FiscalYear
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.words import message


@rule_between("Y016", "year-skipped", Severity.INFORMATION)
def year_skipped(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """No dataset for a fiscal year between two others of the publisher.

    The page of that year was not captured, or there was none. What only that page prints is missing in every
    series, and no change is computed across the gap.

        # fy2018.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        # fy2020.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 64 }]

    同じ団体の二つのデータセットの間に、データセットのない年度があります。

    その年度のページが記録されていないか、もともとありません。そのページだけが載せる数値は系列から欠け、欠落をまたぐ増減は
    計算しません。
    """
    for before, here in pairwise(publisher):
        first, last = before.edition.fiscal_year.start + 1, here.edition.fiscal_year.start - 1
        if first > last:
            yield PASSED
            continue
        sentence = message(
            en="there is no dataset for {years}",
            ja="{years}のデータセットがありません",
            years=_years(first, last),
        )
        yield failed(sentence, here.edition.origin.at("fiscal-year"), before.edition.origin.at("fiscal-year"))


def _years(first: int, last: int) -> object:
    if first == last:
        return FiscalYear(first).words
    return message(
        en="{first} to {last}", ja="{first}から{last}", first=FiscalYear(first).words, last=FiscalYear(last).words
    )
