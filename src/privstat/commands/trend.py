from typing import Annotated

from privstat.commandline import Option
from privstat.commands._request import SERIES, Request
from privstat.trend import trend_of
from privstat.views.trend import TrendView
from privstat.words import Text

HELP = Text(
    en="Follow a series: value, change, per cent, multiple.",
    ja="系列を年度順に追う: 値、増減、増減率、倍率。",
)

CHART = Option("--chart", Text(en="Add a bar to every value.", ja="値ごとに棒を付ける。"))


def run(request: Request, *, series: Annotated[str, SERIES], chart: Annotated[bool, CHART] = False) -> int:
    request.answer(TrendView(trend_of(request.catalog, series), chart))
    return 0
