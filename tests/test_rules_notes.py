"""The rules about notes: marks that dangle, notes that hang on nothing, order, reasons and pins."""

import pytest

from privstat.codelists import Reason
from privstat.load import load_text
from privstat.marks import marks_in, numbered, plain_mark
from privstat.relations import MAY_EXPLAIN
from privstat.validate import Finding, validation
from tests.conftest import dataset, dataset_text

TABLE = """
[tables.x]
label   = "表X"
title   = "題%s"
columns = [
  { id = "organ", ja = "機関", role = "dimension", codes = [{ id = "p", ja = "市長%s" }] },
  { id = "n", ja = "件数%s", unit = "件%s" },
  { id = "names", ja = "名称", role = "text" },
]
rows    = [{ organ = "p", n = { value = 1, printed = "1%s" }, names = "事務%s" }]
notes   = [%s]
"""


def without_empty_lists(text: str) -> str:
    return text.replace("notes   = []\n", "").replace("checks  = []\n", "")


def found(text: str) -> list[Finding]:
    findings = list(validation([dataset(without_empty_lists(text))]).findings)
    assert all(finding.sentence.ja for finding in findings)
    return findings


def codes(text: str) -> list[str]:
    return [finding.rule.code for finding in found(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("処理状況(注1)", ["注1"]),
        ("処理状況（注１）", ["注1"]),
        ("処理状況 (注)", ["注"]),
        ("請求※1 の件数", ["※1"]),
        ("請求(※)", ["※"]),
        ("請求※", ["※"]),
        ("請求*2", ["*2"]),
        ("請求＊", ["*"]),
        ("件数注2", ["注2"]),
        ("(注1)(注2)", ["注1", "注2"]),
        ("59※3件", ["※3"]),
        ("注文の件数", []),
        ("発注1件", []),
        ("※取下げを含む", []),
        ("A*B", []),
        ("*", []),
        ("※", []),
        ("46,896件", []),
    ],
)
def test_marks_are_found_in_printed_texts(text: str, marks: list[str]) -> None:
    assert list(marks_in(text)) == marks


def test_marks_have_a_plain_form_and_a_number() -> None:
    assert plain_mark("（注１）") == plain_mark("注 1") == "注1"
    assert [numbered(mark) for mark in ("注1", "※12", "3", "※", "(注2)")] == [
        ("注", 1),
        ("※", 12),
        ("", 3),
        None,
        ("注", 2),
    ]


@pytest.mark.parametrize("position", range(6))
def test_a_mark_without_its_note_dangles_wherever_it_is_printed(position: int) -> None:
    marks = [""] * 6
    marks[position] = "(注1)"
    (finding,) = found(TABLE % (*marks, ""))
    assert finding.rule.code == "N003"
    assert finding.sentence.en.endswith("carries 注1, but the table has no such note")
    note = '{ mark = "%s", reason = "definition", ja = "…" }'
    for mark in ("注1", "(注1)", "1"):
        assert codes(TABLE % (*marks, note % mark)) == []
    assert codes(TABLE % (*marks, note % "注3")) == ["N003", "N004"]


def test_a_dangling_mark_says_which_other_tables_have_its_note() -> None:
    other = """
[tables.y]
label   = "表Y"
title   = "題"
columns = [{ id = "n", ja = "件数" }]
rows    = [{ n = 1 }]
notes   = [{ mark = "注1", at = ["n"], reason = "definition", ja = "(注2)を含む。" }]
"""
    text = dataset_text(TABLE % ("", "", "(注1)", "", "", "", "") + other, numbers='["表X", "表Y"]')
    first, second = validation([load_text(without_empty_lists(text))]).findings
    assert first.sentence.en == "'件数(注1)' carries 注1, but the table has no such note; there is one in 表Y"
    assert first.sentence.ja == "「件数(注1)」に注1が付いていますが、この表にその注がありません。表Yにはあります"
    assert second.sentence.en == "'(注2)を含む。' carries 注2, but the table has no such note"
    third = other.replace("tables.y", "tables.z").replace("表Y", "表Z").replace("(注2)を", "")
    more = text.replace('"表Y"]', '"表Y", "表Z"]') + third
    assert "; there is one in 表Y, 表Z" in validation([load_text(without_empty_lists(more))]).findings[0].sentence.en


NOTED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "a", ja = "A" }, { id = "b", ja = "B" }]
rows    = [{ y = 2019, a = 1, b = 1 }, { y = 2020, a = %s, b = 2 }]
total   = { y = "計", a = 3 }
notes   = [%s]
checks  = [%s]
"""


@pytest.mark.parametrize(
    ("cell", "note", "check", "expected"),
    [
        ("2", 'mark = "注1"', "", ["N004"]),
        ("2", 'mark = "注1", at = ["a"]', "", []),
        ("2", 'mark = "※"', "", []),  # about the whole table
        ("2", 'mark = "備考"', "", []),
        ('{ value = 2, notes = ["注1"] }', 'mark = "注1"', "", []),
        ("2", 'mark = "注1", at = ["total.a"]', "", []),
        ("2", 'mark = "注1", at = ["total.b"]', "", ["N004"]),  # the total has no such cell
    ],
)
def test_a_note_that_hangs_on_nothing_is_told(cell: str, note: str, check: str, expected: list[str]) -> None:
    assert codes(NOTED % (cell, f'{{ {note}, reason = "definition", ja = "…" }}', check)) == expected


@pytest.mark.parametrize(
    ("at", "en", "ja", "shown"),
    [
        (', at = ["total.b"]', "注1 hangs on no cell of the table", "注1が付くセルが表にありません", '["total.b"]'),
        (
            "",
            "注1 hangs on nothing: say with 'at' where the page prints it",
            "注1がどこにも付いていません。紙面で付いているところを at に書いてください",
            '"注1"',
        ),
    ],
)
def test_a_note_that_hangs_on_nothing_is_shown_where_it_says_so(at: str, en: str, ja: str, shown: str) -> None:
    (finding,) = found(NOTED % ("2", f'{{ mark = "注1"{at}, reason = "definition", ja = "…" }}', ""))
    assert (finding.sentence.en, finding.sentence.ja) == (en, ja)
    (spot,) = finding.spots
    assert spot.line[spot.place.column - 1 :][: spot.length] == shown


def test_a_check_gives_a_note_its_place() -> None:
    check = '{ parts = ["a"], whole = "b", rows = ["2020"], explained-by = "注1", expect = { parts = 3, whole = 2 } }'
    text = NOTED.replace("a = 3 }", "a = 4 }")
    assert codes(text % ("3", '{ mark = "注1", reason = "overlap", ja = "…" }', check)) == ["T005", "T002"]


def test_a_note_of_a_table_without_rows_has_nothing_to_hang_on_and_is_left_alone() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "a", ja = "A" }]
rows    = []
notes   = [{ mark = "注1", at = ["a"], reason = "definition", ja = "…" }]
"""
    assert codes(text) == []


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("注1 注2 ※1 注3", []),
        ("注2", []),
        ("注2 注1", ["注1 stands after 注2"]),
        ("※ 注2 注1", ["注1 stands after 注2"]),
        ("注1 注3 注2 注4", ["注2 stands after 注3"]),
        ("※ 注1 備考", []),
        ("注1 （注１）", ["（注１） stands after 注1"]),
    ],
)
def test_numbered_notes_stand_in_order(marks: str, expected: list[str]) -> None:
    notes = ", ".join(f'{{ mark = "{mark}", at = ["a"], reason = "definition", ja = "…" }}' for mark in marks.split())
    findings = found(NOTED % ("2", notes, ""))
    assert [finding.sentence.en for finding in findings] == expected
    assert all(finding.rule.code == "N005" and len(finding.places) == 2 for finding in findings)


@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_that_can_explain_nothing_is_told_at_the_reason(reason: Reason) -> None:
    note = f'{{ mark = "注1", at = ["a"], reason = "{reason.value}", ja = "…" }}'
    check = '{ parts = ["a"], whole = "b", rows = ["2019", "2020"], explained-by = "注1" }'
    told = [finding for finding in found(NOTED % ("2", note, check)) if finding.rule.code == "N006"]
    assert bool(told) == (reason not in MAY_EXPLAIN)
    for finding in told:
        expected = f"its reason '{reason.value}' can explain no sum; those that can: carry-over, excludes, includes"
        assert expected in finding.sentence.en
        assert finding.note


@pytest.mark.parametrize("first", ['{ total = "a" }', '{ total = "a", explained-by = "注2" }'])
def test_a_check_without_a_note_or_with_a_good_one_does_not_hide_the_reason_of_another(first: str) -> None:
    notes = (
        '{ mark = "注1", at = ["a"], reason = "other", ja = "…" }, '
        '{ mark = "注2", at = ["a"], reason = "overlap", ja = "…" }'
    )
    check = f'{first}, {{ parts = ["a"], whole = "b", explained-by = "注1" }}'
    assert "N006" in codes(NOTED % ("2", notes, check))


def test_a_mismatch_that_its_reason_cannot_explain_fails_besides() -> None:
    note = '{ mark = "注1", at = ["a"], reason = "other", ja = "…" }'
    check = '{ total = "a", explained-by = "注1", expect = { parts = 5, whole = 3 } }'
    findings = found(NOTED % ("4", note, check))
    assert sorted(finding.rule.code for finding in findings) == ["N006", "T001"]
    assert any("with the reason 'other' a mismatch cannot be explained" in finding.sentence.en for finding in findings)


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ('parts = ["a"], whole = "b", expect = { row = "2020", parts = 3, whole = 2 }', []),
        ('parts = ["a"], whole = "b", rows = ["2020"], expect = { parts = 3, whole = 2 }', []),
        (
            'parts = ["a"], whole = "b", rows = ["2020"], expect = [{ row = "2020", parts = 3, whole = 2 }, '
            '{ row = "2019", parts = 3, whole = 2 }]',
            ["the check does not compare the row '2019', for which 3 and 2 are pinned"],
        ),
        (  # the total has no b
            'parts = ["a"], whole = "b", expect = [{ row = "2020", parts = 3, whole = 2 }, '
            '{ row = "total", parts = 3, whole = 2 }]',
            ["the check does not compare the row 'total', for which 3 and 2 are pinned"],
        ),
        (
            'parts = ["a"], whole = "b", expect = [{ row = "2020", parts = 3, whole = 2 }, '
            '{ row = "2020", parts = 4, whole = 2 }]',
            ["4 and 2 are pinned after other figures of the row '2020'"],
        ),
        (
            'parts = ["a"], whole = "b", rows = ["2020"], expect = [{ parts = 3, whole = 2 }, '
            '{ row = "2020", parts = 4, whole = 2 }]',
            ["4 and 2 are pinned after other figures of the row '2020'"],
        ),
    ],
)
def test_pins_that_nothing_is_compared_with_are_told(check: str, expected: list[str]) -> None:
    note = '{ mark = "注1", at = ["a"], reason = "overlap", ja = "…" }'
    text = NOTED.replace("a = 3 }", "a = 4 }") % ("3", note, f'{{ {check}, explained-by = "注1" }}')
    findings = [finding for finding in found(text) if finding.rule.code == "N007"]
    assert [finding.sentence.en for finding in findings] == expected
    for (spot,) in (finding.spots for finding in findings):
        assert spot.line[: spot.place.column - 1].endswith("expect = ")


def test_a_count_of_names_is_explained_by_nothing() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "件数" }, { id = "names", ja = "名称", role = "text" }]
rows    = [{ n = 1, names = "事務" }]
notes   = [{ mark = "注1", at = ["n"], reason = "overlap", ja = "…" }]
checks  = [{ count = "n", names = "names", explained-by = "注1", expect = { parts = 1, whole = 1 } }]
"""
    assert codes(text) == ["N007"]
