"""Years and months as rows are labelled with: eras left out, carried down, ranges, January to March rolled over."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from privstat.period import ERAS, BadYear, FiscalYear, Month

_ERA = "|".join(era.ja for era in ERAS)
_YEAR = rf"(?:(?P<era>{_ERA})\s*)?(?P<number>元|\d{{1,2}})"
_FISCAL = re.compile(rf"(?:{_YEAR}|(?P<western>\d{{4}}))\s*(?P<unit>年度)?")
_MONTH = re.compile(rf"(?:(?:{_YEAR}|(?P<western>\d{{4}}))年)?\s*(?P<month>1[0-2]|[1-9])月(?:分)?")
_DAY = rf"({_ERA})(元|\d{{1,2}})年(\d{{1,2}})月(\d{{1,2}})日"
_DAY_ONLY = re.compile(_DAY)
_RANGE = re.compile(rf"{_DAY}\s*(?:[~~〜―-]|から)\s*{_DAY}(?:まで)?")
_PAGE_YEAR = re.compile(rf"(?:(?:{_ERA})\s?(?:元|\d{{1,2}})|\d{{4}})年度")
_YEAR_END = re.compile(rf"({_ERA})(元|\d{{1,2}})年3月(?:31日|末)")


class Moment(NamedTuple):
    """A calendar day."""

    year: int
    month: int
    day: int

    @property
    def iso(self) -> str:
        """2015-03-31."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def plain(label: str) -> str:
    """Return a label of time as it is compared."""
    return unicodedata.normalize("NFKC", label).strip()


def page_years(texts: Sequence[str]) -> set[FiscalYear]:
    """Return the fiscal years that the prose of a page names in full; without any, those at whose end it stands."""
    found = {year for text in texts for year in map(_fiscal, _PAGE_YEAR.findall(plain(text))) if year}
    if found:
        return found
    ends = [end for text in texts for end in _YEAR_END.findall(plain(text))]
    return {FiscalYear(year - 1) for year in (_calendar(era, number) for era, number in ends) if year}


def _fiscal(text: str) -> FiscalYear | None:
    try:
        return FiscalYear.parse(text)
    except BadYear:
        return None


def _calendar(era_name: str, number: str) -> int | None:
    era = next(era for era in ERAS if era.ja == era_name)
    year = era.start[0] - 1 + (1 if number == "元" else int(number))
    return year if year <= era.end[0] else None


def are_fiscal_years(labels: Sequence[str], heading: str) -> bool:
    """Tell whether labels of rows are fiscal years: each ends with 年度 or is a range, or the heading says so."""
    found = [plain(label) for label in labels]
    return bool(found) and all(
        _RANGE.fullmatch(label) or ((match := _FISCAL.fullmatch(label)) and (match["unit"] or "年度" in heading))
        for label in found
    )


def are_months(labels: Sequence[str]) -> bool:
    """Tell whether labels of rows are months."""
    return bool(labels) and all(_MONTH.fullmatch(plain(label)) for label in labels)


def day_of(label: str) -> Moment | None:
    """Return the day that a label is: 平成27年3月31日, or None."""
    found = _DAY_ONLY.fullmatch(plain(label).replace("現在", "").replace("時点", ""))
    return _moment(*found.groups()) if found else None


def _moment(era: str, number: str, month: str, day: str) -> Moment | None:
    year = _calendar(era, number)
    fits = year is not None and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return Moment(year or 0, int(month), int(day)) if fits else None


def fiscal_years(labels: Sequence[str], page_year: FiscalYear | None) -> list[FiscalYear | None]:
    """Return the year of each label, None where it is not certain.

    An era that is left out is that of the last full label, as long as the years go on; where there is none, the
    labels have to be the years that end with that of the page.
    """
    found = [_full_year(plain(label)) for label in labels]
    numbers = [_FISCAL.fullmatch(plain(label)) for label in labels]
    for index in range(1, len(found)):
        before, number = found[index - 1], numbers[index]
        if found[index] is None and before and number and number["number"]:
            follower = FiscalYear(before.start + 1)
            found[index] = follower if number["number"] in _numbers(follower) else None
    if page_year and any(year is None for year in found):
        ending = [FiscalYear(page_year.start - back) for back in range(len(labels) - 1, -1, -1)]
        if all(
            year == known if known else number and number["number"] in _numbers(year)
            for year, known, number in zip(ending, found, numbers, strict=True)
        ):
            return list(ending)
    return found


def _full_year(label: str) -> FiscalYear | None:
    if found := _RANGE.fullmatch(label):
        first, last = _moment(*found.groups()[:4]), _moment(*found.groups()[4:])
        whole = first and last and (first[1:], last[1:], last.year) == ((4, 1), (3, 31), first.year + 1)
        return FiscalYear(first.year) if first and whole else None
    match = _FISCAL.fullmatch(label)
    return _fiscal(label) if match and (match["era"] or match["western"]) else None


def _numbers(year: FiscalYear) -> tuple[str, ...]:
    """Return how a year is numbered: fiscal 2019 is both 31 and 元."""
    number = year.era_label[2:].removesuffix("年度")
    return (number, "31", "1") if year.start == 2019 else (number,)


def months(labels: Sequence[str], page_year: FiscalYear | None) -> list[Month | None]:
    """Return the month of each label, None where it is not certain.

    The months of a table are those of one fiscal year; what is printed of years has to agree, an era that is left
    out being that of the last full label.
    """
    matches = [_MONTH.fullmatch(plain(label)) for label in labels]
    anchor, era = page_year, ""
    for match in matches:
        era = (match and match["era"]) or era
        if match and (match["era"] or match["western"]):
            anchor = Month(_printed_year(match, era) or 0, int(match["month"])).fiscal_year
            break
    found: list[Month | None] = []
    era = ""
    for match in matches:
        era = (match and match["era"]) or era
        month = _month_in(anchor, int(match["month"])) if match and anchor else None
        year = _printed_year(match, era) if match else None
        has_year = match and (match["number"] or match["western"])
        found.append(month if month and (not has_year or year == month.year) else None)
    return (
        found
        if len({month for month in found if month}) == sum(month is not None for month in found)
        else [None] * len(found)
    )


def _printed_year(match: "re.Match[str]", era: str) -> int | None:
    if match["western"]:
        return int(match["western"])
    return _calendar(era, match["number"]) if match["number"] and era else None


def _month_in(year: FiscalYear, month: int) -> Month:
    return Month(year.start + (month < 4), month)
