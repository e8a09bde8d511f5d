from collections.abc import Iterator, Mapping

from privstat.codelists import KEY_ROLES, Role
from privstat.model import Column, Dataset, Number, Row, Table
from privstat.prose import plain
from privstat.totals import added
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, Text

_CALLED = frozenset(
    ("計", "合計", "小計", "中計", "総計", "総数", "総合計", "全体計", "total", "subtotal", "grandtotal", "sum")
)
_FEWEST_ROWS = 4  # of three, one is the sum of the others now and then
_FEWEST_FIGURES = 3
Sums = Mapping[str, Number | None]


@rule("T008", "total-counted-twice", Severity.WARNING)
def total_counted_twice(dataset: Dataset) -> Iterator[Verdict]:
    """A total that stands among the rows, where every sum counts it and the rows that it adds up.

    A row looks like a total if it is called so, or if it is the first or the last of four or more and its figures are
    the sums of the others in every column. Write it as total = { … }, or as a row with subtotal = { … }.

        [tables.table5]
        label   = "表5"
        title   = "目的外利用"
        columns = [{ id = "ground", ja = "根拠規定", role = "dimension" }, { id = "cases", ja = "目的外利用" }]
        rows    = [
          { ground = { id = "law", ja = "法令に基づくもの" }, cases = 32 },
          { ground = { id = "consent", ja = "本人の同意を得たもの" }, cases = 23 },
          { ground = { id = "all", ja = "合計" }, cases = 55 },
        ]

    合計が行の一つとして書かれているため、足すと二重に数えられます。

    合計と呼ばれている行、または 4 行以上の表の最初か最後にあり、どの列でもほかの行の和に等しい行は、合計と思われます。
    total = { … } か、subtotal = { … } を持つ行として書いてください。
    """
    for table in dataset.tables:
        sums = {column.id: _sum(table, column) for column in table.columns if column.role is Role.COUNT}
        suspects = [row for row in table.rows if _is_called_so(row)] or list(_equal(table, sums))
        if not suspects:
            yield PASSED
        for row in suspects:
            cells = [cell for cell in row.cells.values() if cell.column.role in (*KEY_ROLES, Role.COUNT)]
            yield failed(_sentence(row, sums), *(cell.origin for cell in cells))


_SENTENCE = Text(
    en="'{label}' looks like a total, and is added to its own rows{naive}; write it as a total or a subtotal",
    ja="「{label}」は合計と思われますが、行として二重に足されます{naive}。total か subtotal として書いてください",
)
_NAIVE = Text(en=": {column} {sum:,}", ja=": {column} {sum:,}")


def _is_called_so(row: Row) -> bool:
    return any(_plain(label) in _CALLED for label in _labels(row))


def _labels(row: Row) -> list[str]:
    return [cell.printed for cell in row.cells.values() if cell.column.role in KEY_ROLES]


def _plain(label: str) -> str:
    return plain(label).casefold().strip("()[]【】「」")


def _equal(table: Table, sums: Sums) -> Iterator[Row]:
    """Yield a row at an end of the table that is the sum of the others wherever there is something to add."""
    keys = {column.role for column in table.columns if column.role in KEY_ROLES}
    if len(table.rows) < _FEWEST_ROWS or keys != {Role.DIMENSION}:
        return
    for row in (table.rows[-1], table.rows[0]):
        figures = [(row.cells[id_].number, twice) for id_, twice in sums.items()]
        is_sum = all(number is not None and number * 2 == twice for number, twice in figures)
        if is_sum and _figures(table, row, sums) >= _FEWEST_FIGURES:
            yield row


def _figures(table: Table, row: Row, sums: Sums) -> int:
    """Return how many figures of the other rows are more than zero."""
    return sum(bool(other.cells[id_].number) for other in table.rows if other is not row for id_ in sums)


def _sum(table: Table, column: Column) -> Number | None:
    return added(tuple(row.cells[column.id] for row in table.rows))


def _sentence(row: Row, sums: Sums) -> Message:
    label = next((label for label in _labels(row) if _plain(label) in _CALLED), _labels(row)[-1])
    found = ((row.cells[id_].column, number) for id_, number in sums.items())
    naive = next((Message(_NAIVE, {"column": column.label, "sum": n}) for column, n in found if n is not None), "")
    return Message(_SENTENCE, {"label": label, "naive": naive})
