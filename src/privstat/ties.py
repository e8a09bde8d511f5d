"""What must hold between the figures of a dataset: its sums, its claims, its counts, and what other pages print."""

from collections.abc import Iterable, Iterator

from privstat.codelists import NUMBER_ROLES, Reason, Role, Status
from privstat.equations import Equation, Figure, figure_of, has_figure, sum_equations, terms_of
from privstat.model import Cell, Claim, Dataset, Row, Table
from privstat.totals import sums
from privstat.words import Message, Text

_REVISED = frozenset({Status.PROVISIONAL, Status.REVISED})
_MAY_DIFFER = frozenset({Reason.REVISED, Reason.PROVISIONAL, Reason.BREAK})


def equations(dataset: Dataset) -> Iterator[Equation]:
    """Yield what must hold between the figures of a dataset."""
    for table in dataset.tables:
        for each in sums(table):
            yield from sum_equations(each)
        yield from _counts(table)
        yield from _parts_in_brackets(table)
    for claim in dataset.claims:
        yield from _claimed(claim, dataset)


def witnesses(dataset: Dataset, others: Iterable[Dataset]) -> Iterator[Equation]:
    """Yield that other pages of the publisher print the same for the same cells, where none says that it was revised.

    A cell is the same where table, row and column have the same ids, and the row or the page is of the same year.
    """
    edition = dataset.edition
    for other in others:
        if other.edition.id != edition.id and other.edition.area.code == edition.area.code:
            yield from _printed_elsewhere(dataset, other)


def _counts(table: Table) -> Iterator[Equation]:
    for check in table.checks:
        if not check.counted or not check.names:
            continue
        for row in table.rows:
            count, listed = row.cells[check.counted], len(row.cells[check.names].texts)
            if has_figure(count):
                equation = Equation("T004", terms_of([(count, 1)]), listed, count.origin)
                facts = {"address": count.address, "value": count.number, "listed": listed}
                yield equation._replace(sentence=Message(_COUNT, {**facts, "difference": equation.difference}))


_COUNT = Text(
    en="{address} is {value:,}, but {listed:,} are named ({difference:+,})",
    ja="{address} は {value:,} ですが、名前は {listed:,} あります({difference:+,})",
)


def _parts_in_brackets(table: Table) -> Iterator[Equation]:
    """Yield what a part in brackets asks of its figure; no one value would mend it, so no rule's code stands here."""
    for cell in table.all_cells:
        if cell.of_which is not None and has_figure(cell):
            yield Equation("", terms_of([(cell, -1)]), -cell.of_which, cell.origin, at_most=True)


def _claimed(claim: Claim, dataset: Dataset) -> Iterator[Equation]:
    for address, stated in claim.equals.items():
        cell = next(dataset.cells(address))
        if not has_figure(cell):
            continue
        origin = claim.origin.at("equals", address)
        said = Figure(cell.address, stated, Role.CHANGE, claim.text.ja, False, origin, in_prose=True)
        figure = figure_of(cell)
        facts = {"address": cell.address, "value": figure.value, "stated": stated}
        sentence = Message(_CLAIM, facts | {"difference": figure.value - stated})
        yield Equation("P001", ((figure, 1), (said, -1)), 0, origin, sentence, witness=_PROSE)


_PROSE = Text(en="the prose", ja="本文")
_CLAIM = Text(
    en="{address} is {value:,}, but the prose says {stated:,} ({difference:+,})",
    ja="{address} は {value:,} ですが、本文には {stated:,} とあります({difference:+,})",
)


def _printed_elsewhere(dataset: Dataset, other: Dataset) -> Iterator[Equation]:
    same_year = dataset.edition.fiscal_year == other.edition.fiscal_year
    witness = Text(other.edition.id)
    theirs = {table.id: table for table in other.tables}
    for table in dataset.tables:
        for cell, twin in _twins(table, theirs[table.id], same_year) if table.id in theirs else ():
            yield Equation("", terms_of([(cell, 1)]), figure_of(twin).value, cell.origin, witness=witness)


def _twins(table: Table, other: Table, same_year: bool) -> Iterator[tuple[Cell, Cell]]:
    dated = any(column.role in (Role.MONTH, Role.FISCAL_YEAR) for column in table.columns)
    rows = {row.key: row for row in other.all_rows}
    same_rows = [row.key for row in table.rows] == [row.key for row in other.rows]
    for row in table.all_rows:
        if row.key in rows and (same_year or (dated and (same_rows or not row.is_total))):
            yield from _same_cells(row, rows[row.key])


def _same_cells(row: Row, other: Row) -> Iterator[tuple[Cell, Cell]]:
    for id_, cell in row.cells.items():
        twin = other.cells.get(id_)
        if twin is None or cell.column.role not in NUMBER_ROLES or twin.column.role is not cell.column.role:
            continue
        if has_figure(cell) and has_figure(twin) and not _is_revised(cell, twin):
            yield cell, twin


def _is_revised(*cells: Cell) -> bool:
    reasons = {note.reason for cell in cells for note in cell.notes}
    return any(cell.status in _REVISED for cell in cells) or not reasons.isdisjoint(_MAY_DIFFER)
