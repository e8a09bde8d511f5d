"""Years that a printed text names, moved by some years: 令和2年度 → 令和3年度, 平成30年4月 → 平成31年4月."""

import re
from collections.abc import Set

from privstat.period import ERAS, FiscalYear, Month

_DIGIT = "[0-9０-９]"
_YEAR = re.compile(
    rf"(?P<era>{'|'.join(era.ja for era in ERAS)})?(?P<number>元|(?<!{_DIGIT}){_DIGIT}{{1,4}})"
    rf"(?:(?P<fiscal>年度)|年(?P<month>{_DIGIT}{{1,2}})月|(?P<year>年))"
    rf"|(?<!{_DIGIT})(?P<western>{_DIGIT}{{4}})(?!{_DIGIT})"
)
_FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}


def shifted(text: str, fiscal: Set[int], calendar: Set[int], by: int) -> str:
    """Return a text with the years that it surely means moved by some years, written in its own manner.

    `fiscal` has the fiscal years that it may mean, `calendar` the calendar years. A number without an era is a year
    before 年度, or before a month, and only where it is that of such a year.
    """
    return _YEAR.sub(lambda found: _moved(found, fiscal, calendar, by), text)


def names_a_year(text: str) -> bool:
    """Tell whether a text names a year; a bare 2年 is more often a duration."""
    return any(not found["year"] or found["era"] for found in _YEAR.finditer(text))


def _moved(found: re.Match[str], fiscal: Set[int], calendar: Set[int], by: int) -> str:
    if found["western"] or (found["number"] != "元" and int(found["number"]) > 999):
        number = found["western"] or found["number"]
        known = fiscal | calendar
    else:
        if found["year"] and not found["era"]:
            return found[0]
        number = (found["era"] or "") + found["number"]
        known = fiscal if found["fiscal"] else calendar
    for year in sorted(known):
        for name in _names(year, found):
            if _plain(number) == name:
                new = _names(year + by, found)[_names(year, found).index(name)]
                return found[0].replace(number, _as_wide_as(number, new), 1)
    return found[0]


def _names(year: int, found: re.Match[str]) -> tuple[str, ...]:
    """Return a year as 2020, 令和2 and 2."""
    if found["fiscal"]:
        label = FiscalYear(year).era_label.removesuffix("年度")
    else:
        label = Month(year, int(found["month"] or 12)).label("ja").partition("年")[0]
    return (str(year), label, label[2:])


def _plain(number: str) -> str:
    return "".join(str(int(each)) if each.isdecimal() else each for each in number)


def _as_wide_as(old: str, new: str) -> str:
    return new.translate(_FULL_WIDTH) if re.search("[０-９]", old) else new
