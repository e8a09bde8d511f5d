"""The European validation report 1.0.0 (ESSnet ValiDat Integration): a list of validations as JSON.

Each finding is a validation: value 0 where the rule does not hold, NA where a figure is missing. A mismatch that its
note explains is one of lowered severity, with the note as its explanation. The comparisons that hold are not listed;
an aggregation for each file says how many they are.
"""

import os
from collections.abc import Iterator, Sequence

from privstat import __version__
from privstat.batch import Inspection
from privstat.errors import PrivstatError
from privstat.reports._found import named_findings
from privstat.reports._json import as_json
from privstat.validate import Finding, Outcome, Severity
from privstat.visible import visible
from privstat.words import Language, Text, message

_VARIABLE = "SOURCE_DATE_EPOCH"
_LATEST = 253_402_300_799  # the end of the year 9999
_PROGRAM = f"privstat {__version__}"
_HELD = Text(en="comparisons that hold; they are not listed", ja="合格した確認の件数。一つずつは挙げない")


class BadSourceDate(PrivstatError):
    """A SOURCE_DATE_EPOCH that is no number of seconds since 1970."""

    def __init__(self, value: str) -> None:
        super().__init__(
            message(
                en="{name} is '{value}', but should be a number of seconds since 1970",
                ja="{name} が「{value}」です。1970年からの秒数を指定してください",
                name=_VARIABLE,
                value=value,
            )
        )


def report(inspections: Sequence[Inspection], lang: Language) -> str:
    """Return the list. Raises BadSourceDate."""
    return as_json([entry for each in inspections for entry in _entries(each, lang)])


def _entries(inspection: Inspection, lang: Language) -> Iterator[dict[str, object]]:
    event = {"time": _time(inspection.path), "actor": _PROGRAM}
    for name, finding in named_findings(inspection):
        yield {
            "id": f"{finding.rule.code}-{name}",
            "type": "validation",
            "event": event,
            "rule": _rule(finding, lang),
            "data": _data(finding, lang),
            "value": "NA" if finding.outcome is Outcome.UNDECIDED else "0",
        }
    if inspection.dataset:
        path = visible(inspection.path)
        yield {
            "id": f"{inspection.dataset}-passed",
            "type": "aggregation",
            "event": event,
            "aggregate": {"language": _PROGRAM, "expression": "COUNT(value = 1)", "description": _HELD.to(lang)},
            "data": {"source": [path], "target": [path], "description": inspection.dataset},
            "value": str(inspection.outcomes[Outcome.PASS]),
        }


def _rule(finding: Finding, lang: Language) -> dict[str, object]:
    undecided = finding.outcome is Outcome.UNDECIDED
    usual = finding.rule.severity
    severity = usual if undecided else finding.severity
    found: dict[str, object] = {
        "language": _PROGRAM,
        "expression": f"{finding.rule.code} {finding.rule.name}",
        "severity": severity.value,
        "description": finding.rule.summary.to(lang),
    }
    if severity is not usual:
        order = list(Severity)  # the gravest first
        found["change"] = "up" if order.index(severity) < order.index(usual) else "down"
        found["explanation"] = _explanation(finding, lang)
    return found


def _explanation(finding: Finding, lang: Language) -> str:
    note = finding.note
    return visible(f"{note.mark}: {note.text.to(lang)}" if note else finding.outcome.value)


def _data(finding: Finding, lang: Language) -> dict[str, object]:
    keys = [visible(str(place)) for place in dict.fromkeys(finding.places)]
    return {"source": keys, "target": keys[:1], "description": visible(finding.sentence.to(lang))}


def _time(path: str) -> str:
    """Return when the result was true: $SOURCE_DATE_EPOCH, else when the file was changed; nothing if that is unknown.

    The clock is not asked, because the same files are to give the same report.
    """
    from datetime import UTC, datetime

    seconds = _seconds(path)
    return "" if seconds is None else f"{datetime.fromtimestamp(seconds, UTC):%Y%m%dT%H%M%S%z}"


def _seconds(path: str) -> int | None:
    asked = os.environ.get(_VARIABLE)
    if asked is None:
        try:
            return min(max(int(os.stat(path).st_mtime), 0), _LATEST)
        except OSError:
            return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= len(str(_LATEST)) and int(asked) <= _LATEST):
        raise BadSourceDate(asked)
    return int(asked)
