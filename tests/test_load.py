import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from privstat.codelists import Reason, Role, Status
from privstat.errors import FaultyFile, PrivstatError, UnreadableFile
from privstat.load import DuplicateDataset, dataset_files, load_catalog, load_dataset, load_text
from privstat.model import Code, Dataset
from privstat.period import FiscalYear, Month
from privstat.words import Text
from tests.conftest import FY2020, dataset, dataset_text

TABLE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "organ", ja = "実施機関", role = "dimension" },
  { id = "requests", ja = "請求" },
  { id = "names", ja = "名称", role = "text" },
]
rows = [
  { organ = { id = "mayor", ja = "市長" }, requests = 1, names = "一つ" },
  { organ = { id = "board", ja = "教育委員会" }, requests = 2, names = ["一つ", "二つ"] },
]
"""


def faults(text: str) -> list[str]:
    """Return the faults of a dataset, as `line:column code sentence`."""
    with pytest.raises(FaultyFile) as error:
        load_text(text, "x.toml")
    assert all(line.startswith(("x.toml:", "  ")) for line in error.value.message("ja").splitlines())
    return [
        f"{fault.place.line}:{fault.place.column} {fault.kind.code} {fault.sentence.to('en')}"
        for fault in error.value.faults
    ]


def fault(text: str) -> str:
    """Return the one fault of a dataset."""
    found = faults(text)
    assert len(found) == 1, found
    return found[0]


def place_of(text: str, snippet: str) -> str:
    """Return line:column of a snippet that stands once in a text."""
    assert text.count(snippet) == 1
    before = text[: text.index(snippet)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


# What is right -----------------------------------------------------------------------------------------


def test_the_shipped_dataset_says_what_the_page_says(fy2020: Dataset) -> None:
    assert fy2020.edition.fiscal_year == FiscalYear(2020)
    assert fy2020.edition.area.code == "132047"
    assert [table.label for table in fy2020.tables] == ["表4", "表5", "表6", "表8", "表9", "別表1", "別表2"]
    assert fy2020.sources[0].absent == ("表1", "表2", "表3", "表7")
    cell = fy2020.table("table6").cell("disclosed")
    assert (cell.value, cell.status, [note.mark for note in cell.notes]) == (35, Status.NORMAL, ["注1"])
    assert fy2020.table("table6").cell("requests").notes == ()
    assert fy2020.table("annex1").cell("total", "updates").printed == "46,896件"
    assert fy2020.table("annex1").cell("2021-01", "month").value == Month(2021, 1)
    assert fy2020.table("annex2").cell("2020", "fiscal-year").printed == "2年度"


STATUSES = """
[symbols]
"－" = "nil"
"…" = "not-available"
"x" = "suppressed"
"-" = "not-counted"
"" = "blank"

[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "organ", ja = "実施機関", role = "dimension", codes = [
    { id = "mayor", ja = "市長", concept = "organ:mayor" },
  ] },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "c", ja = "C" }, { id = "d", ja = "D" },
  { id = "e", ja = "E" }, { id = "f", ja = "F" }, { id = "g", ja = "G", role = "rate" },
  { id = "h", ja = "H", role = "change" }, { id = "i", ja = "I" },
]
rows = [{
ROW
}]
""".replace("\nROW\n", " ").replace('"" = "blank"\n', "")


def test_zero_nil_blank_suppressed_and_not_counted_stay_five_different_things() -> None:
    row = 'organ = "mayor", a = 0, b = "－", c = { status = "blank" }, d = "x", e = "-", f = "…", g = 27.80, h = -46, '
    row += 'i = { value = 120, of-which = 3, printed = "120 (3)", status = "revised" }'
    table = dataset(STATUSES.replace("rows = [{ }]", f"rows = [{{ {row} }}]")).table("x")
    cells = {name: table.cell("mayor", name) for name in "abcdefghi"}
    assert {name: cell.status.value for name, cell in cells.items()} == {
        "a": "normal",
        "b": "nil",
        "c": "blank",
        "d": "suppressed",
        "e": "not-counted",
        "f": "not-available",
        "g": "normal",
        "h": "normal",
        "i": "revised",
    }
    assert [cell.number for cell in cells.values()] == [0, 0, None, None, None, None, Decimal("27.80"), -46, 120]
    assert [cells[name].printed for name in "abcdefgi"] == ["0", "－", "", "x", "-", "…", "27.80", "120 (3)"]
    assert str(cells["g"].value) == "27.80"
    assert cells["i"].of_which == 3
    assert table.cell("mayor", "organ").value == Code("mayor", Text("市長"), "organ:mayor")


def test_a_rate_keeps_its_digits_and_is_no_binary_float() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "rate", ja = "開示率", role = "rate", unit = "%" }]
rows    = [{ rate = 99.8 }]
"""
    cell = dataset(text).table("x").cell("rate")
    assert cell.value == Decimal("99.8")
    assert cell.column.role is Role.RATE


def test_notes_hang_on_tables_headings_columns_rows_and_cells() -> None:
    text = """
[tables.x]
label    = "表X"
title    = "題"
columns  = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A", under = "both" }, { id = "b", ja = "B", under = "both" }, { id = "c", ja = "C" },
]
spanners = [{ id = "both", ja = "両方" }]
rows     = [
  { year = 2019, a = 1, b = 2, c = 3 },
  { year = 2020, a = 4, b = { value = 5, notes = ["own"] }, c = 6 },
]
total    = { year = "計", a = 5, c = 9 }
notes    = [
  { mark = "table", reason = "other", ja = "…" },
  { mark = "spanner", at = ["both"], reason = "definition", ja = "…" },
  { mark = "row", at = ["2019"], reason = "other", ja = "…" },
  { mark = "cell", at = ["2020.c", "total.a"], reason = "other", ja = "…" },
  { mark = "many", at = ["*.c"], reason = "other", ja = "…" },
  { mark = "own", at = ["total"], reason = "other", ja = "…" },
]
"""
    table = dataset(text).table("x")
    marks = {
        cell.address: " ".join(n.mark for n in cell.notes) for row in table.all_rows for cell in row.cells.values()
    }
    assert marks == {
        "x.2019.year": "table row",
        "x.2019.a": "table spanner row",
        "x.2019.b": "table spanner row",
        "x.2019.c": "table row many",
        "x.2020.year": "table",
        "x.2020.a": "table spanner",
        "x.2020.b": "table spanner own",
        "x.2020.c": "table cell many",
        "x.total.year": "table own",
        "x.total.a": "table spanner cell own",
        "x.total.c": "table many own",
    }
    assert table.note("row").reason is Reason.OTHER  # type: ignore[union-attr]


# What is wrong ------------------------------------------------------------------------------------------


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_the_file() -> None:
    text = dataset_text(
        TABLE.replace("title ", "titel ")
        .replace("requests = 1,", "requests = 1.5,")
        .replace('role = "text"', 'role = "txet"')
        + '\n[tables.y]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "n", ja = "N" }]\nrows = [{ m = 1 }]\n'
    ).replace("ordinance", "ordnance")
    assert [" ".join(line.split()[:2]) for line in faults(text)] == [
        place_of(text, '"ordnance"') + " S007",
        place_of(text, "titel") + " S002",
        place_of(text, '"txet"') + " S007",
        place_of(text, "{ m = 1 }") + " S004",
        place_of(text, "m = 1 }") + " S002",
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        # unknown keys, with the nearest known one
        ("label ", "lable ", "lable", "S002 unknown key 'lable'; there are: label, title,"),
        ("label ", "lable ", "lable", "Did you mean label?"),
        ("requests = 1,", "reqests = 1,", "reqests = 1", "Did you mean requests?"),
        # wrong types where a count belongs
        ("requests = 1,", "requests = 1.0,", "1.0", "S003 here stands a decimal number, where a whole number"),
        ("requests = 1,", "requests = nan,", "nan", "S003 here stands a decimal number"),
        ("requests = 1,", "requests = true,", "true", "S003 here stands true or false"),
        ("requests = 1,", "requests = 2020-04-01,", "2020-04-01", "S003 here stands a date"),
        ("requests = 1,", "requests = 07:30:00,", "07:30:00", "S003 here stands a time"),
        ("requests = 1,", "requests = [1],", "[1]", "S003 here stands a list"),
        ("requests = 1,", "requests = -1,", "-1", "S007 -1 is outside the range 0 to 999,999,999,999,999"),
        ("requests = 1,", "requests = 1_000_000_000_000_000,", "1_0", "S007 1000000000000000 is outside the range"),
        ("requests = 1,", f"requests = 0x{'f' * 5000},", "0xf", "S007 a number of very many digits is outside"),
        ("requests = 1,", 'requests = "1",', '"1"', "S007 '1' is a text; write the number without quotes: 1"),
        ("requests = 1,", 'requests = "５９件",', '"５９件"', "write the number without quotes: 59"),
        ("requests = 1,", 'requests = "－",', '"－"', "S006 there is no declared symbol '－'; there are: none"),
        ("requests = 1,", 'requests = "",', '""', "S007 this text is empty"),
        ("requests = 1,", 'requests = { status = "nil", value = 1 },', "1 }", "S007 a cell that is nil has no value"),
        ("requests = 1,", 'requests = { printed = "1" },', '{ printed = "1" }', "S004 'value' is missing"),
        ("requests = 1,", 'requests = { value = 1, notes = ["注9"] },', '"注9"', "S006 there is no note '注9'"),
        # ids, names and references
        ('id = "requests"', 'id = "Requests"', '"Requests"', "S007 'Requests' is not an id"),
        ('id = "board"', 'id = "mayor"', '{ organ = { id = "mayor", ja = "教', "S005 'mayor' stands twice"),
        ('role = "dimension"', 'role = "dimention"', '"dimention"', "Did you mean dimension?"),
        ('role = "text"', 'role = "text", group = true', "group", "S007 only a column with role"),
        (
            'role = "text"',
            'role = "text", under = "both"',
            '"both"',
            "S006 there is no spanner 'both'; there are: none",
        ),
        ('ja = "請求"', 'en = "Requests"', '{ id = "requests"', "S004 'ja' is missing"),
        ("requests = 1,", "", '{ organ = { id = "mayor"', "S004 'requests' is missing"),
        ('names = "一つ"', "names = []", "[]", "S007 this list is empty"),
        ('names = "一つ"', 'names = { ja = ["一"], en = "one" }', '"one"', "S007 'ja' and 'en' do not list as many"),
        ('names = "一つ"', 'names = { ja = ["一"], en = ["a", "b"] }', '["a', "S007 'ja' and 'en' do not list as many"),
        ("title   =", 'section = "nowhere"\ntitle   =', '"nowhere"', "S006 there is no section 'nowhere'"),
        ("title   =", 'source = "nowhere"\ntitle   =', '"nowhere"', "S006 there is no source 'nowhere'"),
        ("[tables.x]", "[tables.X]", "[tables.X]", "S007 'X' is not an id"),
    ],
)
def test_a_slip_is_told_at_its_place(old: str, new: str, at: str, words: str) -> None:
    text = dataset_text(TABLE.replace(old, new, 1))
    found = fault(text)
    assert words in found
    line, column = map(int, found.split(" ", 1)[0].split(":"))
    assert text.splitlines()[line - 1][column - 1 :].startswith(at)


CHECKED = """
[tables.x]
label    = "表X"
title    = "題"
columns  = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A", under = "both" }, { id = "b", ja = "B", under = "both" }, { id = "c", ja = "C" },
  { id = "t", ja = "T", role = "text" },
]
spanners = [{ id = "both", ja = "両方" }]
rows     = [{ year = 2019, a = 1, b = 2, c = 3, t = "x" }, { year = 2020, a = 1, b = 2, c = 3, t = "y" }]
total    = { year = "計", a = 2 }
notes    = [{ mark = "注1", at = ["both"], reason = "overlap", ja = "…" }]
"""


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ('parts = ["both"]', "S004 a check has either 'parts' and 'whole'"),
        ('parts = ["both"], whole = "c", total = "a"', "S004 a check has either"),
        ("", "S004 a check has either"),
        ('parts = ["boht"], whole = "c"', "S006 there is no column of figures 'boht'"),
        ('parts = ["both"], whole = "t"', "S006 there is no column of figures 't'; there are: a, b, c"),
        ('total = "c"', "S006 there is no column with a printed total 'c'; there are: a"),
        ('count = "a", names = "b"', "S006 there is no column of texts 'b'; there are: t"),
        ('parts = ["both"], whole = "c", rows = ["2018"]', "S006 there is no row '2018'; there are: 2019, 2020, total"),
        ('parts = ["both"], whole = "c", explained-by = "注2"', "S006 there is no note '注2'; there are: 注1"),
        ('parts = ["both"], whole = "c", expect = { parts = 1, whole = 2 }', "S004 'explained-by' is missing"),
        (
            'parts = ["a"], whole = "c", explained-by = "注1", expect = [{ row = "1999", parts = 1, whole = 2 }]',
            "S006 there is no row '1999'",
        ),
        (
            'parts = ["a"], whole = "c", explained-by = "注1", expect = { row = "1999", parts = 1, whole = 2 }',
            "S006 there is no row '1999'",
        ),
        ('parts = ["a"], whole = "c", carried = ["x"]', "S006 there is no column of figures 'x'"),
    ],
)
def test_a_check_names_what_there_is(check: str, words: str) -> None:
    assert words in fault(dataset_text(CHECKED + f"checks = [{{ {check} }}]\n"))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('[[series]]\nid = "s"\nmeasure = "y.a"\nkind = "flow"', "S006 there is no table 'y'; there are: x"),
        ('[[series]]\nid = "s"\nmeasure = "x.d"\nkind = "flow"', "S006 there is no figure 'x.d'"),
        ('[[series]]\nid = "s"\nmeasure = "x"\nkind = "flow"', "S006 there is no figure 'x'"),
        ('[[series]]\nid = "s"\nmeasure = "x.t"\nkind = "flow"', "S006 there is no figure 'x.t'"),
        ('[[series]]\nid = "s"\nmeasure = "x.both"\nkind = "flow"', "names several figures of one year"),
        ('[[series]]\nid = "s"\nmeasure = "x.a"\nkind = "fluss"', "S007 'fluss' is not one of: flow, stock"),
        ('[[claims]]\nja = "…"\nequals = { "x.a" = 1 }', "S006 'x.a' names 2 figures, not one"),
        ('[[claims]]\nja = "…"\nequals = { "x.total.c" = 1 }', "S006 there is no figure 'x.total.c'"),
        ('[[claims]]\nja = "…"\nequals = { "x.2019.a" = 1 }\nvalue = 1', "S004 a claim has either 'equals' or 'value'"),
        ('[[claims]]\nja = "…"', "S004 a claim has either 'equals' or 'value'"),
        ('[[claims]]\nja = "…"\nvalue = inf', "S007 infinity is not a number"),
        ('[[claims]]\nja = "…"\nvalue = 1e999', "is outside the range"),
        (
            '[[claims]]\nid = "c"\nja = "…"\nvalue = 1\n[[claims]]\nid = "c"\nja = "…"\nvalue = 1',
            "S005 'c' stands twice",
        ),
        ('[[sources]]\nid = "other"\ntitle = "…"\ntables = ["表Y"]', "S004 'source' is missing"),
        ('[sections.s]\nextenson = "2215"', "Did you mean extension?"),
        ("[unknown]\na = 1", "S002 unknown key 'unknown'"),
    ],
)
def test_series_claims_and_sources_name_what_there_is(more: str, words: str) -> None:
    assert words in fault(dataset_text(CHECKED) + more)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("format = 1", "format = 2"), "S007 2 is outside the range 1 to 1"),
        (lambda text: text.replace('"132047"', "132047"), "S003 here stands a whole number"),
        (lambda text: text.replace('"132047"', '"13204"'), "S007 '13204' is not an area code of six digits"),
        (lambda text: text.replace("= 2020", "= 20200"), "S007 20200 is outside the range"),
        (
            lambda text: text.replace('id          = "mitaka-fy2020"', 'id = "../../etc"'),
            "S007 '../../etc' is not an id",
        ),
        (
            lambda text: text.replace('id          = "mitaka-fy2020"', f'id = "{"a" * 65}"'),
            "S007 65 characters are more",
        ),
        (lambda text: text.replace("label   =", "label = 6 #"), "S003 here stands a whole number"),
        (lambda text: text.replace("tables = [", "tables = [] #"), "S007 this list is empty"),
    ],
)
def test_the_head_of_a_file_is_checked_as_well(change: Callable[[str], str], words: str) -> None:
    assert words in fault(change(dataset_text(TABLE)))


@pytest.mark.parametrize("name", ["requests", "mayor"])
def test_no_column_and_no_row_is_called_as_the_total_row_is(name: str) -> None:
    text = dataset_text(TABLE.replace(name, "total"))
    assert "S007 'total' is the name of the total row" in fault(text)


def test_a_misspelt_key_is_not_told_to_be_missing_as_well() -> None:
    assert "S002 unknown key 'reqests'" in fault(dataset_text(TABLE.replace("requests = 1,", "reqests = 1,")))
    text = dataset_text(TABLE.replace("requests = 1,", "x = 1,"))
    assert [line.split()[1] for line in faults(text)] == ["S004", "S002"]


def test_rows_that_nothing_tells_apart_are_refused() -> None:
    text = (
        '[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "n", ja = "N" }]\nrows = [{ n = 1 }, { n = 2 }]\n'
    )
    assert "several rows need a column that tells them apart" in fault(dataset_text(text))


def test_a_code_that_the_column_does_not_list_is_refused() -> None:
    text = STATUSES.replace("rows = [{ }]", 'rows = [{ organ = "major" }]')
    assert any(
        "there is no code 'major'; there are: mayor. Did you mean mayor?" in line for line in faults(dataset_text(text))
    )


def test_a_total_has_figures_and_a_label() -> None:
    total = 'total    = { year = "計", a = 2 }'
    assert "a total has no texts" in fault(
        dataset_text(CHECKED.replace(total, 'total = { year = "計", a = 2, t = "x" }'))
    )
    assert "unknown key 'z'" in fault(dataset_text(CHECKED.replace(total, 'total = { year = "計", a = 2, z = 1 }')))
    assert "here stands a whole number" in fault(dataset_text(CHECKED.replace(total, "total = { year = 2020, a = 2 }")))


def test_a_long_list_of_faults_is_cut_and_counted() -> None:
    rows = ", ".join(f'{{ organ = {{ id = "o{n}", ja = "…" }}, requests = -1, names = "…" }}' for n in range(40))
    text = dataset_text(TABLE[: TABLE.index("rows = ")] + f"rows = [{rows}]\n")
    with pytest.raises(FaultyFile) as error:
        load_text(text, "x.toml")
    lines = error.value.message("en").splitlines()
    assert len(lines) == 17
    assert lines[-1] == "… and 24 more faults"
    assert error.value.message("ja").splitlines()[-1] == "… ほかに 24 か所"


# Where files are found -----------------------------------------------------------------------------------


def test_a_folder_is_read_as_one_catalog_sorted_by_year(tmp_path: Path) -> None:
    for year in (2021, 2019):
        (tmp_path / f"{year}.toml").write_text(dataset_text(TABLE, year), encoding="utf-8")
    (tmp_path / "README.md").write_text("not a dataset")
    assert [each.edition.fiscal_year.start for each in load_catalog(tmp_path).datasets] == [2019, 2021]


def test_one_dataset_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(dataset_text(TABLE), encoding="utf-8")
    with pytest.raises(DuplicateDataset, match=r"b\.toml: the dataset 'mitaka-fy2020' is also in .*a\.toml"):
        load_catalog(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no \*\.toml file in this folder"):
        load_catalog(tmp_path)


def test_the_environment_then_the_current_folder_then_the_installed_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other.toml"
    (mine / "data").mkdir(parents=True)
    monkeypatch.chdir(mine)
    assert [Path(file).resolve() for file in dataset_files()] == [FY2020]
    (mine / "data" / "settings.toml").write_text("[tool]\nx = 1\n")
    (mine / "data" / "odd.toml").mkdir()
    os.mkfifo(mine / "data" / "fifo.toml")
    assert [Path(file).resolve() for file in dataset_files()] == [FY2020]
    (mine / "data" / "fifo.toml").unlink()
    (mine / "data" / "fy2019.toml").write_text(dataset_text(TABLE, 2019), encoding="utf-8")
    assert "data/fy2019.toml" in [Path(file).as_posix() for file in dataset_files()]
    other.write_text(dataset_text(TABLE, 2018), encoding="utf-8")
    monkeypatch.setenv("PRIVSTAT_DATA", str(other))
    assert dataset_files() == [str(other)]
    assert dataset_files(FY2020) == [str(FY2020)]


def test_a_missing_file_is_refused_by_name() -> None:
    with pytest.raises(PrivstatError, match=r"^nowhere\.toml: No such file"):
        load_dataset("nowhere.toml")


@pytest.mark.parametrize(
    "broken", [[], 1, "x", {"format": 1, "tables": 3, "sources": "x", "series": [1], "claims": {}}]
)
def test_a_file_of_a_quite_different_shape_is_refused(broken: Any) -> None:
    import tomli_w

    text = tomli_w.dumps(broken if isinstance(broken, dict) else {"x": broken})
    assert all(line.split()[1] in ("S002", "S003", "S004") for line in faults(text))
