from collections.abc import Iterator

from privstat.model import Dataset
from privstat.rates import Fit, Rate, rates, rounded
from privstat.totals import added
from privstat.validate import PASSED, Outcome, Verdict, failed, rule, undecided
from privstat.words import Message, Text, message


@rule("T006", "rate-mismatch")
def rate_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """A rate that is not what its formula gives.

    A column of rates names its formula: the columns that are added above the line and below it. Pages cut rates in one
    year and round them in the next, so a difference of up to 0.1, or of less than one in the last printed place, is
    told elsewhere. From zero there is no rate.

        [tables.table1]
        label   = "表1"
        title   = "開示率"
        columns = [
          { id = "a", ja = "全部開示" },
          { id = "b", ja = "一部開示" },
          { id = "c", ja = "不開示" },
          { id = "rate", ja = "開示率", role = "rate", formula = { sum = ["a", "b"], over = ["a", "b", "c"] } },
        ]
        rows    = [{ a = 7, b = 0, c = 2, rate = 78.7 }]

    率が、計算式の結果と違います。

    率の列には計算式を書きます。sum は割られる側、over は割る側で、それぞれ足す列を並べます。同じ紙面でも切り捨ての年と
    四捨五入の年があるので、0.1 以内、または印刷された最後の桁で 1 未満の差は、別のルールが知らせます。
    0 で割った率はありません。
    """
    for table in dataset.tables:
        for rate in rates(table):
            yield _verdict(rate)


_MISMATCH = Text(
    en="{column} is {printed:,}, but {above:,} ÷ {below:,} gives {exact:,} ({difference:+,})",
    ja="{column}は {printed:,} ですが、{above:,}÷{below:,} は {exact:,} です({difference:+,})",
)


def _verdict(rate: Rate) -> Verdict:
    origins = [cell.origin for cell in rate.cells]
    if rate.cell.value is None and added(rate.below) == 0:
        return PASSED
    if rate.missing:
        return undecided(rate.missing, *origins)
    if rate.exact is None:
        return _from_zero(rate)
    if rate.fit is not Fit.WRONG:
        return PASSED
    mismatch = _mismatch(rate)
    corrected = rate._replace(corrected=True)
    if any(cell.correction for cell in rate.cells) and corrected.exact is not None and corrected.fit is not Fit.WRONG:
        sentence = message(
            en="{mismatch}; corrected, {above:,} ÷ {below:,} gives {printed:,}",
            ja="{mismatch}。訂正すると {above:,}÷{below:,} は {printed:,} で一致します",
            mismatch=mismatch,
            above=corrected.numerator,
            below=corrected.denominator,
            printed=corrected.printed,
        )
        return Verdict(Outcome.EXPLAINED, tuple(origins), sentence)
    return failed(mismatch, *origins)


def _mismatch(rate: Rate) -> Message:
    assert rate.exact is not None
    exact = rounded(rate.exact, rate.places + 1)
    facts = {
        "column": rate.cell.column.label,
        "printed": rate.printed,
        "above": rate.numerator,
        "below": rate.denominator,
        "exact": exact,
        "difference": exact - rate.printed,
    }
    return Message(_MISMATCH, facts)


def _from_zero(rate: Rate) -> Verdict:
    sentence = message(
        en="not checked: {column} is {printed:,}, but there is no rate from zero",
        ja="確認できません: {column}は {printed:,} ですが、0 で割った率はありません",
        column=rate.cell.column.label,
        printed=rate.printed,
    )
    return Verdict(Outcome.UNDECIDED, tuple(cell.origin for cell in rate.cells), sentence)
