import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from privstat.folding import folded, width_of
from privstat.layout import laid_out
from privstat.model import Dataset
from privstat.sheet import Heading, Line, Sheet
from privstat.views.table import TableView

FIGURE = re.compile(r"[\d,]*\d")
texts = st.text(st.sampled_from("ab, 表示件（）。、1\n"), max_size=60)


def lines(sheet: Sheet, width: int | None = None) -> list[str]:
    return ["".join(piece.text for piece in line) for line in laid_out(sheet, width)]


def test_full_width_text_takes_two_columns() -> None:
    assert [width_of(text) for text in ("abc", "表6", "ｶﾅ", "が", "e\u0301", "")] == [3, 3, 2, 2, 1, 0]


def test_widths_agree_with_rich_on_everything_that_the_page_prints(fy2020: Dataset) -> None:
    for table in fy2020.tables:
        for view in (TableView(table), TableView(table, as_printed=True)):
            for sheet in view.sheets("ja"):
                for line in lines(sheet):
                    assert width_of(line) == cell_len(line)


@given(texts, st.integers(4, 30))
def test_folding_keeps_every_character_and_the_width(text: str, width: int) -> None:
    found = folded(text, width)
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", text)
    for line in found:
        # A closing sign stays with what it closes, even where that is one sign too long.
        assert width_of(line) <= width or line[-1] in "。、）,"


def test_lines_are_broken_where_a_person_would() -> None:
    assert folded("Requests for review", 12) == ["Requests for", "review"]
    assert folded("請求件数とは一致しません。", 8) == ["請求件数", "とは一致", "しませ", "ん。"]
    assert folded("(注1)1件の請求", 8) == ["(注1)1件", "の請求"]
    assert folded("internationalisation", 8) == ["internat", "ionalisa", "tion"]
    assert folded("", 8) == [""]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("table", ["table4", "table5", "table6", "table8", "table9", "annex1", "annex2"])
def test_every_figure_appears_whole_at_every_width(fy2020: Dataset, table: str, lang: str) -> None:
    (sheet,) = TableView(fy2020.table(table)).sheets("ja" if lang == "ja" else "en")
    wanted = [
        cell
        for line in sheet.lines
        for cell, heading in zip(line.cells, sheet.headings, strict=False)
        if heading.numeric
    ]
    marks = [mark for mark, _ in sheet.notes]
    for width in range(20, 121):
        found = lines(sheet, width)
        shown = FIGURE.findall("\n".join(found))
        for figure in wanted:
            assert figure in shown, f"{figure} at {width}"
        assert all(any(line.startswith(mark) for line in found) for mark in marks)
        too_wide = [line for line in found if width_of(line) > width]
        assert not [line for line in too_wide if line[-1] not in "。、）)"], f"at {width}"


def test_columns_line_up_under_their_headings(fy2020: Dataset) -> None:
    (sheet,) = TableView(fy2020.table("table6")).sheets("ja")
    found = lines(sheet)
    ruler = next(line for line in found if set(line) <= {"-", " "} and line.startswith("-"))
    figures = found[found.index(ruler) + 1]
    ends = [match.end() for match in re.finditer("-+", ruler)]
    assert [match.end() for match in re.finditer(r"\d+", figures)] == ends
    assert all(line == line.rstrip() for line in found)


def test_a_heading_over_columns_makes_room_for_itself() -> None:
    sheet = Sheet(
        headings=(
            Heading("a", True, "a heading that is wider than both"),
            Heading("b", True, "a heading that is wider than both"),
        ),
        lines=(Line(("1", "2")),),
    )
    assert lines(sheet) == [
        "a heading that is wider than both",
        "---------------------------------",
        "a                               b",
        "-  ------------------------------",
        "1                               2",
    ]


def test_groups_totals_notes_and_remarks_have_their_places() -> None:
    sheet = Sheet(
        title="表",
        facts=("fact",),
        headings=(Heading("x"), Heading("n", True)),
        lines=(Line(("group",), "group"), Line(("a\nb", "1")), Line(("total", "1"), "total")),
        notes=(("(1)", "one\ntwo"), ("(10)", "ten")),
        remarks=("last",),
        example="a = 1\n\nb = 2\n",
    )
    assert lines(sheet) == [
        "表",
        "fact",
        "",
        "x        n",
        "-------  -",
        "group",
        "  a      1",
        "b",
        "-------  -",
        "  total  1",
        "",
        "(1)  one two",
        "(10) ten",
        "",
        "last",
        "",
        "    a = 1",
        "",
        "    b = 2",
    ]
    assert lines(Sheet()) == []


def test_hostile_text_is_laid_out_as_it_is_seen() -> None:
    sheet = Sheet(headings=(Heading("[red]\x1b[31m"),), lines=(Line(("\u202e\t<b>",)),), notes=(("\x07", "\x9b"),))
    text = "\n".join(lines(sheet))
    assert "[red]\\x1b[31m" in text
    assert "\\u202e <b>" in text
    assert "\\x07 \\x9b" in text
