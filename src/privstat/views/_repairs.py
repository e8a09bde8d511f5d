"""Repairs as lines and as objects, wherever they are shown: by themselves, or beneath a finding."""

from privstat.ledger import Change
from privstat.repair import Diagnosis
from privstat.words import Language


def repair_lines(diagnosis: Diagnosis, lang: Language) -> list[str]:
    """Return each repair as a line: its rank, its name for --apply, what to change and why."""
    code = diagnosis.equation.code
    return [f"  {each.rank}. {', '.join(each.names(code))}: {each.sentence.to(lang)}" for each in diagnosis.repairs]


def repair_objects(diagnosis: Diagnosis) -> list[dict[str, object]]:
    """Return the repairs for JSON."""
    return [
        {
            "rank": each.rank,
            "kind": each.kind.value,
            "reason": each.reason.en,
            "reason_ja": each.reason.ja,
            "changes": [change_object(change) for change in each.changes],
        }
        for each in diagnosis.repairs
    ]


def change_object(change: Change) -> dict[str, object]:
    """Return a change with its place for machines."""
    figure = change.figure
    return {"address": figure.name.to("en"), "old": figure.value, "new": change.new, **figure.origin.place._asdict()}
