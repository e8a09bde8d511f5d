from collections import defaultdict
from collections.abc import Iterator

from privstat.model import Check, Dataset, Table
from privstat.totals import sums
from privstat.validate import PASSED, Severity, Verdict, failed, rule
from privstat.words import Message, Text


@rule("N007", "idle-pin", Severity.WARNING)
def idle_pin(dataset: Dataset) -> Iterator[Verdict]:
    """Pinned figures of a row that the check does not compare, or that has pins already.

    The figures under `expect` are those that an explanation was read for. Pins that nothing is compared with guard
    nothing.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [
          { id = "year", ja = "年度", role = "fiscal-year" },
          { id = "requests", ja = "請求件数" },
          { id = "disclosed", ja = "開示" },
        ]
        rows    = [
          { year = 2018, requests = 58, disclosed = 58 },
          { year = 2019, requests = 59, disclosed = 59 },
          { year = 2020, requests = 60, disclosed = 60 },
        ]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["disclosed"]
        reason = "overlap"
        ja     = "1件の請求に対して複数の処理が行われる場合がある。"

        [[tables.table6.checks]]
        parts        = ["disclosed"]
        whole        = "requests"
        rows         = ["2019", "2020"]
        explained-by = "注1"
        expect       = { row = "2018", parts = 79, whole = 59 }

    check が比べない行、またはすでに固定した行の数値が、固定されています。

    expect の数値は、説明を読んで確かめたものです。比べる相手のない数値は、何も守りません。
    """
    for table in dataset.tables:
        compared: dict[int, set[str]] = defaultdict(set)
        for each in sums(table):
            row = each.row or each.against
            if each.check and row:
                compared[id(each.check)].add(row.name)
        for check in table.checks:
            yield from _verdicts(check, compared[id(check)], table)


_IDLE = Text(
    en="the check does not compare the row '{row}', for which {parts:,} and {whole:,} are pinned",
    ja="{parts:,} と {whole:,} は行「{row}」に固定されていますが、check はその行を比べません",
)
_AGAIN = Text(
    en="{parts:,} and {whole:,} are pinned after other figures of the row '{row}'",
    ja="行「{row}」にはほかの数値が固定されていて、{parts:,} と {whole:,} は使われません",
)


def _verdicts(check: Check, compared: set[str], table: Table) -> Iterator[Verdict]:
    seen: set[str] = set()
    for pin in check.expected:
        facts = {"row": pin.row or table.label, "parts": pin.parts, "whole": pin.whole}
        if pin.row in seen or "" in seen:
            yield failed(Message(_AGAIN, facts), check.origin.at("expect"))
        elif compared and pin.row in ("", *compared):
            yield PASSED
        else:
            yield failed(Message(_IDLE, facts), check.origin.at("expect"))
        seen.add(pin.row)
