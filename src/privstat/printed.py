"""Numbers and dates as print has them: 46,896件, 3万808枚, 44・6%, 令和2年8月, 2年度."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from privstat.digits import NUMBER, value_of
from privstat.period import ERAS, Era, FiscalYear, Month

MINUS = "△▲▵−-"
_ERA = (
    rf"(?:(?P<era>{'|'.join(era.ja for era in ERAS)})[ ]?(?P<of_era>元|[0-9]{{1,2}})"
    rf"|(?<![A-Za-z])(?P<letter>[{''.join(era.letter for era in ERAS)}])\.?(?P<of_letter>元|[0-9]{{1,2}})(?=[年./]))"
)
_DATE = re.compile(
    r"(?<![0-9,.])(?:"
    rf"(?:{_ERA}|(?P<western>[0-9]{{4}})(?=年|[./-][0-9]{{1,2}}(?![0-9]))|(?P<bare>[0-9]{{1,2}})(?=年))"
    r"(?P<year>年度?+)?+(?: ?(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?+"
    r"|(?<![年度])[./-](?P<month2>[0-9]{1,2})(?:[./-](?P<day2>[0-9]{1,2}))?+)?+"
    r"|(?P<month3>[0-9]{1,2})月(?:(?P<day3>[0-9]{1,2})日)?+"
    r")(?![0-9]|,[0-9]|[間目])"
)
_NEAR = 15  # years; a year printed without its era is one of those around it


class Numeral(NamedTuple):
    """A number on a page: where it stands, and what it says."""

    start: int
    end: int
    value: Decimal


class Date(NamedTuple):
    """A date on a page, or a part of one; `bare` where the year stands without its era (2年度)."""

    start: int
    end: int
    years: tuple[int, ...]  # those that it may mean; of the Western calendar; none where it names no year
    bare: bool
    fiscal: bool
    month: int | None
    day: int | None


def in_ascii(text: str) -> str:
    """Return the text with the digits and signs of ASCII for full-width and other ones; as long as it was.

    Circled and raised digits are marks, not numbers, and stay.
    """
    return text if text.isascii() else text.translate({ord(each): _folded(each) for each in set(text)})


def _folded(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


def numerals(text: str) -> Iterator[Numeral]:
    """Yield the numbers of a text in ASCII digits."""
    return (Numeral(found.start(), found.end(), value_of(found[0])) for found in re.finditer(NUMBER, text))


def dates(text: str) -> Iterator[Date]:
    """Yield the dates of a text in ASCII digits: fiscal years, years, months and days that there can be."""
    for found in _DATE.finditer(text):
        date = _date(found)
        if date.month not in (None, *range(1, 13)) or date.day not in (None, *range(1, 32)):
            continue
        if date.years or date.month:
            yield date


def _date(found: re.Match[str]) -> Date:
    month = found["month"] or found["month2"] or found["month3"]
    day = found["day"] or found["day2"] or found["day3"]
    return Date(
        found.start(),
        found.end(),
        _years(found),
        bool(found["bare"]),
        found["year"] == "年度",
        int(month) if month else None,
        int(day) if day else None,
    )


def _years(found: re.Match[str]) -> tuple[int, ...]:
    if found["western"]:
        return (int(found["western"]),)
    number = found["of_era"] or found["of_letter"] or found["bare"]
    if not number:
        return ()
    count = 1 if number == "元" else int(number)
    eras = [era for era in ERAS if found["bare"] or era.ja == found["era"] or era.letter == found["letter"]]
    # An era's last year is still printed for months after its end: 平成31年度, 平成31年12月.
    return tuple(_first(era) + count - 1 for era in eras if 1 <= count <= era.end[0] - _first(era) + 1)


def _first(era: Era) -> int:
    return era.start[0]


def year_is(printed: str, year: FiscalYear, near: FiscalYear) -> bool:
    """Tell whether print says a fiscal year; one without its era is read as the one nearest to another year."""
    found = list(dates(in_ascii(printed)))
    if not found:
        return printed.strip() == str(year.start) or not any(map(str.isdecimal, printed))
    return any(year.start in _meant(date, near.start) for date in found)


def month_is(printed: str, month: Month, near: FiscalYear, *, follows: bool) -> bool:
    """Tell whether print says a month, `follows` being whether it is the one that a row without a year means.

    A heading 「2年」 over a month from January on may be its calendar or its fiscal year.
    """
    date = next((date for date in dates(in_ascii(printed)) if date.month), None)
    if date is None:
        return not any(map(str.isdecimal, printed))
    years = _meant(date, near.start)
    if date.month != month.month or month.year in years:
        return date.month == month.month
    return follows and (not years or (date.bare and month.fiscal_year.start in years))


def _meant(date: Date, near: int) -> tuple[int, ...]:
    """Return the years that a date may mean: of those of several eras, the ones nearby."""
    return tuple(year for year in date.years if not date.bare or abs(year - near) <= _NEAR)
