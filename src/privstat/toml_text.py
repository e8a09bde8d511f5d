"""TOML files, read within limits and parsed; a file that cannot be read so is one clear error."""

import bisect
import re
import tomllib
from typing import Any

from privstat.errors import NOT_TOML, Fault, FaultyFile
from privstat.files import content_of
from privstat.limits import TOO_MANY_BYTES, Limit
from privstat.place import Keys, Place, Spot
from privstat.toml_places import MAX_DEPTH, Span, Walk, deepest_nesting, longest_key, tokens
from privstat.words import Message, Text, message

MAX_BYTES = 250_000  # a dozen times a newsletter page; the worst text of this length takes a second
MAX_BYTES_VARIABLE = "PRIVSTAT_MAX_BYTES"
_LIMIT = Limit(MAX_BYTES, MAX_BYTES_VARIABLE, TOO_MANY_BYTES)
MAX_KEY_PARTS = 32
_MOST_PARTIAL_WALKS = 2  # then the whole text is walked once
_LONGEST_LINE = 2_000  # nobody reads an excerpt of a longer one, and a file may have many places on it
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # which Notepad writes

_WHERE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
_REPEATED = r"Cannot (?:overwrite|declare|mutate|redefine)|Duplicate"
_HINTS = (  # what stands before and after the place (\0) where a line stops being TOML, and what to write instead
    (r".*\0\uff1d", Text(en="; write the ASCII sign =", ja="。半角の = を使ってください")),
    (
        r".*\0[\u201c-\u201f]",
        Text(en='; write straight quotes "…"', ja='。半角の引用符 "…" を使ってください'),
    ),
    (r".*\0[\uff10-\uff19]", Text(en="; write ASCII digits", ja="。半角の数字を使ってください")),
    (
        r".*\0[^\x00-\x7f]",
        Text(
            en='; a key in Japanese must be quoted ("請求件数" = 59), or use an ASCII id',
            ja='。日本語のキーは引用符で囲むか("請求件数" = 59)、ASCII の id を使ってください',
        ),
    ),
    (r".*\d\0,\d{3}", Text(en="; write numbers without separators", ja="。数は桁区切りなしで書いてください")),
    (r".*\d{4}\0-\d\d", Text(en='; quote a month: "2020-04"', ja='。月は引用符で囲んでください: "2020-04"')),
    (
        r".*\b0\0\d",
        Text(
            en="; a number has no leading zero, and a code is quoted",
            ja="。数の先頭に 0 は書けません。コードは引用符で囲んでください",
        ),
    ),
)


class Document:
    """A TOML file: its path as the user gave it, its text, what it says, and where it says so."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text.replace("\r\n", "\n")
        self._spans: dict[Keys, dict[Keys, Span]] = {}
        self._lines: list[int] = []
        self.mapping = _parsed(self)

    def span(self, keys: Keys) -> Span:
        """Return where the value at `keys` stands, or the nearest thing around it that stands in the text."""
        within = keys[:2]  # as a rule a table; most findings of a file are in one or two of them
        if within not in self._spans and len(self._spans) >= _MOST_PARTIAL_WALKS:
            within = ()
        if within not in self._spans:
            self._spans[within] = Walk(self.text, within).spans
        spans = self._spans[within]
        while keys not in spans:
            keys = keys[:-1]
        return spans[keys]

    def place(self, keys: Keys) -> Place:
        """Return the place of the value at `keys`."""
        return self.place_at(self.span(keys).start)

    def spot(self, keys: Keys) -> Spot:
        """Return the place of the value at `keys`, with its line."""
        span = self.span(keys)
        return self.spot_at(span.start, span.end)

    def key_spot(self, keys: Keys) -> Spot:
        """Return the place of the last key of `keys`, with its line."""
        span = self.span(keys)
        key = self.text[span.key : span.start].rstrip(" \t=")
        return self.spot_at(span.key, span.key + len(key))

    def spot_at(self, start: int, end: int) -> Spot:
        """Return the place of a stretch of the text, with its first line; an empty stretch is the whole line."""
        place = self.place_at(start)
        line_start = start - place.column + 1
        line_end = self._lines[place.line] - 1 if place.line < len(self._lines) else len(self.text)
        line = self.text[line_start:line_end] if line_end - line_start <= _LONGEST_LINE else ""
        end = min(end, line_end) if end > start else line_start + len(line.partition("#")[0].rstrip())
        return Spot(place, max(end - start, 1), line)

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset into the text."""
        if not self._lines:
            self._lines = [0, *(found.end() for found in re.finditer("\n", self.text))]
        line = bisect.bisect_right(self._lines, offset)
        return Place(self.path, line, offset - self._lines[line - 1] + 1)


def read_document(path: str, *, piped: bool = False) -> Document:
    """Return the document in a file.

    The file must be a regular one, at most `MAX_BYTES` long (`$PRIVSTAT_MAX_BYTES` changes that) and UTF-8; a
    byte-order mark and CRLF are accepted. `piped` is for what somebody asked for by name: then a FIFO, whose
    writer is waited for, and `-` for standard input will do too. Raises UnreadableFile or FaultyFile.
    """
    return Document(path, _text(path, content_of(path, _LIMIT, piped=piped)))


def byte_limit() -> int:
    """Return how many bytes a dataset may have."""
    return _LIMIT.value


def _text(path: str, content: bytes) -> str:
    content = content.removeprefix(BYTE_ORDER_MARK)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        start_of_line = before.rfind(b"\n") + 1
        column = len(before[start_of_line:].decode(errors="replace")) + 1
        why = message(
            en="not UTF-8{guess}; save the file as UTF-8",
            ja="UTF-8 ではありません{guess}。UTF-8 で保存してください",
            guess=_encoding_guess(content),
        )
        place = Place(path, before.count(b"\n") + 1, column)
        raise FaultyFile([Fault(NOT_TOML, Spot(place, 1, ""), why)]) from None


def _encoding_guess(content: bytes) -> Message | str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return message(en=" (it looks like UTF-16)", ja="(UTF-16 のようです)")
    try:
        content.decode("cp932")
    except UnicodeDecodeError:
        return ""
    return message(en=" (it looks like Shift_JIS)", ja="(Shift_JIS のようです)")


def _parsed(document: Document) -> dict[str, Any]:
    text = document.text
    # tomllib takes seconds over a key of thousands of parts, so the rare line that may hold one is looked at.
    if any(line.count(".") >= MAX_KEY_PARTS for line in text.split("\n")):
        _refuse(document, longest_key(text), MAX_KEY_PARTS, _TOO_MANY_PARTS)
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        offset, why = _syntax_error(text, str(error))
    except RecursionError:
        offset, why = 0, message(en="nested too deeply", ja="入れ子が深すぎます")
        _refuse(document, deepest_nesting(text), MAX_DEPTH, _TOO_DEEP)
    except ValueError:  # an integer with more digits than Python converts
        longest = max(tokens(text), key=lambda token: len(token.text) if token.kind == "bare" else 0)
        offset, why = longest.offset, message(en="a number with too many digits", ja="数の桁が多すぎます")
    raise FaultyFile([Fault(NOT_TOML, document.spot_at(offset, offset + 1), why)])


_TOO_MANY_PARTS = Text(
    en="a key of {found:,} parts; the limit is {limit}",
    ja="{found:,} 個の部分からなるキーです。上限は {limit} です",
)
_TOO_DEEP = Text(
    en="nested {found:,} levels deep; the limit is {limit}",
    ja="入れ子が {found:,} 段あります。上限は {limit} です",
)


def _refuse(document: Document, found: tuple[int, int], limit: int, template: Text) -> None:
    """Raise FaultyFile where a measure of the text (its size, and the offset where it stands) is over a limit."""
    size, offset = found
    if size > limit:
        why = Message(template, {"found": size, "limit": limit})
        raise FaultyFile([Fault(NOT_TOML, document.spot_at(offset, offset + 1), why)])


def _decimal(digits: str) -> object:
    from decimal import Decimal

    return Decimal(digits)


def _syntax_error(text: str, said: str) -> tuple[int, Message]:
    """Return where the text stops being TOML, and why: what `tomllib` said, and what to write instead."""
    if re.match(_REPEATED, said) and (repeated := Walk(text).repeated):
        keys, first, second = repeated[0]
        return second.key, message(
            en="the key '{key}' stands twice; first on line {line}",
            ja="キー「{key}」が二度あります。初めは {line} 行目です",
            key=".".join(str(key) for key in keys),
            line=text.count("\n", 0, first.key) + 1,
        )
    where = re.search(_WHERE, said)
    if where is None or where[1] is None:
        offset = len(text.rstrip("\n"))
    else:
        offset = sum(len(line) + 1 for line in text.split("\n")[: int(where[1]) - 1]) + int(where[2]) - 1
    line = text[text.rfind("\n", 0, offset) + 1 : offset] + "\0" + text[offset:].split("\n", 1)[0]
    return offset, message(
        en="not TOML: {said}{hint}",
        ja="TOML として読めません: {said}{hint}",
        said=re.sub(_WHERE, "", said),
        hint=next((hint for pattern, hint in _HINTS if re.match(pattern, line)), ""),
    )
