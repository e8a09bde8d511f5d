"""Series that another dataset of the publisher has, of a table and a column that the draft has too."""

from collections.abc import Iterable, Iterator

from privstat.capture.frame import Kind
from privstat.capture.sketch import Draft, DraftColumn, DraftSeries, DraftTable
from privstat.capture.words import plain
from privstat.codelists import KEY_ROLES, Role
from privstat.model import TOTAL, Column, Dataset, Series, Table


def series_like(draft: Draft, other: Dataset) -> Iterator[DraftSeries]:
    """Yield the series of another dataset whose measure means the same here: same table, headings, unit and address."""
    tables = {each.id: each for each in draft.tables}
    for series in other.series:
        table = tables.get(series.measure.partition(".")[0])
        if table and _is_same(series, other.table(table.id), table):
            yield DraftSeries(series, other.edition.id)


def _is_same(series: Series, theirs: Table, ours: DraftTable) -> bool:
    row, _, name = series.measure.partition(".")[2].rpartition(".")
    column = next((each for each in ours.columns if each.id == name), None)
    its_column = next((each for each in theirs.columns if each.id == name), None)
    if column is None or its_column is None or plain(theirs.label) != plain(ours.label):
        return False
    units = _unit_of(theirs, its_column), column.unit or ours.unit
    return _says_same(its_column, column) and units[0] == units[1] and _has_row(row, theirs, ours)


def _says_same(theirs: Column, ours: DraftColumn) -> bool:
    return theirs.role is ours.role and plain(theirs.label.ja) == plain(ours.label)


def _unit_of(table: Table, column: Column) -> str:
    unit = column.unit or table.unit
    return unit.ja if unit else ""


def _has_row(row: str, theirs: Table, ours: DraftTable) -> bool:
    """Tell whether the rows that a series names are there: all of them, or the total.

    An item of the other dataset has an id that a person gave it, so that the same id here would prove little.
    """
    if row == TOTAL:
        return any(each.kind is Kind.TOTAL for each in ours.rows)
    return not row and _keys(theirs.columns) == _keys(ours.columns)


def _keys(columns: Iterable[Column | DraftColumn]) -> list[Role]:
    return [each.role for each in columns if each.role in KEY_ROLES]
