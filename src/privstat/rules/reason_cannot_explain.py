from collections.abc import Iterator

from privstat.model import Dataset
from privstat.relations import MAY_EXPLAIN
from privstat.validate import PASSED, Verdict, failed, rule
from privstat.words import message


@rule("N006", "reason-cannot-explain")
def reason_cannot_explain(dataset: Dataset) -> Iterator[Verdict]:
    """A check is explained by a note whose reason cannot explain any sum.

    With the reasons definition, other, break and suppressed nothing follows for the figures, whatever they are. The
    text of the note may well explain the sum: then the reason is another one.

        [tables.table6]
        label   = "表6"
        title   = "開示請求の状況"
        columns = [
          { id = "requests", ja = "請求件数" },
          { id = "disclosed", ja = "開示" },
          { id = "refused", ja = "非開示" },
        ]
        rows    = [{ requests = 59, disclosed = 35, refused = 24 }]

        [[tables.table6.notes]]
        mark   = "注1"
        at     = ["disclosed"]
        reason = "other"
        ja     = "1件の請求に対して複数の処理が行われる場合がある。"

        [[tables.table6.checks]]
        parts        = ["disclosed", "refused"]
        whole        = "requests"
        explained-by = "注1"

    和を説明できない理由の注が、check の説明になっています。

    理由が definition、other、break、suppressed の注からは、数値について何も言えません。注の文が和を説明しているなら、
    理由は別のものです。
    """
    for table in dataset.tables:
        for check in table.checks:
            note = table.note(check.explained_by) if check.explained_by else None
            if note is None:
                continue
            if note.reason in MAY_EXPLAIN:
                yield PASSED
                continue
            sentence = message(
                en="{mark} is to explain a check, but its reason '{reason}' can explain no sum; those that can: {able}",
                ja="{mark}の理由「{reason}」では、check の和を説明できません。説明できる理由: {able}",
                mark=note.mark,
                reason=note.reason.value,
                able=", ".join(sorted(MAY_EXPLAIN)),
            )
            yield failed(sentence, note.origin.at("reason"), check.origin.at("explained-by"))._replace(note=note)
