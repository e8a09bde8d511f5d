from privstat.errors import UNKNOWN_KEY
from privstat.validate import fault_rule


@fault_rule(UNKNOWN_KEY)
def unknown_key() -> None:
    """A key that the format does not have.

    A misspelt key would otherwise be passed over in silence, and what it says be lost. The message names the
    keys that may stand there and the nearest one. In a row, the keys are the ids of the table's columns.

        [tables.table6]
        label   = "表6"
        titel   = "開示請求の状況"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

    形式にないキーです。

    書き間違えたキーを黙って読み飛ばすと、書いた内容が失われます。メッセージは、そこに書けるキーと最も近いキーを
    示します。行の中のキーは、その表の列の id です。
    """
