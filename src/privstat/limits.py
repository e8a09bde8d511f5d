"""How much a source may ask for before it is refused, and the variables that change that."""

import os
from typing import NamedTuple

from privstat.errors import UnreadableFile
from privstat.words import Message, Text

_MOST = 10**12


class Limit(NamedTuple):
    """A limit: how much is usual, the environment variable that changes it, and the sentence that names both."""

    usual: int
    variable: str
    sentence: Text

    @property
    def value(self) -> int:
        """The limit that holds: that of the variable, where it is a number."""
        asked = os.environ.get(self.variable, "")
        # Python neither converts nor reads arbitrarily much.
        return min(int(asked[:18]), _MOST) if asked.isascii() and asked.isdigit() else self.usual

    def passed(self, path: str, found: int = 0) -> UnreadableFile:
        """Return the error of a source that asks for more."""
        facts = {"found": found, "limit": self.value, "variable": self.variable}
        return UnreadableFile(path, Message(self.sentence, facts))


TOO_MANY_BYTES = Text(
    en="{found:,} bytes are more than the limit of {limit:,}; ${variable} raises it",
    ja="{found:,} バイトあり、上限の {limit:,} を超えています。上限は ${variable} で変えられます",
)
BYTES = Limit(10_000_000, "PRIVSTAT_MAX_PAGE_BYTES", TOO_MANY_BYTES)
CHARACTERS = Limit(
    500_000,  # the longest pages of municipalities have a third; the worst text of this length takes ten seconds
    "PRIVSTAT_MAX_PAGE_CHARACTERS",
    Text(
        en="its text has more than {limit:,} characters; ${variable} raises this limit",
        ja="テキストが上限の {limit:,} 文字を超えています。上限は ${variable} で変えられます",
    ),
)
UNPACKED = Limit(
    60_000_000,
    "PRIVSTAT_MAX_PAGE_UNPACKED",
    Text(
        en="it unpacks to {found:,} bytes, and the limit is {limit:,}; ${variable} raises it",
        ja="展開すると {found:,} バイトになり、上限の {limit:,} を超えます。上限は ${variable} で変えられます",
    ),
)
CELLS = Limit(
    100_000,
    "PRIVSTAT_MAX_PAGE_CELLS",
    Text(
        en="its tables have more than {limit:,} cells; ${variable} raises this limit",
        ja="表のセルが上限の {limit:,} 個を超えています。上限は ${variable} で変えられます",
    ),
)
SECONDS = Limit(
    8,  # with what comes before and after, ten
    "PRIVSTAT_MAX_PAGE_SECONDS",
    Text(
        en="reading it takes more than {limit:,} s; ${variable} raises this limit",
        ja="読むのに上限の {limit:,} 秒を超える時間がかかります。上限は ${variable} で変えられます",
    ),
)
MEGABYTES = Limit(
    400,
    "PRIVSTAT_MAX_PAGE_MEGABYTES",
    Text(
        en="reading it takes more than {limit:,} MB of memory, or breaks its reader; ${variable} raises this limit",
        ja="読むのに上限の {limit:,} MB を超えるメモリーが要るか、読むプログラムが壊れます。"
        "上限は ${variable} で変えられます",
    ),
)
