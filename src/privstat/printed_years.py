"""Years and months in printed texts: 令和2年度, 2年8月, R2, 2020年度. An era that is left out may be any."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from privstat.period import ERAS

_NAMES = {name: era for era in ERAS for name in (era.ja, era.letter)}
_NUMBER = r"(元|\d{1,4})"
_YEAR = re.compile(rf"(?:({'|'.join(_NAMES)})\.?)?{_NUMBER}年(度)?(?:(1[0-2]|0?[1-9])月)?")
_BARE = re.compile(rf"({'|'.join(_NAMES)})?\.?{_NUMBER}")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")


class PrintedYear(NamedTuple):
    """A year in a text: those that it may be, whether it says 年度, and the month after it, if any."""

    years: frozenset[int]
    fiscal: bool
    month: int | None


def printed_years(text: str) -> Iterator[PrintedYear]:
    """Yield the years that a text names."""
    for found in _YEAR.finditer(_plain(text)):
        fiscal = bool(found[3])
        yield PrintedYear(_years(found[1], found[2], fiscal), fiscal, int(found[4]) if found[4] else None)


def bare_years(text: str) -> Iterator[PrintedYear]:
    """Yield the fiscal year that a text is without saying so: 令和2, R2, 12."""
    if found := _BARE.fullmatch(_plain(text)):
        yield PrintedYear(_years(found[1], found[2], fiscal=True), fiscal=True, month=None)


def printed_months(text: str) -> set[int]:
    """Return the months that a text names."""
    return {int(number) for number in _MONTH.findall(_plain(text))}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _years(era: str | None, number: str, fiscal: bool) -> frozenset[int]:
    """Return the years that a number may be, of one era or of any; none where the era had no such year."""
    count = 1 if number == "元" else int(number)
    if era is None and count > 999:
        return frozenset({count})
    eras = ERAS if era is None else (_NAMES[era],)
    named = {each.start[0] - 1 + count: each for each in eras}
    first = (4, 1) if fiscal else (1, 1)  # 昭和64年 had seven days, but no April
    return frozenset(year for year, each in named.items() if count and (year, *first) < each.end)
