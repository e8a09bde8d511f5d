"""A page of a PDF as lines of words, each with its place on the sheet."""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from privstat.place import Place

_SPACE = 0.2  # of the size of the letters; what is further apart is two words
_RADICALS = range(0x2E80, 0x2FE0)  # some fonts name 一 as the radical ⼀, which looks the same


class Word(NamedTuple):
    """Letters with no space between them, in points from the top left corner of the sheet."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Sheet:
    """A page: its letters, its words in lines, and the number of each line."""

    def __init__(self, leaf: Any, number: int) -> None:
        self.leaf = leaf
        self.number = number
        self.characters: list[Any] = [char for char in leaf.chars if not char["text"].isspace()]

    @cached_property
    def lines(self) -> list[list[Word]]:
        """Words by line, from top to bottom, each from left to right."""
        return in_lines(self.words(self.leaf.chars))

    def words(self, characters: Sequence[Any]) -> list[Word]:
        """Return the words that some letters make."""
        from pdfplumber.utils.text import extract_words

        found = extract_words(
            list(characters), x_tolerance_ratio=_SPACE, y_tolerance=2, keep_blank_chars=False, extra_attrs=["size"]
        )
        return [
            Word(_folded(word["text"]), word["x0"], word["x1"], word["top"], word["bottom"], float(word["size"]))
            for word in found
        ]

    def place(self, top: float) -> Place:
        """Return the place of what stands at a height: the page, and the line on it."""
        above = bisect_right(self._bottoms, top)
        return Place("", self.number, min(above + 1, max(len(self.lines), 1)))

    @cached_property
    def _bottoms(self) -> list[float]:
        return sorted(line[0].bottom for line in self.lines)


def first_only() -> Callable[[Mapping[str, Any]], bool]:
    """Return a test that a letter does not pass where the same one has passed within a point.

    That of the library takes minutes for a page full of letters.
    """
    passed: set[tuple[object, ...]] = set()

    def is_first(thing: Mapping[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return True
        letter, x, y = (thing["text"], thing["fontname"], thing["size"]), round(thing["x0"]), round(thing["top"])
        near = ((letter, x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1))
        is_new = not any(each in passed for each in near)
        passed.add((letter, x, y))
        return is_new

    return is_first


def in_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return words by line, from top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.middle[1]):
        if not lines or word.middle[1] - lines[-1][-1].middle[1] > word.size * 0.4:
            lines.append([])
        lines[-1].append(word)
    return [sorted(line, key=lambda word: word.left) for line in lines]


def joined(words: Sequence[Word]) -> str:
    """Return the text of words of one line."""
    return " ".join(word.text for word in words)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", char) if ord(char) in _RADICALS else char for char in text)
