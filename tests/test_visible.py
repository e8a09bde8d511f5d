import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from privstat.visible import one_line, visible, without_commands

HOSTILE = "\x1b[31mred\x1b[0m \x07\x9b\u202e\u2066\u200b\ufeff\ud800"


def test_controls_are_shown_and_not_obeyed() -> None:
    assert visible(HOSTILE) == "\\x1b[31mred\\x1b[0m \\x07\\x9b\\u202e\\u2066\\u200b\\ufeff\\ud800"
    assert visible("\U000e0041") == "\\U000e0041"


def test_what_people_write_stays_as_it_is() -> None:
    for text in ("表6 開示請求の状況 (注1)", "𠮷野家 ㋿ é △269 …", "[red]x[/red] <b>", "a\tb\nc", "全角\u3000空白"):
        assert visible(text) == text


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    left = {character for character in visible(text) if unicodedata.category(character) in ("Cc", "Cs")}
    assert left <= {"\n", "\t"}
    assert visible(visible(text)) == visible(text)
    assert not set(one_line(text)) & {"\n", "\t"}


def test_lines_that_a_runner_would_obey_are_defused() -> None:
    text = "::set-output name=x::y\n  ##[error]no\n##vso[task]x\nfine ::here::, not ##[there]\n### 表6\n"
    assert without_commands(text) == (
        "\\x3a:set-output name=x::y\n  \\x23#[error]no\n\\x23#vso[task]x\nfine ::here::, not \\x23#[there]\n### 表6\n"
    )
    assert without_commands("nothing") == "nothing"
