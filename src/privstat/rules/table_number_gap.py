import re
from collections.abc import Iterator
from itertools import islice

from privstat.model import Dataset
from privstat.prose import plain
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import Message, Text

_MOST_GAPS = 100  # of a source; a label such as 表9999 is a slip itself


@rule("P002", "table-number-gap")
def table_number_gap(dataset: Dataset) -> Iterator[Verdict]:
    """A table number that is neither captured nor known to be absent from the page.

    A source lists every table number that its page prints. Each must be the label of a table here, every
    table here must be on the list, and a number that the page skips is listed under `absent`. So a table that
    was overlooked shows.

        [tables.table1]
        label   = "表1"
        title   = "請求件数"
        columns = [{ id = "requests", ja = "請求件数" }]
        rows    = [{ requests = 59 }]

        [tables.table3]
        label   = "表3"
        title   = "審査請求"
        columns = [{ id = "reviews", ja = "審査請求" }]
        rows    = [{ reviews = 1 }]

    記録されておらず、紙面にないとも分かっていない表番号です。

    出典には、紙面にある表番号をすべて書きます。それぞれの表がここに記録されていて、ここにある表はすべて一覧に載って
    いなければなりません。紙面で飛んでいる番号は absent に書きます。こうして、見落とした表が分かります。
    """
    for source in dataset.sources:
        captured = {plain(table.label): table for table in dataset.tables if table.source == source}
        printed, absent = (list(map(plain, numbers)) for numbers in (source.numbers, source.absent))
        listed = set(printed)
        for number in printed:
            if number not in captured:
                yield failed(_sentence(_NOT_CAPTURED, number), source.origin.at("tables"))
        for number, table in captured.items():
            if number in listed:
                yield PASSED
            else:
                yield failed(_sentence(_NOT_LISTED, number), table.origin.at("label"), source.origin.at("tables"))
        for number in absent:
            if number in listed or number in captured:
                yield failed(_sentence(_NOT_ABSENT, number), source.origin.at("absent"))
            else:
                yield PASSED
        for number in islice(_gaps(printed, absent), _MOST_GAPS):
            yield failed(_sentence(_GAP, number), source.origin.at("tables"))


_NOT_CAPTURED = Text(
    en="{number} is on the page, but not in this file",
    ja="{number}は紙面にありますが、このファイルにありません",
)
_NOT_LISTED = Text(en="{number} is not among the tables of its source", ja="{number}が、出典の tables にありません")
_NOT_ABSENT = Text(
    en="{number} is listed as absent, but it is here", ja="{number}は absent にありますが、実際にはあります"
)
_GAP = Text(
    en="the page skips {number}; if so, list it under 'absent'",
    ja="{number}が飛んでいます。紙面にないなら absent に書いてください",
)


def _sentence(template: Text, number: str) -> Message:
    return Message(template, {"number": number})


def _gaps(printed: list[str], absent: list[str]) -> Iterator[str]:
    """Yield the numbers from 1 to the highest of each kind (表, 別表, 表2-) that are in neither list."""
    known = {step for label in (*printed, *absent) for step in _steps(label)}
    highest: dict[tuple[str, str], int] = {}
    for before, number, after in (step for label in printed for step in _steps(label)):
        highest[before, after] = max(highest.get((before, after), 0), number)
    for (before, after), last in highest.items():
        for number in range(1, last + 1):
            if (before, number, after) not in known:
                yield f"{before}{number}{after}"


def _steps(label: str) -> Iterator[tuple[str, int, str]]:
    """Yield the numbers in a label, with what stands before and after: 表2-1 is number 2 of 表, and 1 of 表2-."""
    if found := re.fullmatch(r"(\D*)(\d{1,4})(?:([-‐−–.・の])(\d{1,4}))?(表|図)?(?:\(.*)?", label):
        before, number, dash, inner, after = found.groups(default="")
        yield before, int(number), after
        if inner:
            yield f"{before}{number}{dash}", int(inner), after
