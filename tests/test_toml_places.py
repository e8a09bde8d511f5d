import tomllib
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from privstat.place import Keys, Place
from privstat.toml_places import Walk, deepest_nesting, longest_key, sections
from privstat.toml_text import Document
from tests.conftest import FY2020

names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=0, max_size=6)
scalars = (
    st.integers(-(10**12), 10**12)
    | st.booleans()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=12)
    | st.decimals(allow_nan=False, allow_infinity=False, places=2)
    | st.dates()
    | st.datetimes()
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4), max_leaves=20
)
documents = st.dictionaries(names, values, max_size=6)


def leaves(value: Any, keys: Keys = ()) -> dict[Keys, Any]:
    """Return every value of a tree that is neither a table nor a list."""
    if isinstance(value, dict):
        return {at: leaf for key, inner in value.items() for at, leaf in leaves(inner, (*keys, key)).items()}
    if isinstance(value, list):
        return {at: leaf for index, inner in enumerate(value) for at, leaf in leaves(inner, (*keys, index)).items()}
    return {keys: value}


@given(documents)
def test_every_value_is_found_where_the_parser_read_it(document: dict[str, Any]) -> None:
    text = tomli_w.dumps(document)
    spans = Walk(text).spans
    for keys, leaf in leaves(tomllib.loads(text)).items():
        span = spans[keys]
        assert tomllib.loads(f"value = {text[span.start : span.end]}")["value"] == leaf
    assert not Walk(text).repeated


@given(documents)
def test_a_walk_within_some_keys_finds_there_what_the_whole_walk_finds(document: dict[str, Any]) -> None:
    text = tomli_w.dumps(document)
    everything = Walk(text).spans
    for within in {keys[:length] for keys in everything for length in (1, 2)}:
        spans = Walk(text, within).spans
        inside = {keys for keys in everything if keys[: len(within)] == within}
        assert {keys: spans[keys] for keys in inside} == {keys: everything[keys] for keys in inside}
        assert spans.items() <= everything.items()


@given(st.text(max_size=200) | st.text("[]{}=.,\"'#\n ab1\\", max_size=60))
def test_the_walk_ends_on_any_text(text: str) -> None:
    Walk(text)
    longest_key(text)
    deepest_nesting(text)


TEXT = """\
# a comment with [brackets] and = signs
a.b = 1           # dotted
"quoted \\"key\\"" = 'x'
'literal' = [1, [2, 3], { c = 4, d.e = 5 }]   # nested
date = 1979-05-27 07:32:00
float = 3.14

[table]
multi = \"\"\"
one "quoted" = [
two\"\"\"\"
x = '''a''b'''

[[table.rows]]
n = 1
[[table.rows]]
n = 2
[table.rows.inner]
deep = true
[table.rows.inner.more]
z = 0
"""


def test_every_kind_of_key_and_value_is_found() -> None:
    spans = Walk(TEXT).spans
    for keys, leaf in leaves(tomllib.loads(TEXT)).items():
        span = spans[keys]
        assert tomllib.loads(f"value = {TEXT[span.start : span.end]}")["value"] == leaf
    places = {
        ("a", "b"): (2, 7),
        ('quoted "key"',): (3, 20),
        ("literal", 1, 1): (4, 21),
        ("literal", 2, "d", "e"): (4, 40),
        ("table", "rows", 1, "n"): (17, 5),
        ("table", "rows", 1, "inner", "deep"): (19, 8),
    }
    document = Document("x.toml", TEXT)
    assert {keys: document.place(keys)[1:] for keys in places} == places
    assert document.key_spot(("table", "rows", 1, "n")).place == Place("x.toml", 17, 1)
    assert document.key_spot(("literal", 2, "d", "e")).place == Place("x.toml", 4, 36)


def test_what_does_not_stand_in_the_text_is_placed_at_what_is_around_it() -> None:
    document = Document("x.toml", "[a]\nb = { c = 1 }\n")
    assert document.place(("a", "b", "missing")) == Place("x.toml", 2, 5)
    assert document.place(("a", "missing", "far")) == Place("x.toml", 1, 1)
    assert document.place(("missing",)) == Place("x.toml", 1, 1)


def test_a_line_of_a_value_is_not_taken_for_a_header() -> None:
    text = """\
[a]
x = [
[1], # not the end: ]
 [ {y = "]"}, '''
[b]
''' ],
]
  [[c.d]]
  z = 1
"""
    assert [text[start:end].partition("\n")[0] for start, end in sections(text)] == ["[a]", "  [[c.d]]"]
    assert text[slice(*Walk(text, ("c",)).spans["c", "d", 0, "z"][1:])] == "1"
    assert ("a", "x") not in Walk(text, ("c",)).spans


def test_columns_count_characters() -> None:
    document = Document("x.toml", 'label = "処理状況"\nrows = [{ "表" = 59 }]\n')
    assert str(document.place(("rows", 0, "表"))) == "x.toml:2:17"


def test_the_shipped_dataset_is_found_value_by_value() -> None:
    text = FY2020.read_text(encoding="utf-8")
    spans = Walk(text).spans
    found = leaves(tomllib.loads(text))
    assert len(found) > 400
    for keys, leaf in found.items():
        assert tomllib.loads(f"value = {text[spans[keys].start : spans[keys].end]}")["value"] == leaf


def test_keys_that_stand_twice_are_noticed() -> None:
    assert [keys for keys, _, _ in Walk("a = 1\nb = 2\na = 3\n[c]\nx = 1\n[c]\n").repeated] == [("a",), ("c",)]
    assert not Walk("[[a]]\nx = 1\n[[a]]\nx = 1\n[b.c]\n[b]\n").repeated


def test_nesting_that_nobody_writes_is_not_followed() -> None:
    text = "a = " + "[" * 300 + "]" * 300 + "\nb = 1\n"
    assert deepest_nesting(text) == (300, 303)
    assert ("a", *[0] * 40) not in Walk(text).spans


def test_the_longest_key_is_measured() -> None:
    assert longest_key("a = 1\nb.c.d = 2\n") == (3, 6)
    assert longest_key("") == (0, 0)
