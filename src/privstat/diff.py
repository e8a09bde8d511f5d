"""Two datasets, or two versions of one: what differs, cell by cell and note by note.

Things are compared by their keys, wherever they stand. Where only one side has a thing, that is one difference,
whatever is in it; comments and the layout of the files are none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from privstat.contents import Fact, Item, What, contents
from privstat.model import Cell, Dataset, Number
from privstat.place import Keys, Origin, Place
from privstat.words import Text

Said = Fact | Mapping[str, Fact]


class Kind(StrEnum):
    """How two sides differ."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


# What the page prints in an order. Series, checks and the like are looked up by name, and may stand in any.
_PRINTED_IN_ORDER = (What.TABLE, What.COLUMN, What.SPANNER, What.ROW, What.NOTE)


class Difference(NamedTuple):
    """One difference: of a thing as a whole, of one fact about it (`aspect`), or of an order.

    `table` is the id of the table that it is in, or "". `before` and `after` are what the sides say: a cell, a
    text, a number …; of a thing that only one side has, all that is said of it there; of an order, addresses.
    """

    kind: Kind
    what: What
    table: str
    address: str
    label: Text
    aspect: str
    before: Said
    after: Said
    origins: tuple[Origin | None, Origin | None]

    @property
    def change(self) -> Number | None:
        """The number after less the number before, or None where one of them is missing; nil counts as 0."""
        before, after = number_of(self.before), number_of(self.after)
        return None if before is None or after is None else after - before

    @property
    def places(self) -> tuple[Place | None, Place | None]:
        """Where it stands in the two files; None where it does not."""
        before, after = self.origins
        return before and before.place, after and after.place


def differences(before: Dataset, after: Dataset) -> list[Difference]:
    """Return all differences, in the order of the first dataset and then of what only the second one has."""
    return list(_compared(contents(before), contents(after), ""))


def number_of(said: Said) -> Number | None:
    """Return the number that is said, or None where it is something else or nothing."""
    if isinstance(said, Cell):
        return said.number
    return said if isinstance(said, int | Decimal) and not isinstance(said, bool) else None


def _compared(before: Item, after: Item, table: str) -> Iterator[Difference]:
    table = after.address if after.what is What.TABLE else table
    for aspect in dict.fromkeys([*before.facts, *after.facts]):
        said = before.facts.get(aspect), after.facts.get(aspect)
        if _plain(said[0]) != _plain(said[1]):
            origins = _origin(before, aspect), _origin(after, aspect)
            yield Difference(Kind.CHANGED, after.what, table, after.address, after.label, aspect, *said, origins)
    yield from _reordered(before, after, table)
    here, there = _keyed(before.children), _keyed(after.children)
    for key in dict.fromkeys([*here, *there]):
        yield from _either(here.get(key), there.get(key), table)


_KEYS: dict[str, Keys] = {"area_code": ("area", "code"), "area": ("area",), "correction_reason": ("correction",)}


def _origin(item: Item, aspect: str) -> Origin:
    """Return where a fact stands in the file, or the thing itself where it is not written there."""
    stem = aspect.removesuffix("_en")
    language = "ja" if stem == aspect else "en"
    if stem == "text" or (stem == "label" and item.what is not What.TABLE):
        return item.origin.at(language)
    if "." in aspect:  # a figure that a claim repeats
        return item.origin.at("equals", aspect)
    return item.origin.at(*_KEYS.get(stem, (stem.replace("_", "-"),)), language)


def _either(before: Item | None, after: Item | None, table: str) -> Iterator[Difference]:
    """Yield the differences of a thing that one side may lack."""
    if before and after:
        yield from _compared(before, after, table)
        return
    item = after or before
    if item is None or item.implied:
        return
    table = item.address if item.what is What.TABLE else table
    sides: tuple[Said, Said] = (None, item.content) if after else (item.content, None)
    origins = (None, item.origin) if after else (item.origin, None)
    kind = Kind.ADDED if after else Kind.REMOVED
    yield Difference(kind, item.what, table, item.address, item.label, "", *sides, origins)


def _plain(fact: Fact) -> object:
    """Return what is compared of a fact: of a cell all that is printed there, and what it means."""
    return (fact.value, fact.status, fact.printed) if isinstance(fact, Cell) else fact


def _keyed(items: Iterable[Item]) -> dict[tuple[What, str, int], Item]:
    """Return the items by what and address, and by number where these are the same."""
    found: dict[tuple[What, str, int], Item] = {}
    seen: Counter[tuple[What, str]] = Counter()
    for item in items:
        found[item.what, item.address, seen[item.what, item.address]] = item
        seen[item.what, item.address] += 1
    return found


def _reordered(before: Item, after: Item, table: str) -> Iterator[Difference]:
    """Yield what stands in another order, as the part of the order that has changed."""
    origins = before.origin, after.origin
    for what in _PRINTED_IN_ORDER:
        here, there = ({each.address: None for each in side.children if each.what is what} for side in (before, after))
        was, now = [each for each in here if each in there], [each for each in there if each in here]
        apart = [index for index, one in enumerate(was) if one != now[index]]
        if apart:
            part = slice(apart[0], apart[-1] + 1)
            sides = tuple(was[part]), tuple(now[part])
            yield Difference(Kind.REORDERED, what, table, after.address, after.label, "", sides[0], sides[1], origins)
