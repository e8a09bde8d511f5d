"""A sheet: a result laid out for people, before it is known where it will be shown.

Results offer themselves in three forms: as one object for JSON, as records for CSV and TSV, as sheets for
people. An exporter knows the forms, not the results.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from privstat.place import Spot
from privstat.words import Language


class Heading(NamedTuple):
    """The heading of a column; `above` is the heading over it and its neighbours.

    The cells of a column of bars hold shares of the longest bar: 0.25.
    """

    text: str
    numeric: bool = False
    above: str = ""
    bars: bool = False


class Line(NamedTuple):
    """A row of cells; of kind row, total or subtotal, or a heading over the rows that follow, with one cell."""

    cells: tuple[str, ...]
    kind: str = "row"


class Sheet(NamedTuple):
    """A title, facts about what follows, a table, notes with their marks, last words, and a piece of TOML.

    Last words may be about places in files, which are shown with their lines, and be followed by hints; `tone` says
    how grave they are: error, warning, or remark.

    Everything may be left out.
    """

    title: str = ""
    facts: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    hints: tuple[str, ...] = ()
    tone: str = "remark"
    example: str = ""


class View(Protocol):
    """A result that can be shown."""

    def as_object(self) -> dict[str, object]:
        """Return the result as one object with ASCII keys; the same in every language."""
        ...

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        """Return the names of the columns, and the records; the same in every language."""
        ...

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        """Return the result for people."""
        ...
