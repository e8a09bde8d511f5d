from collections.abc import Iterable, Sequence

from privstat.model import Dataset
from privstat.rules._suspects import verdicts_across, verdicts_within
from privstat.runs import Kind
from privstat.validate import Severity, Verdict, rule
from privstat.words import Text

_JUMPS = Text(en="{stands_out}; is it right?", ja="{stands_out}。正しいですか")


def _between(publisher: Sequence[Dataset]) -> Iterable[Verdict]:
    return verdicts_across(publisher, Kind.JUMP, _JUMPS)


@rule("Y020", "implausible-jump", Severity.WARNING, between=_between)
def implausible_jump(dataset: Dataset) -> Iterable[Verdict]:
    """A figure that is more than 5 times its neighbours in time, or less than a fifth of them.

    A figure is compared with those of the years or months before and after it, in its own table and in those of
    other datasets of the publisher; at an end, with the two beside it. It must stand out from both, for what has
    really changed stays at its new level, and figures below 100 are left alone. In thirty years of one large city
    no figure stands out so far; a first or last year may, because nothing confirms its level yet. A note on the
    figure whose reason is break, definition or other, or the status break, accounts for it.

        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [
          { year = 2018, cards = 4859 },
          { year = 2019, cards = 5660 },
          { year = 2020, cards = 31696 },
        ]

    前後の数値の 5 倍を超えるか、5 分の 1 に満たない数値です。

    同じ表と、同じ団体のほかの年度のデータセットにある前後の年度または月の数値と比べます。端では、隣の二つと比べます。
    本当の変化なら新しい水準が続くので、両方から離れたものだけを知らせます。100 未満の数値は対象外です。ある大都市の
    30 年分の数値に、これほど離れたものはありませんが、最初と最後の年度は水準がまだ確かめられません。理由が break、
    definition、other の注か、状態 break がその数値に付いていれば、説明されたものとします。
    """
    return verdicts_within(dataset, Kind.JUMP, _JUMPS)
