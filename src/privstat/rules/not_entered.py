from collections.abc import Iterator

from privstat.codelists import Status
from privstat.errors import listed
from privstat.model import Dataset
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message

_MOST_NAMED = 6


@rule("S012", "not-entered")
def not_entered(dataset: Dataset) -> Iterator[Verdict]:
    """A table with cells that nobody has typed yet.

    Their status is not-entered: they wait for the page, and the sums that they stand in are not checked. A file
    with such cells is not finished; `privstat enter` asks for the figures one by one.

        [symbols]
        "?" = "not-entered"

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "reviews", ja = "審査請求" }]
        rows    = [{ requests = 59, reviews = "?" }]

    まだ入力されていないセルのある表です。

    状態が not-entered のセルは、紙面からの入力を待っています。そのセルの入る和は確かめません。こうしたセルのある
    ファイルは完成していません。privstat enter が、数値を一つずつ尋ねます。
    """
    for table in dataset.tables:
        waiting = [cell for cell in table.all_cells if cell.status is Status.NOT_ENTERED]
        if not waiting:
            yield PASSED
            continue
        sentence = message(
            en="{count:,} cells of {table} are not entered yet: {cells}",
            ja="{table}の {count:,} 個のセルが未入力です: {cells}",
            count=len(waiting),
            table=table.label,
            cells=listed((cell.address for cell in waiting), _MOST_NAMED),
        )
        yield failed(sentence, *(cell.origin for cell in waiting))
