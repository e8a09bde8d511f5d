from typing import Annotated

from privstat.commandline import Argument
from privstat.commands._request import Request, table_names
from privstat.commands.show import YEAR
from privstat.totals import sums
from privstat.views.totals import TotalsView
from privstat.words import Text

HELP = Text(
    en="Show printed totals beside computed sums.",
    ja="印刷された合計と計算した和を並べ、差を示す。",
)

TABLE = Argument(Text(en="One table; else all of them.", ja="一つの表。既定はすべて。"), "[TABLE]", table_names)


def run(
    request: Request, *, table: Annotated[str | None, TABLE] = None, year: Annotated[str | None, YEAR] = None
) -> int:
    catalog = request.catalog
    tables = catalog.of_year(year).tables() if table is None else [catalog.table(table, year)]
    request.answer(TotalsView(tuple(each for one in tables for each in sums(one))))
    return 0
