from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from privstat.categories import tables_by_id
from privstat.codelists import KEY_ROLES, Role
from privstat.model import Cell, Dataset, Row, Table
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.words import message

_FLOOR = 10  # smaller figures are the same by chance
_FEWEST = 3  # such figures in the table


@rule_between("Y022", "figures-not-updated", Severity.WARNING)
def figures_not_updated(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A table with exactly the figures of the year before.

    A new page is often made from the file of the last one, and then a table is forgotten. At least three figures
    of two digits or more must be the same, and none may differ. Tables over several fiscal years are compared year
    by year (revised-unmarked).

        # fy2020.toml
        [tables.table5]
        label   = "表5"
        title   = "目的外利用と外部提供"
        columns = [{ id = "use", ja = "目的外利用" }, { id = "law", ja = "法令" }, { id = "board", ja = "承認" }]
        rows    = [{ use = 103, law = 32, board = 42 }]

        # fy2021.toml
        [tables.table5]
        label   = "表5"
        title   = "目的外利用と外部提供"
        columns = [{ id = "use", ja = "目的外利用" }, { id = "law", ja = "法令" }, { id = "board", ja = "承認" }]
        rows    = [{ use = 103, law = 32, board = 42 }]

    前の年度とすべての数値が同じ表です。

    新しいページは、前のファイルを写して作ることが多く、表の更新を忘れることがあります。2 桁以上の数値が三つ以上あり、
    違う数値が一つもない場合に知らせます。複数年度の表は、年度ごとに比べます(revised-unmarked)。
    """
    pairs = (pair for tables in tables_by_id(publisher) for pair in pairwise((each, _counts(each)) for each in tables))
    for (before, old), (here, new) in pairs:
        if sum((cell.number or 0) >= _FLOOR for cell in new.values()) < _FEWEST:
            continue
        if before.edition.fiscal_year == here.edition.fiscal_year or _numbers(old) != _numbers(new):
            yield PASSED
            continue
        sentence = message(
            en="all {count} figures of {table} are those of {year}; was it updated?",
            ja="{table}の数値は {count} 個とも{year}と同じです。更新しましたか",
            count=len(new),
            table=here.label,
            year=before.edition.fiscal_year.words,
        )
        yield failed(sentence, *(cell.origin for side in (new, old) for cell in side.values()))


def _counts(table: Table) -> dict[tuple[object, ...], Cell]:
    """Return the counts of a table that are of its year, by row and column; months without their year."""
    if any(column.role is Role.FISCAL_YEAR for column in table.columns):
        return {}
    counts = table.ids(Role.COUNT)
    is_month = [column.role is Role.MONTH for column in table.columns if column.role in KEY_ROLES]
    return {
        (_without_years(row, is_month), id_): cell
        for row in table.all_rows
        for id_ in counts
        if (cell := row.cells.get(id_)) and cell.number is not None
    }


def _without_years(row: Row, is_month: Sequence[bool]) -> tuple[str, ...]:
    if row.is_sum:
        return row.key
    return tuple(part[len("2020") :] if month else part for part, month in zip(row.key, is_month, strict=True))


def _numbers(cells: Mapping[tuple[object, ...], Cell]) -> dict[tuple[object, ...], object]:
    return {key: cell.number for key, cell in cells.items()}
