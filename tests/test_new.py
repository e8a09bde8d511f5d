"""The file of another year: the same page, its years moved and nothing entered, made from the text of the old one."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from privstat.canonical import canonical
from privstat.codelists import Status
from privstat.load import load_dataset, load_text
from privstat.model import Dataset
from privstat.next_year import Sequel, sequel
from privstat.period import FiscalYear
from privstat.rewrite import UnwritableFile, write_new
from privstat.toml_places import comments
from privstat.validate import validation
from tests.conftest import FY2020, Call, dataset_text

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the dataset of 2020."""
    monkeypatch.chdir(tmp_path)
    Path("fy2020.toml").write_bytes(FY2020.read_bytes())
    return tmp_path


def made(text: str, year: int = 2021) -> Sequel:
    return sequel(load_text(text, "fy2020.toml"), FiscalYear(year))


def questions(found: Sequel) -> str:
    return "\n".join(f"{each.to('en')}\n{each.to('ja')}" for each in found.questions)


def test_the_next_year_has_the_same_tables_labels_checks_and_series(fy2020: Dataset) -> None:
    new = load_text(sequel(fy2020, FiscalYear(2021)).text)
    assert (new.edition.id, new.edition.fiscal_year.start) == ("mitaka-fy2021", 2021)
    assert (new.sources, new.sections) == (
        tuple(each._replace(origin=new.sources[0].origin) for each in fy2020.sources),
        fy2020.sections,
    )
    assert [each.measure for each in new.series] == [each.measure for each in fy2020.series]
    assert not new.claims
    for old_table, table in zip(fy2020.tables, new.tables, strict=True):
        assert (table.id, table.label, table.unit) == (old_table.id, old_table.label, old_table.unit)
        assert [(each.id, each.label, each.codes) for each in table.columns] == [
            (each.id, each.label, each.codes) for each in old_table.columns
        ]
        assert [each.text for each in table.notes] == [each.text for each in old_table.notes]
        assert [each._replace(origin=table.origin) for each in table.checks] == [
            each._replace(expected=(), origin=table.origin) for each in old_table.checks
        ]


def test_no_figure_of_the_old_year_is_left(fy2020: Dataset) -> None:
    new = load_text(sequel(fy2020, FiscalYear(2021)).text)
    figures = [cell for table in new.tables for cell in table.all_cells if cell.column.role == "count"]
    assert len(figures) == 39
    assert {(cell.value, cell.status, cell.printed) for cell in figures} == {(None, Status.NOT_ENTERED, "?")}
    assert {cell.status for cell in new.cells("table4.operations")} == {Status.NOT_ENTERED}


def test_years_are_moved_where_it_is_plain_which_they_are(fy2020: Dataset) -> None:
    new = load_text(sequel(fy2020, FiscalYear(2021)).text)
    months = [row.cells["month"] for row in new.table("annex1").rows]
    assert [cell.value for cell in months] == list(FiscalYear(2021).months())
    assert [months[index].printed for index in (0, 1, 4, 8, 9)] == ["令和3年4月", "5月", "3年8月", "3年12月", "1月"]
    assert [(row.name, row.cells["fiscal-year"].printed) for row in new.table("annex2").rows] == [
        ("2019", "令和元年度"),
        ("2020", "令和2年度"),
        ("2021", "3年度"),
    ]
    assert new.table("annex1").title.ja.startswith("3年度の")
    there_and_back = load_text(sequel(new, FiscalYear(2020)).text)
    assert [row.name for row in there_and_back.table("annex2").rows] == ["2018", "2019", "2020"]
    assert there_and_back.table("annex1").title == fy2020.table("annex1").title


def test_comments_stay_and_claims_become_comments() -> None:
    old = FY2020.read_text(encoding="utf-8")
    new = made(old).text
    assert [each for each in comments(new) if each in comments(old)] == comments(old)
    assert '# [[claims]]\n# id     = "review-board-meetings"\n' in new
    assert canonical(new) == new


def test_validate_lists_what_is_missing_a_finding_for_each_table_and_nothing_else(fy2020: Dataset) -> None:
    found = validation([load_text(sequel(fy2020, FiscalYear(2021)).text), fy2020])
    new = [each for each in found.findings if each.places[0].path == "<text>"]
    assert [(each.rule.code, len(each.places)) for each in new] == [("S012", count) for count in (10, 8, 7, 13, 6)]
    assert found.has_errors
    assert new[4].sentence.ja.startswith("別表2の 6 個のセルが未入力です: annex2.2019.cards, ")


@pytest.mark.usefixtures("here")
def test_what_is_not_entered_yet_is_no_statement_about_earlier_figures(call: Call) -> None:
    assert call("new", "2021", "--data", ".").code == 0
    trend = json.loads(call("trend", "mynumber-cards", "--data", ".", "--json").out)
    assert [point["value"] for point in trend["points"]] == [4859, 5660, 19696, None]
    history = json.loads(call("history", "mynumber-cards", "--data", ".", "--json").out)
    assert [each["value"] for each in history["vintages"]] == [4859, 5660, 19696]
    assert call("fix", ".").code == 0


CELLS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" },
]
checks  = [
  { parts=["a"], whole = "b", rows = ["2020"], explained-by = "注1", expect = { row = "2020", parts = 1, whole = 1 } },
]

[[tables.x.rows]]
year        = { value = 2019, printed = "31年度" }
a.value     = 120  # three of them
a.of-which  = 3
b           = { value = 5, status = "revised", notes = ["注2"] }

[[tables.x.rows]]
year = 2020
a    = { value = 89, correction = { value = 98, ja = "誤植" } }
b.correction.value = 3
b.correction.ja = "誤植"
b.value = 2

[[tables.x.notes]]
mark = "注1"
at = ["2020.a"]
reason = "overlap"
ja = "令和2年度から重複する。"

[[tables.x.notes]]
mark = "注2"
at = ["2019.b"]
reason = "revised"
ja = "訂正した。"

[[series]]
id = "s"
measure = "x.2020.a"
kind = "flow"
"""


def test_what_belongs_to_a_figure_goes_with_it_but_its_notes_stay() -> None:
    found = made(dataset_text(CELLS))
    assert '{ status = "not-entered", notes = ["注2"] }' in found.text
    assert 'a    = "?"  # three of them\n' in found.text
    new = load_text(found.text)
    assert [cell.status for row in new.table("x").rows for cell in list(row.cells.values())[1:]] == [
        Status.NOT_ENTERED
    ] * 4
    for word in ("of-which", 'revised",', "correction", "expect"):
        assert word not in found.text
    assert new.table("x").checks[0].explained_by == "注1"


def test_addresses_follow_the_rows_that_were_moved() -> None:
    found = made(dataset_text(CELLS))
    assert 'rows = ["2021"]' in found.text
    assert 'at     = ["2021.a"]' in found.text
    assert 'measure = "x.2021.a"' in found.text


def test_what_is_not_plain_is_kept_and_told() -> None:
    told = questions(made(dataset_text(CELLS)))
    assert "x.2019.year names a year and was kept: 31年度" in told
    assert "tables.x.notes.0.ja names a year and was kept: 令和2年度から重複する。" in told
    assert "表X: the figures that a note explains are to be pinned again" in told
    assert "表X: is 注2 still printed, word for word?" in told


SMALL = '\n[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "a", ja = "A" }]\nrows = [{ a = 1 }]\n'


def test_what_a_source_says_of_one_issue_is_taken_out() -> None:
    facts = 'url = "https://example.jp/"\npublished = 2021-09-05  # a Sunday\npage = "3"\nlicence = "CC BY 4.0"\n'
    text = dataset_text(SMALL).replace("\n[tables.x]", facts + "\n[tables.x]")
    found = made(text)
    assert "url" not in found.text
    assert "published" not in found.text
    assert "# a Sunday" in found.text
    assert load_text(found.text).sources[0].facts == {"licence": "CC BY 4.0"}
    assert "its url, published, page were taken out" in questions(found)
    inline = dataset_text(SMALL).partition("[[sources]]")[0]
    inline = inline.replace(
        "\n[dataset]",
        'sources = [{ url = "https://a.jp", id = "n", title = "T", tables = ["表X"], page = "3" }]\n[dataset]',
    )
    assert 'sources = [{ id = "n", title = "T", tables = ["表X"] }]' in made(inline + SMALL).text


@pytest.mark.parametrize(
    ("symbols", "declared", "mark"),
    [
        ('[symbols]\n"－" = "nil"  # nothing\n', '"－" = "nil"  # nothing\n"?"  = "not-entered"', "?"),
        ('[symbols]\n"?" = "nil"\n', '"？" = "not-entered"', "？"),
        ('[symbols]\n"待" = "not-entered"\n', '[symbols]\n"待" = "not-entered"', "待"),
        ("[symbols]\n", '[symbols]\n"?" = "not-entered"', "?"),
        ("", '[symbols]\n"?" = "not-entered"\n\n[[sources]]', "?"),
    ],
)
def test_the_mark_is_declared_where_symbols_are(symbols: str, declared: str, mark: str) -> None:
    text = dataset_text(SMALL).replace("[[sources]]", symbols + "\n[[sources]]" if symbols else "[[sources]]")
    found = made(text)
    assert declared in found.text
    assert f'a = "{mark}"' in found.text


def test_the_mark_is_declared_after_a_head_that_ends_with_a_table() -> None:
    head, _, rest = dataset_text(SMALL).partition('regime      = "ordinance"\n')
    text = head.replace("[dataset]\n", '[dataset]\nregime = "ordinance"\n') + rest
    assert text.index("regime") < text.index("area")
    assert load_text(made(text).text).symbols == {"?": Status.NOT_ENTERED}
    assert '\n\n[symbols]\n"?" = "not-entered"\n\n[[sources]]' in made(text).text


def test_the_mark_is_declared_in_inline_and_dotted_symbols_too() -> None:
    for symbols in ('symbols = { "x" = "suppressed" }\n', 'symbols.x = "suppressed"\n'):
        found = made(dataset_text(SMALL).replace("format = 1\n", "format = 1\n" + symbols))
        assert load_text(found.text).symbols == {"x": Status.SUPPRESSED, "?": Status.NOT_ENTERED}


def test_a_head_in_one_line_is_no_trouble() -> None:
    head = """\
format = 1
dataset = { id = "x", fiscal-year = 2020, title = "T", regime = "ordinance", area = { code = "132047", ja = "三鷹市" } }
claims = [
  { ja = "一件", value = 1 },
]
"""
    sources = '[[sources]]\nid = "n"\ntitle = "広報"\ntables = ["表X"]\n'
    found = made(head + sources + SMALL)
    new = load_text(found.text)
    assert (new.edition.id, new.edition.fiscal_year.start, new.claims) == ("x-2021", 2021, ())
    assert new.symbols == {"?": Status.NOT_ENTERED}
    assert '# claims = [\n#   { ja = "一件", value = 1 },\n# ]\n' in found.text


def test_the_legal_frame_follows_the_year_and_is_asked_about() -> None:
    found = made(dataset_text(SMALL), 2023)
    assert load_text(found.text).edition.regime == "national-act"
    assert "the legal frame changed in fiscal 2023" in questions(found)


def test_line_ends_of_windows_are_no_trouble(here: Path, call: Call) -> None:
    (here / "fy2020.toml").write_bytes(b"\xef\xbb\xbf" + FY2020.read_bytes().replace(b"\n", b"\r\n"))
    assert call("new", "2021", "--from", "fy2020.toml").code == 0
    assert Path("fy2021.toml").read_text(encoding="utf-8") == made(FY2020.read_text(encoding="utf-8")).text


def test_a_cell_under_a_header_of_its_own_is_refused() -> None:
    table = SMALL.replace("rows = [{ a = 1 }]", "[[tables.x.rows]]\n[tables.x.rows.a]\nvalue = 1")
    with pytest.raises(Exception, match=r"x\.a stands under a header of its own; write it as"):
        made(dataset_text(table))


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_new_says_what_it_moved_and_what_a_person_must_look_at(lang: str, call: Call, golden: Any) -> None:
    ran = call("new", "令和3年度", "--from", "fy2020.toml", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"new.{lang}.txt", ran.out)
    assert load_dataset("fy2021.toml").edition.fiscal_year.start == 2021
    assert call("fmt", "--check", "fy2021.toml").code == 0


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", ["json", "csv"])
def test_new_says_the_same_to_programs(form: str, call: Call, golden: Any) -> None:
    ran = call("new", "2021", "--data", ".", "-o", "next.toml", "--format", form)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"new.{form}", ran.out)


@pytest.mark.usefixtures("here")
def test_a_file_that_is_there_is_kept_unless_force_is_given(call: Call) -> None:
    Path("fy2021.toml").write_text("mine", encoding="utf-8")
    ran = call("new", "2021", "--from", "fy2020.toml")
    assert ran == (2, "", "fy2021.toml: not written: there is a file already; --force replaces it\n")
    assert Path("fy2021.toml").read_text(encoding="utf-8") == "mine"
    assert call("new", "2021", "--from", "fy2020.toml", "--force").code == 0
    assert load_dataset("fy2021.toml")
    assert sorted(os.listdir()) == ["fy2020.toml", "fy2021.toml"]


@pytest.mark.usefixtures("here")
def test_a_link_is_followed_nowhere(call: Call) -> None:
    Path("fy2021.toml").symlink_to("elsewhere.toml")
    for words in ([], ["--force"]):
        assert call("new", "2021", "--from", "fy2020.toml", *words).code == 2
    Path("elsewhere.toml").write_text("mine", encoding="utf-8")
    ran = call("new", "2021", "--from", "fy2020.toml", "--force")
    assert "this is a symbolic link" in ran.err
    assert Path("elsewhere.toml").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("here")
def test_the_newest_earlier_file_is_taken_and_one_elsewhere_is_written_here(call: Call) -> None:
    assert call("new", "2021", "--data", ".").code == 0
    assert "made from ./fy2021.toml" in call("new", "2022", "--data", ".").out
    assert Path("fy2022.toml").is_file()
    Path("inner").mkdir()
    os.chdir("inner")
    assert call("new", "2021", "--from", "../fy2020.toml").out.startswith("fy2021.toml: FY2021, made from ../")
    Path("page.toml").write_bytes(FY2020.read_bytes())
    assert call("new", "2030", "--from", "page.toml").out.startswith("fy2030.toml: ")


@pytest.mark.usefixtures("here")
def test_a_year_that_cannot_be_made_is_one_message(call: Call) -> None:
    assert call("new", "2020", "--from", "fy2020.toml").err.startswith("fy2020.toml is of FY2020 already")
    assert call("new", "2019", "--data", ".").err.startswith("which file is it to be made from? --from PATH")
    assert call("new", "昔", "--data", ".").code == 2
    assert call("new", "2021", "--from", "fy2020.toml", "-o", "no/such/folder.toml").err.startswith(
        "no/such/folder.toml: not written: No such file"
    )
    assert os.listdir() == ["fy2020.toml"]


def test_a_new_file_is_whole_or_not_there(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "x"
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(UnwritableFile, match="No space left"):
            write_new(str(path), b"new")
    assert os.listdir(here) == ["fy2020.toml"]
    write_new(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_of_two_writers_the_first_wins(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # each looked before the other wrote
    write_new(str(here / "x"), b"first")
    with pytest.raises(UnwritableFile, match="there is a file already"):
        write_new(str(here / "x"), b"second")
    assert (here / "x").read_bytes() == b"first"
    assert sorted(os.listdir(here)) == ["fy2020.toml", "x"]


def test_where_there_are_no_links_files_are_written_all_the_same(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "Operation not supported")))
    write_new(str(here / "x"), b"new")
    assert (here / "x").read_bytes() == b"new"
    assert sorted(os.listdir(here)) == ["fy2020.toml", "x"]
