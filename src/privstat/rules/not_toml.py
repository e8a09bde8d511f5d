from privstat.errors import NOT_TOML
from privstat.validate import fault_rule


@fault_rule(NOT_TOML)
def not_toml() -> None:
    """The file is not TOML.

    A dataset is UTF-8 text in TOML 1.0. The message says where the text stops being TOML and, for the usual
    slips, what to write instead: a Japanese key stands in quotes, numbers have no separators and no leading
    zeros, signs and digits are ASCII, a month stands in quotes. A key that stands twice, nesting deeper than
    32 levels and keys of more than 32 parts are refused as well.

        [tables.table6]
        請求件数 = 59

    ファイルが TOML ではありません。

    データセットは UTF-8 の TOML 1.0 です。メッセージは、読めなくなった位置と、よくある書き間違いなら正しい書き方を
    示します。日本語のキーと月は引用符で囲み、数に桁区切りや先頭の 0 は書かず、記号と数字は半角にします。
    同じキーが二度あるもの、32 段を超える入れ子、32 個を超える部分からなるキーも受け付けません。
    """
