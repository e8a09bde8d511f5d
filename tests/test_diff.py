"""Two datasets side by side: every difference is found, at its place, and nothing else is."""

import copy
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from privstat.codelists import NUMBER_ROLES, Role
from privstat.diff import Difference, Kind, differences
from privstat.load import load_text
from privstat.model import Cell, Dataset, Table
from privstat.place import Place
from privstat.write import as_mapping, as_toml
from tests.conftest import FY2020, Call, Golden, dataset_text
from tests.test_write import tables

GOLDEN = Path(__file__).parent / "golden"
BEFORE = """
[symbols]
"－" = "nil"

[sections.a]
office = "相談・情報課"

[tables.x]
label    = "表X"
title    = { ja = "開示請求", en = "Requests" }
unit     = "件"
columns  = [
  { id = "organ", ja = "機関", en = "Organ", role = "dimension" },
  { id = "a", ja = "請求", en = "Requests", under = "all" },
  { id = "b", ja = "開示", en = "Disclosed", under = "all" },
]
spanners = [{ id = "all", ja = "すべて" }]
rows     = [
  { organ = { id = "mayor", ja = "市長" }, a = 120, b = "－" },
  { organ = { id = "board", ja = "教委" }, a = 7, b = { value = 5, status = "provisional" } },
  { organ = { id = "fire", ja = "消防" }, a = 3, b = 3 },
]
total    = { organ = "計", a = { value = 130, printed = "130件" } }
notes    = [
  { mark = "注1", at = ["b"], reason = "overlap", ja = "重複あり。", en = "With overlaps." },
  { mark = "注2", reason = "other", ja = "速報。" },
]
checks   = [{ parts = ["b"], whole = "a", explained-by = "注1", expect = [{ row = "board", parts = 5, whole = 7 }] }]

[tables.y]
label   = "表Y"
title   = "月別"
columns = [{ id = "month", ja = "月", role = "month" }, { id = "names", ja = "名前", role = "text" }]
rows    = [{ month = { value = "2020-04", printed = "4月" }, names = ["甲", "乙"] }]

[[series]]
id      = "requests"
measure = "x.total.a"
kind    = "flow"

[[claims]]
ja     = "請求は130件。"
equals = { "x.total.a" = 130 }
"""
CHANGES = (
    ('"相談・情報課"', '"情報課"'),
    ('title    = { ja = "開示請求", en = "Requests" }', 'title    = { ja = "開示請求", en = "Requests made" }'),
    ('a = 120, b = "－" },\n  { organ = { id = "board"', 'a = 121, b = 0 },\n  { organ = { id = "board"'),
    ('b = { value = 5, status = "provisional" }', 'b = { value = 5, of-which = 2, notes = ["注2"] }'),
    ("a = 3, b = 3 }", 'a = 3, b = { value = 3, correction = { value = 2, ja = "誤植" } } }'),
    ('"130件"', '"130 件"'),
    ('reason = "other", ja = "速報。"', 'reason = "provisional", ja = "速報。"'),
    ('reason = "overlap", ja = "重複あり。"', 'reason = "overlap", ja = "重複がある。"'),
    ("parts = 5, whole = 7 }", "parts = 5, whole = 8 }"),
    ('printed = "4月" }, names = ["甲", "乙"]', 'printed = "４月" }, names = ["甲", "丙"]'),
    ('kind    = "flow"', 'kind    = "flow"\nany-regime = true'),
    ("130件。", "131件。"),
    ('"x.total.a" = 130', '"x.total.a" = 131'),
)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def found(*changes: tuple[str, str]) -> list[Difference]:
    """Return what some changes of the small dataset make different."""
    text = dataset_text(BEFORE)
    return differences(load_text(text, "a.toml"), load_text(changed(text, *changes), "b.toml"))


def told(each: Difference) -> tuple[object, ...]:
    return (each.kind.value, each.what.value, each.address, each.aspect, each.change)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (CHANGES[0], [("changed", "section", "a", "office", None)]),
        (CHANGES[1], [("changed", "table", "x", "title_en", None)]),
        (CHANGES[2], [("changed", "cell", "x.mayor.a", "value", 1), ("changed", "cell", "x.mayor.b", "value", 0)]),
        (
            CHANGES[3],
            [
                ("changed", "cell", "x.board.b", "value", 0),
                ("changed", "cell", "x.board.b", "of_which", None),
                ("changed", "cell", "x.board.b", "notes", None),
            ],
        ),
        (
            CHANGES[4],
            [
                ("changed", "cell", "x.fire.b", "correction", None),
                ("changed", "cell", "x.fire.b", "correction_reason", None),
            ],
        ),
        (CHANGES[5], [("changed", "cell", "x.total.a", "value", 0)]),
        (CHANGES[6], [("changed", "note", "x.注2", "reason", None)]),
        (CHANGES[7], [("changed", "note", "x.注1", "text", None)]),
        (CHANGES[8], [("changed", "pin", "x.board.a", "whole", 1)]),
        (
            CHANGES[9],
            [
                ("changed", "heading", "y.2020-04.month", "printed", None),
                ("changed", "cell", "y.2020-04.names", "text", None),
            ],
        ),
        (CHANGES[10], [("changed", "series", "requests", "any_regime", None)]),
        (CHANGES[11], [("changed", "claim", "x.total.a", "text", None)]),
        (CHANGES[12], [("changed", "claim", "x.total.a", "x.total.a", 1)]),
        (('"－" = "nil"', '"－" = "nil"\n"…" = "not-available"'), [("added", "symbol", "…", "", None)]),
        (('ja = "教委"', 'ja = "教育委"'), [("changed", "code", "x.organ.board", "label", None)]),
        (('at = ["b"]', 'at = ["board.b"]'), [("changed", "note", "x.注1", "at", None)]),
        (('label   = "表Y"', 'label   = "表Z"'), [("changed", "table", "y", "label", None)]),
        (('id          = "mitaka-fy2020"', 'id = "m"'), [("changed", "dataset", "", "id", None)]),
        (('code = "132047"', 'code = "131148"'), [("changed", "dataset", "", "area_code", None)]),
        (('tables = ["表X"]', 'tables = ["表X", "表Y"]'), [("changed", "source", "newsletter", "tables", None)]),
        (("[tables.y]", "[tables.z]"), [("removed", "table", "y", "", None), ("added", "table", "z", "", None)]),
        (('  { organ = { id = "fire", ja = "消防" }, a = 3, b = 3 },\n', ""), [("removed", "row", "x.fire", "", None)]),
        (
            ('total    = { organ = "計", a', 'total    = { organ = "計", b = 8, a'),
            [("added", "cell", "x.total.b", "", None)],
        ),
    ],
)
def test_a_change_is_told_by_its_key(change: tuple[str, str], said: list[tuple[object, ...]]) -> None:
    assert [told(each) for each in found(change)] == said


def test_nil_that_becomes_zero_is_a_difference_with_both_statuses() -> None:
    (_, nil) = found(CHANGES[2])
    assert isinstance(nil.before, Cell)
    assert isinstance(nil.after, Cell)
    assert (nil.before.value, nil.before.status.value, nil.before.printed) == (None, "nil", "－")
    assert (nil.after.value, nil.after.status.value, nil.after.printed) == (0, "normal", "0")


def test_a_figure_that_only_one_side_has_has_no_change() -> None:
    (each,) = found(("a = 3, b = 3", 'a = 3, b = { status = "suppressed" }'))
    assert (each.address, each.change) == ("x.fire.b", None)


def test_a_row_that_only_one_side_has_is_one_difference_with_all_its_figures() -> None:
    more = '},\n  { organ = { id = "water", ja = "水道" }, a = 1, b = 2 },\n'
    (row,) = found(("a = 3, b = 3 },\n", f"a = 3, b = 3 {more}"))
    assert (row.kind, row.address, row.before) == (Kind.ADDED, "x.water", None)
    assert isinstance(row.after, dict)
    assert {name: cell.value for name, cell in row.after.items()} == {"a": 1, "b": 2}


def test_an_order_of_its_own_is_a_difference_and_nothing_else_is() -> None:
    rows = re.findall(r"  \{ organ = .*\n", BEFORE)
    (rows_moved,) = found(("".join(rows), rows[0] + rows[2] + rows[1]))
    assert told(rows_moved) == ("reordered", "row", "x", "", None)
    assert (rows_moved.before, rows_moved.after) == (("x.board", "x.fire"), ("x.fire", "x.board"))
    columns = re.findall(r"  \{ id = .*\n", BEFORE)
    (columns_moved,) = found(("".join(columns), columns[0] + columns[2] + columns[1]))
    assert (columns_moved.what, columns_moved.before) == ("column", ("x.a", "x.b"))


def test_comments_and_layout_are_no_difference() -> None:
    assert not found(
        ("[tables.y]", "# a comment\n[tables.y]"),
        ("a = 3, b = 3", 'b = { value = 3 }, a = { value = 3, printed = "3", status = "normal" }'),
    )


LISTED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "organ", ja = "機関", role = "dimension", codes = [{ id = "fire", ja = "消防" }] }, { id = "a", ja = "A" },
]
rows    = [{ organ = "fire", a = 1 }]
"""


def test_the_items_of_a_dimension_are_the_same_where_rows_write_them_out() -> None:
    written = changed(
        LISTED,
        (', codes = [{ id = "fire", ja = "消防" }]', ""),
        ('organ = "fire"', 'organ = { id = "fire", ja = "消防" }'),
    )
    unused = changed(LISTED, ("[{ id", '[{ id = "water", ja = "水道" }, { id'))
    listed = load_text(dataset_text(LISTED))
    assert differences(listed, load_text(dataset_text(written))) == []
    assert [told(each) for each in differences(listed, load_text(dataset_text(unused)))] == [
        ("added", "code", "x.organ.water", "", None)
    ]


def test_every_place_is_that_of_the_fact_on_its_side() -> None:
    (each,) = found(("[symbols]", "# a comment\n\n[symbols]"), ('ja = "速報。"', 'ja = "速報値。"'))
    assert each.places[0] is not None
    assert each.places == (
        Place("a.toml", each.places[0].line, 41),
        Place("b.toml", each.places[0].line + 2, 41),
    )
    (gone, come) = found(("[tables.y]", "[tables.z]"))
    assert (gone.places[1], come.places[0]) == (None, None)


def test_checks_of_one_column_are_told_apart_by_their_order() -> None:
    more = '{ parts = ["b"], whole = "a", rows = ["fire"] }]'
    (added,) = found(("whole = 7 }] }]", f"whole = 7 }}] }}, {more}"))
    assert told(added) == ("added", "check", "x.a", "", None)


SUMMED = """
[tables.s]
label   = "表S"
title   = "題"
columns = [
  { id = "who", ja = "機関", role = "dimension" },
  { id = "n", ja = "件", rounded-to = 10 },
  { id = "rate", ja = "率", role = "rate", formula = { sum = ["n"], over = ["n"] } },
]
rows    = [
  { who = { id = "a", ja = "甲" }, n = 10, rate = 100 },
  { who = { id = "b", ja = "乙" }, n = 20, rate = 100 },
  { subtotal = { id = "both", ja = "小計", of = ["a", "b"] }, n = 30 },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('over = ["n"] }', 'over = ["n"], percent = false }', ("column", "s.rate", "formula")),
        ("rounded-to = 10", "rounded-to = 5", ("column", "s.n", "rounded_to")),
        ('of = ["a", "b"]', 'of = ["a"]', ("row", "s.both", "subtotal_of")),
        ("n = 30", "n = 31", ("cell", "s.both.n", "value")),
        ('"小計"', '"計"', ("heading", "s.both.who", "text")),
    ],
)
def test_formulas_roundings_and_subtotals_are_compared(old: str, new: str, expected: tuple[str, ...]) -> None:
    text = dataset_text(SUMMED, numbers='["表S"]')
    (each,) = differences(load_text(text), load_text(changed(text, (old, new))))
    assert (each.what.value, each.address, each.aspect) == expected


def without_texts(table: Table) -> Table:
    texts = {column.id for column in table.columns if column.role is Role.TEXT}
    rows = tuple(
        row._replace(cells={name: row.cells[name] for name in row.cells if name not in texts}) for row in table.body
    )
    columns = tuple(column for column in table.columns if column.id not in texts)
    has_figures = any(column.role in NUMBER_ROLES for column in columns)
    return table._replace(columns=columns, body=rows if has_figures else (), checks=())


def test_every_changed_digit_of_the_shipped_figures_is_told_at_exactly_its_cell(fy2020: Dataset) -> None:
    text = as_toml(fy2020._replace(tables=tuple(map(without_texts, fy2020.tables)), series=(), claims=()))
    before = load_text(text)  # the texts would only make it slow
    lines = text.splitlines(keepends=True)
    figures = [cell for table in before.tables for cell in table.all_cells if cell.column.role in NUMBER_ROLES]
    assert len(figures) == 39
    for cell in figures:
        place = cell.origin.at("value").place
        start = len("".join(lines[: place.line - 1])) + place.column - 1
        for index, digit in enumerate(str(cell.value), start):
            assert text[index] == digit
            other = str(int(digit) + (1 if digit < "9" else -1))
            (each,) = differences(before, load_text(text[:index] + other + text[index + 1 :]))
            power = 10 ** (start + len(str(cell.value)) - index - 1)
            assert told(each) == ("changed", "cell", cell.address, "value", (int(other) - int(digit)) * power)


def test_a_dataset_does_not_differ_from_itself_however_it_is_written(fy2020: Dataset) -> None:
    assert differences(fy2020, fy2020) == []
    assert differences(fy2020, load_text(as_toml(fy2020))) == []


def retitle(table: dict[str, Any]) -> None:
    table["title"] = "別の題"


def turn_rows(table: dict[str, Any]) -> None:
    table["rows"].reverse()


def turn_columns(table: dict[str, Any]) -> None:
    table["columns"].reverse()


def drop_row(table: dict[str, Any]) -> None:
    table["rows"].pop()


def drop_total(table: dict[str, Any]) -> None:
    table.pop("total", None)


def make_nil(table: dict[str, Any]) -> None:
    table["rows"][0][figures_of(table)] = {"status": "nil"}


def make_nine(table: dict[str, Any]) -> None:
    table["rows"][0][figures_of(table)] = 9


def reword_note(table: dict[str, Any]) -> None:
    table["notes"][0] |= {"ja": "別の注", "reason": "break"}


def figures_of(table: dict[str, Any]) -> str:
    return next(str(column["id"]) for column in table["columns"] if "role" not in column)


EDITS: list[Callable[[dict[str, Any]], None]] = [
    retitle,
    turn_rows,
    turn_columns,
    drop_total,
    make_nil,
    make_nine,
    reword_note,
    drop_row,
]


@settings(max_examples=40)
@given(tables(), st.lists(st.sampled_from(EDITS), max_size=3, unique=True))
def test_differences_mirror_each_other_and_none_goes_unseen(
    table: dict[str, Any], edits: list[Callable[[dict[str, Any]], None]]
) -> None:
    other = copy.deepcopy(table)
    for edit in (each for each in EDITS if each in edits):  # a row is dropped last, or there might be none to edit
        edit(other)
    head = as_mapping(load_text(dataset_text("[tables]")))
    one, two = (load_text(tomli_w.dumps({**head, "tables": {"x": each}})) for each in (table, other))
    there, back = differences(one, two), differences(two, one)
    swapped = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    assert Counter(map(key_of, there)) == Counter(
        (swapped.get(kind, kind), what, address, aspect, after, before, None if change is None else -change)
        for kind, what, address, aspect, before, after, change in map(key_of, back)
    )
    assert (there == []) == (as_mapping(one) == as_mapping(two))


def key_of(each: Difference) -> tuple[Any, ...]:
    before, after = (said(side) for side in (each.before, each.after))
    return each.kind, each.what, each.address, each.aspect, before, after, each.change


def said(side: Any) -> Any:
    if isinstance(side, Cell):
        return side.value, side.status, side.printed
    return tuple((name, said(one)) for name, one in side.items()) if isinstance(side, dict) else side


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two files that differ in every way."""
    monkeypatch.chdir(tmp_path)
    text = dataset_text(BEFORE)
    after = changed(text, *CHANGES).replace("fy2020", "fy2021").replace("fiscal-year = 2020", "fiscal-year = 2021")
    rows = re.findall(r"  \{ organ = .*\n", after)
    after = changed(
        after,
        ("".join(rows), rows[1] + rows[0] + '  { organ = { id = "water", ja = "水道" }, a = "－", b = 2 },\n'),
        (
            "\n[[series]]",
            '\n[tables.z]\nlabel = "表Z"\ntitle = "題"\ncolumns = [{ id = "n", ja = "件数" }]\nrows = []\n\n[[series]]',
        ),
    )
    for name, content in (("before.toml", text), ("after.toml", after)):
        Path(name).write_text(content, encoding="utf-8")
    return "before.toml", "after.toml"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_is_as_it_was(lang: str, pair: tuple[str, str], call: Call, golden: Golden) -> None:
    ran = call("diff", *pair, "--lang", lang)
    assert (ran.code, ran.err) == (1, "")
    golden(GOLDEN / f"diff.{lang}.txt", ran.out)


@pytest.mark.parametrize("form", ["md", "json", "csv", "tsv"])
def test_the_other_formats_are_as_they_were(form: str, pair: tuple[str, str], call: Call, golden: Golden) -> None:
    ran = call("diff", *pair, "--format", form)
    assert (ran.code, ran.err) == (1, "")
    golden(GOLDEN / f"diff.{form}", ran.out)
    if form != "md":
        assert call("diff", *pair, "--format", form, "--lang", "ja").out == ran.out


def test_what_is_the_same_is_quiet_and_exit_0(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    same = ("diff", "data/fy2020.toml", "data/fy2020.toml")
    assert call(*same) == (0, "", "")
    assert call(*same, "--format", "md") == (0, "", "")
    assert '"differences": []' in call(*same, "--json").out
    assert len(call(*same, "--format", "csv").out.splitlines()) == 1
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert call(*same) == (0, "", "")


def test_a_version_may_come_from_standard_input_or_a_process(tmp_path: Path) -> None:
    content = FY2020.read_bytes()
    (tmp_path / "a.toml").write_bytes(content)
    for command, stdin, code, said in (
        ("diff - a.toml", content, 0, ""),
        ("diff a.toml - --format csv", content.replace(b"= 4859", b"= 4858"), 1, ",4859,4858,-1,normal,normal,"),
        ("diff - a.toml --format csv", content.replace(b"= 4859", b"= 4858"), 1, ",4858,4859,1,normal,normal,"),
        ("diff - a.toml", b"", 2, "-:1:1: S004 missing-key: 'format' is missing"),
        ("diff - a.toml", b"\xff", 2, "-:1:1: S001 not-toml: not UTF-8"),
        ("diff - a.toml", b"#" * 300_000, 2, "-: 250,001 bytes are more than the limit of 250,000"),
        ("diff - a.toml <&-", b"", 2, "-: Bad file descriptor"),
        ("diff <(cat a.toml) <(sed s/4859/4858/ a.toml) --format csv", b"", 1, ",4859,4858,-1,normal,normal,"),
    ):
        ran = subprocess.run(
            ["bash", "-c", f"{shlex.quote(sys.executable)} -m privstat {command}"],
            input=stdin,
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert ran.returncode == code, command
        assert said in (ran.stderr if code == 2 else ran.stdout).decode()


def test_one_difference_is_one_line_with_its_notes(tmp_path: Path, call: Call) -> None:
    for name, text in (("a", BEFORE), ("b", BEFORE.replace("b = { value = 5,", "b = { value = 6,"))):
        (tmp_path / f"{name}.toml").write_text(dataset_text(text), encoding="utf-8")
    lines = call("diff", str(tmp_path / "a.toml"), str(tmp_path / "b.toml")).out.splitlines()
    assert lines[0] == "1 difference: 1 changed"
    assert [re.split("  +", line) for line in lines[8:]] == [
        ["教委: Disclosed", "(注1)(注2) 5 [provisional]", "(注1)(注2) 6 [provisional]", "+1"],
        [""],
        ["(注1) With overlaps."],
        ["(注2) 速報。"],
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "-"], "only one of the two can be standard input"),
        (["data", "data/fy2020.toml"], "data: this is a folder, not a file"),
        (["data/fy2020.toml", "nowhere.toml"], "nowhere.toml: No such file"),
        (["data/fy2020.toml", "pyproject.toml"], "pyproject.toml:1:1: S004 missing-key: "),
        (["data/fy2020.toml"], "Missing argument"),
    ],
)
def test_trouble_is_exit_2_and_one_message(words: list[str], said: str, call: Call) -> None:
    for lang in ("en", "ja"):
        ran = call("diff", *words, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
    assert said in call("diff", *words).err


CHECKED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "organ", ja = "機関", role = "dimension" }, { id = "a", ja = "A" }, { id = "b", ja = "B" }]
rows    = [{ organ = { id = "fire", ja = "消防" }, a = 1, b = 1 }]
notes   = [{ mark = "注", reason = "overlap", ja = "重複" }]
checks  = [{ parts = ["a"], whole = "b", explained-by = "注" }]

[tables.y]
label   = "表Y"
title   = "題"
columns = [{ id = "organ", ja = "機関", role = "dimension" }]
rows    = [{ organ = { id = "fire", ja = "消防" } }]
"""


@pytest.mark.parametrize(
    ("change", "shown", "flat"),
    [
        (
            ('"注" }]\n', '"注", expect = { parts = 0, whole = 1 } }]\n'),
            ["Pin b", "Parts 0; Whole 1"],
            "parts=0; whole=1",
        ),
        (
            ('checks  = [{ parts = ["a"], whole = "b", explained-by = "注" }]\n', ""),
            ["Check b", "Parts a; Explained by 注"],
            "parts=a; explained_by=注",
        ),
        (
            (
                '    = [{ organ = { id = "fire", ja = "消防" } }]',
                '= [{ organ = { id = "fire", ja = "消防" } }, { organ = { id = "water", ja = "水道" } }]',
            ),
            ["Row 水道"],
            ",y.water,,,,",
        ),
        (
            ("\n[tables.y]", '\n[[series]]\nid = "s"\nmeasure = "x.a"\nkind = "flow"\nany-regime = true\n\n[tables.y]'),
            ["Series s", "A"],
            "title=A; measure=x.a; kind=flow; any_regime=true",
        ),
    ],
)
def test_what_only_one_side_has_is_shown(
    change: tuple[str, str], shown: list[str], flat: str, tmp_path: Path, call: Call
) -> None:
    paths = str(tmp_path / "a.toml"), str(tmp_path / "b.toml")
    for path, text in zip(paths, (CHECKED, changed(CHECKED, change)), strict=True):
        Path(path).write_text(dataset_text(text), encoding="utf-8")
    cells = [cell for cell in re.split(r"  +", call("diff", *paths).out.splitlines()[-1]) if cell]
    assert cells[-len(shown) :] == shown
    assert flat in call("diff", *paths, "--format", "csv").out.splitlines()[-1]


def test_hostile_texts_are_shown_and_not_run(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "b.toml"
    hostile = '"\\u001b[31m\\u202e<script>|::error::\\n::error::x"'
    path.write_text(changed(dataset_text(BEFORE), ('"速報。"', hostile), ('"表Y"', hostile)), encoding="utf-8")
    (tmp_path / "a.toml").write_text(dataset_text(BEFORE), encoding="utf-8")
    for form in ("text", "md", "json", "csv", "tsv"):
        ran = call("diff", str(tmp_path / "a.toml"), str(path), "--format", form)
        assert ran.code == 1
        assert not set(ran.out) & set("\x1b\u202e")
        assert not any(line.startswith("::") for line in ran.out.splitlines())
        assert form != "md" or "<script>" not in ran.out
