from typing import Annotated

from privstat.commandline import Argument, Option
from privstat.commands._request import Request, table_names
from privstat.views.table import TableView
from privstat.words import Text

HELP = Text(
    en="Show a table as printed, always with its notes.",
    ja="表を印刷されたとおり、必ず注とともに示す。",
)

TABLE = Argument(
    Text(
        en="The id or the printed number of a table: table6, 表6, 別表1.",
        ja="表の id または番号: table6、表6、別表1。",
    ),
    "TABLE",
    table_names,
)
YEAR = Option(
    "--year",
    Text(
        en="The fiscal year, where several datasets hold the table: 2020, R2, 令和2年度; else the newest.",
        ja="表が複数の年度にある場合の年度: 2020、R2、令和2年度。既定は最新。",
    ),
    "YEAR",
)
AS_PRINTED = Option(
    "--as-printed",
    Text(en="Give back the printed strings: 46,896件.", ja="印刷された文字列のまま示す: 46,896件。"),
)


def run(
    request: Request,
    *,
    table: Annotated[str, TABLE],
    year: Annotated[str | None, YEAR] = None,
    as_printed: Annotated[bool, AS_PRINTED] = False,
) -> int:
    request.answer(TableView(request.catalog.table(table, year), as_printed))
    return 0
