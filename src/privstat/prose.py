"""Japanese text as it is compared: labels, and the figures that a sentence states."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from privstat.digits import KANJI, NUMBER, value_of

_REMEMBERED = 1_000  # labels and sentences, which a year's page has from the year before

# 一 and 三 stand in many words that are no numbers (一部, 三鷹市), so that something must be counted.
_COUNTED = (
    rf"[{KANJI}]{{1,20}}(?=件|人|回|枚|名|冊|通|点|円|課|種|つ|団体|機関|事務|項目|世帯|[かカヶケ箇]所|[かカヶケ箇]月)"
)
# Dates, fiscal years, and the numbers of tables, articles and telephones, which count nothing.
_NAMES = rf"""
      (?:[0-9]{{1,4}}|元|[{KANJI}]{{1,4}}) 年度? (?!間) (?: [0-9]{{1,2}}月 (?: [0-9]{{1,2}}日 )? )?
    | [0-9]{{1,2}} 月 (?: [0-9]{{1,2}}日 )?
    | (?: 表 | 図 | 注 | ※ | 第 | 様式 | 内線 ) [0-9{KANJI}]+ (?: [-の][0-9]+ )* (?: 条 | 項 | 号 | 回 | 表 )?
    | 0[0-9]{{1,4}}-[0-9]{{1,4}}-[0-9]{{3,4}}
"""
_DENIALS = ("ません", "ない", "なかった", "なし", "無し", "皆無", "ゼロ")
_ABOUT = rf"(?<![契条規予節制公])約[0-9{KANJI}]|およそ|ほぼ|余り"


@lru_cache(_REMEMBERED)
def figures(sentence: str) -> frozenset[Decimal]:
    """Return every number that a sentence may state: 46,896件, 3万808枚, 44・6%, 一件; years and 表4 are none."""
    plain = re.sub(_NAMES, " ", _folded(sentence), flags=re.VERBOSE)
    found = re.findall(f"{NUMBER}|{_COUNTED}", plain)
    return frozenset(reading for text in found for reading in _readings(text))


@lru_cache(_REMEMBERED)
def plain(label: str) -> str:
    """Return a label as it is compared: without spaces, and with plain digits, letters and signs."""
    return "".join(unicodedata.normalize("NFKC", label).split())


def states(sentence: str, figure: int | Decimal) -> bool:
    """Tell whether a sentence states a figure: as a number, roughly (約3万枚), or as nothing (行いませんでした)."""
    found, size = figures(sentence), abs(Decimal(figure))
    if size in found or (size == 0 and any(word in sentence for word in _DENIALS)):
        return True
    return bool(re.search(_ABOUT, _folded(sentence))) and any(abs(each - size) * 10 <= each for each in found)


def _folded(sentence: str) -> str:
    """Return the sentence with plain digits and signs, and without marks such as ①, which would become digits."""
    return unicodedata.normalize("NFKC", "".join(each for each in sentence if unicodedata.category(each) != "No"))


def _readings(text: str) -> Iterator[Decimal]:
    """Yield the values of a number; 44・6 is 44.6, or 44 and 6."""
    yield value_of(text)
    if "・" in text:
        yield from map(value_of, text.split("・"))
