"""The edges of the rules: what the tests of whole examples would not notice if it were another way."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from privstat.errors import FaultyFile
from privstat.load import load_text
from privstat.model import Dataset
from privstat.relations import explains, verdict
from privstat.totals import part_sums, sums
from privstat.validate import (
    Outcome,
    Rule,
    Severity,
    Verdict,
    all_rules,
    failed,
    find_rule,
    finding_of_fault,
    selected_rules,
    validation,
)
from privstat.words import message
from tests.conftest import FY2020, Golden, dataset, dataset_text
from tests.test_relations import outcome
from tests.test_rules import CHECKS, whole_datasets

E, F = Outcome.EXPLAINED, Outcome.FAIL


@pytest.mark.parametrize(
    ("reason", "a", "b", "whole", "expected"),
    [
        ("overlap", "40.5", "19", "59", E),  # more by less than one
        ("of-which", "59", "1", "59", E),  # a part may be all of it
        ("of-which", "0", "0.4", "0.5", E),  # and nothing of it
        ("of-which", "0.5", "0", "0", F),
        ("rounding", "1", "1.0", "1.5", E),
        ("rounding", "1", "1.0", "1.4", F),  # 0.5 and 0.05 and 0.05: what they stand for only touches
        ("rounding", "0.0", "99.9", "100.0", E),
        ("rounding", "0.0", "99.5", "100.0", F),  # 0.0 is printed as precisely as 99.5
    ],
)
def test_a_relation_holds_up_to_its_edge(reason: str, a: str, b: str, whole: str, expected: Outcome) -> None:
    assert outcome(reason, a, b, whole) is expected


ADDS_UP = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "a", ja = "A", role = "rate" }, { id = "b", ja = "B", role = "rate" }, { id = "c", ja = "計", role = "rate" },
]
rows    = [{ a = 0.1, b = 0.2, c = 0.3 }]
notes   = [{ mark = "注", at = ["a"], reason = "%s", ja = "…" }]
checks  = [{ parts = ["a", "b"], whole = "c", explained-by = "注" }]
"""


@pytest.mark.parametrize("reason", ["overlap", "of-which", "rounding"])
def test_a_sum_that_adds_up_is_as_these_reasons_allow(reason: str) -> None:
    (found,) = sums(dataset(ADDS_UP % reason).table("x"))
    assert found.difference == 0
    assert found.note
    assert explains(found.note, found)


def test_a_nil_is_not_rounded() -> None:
    text = """
[symbols]
"－" = "nil"

[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "a", ja = "A", role = "rate" },
  { id = "b", ja = "B", role = "rate" },
  { id = "c", ja = "計", role = "rate" },
]
rows    = [{ a = "－", b = 99.5, c = 100.0 }]
notes   = [{ mark = "注", at = ["a"], reason = "rounding", ja = "…" }]
checks  = [{ parts = ["a", "b"], whole = "c", explained-by = "注", expect = { parts = 99.5, whole = 100.0 } }]
"""
    (found,) = sums(dataset(text).table("x"))
    assert verdict(found).outcome is Outcome.FAIL


TABLE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "k", ja = "区分", role = "dimension" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "c", ja = "C" },
]
rows    = [
  { k = { id = "one", ja = "一" }, a = 1, b = 2, c = 3 },
  { k = { id = "two", ja = "二" }, a = { status = "blank" }, b = { status = "suppressed" }, c = 4 },
]
total   = { k = "計", c = 7 }
notes   = [{ mark = "注", at = ["a"], reason = "overlap", ja = "…" }]
checks  = [{ total = "c" }, { parts = ["a", "b"], whole = "c", explained-by = "注" }]
"""


def test_a_total_without_the_parts_is_not_compared_with_them() -> None:
    assert [found.row.name for found in part_sums(dataset(TABLE).table("x")) if found.row] == ["one", "two"]


def test_what_is_undecided_names_all_that_is_missing_its_places_and_its_note() -> None:
    found = validation([dataset(TABLE)], [find_rule("T002")])
    (finding,) = found.findings
    assert finding.outcome is Outcome.UNDECIDED
    assert finding.sentence.en == "not checked: there is no figure in x.two.a, x.two.b (left blank)"
    assert finding.sentence.ja == "確認できません: x.two.a, x.two.b に数値がありません(空欄)"
    assert finding.note
    assert (finding.note.mark, finding.note.text.ja) == ("注", "…")
    text = dataset_text(TABLE).splitlines()
    assert [text[place.line - 1][place.column - 1 :][:3] for place in finding.places] == ["4 }", "{ s", "{ s"]


def test_a_sum_with_a_figure_that_is_not_entered_yet_is_counted_and_not_told() -> None:
    waiting = dataset(TABLE.replace("c = 4 }", 'c = { status = "not-entered" } }'))
    found = validation([waiting], [find_rule("T001")])
    assert (found.findings, found.summary[Outcome.UNDECIDED]) == ((), 1)


def test_of_many_cells_that_are_not_entered_yet_six_are_named() -> None:
    columns = ", ".join(f'{{ id = "n{number}", ja = "件数{number}" }}' for number in range(1, 8))
    cells = ", ".join(f'n{number} = {{ status = "not-entered" }}' for number in range(1, 8))
    text = f'\n[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{columns}]\nrows = [{{ {cells} }}]\n'
    (finding,) = validation([dataset(text)], [find_rule("not-entered")]).findings
    assert finding.sentence.en.endswith("x.n1, x.n2, x.n3, x.n4, x.n5, x.n6, …")
    assert len(finding.places) == 7


def test_a_stock_is_added_up_where_there_is_no_time() -> None:
    series = '\n[[series]]\nid = "s"\nkind = "stock"\nmeasure = "x.one.c"\n'
    by_kind = {found.column: found.refusal for found in sums(dataset(TABLE + series).table("x")) if not found.row}
    assert by_kind["c"] is None
    over_years = TABLE.replace(
        '{ id = "k", ja = "区分", role = "dimension" }', '{ id = "k", ja = "年", role = "fiscal-year" }'
    )
    over_years = over_years.replace('{ id = "one", ja = "一" }', "2019").replace('{ id = "two", ja = "二" }', "2020")
    refused = {
        found.column: found.refusal
        for found in sums(dataset(over_years + series.replace("one", "2019")).table("x"))
        if not found.row
    }
    assert refused["c"]
    assert refused["c"].to("en") == "a stock is not added over time"


def test_only_the_rules_asked_for_are_run_and_findings_come_in_the_order_of_the_files() -> None:
    wrong = TABLE.replace("c = 7", "c = 8")
    late, early = (load_text(dataset_text(wrong, year), name) for year, name in ((2021, "a.toml"), (2020, "b.toml")))
    rules = selected_rules("T001,Y001,Y002")
    found = validation([early, late], rules)
    assert [(finding.rule.code, finding.places[0].path) for finding in found.findings] == [
        ("T001", "b.toml"),
        ("T001", "a.toml"),
    ]
    assert sum(found.summary.values()) == 2
    assert validation([early, late], iter(rules)) == found


def test_lists_of_rules_may_have_blanks_and_gaps() -> None:
    notes = [rule.code for rule in all_rules() if rule.code.startswith("N")]
    assert [rule.code for rule in selected_rules(" t001 ,, n ")] == [*notes, "T001"]
    rest = [rule.code for rule in all_rules() if rule.code.startswith("T00") and rule.code > "T002"]
    assert [rule.code for rule in selected_rules("T00", "T002,total-mismatch")] == rest
    assert selected_rules() == selected_rules("", "")


def test_months_are_compared_within_the_other_keys_of_their_rows() -> None:
    months = [f"{2020 + (month < 4)}-{month:02}" for month in (*range(4, 13), *range(1, 4))]
    columns = (
        '{ id = "d", ja = "D", role = "dimension" }, { id = "m", ja = "月", role = "month" }, '
        '{ id = "e", ja = "E", role = "dimension" }, { id = "n", ja = "N" }'
    )
    rows = [
        f'{{ d = {{ id = "{d}", ja = "x" }}, m = "{month}", e = {{ id = "{e}", ja = "x" }}, n = 1 }}'
        for d in "pq"
        for e in "rs"
        for month in months
    ]
    text = f'\n[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{columns}]\nrows = [%s]\n'
    rule = find_rule("Y001")
    assert validation([dataset(text % ",\n".join(rows))], [rule]).summary[Outcome.PASS] == 4
    without = [row for row in rows if not ('"q"' in row and '"s"' in row and "2020-12" in row)]
    (finding,) = validation([dataset(text % ",\n".join(without))], [rule]).findings
    assert finding.sentence.en == "there is no row for 2020-12"


def test_numbers_of_tables_are_compared_as_people_read_them() -> None:
    def found(label: str, numbers: str) -> list[str]:
        table = f'\n[tables.x]\nlabel = "{label}"\ntitle = "題"\n'
        table += 'columns = [{ id = "n", ja = "N" }]\nrows = [{ n = 1 }]\n'
        text = dataset_text(table, numbers=numbers)
        return [each.sentence.en for each in validation([load_text(text)], [find_rule("P002")]).findings]

    assert found("表１", '["表 1"]') == []
    assert found("表3", '["表3"]\nabsent = ["表1"]') == ["the page skips 表2; if so, list it under 'absent'"]
    assert found("表2の1", '["表2の1"]\nabsent = ["表1"]') == []
    assert found("表1", '["表3", "表1"]') == [
        "the page skips 表2; if so, list it under 'absent'",
        "表3 is on the page, but not in this file",
    ]
    assert found("表1", '["表1", "別表2"]') == [
        "the page skips 別表1; if so, list it under 'absent'",
        "別表2 is on the page, but not in this file",
    ]


CROWDED = """
[symbols]
"…" = "not-available"

[tables.x]
label   = "表1"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A", concept = "outcome:nothing" }, { id = "b", ja = "B", concept = "nothing:full" },
  { id = "c", ja = "C", concept = "outcome:full" }, { id = "t", ja = "T", role = "text" },
]
rows    = [
  { year = 2018, a = 1, b = { value = 2, of-which = 2 }, c = 3, t = ["一", "二"] },
  { year = 2019, a = "…", b = { value = 2, of-which = 3 }, c = 1_003, t = "一" },
  { year = 2021, a = { value = 4, status = "revised" }, b = { value = 2, of-which = 4 }, c = 1_003, t = "一" },
  { year = 2020, a = { status = "suppressed" }, b = "…", c = 4, t = "一" },
]
total   = { year = "計", b = 2_000, c = 2_013 }
notes   = [
  { mark = "注1", at = ["a"], reason = "other", ja = "一。" },
  { mark = "注2", at = ["a"], reason = "overlap", ja = "二。" },
  { mark = "注3", at = ["a"], reason = "revised", ja = "三。" },
  { mark = "注4", at = ["2020"], reason = "suppressed", ja = "四。" },
  { mark = "注5", at = ["c"], reason = "rounding", ja = "五。" },
  { mark = "注6", at = ["2018"], reason = "provisional", ja = "六。" },
]
checks  = [
  { count = "a", names = "t" },
  { total = "b" },
  { parts = ["a", "b"], whole = "c", rows = ["2018", "2021"] },
  { count = "c", names = "t" },
]

[tables.y]
label   = "表5"
title   = "題"
columns = [{ id = "month", ja = "月", role = "month" }, { id = "n", ja = "N" }]
rows    = [{ month = "2020-05", n = 1 }, { month = "2020-04", n = 1 }, { month = "2021-04", n = 1 }]

[tables.z]
label   = "表8"
title   = "題"
columns = [
  { id = "k", ja = "K", role = "dimension", codes = [
    { id = "good", ja = "…", concept = "outcome:full" }, { id = "bad", ja = "…", concept = "outcome:bad" },
  ] },
  { id = "o", ja = "O", role = "dimension" }, { id = "month", ja = "月", role = "month" }, { id = "n", ja = "N" },
]
rows    = [{ k = "bad", o = { id = "own", ja = "…", concept = "outcome:own" }, month = "2020-04", n = 1 }]

[[claims]]
ja     = "…"
value  = 1

[[claims]]
ja     = "…"
equals = { "x.2019.a" = 1, "x.2018.a" = 1, "x.2018.c" = 4, "x.2019.c" = 2_003 }
"""


def told(datasets: list[Dataset], rules: list[Rule] | None = None) -> Iterator[str]:
    """Yield all that the rules say, with every place."""
    found = validation(datasets, rules)
    for finding in found.findings:
        yield f"{finding.rule.code} {finding.outcome.value}: {finding.sentence.en}"
        yield f"  {finding.sentence.ja}"
        yield f"  {' '.join(map(str, finding.places))} {finding.note.mark if finding.note else ''}".rstrip()
    yield str({outcome.value: count for outcome, count in found.summary.items() if count})


def test_what_the_rules_say_of_their_examples_and_of_a_crowded_file_is_as_it_was(golden: Golden) -> None:
    numbers = '["表 1", "表3"]\nabsent = ["表２", "表5", "表9"]'
    lines = [
        line
        for rule in CHECKS
        for line in told([load_text(text, name) for name, text in whole_datasets(rule).items()], [rule])
    ]
    lines += told([load_text(dataset_text(CROWDED, numbers=numbers), "crowded.toml")])
    page = FY2020.read_text(encoding="utf-8")
    lines += told([load_text(page, "fy2020.toml")])
    for reason, requests in (("overlap", 89), ("other", 59), ("overlap", 59)):
        changed = page.replace('reason = "overlap"', f'reason = "{reason}"').replace("updates = 5774", "updates = 5594")
        changed = changed.replace("requests = 59", f"requests = {requests}")
        changed = changed.replace("parts = 79, whole = 59", f"parts = 79, whole = {requests}")
        lines += told([load_text(changed, "fy2020.toml")], [find_rule("T001"), find_rule("T002")])
    golden(Path(__file__).parent / "golden" / "rules.txt", "\n".join(lines) + "\n")


def test_datasets_are_compared_with_those_of_their_publisher_oldest_first() -> None:
    seen: list[list[str]] = []

    def compare(publisher: Sequence[Dataset]) -> Iterator[Verdict]:
        seen.append([each.edition.id for each in publisher])
        yield failed(message(en="x", ja="x"), publisher[0].edition.origin)

    between = Rule("T001", "x", Severity.WARNING, "", check_between=compare)
    texts = [
        dataset_text(TABLE, year, id_=f"{code}-{3000 - year}").replace("132047", code)
        for year, code in ((2021, "132047"), (2020, "132047"), (2022, "011002"), (2019, "132047"), (2020, "242071"))
    ]
    texts.append(dataset_text(TABLE, 2019, id_="242071-x").replace("132047", "242071"))
    found = validation([load_text(text) for text in texts], [between])
    assert seen == [["132047-981", "132047-980", "132047-979"], ["242071-x", "242071-980"]]
    assert [(each.outcome, each.severity) for each in found.findings] == [(Outcome.FAIL, Severity.WARNING)] * 2
    assert found.summary[Outcome.FAIL] == 2


def test_a_fault_of_the_loader_is_a_finding_with_its_place() -> None:
    with pytest.raises(FaultyFile) as error:
        load_text(dataset_text(TABLE).replace("c = 7", "c = -7"), "x.toml")
    found = finding_of_fault(error.value.faults[0])
    assert (found.rule.code, found.outcome, found.severity) == ("S007", Outcome.FAIL, Severity.ERROR)
    assert found.sentence.en == "-7 is outside the range 0 to 999,999,999,999,999"
    assert found.sentence.ja.startswith("-7 は範囲")
    assert [spot.length for spot in found.spots] == [2]
