"""Marks stand under the characters that are meant."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from privstat.excerpt import excerpt
from privstat.place import Place, Spot

LINE = '  { ground = "法令に基づくもの", internal-use = 32, external-provision = 57 },'


def spot(line: str, meant: str, number: int = 7) -> Spot:
    return Spot(Place("x.toml", number, line.index(meant) + 1), len(meant), line)


def test_marks_stand_under_the_right_characters_of_a_line_with_full_width_text() -> None:
    assert list(excerpt([spot(LINE, "32"), spot(LINE, "57")])) == [
        '7 |   { ground = "法令に基づくもの", internal-use = 32, external-provision = 57 },',
        "  |                                                 ^^                       --",
    ]
    assert list(excerpt([spot(LINE, "法令に基づくもの")]))[1] == "  |" + " " * 15 + "^" * 16


def test_lines_come_in_the_order_of_the_file_and_the_leading_spot_is_told_apart() -> None:
    spots = [spot("total = 30", "30", 12), spot("a = 10", "10", 9), spot("b = 21", "21", 10)]
    assert list(excerpt(spots)) == [
        " 9 | a = 10",
        "   |     --",
        "10 | b = 21",
        "   |     --",
        "12 | total = 30",
        "   |         ^^",
    ]


def test_after_four_lines_places_are_only_named() -> None:
    lines = list(excerpt([spot(f"n = {number}", str(number), number) for number in range(10, 16)]))
    assert len(lines) == 9
    assert lines[-1] == "   = x.toml:14:5, x.toml:15:5"


def test_lines_of_another_file_come_after_its_name_and_share_the_limit() -> None:
    there = [Spot(Place("y.toml", number, 1), 2, "12") for number in range(3, 7)]
    assert list(excerpt([spot(LINE, "32"), *there]))[2:] == [
        "  = y.toml:3:1",
        "3 | 12",
        "  | --",
        "4 | 12",
        "  | --",
        "5 | 12",
        "  | --",
        "  = y.toml:6:1",
    ]


def test_places_on_endless_lines_are_only_named() -> None:
    endless = Spot(Place("x.toml", 9, 4000), 2, "")
    assert list(excerpt([spot(LINE, "32"), endless]))[2:] == ["  = x.toml:9:4000"]
    assert list(excerpt([endless])) == [" = x.toml:9:4000"]
    assert list(excerpt([])) == []


def test_a_line_that_is_too_wide_is_cut_around_the_mark() -> None:
    line = "a" * 300 + " = 59 " + "b" * 300
    text, marks = excerpt([spot(line, "59")], 60)
    assert len(text) <= 60
    assert text[marks.index("^") : marks.rindex("^") + 1] == "59"
    wide = "開示" * 100 + " = 59 " + "請求" * 100
    text, marks = excerpt([spot(wide, "59")], 60)
    assert cell_len(text) <= 60
    before = text[: text.index("59")]
    assert cell_len(before) == marks.index("^")


def test_what_would_reach_the_terminal_as_a_command_is_shown_as_an_escape() -> None:
    text, marks = excerpt([spot('ja = "\x1b[31m赤\u202e", n = 5', "5")])
    assert text == '7 | ja = "\\x1b[31m赤\\u202e", n = 5'
    assert cell_len(text[: text.index(" 5") + 1]) == marks.index("^")


@given(st.text(max_size=80), st.text(min_size=1, max_size=9), st.text(max_size=80), st.integers(20, 200))
def test_a_mark_stands_where_its_text_does_whatever_stands_around_it(a: str, b: str, c: str, width: int) -> None:
    line = (a + b + c).replace("\n", " ")
    lines = list(excerpt([Spot(Place("x", 1, len(a) + 1), len(b), line)], width))
    assert len(lines) == 2
    assert "^" in lines[1]
    assert all(not character.isspace() or character == " " for character in lines[1])
