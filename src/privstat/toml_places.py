"""Where the keys and values of a TOML text stand.

`tomllib` gives no positions. They are found by a second walk over a text that `tomllib` has accepted, and only
when there is something to report; a property test holds the two together.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from privstat.place import Keys

# `++` and `*+` try nothing a second time: there is only one way to read TOML.
_STRING = r"""
    (?: \"\"\" (?: [^"\\]++ | \\[\s\S] | "{1,2}(?!") )*+ \"{3,5}
      | ''' (?: [^']++ | '{1,2}(?!') )*+ '{3,5}
      | " (?: [^"\\\n]++ | \\. )*+ "
      | ' [^'\n]*+ ' )
"""
_TOKEN = rf"""
    (?: [ \t\r]+ | \#[^\n]* )*  # spaces and comments
    (?: (?P<string> {_STRING} )
    | (?P<mark> [\[\]{{}}=,.\n] )
    | (?P<bare> [^\s\[\]{{}}=,.\#"']+ )
    | (?P<other> [\s\S] ) )
"""
# As far as no bracket opens or closes that has others inside, and no line begins with one; a quotation mark that begins
# no string is passed over.
_PIECE = rf"""
    (?: [^\[\]{{}}\n\#"']++
      | {_STRING}
      | \#[^\n]*
      | [\[{{] (?: [^\[\]{{}}\n\#"']++ | {_STRING} )*+ [\]}}]
      | \n (?! [ \t]*\[ )
      | ["'] )*+
    (?P<mark> [\[\]{{}}\n] | \Z )
"""
_PLAIN_HEADER = r"[ \t]*(\[\[?)([A-Za-z0-9_.-]+)\]"  # as nearly all are written

MAX_DEPTH = 32  # how deep arrays and inline tables may be nested


class Token(NamedTuple):
    """A piece of TOML text: of kind string, mark, bare or other."""

    kind: str
    text: str
    offset: int


class Span(NamedTuple):
    """Where a key stands, and from where to where its value does (offsets into the text)."""

    key: int
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a text, or a stretch of it, without its spaces and comments; any text at all has tokens."""
    pattern = re.compile(_TOKEN, re.VERBOSE)  # compiled only when it is needed
    found = pattern.finditer(text, start, len(text) if end is None else end)
    return [Token(kind, match[kind], match.start(kind)) for match in found if (kind := match.lastgroup)]


def comments(text: str) -> list[str]:
    """Return the comments of a text that is TOML, without spaces after them."""
    found, end = [], 0
    for token in (*tokens(text), Token("end", "", len(text))):
        if comment := text[end : token.offset].strip():
            found.append(comment)
        end = token.offset + len(token.text)
    return found


def sections(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that begin on the line of a table's header, and first the one before all headers.

    The brackets of values are counted, so that no line inside of a value is taken for a header.
    """
    start = depth = 0
    for piece in re.finditer(_PIECE, text, re.VERBOSE):
        mark = piece["mark"]
        if mark == "\n" and not depth:
            yield start, piece.end()
            start = piece.end()
        depth += (mark in ("[", "{")) - (mark in ("]", "}"))
    yield start, len(text)


def longest_key(text: str) -> tuple[int, int]:
    """Return how many dotted parts the longest key has (or number: 3.14 has two), and where it stands."""
    longest, where, parts, start = 0, 0, 0, 0
    for token in tokens(text):
        if token.kind in ("bare", "string"):
            parts += 1
            start = token.offset if parts == 1 else start
            longest, where = max((longest, where), (parts, start), key=lambda found: found[0])
        elif token.text != ".":
            parts = 0
    return longest, where


def deepest_nesting(text: str) -> tuple[int, int]:
    """Return how deep the brackets of a text are nested, and where the deepest one stands."""
    deepest, where, depth = 0, 0, 0
    for token in tokens(text):
        if token.text in ("[", "{"):
            depth += 1
            deepest, where = max((deepest, where), (depth, token.offset), key=lambda found: found[0])
        elif token.text in ("]", "}"):
            depth -= 1
    return deepest, where


class Walk:
    """What a walk over TOML text finds: the span of every key, and the keys that stand twice.

    The walk reads as TOML's grammar does: headers, pairs, values. It ends on any text, but only what it
    finds in valid TOML means anything. It takes Python's stack for nested values, so it stops at MAX_DEPTH.
    With `within`, it looks into those tables only that hold these keys or are inside of them.
    """

    def __init__(self, text: str, within: Keys = ()) -> None:
        self.spans: dict[Keys, Span] = {}
        self.repeated: list[tuple[Keys, Span, Span]] = []  # the keys, their first span, their second
        self._implied: dict[Keys, Span] = {(): Span(0, 0, len(text))}  # a, of [a.b] and of a.b = 1
        self._arrays: dict[Keys, int] = {}  # arrays of tables, and the index of their last table
        self._depth = 0
        for start, end in sections(text):
            self._section(text, start, end, within)
        self.spans = self._implied | self.spans

    def _section(self, text: str, start: int, end: int, within: Keys) -> None:
        table: Keys = ()
        if text[start:end].lstrip(" \t").startswith("["):
            first_line = text.find("\n", start, end) + 1 or end
            table = self._header(text, start, first_line)
            start = first_line
        if all(key == wanted for key, wanted in zip(table, within, strict=False)):
            self._read(text, start, end)
            self._pairs(table)

    def _read(self, text: str, start: int, end: int) -> None:
        self._rest = iter([*tokens(text, start, end), Token("end", "", end)])
        self._here = next(self._rest)

    def _pairs(self, table: Keys) -> None:
        while self._here.kind != "end":
            if self._here.kind in ("bare", "string"):
                self._pair(table)
            else:
                self._take()

    def _take(self) -> Token:
        token, self._here = self._here, next(self._rest, self._here)
        return token

    def _take_if(self, text: str) -> bool:
        return self._here.text == text and bool(self._take())

    def _found(self, keys: Keys, span: Span) -> None:
        if keys in self.spans:
            self.repeated.append((keys, self.spans[keys], span))
        else:
            self.spans[keys] = span

    def _header(self, text: str, start: int, end: int) -> Keys:
        if plain := re.compile(_PLAIN_HEADER).match(text, start, end):
            return self._table(plain[2].split("."), plain.start(1), plain[1] == "[[")
        self._read(text, start, end)
        offset = self._take().offset
        is_array = self._take_if("[")
        return self._table([name for name, _ in self._key()], offset, is_array)

    def _table(self, names: list[str], offset: int, is_array: bool) -> Keys:
        span = Span(offset, offset, offset)
        keys: Keys = ()
        for parent in names[:-1]:
            keys = self._last_table((*keys, parent))
            self._implied.setdefault(keys, span)
        keys = (*keys, names[-1])
        if is_array:
            self._implied.setdefault(keys, span)
            self._arrays[keys] = self._arrays.get(keys, -1) + 1
            keys = self._last_table(keys)
        self._found(keys, span)
        return keys

    def _last_table(self, keys: Keys) -> Keys:
        return (*keys, self._arrays[keys]) if keys in self._arrays else keys

    def _pair(self, table: Keys) -> None:
        *parents, (name, offset) = self._key()
        for parent, parent_offset in parents:
            table = (*table, parent)
            self._implied.setdefault(table, Span(parent_offset, parent_offset, parent_offset))
        self._take_if("=")
        keys = (*table, name)
        start = self._here.offset
        self._found(keys, Span(offset, start, self._value(keys)))

    def _key(self) -> list[tuple[str, int]]:
        parts = []
        while self._here.kind in ("bare", "string"):
            token = self._take()
            parts.append((_name(token), token.offset))
            self._take_if(".")
        return parts or [("", self._here.offset)]

    def _value(self, keys: Keys) -> int:
        """Walk over a value and return where it ends."""
        token = self._take()
        if token.text in ("[", "{"):
            return self._nested(token.text, keys)
        # 3.14 and 2020-04-01 07:32 are several tokens.
        while token.kind != "string" and (self._here.kind == "bare" or self._here.text == "."):
            token = self._take()
        return token.offset + len(token.text)

    def _nested(self, bracket: str, keys: Keys) -> int:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            *_, self._here = (self._here, *self._rest)
        end = self._array(keys) if bracket == "[" else self._inline_table(keys)
        self._depth -= 1
        return end

    def _array(self, keys: Keys) -> int:
        index = 0
        while self._here.text not in ("]", ""):
            if self._here.text in (",", "\n"):
                self._take()
                continue
            start = self._here.offset
            self._found((*keys, index), Span(start, start, self._value((*keys, index))))
            index += 1
        return self._take().offset + 1

    def _inline_table(self, keys: Keys) -> int:
        while self._here.text not in ("}", ""):
            if self._here.kind in ("bare", "string"):
                self._pair(keys)
            else:
                self._take()
        return self._take().offset + 1


def _name(key: Token) -> str:
    if key.kind == "bare":
        return key.text
    try:
        return str(tomllib.loads(f"key = {key.text}")["key"])
    except tomllib.TOMLDecodeError:
        return key.text
