"""Sums beside what is printed: totals over the rows of a column, and parts beside their whole in a row.

A printed total never takes part in a sum, nor does a subtotal, but in one that names it. Sums of ints are ints, with
a Decimal among them Decimals.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from privstat.codelists import NUMBER_ROLES, Reason, Role
from privstat.model import Cell, Check, Column, Expectation, Footnote, Number, Row, Table
from privstat.words import Message, Text, message

# Notes that say that parts and whole count different things, so that adding the parts makes no sense.
NON_ADDITIVE = frozenset({Reason.OVERLAP, Reason.OF_WHICH})


class Sum(NamedTuple):
    """Cells that are added, and the printed cell that they are compared with, where there is one.

    `row` is the row of a sum over columns. A sum over the rows of a column has none; `against` is the printed total or
    subtotal that it is compared with.
    """

    table: Table
    row: Row | None
    parts: tuple[Cell, ...]
    whole: Cell | None
    check: Check | None = None
    against: Row | None = None

    @property
    def column(self) -> str:
        """The id of the column that the sum belongs to."""
        return self.whole.column.id if self.whole else self.parts[0].column.id

    @property
    def computed(self) -> Number | None:
        """What the parts add up to, or None where one of them is missing; `refusal` says whether it means anything."""
        return added(self.parts)

    @property
    def printed(self) -> Number | None:
        """The whole as printed, or None."""
        return self.whole.number if self.whole else None

    @property
    def difference(self) -> Number | None:
        """Computed less printed, or None where one of them is missing."""
        if self.computed is None or self.printed is None:
            return None
        return self.computed - self.printed

    @property
    def corrected(self) -> Number | None:
        """The difference if misprints are read as their corrections, or None where a figure is missing."""
        parts = [part.corrected for part in self.parts]
        known = [number for number in parts if number is not None]
        whole = self.whole.corrected if self.whole else None
        return None if whole is None or len(known) < len(parts) else sum(known) - whole

    @property
    def note(self) -> Footnote | None:
        """The note that explains why the sum may differ from what is printed."""
        return self.table.note(self.check.explained_by) if self.check and self.check.explained_by else None

    @property
    def refusal(self) -> Text | Message | None:
        """Why the parts are not to be added, or None where they are."""
        return self.note.text if self.note and self.note.reason in NON_ADDITIVE else self.obstacle

    @property
    def obstacle(self) -> Message | None:
        """Why figures of this kind are not added, whatever the notes say, or None where they are."""
        column = self.parts[0].column
        if self.row is None and column.kind == "stock" and _has_time(self.table):
            return message(en="a stock is not added over time", ja="ストックは期間にわたって足せません")
        if self.row is None and column.role is Role.RATE:
            return message(en="rates are not added", ja="率は足せません")
        return None

    @property
    def additive(self) -> bool:
        """Whether adding the parts makes sense."""
        return self.refusal is None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The whole, where there is one, and the parts."""
        return self.parts if self.whole is None else (self.whole, *self.parts)

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The cells without a number, for whose sake nothing can be computed."""
        return tuple(cell for cell in self.cells if cell.number is None)

    @property
    def is_alone(self) -> bool:
        """Whether no other row is compared by the same check."""
        rows = self.check.rows if self.check and self.check.rows else self.table.all_rows
        return len(rows) == 1 or (self.row is None and not (self.check and self.check.rows))

    @property
    def expected(self) -> Expectation | None:
        """The figures that the explanation was pinned to, or None."""
        pins = self.check.expected if self.check else ()
        row = self.row or self.against
        return next((pin for pin in pins if pin.row in ("", row.name if row else "")), None)


def added(cells: tuple[Cell, ...]) -> Number | None:
    """Return the sum of the cells' numbers, or None where one has none."""
    numbers = [cell.number for cell in cells]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def sums(table: Table) -> Iterator[Sum]:
    """Yield the sums that make sense to look at: each column of several rows, then the relations of the checks."""
    yield from column_sums(table)
    yield from part_sums(table)


def column_sums(table: Table) -> Iterator[Sum]:
    """Yield, for each column of figures, the sum over its rows beside the printed total, then those of the subtotals.

    A column without a printed total is summed only where it has several rows.
    """
    by_key = {row.key: row for row in table.body} if table.subtotals else {}
    for column in table.columns:
        if column.role not in NUMBER_ROLES:
            continue
        total = table.total.cells.get(column.id) if table.total else None
        if table.rows and (total or len(table.rows) > 1):
            cells = tuple(row.cells[column.id] for row in table.rows)
            yield Sum(table, None, cells, total, _check_of(table, column, table.total), table.total if total else None)
        for row in table.subtotals:
            parts = tuple(_cells_in([by_key[key] for key in row.subtotal.rows], column)) if row.subtotal else ()
            if column.id in row.cells and parts:
                yield Sum(table, None, parts, row.cells[column.id], _check_of(table, column, row), row)


def _check_of(table: Table, column: Column, against: Row | None) -> Check | None:
    """Return the check that explains the total of a column, or the subtotal in a row that it names."""
    return next(
        (
            check
            for check in table.checks
            if check.total == column.id and against
            if (against.name in check.rows if check.rows else against.is_total)
        ),
        None,
    )


def _cells_in(rows: list[Row], column: Column) -> Iterator[Cell]:
    return (row.cells[column.id] for row in rows if column.id in row.cells)


def through_subtotals(table: Table, column: Column) -> Number | None:
    """Return what the printed subtotals and the rows outside them add up to, or None where a figure is missing.

    Of subtotals that overlap, the one of the most rows counts.
    """
    by_key = {row.key: row for row in table.body}
    left = dict.fromkeys(row.key for row in table.rows)
    cells = []
    for keys, row in sorted(((_leaves(row, by_key), row) for row in table.subtotals), key=lambda each: -len(each[0])):
        if keys <= left.keys() and column.id in row.cells:
            cells.append(row.cells[column.id])
            for key in keys:
                del left[key]
    return added((*cells, *(by_key[key].cells[column.id] for key in left)))


def _leaves(row: Row, by_key: Mapping[tuple[str, ...], Row]) -> frozenset[tuple[str, ...]]:
    """Return the keys of the plain rows that a subtotal adds up, through other subtotals too."""
    found, seen, open_ = set(), {row.key}, [row]
    while open_:
        subtotal = open_.pop().subtotal
        for key in subtotal.rows if subtotal else ():
            if by_key[key].subtotal is None:
                found.add(key)
            elif key not in seen:
                seen.add(key)
                open_.append(by_key[key])
    return frozenset(found)


def part_sums(table: Table) -> Iterator[Sum]:
    """Yield, for each check of parts and whole, the sum over the parts in every row that has them."""
    for check in table.checks:
        if check.whole is None:
            continue
        for row in table.all_rows:
            if check.rows and row.name not in check.rows:
                continue
            whole = row.cells.get(check.whole)
            parts = tuple(_cells(table, row, check.parts))
            if whole and parts:
                yield Sum(table, row, parts, whole, check)


def _cells(table: Table, row: Row, names: tuple[str, ...]) -> Iterator[Cell]:
    for name in names:
        for column in table.columns_at(name):
            if column.id in row.cells:
                yield row.cells[column.id]


def adjusted(part_sum: Sum) -> tuple[Number, Number] | None:
    """Return parts and whole with the cells that the check names besides them, or None where one is missing.

    Pending and included cells go to the parts, excluded ones leave them, and carried ones go to the whole.
    """
    check, row = part_sum.check, part_sum.row
    if check is None or row is None:
        return None
    beside = (check.pending, check.includes, check.excludes, check.carried)
    numbers = [added(tuple(_cells(part_sum.table, row, names))) for names in beside]
    known = [number for number in (part_sum.computed, part_sum.printed, *numbers) if number is not None]
    if len(known) < 6:
        return None
    parts, whole, pending, included, excluded, carried = known
    return parts + pending + included - excluded, whole + carried


def beside(part_sum: Sum) -> list[tuple[Cell, int]]:
    """Return the cells that the check names besides parts and whole: 1 with those that are added to the parts,
    -1 with those that are taken from them or added to the whole."""
    check, row = part_sum.check, part_sum.row
    if check is None or row is None:
        return []
    signs = ((check.pending, 1), (check.includes, 1), (check.excludes, -1), (check.carried, -1))
    return [(cell, sign) for names, sign in signs for cell in _cells(part_sum.table, row, names)]


def _has_time(table: Table) -> bool:
    return any(column.role in (Role.MONTH, Role.FISCAL_YEAR) for column in table.columns)
