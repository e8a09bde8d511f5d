"""What is printed on a page: its text without white space and borders, its numbers, and what each of them is."""

import bisect
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from privstat.pages import Page
from privstat.printed import in_ascii, numerals

_BORDERS = "\t|"
_INVISIBLE = "|\u200b\u2060\ufeff"  # borders of tables in text, and spaces without width
_ALIKE = 0.5  # of 1, which is the same text
_WORD_END = 3  # characters
MOST = 40  # places at which one thing is looked for; a page with more is not one that people read


class Use(StrEnum):
    """What a number of the page is."""

    CELL = "cell"
    CLAIM = "claim"
    EXTENSION = "extension"
    NUMBER = "table-number"
    TEXT = "text"
    DATE = "date"
    IGNORED = "ignored"


class Span(NamedTuple):
    """A stretch of the ink: offsets of its first character, and of the one after its last."""

    start: int
    end: int


class Known(NamedTuple):
    """What a number was recognised as, and of what: the address of a cell, the text of a label."""

    use: Use
    name: str


class Ink:
    """A page's characters side by side; `numbers` are spans of whole numbers, in the order of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.offsets = [at for at, each in enumerate(page.text) if not each.isspace() and each not in _INVISIBLE]
        self.text = "".join(page.text[at] for at in self.offsets)
        self.plain = in_ascii(self.text)
        found = list(numerals(in_ascii(page.text)))
        self.numbers = [Span(self.at(each.start), self.at(each.end)) for each in found]
        self.values = [each.value for each in found]
        self._by_value: dict[Decimal, list[int]] = {}
        for index, value in enumerate(self.values):
            self._by_value.setdefault(value, []).append(index)
        self._starts = [span.start for span in self.numbers]
        self.known: dict[int, Known] = {}
        self._lines = [0, *(at + 1 for at, each in enumerate(page.text) if each == "\n")]

    def at(self, offset: int) -> int:
        """Return where an offset into the page's text is in the ink."""
        return bisect.bisect_left(self.offsets, offset)

    def on_page(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a stretch in the page's text."""
        if not self.offsets:
            return 0, 0
        first = self.offsets[min(span.start, len(self.offsets) - 1)]
        return first, self.offsets[span.end - 1] + 1 if span.end > span.start else first

    def original(self, span: Span) -> str:
        """Return a stretch as the page has it, with single spaces."""
        start, end = self.on_page(span)
        return " ".join(self.page.text[start:end].split())

    def line(self, at: int) -> int:
        """Return the number of the line in which a character stands."""
        return bisect.bisect_right(self._lines, self.offsets[at]) if at < len(self.offsets) else len(self._lines)

    def field(self, at: int) -> int | None:
        """Return in which cell of its line a character stands, or None where the line has no borders."""
        number = self.line(at)
        start, end = self._lines[number - 1], self._lines[number] if number < len(self._lines) else None
        if not any(border in self.page.text[start:end] for border in _BORDERS):
            return None
        return sum(self.page.text.count(border, start, self.offsets[at]) for border in _BORDERS)

    def is_right_of(self, at: int, other: int) -> bool:
        """Tell whether a character stands further to the right than another one, in whichever line."""
        here, there = self.field(at), self.field(other)
        if here is None or there is None:
            here, there = (self.offsets[each] - self._lines[self.line(each) - 1] for each in (at, other))
        return here > there

    def is_edge(self, at: int) -> bool:
        """Tell whether there is white space or a border before a character."""
        return not 0 < at < len(self.offsets) or self.offsets[at] - self.offsets[at - 1] > 1

    def number_at(self, at: int) -> int | None:
        """Return the index of the number that begins at a character, or None."""
        index = bisect.bisect_left(self._starts, at)
        return index if index < len(self._starts) and self._starts[index] == at else None

    def numbers_in(self, span: Span) -> range:
        """Return the indexes of the numbers that begin in a stretch."""
        return range(bisect.bisect_left(self._starts, span.start), bisect.bisect_left(self._starts, span.end))

    def numbers_of(self, value: Decimal, span: Span) -> list[int]:
        """Return the indexes of the first numbers in a stretch that have a value."""
        indexes = self._by_value.get(value, [])
        inside = self.numbers_in(span)
        first = bisect.bisect_left(indexes, inside.start)
        return [index for index in indexes[first : first + MOST] if index < inside.stop]

    def is_in_one_line(self, span: Span) -> bool:
        """Tell whether a stretch crosses neither the end of a line nor a border."""
        start, end = self.on_page(span)
        return not any(border in self.page.text[start:end] for border in ("\n", *_BORDERS))

    def is_whole(self, span: Span) -> bool:
        """Tell whether a stretch cuts no number."""
        return not (self._cuts(span.start) or self._cuts(span.end))

    def _cuts(self, at: int) -> bool:
        index = bisect.bisect_left(self._starts, at) - 1
        return index >= 0 and at < self.numbers[index].end

    def find(self, text: str, start: int = 0, end: int | None = None, most: int = MOST) -> Iterator[Span]:
        """Yield where a text stands word for word, white space aside, and cuts no number."""
        wanted = squeezed(text)
        at = self.text.find(wanted, start, end) if wanted else -1
        while at >= 0 and most:
            span = Span(at, at + len(wanted))
            if self.is_whole(span):
                yield span
            most -= 1
            at = self.text.find(wanted, at + 1, end)

    def words(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
        """Yield where a text stands as a heading or label of its own, not inside another word."""
        for span in self.find(text, start, end):
            if self.is_edge(span.start) and (self.is_edge(span.end) or self.text[span.end] in "(（【[<〈※*"):
                yield span

    def know(self, span: Span, use: Use, name: str) -> None:
        """Recognise the numbers in a stretch that are not known yet."""
        for index in self.numbers_in(span):
            self.known.setdefault(index, Known(use, name))

    def is_free(self, span: Span) -> bool:
        """Tell whether no number in a stretch is known yet."""
        return not any(index in self.known for index in self.numbers_in(span))

    def nearest(self, text: str, start: int = 0, end: int | None = None) -> Span | None:
        """Return the stretch that looks most like a text, or None where nothing does."""
        import difflib
        from collections import Counter

        wanted = squeezed(text)[:400]
        size = 2 if len(wanted) > 3 else 1
        begins: Counter[int] = Counter()
        for at in range(0, len(wanted) - size + 1, max(1, len(wanted) // 60)):
            found = self.text.find(wanted[at : at + size], start, end)
            for _ in range(MOST):
                if found < 0:
                    break
                begins[found - at] += 1
                found = self.text.find(wanted[at : at + size], found + 1, end)
        spans = [Span(max(at, 0), min(at + len(wanted), len(self.text))) for at, _ in begins.most_common(5)]

        def likeness(span: Span) -> float:
            return difflib.SequenceMatcher(None, wanted, self.text[slice(*span)], autojunk=False).ratio()

        best = max(spans, key=likeness, default=None)
        return self._word_around(best) if best and likeness(best) >= _ALIKE else None

    def _word_around(self, span: Span) -> Span:
        """Return a stretch with the few characters that are missing at the ends of its word."""
        start, end = span
        for _ in range(_WORD_END):
            start -= not self.is_edge(start)
            end += not self.is_edge(end)
        return Span(start, end) if self.is_edge(start) and self.is_edge(end) else span


def squeezed(text: str) -> str:
    """Return a text as it stands in the ink."""
    return "".join(each for each in text if not each.isspace() and each not in _INVISIBLE)
