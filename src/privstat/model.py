"""What a published page holds, as immutable records: tables of cells, their notes, checks, series and claims.

The records are named tuples: as immutable as frozen dataclasses, and loaded in a fraction of the time.
"""

from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import NamedTuple

from privstat.codelists import Reason, Role, Status
from privstat.errors import PrivstatError, UnknownName
from privstat.period import FiscalYear, Month
from privstat.place import Origin, Place
from privstat.words import Text, message

TOTAL = "total"  # the key of a table's total row
SUBTOTAL = "subtotal"  # what makes a row of a file a subtotal
DEFAULT_SEPARATOR = "、"  # between the texts of a list


class Code(NamedTuple):
    """An item of a dimension: its id, its printed label, and the shared concept that it stands for."""

    id: str
    label: Text
    concept: str | None = None


Number = int | Decimal
Value = Number | Code | Month | FiscalYear | Text | tuple[Text, ...] | None


class Formula(NamedTuple):
    """What a rate is made of: the columns (or spanners) that are added above the line and below it."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    percent: bool


class Column(NamedTuple):
    """A column; `under` is the spanner above it, `kind` is flow or stock where a series says so.

    `rounded_to` is the unit that the figures are rounded to, where it is not that of their last digit.
    """

    id: str
    label: Text
    role: Role
    unit: Text | None
    under: str | None
    concept: str | None
    codes: tuple[Code, ...]
    separator: str
    group: bool
    kind: str | None
    formula: Formula | None
    rounded_to: Number | None
    origin: Origin


class Spanner(NamedTuple):
    """A heading over several columns."""

    id: str
    label: Text


class Target(NamedTuple):
    """What an address inside a table names: a row key (`*` for any part of it, () for every row), a column."""

    row: tuple[str, ...]
    column: str  # of a column or a spanner; "" for every column

    def covers(self, row_key: tuple[str, ...], column: Column) -> bool:
        """Tell whether a cell is among those named."""
        return self.column in ("", column.id, column.under) and self.covers_row(row_key)

    def covers_row(self, row_key: tuple[str, ...]) -> bool:
        """Tell whether a row is among those named."""
        if not self.row:
            return True
        return len(self.row) <= len(row_key) and all(
            part in ("*", key) for part, key in zip(self.row, row_key, strict=False)
        )


class Footnote(NamedTuple):
    """A note: its printed mark, what it hangs on (nothing: the whole table), its reason and its text."""

    mark: str
    targets: tuple[Target, ...]
    addresses: tuple[str, ...]
    reason: Reason
    text: Text
    origin: Origin

    def covers(self, row_key: tuple[str, ...], column: Column) -> bool:
        """Tell whether the note concerns a cell."""
        return not self.targets or any(target.covers(row_key, column) for target in self.targets)


class Correction(NamedTuple):
    """What a misprinted figure should be, and why; the printed value stays beside it."""

    value: Number
    reason: Text


class Cell(NamedTuple):
    """One observation.

    `value` is what was captured: an int for counts, a Decimal for rates, None where the status says why
    there is none. `address` is unique in the dataset: annex2.2020.cards.
    """

    address: str
    column: Column
    value: Value
    status: Status
    given: str | None  # the printed string, where it is not what the value looks like by default
    of_which: int | None
    notes: tuple[Footnote, ...]
    own_marks: tuple[str, ...]
    correction: Correction | None
    origin: Origin

    @property
    def number(self) -> Number | None:
        """The value to compute with: nil is 0; None where there is no number."""
        if self.status is Status.NIL:
            return 0
        return self.value if isinstance(self.value, int | Decimal) else None

    @property
    def corrected(self) -> Number | None:
        """The number that should stand there: the correction of a misprint, else what was captured."""
        return self.correction.value if self.correction else self.number

    @property
    def texts(self) -> tuple[Text, ...]:
        """The text or the texts of a cell that holds such; of another one nothing."""
        if isinstance(self.value, Text):
            return (self.value,)
        if isinstance(self.value, tuple):  # codes, months and years are tuples too, but not of texts
            return tuple(text for text in self.value if isinstance(text, Text)) if self.column.role is Role.TEXT else ()
        return ()

    @property
    def printed(self) -> str:
        """The string as printed: 46,896件."""
        return self.given if self.given is not None else _default_print(self)

    @property
    def place(self) -> Place:
        """Where the value stands in its file."""
        return self.origin.place


class Subtotal(NamedTuple):
    """What makes a row a subtotal: its printed label, and the keys of the rows that it adds up.

    `addresses` name the rows where the file does; otherwise they are those above it.
    """

    label: Text
    addresses: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Row(NamedTuple):
    """A row: the ids of its key columns, and a cell for each column (totals and subtotals may leave some out)."""

    key: tuple[str, ...]
    cells: Mapping[str, Cell]
    origin: Origin
    subtotal: Subtotal | None = None

    @property
    def name(self) -> str:
        """The key as addresses have it: personal.family-register; "" where the table has no key."""
        return ".".join(self.key)

    @property
    def is_total(self) -> bool:
        """Whether the row is the printed total."""
        return self.key == (TOTAL,)

    @property
    def is_sum(self) -> bool:
        """Whether the row is the printed total or a subtotal, which no sum counts and only its own name names."""
        return self.is_total or self.subtotal is not None


class Expectation(NamedTuple):
    """The figures that an explanation covers, and no others; `row` is "" where there is only one."""

    row: str
    parts: Number
    whole: Number


class Check(NamedTuple):
    """A relation that the table states: parts and whole, a printed total, or a count and its names."""

    parts: tuple[str, ...]
    whole: str | None
    total: str | None
    counted: str | None
    names: str | None
    rows: tuple[str, ...]
    pending: tuple[str, ...]
    carried: tuple[str, ...]
    excludes: tuple[str, ...]
    includes: tuple[str, ...]
    explained_by: str | None
    expected: tuple[Expectation, ...]
    origin: Origin


class Area(NamedTuple):
    """A municipality: its six-digit code and its name."""

    code: str
    name: Text


class Edition(NamedTuple):
    """What one publisher published for one fiscal year."""

    id: str
    fiscal_year: FiscalYear
    title: Text
    area: Area
    regime: str
    path: str
    origin: Origin


class Ignored(NamedTuple):
    """A stretch of the page whose numbers are no figures, word for word, and why they are not captured."""

    text: str
    why: Text


class Source(NamedTuple):
    """A publication; `numbers` are the table numbers that its page prints, `absent` those that it skips."""

    id: str
    title: Text
    numbers: tuple[str, ...]
    absent: tuple[str, ...]
    ignored: tuple[Ignored, ...]
    facts: Mapping[str, object]  # url, published, retrieved, page, licence, sha256: those that are known
    origin: Origin


class Section(NamedTuple):
    """A part of the page, and the office that answers for it."""

    id: str
    heading: Text | None
    office: Text | None
    extension: str | None


class Table(NamedTuple):
    """A table as printed. `rows` are in the printed order and without total and subtotals.

    `body` has the subtotals where they are printed; the total stands apart.
    """

    id: str
    label: str
    title: Text
    unit: Text | None
    as_of: Text | None
    section: Section | None
    source: Source
    columns: tuple[Column, ...]
    spanners: tuple[Spanner, ...]
    rows: tuple[Row, ...]
    body: tuple[Row, ...]
    total: Row | None
    notes: tuple[Footnote, ...]
    checks: tuple[Check, ...]
    edition: Edition
    origin: Origin

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows and subtotals in the printed order and, last, the total where there is one."""
        return self.body if self.total is None else (*self.body, self.total)

    @property
    def subtotals(self) -> tuple[Row, ...]:
        """The printed subtotals."""
        return tuple(row for row in self.body if row.subtotal)

    @property
    def all_cells(self) -> Iterator[Cell]:
        """The cells of all rows, those of totals too."""
        return (cell for row in self.all_rows for cell in row.cells.values())

    def column(self, name: str) -> Column:
        """Return a column by its id. Raises UnknownName."""
        for column in self.columns:
            if column.id == name:
                return column
        raise UnknownName(COLUMN, name, [column.id for column in self.columns])

    def ids(self, role: Role) -> list[str]:
        """Return the ids of the columns with a role."""
        return [column.id for column in self.columns if column.role is role]

    def columns_at(self, name: str) -> tuple[Column, ...]:
        """Return the column of this id, or those under the spanner of this id."""
        return tuple(column for column in self.columns if name in (column.id, column.under))

    def note(self, mark: str) -> Footnote | None:
        """Return the note with a mark, or None."""
        return next((note for note in self.notes if note.mark == mark), None)

    def cells(self, address: str = "") -> Iterator[Cell]:
        """Yield the cells that an address names: `reviews`, `law`, `2020.cards`, `total.updates`; "" is all.

        The total and subtotals are left out where they are not named. Raises UnknownName.
        """
        return (cell for _, cell in self.entries(address))

    def entries(self, address: str = "") -> Iterator[tuple[Row, Cell]]:
        """Yield the cells that an address names, each with its row."""
        columns = {name for column in self.columns for name in (column.id, column.under)}
        target = target_of(address, columns, [row.key for row in self.all_rows]) if address else Target((), "")
        if target is None:
            rows = [row.name for row in self.all_rows if row.key]
            raise UnknownName(CELL, f"{self.id}.{address}", [*rows, *(column.id for column in self.columns)])
        for row in self.all_rows:
            if target.covers_row(row.key) and (target.row == row.key or not row.is_sum):
                yield from ((row, cell) for cell in row.cells.values() if target.covers(row.key, cell.column))

    def cell(self, *address: str) -> Cell:
        """Return the one cell of an address: `cell("2020", "cards")` or `cell("2020.cards")`.

        Raises UnknownName where there is none, and PrivstatError where there are several.
        """
        joined = ".".join(address)
        cells = list(self.cells(joined))
        if len(cells) != 1:
            raise PrivstatError(
                message(
                    en="{table}.{address} names {count} cells, not one; give row and column",
                    ja="{table}.{address} は {count} 個のセルを指します。行と列を指定してください",
                    table=self.id,
                    address=joined,
                    count=len(cells),
                )
            )
        return cells[0]


class Series(NamedTuple):
    """A figure that is followed over the years: the address of its cells, and whether it is a flow or a stock."""

    id: str
    title: Text
    measure: str
    kind: str
    any_regime: bool  # whether the figure does not depend on the legal frame
    origin: Origin


class Claim(NamedTuple):
    """A figure that the page states in its prose: of a cell (`equals`), or on its own (`value`)."""

    id: str | None
    text: Text
    equals: Mapping[str, Number]
    value: Number | None
    unit: Text | None
    origin: Origin


class Dataset(NamedTuple):
    """One file: everything that one publisher published for one fiscal year."""

    edition: Edition
    symbols: Mapping[str, Status]
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    series: tuple[Series, ...]
    claims: tuple[Claim, ...]

    def table(self, table_id: str) -> Table:
        """Return a table by its id. Raises UnknownName."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise UnknownName(TABLE, table_id, [table.id for table in self.tables])

    def cells(self, address: str) -> Iterator[Cell]:
        """Yield the cells of an address such as `table6.reviews`. Raises UnknownName."""
        table, _, rest = address.partition(".")
        return self.table(table).cells(rest)


TABLE = Text(en="table", ja="表")
COLUMN = Text(en="column", ja="列")
CELL = Text(en="cell", ja="セル")


def target_of(address: str, columns: Set[str | None], row_keys: list[tuple[str, ...]]) -> Target | None:
    """Return what an address names among row keys and the ids of columns and spanners, or None."""
    parts = address.split(".")
    target = Target(tuple(parts[:-1]), parts[-1]) if parts[-1] in columns else Target(tuple(parts), "")
    return target if not target.row or any(target.covers_row(key) for key in row_keys) else None


def _default_print(cell: Cell) -> str:
    """Return what a cell looks like in print where nothing else was captured."""
    value = cell.value
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Code):
        return value.label.ja
    if isinstance(value, Month | FiscalYear):
        return value.label("ja")
    if cell.texts:
        return cell.column.separator.join(text.ja for text in cell.texts)
    return "" if value is None else str(value)
