from typing import Annotated

from privstat.commandline import Argument
from privstat.commands._request import Request
from privstat.load import load_catalog
from privstat.validate import validation
from privstat.views.findings import FindingsView
from privstat.words import Text

HELP = Text(
    en="""Prove datasets; exit 1 where a figure is wrong.

    Checks printed totals, parts and wholes with the notes that explain them, months, claims of the prose,
    counts beside lists, the area code and the table numbers. `privstat explain` lists the rules.""",
    ja="""データセットを検証する。誤りがあれば終了コード 1。

    印刷された合計、注が説明する部分と全体、月、本文の数値、件数と名前の数、団体コード、表番号を確かめる。
    ルールの一覧は `privstat explain`。""",
)

PATHS = Argument(
    Text(
        en="Datasets or folders of them; else those that --data names.",
        ja="データセットまたはそのフォルダー。既定は --data の指すもの。",
    ),
    "[PATH]...",
)


def run(request: Request, *, paths: Annotated[list[str], PATHS] = []) -> int:  # noqa: B006 — it is only read
    asked: list[str | None] = [*paths] or [request.data]
    datasets = [each for path in asked for each in load_catalog(path).of_area(request.area).datasets]
    found = validation(datasets)
    request.answer(FindingsView(found))
    return int(found.has_errors)
