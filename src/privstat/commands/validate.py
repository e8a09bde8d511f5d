from typing import Annotated, NamedTuple

from privstat import registry
from privstat.batch import files_at, inspections, of_area
from privstat.commandline import Argument, Option
from privstat.commands._output import answer, complain, progress, write
from privstat.commands._request import AREA, DATA, JSON, LANG
from privstat.validate import Severity, all_rules, selected_rules
from privstat.views.findings import FindingsView
from privstat.words import Text, preferred_language

HELP = Text(
    en="""Prove datasets; exit 1 where a figure is wrong.

    Checks printed totals, parts and wholes with the notes that explain them, months, claims of the prose,
    counts beside lists, what other years print, the area code and the table numbers. A file that cannot be read
    does not stop the others (exit 2). `privstat explain` lists the rules.""",
    ja="""データセットを検証する。誤りがあれば終了コード 1。

    印刷された合計、注が説明する部分と全体、月、本文の数値、件数と名前の数、他の年度の紙面、団体コード、表番号を
    確かめる。読めないファイルがあっても、ほかのファイルの確認は続く(終了コード 2)。
    ルールの一覧は `privstat explain`。""",
)

PATHS = Argument(
    Text(
        en="Datasets or folders of them; else those that --data names.",
        ja="データセットまたはそのフォルダー。既定は --data の指すもの。",
    ),
    "[PATH]...",
)
SELECT = Option(
    "--select",
    Text(
        en="Only these rules: codes, names or beginnings of codes, with commas (T,N001).",
        ja="このルールだけ。コード、名前、コードの先頭をコンマで区切る(T,N001)。",
    ),
    "RULES",
)
IGNORE = Option("--ignore", Text(en="Not these rules.", ja="このルールを除く。"), "RULES")
FAIL_ON = Option(
    "--fail-on",
    Text(en="What ends with exit code 1.", ja="終了コード 1 とするもの。"),
    choices=lambda: (Severity.ERROR.value, Severity.WARNING.value),
)
FORMAT = Option(
    "--format",
    Text(en="The form of the output.", ja="出力の形式。"),
    choices=lambda: (*registry.names("exporters"), *registry.names("reports")),
)


class Request(NamedTuple):
    """Which datasets are to be checked, and how the answer is to look."""

    data: Annotated[str | None, DATA] = None
    area: Annotated[str | None, AREA] = None
    lang: Annotated[str | None, LANG] = None
    format: Annotated[str, FORMAT] = "text"
    json: Annotated[bool, JSON] = False


def run(
    request: Request,
    *,
    paths: Annotated[list[str], PATHS] = [],  # noqa: B006 — it is only read
    select: Annotated[str | None, SELECT] = None,
    ignore: Annotated[str | None, IGNORE] = None,
    fail_on: Annotated[str, FAIL_ON] = Severity.ERROR.value,
) -> int:
    lang = preferred_language(request.lang)
    form = "json" if request.json else request.format
    rules = selected_rules(select or "", ignore or "")
    files = files_at(paths or [request.data])
    found = of_area(progress(inspections(files, rules), len(files)), request.area)
    for error in (inspection.error for inspection in found if inspection.error):
        complain(error.to(lang))
    if form in registry.names("reports"):
        write(registry.module("reports", form).report(found, lang), form)
    elif form == "json" or not all(inspection.error for inspection in found):
        answer(FindingsView(found, rules, all_rules()), lang, form)
    if any(inspection.error for inspection in found):
        return 2
    return int(any(finding.reaches(Severity(fail_on)) for each in found for finding in each.findings))
