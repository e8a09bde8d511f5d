from typing import Annotated

from privstat.commands._request import SERIES, Request
from privstat.views.history import HistoryView
from privstat.vintages import history_of
from privstat.words import Text

HELP = Text(
    en="Show who published which value of a series when.",
    ja="系列の値を、どの版がいつ何と発表したか示す。",
)


def run(request: Request, *, series: Annotated[str, SERIES]) -> int:
    request.answer(HistoryView(history_of(request.catalog, series)))
    return 0
