from typing import Annotated, NamedTuple

from privstat import registry
from privstat.area import is_area_code
from privstat.audit import Audit, audit
from privstat.capture.draft import draft_of, year_of
from privstat.capture.series import series_like
from privstat.capture.toml import Head, as_text, regime_of
from privstat.commandline import Argument, Option
from privstat.commands._output import answer, complain, write
from privstat.commands._request import FORMAT, JSON, LANG
from privstat.errors import PrivstatError
from privstat.grid import Page
from privstat.load import load_catalog
from privstat.model import Dataset
from privstat.period import FiscalYear
from privstat.proof import proof_of
from privstat.rewrite import write_new
from privstat.sources import Source, read_source
from privstat.views.capture import CaptureView
from privstat.words import Text, message, preferred_language

HELP = Text(
    en="""Make a draft dataset of a page; exit 1 where it has no table.

    SOURCE is what was copied from a page or downloaded: text, CSV, TSV, HTML, a spreadsheet, PDF; `-` is standard
    input. The draft goes to FILE, else to standard output; the report of what was found, what was taken for what
    and what a person must look at is the other one. No figure is guessed: what is doubtful is told with its place,
    and stands in the draft after `# ?`.""",
    ja="""紙面からデータセットの下書きを作る。表がなければ終了コード 1。

    SOURCE は紙面から写したもの、またはダウンロードしたもの(テキスト、CSV、TSV、HTML、表計算、PDF)。- は標準入力。
    下書きは FILE、既定では標準出力に書く。
    見つけたもの、何を何と読んだか、確認すべきところも報告する。数値は推測しない。疑わしいところはその場所とともに
    示し、下書きでは `# ?` の後に書く。""",
)
SOURCE = Argument(Text(en="The page, or - for standard input.", ja="紙面。- は標準入力。"), "SOURCE")
FILE = Option("-o", Text(en="Where to write the draft.", ja="下書きを書くファイル。"), "FILE")
FORCE = Option("--force", Text(en="Replace FILE where it is there.", ja="FILE があれば置き換える。"))
YEAR = Option(
    "--year",
    Text(
        en="The fiscal year of the page, where it does not say so once: 2020, 令和2.",
        ja="紙面の年度。紙面から一つに決まらないとき。例: 2020、令和2。",
    ),
    "YEAR",
)
AREA = Option("--area", Text(en="The code of the municipality: 132047.", ja="団体コード。例: 132047。"), "CODE")
NAME = Option(
    "--name",
    Text(
        en="The name of the municipality, where no dataset at hand has it.",
        ja="団体の名前。手元のデータセットにないとき。",
    ),
    "NAME",
)
_MOST_CHARACTERS = 200_000  # of a page that the draft is put beside; more would take seconds


class Request(NamedTuple):
    """How the report is to look."""

    lang: Annotated[str | None, LANG] = None
    format: Annotated[str, FORMAT] = "text"
    json: Annotated[bool, JSON] = False


class MissingFact(PrivstatError):
    """Something that the page does not say, and that an option has to."""

    def __init__(self, what: Text, option: str) -> None:
        super().__init__(
            message(
                en="the page does not say {what}; give it with {option}",
                ja="{what}が紙面から分かりません。{option} で指定してください",
                what=what,
                option=option,
            )
        )


class BadAreaCode(PrivstatError):
    """A code that is none of a municipality."""

    def __init__(self, code: str) -> None:
        super().__init__(
            message(
                en="'{code}' is not an area code: six digits, the last a check digit, such as 132047",
                ja="「{code}」は団体コードではありません。検査数字を含む 6 桁です。例: 132047",
                code=code,
            )
        )


def run(
    request: Request,
    *,
    source: Annotated[str, SOURCE],
    o: Annotated[str | None, FILE] = None,
    force: Annotated[bool, FORCE] = False,
    year: Annotated[str | None, YEAR] = None,
    area: Annotated[str | None, AREA] = None,
    name: Annotated[str | None, NAME] = None,
) -> int:
    lang = preferred_language(request.lang)
    form = "json" if request.json else request.format
    published = read_source(source)
    page = published.parts()
    fiscal_year = FiscalYear.parse(year) if year else year_of(page)
    draft = draft_of(page, fiscal_year)
    if not draft.tables:
        answer(CaptureView(draft), lang, form)
        return 1
    known = _known(area) if area else None
    draft = draft._replace(series=tuple(series_like(draft, known)) if known else ())
    text = as_text(draft, _head(draft.title, fiscal_year, area, name, known), lang)
    proof = proof_of(text, o or "<draft>")
    view = CaptureView(draft, o or "", proof, _beside(proof.dataset, published, page))
    if o:
        write_new(o, text.encode(), replace=force)
        answer(view, lang, form)
    else:
        write(text, "toml")
        complain(registry.module("exporters", form).export(view, lang, None))
    return 0


def _beside(draft: Dataset | None, published: Source, parts: Page) -> Audit | None:
    """Return the draft beside its page, where the draft is whole and the page not long."""
    if draft is None:
        return None
    try:
        page = published.page(parts)
    except PrivstatError:  # it has more text than an audit looks through
        return None
    return audit(draft, page) if len(page.text) <= _MOST_CHARACTERS else None


def _head(title: str, year: FiscalYear | None, code: str | None, name: str | None, known: Dataset | None) -> Head:
    """Return what the page as a whole is. Raises MissingFact for what neither it nor an option says."""
    if year is None:
        raise MissingFact(Text(en="of which fiscal year it is", ja="年度"), "--year 2020")
    if code is None:
        raise MissingFact(Text(en="of which municipality it is", ja="団体"), "--area 132047")
    if not is_area_code(code):
        raise BadAreaCode(code)
    edition = known.edition if known else None
    name = name or (edition.area.name.ja if edition else None)
    if name is None:
        raise MissingFact(Text(en="what the municipality is called", ja="団体の名前"), "--name 三鷹市")
    stem = edition.id.removesuffix(f"-fy{edition.fiscal_year.start}") if edition else f"area-{code}"
    return Head(f"{stem}-fy{year.start}", year.start, title or name, code, name, regime_of(title, year))


def _known(code: str) -> Dataset | None:
    """Return the newest dataset of the municipality at hand, if there is one."""
    try:
        found = [each for each in load_catalog().datasets if each.edition.area.code == code]
    except PrivstatError:
        return None
    return max(found, key=lambda each: each.edition.fiscal_year, default=None)
