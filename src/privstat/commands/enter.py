import io
import sys
from typing import Annotated, NamedTuple

from privstat.catalog import Catalog
from privstat.commandline import Option
from privstat.commands._output import write
from privstat.commands._request import AREA, DATA, LANG
from privstat.commands.show import TABLE, YEAR
from privstat.entry import BACK, NotAChoice, Session
from privstat.errors import PrivstatError
from privstat.load import load_catalog
from privstat.typed import NotAFigure
from privstat.views.entry import completed, opening, prompt
from privstat.visible import visible
from privstat.words import Language, Text, message, preferred_language

HELP = Text(
    en="""Ask for the figures of a table that are not entered yet, one by one.

    In the order of the page, with the sum so far beside the printed total. Full-width digits, 46,896件, 3万808枚, △46,
    120 (3) and the symbols of the dataset are understood; what is more than digits is kept as printed. Every figure is
    written at once, and nothing else of the file is touched. Without a terminal, figures are read from standard
    input, one a line.""",
    ja="""表の未入力の数値を、一つずつ尋ねる。

    紙面の順に、ここまでの和と印刷された合計を示す。
    全角数字、46,896件、3万808枚、△46、120 (3)、データセットの記号が使える。
    数字以外も含むときは、印刷された文字列として残す。数値は一つずつすぐに書き込み、ファイルのほかの部分は変えない。
    端末でないときは、標準入力から 1 行に一つずつ読む。""",
)
TWICE = Option(
    "--twice",
    Text(
        en="Then ask again without showing, and where both differ, which is right.",
        ja="そのあと、値を見せずにもう一度尋ね、違うところはどちらが正しいか尋ねる。",
    ),
)
_END = Text(
    en="{table}: figures still to be entered: {waiting:,}; `privstat fmt` puts the rows in line",
    ja="{table}: 未入力の数値は {waiting:,}。行の位置は privstat fmt でそろいます",
)
_LAST = Text(en="< goes back, Enter ends: ", ja="< で前に戻る、Enter で終わる: ")


class NotTaken(PrivstatError):
    """A line of standard input that cannot be taken for its cell; those before it were."""

    def __init__(self, address: str, why: PrivstatError) -> None:
        super().__init__(message(en="{address}: {why}", ja="{address}: {why}", address=address, why=why.sentence))


class Request(NamedTuple):
    """Which datasets are meant, and in which language to ask."""

    data: Annotated[str | None, DATA] = None
    area: Annotated[str | None, AREA] = None
    lang: Annotated[str | None, LANG] = None

    @property
    def catalog(self) -> Catalog:
        """The datasets asked for."""
        return load_catalog(self.data).of_area(self.area)


def run(
    request: Request,
    *,
    table: Annotated[str, TABLE],
    year: Annotated[str | None, YEAR] = None,
    twice: Annotated[bool, TWICE] = False,
) -> int:
    lang = preferred_language(request.lang)
    found = request.catalog.table(table, year)
    session = Session(found.edition.path, found.id, twice=twice)
    is_asked = sys.stdin.isatty()
    if is_asked and session.question:
        _tell(opening(found, lang))
    _ask(session, lang, is_asked)
    _tell(_END.to(lang).format(table=found.label, waiting=session.waiting) + "\n")
    return 0


def _ask(session: Session, lang: Language, is_asked: bool) -> None:
    """Ask until the end; a person who mistypes is asked again, a program stops, lest all that follows be shifted."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    while question := session.question:
        line = _line(prompt(question, lang), is_asked)
        if line is None:
            return
        try:
            sums = session.answer(line)
        except (NotAFigure, NotAChoice) as error:
            if not is_asked:
                raise NotTaken(question.cell.address, error) from None
            _tell(f"  {error.message(lang)}\n")
            continue
        _tell("".join(f"{completed(each, lang)}\n" for each in sums))
        is_wrong = any(each.difference for each in sums)
        if is_wrong and is_asked and not session.question and (_line(_LAST.to(lang), is_asked) or "").strip() in BACK:
            session.back()


def _line(question: str, is_asked: bool) -> str | None:
    """Return the next line, or None at the end of input; a person sees what is asked."""
    if is_asked:
        _tell(question)
    line = sys.stdin.readline()
    if not line and is_asked:
        _tell("\n")
    return line or None


def _tell(text: str) -> None:
    write(visible(text), "text")
    sys.stdout.flush()
