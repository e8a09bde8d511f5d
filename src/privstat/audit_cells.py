"""The cells of a table, read one after the other from a place on the page."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from privstat.codelists import Status
from privstat.ink import MOST, Ink, Span, squeezed
from privstat.looks import Look
from privstat.model import Table
from privstat.printed import MINUS

_UNITS = "件枚人回名社冊台円点%％"


class Reader:
    """Finds the rows of one table in a stretch of the page."""

    def __init__(self, ink: Ink, table: Table, region: Span) -> None:
        self.ink = ink
        self.region = region
        marks = sorted({note.mark for note in table.notes}, key=len, reverse=True)
        self.marks = [mark for each in marks for mark in (f"({each})", f"（{each}）", each)]
        unit = {squeezed(text.ja) for text in (table.unit, *(each.unit for each in table.columns)) if text}
        self.units = sorted({*unit, *_UNITS} - {""}, key=len, reverse=True)

    def end_of(self, look: Look, start: int) -> int | None:
        """Return where a cell ends that begins at a character, or None where another one stands there."""
        if look.problem or look.cell.status is Status.BLANK:
            return None if look.problem else start
        ends = (self._end(look, at) for at in (start, self._after_marks(start)))
        return next((end for end in ends if end is not None), None)

    def _end(self, look: Look, start: int) -> int | None:
        if look.texts:
            return self._end_of_text(look, start)
        return self._end_of_numbers(look, start) if look.numbers else self._end_of_symbol(start)

    def _end_of_text(self, look: Look, start: int) -> int | None:
        text = self.ink.plain if look.any_digits else self.ink.text
        for each in look.texts:
            span = Span(start, start + len(each))
            if text.startswith(each, start) and self.ink.is_whole(span):
                end = self._with_marks(span.end)
                if self.ink.is_edge(end) or self.ink.number_at(end) is not None:
                    return end
        return None

    def _end_of_numbers(self, look: Look, start: int) -> int | None:
        plain, at = self.ink.plain, start
        for count, wanted in enumerate(look.numbers):
            negative = plain[at : at + 1] in tuple(MINUS)
            at += negative or (count > 0 and plain[at : at + 1] == "(")
            index = self.ink.number_at(at)
            if index is None or self.ink.values[index] * (-1 if negative else 1) != wanted:
                return None
            at = self._after_unit(self.ink.numbers[index].end)
            at += count > 0 and plain[at : at + 1] == ")"
        return at if self.ink.is_edge(at) else None

    def _end_of_symbol(self, start: int) -> int:
        """Return where the symbol of a cell without a value ends, if one is printed."""
        end = start
        while end < min(start + 3, len(self.ink.text)) and self._is_symbol(self.ink.text[end]):
            end += 1
            if self.ink.is_edge(end):
                return end
        return start

    def _is_symbol(self, character: str) -> bool:
        return not character.isalnum() or character in "xX"

    def _after_marks(self, at: int) -> int:
        mark = next((mark for mark in self.marks if self.ink.text.startswith(mark, at)), None)
        return at if mark is None or not self.ink.is_whole(Span(at, at + len(mark))) else at + len(mark)

    def _with_marks(self, at: int) -> int:
        """Return where the mark of a note ends that is printed at the end of a cell."""
        return at if self.ink.is_edge(at) else self._after_marks(at)

    def _after_unit(self, at: int) -> int:
        at = self._with_marks(at)
        if self.ink.is_edge(at):  # the next cell may begin like a unit
            return at
        unit = next((unit for unit in self.units if self.ink.text.startswith(unit, at)), "")
        return self._with_marks(at + len(unit))

    def spans(self, row: Sequence[Look], start: int) -> list[Span] | None:
        """Return where the cells of a row stand that begins at a character, or None where it does not."""
        found = []
        for look in row:
            end = self.end_of(look, start)
            if end is None:
                return None
            found.append(Span(start, end))
            start = end
        return found if found and found[-1].end > found[0].start else None

    def begins(self, look: Look, start: int, end: int) -> Iterator[int]:
        """Yield where a cell may begin in a stretch."""
        if look.texts and not look.any_digits:
            yield from (span.start for span in self.ink.find(look.texts[0], start, end) if self.ink.is_edge(span.start))
        elif look.texts:
            yield from self._begins_of_texts(look.texts, start, end)
        elif look.numbers:
            yield from self._begins_of_numbers(abs(look.numbers[0]), start, end)

    def _begins_of_texts(self, texts: Sequence[str], start: int, end: int) -> Iterator[int]:
        for text in texts:
            at, most = self.ink.plain.find(text, start, end), MOST
            while at >= 0 and most:
                if self.ink.is_edge(at):
                    yield at
                at, most = self.ink.plain.find(text, at + 1, end), most - 1

    def _begins_of_numbers(self, value: Decimal, start: int, end: int) -> Iterator[int]:
        for index in self.ink.numbers_of(value, Span(start, end)):
            at = self.ink.numbers[index].start
            at -= at > 0 and self.ink.plain[at - 1] in MINUS
            if self.ink.is_edge(at) or self.ink.plain[at - 1] == ")":  # a note's mark
                yield at
