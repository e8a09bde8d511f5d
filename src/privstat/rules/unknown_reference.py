from privstat.errors import UNKNOWN_REFERENCE
from privstat.validate import fault_rule


@fault_rule(UNKNOWN_REFERENCE)
def unknown_reference() -> None:
    """A name that stands for nothing in the file.

    A note hangs on columns, headings, rows or cells of its table; a check names columns and a note; a series
    and a claim name figures, as table.row.column. A note that points nowhere would be lost.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["outcome"]
        reason = "overlap"
        ja     = "1件の請求に対して複数の処理が行われる場合がある。"

    ファイルの中に、その名前のものがありません。

    注は、その表の列・見出し・行・セルに付きます。check は列と注を、series と claim は「表.行.列」の形で数を
    指します。どこも指さない注は失われてしまいます。
    """
