"""Laws of capture: however a table is laid out, what is passed as certain is what stands there."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privstat.capture.numbers import number_of
from privstat.capture.splits import readings
from privstat.figures import figure
from tests.pages import draft

ORGANS = ["市長", "議会", "教育委員会", "監査委員", "農業委員会", "公平委員会"]
HEADINGS = ["請求件数", "開示", "一部開示", "不開示", "不存在", "取下げ"]
Rows = list[list[int]]
counts = st.one_of(st.integers(0, 12), st.integers(0, 3000))


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    width = draw(st.integers(1, len(HEADINGS)))
    rows = draw(st.lists(st.lists(counts, min_size=width, max_size=width), min_size=2, max_size=len(ORGANS)))
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if draw(st.booleans()) else rows


def labels(rows: Rows) -> list[str]:
    """Return a label for each row; a last one that is the sum of the others is a total."""
    is_total = len(rows) > 2 and rows[-1] == [sum(column) for column in zip(*rows[:-1], strict=True)]
    return [*ORGANS[: len(rows) - 1], "合計"] if is_total else ORGANS[: len(rows)]


def lines(rows: Rows, separator: str) -> str:
    head = separator.join(["実施機関", *HEADINGS[: len(rows[0])]])
    body = [separator.join([label, *map(str, row)]) for label, row in zip(labels(rows), rows, strict=True)]
    return "\n".join([head, *body])


def bars(rows: Rows) -> str:
    first, *rest = lines(rows, " | ").split("\n")
    return "\n".join([f"| {first} |", "|" + "---|" * (len(rows[0]) + 1), *(f"| {line} |" for line in rest)])


def glued(rows: Rows) -> str:
    return lines(rows, "")


LAYOUTS: dict[str, Callable[[Rows], str]] = {
    "tabs": lambda rows: lines(rows, "\t"),
    "bars": bars,
    "spaces": lambda rows: lines(rows, "   "),
    "single spaces": lambda rows: lines(rows, " "),
    "one cell a line": lambda rows: lines(rows, "\n\n").replace("\n", "\n\n"),
    "lost borders": glued,
    "lost borders under whole headings": lambda rows: "\n".join(
        [lines(rows, "\t").split("\n")[0].replace("\t", " "), *glued(rows).split("\n")[1:]]
    ),
}
LOSSLESS = ("tabs", "bars", "spaces", "single spaces")


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25)
@given(rows=tables())
def test_what_is_certain_is_what_stands_there(layout: str, rows: Rows) -> None:
    found = draft(f"令和2年度\n表1 状況\n\n{LAYOUTS[layout](rows)}\n")
    for table in found.tables:
        for row, column in table.figures:
            if table.is_doubtful(row, column):
                continue
            at = HEADINGS.index(table.columns[column].label)
            assert number_of(table.rows[row].cells[table.columns[column].id]) == rows[row][at]
    if layout in LOSSLESS:
        (table,) = found.tables
        assert len(table.figures) == sum(map(len, rows))


@given(st.lists(st.integers(0, 1200), min_size=1, max_size=3))
def test_among_the_readings_of_glued_figures_is_the_true_one(row: list[int]) -> None:
    assert tuple(row) in readings(("".join(map(str, row)),), len(row))


@given(st.integers(-(10**9), 10**9))
def test_a_figure_is_read_as_it_was_printed(number: int) -> None:
    sign = "△" if number < 0 else ""
    for printed in (f"{sign}{abs(number):,}", f"{sign}{abs(number)}件", f"{sign}{abs(number)}".translate(FULL_WIDTH)):
        found = figure(printed)
        assert found is not None
        assert found.value == number


FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
