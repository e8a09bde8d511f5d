"""Lines of a text, and what stands on them."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from privstat.figures import figure, fused

_GAPS = re.compile(r"\s*(?:[::](?=\s*[\d△▲])|(?:…|‥|\.{3,}|・{2,})+(?=\s*[\d△▲]))\s*|\s+")  # 開示:35件, 開示……35件
_SENTENCE = re.compile(r"。|^https?:")
_FURNITURE = re.compile(r"^(?:更新日|公開日|掲載日|ページ|印刷|登録日)|ID[::]|☎|電話|内線|FAX|TEL", re.IGNORECASE)
_UNIT = re.compile(r"[((]?単位\s*[::]")
_CAPTION = re.compile(
    r"^(?:(?:別?表|図表?|資料|別紙)\s*[\dA-Z一二三四五六七八九十]+|[●○■◆◇□▼▽◎★【]|第\d+表"
    r"|\(?\d+\)\s*[^\d\s]|\(?\d+\)?[.、\s]\s*[^\d\s(△▲\-…]\S*$)"
)
_NOTE = re.compile(r"^[\s•・◦]*[(\[【]?(?:注|※|\*|備考|[\u2460-\u2473]\D)|^[•◦]")
_LONGEST_ROW = 500  # characters of a row without tabs or bars
_BRACKETED = re.compile(r"\(\d[\d,]*\)")


class Line(NamedTuple):
    """A line of a text and its number, which counts from 1."""

    number: int
    text: str


class Piece(NamedTuple):
    """A piece of a line, and where it stands."""

    text: str
    line: int
    column: int

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a symbol in place of one, or a number in brackets."""
        return bool(self.text) and (figure(self.text) is not None or self.is_bracket)

    @property
    def is_bracket(self) -> bool:
        """Whether it is a number in brackets."""
        return bool(_BRACKETED.fullmatch(unicodedata.normalize("NFKC", self.text)))

    @property
    def is_fused(self) -> bool:
        """Whether it is a text that ends with digits, or digits without borders: 開示請求23023, 1,576252581,599."""
        return fused(self.text) is not None


def pieces(line: Line, gap: "re.Pattern[str]" = _GAPS) -> list[Piece]:
    """Return the pieces of a line between its gaps."""
    found, start = [], 0
    for separator in (*gap.finditer(line.text), None):
        end = separator.start() if separator else len(line.text)
        if text := line.text[start:end].strip():
            found.append(Piece(text, line.number, start + 1 + line.text[start:end].find(text)))
        start = separator.end() if separator else end
    return found


@lru_cache(20_000)
def kind(text: str) -> str:
    """Return what a line seems to be: a sentence, caption, unit, note …, else words or figures; "" is blank."""
    if len(text) > _LONGEST_ROW:
        return "sentence"
    plain = unicodedata.normalize("NFKC", text).strip() if "…" not in text else text.strip()
    if not plain:
        return ""
    for name, pattern in (
        ("unit", _UNIT),
        ("note", _NOTE),
        ("sentence", _SENTENCE),
        ("furniture", _FURNITURE),
        ("caption", _CAPTION),
    ):
        if pattern.search(plain):
            return name
    found = pieces(Line(0, text))
    return "figures" if any(piece.is_figure for piece in found) or found[-1].is_fused else "words"
