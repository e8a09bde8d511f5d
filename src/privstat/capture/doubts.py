"""What was taken for what, and what a person must look at, each with its place in the source."""

from collections.abc import Iterable
from typing import NamedTuple

from privstat.grid import DOUBTFUL, GridCell
from privstat.place import Place
from privstat.words import Message, message

EVERY = -1  # any row, any column
Spot = tuple[int, int]  # row and column of a table


class Doubt(NamedTuple):
    """Something that a person must look at, and the cells whose figures it is about, if any."""

    place: Place
    sentence: Message
    spots: frozenset[Spot] = frozenset()

    def covers(self, row: int, column: int) -> bool:
        """Tell whether a cell is among those it is about."""
        return not self.spots.isdisjoint({(row, column), (row, EVERY), (EVERY, column), (EVERY, EVERY)})


class Taken(NamedTuple):
    """Something that was understood without being printed so: a total, a filled blank, a figure that sums split."""

    place: Place
    sentence: Message


def doubt(place: Place, sentence: Message, *spots: Spot) -> Doubt:
    """Return a doubt about some cells."""
    return Doubt(place, sentence, frozenset(spots))


def unsure(cell: GridCell) -> Message | None:
    """Return why the source of a cell cannot be relied on for its text, or None where it can."""
    if cell.looks == DOUBTFUL:
        return message(
            en="the source does not say for certain in which cell '{text}' stands",
            ja="「{text}」がどのセルにあるか、出典からは確かではありません",
            text=cell.text,
        )
    _, more, exact = cell.looks.partition("= ")
    if not more:
        return None
    return message(
        en="'{text}' is shown, and that was taken, but the cell holds {exact}",
        ja="表示されている「{text}」を読みましたが、セルの値は {exact} です",
        text=cell.text,
        exact=exact,
    )


def in_rows(found: Iterable[Doubt], offset: int) -> tuple[Doubt, ...]:
    """Return doubts about rows that now stand so many rows further down."""
    return tuple(
        each._replace(spots=frozenset((row if row == EVERY else row + offset, column) for row, column in each.spots))
        for each in found
    )
