from collections.abc import Iterator

from privstat.model import Dataset
from privstat.rates import Fit, Rate, rates, rounded
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Text, message


@rule("T007", "rate-not-rounded", Severity.INFORMATION)
def rate_not_rounded(dataset: Dataset) -> Iterator[Verdict]:
    """A rate that was cut, or is off by 0.1 at most, instead of rounded half up.

    Pages cut rates in one year and round them in the next. Who compares such years compares two ways to print.

        [tables.table1]
        label   = "表1"
        title   = "開示率"
        columns = [
          { id = "a", ja = "全部開示" },
          { id = "b", ja = "不開示" },
          { id = "rate", ja = "全部開示率", role = "rate", formula = { sum = ["a"], over = ["a", "b"] } },
        ]
        rows    = [{ a = 7, b = 2, rate = 77.7 }]

    率が四捨五入ではなく、切り捨てか、0.1 以内の違いで印刷されています。

    切り捨ての年と四捨五入の年があると、年度の比較は印刷の仕方の比較にもなります。
    """
    for table in dataset.tables:
        for rate in rates(table):
            if not rate.missing and rate.exact is not None and rate.fit is not Fit.WRONG:
                yield PASSED if rate.fit is Fit.EQUAL else _failed(rate)


_CUT = Text(en="it was cut, not rounded", ja="四捨五入ではなく切り捨てです")
_OFF = Text(en="it was neither rounded nor cut", ja="四捨五入でも切り捨てでもありません")


def _failed(rate: Rate) -> Verdict:
    assert rate.exact is not None
    exact = rounded(rate.exact, rate.places + 2)
    sentence = message(
        en="{column} is {printed:,}, and {above:,} ÷ {below:,} gives {exact:,} ({difference:+,}): {how}",
        ja="{column}は {printed:,}、{above:,}÷{below:,} は {exact:,} です({difference:+,})。{how}",
        column=rate.cell.column.label,
        printed=rate.printed,
        above=rate.numerator,
        below=rate.denominator,
        exact=exact,
        difference=exact - rate.printed,
        how=_CUT if rate.is_cut else _OFF,
    )
    return failed(sentence, *(cell.origin for cell in rate.cells))
