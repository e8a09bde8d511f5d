from typing import Annotated

from privstat.codelists import NUMBER_ROLES
from privstat.commandline import Argument
from privstat.commands._request import Request, table_names
from privstat.commands.show import YEAR
from privstat.views.source import SourceView
from privstat.words import Text

HELP = Text(
    en="Trace figures to their page and place in the file.",
    ja="数値の出どころと、ファイルの中の位置を示す。",
)

ADDRESS = Argument(
    Text(
        en="A table, or figures in it: table6, 表6, table6.reviews, annex2.2020.cards.",
        ja="表、またはその中の数: table6、表6、table6.reviews、annex2.2020.cards。",
    ),
    "TABLE[.FIGURE]",
    table_names,
)


def run(request: Request, *, address: Annotated[str, ADDRESS], year: Annotated[str | None, YEAR] = None) -> int:
    name, _, rest = address.partition(".")
    table = request.catalog.table(name, year)
    figures = (cell for cell in table.all_cells if cell.column.role in NUMBER_ROLES)
    request.answer(SourceView(table, tuple(table.cells(rest) if rest else figures)))
    return 0
