"""A draft of a dataset: tables and prose as they will stand in the file, with doubts and what was taken for what."""

from collections.abc import Mapping
from typing import NamedTuple

from privstat.capture.doubts import Doubt, Taken
from privstat.capture.frame import Kind
from privstat.codelists import NUMBER_ROLES, Reason, Role, Status
from privstat.model import Number, Series
from privstat.place import Place
from privstat.words import Text


class Item(NamedTuple):
    """An id, the printed label that it stands for, and the shared concept."""

    id: str
    label: str
    concept: str | None = None


class DraftColumn(NamedTuple):
    """A column: what its keys in the file will say, and where its heading stands."""

    id: str
    label: str
    role: Role
    place: Place
    unit: str = ""
    under: str = ""
    concept: str | None = None
    codes: tuple[Item, ...] = ()
    separator: str = ""
    group: bool = False
    formula: Mapping[str, list[str]] | None = None


class DraftRow(NamedTuple):
    """A row: its cells as TOML values by column; a figure that could not be read has none.

    `remark` is what a person is told beside it; `subtotal` is the id and label of a row that is one.
    """

    kind: Kind
    cells: Mapping[str, object]
    place: Place
    subtotal: Item | None = None
    remark: str = ""


class DraftNote(NamedTuple):
    """A note; `is_printed` tells whether its mark is."""

    mark: str
    text: str
    reason: Reason
    at: tuple[str, ...]
    place: Place
    is_printed: bool = True


class DraftTable(NamedTuple):
    """A table. The doubts know cells by the index of the row among `rows` (the total is the last) and of the column."""

    id: str
    label: str
    title: str
    unit: str
    as_of: str
    columns: tuple[DraftColumn, ...]
    spanners: tuple[Item, ...]
    rows: tuple[DraftRow, ...]
    notes: tuple[DraftNote, ...]
    checks: tuple[Mapping[str, object], ...]
    doubts: tuple[Doubt, ...]
    taken: tuple[Taken, ...]
    place: Place
    symbols: Mapping[str, Status] = {}
    is_numbered: bool = True
    unit_is_printed: bool = True
    section: str = ""

    @property
    def figures(self) -> list[tuple[int, int]]:
        """The row and column of every figure."""
        columns = [index for index, column in enumerate(self.columns) if column.role in NUMBER_ROLES]
        return [(row, column) for row in range(len(self.rows)) for column in columns]

    @property
    def doubtful(self) -> int:
        """How many figures a person must look at."""
        return sum(self.is_doubtful(row, column) for row, column in self.figures)

    @property
    def confidence(self) -> str:
        """How far the figures may be trusted: high, medium (some are doubtful) or low (most of them are)."""
        return "high" if not self.doubtful else "medium" if self.doubtful * 2 < len(self.figures) else "low"

    def is_doubtful(self, row: int, column: int) -> bool:
        """Tell whether a person must look at a cell."""
        return any(each.covers(row, column) for each in self.doubts)


class DraftSection(NamedTuple):
    """A section of the page: its heading, and who answers for it, "" where nobody is named."""

    id: str
    heading: str
    office: str
    extension: str
    place: Place


class DraftIgnored(NamedTuple):
    """A stretch of the page whose numbers are no figures, and why."""

    text: str
    why: Text
    place: Place


class DraftClaim(NamedTuple):
    """A sentence with the cells that it repeats, by address; or with a figure that no table has, and its unit."""

    text: str
    equals: Mapping[str, Number]
    value: Number | None
    unit: str
    place: Place


class DraftSeries(NamedTuple):
    """A series of another dataset of the publisher, whose table and column this page has too."""

    series: Series
    source: str  # the id of that dataset


class Draft(NamedTuple):
    """What a page was understood as: tables, what stands around them, and doubts about the page as a whole."""

    path: str
    title: str
    tables: tuple[DraftTable, ...]
    doubts: tuple[Doubt, ...]
    unknown: tuple[str, ...]  # labels that the program has no word for
    sections: tuple[DraftSection, ...] = ()
    ignored: tuple[DraftIgnored, ...] = ()
    claims: tuple[DraftClaim, ...] = ()
    series: tuple[DraftSeries, ...] = ()

    @property
    def symbols(self) -> Mapping[str, Status]:
        """The symbols that stand for a status, of all tables."""
        return {symbol: status for table in self.tables for symbol, status in table.symbols.items()}
