"""Printed figures → values: ４６,８９６件, △46, 3万808枚, 79.90%, 120 (3), －, …, x.

Note marks are taken off before anything is normalised: NFKC makes 591 of 59①.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from privstat.codelists import Status
from privstat.digits import DIGITS, NUMBER, number_of, value_of
from privstat.printed import MINUS

SYMBOLS = {  # what a symbol most often stands for; a publisher may mean something else
    **dict.fromkeys("－-―‐–—−", Status.NIL),
    "…": Status.NOT_AVAILABLE,
    "...": Status.NOT_AVAILABLE,
    **dict.fromkeys("xXχ", Status.SUPPRESSED),
}
UNITS = "件|人|枚|回|面|名|通|冊|事務|業務|種類|か所|箇所|機関|%|‰|円|世帯"
_REMEMBERED = 20_000  # cells of a page, each of which is looked at several times
_LONGEST_FUSED = 200
_LONGEST = 40  # characters of a figure with all that is printed around it
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"  # of which NFKC makes digits: 59¹ is not 591
_MARK = (
    rf"[(\uff08\[【〔](?:注|※|\*|備考)\s*[\d{_RAISED}]*[)\uff09\]】〕]"
    rf"|(?:注[\d{_RAISED}]+|※[\d{_RAISED}]*|\*\d+|[\u2460-\u2473]|[{_RAISED}]+)"
)
_MARKS = re.compile(rf"(?:\s*(?:{_MARK}))+\s*$")
SIGNED = rf"(?P<sign>[+{MINUS}]?)\s*(?P<number>{NUMBER})"
_FIGURE = re.compile(rf"{SIGNED}\s*(?P<unit>{UNITS})?(?:\s*\(\s*(?P<bracket>{DIGITS})\s*\))?")
_TOO_LARGE = 10**15  # for a dataset

_FUSED = re.compile(r"(?P<label>.*[^\d,.(×÷=+/#:\-])?(?P<digits>\d[\d,]*)")


class Figure(NamedTuple):
    """A figure that was read: its value, or the status that says why there is none, and what was printed around it.

    `bracket` is the number that stands in brackets behind it, of which only a note or a heading can tell the meaning.
    """

    value: int | Decimal | None
    status: Status = Status.NORMAL
    unit: str = ""
    bracket: int | None = None
    symbol: str = ""


@lru_cache(_REMEMBERED)
def fused(text: str) -> tuple[str, str] | None:
    """Return label and digits of a text that has lost its borders, or None: 開示請求23023, 1,576252581,599."""
    if figure(text) is not None:
        return None
    found = len(text) <= _LONGEST_FUSED and _FUSED.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    return (found["label"] or "", found["digits"]) if found else None


@lru_cache(_REMEMBERED)
def without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a printed text without the note marks at its end, and the marks without brackets: 処理状況, (注1,)."""
    found = _MARKS.search(text, max(len(text) - _LONGEST, 0))
    if not found or not found.start():
        return text.strip(), ()
    marks = tuple(mark_of(mark[0]) for mark in re.finditer(_MARK, found[0]))
    return text[: found.start()].strip(), marks


def mark_of(text: str) -> str:
    """Return a note mark as it is written in datasets: without brackets, with ASCII digits."""
    bare = text.strip().strip("()\uff08\uff09[]【】〔〕").replace(" ", "")
    return bare if re.match(rf"[\u2460-\u2473{_RAISED}]", bare) else unicodedata.normalize("NFKC", bare)


@lru_cache(_REMEMBERED)
def figure(text: str) -> Figure | None:
    """Return the figure that a cell without note marks holds, or None where it holds something else."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    if not bare:
        return Figure(None, Status.BLANK)
    if bare in SYMBOLS:
        return Figure(None, SYMBOLS[bare], symbol=bare)
    found = _FIGURE.fullmatch(unicodedata.normalize("NFKC", bare))
    if not found:
        return None
    value, bracket = signed(found), found["bracket"]
    part = None if bracket is None else int(value_of(bracket))
    if not -_TOO_LARGE < value < _TOO_LARGE or (part or 0) >= _TOO_LARGE:
        return None
    return Figure(value, unit=found["unit"] or "", bracket=part)


def signed(found: "re.Match[str]") -> int | Decimal:
    """Return the value of what SIGNED has found."""
    value = number_of(found["number"])
    return -value if found["sign"] and found["sign"] in MINUS else value
