from typing import Annotated

from privstat.audit import audit
from privstat.commandline import Argument
from privstat.commands._request import Output
from privstat.load import load_dataset
from privstat.sources import read_page
from privstat.views.audit import AuditView
from privstat.words import Text

HELP = Text(
    en="""Put a dataset beside its page; exit 1 where anything is left over.

    Every figure and text of the dataset is looked for on the page, and every number of the page in the dataset:
    a cell, a claim, a number of a table, a date, an extension, a text, or ignored, as the source declares.""",
    ja="""データセットと元のページを突き合わせる。余りがあれば終了コード 1。

    データセットのすべての数値と文言をページの中に、ページのすべての数をデータセットの中に探す。
    数は、セル、本文の数値、表番号、日付、内線、文言、または出典で ignored と宣言したもののどれか。""",
)
DATASET = Argument(Text(en="The dataset.", ja="データセット。"), "DATASET")
PAGES = Argument(
    Text(
        en="Its page: text, CSV, TSV, HTML, a spreadsheet or PDF; several files of it, or - for standard input.",
        ja="元のページ(テキスト、CSV、TSV、HTML、表計算、PDF)。複数のファイルも可。- は標準入力。",
    ),
    "PAGE...",
)


def run(request: Output, *, dataset: Annotated[str, DATASET], pages: Annotated[list[str], PAGES]) -> int:
    found = audit(load_dataset(dataset), read_page(pages))
    request.answer(AuditView(found))
    return int(not found.is_complete)
