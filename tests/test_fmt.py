"""The canonical form: what it evens out, what it leaves alone, and that it never says anything else."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from privstat.canonical import canonical
from privstat.toml_places import comments, tokens
from tests.conftest import FY2020, Call, dataset_text
from tests.test_toml_places import documents


@pytest.mark.parametrize(
    ("loose", "neat"),
    [
        ("a=1", "a = 1\n"),
        (
            "\n\n\n[ a . b ]\nx   =  3.14  \n\n\n\n\ny = 1979-05-27  07:32:00\n\n",
            "[a.b]\nx = 3.14\n\n\ny = 1979-05-27 07:32:00\n",
        ),
        ("id = 1\nfiscal-year=2\n", "id          = 1\nfiscal-year = 2\n"),
        ("a . b=[ 1,2 , 3 ,]\n", "a.b = [1, 2, 3,]\n"),
        ("a = {b=1,c={ },d=[{e=2}]}", "a = { b = 1, c = {}, d = [{ e = 2 }] }\n"),
        ('[symbols]\n"－" = "nil"\n"x" = "suppressed"', '[symbols]\n"－" = "nil"\n"x"  = "suppressed"\n'),
        ("[a]\n  x = 1\n# why\n  longer = 2\n", "[a]\nx      = 1\n# why\nlonger = 2\n"),
    ],
)
def test_spaces_and_equals_signs_are_evened_out(loose: str, neat: str) -> None:
    assert canonical(loose) == neat


def test_rows_with_the_same_keys_stand_in_line_and_a_full_width_character_counts_as_two() -> None:
    loose = """rows = [
{ ground="law", use = 5, out = 57 },
    {ground = "緊急", use = 23, out = 1},
  # 同意
  { ground = "consent", use = { value = 6, notes = ["注1"] }, out = 34 },
]
"""
    assert (
        canonical(loose)
        == """rows = [
  { ground = "law",     use = 5,  out = 57 },
  { ground = "緊急",    use = 23, out = 1 },
  # 同意
  { ground = "consent", use = { value = 6, notes = ["注1"] }, out = 34 },
]
"""
    )


def test_a_cell_that_is_much_wider_than_its_neighbours_sticks_out() -> None:
    wide = "x" * 60
    text = f'rows = [\n  {{ a = "x", b = 1 }},\n  {{ a = "xyz", b = 1 }},\n  {{ a = "{wide}", b = 1 }},\n]\n'
    assert canonical(text) == text.replace('"x", b', '"x",   b')


@pytest.mark.parametrize(
    "text",
    [
        '[[series]]\nid            = "x"\nany-regime    = true\n\n[[series]]\nid            = "y"\n',
        "label    = 1\ncolumns  = [\n  1,\n]\nspanners = 2\n",
        "section = 1\ncolumns = [\n  1,\n]\nspanners = 2\nrows = [\n  2,\n]\n",
        "rows = [\n  { a = 1,   b = 1 },\n  { a = 22,  b = 1 },\n]\n",
    ],
)
def test_what_is_in_line_already_stays(text: str) -> None:
    assert canonical(text) == text


def test_line_breaks_stay_and_what_is_inside_brackets_is_indented() -> None:
    text = 'columns = [\n{ id = "a", codes = [\n{ id = "b" },\n] },\n[\n1,\n],\n# last\n]\n'
    neat = 'columns = [\n  { id = "a", codes = [\n    { id = "b" },\n  ] },\n  [\n    1,\n  ],\n  # last\n]\n'
    assert canonical(text) == neat


def test_a_comment_beside_a_value_stays_in_its_column_where_there_is_room() -> None:
    assert canonical("a=1        # one\nbc = 2     # two\n") == "a  = 1     # one\nbc = 2     # two\n"
    assert canonical("a=1# one\nabcdefgh = 2\n") == "a        = 1  # one\nabcdefgh = 2\n"


def test_line_ends_stay_where_they_are_all_the_same_and_a_byte_order_mark_goes() -> None:
    assert canonical("\ufeffa=1\r\nb = '''\r\nx'''\r\n") == "a = 1\r\nb = '''\r\nx'''\r\n"
    assert canonical("a=1\r\nb=2\nc=3") == "a = 1\nb = 2\nc = 3\n"
    assert canonical("") == ""


def test_a_text_of_several_lines_is_left_as_it_is() -> None:
    text = 'a = """\n  x  =  1   \n\n\n\n"""\nbcd = 1\n'
    assert canonical(text) == text


def loosened(text: str, choices: Any) -> str:
    """Return the text with other spaces, with blank lines and with comments where TOML allows them."""
    found, end = "", 0
    before = None
    for token in tokens(text):
        gap = text[end : token.offset]
        free = before not in (None, ".", "[", "]") and token.text not in (".", "[", "]") and token.kind != "bare"
        if free or gap:
            gap = choices.draw(st.sampled_from(["", " ", "   ", "\t"] if free else [" "]))
        if token.text == "\n":
            gap += choices.draw(st.sampled_from(["", "", " # 注 = [", "#x", "\n", "\n\n\n  # {\n"]))
        found += gap + token.text
        end = token.offset + len(token.text)
        before = token.text
    return found + text[end:]


@settings(max_examples=60)
@given(documents, st.data())
def test_values_their_order_and_comments_stay_and_the_form_is_final(document: dict[str, Any], choices: Any) -> None:
    text = loosened(tomli_w.dumps(document), choices)
    neat = canonical(text)
    assert json.dumps(tomllib.loads(neat), default=str) == json.dumps(tomllib.loads(text), default=str)
    assert comments(neat) == comments(text)
    assert canonical(neat) == neat


@settings(max_examples=15)
@given(st.data())
def test_a_real_dataset_with_other_spaces_says_the_same(choices: Any) -> None:
    text = FY2020.read_text(encoding="utf-8")
    table = choices.draw(st.sampled_from(text.split("\n[tables.")[1:]))
    loose = loosened("[tables." + table, choices)
    neat = canonical(loose)
    assert tomllib.loads(neat) == tomllib.loads(loose)
    assert comments(neat) == comments(loose)
    assert canonical(neat) == neat


def test_the_shipped_dataset_is_in_canonical_form(call: Call) -> None:
    assert call("fmt", "--check", "data/fy2020.toml") == (0, "", "")
    assert call("fmt", "--check") == (0, "", "")


@pytest.fixture
def loose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("loose.toml")
    path.write_text(FY2020.read_text(encoding="utf-8").replace(" = ", "="), encoding="utf-8")
    Path("neat.toml").write_bytes(FY2020.read_bytes())
    return path


def test_check_names_the_files_that_would_change_and_writes_nothing(loose: Path, call: Call) -> None:
    before = loose.read_bytes()
    assert call("fmt", "--check", ".") == (1, "./loose.toml: not in canonical form\n", "")
    ran = call("fmt", "--check", "loose.toml", "neat.toml", "--json")
    assert (ran.code, json.loads(ran.out)) == (1, {"written": False, "files": ["loose.toml"]})
    assert call("fmt", "--check", "loose.toml", "--format", "csv").out == "path,written\nloose.toml,false\n"
    assert call("fmt", "--check", "loose.toml", "--lang", "ja").out == "loose.toml: 整形されていません\n"
    assert loose.read_bytes() == before


def test_fmt_writes_the_form_and_is_then_quiet(loose: Path, call: Call) -> None:
    assert call("fmt", "loose.toml", "neat.toml") == (0, "loose.toml: put into canonical form\n", "")
    assert tomllib.loads(loose.read_text(encoding="utf-8")) == tomllib.loads(FY2020.read_text(encoding="utf-8"))
    assert call("fmt", "loose.toml", "neat.toml") == (0, "", "")
    assert sorted(os.listdir()) == ["loose.toml", "neat.toml"]


def test_a_file_that_cannot_be_read_or_written_does_not_stop_the_others(loose: Path, call: Call) -> None:
    Path("broken.toml").write_text("a = ", encoding="utf-8")
    Path("link.toml").symlink_to("other.toml")
    Path("other.toml").write_text(dataset_text("").replace(" = ", "="), encoding="utf-8")
    ran = call("fmt", "broken.toml", "link.toml", "missing.toml", "loose.toml")
    assert (ran.code, ran.out) == (2, "loose.toml: put into canonical form\n")
    assert ran.err.startswith("broken.toml:1:5: S001 not-toml: ")
    assert "link.toml: not written: this is a symbolic link" in ran.err
    assert "missing.toml: No such file" in ran.err
    assert call("fmt", "missing.toml") == (2, "", "missing.toml: No such file or directory\n")
    assert "[ " not in loose.read_text(encoding="utf-8")


def test_a_file_that_would_become_too_long_to_load_is_left_as_it_is(
    loose: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = loose.read_bytes()
    monkeypatch.setenv("PRIVSTAT_MAX_BYTES", str(len(before)))
    sentence = f"and the limit is {len(before):,}; $PRIVSTAT_MAX_BYTES raises it\n"
    for words in (["fmt", "loose.toml"], ["fmt", "--check", "loose.toml"]):
        ran = call(*words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("loose.toml: not written: it would have ")
        assert ran.err.endswith(sentence)
    assert loose.read_bytes() == before
    assert call("validate", "loose.toml").code == 0
