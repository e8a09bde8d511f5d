"""Pages of every kind become one stream of text that knows its places; what cannot be read is one error."""

from pathlib import Path

import pytest

from privstat.errors import PrivstatError, UnreadableFile
from privstat.grid import Page
from privstat.importers import html
from privstat.pages import page_of, page_of_parts
from privstat.sources import read_page
from tests.conftest import piped
from tests.test_importers import in_every_kind


def lines(source: str) -> list[str]:
    page = page_of_parts(Page("page.html", tuple(html.parts(source.encode()))), counts_cells=False)
    return [line.rstrip() for line in page.text.splitlines() if line.strip()]


def test_rows_are_lines_and_cells_stand_between_tabs() -> None:
    html = "<table><caption>題</caption><tr><th>館<th>点数<tr><td>本館<td>1,204<br>(31)</table>後"
    assert lines(html) == ["題", "館\t点数", "本館\t1,204 (31)", "後"]


def test_cells_that_span_rows_and_columns_keep_the_others_in_their_columns() -> None:
    html = "<table><tr><td rowspan=2>A<td colspan=2>B<td>C<tr><td>D<td rowspan=9>E<td>F<tr><td>G<td>H<td>I</table>"
    assert lines(html) == ["A\tB\t\tC", "\tD\tE\tF", "G\tH\t\tI"]


@pytest.mark.parametrize("span", ["0", "x", "-1", "99999999999"])
def test_a_span_that_cannot_be_is_no_span_or_a_short_one(span: str) -> None:
    assert lines(f"<table><tr><td colspan={span}>1<td>2</table>")[0].strip("\t") in {"1\t2"}


def test_what_is_not_shown_is_left_out_and_entities_are_read() -> None:
    html = "<head><title>9</title></head><body><script>8</script><style>7</style><!-- 6 --><p>a &amp; b&nbsp;1<td>2"
    assert lines(html) == ["a & b\xa01", "2"] or lines(html) == ["a & b\xa012"]


def test_blocks_are_lines_and_line_breaks_of_the_file_are_not() -> None:
    assert lines("<ul><li>一<li>二\n三</ul><p>四</p>五<div>六<br>七</div>") == ["一", "二 三", "四", "五", "六", "七"]


def test_a_page_nested_deeper_than_any_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        lines("<div>" * 301)


def test_a_place_in_html_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>1 &lt; 2\n<table>\n<tr><td>本館<td id=59> 59 <td>&yen;8</table>", encoding="utf-8")
    page = read_page([str(path)])
    assert str(page.place(page.text.index("59"))) == f"{path}:3:22"
    assert page.place(page.text.index("2"))[1] == 1
    assert page.context(page.text.index("59"), page.text.index("59") + 2) == "本館 59 ¥8"


def test_several_files_are_one_page(tmp_path: Path) -> None:
    for name, text in (("a.txt", "一\n二"), ("b.txt", "三\n四")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    page = read_page([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert page.text == "一\n二\n三\n四\n"
    assert str(page.place(page.text.index("四"))) == f"{tmp_path / 'b.txt'}:2:1"
    assert page_of("x\ny").place(2) == ("<page>", 2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_text_is_utf8_with_or_without_a_mark_or_that_of_windows(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("表1 題\r\n本館".encode(encoding))
    assert read_page([str(path)]).text == "表1 題\n本館\n"


def test_html_may_say_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes('<meta charset="euc-jp"><p>館ごと</p>'.encode("euc-jp"))
    assert read_page([str(path)]).text.strip() == "館ごと"
    path.write_bytes('<meta charset="nothing"><p>館ごと</p>'.encode("cp932"))
    assert read_page([str(path)]).text.strip() == "館ごと"


def test_standard_input_is_text_or_what_it_looks_like() -> None:
    for content, text, place in (("表1", "表1\n", "<stdin>:1:1"), (" <html><p>表1", "表1\n\n", "<stdin>:1:11")):
        with piped(content.encode()):
            page = read_page(["-"])
        assert page.text == text
        assert str(page.place(0)) == place


def said(path: Path, lang: str = "en") -> str:
    with pytest.raises(PrivstatError) as caught:
        read_page([str(path)])
    return caught.value.message("ja" if lang == "ja" else "en")


def test_what_cannot_be_read_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    assert said(path) == f"{path}: No such file or directory"
    path.write_bytes(b"\x81\xff\xfd")
    assert said(path) == f"{path}: no text in UTF-8 or Shift_JIS (cp932); save it as UTF-8"
    path.write_text("x" * 20, encoding="utf-8")
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_BYTES", "10")
    assert said(path) == f"{path}: 20 bytes are more than the limit of 10; $PRIVSTAT_MAX_PAGE_BYTES raises it"


def test_html_that_no_reader_ends_with_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("<div>" * 400, encoding="utf-8")
    assert said(path) == f"{path}: its elements are nested too deeply"
    path.write_text("<div>" * 60_000, encoding="utf-8")
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_SECONDS", "1")
    assert said(path, "ja").startswith(f"{path}: 読むのに上限の 1 秒を超える")
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_SECONDS", "8")
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_MEGABYTES", "1")
    assert "of memory" in said(path)


def test_html_without_its_library_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>1", encoding="utf-8")
    monkeypatch.setattr("privstat.confined.find_spec", lambda _: None)
    assert said(path) == f"to read {path}, install what it takes: pip install 'privstat[html]'"


def test_every_kind_of_source_is_the_same_page() -> None:
    pages = {kind: page_of_parts(page, counts_cells=True) for kind, page in in_every_kind().items()}
    texts = {kind: [line.rstrip() for line in page.text.splitlines() if line.strip()] for kind, page in pages.items()}
    assert texts["html"] == texts["xlsx"] == texts["pdf"] == texts["csv"] == texts["tsv"]
    assert texts["csv"][1:4] == ["実施機関\t請求\t決定内容", "\t\t開示\t一部開示\t不存在", "市長\t120 (3)\t40\t76\t32"]
    places = {kind: str(page.place(page.text.index("4,859") + 2)) for kind, page in pages.items()}
    assert places == {
        "html": "t.html:5:18",
        "csv": "t.csv:5:2",
        "tsv": "t.tsv:5:2",
        "xlsx": "t.xlsx:5:2",
        "pdf": "t.pdf:1:5",
    }


def test_every_number_of_html_knows_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<table><caption>表1\n <i>点</i>22\n 33</caption>\n<tr><th>館<br>&amp; 44<td><p>55<p>\n<b>6</b>6</table>\n"
        "<p>　\n　 77回、\n\n<b>88</b>\t回\n99 &amp; 11<p>\n &yen;12",
        encoding="utf-8",
    )
    page = read_page([str(path)])
    places = {number: page.place(page.text.index(number)) for number in ["22", "33", "55", "66", "77", "88", "99"]}
    assert {number: (place.line, place.column) for number, place in places.items()} == {
        "22": (2, 10),
        "33": (3, 2),
        "55": (4, 29),
        "66": (5, 4),
        "77": (7, 3),
        "88": (9, 4),
        "99": (10, 1),
    }
    # After an entity the line is right, and the column nearly so.
    assert [page.place(page.text.index(number)).line for number in ("44", "11", "12")] == [4, 10, 11]


def test_a_caption_without_a_table_is_a_line_all_the_same() -> None:
    assert lines("<table><caption>表1 <b>12</b></caption></table>後") == ["表1 12", "後"]


def test_raised_digits_are_no_part_of_the_number_before_them_and_marks_stay_as_they_are() -> None:
    assert lines("<p>59<sup>1</sup> 処理状況<sup>(注1)</sup> 60<sup>(2)</sup>") == ["59¹ 処理状況(注1) 60(²)"]


def test_a_table_that_unfolds_to_more_than_any_page_has_is_refused() -> None:
    html_ = "<table><tr><td colspan=1000 rowspan=65534>1" + "<tr><td>2" * 1_000
    with pytest.raises(UnreadableFile, match=r"more than 500,000 characters; \$PRIVSTAT_MAX_PAGE_CHARACTERS raises"):
        lines(html_)
    with pytest.raises(UnreadableFile, match="more than 500,000 characters"):
        page_of("x" * 500_001)
