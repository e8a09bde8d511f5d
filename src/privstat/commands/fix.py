import os
from collections.abc import Iterable
from typing import Annotated

from privstat.amend import amend
from privstat.commandline import Argument, Option
from privstat.commands._request import Request
from privstat.errors import PrivstatError, UnknownName
from privstat.load import load_catalog
from privstat.repair import Diagnosis, Repair, diagnoses
from privstat.views.repairs import MendedView, RepairsView
from privstat.words import Text, message

HELP = Text(
    en="""List the single slips that would mend what is broken.

    For each sum, count or claim that does not hold: the figures that may be mistyped, what should stand there and
    why, likeliest first. Datasets of other years bear witness. Exit 1 where something is broken. Nothing is written
    without --apply.""",
    ja="""合わない数値を直す、一か所の打ち間違いの候補を示す。

    合わない和、件数、本文の数値ごとに、打ち間違いかもしれない数値と、正しい値、理由を、ありそうな順に示す。ほかの年度の
    データセットも参照する。合わないものがあれば終了コード 1。--apply なしでは何も書き込まない。""",
)

PATHS = Argument(
    Text(
        en="Datasets or folders of them; else those that --data names.",
        ja="データセットまたはそのフォルダー。既定は --data の指すもの。",
    ),
    "[PATH]...",
)
APPLY = Option(
    "--apply",
    Text(
        en="Write the one figure of this repair, and keep every other byte: T001@data/fy2020.toml:226:68.",
        ja="この候補の数値だけを書き込み、ファイルの残りは 1 バイトも変えない。例: T001@data/fy2020.toml:226:68。",
    ),
    "CODE@PLACE",
)
REPAIR = Text(en="repair", ja="修正候補")


class NothingToApply(PrivstatError):
    """A repair that was asked for where there is none at all."""

    def __init__(self, asked: str) -> None:
        super().__init__(
            message(
                en="there is no repair to apply, so none is called '{asked}'",
                ja="修正候補がないので、「{asked}」もありません",
                asked=asked,
            )
        )


class NotOneFigure(PrivstatError):
    """A repair that does not say which one figure to write."""

    def __init__(self, asked: str, repairs: Iterable[Repair]) -> None:
        super().__init__(
            message(
                en="--apply writes exactly one figure, but at {asked} there is: {repairs}. Edit the file by hand",
                ja="--apply が書き込むのは一つの数値だけですが、{asked} の候補は {repairs} です。"
                "ファイルを直接編集してください",
                asked=asked,
                repairs=Text(*(" / ".join(each.sentence.to(lang) for each in repairs) for lang in ("ja", "en"))),
            )
        )


def run(
    request: Request,
    *,
    paths: Annotated[list[str], PATHS] = [],  # noqa: B006 — it is only read
    apply: Annotated[str | None, APPLY] = None,
) -> int:
    asked: list[str | None] = [*paths] or [request.data]
    datasets = [each for path in asked for each in load_catalog(path).of_area(request.area).datasets]
    found = tuple(diagnosis for each in datasets for diagnosis in diagnoses(each, datasets))
    if apply is None:
        request.answer(RepairsView(found))
        return int(bool(found))
    code, repair = chosen(found, apply)
    (change,) = repair.changes
    amend(change.figure.origin, change.new)
    request.answer(MendedView(code, change))
    return 0


def chosen(found: Iterable[Diagnosis], asked: str) -> tuple[str, Repair]:
    """Return the code and the repair of a name such as T001@data/fy2020.toml:226:68.

    Raises NothingToApply, UnknownName, and NotOneFigure where it is two that were swapped or where several fit.
    """
    named = [
        (name, each.equation.code, repair)
        for each in found
        for repair in each.repairs
        for name in repair.names(each.equation.code)
    ]
    if not named:
        raise NothingToApply(asked)
    matching = [(code, repair) for name, code, repair in named if _plain(name) == _plain(asked)]
    if not matching:
        raise UnknownName(REPAIR, asked, dict.fromkeys(name for name, _, _ in named))
    different = list({repair.sentence: repair for _, repair in matching}.values())
    if len(different) > 1 or len(different[0].changes) > 1:
        raise NotOneFigure(asked, different)
    return matching[0]


def _plain(name: str) -> tuple[str, str]:
    code, _, place = name.partition("@")
    return code.upper(), os.path.normpath(place)
