"""Sources of every kind → grids of cells: the same table is the same grid, and nothing hostile gets far."""

import datetime
import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import selectolax.lexbor

from privstat import confined
from privstat.encodings import decoded
from privstat.errors import MissingExtra, PrivstatError, UnreadableFile
from privstat.grid import DOUBTFUL, Grid, GridCell, Page, Passage
from privstat.importers import csv, html, pdf, xlsx
from privstat.importers._kinds import kind_of
from privstat.importers._number_format import shown
from privstat.limits import CELLS, SECONDS
from privstat.registry import module
from tests.sources import SHEET_END, SHEET_HEAD, bare_pdf, forged, paper, ruled, unruled, workbook

HEADS = [["実施機関", "請求", "決定内容", "", ""], ["", "", "開示", "一部開示", "不存在"]]
BODY = [
    ["市長", "120 (3)", "40", "76", "32"],
    ["教育委員会", "4,859", "14", "", "4"],
    ["合計", "146 (3)", "61", "80", "36"],
]
ROWS = [*HEADS, *BODY]
TABLE = """<p>表6 開示請求<table>
<tr><th rowspan=2>実施機関<th rowspan=2>請求<th colspan=3>決定内容
<tr><th>開示<th>一部開示<th>不存在
<tr><td>市長<td>120 (3)<td>40<td>76<td>32
<tr><td>教育委員会<td>4,859<td>14<td><td>4
<tr><td>合計<td>146 (3)<td>61<td>80<td>36
</table><p>※ 議会分を含む。"""


def grids(parts: Iterable[Grid | Passage]) -> list[Grid]:
    return [part for part in parts if isinstance(part, Grid)]


def lines(parts: Iterable[Grid | Passage]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Passage)]


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of a grid row by row, with nothing where a cell covers others."""
    height = max(cell.row + cell.rows for cell in grid.cells)
    width = max(cell.column + cell.columns for cell in grid.cells)
    by_place = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return [[by_place.get((row, column), "") for column in range(width)] for row in range(height)]


def read(source: str) -> list[Grid | Passage]:
    return html.parts(source.encode())


def one_grid(parts: Iterable[Grid | Passage]) -> Grid:
    (grid,) = grids(parts)
    return grid


def book(book: Any) -> None:
    sheet = book.add_worksheet()
    thousands = book.add_format({"num_format": "#,##0"})
    sheet.write(0, 0, "表6 開示請求")
    for at, row in enumerate(ROWS, 1):
        for column, text in enumerate(row):
            if text.isdigit():
                sheet.write_number(at, column, int(text))
            elif text == "4,859":
                sheet.write_number(at, column, 4859, thousands)
            elif text:
                sheet.write_string(at, column, text)
    sheet.merge_range(1, 0, 2, 0, "実施機関")
    sheet.merge_range(1, 1, 2, 1, "請求")
    sheet.merge_range(1, 2, 1, 4, "決定内容")
    sheet.write(6, 0, "※ 議会分を含む。")


def in_every_kind() -> dict[str, Page]:
    quoted = [",".join(f'"{text}"' if "," in text else text for text in row) for row in ROWS]
    separated = "\n".join(["表6 開示請求", *quoted, "※ 議会分を含む。"])
    spans = [((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (4, 0))]
    return {
        "html": html.page(TABLE.encode("cp932"), "t.html"),
        "csv": csv.page(separated.encode("cp932"), "t.csv"),
        "tsv": csv.page(
            "\n".join(["表6 開示請求", *("\t".join(r) for r in ROWS), "※ 議会分を含む。"]).encode(), "t.tsv"
        ),
        "xlsx": xlsx.page(workbook(book), "t.xlsx"),
        "pdf": pdf.page(ruled(ROWS, spans, above="表6 開示請求", below="※ 議会分を含む。"), "t.pdf"),
    }


def test_the_same_table_is_the_same_grid_whatever_it_is_published_as() -> None:
    pages = in_every_kind()
    for kind, page in pages.items():
        assert [type(part) for part in page.parts] == [Passage, Grid, Passage], kind
        assert lines(page.parts) == ["表6 開示請求", "※ 議会分を含む。"], kind
        assert texts(one_grid(page.parts)) == ROWS, kind
        assert {part.place.path for part in page.parts} == {page.path}, kind
    spans = {
        kind: [(cell.row, cell.column, cell.rows, cell.columns) for cell in one_grid(page.parts).cells]
        for kind, page in pages.items()
    }
    assert spans["html"] == spans["xlsx"] == spans["pdf"]


# HTML


def test_a_cell_keeps_its_lines_and_what_is_hidden_or_a_reading_aid_is_not_there() -> None:
    grid = one_grid(
        read("<table><tr><td> 個人&nbsp;情報 <br><ruby>名<rt>めい</ruby><td hidden>9<td style='display: none'>8<td>1")
    )
    assert texts(grid) == [["個人\xa0情報\n名", "1"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("59<sup>1</sup>", "59¹"),
        ("<del>58</del>59", "58\n59"),
        ("<span>5</span><b>9</b>", "59"),
        ("<p>59</p><p>(3)</p>", "59\n(3)"),
        ("5<script>1</script><!-- 2 --><style>3</style>9", "59"),
        ("&nbsp;", ""),
    ],
)
def test_two_figures_in_a_cell_are_never_run_together(cell: str, text: str) -> None:
    assert texts(one_grid(read(f"<table><tr><td>a<td>{cell}"))) == [["a", text]]


def test_the_caption_and_the_head_of_a_table_are_known_as_such() -> None:
    grid = one_grid(read("<table><caption>表1 <b>請求</b><br>(件)</caption><thead><tr><td>年度<tbody><tr><th>元<td>1"))
    assert grid.caption == "表1 請求\n(件)"
    assert [(cell.text, cell.is_heading) for cell in grid.cells] == [("年度", True), ("元", True), ("1", False)]


def test_a_span_ends_with_its_table_and_with_its_section() -> None:
    grid = one_grid(read("<table><tr><td rowspan=0>a<td colspan=2>b<tr><td>c<td>d<tbody><tr><td colspan=99>e"))
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        ("a", 0, 0, 2, 1),
        ("b", 0, 1, 1, 2),
        ("c", 1, 1, 1, 1),
        ("d", 1, 2, 1, 1),
        ("e", 2, 0, 1, 3),
    ]


def test_a_span_that_is_no_number_is_one() -> None:
    assert texts(one_grid(read("<table><tr><td colspan=-2>a<td rowspan=２>b<td colspan>c"))) == [["a", "b", "c"]]


def test_a_table_that_holds_tables_is_only_there_for_looks() -> None:
    parts = read("<table><tr><td>題<table><tr><td>a<td>1</table>注<td>\n<table><tr><td>b<td>2</table></table>")
    assert [type(part) for part in parts] == [Passage, Grid, Passage, Grid]
    assert lines(parts) == ["題", "注"]
    assert [texts(grid) for grid in grids(parts)] == [[["a", "1"]], [["b", "2"]]]


def test_the_text_around_tables_comes_line_by_line_with_its_place() -> None:
    parts = read("<h1>状況</h1>\n<p class=表1>表1\n開示<br>\n二行目<ul><li>甲<li>乙</ul>")
    assert [(part.text, part.place.line, part.place.column) for part in parts if isinstance(part, Passage)] == [
        ("状況", 1, 5),
        ("表1 開示", 2, 13),
        ("二行目", 4, 1),
        ("甲", 4, 12),
        ("乙", 4, 17),
    ]


def test_a_page_without_text_has_no_parts() -> None:
    assert read("") == read("<table><caption> </caption></table><p hidden>x") == []


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", "shift_jis"),
        ("utf-16", ""),
        ("cp932", "Shift_JIS"),
        ("cp932", ""),
        ("euc-jp", "x-euc-jp"),
        ("iso-2022-jp", "iso-2022-jp"),
        ("utf-8", "shift_jis"),
    ],
)
def test_the_encoding_is_found_out(encoding: str, declared: str) -> None:
    page = f"<meta http-equiv=Content-Type content='text/html; charset={declared}'>\r\n<p>開示請求"
    assert decoded(page.encode(encoding), "p").endswith(">\n<p>開示請求")


@pytest.mark.parametrize("content", [b"a\0b", b"\x81\xff\xfd", b"\xff\xfea"])
def test_what_is_no_text_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="p: no text in UTF"):
        decoded(content, "p")


# CSV


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_the_delimiter_is_what_gives_the_lines_one_number_of_fields(delimiter: str) -> None:
    rows = [["機関", "請求, 件"], ["市長; 議会", "1"], ["教育", '2 "3"']]
    text = "\n".join(delimiter.join(f'"{f}"'.replace(' "3"', ' ""3""') for f in row) for row in rows)
    assert texts(one_grid(csv.page(text.encode(), "t.txt").parts)) == rows


def test_tables_in_one_file_stand_apart_by_blank_lines_and_keep_their_lines() -> None:
    text = '表1 請求,,\n(単位:件),,\n機関,開示,"不\n開示"\n市長,"4,859",1\n議会,,\n※ 注,,\n,,\n'
    text += "表2\na,1\nb,2\n議会分を含む\n"
    page = csv.page(text.encode("utf-8-sig"), "t.csv")
    assert lines(page.parts) == ["表1 請求", "(単位:件)", "※ 注", "表2", "議会分を含む"]
    first, second = grids(page.parts)
    assert texts(first) == [["機関", "開示", "不\n開示"], ["市長", "4,859", "1"], ["議会", "", ""]]
    assert texts(second) == [["a", "1"], ["b", "2"]]
    assert str(second.cells[0].place) == "t.csv:10:1"


@pytest.mark.parametrize(("text", "line"), [('a,b\nc,"d\ne,f\n', 2), (f'a\n"{"x" * 200_000}"\n', 2), ("x" * 30_000, 1)])
def test_a_quotation_mark_that_is_not_closed_is_an_error_at_its_line(text: str, line: int) -> None:
    with pytest.raises(UnreadableFile, match=f"not closed in the record that begins on line {line}$"):
        csv.page(text.encode(), "t.csv")


# spreadsheets


@pytest.mark.parametrize(
    ("number", "code", "text", "looks"),
    [
        (5660.0, "", "5660", ""),
        (0.1 + 0.2, "General", "0.3", ""),
        (1e21, "", "1000000000000000000000", ""),
        (4859, "#,##0", "4,859", "#,##0"),
        (0.799, "0.00%", "79.90%", "0.00%"),
        (35 / 44, "0.0%", "79.5%", "0.0% = 0.795454545454545"),
        (5660.4, "#,##0", "5,660", "#,##0 = 5660.4"),
        (-269, '#,##0;"△ "#,##0', "△ 269", '#,##0;"△ "#,##0'),
        (-269, "#,##0;[Red]-#,##0", "-269", "#,##0;[Red]-#,##0"),
        (-269, "#,##0", "-269", "#,##0"),
        (-269, "#,##0_);(#,##0)", "-269", "#,##0_);(#,##0)"),
        (0, '0;-0;"-"', "-", '0;-0;"-" = 0'),
        (0, "0.0;-0.0", "0.0", "0.0;-0.0"),
        (46896, '#,##0"件"', "46,896件", '#,##0"件"'),
        (46896, "#,##0\\ 件", "46,896 件", "#,##0\\ 件"),
        (46896000, "#,##0,", "46,896", "#,##0, = 46896000"),
        (12, "0000", "0012", "0000"),
        (1.5, "0.##", "1.5", "0.##"),
        (3, "0.##", "3", "0.##"),
        (0.5, "# ?/?", "0.5", "# ?/?"),
        (43922, 'ggge"年"', "43922", 'ggge"年"'),
        (5, "0 0", "5", "0 0"),
        (5, "%0", "5", "%0"),
    ],
)
def test_a_number_is_what_excel_shows_and_where_that_is_less_than_the_number_it_says_so(
    number: float, code: str, text: str, looks: str
) -> None:
    assert shown(number, code) == (text, looks)


def test_a_sheet_has_what_is_visible_on_it_with_errors_dates_and_raised_marks() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("運用状況")
        raised = book.add_format({"font_script": 1})
        sheet.write_row(0, 0, ["機関", "隠れた列", "件数", "率", "日"])
        sheet.write_rich_string(1, 0, "59", raised, "1")
        sheet.write_row(1, 1, [9, 5660.0, 0.799], book.add_format({"num_format": 10}))
        sheet.write_datetime(1, 4, datetime.datetime(2020, 4, 1), book.add_format({"num_format": "yyyy/m/d"}))
        sheet.write_row(2, 0, ["隠れた行", 1, 2, 3, 4])
        sheet.write_string(3, 0, "0012")
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(3, 3, True)
        sheet.write_datetime(3, 4, datetime.time(9, 30), book.add_format({"num_format": "h:mm"}))
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        book.add_worksheet("隠れたシート").hide()

    parts = list(xlsx.parts(workbook(fill)))
    assert lines(parts) == ["運用状況"]
    assert texts(one_grid(parts)) == [
        ["機関", "件数", "率", "日"],
        ["59¹", "566000.00%", "79.90%", "2020-04-01"],
        ["0012", "#DIV/0!", "TRUE", "09:30:00"],
    ]
    assert {cell.looks for cell in one_grid(parts).cells} == {"", "0.00%", "yyyy/m/d", "h:mm"}


def test_tables_on_a_sheet_stand_apart_by_blank_rows_and_columns() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("表1")
        sheet.merge_range(0, 0, 0, 6, "二つの表")
        sheet.write(1, 6, "(単位:件)")
        for at, row in enumerate([["a", 1, "", "", "c", 3], ["b", 2, "", "", "d", 4], ["", "", "", "", "e", 5]], 2):
            sheet.write_row(at, 0, row)
        sheet.write(5, 0, "資料: 総務部")
        sheet.write_row(7, 0, ["f", "", 6])
        sheet.write_row(8, 0, ["g", "", 7])
        book.add_worksheet("表2").write_row(0, 0, ["h", 8])
        book.add_worksheet("空")

    page = xlsx.page(workbook(fill), "t.xlsx")
    assert lines(page.parts) == ["表1", "二つの表", "(単位:件)", "資料: 総務部", "表2", "空"]
    assert [texts(grid) for grid in grids(page.parts)] == [
        [["a", "1"], ["b", "2"]],
        [["c", "3"], ["d", "4"], ["e", "5"]],
        [["f", "", "6"], ["g", "", "7"]],
        [["h", "8"]],
    ]
    assert [str(grid.place) for grid in grids(page.parts)] == [
        "t.xlsx[表1]:3:1",
        "t.xlsx[表1]:3:5",
        "t.xlsx[表1]:8:1",
        "t.xlsx[表2]:1:1",
    ]


def test_a_table_beside_a_longer_one_may_have_blank_rows_of_its_own() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for row, text in enumerate("abcde"):
            sheet.write_row(row, 0, [text, row])
        for row in (0, 1, 3, 4):
            sheet.write_row(row, 3, [f"x{row}", row])

    assert [len(texts(grid)) for grid in grids(xlsx.parts(workbook(fill)))] == [5, 2, 2]


def test_reading_aids_are_left_out_and_cells_need_no_address() -> None:
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<si><r><t>市</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
        '<rPh sb="0" eb="1"><t>シ</t></rPh></si><si><t>町</t></si></sst>'
    ).encode()
    rows = b'<row><c t="s"><v>0</v></c><c><v>1</v></c></row><row><c t="s"><v>1</v></c><c><v>2</v></c></row>'
    assert texts(one_grid(xlsx.parts(forged([SHEET_HEAD, rows, SHEET_END], sharedStrings=strings)))) == [
        ["市²", "1"],
        ["町", "2"],
    ]


# PDF


def test_a_word_that_runs_over_a_rule_makes_its_cells_doubtful() -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([60, 120, 180, 240], [600, 620, 640])
        for x, y, text in ((65, 625, "市長"), (165, 625, "4,859"), (65, 605, "議会"), (125, 605, "1"), (185, 605, "2")):
            canvas.drawString(x, y, text)

    cells = one_grid(pdf.parts(paper(draw))).cells
    assert [cell.looks for cell in cells] == ["", DOUBTFUL, DOUBTFUL, "", "", ""]


def test_letters_printed_twice_are_bold_and_not_two_figures() -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([60, 120, 180], [600, 620, 640])
        for x, y, text in ((65, 625, "市長"), (125, 625, "48"), (125.2, 625, "48"), (65, 605, "議会"), (125, 605, "1")):
            canvas.drawString(x, y, text)

    assert texts(one_grid(pdf.parts(paper(draw)))) == [["市長", "48"], ["議会", "1"]]


def test_a_radical_is_the_letter_that_it_looks_like() -> None:
    folded = [module("importers", "_pdf_lines")._folded(text) for text in ("⼀部", "①", "㍻", "１")]
    assert folded == ["一部", "①", "㍻", "１"]


def test_columns_without_rules_are_a_grid_where_white_space_parts_them() -> None:
    rows = [
        ["機関", "請求", "開示", "不存在"],
        ["市長", "120 (3)", "40", "-"],
        ["教育委員会", "4,859", "", "4"],
        ["計", "5", "6", "△7"],
    ]
    grid = one_grid(pdf.parts(unruled(rows, (190, 260, 330))))
    assert texts(grid) == rows
    assert {cell.looks for cell in grid.cells} == {""}


def test_how_far_a_head_reaches_without_rules_is_doubtful() -> None:
    rows = [
        ["", "請求", "処理した内容の区分", ""],
        ["機関", "件数", "開示", "不存在"],
        ["市長", "12", "40", "1"],
        ["議会", "3", "5", "4"],
    ]
    grid = one_grid(pdf.parts(unruled(rows, (190, 330, 330))))
    assert [(cell.text, cell.columns, cell.looks) for cell in grid.cells if cell.row == 0 and cell.text] == [
        ("機関", 1, ""),
        ("請求", 1, DOUBTFUL),
        ("処理した内容の区分", 1, DOUBTFUL),
    ]


@pytest.mark.parametrize(
    ("rows", "ends", "steps"),
    [
        ([["a", "12", "34"], ["b", "5", "67"]], (120, 137), ()),  # too near to each other
        ([["a", "12", "34"], ["b", "", "5678901234"]], (140, 180), ()),  # one above two
        ([["a", "市民", "電話"], ["b", "町民", "住所"]], (120, 180), ()),  # no figures
        ([["a", "12", "34"]], (120, 180), ()),  # one line
    ],
)
def test_columns_that_are_not_certain_stay_lines(
    rows: list[list[str]], ends: tuple[int, int], steps: tuple[int, ...]
) -> None:
    parts = list(pdf.parts(unruled(rows, ends, steps=steps)))
    assert not grids(parts)
    assert "".join(lines(parts)).replace(" ", "") == "".join(text for row in rows for text in row)


def test_figures_that_do_not_end_or_begin_at_one_place_are_no_column() -> None:
    def draw(canvas: Any) -> None:
        for y, x, text in ((700, 200, "1"), (684, 212, "23"), (668, 190, "4")):
            canvas.drawString(60, y, "市")
            canvas.drawString(x, y, text)

    assert lines(pdf.parts(paper(draw))) == ["市  1", "市  23", "市  4"]


def test_a_table_whose_outer_columns_have_no_outer_rule_is_read_as_one_without_rules() -> None:
    def draw(canvas: Any) -> None:
        for y in (640, 620, 600):
            canvas.line(60, y, 300, y)
        for x in (120, 180, 240):
            canvas.line(x, 600, x, 640)
        for x, y, text in (
            *((65, 625, "市長"), (135, 625, "12"), (200, 625, "3"), (260, 625, "4")),
            *((65, 605, "議会"), (135, 605, "56"), (200, 605, "7"), (260, 605, "8")),
        ):
            canvas.drawString(x, y, text)

    assert texts(one_grid(pdf.parts(paper(draw)))) == [["市長", "12", "3", "4"], ["議会", "56", "7", "8"]]


# what is hostile

FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ALL_MERGED = (
    b'<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>1</v></c></row></sheetData>'
    b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
)
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET_HEAD[21:]
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPACES = zlib.compress(b" " * 200_000_000)
BOMB = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(SPACES), SPACES)
HOSTILE: dict[str, tuple[Callable[[], Page], str]] = {
    "html nested": (lambda: html.page(b"<div>" * 1_000 + b"x", "h"), "nested too deeply"),
    "html spans": (lambda: html.page(b"<table><tr>" + b"<td colspan=1000>1" * 200, "h"), "more than 100,000 cells"),
    "csv rows": (lambda: csv.page(b"1,2\n" * 60_000, "h"), "more than 100,000 cells"),
    "csv blank rows": (lambda: csv.page(b"\n" * 200_000, "h"), "more than 100,000 cells"),
    "pdf bytes": (lambda: pdf.page(b"x" * 10_000_001, "h"), "10,000,001 bytes are more than the limit"),
    "csv bytes": (lambda: csv.page(b"x" * 10_000_001, "h"), "10,000,001 bytes are more than the limit"),
    "xlsx bomb": (lambda: xlsx.page(forged([b" " * 61_000_000]), "h"), "it unpacks to"),
    "xlsx far": (lambda: xlsx.page(forged([SHEET_HEAD, FAR, SHEET_END]), "h"), "more than 100,000 cells"),
    "xlsx entities": (lambda: xlsx.page(forged([ENTITIES, SHEET_END]), "h"), "it is broken, or no XLSX"),
    "xlsx encrypted": (lambda: xlsx.page(CFB + "EncryptedPackage".encode("utf-16-le"), "h"), "encrypted"),
    "xlsx junk": (lambda: xlsx.page(b"PK\x03\x04junk", "h"), "it is broken, or no XLSX"),
    "pdf junk": (lambda: pdf.page(b"%PDF-1.7 junk", "h"), "it is broken, or no PDF"),
    "pdf picture": (lambda: pdf.page(paper(lambda canvas: canvas.rect(9, 9, 9, 9)), "h"), "no text, only pictures"),
    "pdf encrypted": (
        lambda: pdf.page(paper(lambda canvas: canvas.drawString(9, 9, "x"), encrypt="x"), "h"),
        "encrypted",
    ),
    "pdf bomb": (lambda: pdf.page(bare_pdf(BOMB), "h"), "400 MB of memory"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_is_one_clear_error(name: str) -> None:
    source, why = HOSTILE[name]
    with pytest.raises(PrivstatError) as caught:
        source()
    assert why in str(caught.value)
    assert caught.value.message("ja") != str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_merged_cell_over_the_whole_sheet_ends_where_the_sheet_does() -> None:
    page = xlsx.page(forged([SHEET_HEAD, ALL_MERGED]), "t")
    assert [cell[4:6] for cell in one_grid(page.parts).cells] == [(2, 2)]


def test_limits_are_what_the_environment_says_where_it_says_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (CELLS.value, SECONDS.value) == (100_000, 8)
    monkeypatch.setenv(CELLS.variable, "3")
    monkeypatch.setenv(SECONDS.variable, "many")
    assert (CELLS.value, SECONDS.value) == (3, 8)
    monkeypatch.setenv(SECONDS.variable, "9" * 5_000)
    assert lines(html.page(b"<p>x", "t").parts) == ["x"]
    monkeypatch.setenv(SECONDS.variable, "0")
    with pytest.raises(UnreadableFile, match="more than 0 s"):
        html.page(b"<p>x", "t")
    with pytest.raises(UnreadableFile, match=r"more than 3 cells; \$PRIVSTAT_MAX_PAGE_CELLS raises"):
        csv.page(b"1,2\n3,4\n", "t")
    with pytest.raises(UnreadableFile, match="more than 3 cells"):
        list(xlsx.parts(forged([SHEET_HEAD, b"<row>" + b"<c><v>1</v></c>" * 4 + b"</row>", SHEET_END])))
    with pytest.raises(UnreadableFile, match="more than 3 cells"):
        list(pdf.parts(paper(lambda canvas: canvas.drawString(9, 9, "x" * 31))))


@pytest.mark.parametrize(
    ("reader", "why"),
    [
        ("while True: pass", "takes more than 2 s; $PRIVSTAT_MAX_PAGE_SECONDS raises"),
        ("import time; time.sleep(9)", "takes more than 2 s"),
        ("import os; os.abort()", "takes more than 400 MB of memory, or breaks its reader"),
        ("bytearray(10**9)", "takes more than 400 MB of memory"),
        ("return ['x' * 33_000_000]", "takes more than 400 MB of memory"),
        ("raise RuntimeError", "it is broken, or no TEXT that can be read"),
        ("[open('/dev/null') for _ in range(99)]", "it is broken, or no TEXT that can be read"),
    ],
)
def test_whatever_a_reader_does_ends_its_own_process_and_is_one_error(
    reader: str, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A module that stands in for an importer is put in the way of the process that reads."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, types\n"
        "reader = types.ModuleType('privstat.importers.text')\n"
        f"def parts(content):\n    {reader}\n"
        "reader.parts = parts\n"
        "sys.modules['privstat.importers.text'] = reader\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PRIVSTAT_MAX_PAGE_SECONDS", "2" if "2 s" in why else "8")
    with pytest.raises(UnreadableFile) as caught:
        confined.confined_page("text", b"x", "p", library="json", extra="html")
    assert why in str(caught.value)


def test_a_library_that_is_not_there_is_one_sentence_with_the_command() -> None:
    with pytest.raises(MissingExtra, match=r"^to read p, install what it takes: pip install 'privstat\[pdf\]'$"):
        confined.confined_page("pdf", b"x", "p", library="no_such_library", extra="pdf")


def test_a_reader_is_confined_on_systems_without_such_limits_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    confined._confine()


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("a.html", b"x", "html"),
        ("-", b"<!DOCTYPE html><p>x", "html"),
        ("-", b"  <table><tr><td>x", "html"),
        ("-", b"<3 <x", "text"),
        ("a.csv", b"<p>x", "csv"),
        ("A.TSV", b"x", "csv"),
        ("a.csv", b"PK\x03\x04", "xlsx"),
        ("a.ods", b"", "xlsx"),
        ("a.txt", b"\n%PDF-1.7", "pdf"),
        ("a.xls", CFB, "xlsx"),
        ("a", "表6 開示請求".encode(), "text"),
    ],
)
def test_the_kind_of_a_source_is_what_it_begins_with_or_is_called(path: str, content: bytes, kind: str) -> None:
    assert kind_of(path, content) == kind


def test_every_cell_of_a_grid_stands_inside_it() -> None:
    for page in in_every_kind().values():
        cells: tuple[GridCell, ...] = one_grid(page.parts).cells
        taken = [
            (row, column)
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert len(taken) == len(set(taken)) == len(ROWS) * len(ROWS[0])


def test_a_spreadsheet_of_libreoffice_is_read_without_its_formats() -> None:
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    cells = (
        '<table:table-cell office:value-type="string"><text:p>市長</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="4859"><text:p>4,859</text:p></table:table-cell>'
    )
    row = f"<table:table-row>{cells}</table:table-row>"
    content = (
        f'<office:document-content {namespaces}><office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{row}{row}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    assert texts(one_grid(xlsx.parts(file.getvalue()))) == [["市長", "4859"], ["市長", "4859"]]


def test_a_password_inside_an_old_spreadsheet_or_a_zip_file_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise python_calamine.PasswordError

    monkeypatch.setattr(python_calamine, "load_workbook", refuse)
    with pytest.raises(UnreadableFile, match="encrypted"):
        list(xlsx.parts(CFB))
    marked = bytearray(workbook(lambda book: book.add_worksheet()))
    marked[marked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="encrypted"):
        list(xlsx.parts(bytes(marked)))


def test_html_for_which_there_is_no_memory_is_no_broken_html(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise selectolax.lexbor.SelectolaxError

    monkeypatch.setattr(selectolax.lexbor, "LexborHTMLParser", refuse)
    with pytest.raises(MemoryError):
        read("<p>x")
