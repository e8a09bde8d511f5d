from collections.abc import Iterator

from privstat.model import Dataset
from privstat.relations import verdict
from privstat.totals import part_sums
from privstat.validate import Verdict, rule


@rule("T002", "parts-mismatch")
def parts_mismatch(dataset: Dataset) -> Iterator[Verdict]:
    """Parts that do not add up to their whole.

    A check names the parts and the whole. Where a note explains the difference, the check names the note and
    pins the figures; then the outcome is

    - explained: the figures are the pinned ones, and they differ as the reason of the note allows;
    - moved (an error): the figures are no longer the pinned ones;
    - stale (a warning): the parts add up, so there is nothing left to explain;
    - fail: the reason cannot explain the difference. With `overlap`, for one, the parts may not be less than
      the whole.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [
          { id = "requests", ja = "請求件数" },
          { id = "disclosed", ja = "開示" },
          { id = "refused", ja = "非開示" },
        ]
        rows    = [{ requests = 59, disclosed = 35, refused = 23 }]

        [[tables.table6.checks]]
        parts = ["disclosed", "refused"]
        whole = "requests"

    部分の和が全体と違います。

    check が部分と全体を示します。差を説明する注がある場合は、check に注を書いて数値を固定します。結果は次のとおりです。

    - explained: 数値は固定したとおりで、差は注の理由が許す範囲です。
    - moved(エラー): 数値が固定したものから変わっています。
    - stale(警告): 和が一致し、説明する差がなくなっています。
    - fail: その理由では差を説明できません。たとえば overlap では、部分の和が全体を下回ることはできません。
    """
    for table in dataset.tables:
        for part_sum in part_sums(table):
            yield verdict(part_sum)
