from privstat.errors import DUPLICATE
from privstat.validate import fault_rule


@fault_rule(DUPLICATE)
def duplicate() -> None:
    """A name that must be unique stands twice.

    Ids of columns and headings, marks of notes, printed numbers of tables, keys of rows, ids of sources,
    series and claims: each is the name of one thing.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "requests", ja = "審査請求" }]
        rows    = [{ requests = 59 }]

    一つしかないはずの名前が二度あります。

    列と見出しの id、注の記号、表の番号、行のキー、出典・系列・記述の id は、それぞれ一つのものの名前です。
    """
