"""SARIF 2.1.0 (OASIS): findings as code scanning and editors read them.

What a note explains is of kind informational there, and what cannot be decided is open; the standard wants both to have
no level.
"""

import os
from collections.abc import Mapping, Sequence

from privstat import __version__
from privstat.batch import Inspection
from privstat.place import Spot
from privstat.reports._found import named_findings, rules_of
from privstat.reports._json import as_json
from privstat.validate import Finding, Outcome, Rule, Severity
from privstat.visible import visible
from privstat.words import Language

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
_KINDS = {Outcome.EXPLAINED: "informational", Outcome.UNDECIDED: "open"}  # the rest are kind fail


def report(inspections: Sequence[Inspection], lang: Language) -> str:
    """Return a log with one run."""
    files = {each.path: number for number, each in enumerate(inspections)}
    rules = rules_of(inspections)
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "privstat",
                "semanticVersion": __version__,
                "rules": [_rule(rule, lang) for rule in rules],
            }
        },
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": all(each.error is None for each in inspections)}],
        "artifacts": [{"location": {"uri": _uri(path)}, "roles": ["analysisTarget"]} for path in files],
        "results": [
            _result(each, name, finding, numbers, files, lang)
            for each in inspections
            for name, finding in named_findings(each)
        ],
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, lang: Language) -> dict[str, object]:
    summary = {"text": rule.summary.to(lang)}
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": summary,
        "fullDescription": summary,  # GitHub wants both
        "help": {
            "text": f"{rule.text(lang)}\n\n{rule.example}",
            "markdown": f"{rule.text(lang)}\n\n```toml\n{rule.example}```\n",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"validationLevel": rule.level.value},
    }


def _result(
    inspection: Inspection,
    name: str,
    finding: Finding,
    numbers: Mapping[str, int],
    files: Mapping[str, int],
    lang: Language,
) -> dict[str, object]:
    kind = _KINDS.get(finding.outcome, "fail")
    leading, *others = finding.spots
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": numbers[finding.rule.code],
        "kind": kind,
        "level": _LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": _plain(finding.sentence.to(lang))},
        "locations": [_location(leading, files)],
        "relatedLocations": [_location(spot, files) for spot in dict.fromkeys(others) if spot != leading],
        "partialFingerprints": {"privstat/v1": name},
        "properties": _properties(inspection, finding),
    }


def _properties(inspection: Inspection, finding: Finding) -> dict[str, object]:
    note = finding.note
    found: dict[str, object] = {"outcome": finding.outcome.value}
    if inspection.dataset:
        found["dataset"] = inspection.dataset
    if note:
        found["note"] = {"mark": note.mark, "text": note.text.ja, "text_en": note.text.en}
    return found


def _location(spot: Spot, files: Mapping[str, int]) -> dict[str, object]:
    path, line, column = spot.place
    artifact: dict[str, object] = {"uri": _uri(path)}
    if path in files:
        artifact["index"] = files[path]
    region: dict[str, object] = {"startLine": line, "startColumn": column}
    physical = {"artifactLocation": artifact, "region": region}
    if spot.line:
        end = column + spot.length
        region |= {"endLine": line, "endColumn": end, "snippet": {"text": spot.line[column - 1 : end - 1]}}
        if spot.length < len(spot.line):  # the context must be more than the region
            physical["contextRegion"] = {"startLine": line, "snippet": {"text": spot.line}}
    return {"physicalLocation": physical}


def _plain(text: str) -> str:
    """Return a text in which nothing is a link: in SARIF, [words](address) is one even in plain text."""
    return visible(text).replace("](", "] (")


def _uri(path: str) -> str:
    from pathlib import Path
    from urllib.parse import quote

    location = Path(path)
    return location.as_uri() if location.is_absolute() else quote(os.fsencode(location.as_posix()))
