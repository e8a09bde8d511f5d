from collections.abc import Iterable, Sequence

from privstat.model import Dataset
from privstat.rules._suspects import verdicts_across, verdicts_within
from privstat.runs import Kind
from privstat.validate import Severity, Verdict, rule
from privstat.words import Text

_SLIPS = Text(
    en="{stands_out}; is a digit too many or too few, or the unit another one?",
    ja="{stands_out}。桁の過不足や、単位の違いはありませんか",
)


def _between(publisher: Sequence[Dataset]) -> Iterable[Verdict]:
    return verdicts_across(publisher, Kind.DIGITS, _SLIPS)


@rule("Y021", "digit-slip", Severity.WARNING, between=_between)
def digit_slip(dataset: Dataset) -> Iterable[Verdict]:
    """A figure that is 10, 100 or 1,000 times its neighbours in time, or such a part of them.

    That is what a digit that was dropped or typed twice looks like, and a figure in thousands among single ones.
    A fifth more or less is allowed. Neighbours are those of implausible-jump, and notes account for a figure as
    there. Figures below 10 are left alone, and below 100 where there is but one neighbour.

        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [
          { year = 2018, cards = 4859 },
          { year = 2019, cards = 56600 },
          { year = 2020, cards = 5696 },
        ]

    前後の数値の 10 倍、100 倍、1,000 倍か、その逆に近い数値です。

    数字を一つ落としたり二度打ったりした場合や、千単位の数値が混じった場合に、こうなります。2 割の違いまで認めます。
    比べる相手と、注による説明は implausible-jump と同じです。10 未満の数値と、比べる相手が一つだけの場合の 100 未満の
    数値は対象外です。
    """
    return verdicts_within(dataset, Kind.DIGITS, _SLIPS)
