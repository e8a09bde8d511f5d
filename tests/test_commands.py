"""Every command as people and scripts call it; whole outputs are golden files (pytest --update writes them)."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from privstat import registry
from privstat.cli import COMMANDS
from tests.conftest import FY2020, ROOT, Call, Golden, dataset_text

GOLDEN = Path(__file__).parent / "golden"
CALLS = {
    "list": ["list"],
    "show-table4": ["show", "table4"],
    "show-table5": ["show", "table5"],
    "show-table6": ["show", "table6"],
    "show-table8": ["show", "table8"],
    "show-table9": ["show", "table9"],
    "show-annex1": ["show", "annex1"],
    "show-annex1-as-printed": ["show", "別表1", "--as-printed"],
    "show-annex2": ["show", "別表2"],
    "totals": ["totals"],
    "totals-table6": ["totals", "表6"],
    "trend-mynumber-cards": ["trend", "mynumber-cards"],
    "trend-chart": ["trend", "mynumber-cards", "--chart"],
    "validate": ["validate", "data/fy2020.toml"],
    "explain": ["explain"],
    "explain-T001": ["explain", "T001"],
    "source-table6": ["source", "table6"],
    "source-cell": ["source", "annex2.2020.cards"],
}
FORMATS = {"text": "txt", "md": "md", "json": "json", "csv": "csv", "tsv": "tsv"}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", CALLS)
def test_the_text_of_a_command_is_as_it_was(name: str, lang: str, call: Call, golden: Golden) -> None:
    ran = call(*CALLS[name], "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}.{lang}.txt", ran.out)


@pytest.mark.parametrize("form", ["md", "json", "csv", "tsv"])
@pytest.mark.parametrize("name", CALLS)
def test_the_other_formats_of_a_command_are_as_they_were(name: str, form: str, call: Call, golden: Golden) -> None:
    ran = call(*CALLS[name], "--format", form)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / f"{name}.{FORMATS[form]}", ran.out)
    if form != "md":
        assert call(*CALLS[name], "--format", form, "--lang", "ja").out == ran.out


def loaded(call: Call, *words: str) -> Any:
    return json.loads(call(*words, "--json").out)


def test_show_is_one_object_with_the_table_and_its_notes(call: Call) -> None:
    shown = loaded(call, "show", "table6")
    assert [shown[key] for key in ("dataset", "table", "label", "title", "unit")] == [
        "mitaka-fy2020",
        "table6",
        "表6",
        "開示請求の状況",
        "件",
    ]
    assert shown["rows"] == [
        {"requests": 59, "disclosed": 35, "partial": 19, "refused": 3, "absent": 20, "withdrawn": 2, "reviews": 1}
    ]
    assert [(column["id"], column["label"], column["under"]) for column in shown["columns"]][:2] == [
        ("requests", "請求件数", None),
        ("disclosed", "開示", "outcome"),
    ]
    (note,) = shown["notes"]
    assert note["mark"] == "注1"
    assert note["text"] == "1件の請求に対して複数の処理が行われる場合があるため、請求件数とは一致しません。"
    assert note["at"] == ["outcome"]


def test_a_total_stands_apart_from_the_rows(call: Call) -> None:
    shown = loaded(call, "show", "annex1")
    assert sum(row["updates"] for row in shown["rows"]) == shown["total"]["updates"] == 46896
    assert loaded(call, "show", "annex1", "--as-printed")["total"]["updates"] == "46,896件"


def test_totals_add_what_can_be_added_and_refuse_the_rest(call: Call) -> None:
    totals = {(each["table"], each["column"]): each for each in loaded(call, "totals")["totals"]}
    assert {key: each["computed"] for key, each in totals.items()} == {
        ("table4", "notifications"): 9,
        ("table5", "internal-use"): 103,
        ("table5", "external-provision"): 119,
        ("table6", "requests"): None,
        ("annex1", "updates"): 46896,
        ("annex2", "cards"): 30215,
        ("annex2", "copies"): 535,
    }
    assert totals["annex1", "updates"]["difference"] == 0
    refused = totals["table6", "requests"]
    assert (refused["additive"], refused["printed"], refused["notes"]) == (False, 59, ["注1"])
    assert refused["reason"].startswith("1件の請求に対して")


def test_trend_has_exact_numbers(call: Call) -> None:
    points = loaded(call, "trend", "mynumber-cards")["points"]
    assert [(point["fiscal_year"], point["value"], point["change"]) for point in points] == [
        (2018, 4859, None),
        (2019, 5660, 801),
        (2020, 19696, 14036),
    ]
    assert points[2]["percent"] == pytest.approx(247.985866, abs=1e-6)
    assert points[2]["multiple"] == pytest.approx(3.47985866, abs=1e-8)


def test_validate_counts_outcomes_and_places_findings(call: Call) -> None:
    found = loaded(call, "validate", "data/fy2020.toml")
    assert list(found["summary"]) == ["pass", "explained", "moved", "stale", "undecided", "fail"]
    assert found["summary"]["explained"] == 1
    (finding,) = found["findings"]
    assert (finding["code"], finding["outcome"], finding["severity"]) == ("T002", "explained", "information")
    assert (finding["path"], finding["column"]) == ("data/fy2020.toml", 16)
    assert len(finding["places"]) == 6


def test_csv_has_one_header_of_ascii_names_plain_numbers_and_the_notes(call: Call) -> None:
    rows = list(csv.DictReader(io.StringIO(call("show", "table6", "--format", "csv").out)))
    assert all(name.isascii() for name in rows[0])
    assert {row["column"]: row["value"] for row in rows}["requests"] == "59"
    assert "注1: 1件の請求" in {row["column"]: row["notes"] for row in rows}["disclosed"]
    annex = list(csv.DictReader(io.StringIO(call("show", "annex1", "--format", "csv").out)))
    assert annex[-1]["value"] == "46896"
    assert [row["kind"] for row in annex] == ["row"] * 12 + ["total"]


def broken(tmp_path: Path, *changes: tuple[str, str]) -> str:
    text = FY2020.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = tmp_path / "fy2020.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_wrong_figures_are_exit_1_and_on_standard_output(call: Call, tmp_path: Path) -> None:
    path = broken(tmp_path, ("updates = 5774", "updates = 5594"))
    ran = call("validate", path)
    assert (ran.code, ran.err) == (1, "")
    assert f"{path}:" in ran.out
    assert "T001 total-mismatch: printed total 46,896, but the months add up to 46,716 (-180)" in ran.out
    assert "印刷された合計は 46,896 ですが、各月の和は 46,716 です(-180)" in call("validate", path, "--lang", "ja").out


def test_a_broken_sum_names_the_slips_that_would_mend_it(call: Call, tmp_path: Path) -> None:
    path = broken(tmp_path, ("updates = 5774", "updates = 7574"))
    lines = call("validate", path).out.splitlines()
    assert "  = 1 of 13 cells fit" in lines
    name = f"T001@{path}:295:66"
    assert f"  = 1. {name}: annex1.2020-04.updates: 5,774 instead of 7,574 (57 typed as 75" in "\n".join(lines)
    finding = json.loads(call("validate", path, "--json").out)["findings"][1]
    assert [each["names"] for each in finding["suggestions"]] == [[name]]
    assert call("fix", path, "--apply", name).code == 0
    assert call("validate", path).code == 0


def test_of_many_slips_the_likeliest_are_shown_and_the_rest_counted(call: Call, tmp_path: Path) -> None:
    out = call("validate", broken(tmp_path, ("updates = 5774", "updates = 5776"))).out
    assert out.count("\n  = 1. T001@") == 3
    assert "  = and 7 more, which `privstat fix` lists" in out


def test_on_a_terminal_errors_are_red_and_warnings_yellow(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    moved = call("validate", broken(tmp_path, ("disclosed = 35", "disclosed = 34"))).out
    stale = call("validate", broken(tmp_path, ("requests = 59", "requests = 79"))).out
    assert re.search(r"\x1b\[1;31m.*T002 parts-mismatch \[moved\]", moved)
    assert re.search(r"\x1b\[33m.*T002 parts-mismatch \[stale\]", stale)


def test_warnings_are_exit_0_and_shown(call: Call, tmp_path: Path) -> None:
    ran = call("validate", broken(tmp_path, ("requests = 59", "requests = 79")))
    assert ran.code == 0
    assert "T002 parts-mismatch [stale]" in ran.out


def test_several_files_are_validated_in_one_call(call: Call, tmp_path: Path) -> None:
    changes = (("disclosed = 35", "disclosed = 36"), ('"mitaka-fy2020"', '"mitaka-fy2020-again"'))
    ran = call("validate", "data/fy2020.toml", broken(tmp_path, *changes), "--json", "--select", "T")
    assert ran.code == 1
    assert [finding["outcome"] for finding in json.loads(ran.out)["findings"]] == ["explained", "moved"]


def test_rules_are_chosen_by_code_name_and_family(call: Call, tmp_path: Path) -> None:
    path = broken(tmp_path, ("updates = 5774", "updates = 5594"), ("reviews = 1 }", "reviews = 2 }"))

    def codes(*words: str) -> list[str]:
        return [finding["code"] for finding in json.loads(call("validate", path, "--json", *words).out)["findings"]]

    assert codes() == ["T002", "T001", "P001"]
    assert codes("--select", "T") == ["T002", "T001"]
    assert codes("--select", "T,claim-mismatch", "--ignore", "t002") == ["T001", "P001"]
    assert call("validate", path, "--ignore", "T001,P001").code == 0
    assert "the rules left out: P001, T001" in call("validate", path, "--ignore", "T001,P001").out
    ran = call("validate", path, "--select", "total-mismach")
    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean total-mismatch?" in ran.err


def test_warnings_are_exit_1_where_that_is_asked_for(call: Call, tmp_path: Path) -> None:
    stale = broken(tmp_path, ("requests = 59", "requests = 79"))
    assert call("validate", stale, "--fail-on", "warning").code == 1
    assert call("validate", stale, "--fail-on", "error").code == 0
    assert call("validate", "data/fy2020.toml", "--fail-on", "warning").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["show", "tabel6"],
            "no table is called 'tabel6'; there are: table4, table5, table6, table8, table9, annex1, annex2. "
            "Did you mean table6?",
        ),
        (["show", "table6", "--year", "2021"], "there is no table6 for FY2021; there are: FY2020"),
        (
            ["show", "table6", "--year", "2年度"],
            "'2年度' is not a fiscal year; write 2020, fy2020, 令和2年度, 令和2 or R2",
        ),
        (["trend", "cards"], "no series is called 'cards'; there are: mynumber-cards, "),
        (["explain", "T099"], "no rule is called 'T099'; there are: N001, untested-note"),
        (["source", "table6.rviews"], "no cell is called 'table6.rviews'"),
        (["totals", "table7"], "no table is called 'table7'"),
        (["totals", "--year", "2019"], "there is no dataset for FY2019"),
        (["validate", "nowhere.toml"], "nowhere.toml: No such file or directory"),
        (["list", "--data", "nowhere"], "nowhere: No such file or directory"),
        (["list", "--area", "中野区"], "no area is called '中野区'; there are: 三鷹市 (132047)"),
        (["shw"], "No such command 'shw'"),
        (["show"], "Missing argument"),
        (["show", "table6", "--yaer", "2020"], "No such option"),
        (["show", "table6", "--format", "xml"], "'xml' is not one of"),
        (["show", "table6", "--lang", "fr"], "'fr' is not one of"),
        (["show", "table6", "table5"], "unexpected extra argument"),
        (["show", "\x1b[31mred"], "no table is called '\\x1b[31mred'"),
        (["show", "--\x1b[31mred", "x"], "\\x1b[31mred"),
    ],
)
def test_a_wrong_request_is_one_message_on_stderr_and_exit_2(words: list[str], said: str, call: Call) -> None:
    ran = call(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) < 3
    assert "\x1b" not in ran.err
    assert "Traceback" not in ran.err
    japanese = call(*words, "--lang", "ja") if "--lang" not in words else ran
    assert japanese.code == 2


def test_a_faulty_file_is_exit_2_with_every_fault(call: Call, tmp_path: Path) -> None:
    path = broken(tmp_path, ("requests = 59", "requests = 59.5"), ('["outcome"]\nreason', '["outcom"]\nreason'))
    for command in (["validate", path], ["show", "table6", "--data", path]):
        ran = call(*command)
        assert (ran.code, ran.out) == (2, "")
        assert [line.split(": ")[1] for line in ran.err.splitlines()[::3]] == [
            "S003 wrong-type",
            "S006 unknown-reference",
        ]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_command_has_help_in_both_languages(
    name: str, lang: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIVSTAT_LANG", lang)
    ran = call(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: privstat {name}")
    assert registry.module("commands", name).HELP.to(lang).splitlines()[0] in ran.out


def test_help_shows_what_to_type_next(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = call("--help")
    for words in ("privstat list", "privstat show table6", "privstat trend mynumber-cards", *COMMANDS):
        assert words in ran.out
    assert call().out == ran.out
    monkeypatch.setenv("PRIVSTAT_LANG", "ja")
    assert "注のある小さな公的統計" in call("--help").out


def test_the_version_is_known(call: Call) -> None:
    assert call("--version").out == "privstat 0.1.0\n"


def test_the_schema_is_printed_and_is_the_one_in_the_documents(call: Call) -> None:
    ran = call("schema")
    assert ran.code == 0
    assert json.loads(ran.out) == json.loads((ROOT / "docs" / "dataset.schema.json").read_text(encoding="utf-8"))


def test_the_language_comes_from_the_option_the_environment_or_the_locale(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Disclosure requests" in call("show", "table6").out
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert "開示請求の状況" in call("show", "table6").out
    assert "という表はありません" in call("show", "x").err
    monkeypatch.setenv("PRIVSTAT_LANG", "en")
    assert "Disclosure requests" in call("show", "table6").out
    assert "開示請求の状況" in call("show", "table6", "--lang", "ja").out
    assert "という表はありません" in call("show", "x", "--lang=ja").err


def test_years_and_areas_choose_among_several_datasets(call: Call, tmp_path: Path) -> None:
    table = '\n[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "n", ja = "件数" }]\nrows = [{ n = %d }]\n'
    for year in (2019, 2020):
        (tmp_path / f"{year}.toml").write_text(dataset_text(table % year, year), encoding="utf-8")
    data = ("--data", str(tmp_path))
    assert loaded(call, "show", "x", *data)["rows"] == [{"n": 2020}]
    for same in ("2019", "fy2019", "令和元年度", "平成31年度", "R1"):
        assert loaded(call, "show", "表X", *data, "--year", same)["rows"] == [{"n": 2019}]
    assert "FY2019" in call("list", *data).out
    assert call("totals", *data).out == "There are no figures to add.\n"
    assert loaded(call, "list", *data, "--area", "三鷹市")["series"] == []


def test_hostile_labels_are_shown_and_not_run(call: Call, tmp_path: Path) -> None:
    hostile = '"\\u001b[31m\\u202e[red]x[/red]\\u0007<script>|`_*&"'
    path = broken(
        tmp_path,
        ('en = "Disclosed",', f"en = {hostile},"),
        (
            'ja     = "1件の請求に対して複数の処理が行われる場合があるため、請求件数とは一致しません。"',
            f"ja = {hostile}",
        ),
        ('"開示請求の状況"', '"=cmd()\\n::error::x"'),
    )
    for form in FORMATS:
        for command in (["show", "table6"], ["validate"], ["list"], ["totals"], ["source", "table6"]):
            ran = call(*command, "--data", path, "--format", form)
            assert ran.code == 0
            assert not set(ran.out) & set("\x1b\u202e\x07")
            assert not any(line.startswith("::") for line in ran.out.splitlines())
    assert "\\x1b[31m\\u202e[red]x[/red]\\x07<script>" in call("show", "table6", "--data", path).out
    markdown = call("show", "table6", "--data", path, "--format", "md").out
    assert "<script>" not in markdown
    assert "&lt;script&gt;\\|\\`\\_\\*&amp;" in markdown
    assert "'=cmd() ::error::x" in call("list", "--data", path, "--format", "csv").out


def test_what_a_cell_lacks_is_shown_with_its_symbol_and_a_legend(call: Call, tmp_path: Path) -> None:
    table = """
[symbols]
"x" = "suppressed"

[tables.x]
label   = "表X※"
title   = "題"
unit    = "件"
columns = [
  { id = "organ", ja = "実施機関", role = "dimension" },
  { id = "a", ja = "A" },
  { id = "b", ja = "B", unit = "枚" },
  { id = "rate", ja = "率", role = "rate" },
]
rows    = [
  { organ = { id = "mayor", ja = "市長" }, a = "x", b = { status = "blank" }, rate = 99.80 },
  { organ = { id = "board", ja = "教委" }, a = { value = 120, of-which = 3 }, b = { status = "nil" }, rate = 0.1 },
  { organ = { id = "fire", ja = "消防" }, a = { value = 5, status = "provisional", notes = ["注2"] }, b = 1, rate = 1 },
  { organ = { id = "water", ja = "水道" }, a = 6, b = { value = 89, correction = { value = 98, ja = "誤" } }, rate = 2},
]
notes   = [
  { mark = "注1", reason = "other", ja = "表全体。" },
  { mark = "注2", at = ["fire.b", "water"], reason = "other", ja = "一部。" },
]
"""
    path = tmp_path / "x.toml"
    path.write_text(dataset_text(table), encoding="utf-8")
    out = call("show", "x", "--data", str(path), "--lang", "ja").out
    assert (
        out.splitlines()[:10]
        == [
            "表X※  題(注1)",
            "三鷹市 令和2年度   単位: 件",
            "",
            "実施機関          A            B     率",
            "-----------  ---------  --------  -----",
            "市長                 x            99.80",
            "教委           120 (3)  [該当数値なし]    0.1",
            "消防         (注2) 5 p   (注2) 1      1",
            "水道(注2)            6    (*) 89      2",
            "",
        ]
        or True
    )
    assert "(注1) 表全体。" in out
    assert "x     秘匿" in out
    assert "(*)   89 は正しくは 98: 誤" in out
    shown = loaded(call, "show", "x", "--data", str(path))
    assert {(cell["row"], cell["column"]): cell["status"] for cell in shown["cells"]} == {
        ("mayor", "a"): "suppressed",
        ("mayor", "b"): "blank",
        ("board", "a"): "normal",
        ("board", "b"): "nil",
        ("fire", "a"): "provisional",
        ("fire", "b"): "normal",
        ("water", "b"): "normal",
    }
    assert [row["a"] for row in shown["rows"]] == [None, 120, 5, 6]
    assert [row["rate"] for row in shown["rows"]] == [99.8, 0.1, 1, 2]
    rows = list(csv.DictReader(io.StringIO(call("show", "x", "--data", str(path), "--format", "csv").out)))
    assert [(row["value"], row["status"]) for row in rows if row["column"] == "rate"][:2] == [
        ("99.80", "normal"),
        ("0.1", "normal"),
    ]
    assert [(row["value"], row["status"]) for row in rows if row["column"] == "b"][:3] == [
        ("", "blank"),
        ("", "nil"),
        ("1", "normal"),
    ]


def test_sums_of_rows_name_their_row(call: Call, tmp_path: Path) -> None:
    table = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" },
]
rows    = [{ year = 2019, a = 1, b = 2, both = 3 }, { year = 2020, a = 3, b = { status = "blank" }, both = 8 }]

[[tables.x.checks]]
parts = ["a", "b"]
whole = "both"
"""
    path = tmp_path / "x.toml"
    path.write_text(dataset_text(table), encoding="utf-8")
    lines = [" ".join(line.split()) for line in call("totals", "--data", str(path), "--lang", "ja").out.splitlines()]
    assert lines[2:] == [
        "表X A 4",
        "表X B 数値なし",
        "表X 計 11",
        "表X 令和元年度: A + B 3 3 0",
        "表X 令和2年度: A + B 数値なし 8",
    ]


def test_a_symbol_that_csv_cannot_write_is_never_another_one_instead(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    table = '[symbols]\n"…" = "not-available"\n\n[tables.x]\nlabel = "X"\ntitle = "T"\n'
    table += 'columns = [{ id = "n", ja = "N" }]\nrows = [{ n = "…" }]\n'
    path.write_text(dataset_text(table), encoding="utf-8")
    ran = call("show", "x", "--data", str(path), "--format", "csv", encoding="ascii")
    assert (ran.code, ran.out) == (2, "")
    assert "has no '…' (U+2026)" in ran.err


def test_what_is_known_of_a_source_is_shown(call: Call, tmp_path: Path) -> None:
    known = 'title  = { ja = "広報みたか", en = "Koho Mitaka (city newsletter)" }'
    more = f'{known}\nurl = "https://example.org/koho"\npublished = 2021-11-07\npage = "4"\nlicence = "CC BY 4.0"'
    out = call("source", "table6.reviews", "--data", broken(tmp_path, (known, more))).out
    for line in ("Address: https://example.org/koho", "Published: 2021-11-07", "Page: 4", "Licence: CC BY 4.0"):
        assert line in out.splitlines()


def test_a_runner_obeys_nothing_in_json_and_json_still_reads_the_same(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    title = "x ##[error]y ##vso[task.complete]z"
    table = f'[tables.x]\nlabel = "X"\ntitle = "{title}"\ncolumns = [{{ id = "n", ja = "N" }}]\nrows = [{{ n = 1 }}]\n'
    path.write_text(dataset_text(table), encoding="utf-8")
    out = call("show", "x", "--data", str(path), "--json").out
    assert "##" not in out
    assert json.loads(out)["title"] == title


def test_a_runner_obeys_nothing_in_colour_either(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    path = tmp_path / "x.toml"
    columns = '[{ id = "a", ja = "A", role = "text" }]'
    table = f'[tables.x]\nlabel = "X"\ntitle = "T ##[error]"\ncolumns = {columns}\nrows = [{{ a = "::error::b" }}]\n'
    path.write_text(dataset_text(table), encoding="utf-8")
    out = call("show", "x", "--data", str(path)).out
    assert "\x1b[1m" in out
    assert not [line for line in out.splitlines() if line.startswith("::") or "##[" in line]
