"""`privstat import`: a draft out of a page, a report beside it, and nothing written that is not whole."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Call, piped

PAGE = """\
令和2年度 情報公開の状況

表6 開示請求の状況

請求件数\t処理状況(注1)\t\t\t審査請求
\t開示\t一部開示\t不存在\t
59\t35\t19\t25\t1

(注1) 1件の請求に対して複数の処理が行われる場合があるため、請求件数とは一致しません。
"""
MITAKA = ("--area", "132047")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_page_becomes_a_dataset_that_validates(call: Call, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "draft.toml"
    ran = call("import", str(source), "-o", str(target), *MITAKA)
    assert (ran.code, ran.err) == (0, "")
    assert "the draft passes validate" in ran.out
    validated = call("validate", str(target))
    assert validated.code == 0
    assert "1 explained, 0 failed" in validated.out


def test_the_draft_goes_to_standard_output_and_the_report_to_standard_error(call: Call, source: Path) -> None:
    ran = call("import", str(source), *MITAKA)
    head = tomllib.loads(ran.out)["dataset"]
    assert (head["id"], head["fiscal-year"], head["area"]["ja"], head["regime"]) == (
        "mitaka-fy2020",
        2020,
        "三鷹市",
        "ordinance",
    )
    assert "注1 is taken to explain why 請求件数 is 59 where the parts add up to 79" in ran.err


def test_the_report_of_the_example_stands_in_the_documents(call: Call) -> None:
    page = (ROOT / "docs" / "capture.md").read_text(encoding="utf-8")
    report = call("import", "docs/example-page.txt", *MITAKA).err
    assert f"```\n{report.rstrip()}\n```" in page


def test_the_report_is_in_japanese_too(call: Call, source: Path) -> None:
    ran = call("import", str(source), *MITAKA, "--lang", "ja")
    assert "下書きは validate に合格します" in ran.err
    assert ran.out.startswith("# privstat import の作った下書き。")


def test_the_report_is_one_object(call: Call, source: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "draft.toml")
    report = json.loads(call("import", str(source), "-o", target, *MITAKA, "--json").out)
    (table,) = report["tables"]
    assert (report["draft"], report["valid"], table["table"], table["confidence"]) == (target, True, "table6", "high")
    assert table["notes"][0]["reason"] == "overlap"
    assert table["taken"][0]["line"] == 9


def test_the_report_has_a_record_for_each_doubt(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 請求\n機関\t請求\n市長\t10(8)\n議会\t－\n表2 失われた表\n", encoding="utf-8")
    ran = call("import", str(path), "-o", str(tmp_path / "d.toml"), *MITAKA, "--format", "csv")
    records = [line.split(",") for line in ran.out.splitlines()]
    assert [(each[0], each[1]) for each in records[1:]] == [("doubt", "table1"), ("doubt", "table1"), ("doubt", "")]
    assert "no table follows this caption" in ran.out


def test_standard_input_is_a_page(call: Call) -> None:
    with piped(PAGE.encode("cp932")):
        ran = call("import", "-", *MITAKA)
    assert (ran.code, "表6" in ran.out) == (0, True)


def test_a_file_that_is_there_stays_unless_it_is_forced_away(call: Call, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "draft.toml"
    target.write_text("mine\n", encoding="utf-8")
    ran = call("import", str(source), "-o", str(target), *MITAKA)
    assert (ran.code, ran.out) == (2, "")
    assert "--force replaces it" in ran.err
    assert target.read_text(encoding="utf-8") == "mine\n"
    assert call("import", str(source), "-o", str(target), *MITAKA, "--force").code == 0
    assert target.read_text(encoding="utf-8").startswith("# A draft")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.toml", "page.txt"]


def test_a_draft_has_the_permissions_of_a_new_file(call: Call, source: Path, tmp_path: Path) -> None:
    target, plain = tmp_path / "draft.toml", tmp_path / "plain"
    call("import", str(source), "-o", str(target), *MITAKA)
    plain.touch()
    assert target.stat().st_mode == plain.stat().st_mode


def test_a_link_is_not_followed(call: Call, source: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere.toml", tmp_path / "draft.toml"
    target.write_text("mine\n", encoding="utf-8")
    link.symlink_to(target)
    for force in ([], ["--force"]):
        assert call("import", str(source), "-o", str(link), *MITAKA, *force).code == 2
    assert target.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("target", ["no/such/folder/draft.toml", "a\0b", "docs", os.devnull])
def test_what_cannot_be_written_is_one_error(target: str, force: tuple[str, ...], call: Call, source: Path) -> None:
    ran = call("import", str(source), "-o", target, *MITAKA, *force)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


NO_YEAR = "表1 請求\n機関\t請求\n市長\t10\n議会\t2\n"


@pytest.mark.parametrize(
    ("page", "words", "message"),
    [
        (NO_YEAR, MITAKA, "the page does not say of which fiscal year it is; give it with --year 2020"),
        (PAGE, (), "the page does not say of which municipality it is; give it with --area 132047"),
        (PAGE, ("--area", "132048"), "'132048' is not an area code"),
        (PAGE, ("--area", "011002"), "give it with --name 三鷹市"),
        (NO_YEAR, (*MITAKA, "--year", "昭和64"), "'昭和64' is not a fiscal year"),
    ],
)
def test_what_is_missing_is_asked_for(
    page: str, words: tuple[str, ...], message: str, call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    ran = call("import", str(path), *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_municipality_that_no_dataset_has_is_named_by_the_user(call: Call, source: Path) -> None:
    ran = call("import", str(source), "--area", "011002", "--name", "札幌市")
    assert tomllib.loads(ran.out)["dataset"]["id"] == "area-011002-fy2020"


def test_a_broken_data_folder_does_not_stop_an_import(
    call: Call, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIVSTAT_DATA", str(tmp_path / "nothing"))
    assert call("import", str(source), *MITAKA, "--name", "三鷹市").code == 0


@pytest.mark.parametrize(
    ("title", "year", "regime"),
    [
        ("個人情報保護制度の運用状況", 2022, "ordinance"),
        ("個人情報保護制度の運用状況", 2023, "national-act"),
        ("情報公開制度の運用状況", 2024, "ordinance"),
    ],
)
def test_the_legal_frame_is_proposed(title: str, year: int, regime: str, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(f"{title}\n{NO_YEAR}", encoding="utf-8")
    ran = call("import", str(path), *MITAKA, "--year", str(year))
    assert tomllib.loads(ran.out)["dataset"]["regime"] == regime


def test_a_draft_with_a_gap_says_why_it_does_not_pass(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 請求\n機関\t請求\n市長\t1,23\n議会\t2\n", encoding="utf-8")
    ran = call("import", str(path), *MITAKA)
    assert ran.code == 0
    assert "validate says of the draft:\n<draft>:" in ran.err
    assert "'requests' is missing" in ran.err
    assert "# ? '1,23' is not a figure" in ran.out


def test_a_page_without_a_table_writes_nothing(call: Call, tmp_path: Path) -> None:
    path, target = tmp_path / "page.txt", tmp_path / "draft.toml"
    path.write_text("●公文書の公開請求\n(単位:件)\n※議会分2件を含む。\n", encoding="utf-8")
    ran = call("import", str(path), "-o", str(target))
    assert (ran.code, target.exists()) == (1, False)
    assert "no table follows this caption: ●公文書の公開請求" in ran.out
    assert json.loads(call("import", str(path), "--json").out)["valid"] is False


def test_hostile_text_is_data(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    hostile = '"]\x1b[31m\u202e\x7f::error::#'
    path.write_text(
        f"令和2年度{hostile}\n表1 {hostile}\n機関{hostile}\t請求\n市長{hostile}\t10\n議会\t2\n注1 {hostile}\n",
        encoding="utf-8",
    )
    ran = call("import", str(path), *MITAKA)
    assert ran.code == 0
    assert "the draft passes validate" in ran.err
    assert tomllib.loads(ran.out)["tables"]["table1"]["title"] == hostile
    for text in (ran.out, ran.err):
        assert not set(text) & set("\x1b\u202e\x7f")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00\x01\x02", b"\x81\x00"])
def test_what_is_no_text_is_one_error(content: bytes, call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    ran = call("import", str(path), *MITAKA)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_a_page_that_is_too_long_is_refused(call: Call, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_BYTES", "100")
    assert "$PRIVSTAT_MAX_PAGE_BYTES raises it" in call("import", str(source), *MITAKA).err
    monkeypatch.delenv("PRIVSTAT_MAX_PAGE_BYTES")
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_CELLS", "3")
    assert "$PRIVSTAT_MAX_PAGE_CELLS raises" in call("import", str(source), *MITAKA).err


def test_raised_digits_are_marks_and_no_digits(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 請求\n機関\t請求\n市長\t59¹\n議会(注²)\t2\n注2 条例による。\n", encoding="utf-8")
    tables = tomllib.loads(call("import", str(path), *MITAKA).out)["tables"]
    assert tables["table1"]["rows"][0]["requests"] == 59
    assert tables["table1"]["notes"][0]["at"] == ["assembly"]


def test_a_label_that_comes_twice_is_doubted(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 請求\n機関\t請求\n市長\t59\n市長\t2\n", encoding="utf-8")
    assert "another row has the same labels" in call("import", str(path), *MITAKA).err


def test_a_draft_is_never_written_with_other_characters(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 請求…㋿\n機関\t請求\n市長\t59\n議会\t2\n", encoding="utf-8")
    ran = call("import", str(path), *MITAKA, encoding="cp932")
    assert ran.code == 2
    assert "has no '㋿'" in ran.err


def test_a_table_of_which_nothing_can_be_told_is_told(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("令和2年度\n表1 状況\n開示請求\n10101\n開示10201\n訂正20202\n", encoding="utf-8")
    ran = call("import", str(path), *MITAKA)
    assert ran.code == 0
    assert "how many columns it had cannot be told" in ran.err
    assert "rows = []" in ran.out


PROSE = PAGE.replace("表6 ", "2年度の審査請求は1件でした。審査会を2回開きました。\n\n電話0422-45-1151\n\n表6 ", 1)


def test_the_report_says_what_audit_finds_of_the_draft(call: Call, tmp_path: Path) -> None:
    path, target = tmp_path / "page.txt", tmp_path / "draft.toml"
    path.write_text(PROSE, encoding="utf-8")
    ran = call("import", str(path), "-o", str(target), *MITAKA)
    assert "beside its page: 7 of 7 figures, 11 of 11 texts, 16 of 16 numbers of the page" in ran.out
    assert "what is left over" not in ran.out
    assert call("audit", str(target), str(path)).code == 0


def test_the_report_says_how_to_see_what_is_left_over(call: Call, tmp_path: Path) -> None:
    path, target = tmp_path / "page.txt", tmp_path / "draft.toml"
    path.write_text(PROSE.replace("審査請求は1件", "その他は1件"), encoding="utf-8")
    ran = call("import", str(path), "-o", str(target), *MITAKA)
    assert "15 of 16 numbers of the page" in ran.out
    assert f"what is left over: privstat audit {target} {path}" in ran.out
    assert call("audit", str(target), str(path)).code == 1
    assert "一致: 数値 6 のうち 6" in call("import", str(path), *MITAKA, "--lang", "ja").err


def test_what_is_told_to_call_is_a_command_line(call: Call, tmp_path: Path) -> None:
    content = PROSE.replace("審査請求は1件", "その他は1件")
    path, target = tmp_path / "the page.txt", tmp_path / "d.toml"
    path.write_text(content, encoding="utf-8")
    assert f"privstat audit DRAFT '{path}'" in call("import", str(path), *MITAKA).err
    with piped(content.encode()):
        ran = call("import", "-", "-o", str(target), *MITAKA)
    assert f"privstat audit {target} -\n" in ran.out


def test_html_is_put_beside_its_draft_too(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    path = tmp_path / "page.html"
    table = "<table><tr><th>請求件数<th>審査請求<tr><td>59<td>1</table>"
    path.write_text(f"<p>令和2年度の審査請求は1件でした。</p><h2>表6 開示請求の状況</h2>{table}", encoding="utf-8")
    ran = call("import", str(path), *MITAKA)
    assert "beside its page: 3 of 3 figures, 5 of 5 texts, 5 of 5 numbers of the page" in ran.err


def test_a_page_of_any_kind_is_put_beside_its_draft(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("令和2年度\n\n機関,請求\n市長,3\n", encoding="utf-8")
    report = json.loads(call("import", str(path), *MITAKA, "--json").err)
    assert report["audit"]["figures"] == {"found": 1, "total": 1}


@pytest.mark.parametrize("limit", ["", "10"])
def test_a_page_that_audit_takes_long_over_or_refuses_is_imported_all_the_same(
    limit: str, call: Call, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_CHARACTERS", limit)
    source.write_text(PAGE + " " * (0 if limit else 400_000), encoding="utf-8")
    report = json.loads(call("import", str(source), *MITAKA, "--json").err)
    assert (report["valid"], report["audit"]) == (True, None)


def test_what_stands_around_the_tables_is_in_the_object_too(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PROSE.replace("\n", "\n状況\n☎総務課☎内線12\n", 1), encoding="utf-8")
    report = json.loads(call("import", str(path), "-o", str(tmp_path / "d.toml"), *MITAKA, "--json").out)
    assert report["sections"] == [{"id": "section-1", "heading": "状況", "office": "総務課", "extension": "12"}]
    assert [(each["equals"], each["value"], each["unit"]) for each in report["claims"]] == [
        ({"table6.reviews": 1}, None, None),
        ({}, 2, "回"),
    ]
    assert report["series"] == [{"id": "disclosure-requests", "measure": "table6.requests", "of": "mitaka-fy2020"}]
    assert [each["text"] for each in report["ignored"]] == ["電話0422-45-1151"]
    assert report["audit"]["complete"] is True
    assert report["audit"]["numbers"]["found"] == report["audit"]["numbers"]["total"]


@pytest.mark.parametrize(
    ("before", "after", "area", "count"),
    [
        ("", "", "132047", 1),
        ("表6", "表5", "132047", 0),  # another table
        ("請求件数\t", "請求人数\t", "132047", 0),  # another column
        ("", "", "011002", 0),  # another municipality
    ],
)
def test_a_series_is_proposed_where_the_publisher_has_it_of_the_same_column(
    before: str, after: str, area: str, count: int, call: Call, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE.replace(before, after) if before else PAGE, encoding="utf-8")
    ran = call("import", str(path), "--area", area, "--name", "市")
    assert len(tomllib.loads(ran.out).get("series", [])) == count
