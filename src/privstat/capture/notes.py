"""Footnotes as they stand under a table: mark, text, and the reason that their wording proposes."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from privstat.capture.captions import is_numbered
from privstat.codelists import Reason
from privstat.figures import mark_of
from privstat.grid import Passage
from privstat.place import Place

_MARKED = re.compile(
    r"[\s•・◦]*(?P<mark>[((\[【]?(?:注\s*[\d0-9]*|※\s*[\d0-9]*|\*\s*\d*|備考\s*\d*)[))\]】]?|[\u2460-\u2473])"
    r"[\s::.．、]*(?P<text>\S.*)"
)
_REASONS = (
    (Reason.OVERLAP, r"(?=.*(?:複数|重複|1件の請求|1件の請求|請求1件))(?=.*(?:一致し|同数と|合致し|合計と))"),
    (Reason.ROUNDING, r".*(?:四捨五入|端数|切り捨て)"),
    (Reason.PROVISIONAL, r".*(?:速報|暫定)"),
    (Reason.REVISED, r".*(?:訂正し|修正し|改訂)"),
    (Reason.SUPPRESSED, r".*秘匿"),
    (Reason.DEFINITION, r".*(?:とは、|をいう|を言い|等を言|=|=|÷)"),
    (Reason.OF_WHICH, r".*(?:内数|うち|再掲)"),
    (Reason.CARRY_OVER, r".*(?:繰り?越|前年度からの|翌年度|処理中|継続中)"),
    (Reason.EXCLUDES, r".*(?:除く|除い|含まない|含まれ?ません|含んでいません)"),
    (Reason.INCLUDES, r".*(?:含む|含み|含んだ|含めた|含まれ)"),
    (Reason.BREAK, r".*(?:改正により|集計方法|計上方法|数え方|から集計)"),
)
_SENTENCE = re.compile(r"[^●○■◆◇□]*。$")


class RawNote(NamedTuple):
    """A note as it stands: its mark without brackets, "" where none is printed, its text, its proposed reason."""

    mark: str
    text: str
    reason: Reason
    place: Place


def notes_in(passages: Sequence[Passage], last_line: int) -> Iterator[RawNote]:
    """Yield the notes among the passages after a table, the last line of which is given.

    A sentence without a mark is a note only where it follows the table at once. With a heading something else begins.
    """
    adjacent = last_line
    for passage in passages:
        if is_numbered(passage.text):
            return
        if found := _MARKED.fullmatch(passage.text):
            yield RawNote(mark_of(found["mark"]), found["text"], reason_of(found["text"]), passage.place)
            adjacent = passage.place.line
        elif passage.place.line == adjacent + 1 and _SENTENCE.fullmatch(passage.text):
            yield RawNote("", passage.text, reason_of(passage.text), passage.place)
            adjacent = passage.place.line
        elif "。" not in passage.text:
            return


def reason_of(text: str) -> Reason:
    """Return the reason that the wording of a note proposes."""
    return next((reason for reason, pattern in _REASONS if re.match(pattern, text)), Reason.OTHER)


def is_about_totals(text: str) -> bool:
    """Tell whether a note about figures that do not add up speaks of the total of rows, and not of parts in a row."""
    return bool(re.search(r"合計欄|実施機関ごと|機関別の合計|各課の合計", text))
