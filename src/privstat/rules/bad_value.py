from privstat.errors import BAD_VALUE
from privstat.validate import fault_rule


@fault_rule(BAD_VALUE)
def bad_value() -> None:
    """A value that cannot stand where it stands.

    A number outside its range (a count is not negative), a word that is not on a closed list, an id with
    other characters than small letters, digits and hyphens, a printed symbol that is not declared under
    [symbols], a value beside a status that says that there is none.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = -59 }]

    そこに書けない値です。

    範囲外の数(件数は負になりません)、一覧にない語、英小文字・数字・ハイフン以外を含む id、[symbols] で宣言されて
    いない記号、値がないことを示す状態と一緒に書かれた値などです。
    """
