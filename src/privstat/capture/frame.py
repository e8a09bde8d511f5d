"""A table of which is known where everything stands, but not yet what it means."""

from enum import StrEnum
from typing import NamedTuple

from privstat.capture.doubts import Doubt, Taken
from privstat.capture.headings import Heading
from privstat.capture.matrix import Cells
from privstat.capture.splits import Reading
from privstat.place import Place


class Kind(StrEnum):
    """What a row is."""

    ROW = "row"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Line(NamedTuple):
    """A row: its cells, what it is, and where it was found; `refused` are the readings of one that cannot be split."""

    cells: Cells
    kind: Kind = Kind.ROW
    refused: tuple[Reading, ...] = ()


class Frame(NamedTuple):
    """A table of which is known where everything stands, but not yet what it means.

    `group` is a heading line over all of it. The doubts know rows by their index among `lines`.
    """

    place: Place
    group: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    numeric: tuple[bool, ...]
    doubts: tuple[Doubt, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def label_columns(self) -> list[int]:
        """The columns before the first figures; of a table without figures the first one."""
        return list(range(self.numeric.index(True) if True in self.numeric else 1))
