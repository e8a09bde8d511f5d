"""Every rule: its example breaks it and nothing else, and its manual is there in both languages."""

import re
from pathlib import Path

import pytest

from privstat import errors
from privstat.batch import files_at, inspections
from privstat.errors import FaultKind, UnknownName
from privstat.load import load_dataset, load_text
from privstat.validate import Finding, Level, Outcome, Rule, Severity, all_rules, find_rule, validation
from tests.conftest import FY2020, dataset_text

RULES = all_rules()
CHECKS = [rule for rule in RULES if rule.level is not Level.FILE]
FAULTS = [rule for rule in RULES if rule.level is Level.FILE]


def whole_dataset(example: str, year: int = 2020) -> str:
    """Return an example as a dataset file, with the parts that it does not show itself."""
    labels = re.findall(r'^label += "(.*)"$', example, re.MULTILINE)
    absent = [f"{label[:-1]}{number}" for label in labels[:1] for number in range(1, int(label[-1]))]
    absent_line = f"\nabsent = {absent}" if absent else ""
    head = dataset_text("", year, numbers=f"{labels}{absent_line}".replace("'", '"'))
    if "[dataset]" in example:
        table = '\n[tables.t]\nlabel = "表1"\ntitle = "題"\ncolumns = [{ id = "n", ja = "件数" }]\nrows = [{ n = 1 }]\n'
        source = head[head.index("[[sources]]") :].replace("tables = []", 'tables = ["表1"]')
        return f"format = 1\n{example}\n{source}{table}"
    if "[[sources]]" in example:
        head = head[: head.index("[[sources]]")]
    return head + example


def findings(text: str) -> list[Finding]:
    return list(validation([load_text(text, "example.toml")]).findings)


def whole_datasets(rule: Rule) -> dict[str, str]:
    """Return the files of an example, whole; fy2021.toml is of the fiscal year 2021."""
    return {name: whole_dataset(text, int(re.sub(r"\D", "", name) or 2020)) for name, text in rule.files.items()}


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.code)
def test_the_example_of_a_rule_breaks_exactly_this_rule(rule: Rule) -> None:
    found = validation([load_text(text, name) for name, text in whole_datasets(rule).items()]).findings
    found = tuple(finding for finding in found if finding.outcome is not Outcome.EXPLAINED)  # which breaks no rule
    assert {finding.rule.code for finding in found} == {rule.code}
    for finding in found:
        assert finding.outcome is Outcome.FAIL
        assert finding.severity is rule.severity
        assert finding.sentence.en
        assert finding.sentence.ja != finding.sentence.en
        assert finding.places[0].line > 1


@pytest.mark.parametrize("rule", FAULTS, ids=lambda rule: rule.code)
def test_the_example_of_a_fault_has_exactly_this_fault(rule: Rule, tmp_path: Path) -> None:
    for name, text in whole_datasets(rule).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = inspections(files_at([str(tmp_path)]), RULES)
    assert [finding.rule for inspection in found for finding in inspection.findings] == [rule]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_manual_says_what_and_why_in_both_languages(rule: Rule) -> None:
    assert rule.summary.en.endswith(".")
    assert rule.summary.ja.endswith("。")
    for lang in ("en", "ja"):
        assert len(rule.text("ja" if lang == "ja" else "en").splitlines()) >= 3
    assert "    " not in rule.text("en")
    assert all(text.startswith(("[", "#")) for text in rule.files.values())


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)


def test_every_fault_of_the_loader_has_a_manual() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, FaultKind)}
    assert {(rule.code, rule.name) for rule in FAULTS} == set(kinds)


def test_a_rule_is_found_by_code_or_name_in_any_case() -> None:
    assert find_rule("t001") == find_rule("total-mismatch") == find_rule("T001")
    with pytest.raises(UnknownName, match="no rule is called 'T999'"):
        find_rule("T999")


def test_the_shipped_dataset_passes_with_one_explanation() -> None:
    found = validation([load_dataset(FY2020)])
    assert [(finding.rule.code, finding.outcome.value) for finding in found.findings] == [("T002", "explained")]
    assert found.summary[Outcome.PASS] >= 25
    assert not found.has_errors
    assert sum(found.summary.values()) == found.summary[Outcome.PASS] + 1


def broken(*changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Return code, outcome and severity of the findings in the shipped dataset after some changes."""
    text = FY2020.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [(f.rule.code, f.outcome.value, f.severity.value) for f in findings(text) if f.rule.code != "T002"]


def test_each_figure_that_something_proves_is_proved() -> None:
    fail = ("fail", "error")
    assert broken(("updates = 5774", "updates = 5747")) == [("T001", *fail)]
    assert broken(("value = 46896,", "value = 46986,")) == [("T001", *fail), ("P001", *fail)]
    assert broken(("notifications = 3\n", "notifications = 4\n")) == [("T004", *fail)]
    assert broken(("reviews = 1 }", "reviews = 2 }")) == [("P001", *fail)]
    assert broken(('"132047"', '"132048"')) == [("S008", *fail)]
    assert broken(('"outcome:refused"', '"outcome:refuse"')) == [("S009", *fail)]
    assert broken(('value = "2021-01", printed = "1月"', 'value = "2020-01", printed = "1月"')) == [
        ("Y001", *fail),
        ("Y001", *fail),
    ]
    assert broken(('"別表1", "別表2"]', '"別表1"]')) == [("P002", *fail)]
    assert broken(('"表3", "表7"]', '"表7"]')) == [("P002", *fail)]
    assert broken(('"表3", "表7"]', '"表3", "表7", "表9"]')) == [("P002", *fail)]
    assert broken(("fiscal-year = 2018, cards", "fiscal-year = 2017, cards")) == [("Y002", "fail", "warning")]


def test_months_out_of_order_are_told_once() -> None:
    may, june = '"2020-05", printed = "5月"', '"2020-06", printed = "6月"'
    assert broken((may, "MAY"), (june, may), ("MAY", june)) == [("Y001", "fail", "error")]


def test_an_undecided_claim_is_not_a_failure() -> None:
    assert broken(("reviews = 1 }", 'reviews = { status = "blank" } }')) == [("P001", "undecided", "information")]


@pytest.mark.parametrize(
    "change",
    [
        ("notifications = 3\n", 'notifications = { status = "blank" }\n'),
        ("notifications = 3\n", 'notifications = { status = "suppressed", printed = "x" }\n'),
    ],
)
def test_a_count_without_a_figure_is_undecided_and_has_not_passed(change: tuple[str, str]) -> None:
    assert broken(change) == [("T004", "undecided", "information")]


def test_warnings_are_not_errors() -> None:
    text = FY2020.read_text(encoding="utf-8").replace("requests = 59", "requests = 79")
    found = validation([load_text(text)])
    assert [(f.outcome, f.severity) for f in found.findings] == [(Outcome.STALE, Severity.WARNING)]
    assert not found.has_errors
    moved = validation([load_text(text.replace("disclosed = 35", "disclosed = 34"))])
    assert [(f.outcome, f.severity) for f in moved.findings] == [(Outcome.MOVED, Severity.ERROR)]
    assert moved.has_errors


def test_a_note_with_brackets_is_tested_by_the_brackets() -> None:
    text = dataset_text("""
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "請求" }]
rows    = [{ n = { value = 120, of-which = 3, printed = "120 (3)" } }]
notes   = [{ mark = "※", at = ["n"], reason = "of-which", ja = "( )は前年度継続。" }]
""")
    found = validation([load_text(text)])
    assert not found.findings


CODES = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "result", ja = "処理", role = "dimension"%s },
  { id = "n", ja = "件数" },
]
rows    = [{ result = %s, n = 1 }]
"""


@pytest.mark.parametrize(
    ("codes", "cell", "expected"),
    [
        (', codes = [{ id = "full", ja = "開示", concept = "outcome:full" }]', '"full"', []),
        (', codes = [{ id = "full", ja = "開示", concept = "outcome:ful" }]', '"full"', ["S009"]),
        ("", '{ id = "full", ja = "開示", concept = "outcome:full" }', []),
        ("", '{ id = "full", ja = "開示", concept = "result:full" }', ["S009"]),
    ],
)
def test_concepts_are_known_wherever_they_stand(codes: str, cell: str, expected: list[str]) -> None:
    assert [finding.rule.code for finding in findings(dataset_text(CODES % (codes, cell)))] == expected


def test_a_status_that_its_note_announces_passes() -> None:
    text = dataset_text("""
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "a", ja = "A" }, { id = "b", ja = "B" }]
rows    = [{ a = { value = 1, status = "provisional" }, b = { status = "suppressed", printed = "x" } }]
notes   = [
  { mark = "p", at = ["a"], reason = "provisional", ja = "速報値。" },
  { mark = "x", at = ["b"], reason = "suppressed", ja = "秘匿。" },
]
""")
    assert findings(text) == []
    assert [f.rule.code for f in findings(text.replace('status = "provisional"', 'status = "revised"'))] == ["N002"]


def test_a_table_that_no_source_lists_is_told() -> None:
    text = FY2020.read_text(encoding="utf-8").replace('label   = "表9"', 'label   = "表10"')
    assert [finding.rule.code for finding in findings(text)] == ["P002", "T002", "P002"]
