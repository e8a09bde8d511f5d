"""Whom the page says to ask: offices and extensions, which head sections; telephones, whose numbers are no figures."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.capture.captions import is_caption, without_sharps
from privstat.capture.sketch import DraftIgnored, DraftSection
from privstat.grid import Grid, Page, Passage
from privstat.printed import in_ascii
from privstat.words import Text

_EXTENSION = re.compile(r"内線\s*[:(]?\s*(?P<number>[0-9]{2,5})(?![0-9-])")
_OFFICE = re.compile(
    r"(?P<office>[^\s☎☏:()【】、。]{1,24}(?:課|室|係|局|部|所|班|担当|センター|グループ))[\s☎☏:(]*(?=内線)"
)
_DASH = r"[-‐−–ー)]"
_TELEPHONE = rf"(?<![0-9])\(?0[0-9]{{1,4}}\s?[-‐−–ー()]\s?[0-9]{{1,4}}\s?{_DASH}\s?[0-9]{{3,4}}(?![0-9])"
_IGNORED = (
    (
        re.compile(
            r"〒\s*[0-9]{3}\s?[-‐−–ー]\s?[0-9]{4}(?![0-9])(?:\s*[^\s0-9、。☎]{2,30}[0-9][0-9\-‐−–ー丁目番地号の]*)?"
        ),
        Text(en="address", ja="所在地"),
    ),
    (
        re.compile(rf"(?:(?:電話|TEL|Tel|FAX|Fax|ファク?ッ?クス|ファクシミリ|直通|代表|☎|☏)[番号\s:(.]*)?{_TELEPHONE}"),
        Text(en="telephone", ja="電話番号"),
    ),
    (_EXTENSION, Text(en="telephone extension", ja="内線番号")),
    (
        re.compile(r"(?:ページ|記事)\s?(?:ID|番号)\s*:?\s*[0-9]{1,12}(?![0-9])"),
        Text(en="number of the web page", ja="ページ番号"),
    ),
)
_LONGEST = 2_000  # characters of a line in which a telephone is looked for
_MOST = 200  # stretches that are proposed


class _Contact(NamedTuple):
    office: str
    extension: str


def sections_of(page: Page, tables: Sequence[int]) -> dict[int, DraftSection]:
    """Return the section that tables stand in: below a heading with an office and its extension.

    `tables` are the positions of their grids among the parts of the page, in its order. What has no table is no
    section: at the end of a page such a line says whom to ask about all of it.
    """
    found = [
        (at, heading, contact)
        for at, (heading, below) in enumerate(pairwise(page.parts))
        if isinstance(heading, Passage) and isinstance(below, Passage) and _is_heading(heading.text)
        if (contact := _contact(below.text))
    ]
    begins = [at for at, _, _ in found]
    headed: dict[int, DraftSection] = {}
    numbers: dict[int, int] = {}
    for table in tables:
        index = bisect(begins, table) - 1
        if index >= 0:
            _, heading, contact = found[index]
            number = numbers.setdefault(index, len(numbers) + 1)
            headed[table] = DraftSection(f"section-{number}", without_sharps(heading.text), *contact, heading.place)
    return headed


def _is_heading(text: str) -> bool:
    return len(text) <= 80 and not text.endswith("。") and not is_caption(text) and not _contact(text)


def _contact(text: str) -> _Contact | None:
    """Return the office of a line and its extension, where it has one of each and no sentence."""
    plain = in_ascii(text[:_LONGEST])
    offices, numbers = list(_OFFICE.finditer(plain)), list(_EXTENSION.finditer(plain))
    if "。" in text or len(offices) != 1 or len(numbers) != 1:
        return None
    return _Contact(text[slice(*offices[0].span("office"))], text[slice(*numbers[0].span("number"))])


def ignored_in(page: Page, sections: Iterable[DraftSection]) -> Iterator[DraftIgnored]:
    """Yield the stretches of the page that are numbers of telephones, addresses and web pages, each once.

    The extensions of sections are told there.
    """
    known = {(section.place, section.extension) for section in sections}
    taken: set[str] = set()
    for before, part in pairwise((None, *page.parts)):
        if part is None or isinstance(part, Grid):
            continue
        for text, why in stretches(part.text):
            is_told = before is not None and any(
                place == before.place and text.endswith(extension) for place, extension in known
            )
            if not is_told and text not in taken and len(taken) < _MOST:
                taken.add(text)
                yield DraftIgnored(text, why, part.place)


def stretches(text: str) -> Iterator[tuple[str, Text]]:
    """Yield the stretches of a line whose numbers are no figures, and why."""
    plain = in_ascii(text)
    if len(text) <= _LONGEST:
        for pattern, why in _IGNORED:
            yield from ((text[slice(*found.span())], why) for found in pattern.finditer(plain))
