"""What CSV and TSV have in common: records as rows under one row of ASCII names."""

from collections.abc import Iterator
from decimal import Decimal

from privstat.sheet import View
from privstat.visible import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(view: View) -> Iterator[list[str]]:
    """Yield the header and the records as texts; a text that a spreadsheet would run begins with an apostrophe."""
    names, records = view.records()
    yield list(names)
    for record in records:
        yield [_cell(record.get(name)) for name in names]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    text = one_line(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
