"""All equations of a page: which are broken, and what a changed figure does to them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from privstat.codelists import Role
from privstat.equations import Equation, Figure
from privstat.model import Number
from privstat.place import Keys
from privstat.words import Message, Text

_LARGEST = 10**15  # what a dataset may hold stays below it


class Change(NamedTuple):
    """A figure, and what should stand in its place."""

    figure: Figure
    new: Number

    @property
    def sentence(self) -> Message:
        """What to change."""
        return Message(_CHANGE, {"name": self.figure.name, "new": self.new, "old": self.figure.value})

    @property
    def is_legal(self) -> bool:
        """Whether the figure may be mistyped, and its column may hold the new one."""
        whole = isinstance(self.new, int) or self.figure.role is Role.RATE or self.figure.in_prose
        in_range = -_LARGEST < self.new < _LARGEST and (self.new >= 0 or self.figure.role is not Role.COUNT)
        return whole and in_range and not self.figure.is_nil


_CHANGE = Text(en="{name}: {new:,} instead of {old:,}", ja="{name}: {old:,} でなく {new:,}")


class Ledger:
    """The equations of a page, how far off each is, and which of them a figure stands in."""

    def __init__(self, found: Iterable[Equation]) -> None:
        self.equations = tuple(found)
        self.differences = [each.difference for each in self.equations]
        self.broken = [index for index, off in enumerate(self.differences) if not self._holds(index, off)]
        self._standing: dict[Keys, list[tuple[int, int]]] = {}
        for index, each in enumerate(self.equations):
            for figure, factor in each.terms:
                self._standing.setdefault(figure.keys, []).append((index, factor))

    def touched(self, change: Change) -> list[int]:
        """Return the equations in which a figure stands that is to change."""
        return [index for index, _ in self._standing[change.figure.keys]]

    def mended(self, changes: Sequence[Change]) -> int:
        """Return how many broken equations changes mend; 0 where one that they touch does not hold then."""
        now = {index: self.differences[index] for change in changes for index in self.touched(change)}
        for figure, new in changes:
            for index, factor in self._standing[figure.keys]:
                now[index] += factor * (new - figure.value)
        if not all(self._holds(index, difference) for index, difference in now.items()):
            return 0
        return sum(not self._holds(index, self.differences[index]) for index in now)

    def needed(self, index: int) -> Iterator[Change]:
        """Yield for each figure of an equation what it should be, if it alone is wrong."""
        for figure, factor in self.equations[index].terms:
            if abs(factor) == 1:  # one that is counted twice needs half of the difference, which no slip makes
                yield Change(figure, figure.value - factor * self.differences[index])

    def _holds(self, index: int, difference: Number) -> bool:
        return self.equations[index].allows(difference)
