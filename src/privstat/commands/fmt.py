from collections.abc import Iterable, Iterator
from typing import Annotated

from privstat.amend import check_size, content_of
from privstat.batch import files_at
from privstat.canonical import canonical
from privstat.commandline import Argument, Option
from privstat.commands._output import complain
from privstat.commands._request import DATA, Output
from privstat.errors import PrivstatError
from privstat.rewrite import rewrite
from privstat.toml_text import read_document
from privstat.views.canonical import CanonicalView
from privstat.words import Text, preferred_language

HELP = Text(
    en="""Set the spaces of dataset files as a careful person would.

    Rows and equals signs are put in line (a full-width character counts as two), spaces and blank lines are evened
    out. Values, comments, their order and the line breaks stay; so does what is in line already. Quiet where there is
    nothing to do.""",
    ja="""データセットの空白を、丁寧に書いたように整える。

    行と等号の位置をそろえ(全角は 2 桁と数える)、空白と空行を整える。値、コメント、順序、改行の位置は変えない。
    すでにそろっているところはそのままにする。直すところがなければ何も表示しない。""",
)

PATHS = Argument(
    Text(
        en="Datasets or folders of them; else those that --data names.",
        ja="データセットまたはそのフォルダー。既定は --data の指すもの。",
    ),
    "[PATH]...",
)
CHECK = Option(
    "--check",
    Text(
        en="Write nothing; exit 1 where a file would change, and name it.",
        ja="何も書き込まない。変わるファイルがあれば、その名前を示して終了コード 1。",
    ),
)


def run(
    request: Output,
    *,
    paths: Annotated[list[str], PATHS] = [],  # noqa: B006 — it is only read
    check: Annotated[bool, CHECK] = False,
    data: Annotated[str | None, DATA] = None,
) -> int:
    errors: list[PrivstatError] = []
    changed = tuple(_changed(files_at(paths or [data]), check, errors))
    for error in errors:
        complain(error.message(preferred_language(request.lang)))
    if not errors or changed:
        request.answer(CanonicalView(changed, written=not check))
    return 2 if errors else int(check and bool(changed))


def _changed(paths: Iterable[str], check: bool, errors: list[PrivstatError]) -> Iterator[str]:
    """Yield the files that are not in their canonical form, and write it unless they are only to be checked.

    A file that cannot be read or written joins the errors, and the others go on.
    """
    for path in paths:
        try:
            content = content_of(read_document(path))
            after = canonical(content.decode()).encode()
            if after == content:
                continue
            check_size(path, after)
            if not check:
                rewrite(path, content, after)
        except PrivstatError as error:
            errors.append(error)
        else:
            yield path
