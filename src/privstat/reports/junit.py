"""JUnit XML: a suite for each file, a test for each rule, so that a rule can be followed from build to build.

A test fails where a finding is an error, as the command does. What a note explains and what is only a warning stands in
the output of a test that passes; a test is skipped where a figure or another year is missing. A file that cannot be
read is an error.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from privstat.batch import Inspection
from privstat.excerpt import excerpt
from privstat.reports._found import rules_of
from privstat.validate import Finding, Level, Outcome, Rule, Severity
from privstat.visible import one_line, visible
from privstat.words import Language, Text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ALONE = Text(
    en="no other dataset of the publisher is at hand", ja="同じ団体のほかのデータセットがないため、確認していません"
)


def report(inspections: Sequence[Inspection], lang: Language) -> str:
    """Return an XML document."""
    from xml.etree import ElementTree

    suites = [_suite(each, lang) for each in inspections]
    root = ElementTree.Element("testsuites", {"name": "privstat"} | _counts(suites))
    root.extend(suites)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(inspection: Inspection, lang: Language) -> "Element":
    from xml.etree.ElementTree import Element, SubElement

    tests = [_test(inspection, rule, lang) for rule in rules_of([inspection])]
    suite = Element("testsuite", {"name": visible(inspection.path)} | _counts(tests) | _skipped(tests))
    properties = SubElement(suite, "properties")
    facts = {
        "dataset": inspection.dataset or "",
        "passed": inspection.outcomes[Outcome.PASS],
        "others": inspection.others,
    }
    for name, value in facts.items():
        SubElement(properties, "property", name=name, value=one_line(str(value)))
    suite.extend(tests)
    return suite


def _test(inspection: Inspection, rule: Rule, lang: Language) -> "Element":
    from xml.etree.ElementTree import Element

    findings = [finding for finding in inspection.findings if finding.rule.code == rule.code]
    path = visible(inspection.path)
    line = findings[0].places[0].line if findings else 1
    test = Element(
        "testcase",
        # Jenkins takes what stands before the last point for a package.
        classname=path.removesuffix(".toml").replace(os.sep, "."),
        name=f"{rule.code} {rule.name}",
        file=path,
        line=str(line),
    )
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    missing = [finding for finding in findings if finding.outcome is Outcome.UNDECIDED]
    if errors:
        _add(test, "error" if inspection.error else "failure", errors, lang)
    elif missing or (rule.level is Level.PUBLISHER and not inspection.others):
        _add(test, "skipped", missing, lang)
    _add_output(test, [finding for finding in findings if finding not in (errors or missing)], lang)
    return test


def _add(test: "Element", result: str, findings: Sequence[Finding], lang: Language) -> None:
    """Add what became of a test. Many services show only one result of a test, so all findings stand in it."""
    from xml.etree.ElementTree import SubElement

    first = findings[0].sentence.to(lang) if findings else _ALONE.to(lang)
    more = f" (+{len(findings) - 1})" if len(findings) > 1 else ""
    element = SubElement(test, result, message=one_line(first) + more)
    if findings:
        element.set("type", findings[0].outcome.value)
        element.text = _told(findings, lang)


def _add_output(test: "Element", findings: Sequence[Finding], lang: Language) -> None:
    from xml.etree.ElementTree import SubElement

    if findings:
        SubElement(test, "system-out").text = _told(findings, lang)


def _told(findings: Iterable[Finding], lang: Language) -> str:
    lines = []
    for finding in findings:
        lines.append(one_line(f"{finding.places[0]}: [{finding.outcome.value}] {finding.sentence.to(lang)}"))
        if finding.spots[0].line:
            lines += [f"  {one_line(line)}" for line in excerpt(finding.spots)]
    return "\n".join(lines)


def _counts(elements: Iterable["Element"]) -> dict[str, str]:
    """Return how many tests there are in suites or among tests, and how many of them failed or are errors."""
    tests = [test for element in elements for test in element.iter("testcase")]
    return {
        "tests": str(len(tests)),
        "failures": str(sum(test.find("failure") is not None for test in tests)),
        "errors": str(sum(test.find("error") is not None for test in tests)),
    }


def _skipped(tests: Iterable["Element"]) -> dict[str, str]:
    return {"skipped": str(sum(test.find("skipped") is not None for test in tests))}
