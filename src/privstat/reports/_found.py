"""What reports have in common: the rules that they are about, and names by which findings are known again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from privstat.batch import Inspection
from privstat.validate import Finding, Rule


def rules_of(inspections: Iterable[Inspection]) -> list[Rule]:
    """Return the rules that were asked for or found something, by code."""
    found: dict[str, Rule] = {}
    for each in inspections:
        found |= {rule.code: rule for rule in (*each.rules, *(finding.rule for finding in each.findings))}
    return [found[code] for code in sorted(found)]


def named_findings(inspection: Inspection) -> Iterator[tuple[str, Finding]]:
    """Yield the findings of a file, each with a name of its own, which stays when lines above it come or go.

    The name is made of the rule, the dataset, the text of the leading line and what is meant in it; findings that
    have all of these in common are numbered.
    """
    seen = Counter[str]()
    for finding in inspection.findings:
        name = _name(inspection, finding)
        seen[name] += 1
        yield f"{name}:{seen[name]}", finding


def _name(inspection: Inspection, finding: Finding) -> str:
    spot = finding.spots[0]
    meant = spot.line[spot.place.column - 1 :][: spot.length]
    parts = (finding.rule.code, inspection.dataset or inspection.path, spot.line.strip(), meant)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
