"""Annotations of GitHub Actions: a command for each finding, which GitHub shows at the line of the pull request."""

from collections import Counter
from collections.abc import Sequence

from privstat.batch import Inspection
from privstat.validate import Finding, Severity
from privstat.visible import visible
from privstat.words import Language, Text

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
_SUMMARY = Text(
    en="files: {files:,}, errors: {error:,}, warnings: {warning:,}, notices: {information:,}",
    ja="ファイル {files:,} 件、エラー {error:,} 件、警告 {warning:,} 件、情報 {information:,} 件",
)


def report(inspections: Sequence[Inspection], lang: Language) -> str:
    """Return a line for each finding, and one for people at the end."""
    findings = [finding for each in inspections for finding in each.findings]
    counted = Counter(finding.severity for finding in findings)
    summary = _SUMMARY.to(lang).format(
        files=len(inspections), **{severity.value: counted[severity] for severity in Severity}
    )
    return "\n".join([*(_annotation(finding, lang) for finding in findings), summary]) + "\n"


def _annotation(finding: Finding, lang: Language) -> str:
    spot = finding.spots[0]
    where = {
        "file": visible(spot.place.path),
        "line": spot.place.line,
        "endLine": spot.place.line,
        "col": spot.place.column,
        "endColumn": spot.place.column + spot.length,
        "title": f"{finding.rule.code} {finding.rule.name}",
    }
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{_escaped(visible(finding.sentence.to(lang)))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
