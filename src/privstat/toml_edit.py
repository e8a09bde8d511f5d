"""A TOML text changed in places, with every other character kept."""

import bisect
from typing import NamedTuple

from privstat.place import Keys
from privstat.toml_places import Token, tokens
from privstat.toml_text import Document


class Edit(NamedTuple):
    """A stretch of a text, and what is to stand there."""

    start: int
    end: int
    text: str


class Pair(NamedTuple):
    """Where a key with its value stands, from the first part of a dotted key on."""

    start: int
    end: int


class Layout:
    """The keys and values of a document, as things that can be replaced or taken out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._tokens = [*tokens(self.text), Token("end", "", len(self.text))]
        self._offsets = [token.offset for token in self._tokens]

    def is_pair(self, keys: Keys) -> bool:
        """Tell whether something is written as `key = value`, and not with dotted keys or under a header."""
        span = self.document.span(keys)
        return span.start > span.key

    def value(self, keys: Keys) -> str:
        """Return a value as it is written."""
        span = self.document.span(keys)
        return self.text[span.start : span.end]

    def pair(self, keys: Keys) -> Pair:
        """Return where a key with its value stands."""
        span = self.document.span(keys)
        at = bisect.bisect_left(self._offsets, span.key)
        while at >= 2 and self._tokens[at - 1].text == ".":
            at -= 2
        return Pair(self._offsets[at], span.end)

    def replaced(self, keys: Keys, text: str) -> Edit:
        """Return the edit that writes another value."""
        span = self.document.span(keys)
        return Edit(span.start, span.end, text)

    def removed(self, keys: Keys) -> Edit:
        """Return the edit that takes out a key with its value; a comment beside it stays."""
        start, end = self.pair(keys)
        line_start = self.text.rfind("\n", 0, start) + 1
        after = bisect.bisect_left(self._offsets, end)
        if not self.text[line_start:start].strip() and self._tokens[after].text in ("\n", ""):
            rest = self.text[end : self._offsets[after]]
            return Edit(line_start, self._offsets[after] + (0 if rest.strip() else 1), rest.lstrip())
        if self._tokens[after].text == ",":
            return Edit(start, self._offsets[after + 1], "")
        before = bisect.bisect_left(self._offsets, start) - 1
        return Edit(self._offsets[before] if self._tokens[before].text == "," else start, end, "")

    def commented(self, start: int, end: int) -> list[Edit]:
        """Return the edits that make comments of the lines of a stretch that begins a line."""
        lines = self.text[start:end].split("\n")
        starts = [start + sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
        return [Edit(at, at, "# ") for at, line in zip(starts, lines, strict=True) if line and not line.startswith("#")]


def edited(text: str, edits: list[Edit]) -> str:
    """Return a text with edits, none of which touches another one."""
    parts, end = [], 0
    for edit in sorted(edits):
        assert edit.start >= end
        parts += [text[end : edit.start], edit.text]
        end = edit.end
    return "".join((*parts, text[end:]))
