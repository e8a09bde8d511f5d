from privstat.errors import WRONG_TYPE
from privstat.validate import fault_rule


@fault_rule(WRONG_TYPE)
def wrong_type() -> None:
    """A value of the wrong kind.

    A count is a whole number without quotes; a text stands in quotes; true and false are neither. A decimal
    number belongs only in a column whose role is "rate", and it is kept exactly.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59.0 }]

    値の種類が違います。

    件数は引用符のない整数、文字列は引用符で囲みます。true や false はどちらでもありません。小数を書けるのは
    role が "rate" の列だけで、値は正確に保たれます。
    """
