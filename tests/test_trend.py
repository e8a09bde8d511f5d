from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.catalog import Catalog
from privstat.errors import UnknownName
from privstat.load import catalog_of, load_text
from privstat.model import Dataset
from privstat.trend import MixedSeries, Trend, trend_of
from tests.conftest import dataset_text

TABLE = """
[tables.x]
label   = "表X"
title   = "題"
unit    = "{unit}"
columns = [{{ id = "year", ja = "年度", role = "fiscal-year" }}, {{ id = "n", ja = "件数" }}]
rows    = [{rows}]
{notes}

[[series]]
id      = "n"
measure = "x.n"
kind    = "{kind}"
{series}
"""


def text(rows: str, unit: str = "件", kind: str = "flow", notes: str = "", series: str = "") -> str:
    return TABLE.format(rows=rows, unit=unit, kind=kind, notes=notes, series=series)


def trend(*tables: str, regimes: tuple[str, ...] = ()) -> Trend:
    """Return the series of datasets that were published in 2020, 2021 and so on."""
    regimes = regimes or ("ordinance",) * len(tables)
    texts = [
        dataset_text(table, 2020 + at, regime) for at, (table, regime) in enumerate(zip(tables, regimes, strict=True))
    ]
    return trend_of(catalog_of(load_text(each, f"{at}.toml") for at, each in enumerate(texts)), "n")


def changes(found: Trend) -> list[int | Decimal | None]:
    return [point.change for point in found.points]


def reasons(found: Trend) -> list[str]:
    return [point.why.to("en") if point.why else "" for point in found.points]


def test_the_cards_rise_from_5660_to_19696(fy2020: Dataset) -> None:
    points = trend_of(Catalog((fy2020,)), "mynumber-cards").points
    assert [(point.year.start, point.value, point.change) for point in points] == [
        (2018, 4859, None),
        (2019, 5660, 801),
        (2020, 19696, 14036),
    ]
    assert points[2].percent is not None
    assert round(points[2].percent, 6) == Decimal("247.985866")
    assert points[2].multiple == Decimal(19696) / Decimal(5660)


def test_a_figure_of_one_page_has_the_year_of_the_page(fy2020: Dataset) -> None:
    (point,) = trend_of(Catalog((fy2020,)), "registry-updates").points
    assert (point.year.start, point.value, point.change) == (2020, 46896, None)


def test_no_percentage_is_computed_from_zero_and_it_says_why() -> None:
    found = trend(text("{ year = 2019, n = 0 }, { year = 2020, n = 5 }"))
    assert (changes(found), found.points[1].percent, found.points[1].multiple) == ([None, 5], None, None)
    assert reasons(found) == ["", "no percentage from zero"]


def test_no_change_is_computed_across_a_missing_year() -> None:
    found = trend(text("{ year = 2018, n = 4 }, { year = 2020, n = 5 }"))
    assert changes(found) == [None, None]
    assert reasons(found) == ["", "nothing was printed for FY2019"]


def test_no_change_is_computed_from_or_to_a_missing_figure() -> None:
    gap = '{ status = "suppressed", printed = "x" }'
    found = trend(text(f"{{ year = 2018, n = 4 }}, {{ year = 2019, n = {gap} }}, {{ year = 2020, n = 5 }}"))
    assert changes(found) == [None, None, None]
    assert reasons(found) == ["", "no figure (suppressed)", "no figure for FY2019"]


def test_no_change_is_computed_across_a_break() -> None:
    rows = "{ year = 2018, n = 4 }, { year = 2019, n = 5 }, { year = 2020, n = 6 }"
    words = 'ja = "定義が変わった。", en = "The definition changed."'
    note = f'notes = [{{ mark = "注", at = ["2019"], reason = "break", {words} }}]'
    found = trend(text(rows, notes=note))
    assert changes(found) == [None, None, 1]
    assert reasons(found) == ["", "break: The definition changed.", ""]
    assert [note.mark for note in found.notes] == ["注"]
    marked = trend(text(rows.replace("n = 5", 'n = { value = 5, status = "break" }')))
    assert reasons(marked) == ["", "break in the series", ""]


def test_no_change_is_computed_across_a_change_of_the_legal_frame_unless_the_figure_does_not_depend_on_it() -> None:
    tables = [text("{ year = 2022, n = 4 }"), text("{ year = 2023, n = 5 }")]
    regimes = ("ordinance", "national-act")
    assert changes(trend(*tables, regimes=regimes)) == [None, None]
    assert "from 'ordinance' to 'national-act'" in reasons(trend(*tables, regimes=regimes))[1]
    free = [table.replace('kind    = "flow"', 'kind = "flow"\nany-regime = true') for table in tables]
    assert changes(trend(*free, regimes=regimes)) == [None, 1]


def test_the_legal_frame_is_that_of_the_year_and_not_of_the_page_that_looks_back_on_it() -> None:
    rows = "{ year = 2021, n = 3 }, { year = 2022, n = 4 }, { year = 2023, n = 5 }, { year = 2024, n = 6 }"
    found = trend(text(rows), regimes=("national-act",))
    assert changes(found) == [None, 1, None, 1]
    assert "from 'ordinance' to 'national-act'" in reasons(found)[2]


def test_one_unit_may_be_translated_on_one_page_only() -> None:
    tables = [text("{ year = 2020, n = 4 }"), text("{ year = 2021, n = 5 }")]
    tables[0] = tables[0].replace('unit    = "件"', 'unit = { ja = "件", en = "cases" }')
    assert changes(trend(*tables)) == [None, 1]


def test_where_two_pages_print_one_year_the_newer_counts_and_the_older_is_kept() -> None:
    found = trend(
        text("{ year = 2019, n = 4 }, { year = 2020, n = 5 }"), text("{ year = 2020, n = 6 }, { year = 2021, n = 7 }")
    )
    assert [(point.value, point.change) for point in found.points] == [(4, None), (6, 2), (7, 1)]
    assert [[(each.table.edition.id, each.cell.value) for each in point.earlier] for point in found.points] == [
        [],
        [("mitaka-fy2020", 5)],
        [],
    ]


def test_a_flow_and_a_stock_are_never_joined_nor_are_different_units() -> None:
    with pytest.raises(MixedSeries, match="it is 'flow' in mitaka-fy2020, but 'stock' in mitaka-fy2021"):
        trend(text("{ year = 2020, n = 4 }"), text("{ year = 2021, n = 5 }", kind="stock"))
    with pytest.raises(MixedSeries, match="it is '件' in mitaka-fy2020, but '枚' in mitaka-fy2021"):
        trend(text("{ year = 2020, n = 4 }"), text("{ year = 2021, n = 5 }", unit="枚"))


def test_an_unknown_series_is_refused(fy2020: Dataset) -> None:
    with pytest.raises(UnknownName, match=r"no series is called 'mynumber-card'; .* Did you mean mynumber-cards\?"):
        trend_of(Catalog((fy2020,)), "mynumber-card")


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=8))
def test_the_changes_add_up_to_the_difference_of_the_ends(numbers: list[int]) -> None:
    rows = ", ".join(f"{{ year = {2000 + at}, n = {n} }}" for at, n in enumerate(numbers))
    found = trend(text(rows))
    assert sum(change for change in changes(found) if change is not None) == numbers[-1] - numbers[0]
    for before, point in zip(numbers, found.points[1:], strict=False):
        assert (point.multiple is None) == (before == 0)
        if point.multiple is not None:
            assert round(point.multiple * before) == point.value
