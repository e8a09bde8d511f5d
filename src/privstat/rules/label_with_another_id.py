from collections.abc import Iterator, Sequence

from privstat.categories import successions
from privstat.model import Dataset
from privstat.validate import PASSED, Severity, Verdict, failed, rule_between
from privstat.words import message


@rule_between("Y013", "label-with-another-id", Severity.WARNING)
def label_with_another_id(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
    """A column or an item that is called as on the page before, but has another id.

    Years are compared by ids. The same heading with another id is mostly a slip, and then the figures of the two
    years are not joined, or joined with those of another column where two ids were swapped.

        # fy2020.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "refused", ja = "非開示" }]
        rows    = [{ requests = 59, refused = 3 }]

        # fy2021.toml
        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [{ id = "requests", ja = "請求件数" }, { id = "denied", ja = "非開示" }]
        rows    = [{ requests = 64, denied = 5 }]

    前のページと同じ名前の列や項目に、別の id が付いています。

    年度の比較は id で行います。同じ見出しに別の id があるのは多くの場合書き間違いで、二つの年度の数値がつながらないか、
    id が入れ替わっていれば別の列とつながってしまいます。
    """
    for before, here, _, found in successions(publisher):
        for earlier, later in found.moved:
            sentence = message(
                en="{label} of {table} has the id '{later}' here, but '{earlier}' in {edition}",
                ja="{table}の{label}の id は、ここでは「{later}」、{edition} では「{earlier}」です",
                label=later.label,
                table=here.label,
                later=later.id,
                earlier=earlier.id,
                edition=before.edition.id,
            )
            yield failed(sentence, later.origin.at("id"), earlier.origin.at("id"))
        if not found.moved:
            yield PASSED
