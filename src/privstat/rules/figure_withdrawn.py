from collections.abc import Iterator, Sequence

from privstat.codelists import KEY_ROLES, STATUS_WORDS, Role, Status
from privstat.model import Cell, Code, Dataset, Table
from privstat.relations import explained
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.vintages import State, Vintage, vintages_between
from privstat.words import Message, Text


@rule_between("Y011", "figure-withdrawn", Severity.WARNING)
def figure_withdrawn(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A figure that a newer page no longer prints, though its table reaches back to that year.

    Either it was withdrawn, or it was overlooked when the page was captured. A status that says why there is no
    figure (not-counted, suppressed, not-available) explains it; blank does not. Columns and items that are gone as
    a whole are told by categories-changed, and years before the first one of the newer table are not missed.

        # fy2020.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2019, cards = 5660 }, { year = 2020, cards = 19696 }]

        # fy2021.toml
        [tables.annex2]
        label   = "別表2"
        title   = "交付件数"
        columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "cards", ja = "交付件数" }]
        rows    = [{ year = 2020, cards = { status = "blank" } }, { year = 2021, cards = 17342 }]

    前のページにあった数値が、その年度を含む新しい表にありません。

    取り下げられたか、記録するときに見落としたかです。数値がない訳を示す状態(not-counted、suppressed、not-available)が
    あれば説明されたものとしますが、blank は説明になりません。列や項目が丸ごとなくなった場合は categories-changed が
    知らせ、新しい表の最初の年度より前の年度は対象外です。
    """
    editions = {dataset.edition.path: dataset.edition.id for dataset in publisher}
    items: dict[int, set[tuple[str, ...]]] = {}
    for vintage in vintages_between(publisher):
        if vintage.before is None or vintage.before.number is None:
            continue
        if vintage.state is not State.WITHDRAWN:
            yield PASSED
        elif vintage.cell or _is_missed(vintage.before, vintage.table, items):
            yield _verdict(vintage, vintage.before, editions)


def _verdict(vintage: Vintage, before: Cell, editions: dict[str, str]) -> Verdict:
    here = vintage.cell
    facts = {
        "address": before.address,
        "before": before.number,
        "edition": editions[before.origin.document.path],
        "status": STATUS_WORDS[here.status] if here else Text(en="no such row", ja="行がありません"),
    }
    place = here.origin if here else vintage.table.origin.at("rows")
    verdict = failed(Message(_GONE, facts), place, before.origin)
    return explained(verdict) if here and here.status is not Status.BLANK else verdict


_GONE = Text(
    en="{address} was {before:,} in {edition}, but there is no figure here ({status})",
    ja="{address} は {edition} では {before:,} でしたが、ここには数値がありません({status})",
)


def _is_missed(before: Cell, table: Table, items: dict[int, set[tuple[str, ...]]]) -> bool:
    """Tell whether a table still has the column and the item of a figure, and lacks just its year or month."""
    keys = [column for column in table.columns if column.role in KEY_ROLES]
    parts = before.address.split(".")[1:-1]
    if len(keys) != len(parts) or before.column.id not in [column.id for column in table.columns]:
        return False
    if id(table) not in items:
        items[id(table)] = set(_items(table))
    return tuple(part for key, part in zip(keys, parts, strict=True) if key.role is Role.DIMENSION) in items[id(table)]


def _items(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple(cell.value.id for cell in row.cells.values() if isinstance(cell.value, Code))
