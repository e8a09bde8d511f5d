from privstat.errors import MISSING_KEY
from privstat.validate import fault_rule


@fault_rule(MISSING_KEY)
def missing_key() -> None:
    """Something that must be said is left out.

    Every row has a key for every column: a cell that is blank on the page is written as such,
    { status = "blank" }, because blank, zero, nil, suppressed and not counted are five different things.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "reviews", ja = "審査請求" }]
        rows    = [{ requests = 59 }]

    必要な項目がありません。

    どの行にも、すべての列のキーを書きます。紙面で空欄のセルは { status = "blank" } と書きます。空欄、0、該当なし、
    秘匿、集計対象外は、それぞれ別のものだからです。
    """
