"""Fiscal years, months and eras: 2020 ⇄ 令和2年度, 2021-01 ⇄ 令和3年1月.

A Japanese fiscal year runs from April to March and is named by the year in which it starts.
"""

import re
import unicodedata
from typing import NamedTuple

from privstat.errors import PrivstatError
from privstat.words import Language, Message, Text, message


class Era(NamedTuple):
    """An era: its names, and its first day."""

    ja: str
    letter: str
    start: tuple[int, int, int]  # year, month, day
    end: tuple[int, int, int]  # the first day of the next era

    def year_name(self, year: int) -> str:
        """Return 令和元 or 令和2 for a calendar or fiscal year."""
        number = year - self.start[0] + 1
        return f"{self.ja}{'元' if number == 1 else number}"


ERAS = (
    Era("令和", "R", (2019, 5, 1), (10000, 1, 1)),
    Era("平成", "H", (1989, 1, 8), (2019, 5, 1)),
    Era("昭和", "S", (1926, 12, 25), (1989, 1, 8)),
    Era("大正", "T", (1912, 7, 30), (1926, 12, 25)),
    Era("明治", "M", (1868, 10, 23), (1912, 7, 30)),
)
FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 1886, 2999  # fiscal years begin in April since 1886

_WESTERN = r"(?:fy ?)?(\d{4}) ?(?:年度)?"
_ERA = f"{'|'.join(era.ja for era in ERAS)}|[{''.join(era.letter for era in ERAS)}]"
_JAPANESE = rf"({_ERA})\.? ?(元|[1-9]\d{{0,2}}) ?(?:年度?)?"
_MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class BadYear(PrivstatError):
    """A text that names no fiscal year."""

    def __init__(self, text: str, why: Message | None = None) -> None:
        self.text = text
        super().__init__(
            message(
                en="'{text}' is not a fiscal year{why}; write 2020, fy2020, 令和2年度, 令和2 or R2",
                ja="「{text}」は年度ではありません{why}。2020、fy2020、令和2年度、令和2、R2 のように書いてください",
                text=text,
                why=why or "",
            )
        )


class FiscalYear(NamedTuple):
    """April of `start` to March of the next year."""

    start: int

    @classmethod
    def parse(cls, text: str) -> "FiscalYear":
        """Return the year that `text` names: 2020, fy2020, 令和2年度, 令和2, R2, 平成31年度 (= 令和元年度).

        Raises BadYear where the text has no era and no four digits (2年度), or the era had no such year.
        """
        plain = unicodedata.normalize("NFKC", text).strip()
        if western := re.fullmatch(_WESTERN, plain, re.IGNORECASE):
            year = cls(int(western[1]))
        elif japanese := re.fullmatch(_JAPANESE, plain, re.IGNORECASE):
            era = next(era for era in ERAS if japanese[1].upper() in (era.ja, era.letter))
            year = cls(era.start[0] - 1 + (1 if japanese[2] == "元" else int(japanese[2])))
            if not year._meets(era):
                why = message(en=": {era} was over before it began", ja="({era}はその前に終わっています)", era=era.ja)
                raise BadYear(text, why)
        else:
            raise BadYear(text)
        if not FIRST_FISCAL_YEAR <= year.start <= LAST_FISCAL_YEAR:
            raise BadYear(text)
        return year

    def _meets(self, era: Era) -> bool:
        return era.start < (self.start + 1, 4, 1) and (self.start, 4, 1) < era.end

    @property
    def era_label(self) -> str:
        """令和2年度."""
        # FY2019 began in 平成31年, but the whole year is officially 令和元年度.
        first_day = (2019, 5, 1) if self.start == 2019 else (self.start, 4, 1)
        return f"{_era_on(first_day).year_name(self.start)}年度"

    @property
    def words(self) -> Text:
        """The year in both languages: 令和2年度, FY2020."""
        return Text(ja=self.era_label, en=f"FY{self.start}")

    def label(self, lang: Language) -> str:
        """Return 令和2年度 or FY2020."""
        return self.words.to(lang)

    def months(self) -> "tuple[Month, ...]":
        """Return the twelve months, April first; January to March are in the next calendar year."""
        return tuple(Month(self.start + (month < 4), month) for month in (*range(4, 13), *range(1, 4)))


class Month(NamedTuple):
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """Return the month of `2020-04`, or None where the text is not one."""
        found = re.fullmatch(_MONTH, text)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def fiscal_year(self) -> FiscalYear:
        """The fiscal year that the month belongs to."""
        return FiscalYear(self.year - (self.month < 4))

    @property
    def iso(self) -> str:
        """2020-04."""
        return f"{self.year:04}-{self.month:02}"

    def label(self, lang: Language) -> str:
        """Return 令和2年4月 or April 2020; a month in which the era changed bears the new one."""
        if lang == "en":
            return f"{_MONTHS_EN[self.month - 1]} {self.year}"
        return f"{_era_on((self.year, self.month, 31)).year_name(self.year)}年{self.month}月"


def _era_on(day: tuple[int, int, int]) -> Era:
    return next(era for era in ERAS if era.start <= day)
