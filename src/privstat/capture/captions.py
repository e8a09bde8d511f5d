"""What stands before a table: its number, its title, its unit, the date that it is of."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from privstat.grid import Passage

_NUMBERED = re.compile(
    r"(?P<label>(?:別?表|図表|別紙|資料)\s*[\dA-Z一二三四五六七八九十]+(?:[-−]\d+)?|第\s?\d+\s?表)[\s:.、]*(?P<title>.*)"
)
_SMALL = re.compile(r"(?P<label>\(\d+\)|\d+(?=[.、\s]))[.、\s]*(?P<title>[^\d\s].*)")
_BULLET = re.compile(r"(?P<label>)[●○■◆◇□▼▽◎★•◦]\s*(?P<title>\S.*)")
_UNIT = re.compile(r"[((]?単位\s*[::]\s*(?P<unit>[^))\s]+)[))]?")
_AS_OF = re.compile(r"[((【]?(?P<date>[^\s((【、]{2,14}(?:現在|時点))[))】]?")
_FURNITURE = re.compile(r"ページ|更新日|公開日|掲載日|ID[::]|☎|電話|内線|印刷")
_DATED = re.compile(r"(\S{1,14}?(?:現在|時点))[、,]")  # 4月現在、…
_LONGEST_TITLE = 80
_LONGEST_LINE = 300


class Caption(NamedTuple):
    """The number and title of a table as printed, its unit and its date; "" where there is none."""

    label: str = ""
    title: str = ""
    unit: str = ""
    as_of: str = ""


def caption_of(passages: Sequence[Passage], own: str = "") -> Caption:
    """Return the caption among the passages since the table before, or the one that the source ties to the table."""
    texts = [each.text for each in passages]
    unit = next((found["unit"] for text in [own, *reversed(texts)] if (found := _UNIT.search(text))), "")
    if own:
        return _split(own)._replace(unit=unit)
    for passage in reversed(passages):
        numbered = _split(passage.text)
        if numbered.label or _BULLET.fullmatch(passage.text):
            return numbered._replace(unit=unit)
    for passage in reversed(passages):
        if _may_be_title(passage.text):
            return _split(passage.text)._replace(unit=unit)
    return Caption(unit=unit)


def is_numbered(text: str) -> bool:
    """Tell whether a line is the caption of a table with a number."""
    return bool(_NUMBERED.fullmatch(_plain(text)))


def without_sharps(text: str) -> str:
    """Return a heading of Markdown without its sharps."""
    return re.sub(r"^\s*#{1,6}\s+", "", text)


def is_caption(text: str) -> bool:
    """Tell whether a line looks like the caption of a table, with a number or without."""
    return is_numbered(text) or bool(_BULLET.fullmatch(text))


def _plain(text: str) -> str:
    return text if "…" in text else unicodedata.normalize("NFKC", text)


def _split(text: str) -> Caption:
    text = text[:_LONGEST_LINE]
    bare = without_sharps(_UNIT.sub("", text)).strip()
    date = _AS_OF.search(bare)
    for pattern in (_NUMBERED, _SMALL, _BULLET):
        if found := pattern.fullmatch(_plain(bare)):
            # Only the number is normalised; the title stays as it is printed.
            length = len(found["title"])
            title = bare[len(bare) - length :] if length and len(_plain(bare)) == len(bare) else found["title"]
            return Caption(found["label"], title.strip(), as_of=date["date"] if date else "")
    return Caption("", bare, as_of=date["date"] if date else "")


def _may_be_title(text: str) -> bool:
    bare = _UNIT.sub("", text).strip()
    return bool(bare) and len(bare) <= _LONGEST_TITLE and "。" not in bare and not _FURNITURE.search(bare)


def with_dates(passages: Sequence[Passage]) -> list[Passage]:
    """Return the sentences that begin with a date."""
    return [passage for passage in passages if _DATED.match(passage.text)]


def mentioned_date(label: str, passages: Sequence[Passage]) -> str:
    """Return the date that a sentence about a table begins with: 4月現在、…は表8のとおりです。"""
    for passage in passages if label else ():
        found = _DATED.match(passage.text)
        if found and re.search(rf"(?<!別){re.escape(label)}(?!\d)", passage.text):
            return found[1]
    return ""
