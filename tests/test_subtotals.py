"""Subtotals inside a table: read where they are printed, compared with their rows, counted in no other sum."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.errors import FaultyFile
from privstat.load import load_text
from privstat.model import Table
from privstat.totals import sums
from privstat.validate import validation
from privstat.views.table import TableView
from privstat.views.totals import TotalsView
from privstat.write import as_mapping
from tests.conftest import dataset, dataset_text

# As a city prints its notifications by organ: some offices, their subtotal, other organs, and the total.
ORGANS = """
[tables.x]
label   = "表X"
title   = "実施機関別の届出件数"
columns = [{ id = "organ", ja = "実施機関名", role = "dimension" }, { id = "n", ja = "届出件数" }]
rows    = [
  { organ = { id = "finance", ja = "財政局" }, n = 54 },
  { organ = { id = "roads", ja = "建設局" }, n = 111 },
  { subtotal = { id = "mayor", ja = "小計" }, n = 165 },
  { organ = { id = "fire", ja = "消防長" }, n = 83 },
  { organ = { id = "assembly", ja = "議会" }, n = 9 },
]
total   = { organ = "合計", n = 257 }
"""

# Two ranks: bureaus inside the city, and a subtotal that names others.
NESTED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "organ", role = "dimension", group = true, codes = [
    { id = "mayor", ja = "市長" }, { id = "board", ja = "委員会" },
  ] },
  { id = "office", ja = "部局", role = "dimension" },
  { id = "n", ja = "件数" },
  { id = "rate", ja = "率", role = "rate" },
]
rows    = [
  { organ = "mayor", office = { id = "a", ja = "A" }, n = 1, rate = 1.0 },
  { organ = "mayor", office = { id = "b", ja = "B" }, n = 2, rate = 1.0 },
  { organ = "mayor", subtotal = { id = "sum", ja = "市長計" }, n = 3 },
  { organ = "board", office = { id = "c", ja = "C" }, n = 4, rate = 1.0 },
  { organ = "board", subtotal = { id = "sum", ja = "委員会計", en = "Boards" }, n = 4 },
  { subtotal = { id = "all", ja = "計" }, n = 7 },
  { subtotal = { id = "again", ja = "再計", of = ["mayor.sum", "board"] }, n = 7 },
]
"""


def found(table: Table) -> list[tuple[str, list[str], object]]:
    """Return, for each sum over rows with a printed whole: against what, the rows added, the difference."""
    return [
        (each.against.name, [part.address.split(".", 1)[1].rpartition(".")[0] for part in each.parts], each.difference)
        for each in sums(table)
        if each.against
    ]


def test_a_subtotal_adds_up_the_rows_above_it_and_the_total_adds_up_the_rows() -> None:
    table = dataset(ORGANS).table("x")
    assert found(table) == [
        ("total", ["finance", "roads", "fire", "assembly"], 0),
        ("mayor", ["finance", "roads"], 0),
    ]
    assert [row.name for row in table.rows] == ["finance", "roads", "fire", "assembly"]
    assert [row.name for row in table.all_rows] == ["finance", "roads", "mayor", "fire", "assembly", "total"]


def test_subtotals_stand_inside_each_other_or_name_what_they_add() -> None:
    assert found(dataset(NESTED).table("x")) == [
        ("mayor.sum", ["mayor.a", "mayor.b"], 0),
        ("board.sum", ["board.c"], 0),
        ("all", ["mayor.a", "mayor.b", "board.c"], 0),
        ("again", ["mayor.sum", "board.c"], 0),
    ]


def test_a_subtotal_has_an_address_of_its_own_and_stands_in_no_other() -> None:
    table = dataset(ORGANS).table("x")
    assert table.cell("mayor.n").value == 165
    assert [cell.value for cell in table.cells("n")] == [54, 111, 83, 9]
    assert [cell.value for cell in table.cells("*.n")] == [54, 111, 83, 9]
    nested = dataset(NESTED).table("x")
    assert [cell.value for cell in nested.cells("mayor.n")] == [1, 2]
    assert nested.cell("mayor.sum", "n").value == 3


def test_a_series_may_follow_a_subtotal() -> None:
    text = ORGANS + '\n[[series]]\nid = "m"\nmeasure = "x.mayor.n"\nkind = "flow"\n'
    assert dataset(text).series[0].title.ja == "届出件数"
    years = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "件数" }]
rows    = [{ y = 2019, n = 1 }, { y = 2020, n = 2 }, { subtotal = { id = "both", ja = "2年計" }, n = 3 }]

[[series]]
id      = "m"
measure = "x.both.n"
kind    = "flow"
"""
    assert [cell.value for cell in dataset(years).cells("x.both.n")] == [3]


def messages(text: str, lang: str = "en") -> list[str]:
    return [getattr(finding.sentence, lang) for finding in validation([dataset(text)]).findings]


def test_a_wrong_subtotal_is_told_with_its_label_and_a_right_one_with_a_wrong_row_twice() -> None:
    assert messages(ORGANS.replace("n = 165", "n = 156")) == [
        "printed subtotal '小計' 156, but its 2 rows add up to 165 (+9)"
    ]
    assert messages(ORGANS.replace("n = 165", "n = 156"), "ja") == [
        "印刷された「小計」は 156 ですが、その 2 行の和は 165 です(+9)"
    ]
    assert len(messages(ORGANS.replace("n = 111", "n = 101"))) == 2


EXPLAINED = (
    ORGANS.replace("n = 165", "n = 164")
    + """
notes   = [{ mark = "※", at = ["mayor"], reason = "overlap", ja = "両方に届け出たものが1件ある。" }]
checks = [{ total = "n", rows = ["mayor"], explained-by = "※", expect = [{ row = "mayor", parts = 165, whole = 164 }] }]
"""
)


def test_a_note_can_explain_a_subtotal_and_leaves_the_total_alone() -> None:
    findings = validation([dataset(EXPLAINED)]).findings
    assert [(finding.rule.code, finding.outcome.value) for finding in findings] == [("T001", "explained")]
    unpinned = EXPLAINED.replace(', expect = [{ row = "mayor", parts = 165, whole = 164 }]', "")
    assert 'expect = { row = "mayor", parts = 165, whole = 164 }' in messages(unpinned)[0]
    (stale,) = validation([dataset(EXPLAINED.replace("n = 164", "n = 165"))]).findings
    assert stale.outcome.value == "stale"


def test_a_subtotal_without_a_figure_in_a_column_is_not_compared_there() -> None:
    assert "rate" not in [each.column for each in sums(dataset(NESTED).table("x")) if each.against]


def faults(text: str) -> list[str]:
    with pytest.raises(FaultyFile) as caught:
        load_text(dataset_text(text))
    return [fault.sentence.to("en") for fault in caught.value.faults if fault.sentence.to("ja")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{ subtotal = {", '{ organ = "finance", subtotal = {', "leave out the last of organ"),
        ('ja = "小計" }', 'ja = "小計", of = ["finence"] }', "there is no row 'finence'"),
        ('ja = "小計" }', 'ja = "小計", of = ["mayor"] }', "there is no row 'mayor'; there are: finance, roads, fire"),
        ('ja = "小計" }', 'ja = "小計", of = ["total"] }', "there is no row 'total'"),
        ('ja = "小計" }', 'ja = "小計", of = ["n"] }', "there is no row 'n'"),
        ('ja = "小計" }', 'ja = "小計", of = ["fire", "fire"] }', "'fire' stands twice"),
        ('ja = "小計" }', 'ja = "小計", off = ["fire"] }', "unknown key 'off'"),
        ('id = "mayor"', 'id = "total"', "'total' is the name of the total row"),
        ('id = "mayor"', 'id = "fire"', "'fire' stands twice"),
        ('subtotal = { id = "mayor", ja = "小計" }', 'subtotal = "小計"', "here stands a text, where a table"),
        ("n = 165", "m = 165", "unknown key 'm'; there are: organ, n, subtotal"),
        (
            "rows    = [",
            'rows    = [\n  { subtotal = { id = "none", ja = "計" }, n = 0 },',
            "no rows above this subtotal",
        ),
    ],
)
def test_a_subtotal_that_makes_no_sense_is_refused(old: str, new: str, expected: str) -> None:
    assert expected in " / ".join(faults(ORGANS.replace(old, new, 1)))


def test_a_subtotal_has_no_texts_and_may_not_leave_out_the_first_column_of_the_key() -> None:
    texts = ORGANS.replace('{ id = "n", ja = "届出件数" }', '{ id = "n", ja = "届出件数", role = "text" }')
    assert any("a total has no texts" in fault for fault in faults(texts))
    inner = NESTED.replace('{ subtotal = { id = "all"', '{ office = { id = "x", ja = "X" }, subtotal = { id = "all"')
    assert "leave out the last of organ, office" in faults(inner)[0]


def test_a_column_may_be_called_subtotal() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "subtotal", ja = "小計" }]
rows    = [{ y = 2019, subtotal = 1 }, { y = 2020, subtotal = 2 }]
"""
    assert [cell.value for cell in dataset(text).cells("x.subtotal")] == [1, 2]


@pytest.mark.parametrize("table", [ORGANS, NESTED, EXPLAINED])
def test_subtotals_survive_loading_and_writing(table: str) -> None:
    text = dataset_text(table)
    assert as_mapping(load_text(text)) == tomllib.loads(text)


def test_subtotals_are_shown_where_they_are_printed_and_marked_everywhere() -> None:
    view = TableView(dataset(NESTED).table("x"))
    lines = [(line.kind, line.cells) for line in view.sheets("ja")[0].lines]
    assert lines[3:8] == [
        ("subtotal", ("市長計", "3", "")),
        ("group", ("委員会",)),
        ("row", ("C", "4", "1.0")),
        ("subtotal", ("委員会計", "4", "")),
        ("subtotal", ("計", "7", "")),
    ]
    as_object = json.loads(json.dumps(view.as_object(), default=str))
    assert [row["office"] for row in as_object["rows"]] == ["a", "b", "c"]
    assert as_object["subtotals"][1] == {
        "row": "board.sum",
        "label": "委員会計",
        "label_en": "Boards",
        "of": ["board.c"],
        "after": 3,
        "cells": {"organ": "board", "office": "委員会計", "n": 4},
    }
    records = view.records()[1]
    assert [record["kind"] for record in records if record["column"] == "n"] == [
        "row",
        "row",
        "subtotal",
        "row",
        "subtotal",
        "subtotal",
        "subtotal",
    ]
    assert records[-1]["row_label"] == "再計"


def test_totals_say_which_printed_line_a_sum_is_compared_with() -> None:
    table = dataset(ORGANS).table("x")
    view = TotalsView(tuple(sums(table)))
    assert [record["against"] for record in view.records()[1]] == ["total", "mayor"]
    assert [line.cells[1] for line in view.sheets("ja")[0].lines] == ["届出件数", "小計: 届出件数"]


@given(st.lists(st.lists(st.integers(0, 10**9), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_right_page_of_subtotals_passes_and_one_changed_row_breaks_exactly_its_own_sums(
    groups: list[list[int]],
) -> None:
    rows = []
    for number, group in enumerate(groups):
        rows += [f'{{ organ = {{ id = "o{number}-{i}", ja = "機関" }}, n = {n} }}' for i, n in enumerate(group)]
        rows.append(f'{{ subtotal = {{ id = "s{number}", ja = "小計" }}, n = {sum(group)} }}')
    head, tail = ORGANS.partition("rows    = [")[0], f'total   = {{ organ = "合計", n = {sum(map(sum, groups))} }}\n'
    text = head + "rows    = [\n" + ",\n".join(rows) + "]\n" + tail
    table = dataset(text).table("x")
    assert [difference for _, _, difference in found(table)] == [0] * (len(groups) + 1)
    changed = text.replace(
        f'"o0-0", ja = "機関" }}, n = {groups[0][0]} ', f'"o0-0", ja = "機関" }}, n = {groups[0][0] + 7} '
    )
    broken = [name for name, _, difference in found(dataset(changed).table("x")) if difference]
    assert broken == ["total", "s0"]
