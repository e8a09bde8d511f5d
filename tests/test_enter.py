"""Figures typed one by one: what is understood, what is asked, and a file that loses nothing of what was typed."""

import io
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.codelists import Role, Status
from privstat.entry import InPieces, NotAChoice, Session
from privstat.errors import PrivstatError
from privstat.load import load_dataset, load_text
from privstat.rewrite import UnwritableFile
from privstat.typed import Entry, NotAFigure, entry_of
from tests.conftest import FY2020, Call, Ran, dataset_text

TABLE = '\n[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "a", ja = "A" }]\n'
SYMBOLS = {"－": Status.NIL, "…": Status.NOT_AVAILABLE, "x": Status.SUPPRESSED, "?": Status.NOT_ENTERED}


@pytest.mark.parametrize(
    ("typed", "entry", "toml"),
    [
        ("46896", Entry(46896), "46896"),
        (" ４６，８９６ ", Entry(46896), "46896"),
        ("46,896件", Entry(46896, printed="46,896件"), '{ value = 46896, printed = "46,896件" }'),
        ("５件", Entry(5, printed="５件"), '{ value = 5, printed = "５件" }'),
        ("120（3）", Entry(120, printed="120（3）", of_which=3), '{ value = 120, printed = "120（3）", of-which = 3 }'),
        ("120件 (3件)", Entry(120, printed="120件 (3件)", of_which=3), None),
        ("3万808枚", Entry(30808, printed="3万808枚"), '{ value = 30808, printed = "3万808枚" }'),
        ("１億２千５００万円", Entry(125_000_000, printed="１億２千５００万円"), None),
        ("3百万", Entry(3_000_000, printed="3百万"), None),
        ("1.5万", Entry(15_000, printed="1.5万"), None),
        ("1.23456万", None, None),
        ("百件", None, None),
        ("－", Entry(None, Status.NIL, "－"), '"－"'),
        ("-", Entry(None, Status.NIL, "－"), '"－"'),
        ("…", Entry(None, Status.NOT_AVAILABLE, "…"), '"…"'),
        ("ｘ", None, None),
        ("blank", Entry(None, Status.BLANK), '{ status = "blank" }'),
        ("空欄", Entry(None, Status.BLANK), '{ status = "blank" }'),
        ("0", Entry(0), "0"),
        ("△46", None, None),
        ("1.5", None, None),
        ("1,9", None, None),
        ("12a\x1b[", None, None),
        ("?", None, None),
        ("1" * 16, None, None),
    ],
)
def test_what_is_typed_for_a_count(typed: str, entry: Entry | None, toml: str | None) -> None:
    if entry is None:
        with pytest.raises(NotAFigure, match="was not taken"):
            entry_of(typed, Role.COUNT, SYMBOLS)
        return
    assert entry_of(typed, Role.COUNT, SYMBOLS) == entry
    if toml:
        assert entry.toml(SYMBOLS, ()) == toml


def test_what_is_typed_for_changes_and_rates() -> None:
    assert entry_of("△46", Role.CHANGE, {}) == Entry(-46, printed="△46")
    assert entry_of("−46", Role.CHANGE, {}).value == -46
    assert entry_of("-46", Role.CHANGE, {}) == Entry(-46)
    assert entry_of("+113", Role.CHANGE, {}) == Entry(113, printed="+113")
    assert entry_of("44・6%", Role.RATE, {}) == Entry(Decimal("44.6"), printed="44・6%")
    assert entry_of("79.90%", Role.RATE, {}) == Entry(Decimal("79.90"), printed="79.90%")
    assert entry_of("７９．９０", Role.RATE, {}).toml({}, ()) == "79.90"


def test_notes_that_hang_on_a_cell_stay() -> None:
    assert Entry(5).toml({}, ("注1",)) == '{ value = 5, notes = ["注1"] }'
    assert (
        Entry(None, Status.NIL, "－").toml(SYMBOLS, ("注1",)) == '{ printed = "－", status = "nil", notes = ["注1"] }'
    )


@given(st.integers(0, 10**15 - 1), st.sampled_from(["", "件", "人"]), st.booleans())
def test_a_number_is_read_as_it_is_printed(number: int, unit: str, wide: bool) -> None:
    printed = f"{number:,}{unit}"
    if wide:
        printed = printed.translate({**{ord("0") + n: ord("０") + n for n in range(10)}, ord(","): "，"})
    entry = entry_of(printed, Role.COUNT, {})
    assert entry.value == number
    assert entry.printed == (printed if unit else None)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_entry_or_one_error(typed: str) -> None:
    try:
        entry = entry_of(typed, Role.COUNT, SYMBOLS)
    except NotAFigure:
        return
    else:
        table = f"{TABLE}rows = [{{ a = {entry.toml(SYMBOLS, ())} }}]\n"
        symbols = '[symbols]\n"－" = "nil"\n"…" = "not-available"\nx = "suppressed"\n'
        assert entry.agrees_with(load_text(dataset_text(symbols + table)).table("x").cell("a"))


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call) -> Path:
    """Stand in a folder with the next year's file."""
    monkeypatch.chdir(tmp_path)
    assert call("new", "2021", "--from", str(FY2020), "-o", "next.toml").code == 0
    return Path("next.toml")


@pytest.fixture
def enter(call: Call, monkeypatch: pytest.MonkeyPatch) -> "Enter":
    return Enter(call, monkeypatch)


class Enter:
    """The command with some lines on standard input, at a terminal or not."""

    def __init__(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        self.call, self.monkeypatch = call, monkeypatch

    def __call__(self, table: str, *lines: str, words: tuple[str, ...] = (), terminal: bool = True) -> Ran:
        keyboard = io.StringIO("".join(f"{line}\n" for line in lines))
        keyboard.isatty = lambda: terminal  # type: ignore[method-assign]
        self.monkeypatch.setattr(sys, "stdin", keyboard)
        return self.call("enter", table, "--data", "next.toml", *words)


MONTHS = ["5774", "2652", "3312", "3593", "3665", "3526", "3536", "3324", "3390", "3047", "3921", "7156"]


def values(path: Path, address: str) -> list[object]:
    return [cell.value for cell in load_dataset(path).cells(address)]


def test_figures_are_asked_for_in_page_order_with_the_running_sum(page: Path, enter: Enter) -> None:
    ran = enter("別表1", *MONTHS, "46,896件")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.replace(": ", ":\n").splitlines()
    assert lines[0].startswith("別表1  Updates of identity verification")
    assert "1/13 April 2021 · Updates:" in lines
    assert "3/13 June 2021 · Updates (8,426 so far):" in lines
    assert "13/13 Total · Updates:" in lines
    assert "  46,896 is the sum of Updates" in ran.out
    assert values(page, "annex1.updates") == [int(month) for month in MONTHS]
    assert load_dataset(page).table("annex1").cell("total.updates").printed == "46,896件"
    assert enter("別表1").out == "別表1: figures still to be entered: 0; `privstat fmt` puts the rows in line\n"


def test_a_sum_that_does_not_hold_is_told_at_once_and_can_be_mended(page: Path, enter: Enter) -> None:
    ran = enter("別表1", *MONTHS[:-1], "7165", "46896", "<", "<", "7156", "46896", words=("--lang", "ja"))
    assert "  更新処理件数: 印刷は 46,896 ですが、和は 46,905 です(+9)" in ran.out
    assert ran.out.count("  更新処理件数: 和は印刷された 46,896 と同じです") == 2  # mended, and once more
    assert "< で前に戻る、Enter で終わる: 13/13 合計" in ran.out
    assert values(page, "annex1.2022-03.updates") == [7156]


def test_only_the_tokens_of_the_figures_change(page: Path, enter: Enter) -> None:
    before = page.read_bytes()
    enter("表5", "32", "57", terminal=False)
    expected = before.replace(
        b'internal-use = "?", external-provision = "?"', b"internal-use = 32, external-provision = 57", 1
    )
    assert page.read_bytes() == expected


def test_one_can_leave_out_go_back_and_stop(page: Path, enter: Enter) -> None:
    enter("表6", "59", "", "19", "b", "18", "q", "99")
    assert values(page, "table6.requests") == [59]
    assert values(page, "table6.disclosed") == [None]
    assert values(page, "table6.partial") == [18]
    ran = enter("表6", "35", "q")
    assert "1/5 Disclosed:" in ran.out
    assert values(page, "table6.disclosed") == [35]


def test_who_mistypes_is_asked_again(page: Path, enter: Enter) -> None:
    ran = enter("表6", "五十九", "59", "q")
    assert "'五十九' was not taken: it is neither a number nor a symbol" in ran.out
    assert ran.out.count("1/7 Requests: ") == 2
    assert values(page, "table6.requests") == [59]


def test_without_a_terminal_a_bad_line_stops_and_what_came_before_is_kept(page: Path, enter: Enter) -> None:
    ran = enter("表6", "59", "x", "19", terminal=False)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("table6.disclosed: 'x' was not taken")
    assert values(page, "table6.requests") == [59]
    assert values(page, "table6.partial") == [None]


def test_the_end_of_input_stops_and_keeps(page: Path, enter: Enter) -> None:
    ran = enter("表6", "59", "35", terminal=False)
    assert ran == (0, "表6: figures still to be entered: 5; `privstat fmt` puts the rows in line\n", "")
    assert enter("表6").out.endswith("1/5 Partially disclosed: \n" + ran.out)
    assert values(page, "table6.disclosed") == [35]


def test_the_second_pass_shows_where_both_differ_and_asks_which_is_right(page: Path, enter: Enter) -> None:
    first = ("4859", "167", "5660", "148", "19696", "220件")
    second = ("4859", "176", "1", "6560", "2", "148", "19696", "220")
    ran = enter("別表2", *first, *second, words=("--twice",))
    assert ran.code == 0
    assert ran.out.count("Once more, without looking:\n1/6 FY2019 · My Number Cards issued: ") == 1
    assert "the first time 167, now 176; look at the page: 1 or 2 is right" in ran.out
    assert values(page, "annex2.cards") == [4859, 6560, 19696]
    assert values(page, "annex2.copies") == [167, 148, 220]
    assert load_dataset(page).table("annex2").cell("2021.copies").printed == "220件"


def test_a_finished_table_can_be_typed_a_second_time(page: Path, enter: Enter) -> None:
    enter("別表2", "4859", "167", "5660", "148", "19696", "220")
    ran = enter("別表2", "4958", "3", "<", "4859", "－", "<", "", words=("--twice", "--lang", "ja"))
    assert "一度目は 4,859、今は 4,958。" in ran.out
    assert "「3」は 1(一度目)でも 2(二度目)でもありません" in ran.out
    assert "「－」は使えません" in ran.out
    assert values(page, "annex2.cards") == [4859, 5660, 19696]


def test_a_choice_that_names_neither_reading_is_refused(page: Path) -> None:
    for line in ("4859", "167", "5660", "148", "19696", "220"):
        session = Session(str(page), "annex2")
        session.answer(line)
    session = Session(str(page), "annex2", twice=True)
    session.answer("1")
    with pytest.raises(NotAChoice):
        session.answer("4859")
    session.answer("<")
    assert session.question
    assert session.question.other is None


def test_a_file_that_somebody_else_changed_is_not_written(page: Path) -> None:
    session = Session(str(page), "annex2")
    page.write_text(page.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="it has changed meanwhile"):
        session.answer("4859")
    assert page.read_text(encoding="utf-8").endswith("# mine\n")


def test_a_cell_in_pieces_is_refused(page: Path) -> None:
    table = TABLE + '[[tables.x.rows]]\na.status = "not-entered"\n'
    page.write_text(dataset_text(table), encoding="utf-8")
    with pytest.raises(InPieces, match=r"x\.a is written in pieces"):
        Session(str(page), "x").answer("5")


def test_symbols_win_over_commands_and_files_of_windows_keep_their_line_ends(page: Path) -> None:
    symbols = '[symbols]\nq = "nil"\n'
    text = "# 全角\n" + dataset_text(symbols + TABLE + 'rows = [{ a = { status = "not-entered" } }]\n')
    page.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    Session(str(page), "x").answer("q")
    assert (
        page.read_bytes()
        == b"\xef\xbb\xbf" + text.replace('{ status = "not-entered" }', '"q"').replace("\n", "\r\n").encode()
    )


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_was_typed_survives_being_killed(page: Path, number: signal.Signals) -> None:
    words = [sys.executable, "-m", "privstat", "enter", "annex2", "--data", "next.toml"]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert process.stdin is not None
    process.stdin.write(b"4859\n167\n")
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while values(page, "annex2.2019.copies") != [167] and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    assert process.wait() in (130, -number)
    process.stdin.close()
    assert values(page, "annex2.2019.cards") == [4859]
    assert values(page, "annex2.2019.copies") == [167]
    assert [name for name in os.listdir() if not name.endswith(".tmp")] == ["next.toml"]


def test_what_cannot_be_asked_for_is_one_message(page: Path, enter: Enter) -> None:
    assert enter("表99").code == 2
    page.write_text("x", encoding="utf-8")
    assert enter("表6").code == 2
    assert issubclass(NotAFigure, PrivstatError)
