from collections.abc import Iterator

from privstat.codelists import Reason
from privstat.model import Dataset
from privstat.relations import verdict
from privstat.totals import Sum, sums
from privstat.validate import PASSED, Outcome, Severity, Verdict, failed, rule
from privstat.words import message

# The others state an identity, which allows a part that exceeds the whole (carried over, excluded), or have it fail.
_SILENT_ON_PARTS = frozenset({Reason.OVERLAP, Reason.PROVISIONAL, Reason.REVISED})


@rule("T005", "part-exceeds-whole", Severity.WARNING)
def part_exceeds_whole(dataset: Dataset) -> Iterator[Verdict]:
    """A single part that is more than its whole, though a note explains why the sum is.

    One request may have several outcomes, but seldom has one outcome more often than there are requests. Without a
    note, such a sum fails as it is.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [
          { id = "requests", ja = "請求件数" },
          { id = "disclosed", ja = "開示" },
          { id = "refused", ja = "非開示" },
        ]
        rows    = [{ requests = 59, disclosed = 76, refused = 3 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["disclosed"]
        reason = "overlap"
        ja     = "1件の請求に対して複数の処理が行われる場合がある。"

        [[tables.table6.checks]]
        parts        = ["disclosed", "refused"]
        whole        = "requests"
        explained-by = "注1"
        expect       = { parts = 79, whole = 59 }

    部分の一つが全体を上回っています。和の不一致は注で説明されています。

    1件の請求に複数の処理があっても、一つの処理が請求の件数を上回ることはまれです。注がない場合は、和そのものが
    不合格になります。
    """
    for table in dataset.tables:
        for part_sum in sums(table):
            if part_sum.note and part_sum.note.reason in _SILENT_ON_PARTS and not part_sum.missing:
                yield from _verdicts(part_sum)


def _verdicts(part_sum: Sum) -> Iterator[Verdict]:
    whole = part_sum.whole
    if whole is None or whole.number is None or verdict(part_sum).outcome is not Outcome.EXPLAINED:
        return
    for part in part_sum.parts:
        if part.number is None or part.number <= whole.number:
            yield PASSED
            continue
        sentence = message(
            en="{part} {number:,} is more than its whole {address} {whole:,} ({difference:+,})",
            ja="{part} {number:,} は、全体の {address} {whole:,} を上回ります({difference:+,})",
            part=part.address,
            number=part.number,
            address=whole.address,
            whole=whole.number,
            difference=part.number - whole.number,
        )
        yield failed(sentence, part.origin, whole.origin)._replace(note=part_sum.note)
