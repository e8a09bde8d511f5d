"""The texts of a table, each with its place: title, units, headings, items, texts in cells, notes."""

from collections.abc import Iterator
from typing import NamedTuple

from privstat.codelists import KEY_ROLES, NUMBER_ROLES
from privstat.model import Cell, Code, Dataset, Table
from privstat.once import once
from privstat.place import Origin
from privstat.words import Text


class Label(NamedTuple):
    """A text and its place."""

    text: Text
    origin: Origin


def labels(table: Table) -> Iterator[Label]:
    """Yield the texts of a table that can be translated, in the order of the file."""
    for key, text in (("title", table.title), ("unit", table.unit), ("as-of", table.as_of)):
        if text:
            yield Label(text, table.origin.at(key))
    for column in table.columns:
        if column.label.ja:
            yield Label(column.label, column.origin.at("ja"))
        if column.unit:
            yield Label(column.unit, column.origin.at("unit"))
        for index, code in enumerate(column.codes):
            yield Label(code.label, column.origin.at("codes", index, "ja"))
    for index, spanner in enumerate(table.spanners):
        yield Label(spanner.label, table.origin.at("spanners", index, "ja"))
    cells = (cell for cell in table.all_cells if cell.column.role not in NUMBER_ROLES)
    yield from (Label(text, cell.origin) for cell in cells for text in _texts(cell))
    for note in table.notes:
        yield Label(note.text, note.origin.at("ja"))


@once
def labels_by_table(dataset: Dataset) -> tuple[tuple[Label, ...], ...]:
    """Return the labels of each table."""
    return tuple(tuple(labels(table)) for table in dataset.tables)


def printed_figures(table: Table) -> Iterator[Label]:
    """Yield the figures and periods that were captured as printed."""
    for cell in table.all_cells:
        if cell.given and cell.value is not None:
            yield Label(Text(cell.given), cell.origin.at("printed"))


def _texts(cell: Cell) -> tuple[Text, ...]:
    if isinstance(cell.value, Code):
        return () if cell.column.codes else (cell.value.label,)
    if isinstance(cell.value, Text) and cell.column.role in KEY_ROLES:  # the label of a total
        return (cell.value,)
    return cell.texts
