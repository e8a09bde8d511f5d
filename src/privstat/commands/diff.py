from typing import Annotated

from privstat.commandline import Argument
from privstat.commands._request import Output
from privstat.diff import differences
from privstat.errors import PrivstatError
from privstat.files import STANDARD_INPUT
from privstat.load import load_dataset
from privstat.views.differences import DifferencesView
from privstat.words import Text, message

HELP = Text(
    en="""Compare two datasets, or two versions of one; exit 1 where they differ.

    Cell by cell and note by note, by key and not by position. Nothing is printed where they are the same.
    `git show HEAD:data/fy2020.toml | privstat diff - data/fy2020.toml` compares with what was committed.""",
    ja="""二つのデータセットまたは二つの版を比べる。違えば終了コード 1。

    セルごと、注ごとに、位置ではなくキーで比べる。同じなら何も表示しない。
    `git show HEAD:data/fy2020.toml | privstat diff - data/fy2020.toml` はコミット済みの版と比べる。""",
)

BEFORE = Argument(Text(en="A dataset; - is standard input.", ja="データセット。- は標準入力。"), "BEFORE")
AFTER = Argument(Text(en="What it is compared with.", ja="比べる相手。"), "AFTER")


def run(request: Output, *, before: Annotated[str, BEFORE], after: Annotated[str, AFTER]) -> int:
    if before == after == STANDARD_INPUT:
        raise PrivstatError(
            message(
                en="only one of the two can be standard input",
                ja="標準入力にできるのは二つのうち一つだけです",
            )
        )
    one, other = load_dataset(before, piped=True), load_dataset(after, piped=True)
    found = tuple(differences(one, other))
    request.answer(DifferencesView(one, other, found))
    return int(bool(found))
