"""PDF without rules: made pages in the manner of printed ones, with the cells that a person reads in them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.grid import DOUBTFUL, Grid, Passage
from privstat.importers import pdf
from privstat.importers._pdf_blocks import parts_of_lines
from privstat.importers._pdf_lines import Word, in_lines
from privstat.place import Place
from tests.sources import paper

Text = tuple[float, float, str]  # where it ends, or begins if it is negative; how far down; what it says
SIZE = 10.0


class Sheet:
    """Lines of words with places, without a PDF around them."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.lines = in_lines(list(words))

    def place(self, top: float) -> Place:
        return Place("", 1, 1 + sum(line[0].bottom <= top for line in self.lines))


def width(text: str) -> float:
    return sum(SIZE if ord(letter) > 0x2000 else SIZE / 2 for letter in text)


def words(text: str, left: float, top: float) -> Iterable[Word]:
    for word in text.split(" "):
        yield Word(word, left, left + width(word), top, top + SIZE, SIZE)
        left += width(word) + SIZE / 2


def parts(texts: Iterable[Text]) -> list[Grid | Passage]:
    """Return what is read of texts that end at a place, or begin there where it is negative."""
    sheet = Sheet(word for x, y, text in texts for word in words(text, -x if x < 0 else x - width(text), y) if text)
    return list(parts_of_lines(sheet.lines, sheet))  # type: ignore[arg-type]  # of a sheet only this is asked


def rows(lines: Sequence[Sequence[str]], ends: Sequence[float], top: float = 100, step: float = 18) -> list[Text]:
    """Return a table: labels begin at 50, figures end where it is said."""
    return [
        (x, top + step * at, text)
        for at, line in enumerate(lines)
        for x, text in zip((-50, *ends), line, strict=True)
        if text
    ]


def shown(read: Iterable[Grid | Passage]) -> list[str]:
    """Return grids row by row, with a ? after what is doubtful and a < in cells that are covered from the left."""
    found: list[str] = []
    for part in read:
        if isinstance(part, Passage):
            found.append(f"> {part.text}")
            continue
        at = {
            (row, column): "<" if column > cell.column else cell.text.replace("\n", "") + "?" * (cell.looks == DOUBTFUL)
            for cell in part.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        height, across = (max(place[axis] for place in at) + 1 for axis in (0, 1))
        found += ["|".join(at.get((row, column), "!") for column in range(across)) for row in range(height)]
    return found


PLAIN = [["市長", "12", "3", "9"], ["教育委員会", "4,859", "", "14"], ["合計", "4,871", "3", "23"]]
HEADS = ["機関", "請求", "開示", "不開示"]
ENDS = (200, 260, 320)
PAGES: dict[str, tuple[list[Text], list[str]]] = {
    "two words of which one stands beside the figures may be the heads of two columns": (
        rows([["機関", "請求", "却下 一部開示"], ["市長", "12", "3"], ["教育委員会", "4,859", "14"]], (200, 280)),
        ["機関|請求|却下 一部開示?", "市長|12|3?", "教育委員会|4,859|14?"],
    ),
    "a word in brackets belongs to the head before it": (
        rows([["機関", "請求", "枚数 【年度末】"], ["市長", "12", "3"], ["教育委員会", "4,859", "14"]], (200, 290)),
        ["機関|請求|枚数 【年度末】", "市長|12|3", "教育委員会|4,859|14"],
    ),
    "spaced letters are one head": (
        rows([["機関", "請求", "件 数"], ["市長", "12", "3"], ["教育委員会", "4,859", "14"]], (200, 280)),
        ["機関|請求|件 数", "市長|12|3", "教育委員会|4,859|14"],
    ),
    "a blank does not move the row": (
        rows([HEADS, *PLAIN], ENDS),
        ["機関|請求|開示|不開示", "市長|12|3|9", "教育委員会|4,859||14", "合計|4,871|3|23"],
    ),
    "figures begin at one place": (
        [
            *rows([["機関", "請求"]], (180,)),
            (-50, 118, "市長"),
            (-160, 118, "7"),
            (-50, 136, "議会"),
            (-160, 136, "4,859"),
        ],
        ["機関|請求", "市長|7", "議会|4,859"],
    ),
    "brackets after the figures": (
        [*rows([["機関", "請求"], ["市長", "120"], ["議会", "1"]], (200,)), (-205, 118, "(3)")],
        ["機関|請求", "市長|120 (3)", "議会|1"],
    ),
    "a head over others, and one of two lines": (
        [
            *[(-290, 100, "決定の内容"), (-50, 109, "機関"), (200, 103, "請求"), (200, 115, "件数")],
            *[(300, 118, "開示"), (360, 118, "不開示")],
            *rows([row[:4] for row in PLAIN], (200, 300, 360), top=140),
        ],
        [
            "機関|請求件数|決定の内容|<",
            "機関|請求件数|開示|不開示",
            "市長|12|3|9",
            "教育委員会|4,859||14",
            "合計|4,871|3|23",
        ],
    ),
    "units below the heads": (
        rows([HEADS[:3], ["", "(件)", "(%)"], ["市長", "12", "3"], ["議会", "8", "4"]], ENDS[:2]),
        ["機関|請求(件)|開示(%)", "市長|12|3", "議会|8|4"],
    ),
    "other heads begin another table": (
        rows([HEADS[:3], ["市長", "1", "2"], ["議会", "3", "4"]], ENDS[:2])
        + rows([["区分", "閲覧", "交付"], ["写し", "5", "6"], ["電子", "7", "8"]], ENDS[:2], top=154),
        ["機関|請求|開示", "市長|1|2", "議会|3|4", "区分|閲覧|交付", "写し|5|6", "電子|7|8"],
    ),
    "a label on two lines around its figures": (
        [
            *rows([HEADS, PLAIN[0]], ENDS),
            (-50, 136, "選挙管理"),
            (-50, 148, "委員会"),
            (200, 142, "5"),
            (320, 142, "6"),
            *rows([PLAIN[2]], ENDS, top=168),
        ],
        ["機関|請求|開示|不開示", "市長|12|3|9", "選挙管理委員会|5||6", "合計|4,871|3|23"],
    ),
    "a label that goes on below its figures": (
        [
            *rows([HEADS, PLAIN[0], ["選挙管理", "5", "", "6"]], ENDS),
            (-50, 148, "委員会"),
            *rows([PLAIN[2]], ENDS, top=166),
        ],
        [
            *("機関|請求|開示|不開示", "市長|12|3|9", "選挙管理|5?|?|6?", "委員会|?|?|?"),
            "合計|4,871|3|23",
        ],
    ),
    "the last label goes on": (
        [*rows([HEADS[:2], ["市長", "12"], ["選挙管理", "5"]], (200,)), (-50, 148, "委員会")],
        ["機関|請求", "市長|12", "選挙管理|5?", "> 委員会"],
    ),
    "a note is no label": (
        [*rows([HEADS[:2], ["市長", "12"], ["議会", "5"]], (200,)), (-50, 148, "※ 暫定")],
        ["機関|請求", "市長|12", "議会|5", "> ※ 暫定"],
    ),
    "a label beside several rows": (
        [*rows([HEADS[:2], ["総務課", "12"], ["財政課", "5"], ["議会", "6"]], (200,)), (-55, 127, "市長")],
        ["機関|請求", "総務課|12?", "財政課|5?", "議会|6", "> 市長"],
    ),
    "a line that heads rows": (
        rows([HEADS[:2], ["市長部局", ""], ["総務課", "12"], ["財政課", "5"]], (200,)),
        ["機関|請求", "市長部局|", "総務課|12", "財政課|5"],
    ),
    "a column without a head": (
        rows([["名", "請求の件数と内訳", ""], ["b", "5", "6"], ["c", "7", "8"]], (180, 260)),
        ["名|請求の件数と内訳|", "b|5?|6?", "c|7?|8?"],
    ),
    "heads beside their columns": (
        [
            (-50, 100, "機関"),
            (160, 100, "請求"),
            (240, 100, "開示"),
            *rows([r[:3] for r in PLAIN], (200, 262), top=118),
        ],
        ["機関|請求?|開示?", "市長|12?|3?", "教育委員会|4,859?|?", "合計|4,871?|3?"],
    ),
    "a line close to the one above": (
        rows([["a", "12", "34"]], (120, 180)) + rows([["b", "5", "67"], ["c", "8", "9"]], (120, 180), top=130, step=12),
        ["a|12|34", "b|5?|67?", "c|8?|9?"],
    ),
    "words between the rows": (
        [
            *rows([HEADS[:2], ["市長", "1"], ["議会", "2"]], (200,)),
            (-50, 154, "次の二つは別に集計したものであって上の件数に含まない"),
            *rows([["病院", "3"], ["水道", "4"]], (200,), top=172),
        ],
        [
            "機関|請求",
            "市長|1",
            "議会|2",
            "> 次の二つは別に集計したものであって上の件数に含まない",
            "病院|3?",
            "水道|4?",
        ],
    ),
    "two tables side by side": (
        [
            *rows([["機関", "請求"], ["市長", "1"], ["議会", "2"]], (150,)),
            (-220, 100, "区分"),
            (300, 100, "閲覧"),
            (-220, 118, "写し"),
            (300, 118, "3"),
            (-220, 136, "電子"),
            (300, 136, "4"),
        ],
        ["機関|請求|区分|閲覧", "市長|1|写し|3?", "議会|2|電子|4?"],
    ),
    "one table in two blocks": (
        [
            *rows([["機関", "請求"], ["市長", "1"], ["議会", "2"]], (150,)),
            (-220, 100, "機関"),
            (300, 100, "請求"),
            (-220, 118, "病院"),
            (300, 118, "3"),
            (-220, 136, "水道"),
            (300, 136, "4"),
        ],
        ["機関|請求|機関|請求", "市長|1|病院|3", "議会|2|水道|4"],
    ),
    "prose on the left": (
        rows(
            [["この市の公開制", "", ""], ["度は、昭和の終", "市長", "1"], ["わりに始まった", "議会", "2"]], (160, 200)
        ),
        ["> この市の公開制", "度は、昭和の終|市長|1?", "わりに始まった|議会|2?"],
    ),
    "a label close to its figure": (
        [
            *rows([HEADS[:3], ["市長", "1", "2"], ["議会", "3", "4"]], (120, 160)),
            (-50, 154, "監査委員会"),
            (109, 154, "5"),
            (160, 154, "6"),
        ],
        ["機関|請求|開示", "市長|1?|2?", "議会|3?|4?", "監査委員会 5|?|6?"],
    ),
    "remarks on the right": (
        [
            *rows([["機関", "請求", ""], ["市長", "1", ""], ["議会", "2", ""]], (150, 0)),
            (-200, 100, "備考"),
            (-200, 118, "前年から3件"),
            (-200, 136, "なし"),
        ],
        ["機関|請求|備考", "市長|1|前年から3件", "議会|2|なし"],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_rules_is_read_as_a_person_reads_it(name: str) -> None:
    texts, expected = PAGES[name]
    assert shown(parts(texts)) == expected


def lines_of(text: str, letters: int) -> list[str]:
    return [text[at : at + letters] for at in range(0, len(text), letters)]


PROSE = st.lists(
    st.sampled_from(
        ["公開", "請求の件数は", "12", "4,859件", "である", "、", " ", "(令和2年度)", "市長", "3 ", "％", "x"]
    ),
    min_size=30,
    max_size=90,
).map("".join)


@given(PROSE, PROSE, st.integers(6, 24), st.sampled_from([13.0, 16.0, 20.0]), st.sampled_from([0.0, 6.0]))
def test_prose_in_columns_has_no_certain_figures(one: str, other: str, letters: int, step: float, lower: float) -> None:
    left = [(-50.0, 100 + step * at, text) for at, text in enumerate(lines_of(one, letters))]
    right = [(-350.0, 100 + lower + step * at, text) for at, text in enumerate(lines_of(other, letters))]
    for page in (left, [*left, *right]):
        for part in parts(page):
            cells = part.cells if isinstance(part, Grid) else ()
            assert not [cell for cell in cells if cell.column and cell.text.isdigit() and cell.looks != DOUBTFUL]


FIGURES = st.sampled_from(["", "0", "7", "12", "345", "4,859", "-"])


@given(
    st.lists(st.lists(FIGURES, min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from("lrc"),
    st.sampled_from([12.0, 18.0, 26.0]),
    st.sampled_from([6.0, 12.0, 40.0]),
    st.integers(0, 3),
)
def test_a_figure_that_is_certain_stands_below_its_head(
    body: list[list[str]], side: str, step: float, gap: float, lost: int
) -> None:
    lines = [["請求件数", "開示", "存否応答拒否"], *body]
    page: list[Text] = [(-50, 100 + step * at, f"機関{chr(0x4E00 + at)}") for at in range(len(lines))]
    left = 90 + gap
    for column in range(3):
        room = max(width(line[column]) for line in lines)
        for at, line in enumerate(lines):
            free = (room - width(line[column])) * {"l": 0.0, "c": 0.5, "r": 1.0}[side]
            if line[column] and (at or column + 1 != lost):
                page.append((-(left + free), 100 + step * at, line[column]))
        left += room + gap
    for part in parts(page):
        cells = part.cells if isinstance(part, Grid) else ()
        heads = {cell.column + more: cell.text for cell in cells if cell.is_heading for more in range(cell.columns)}
        labels = {cell.row: cell.text for cell in cells if not cell.column}
        for cell in cells:
            if cell.column and not cell.is_heading and cell.looks != DOUBTFUL and heads:
                row = ord(labels[cell.row][-1]) - 0x4E00
                assert cell.text == dict(zip(lines[0], lines[row], strict=True)).get(heads[cell.column])


def drawn(draw: Callable[[Any], None]) -> list[str]:
    return shown(pdf.parts(paper(draw)))


def test_justified_prose_in_a_pdf_is_no_table() -> None:
    def draw(canvas: Any) -> None:
        for at, line in enumerate(
            ("in 2020 there were 12 cases", "of which 3 were 4 or so", "and in 2021 some 15 more")
        ):
            pieces = line.split(" ")
            free = (300 - sum(canvas.stringWidth(piece) for piece in pieces)) / (len(pieces) - 1)
            x = 60.0
            for piece in pieces:
                canvas.drawString(x, 700 - 14 * at, piece)
                x += canvas.stringWidth(piece) + free

    assert not [line for line in drawn(draw) if not line.startswith(">")]


def test_words_scattered_all_over_a_page_are_read_in_time() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFontSize(3)
        for at in range(2_000):
            canvas.drawString(20 + at * 7919 % 550, 20 + at * 104_729 % 800, str(at % 97))

    assert pdf.page(paper(draw), "p").parts
