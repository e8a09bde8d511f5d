"""What is loaded and written and loaded again is the same."""

import tomllib
from decimal import Decimal
from typing import Any

import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from privstat.codelists import VALUELESS, Reason, Status
from privstat.load import load_text
from privstat.model import Dataset
from privstat.write import as_mapping, as_toml
from tests.conftest import FY2020, dataset_text

ids = st.from_regex(r"\A[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?\Z").filter(lambda text: text != "total")
texts = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=8)
labels = texts | st.fixed_dictionaries({"ja": texts, "en": texts})
counts = st.integers(0, 10**15 - 1)
rates = st.decimals(0, 1000, places=2)


@st.composite
def figures(draw: st.DrawFn, numbers: st.SearchStrategy[Any]) -> Any:
    """Return a cell of figures in one of the forms that the format has."""
    status = draw(st.sampled_from(sorted(Status)))
    value = draw(numbers)
    full: dict[str, Any] = {} if status in VALUELESS else {"value": value}
    if status != Status.NORMAL:
        full["status"] = status.value
    for key, strategy in (("printed", texts), ("of-which", st.integers(0, 9)), ("notes", st.just(["注1"]))):
        chosen: bool = draw(st.booleans())
        if chosen:
            full[key] = draw(strategy)
    plain: bool = draw(st.booleans())
    return value if plain or list(full) == ["value"] else full


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Return a table with a key column and columns of every role."""
    names = draw(st.lists(ids, min_size=5, max_size=5, unique=True))
    keys = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    columns = [
        {"id": names[0], "ja": draw(texts), "role": "dimension"},
        {"id": names[1], "ja": draw(texts), "en": draw(texts)},
        {"id": names[2], "ja": draw(texts), "role": "rate", "unit": draw(labels)},
        {"id": names[3], "ja": draw(texts), "role": "text", "separator": draw(texts)},
        {"id": names[4], "ja": draw(texts), "role": "month"},
    ]
    rows = [
        {
            names[0]: {"id": key, "ja": draw(texts)},
            names[1]: draw(figures(counts)),
            names[2]: draw(figures(rates)),
            names[3]: draw(texts | st.lists(texts, min_size=1, max_size=3)),
            names[4]: draw(st.sampled_from(["2020-04", {"value": "2021-03", "printed": "3月"}])),
        }
        for key in keys
    ]
    note = {"mark": "注1", "reason": draw(st.sampled_from(sorted(Reason))).value, "ja": draw(texts)}
    total = {names[0]: draw(labels), names[1]: draw(counts)}
    return {"label": "表X", "title": draw(labels), "columns": columns, "rows": rows, "total": total, "notes": [note]}


@given(tables(), texts)
def test_any_dataset_survives_loading_and_writing(table: dict[str, Any], claim: str) -> None:
    head = tomllib.loads(dataset_text(""))
    document = {**head, "tables": {"x": table}, "claims": [{"ja": claim, "value": 0}]}
    dataset = load_text(tomli_w.dumps(document))
    mapping = as_mapping(dataset)
    assert as_mapping(load_text(as_toml(dataset))) == mapping
    # Separators have a default that is not written again; everything else is as it was given.
    given_columns = [{k: v for k, v in column.items() if (k, v) != ("separator", "、")} for column in table["columns"]]
    assert mapping["tables"]["x"] == {**table, "columns": given_columns}
    assert mapping["claims"] == document["claims"]


def test_the_shipped_dataset_is_written_as_it_was_read(fy2020: Dataset) -> None:
    original = tomllib.loads(FY2020.read_text(encoding="utf-8"), parse_float=Decimal)
    assert as_mapping(fy2020) == original
    assert as_mapping(load_text(as_toml(fy2020))) == original


def test_zero_and_the_ways_to_have_no_figure_survive() -> None:
    text = dataset_text("""
[symbols]
"－" = "nil"

[tables.x]
label    = "表X"
title    = "題"
columns  = [
  { id = "a", ja = "A", under = "s" }, { id = "b", ja = "B", unit = "枚" }, { id = "c", ja = "C" },
  { id = "d", ja = "D", role = "change" }, { id = "e", ja = "E", concept = "outcome:full" },
]
spanners = [{ id = "s", ja = "見出し" }]
rows     = [
  { a = 0, b = "－", c = { status = "blank" }, d = -5, e = { value = 0, correction = { value = 1, ja = "誤" } } },
]
notes    = [{ mark = "注", at = ["s"], reason = "overlap", ja = "…" }]
checks   = [
  { parts = ["s"], whole = "b", explained-by = "注", expect = [{ parts = 0, whole = 1 }] },
]

[[claims]]
ja     = "なし"
equals = { "x.a" = 0 }
""")
    dataset = load_text(text)
    mapping = as_mapping(dataset)
    assert mapping["tables"]["x"]["rows"] == tomllib.loads(text)["tables"]["x"]["rows"]
    assert mapping["claims"] == tomllib.loads(text)["claims"]
    assert as_mapping(load_text(as_toml(dataset))) == mapping


def test_several_sources_and_pins_of_rows_survive() -> None:
    text = dataset_text("""
[[sources]]
id     = "web"
title  = "ウェブ"
tables = ["表Y"]
ignored = [{ text = "第2版", why = "版" }, { text = "19時", why = { ja = "開館時間", en = "opening hours" } }]
url    = "https://example.org/"
published = 2021-11-07

[tables.x]
label   = "表X"
title   = "題"
source  = "web"
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "a", ja = "A" }, { id = "b", ja = "B" }]
rows    = [{ y = 2019, a = 2, b = 1 }, { y = 2020, a = 3, b = 1 }]
notes   = [{ mark = "注", reason = "overlap", ja = "…" }]

[[tables.x.checks]]
parts        = ["a"]
whole        = "b"
rows         = ["2019", "2020"]
explained-by = "注"
expect       = [{ row = "2019", parts = 2, whole = 1 }, { row = "2020", parts = 3, whole = 1 }]
""")
    assert as_mapping(load_text(text)) == tomllib.loads(text)
