"""What became of a figure that several editions print."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.catalog import Catalog
from privstat.errors import UnknownName
from privstat.load import catalog_of, load_text
from privstat.model import Dataset
from privstat.trend import MixedSeries
from privstat.vintages import History, Vintage, history_of, vintages_of_tables
from tests.conftest import Call, Golden, dataset_text
from tests.test_trend import text

GOLDEN = Path(__file__).parent / "golden"


def datasets(*tables: str) -> list[Dataset]:
    """Return datasets that were published for 2020, 2021 and so on."""
    return [load_text(dataset_text(table, 2020 + at), f"{2020 + at}.toml") for at, table in enumerate(tables)]


def history(*tables: str) -> History:
    return history_of(catalog_of(datasets(*tables)), "n")


def told(vintages: tuple[Vintage, ...] | list[Vintage], year: int) -> list[tuple[int, str, object, bool]]:
    """Return which edition did what with the figure of one year."""
    return [
        (each.table.edition.fiscal_year.start, each.state.value, each.change, each.is_marked)
        for each in vintages
        if each.year.start == year
    ]


def test_the_same_figure_on_a_later_page_is_the_same() -> None:
    found = history(text("{ year = 2019, n = 4 }, { year = 2020, n = 5 }"), text("{ year = 2020, n = 5 }"))
    assert told(found.vintages, 2019) == [(2020, "new", None, False)]
    assert told(found.vintages, 2020) == [(2020, "new", None, False), (2021, "same", 0, False)]


def test_a_page_that_starts_later_withdraws_nothing() -> None:
    found = history(text("{ year = 2018, n = 4 }, { year = 2019, n = 4 }"), text("{ year = 2019, n = 4 }"))
    assert [(each.year.start, each.state.value) for each in found.vintages] == [
        (2018, "new"),
        (2019, "new"),
        (2019, "same"),
    ]


def test_another_value_is_a_revision_that_is_marked_by_a_status_or_a_note_or_not_at_all() -> None:
    first = text("{ year = 2020, n = 5 }")
    note = 'notes = [{ mark = "注", at = ["2020"], reason = "revised", ja = "訂正した。" }]'
    for second, marked in (
        (text("{ year = 2020, n = 7 }"), False),
        (text('{ year = 2020, n = { value = 7, status = "revised" } }'), True),
        (text("{ year = 2020, n = 7 }", notes=note), True),
        (text("{ year = 2020, n = 7 }", notes=note.replace('"revised"', '"other"')), False),
    ):
        assert told(history(first, second).vintages, 2020)[1:] == [(2021, "revised", 2, marked)]


def test_a_provisional_figure_that_is_confirmed_is_the_same() -> None:
    first, second = text('{ year = 2020, n = { value = 5, status = "provisional" } }'), text("{ year = 2020, n = 5 }")
    assert told(history(first, second).vintages, 2020)[1:] == [(2021, "same", 0, False)]


def test_nil_and_zero_count_alike_but_are_a_revision() -> None:
    first, second = text('{ year = 2020, n = { status = "nil" } }'), text("{ year = 2020, n = 0 }")
    assert told(history(first, second).vintages, 2020)[1:] == [(2021, "revised", 0, False)]


def test_a_figure_that_a_later_page_leaves_out_or_keeps_secret_is_withdrawn_once() -> None:
    secret = '{ year = 2020, n = { status = "suppressed", printed = "x" } }'
    for pages in (
        [text("{ year = 2019, n = 4 }, { year = 2021, n = 6 }")] * 2,
        [text(f"{{ year = 2019, n = 4 }}, {secret}")],
    ):
        found = history(text("{ year = 2019, n = 4 }, { year = 2020, n = 5 }"), *pages)
        assert told(found.vintages, 2020) == [(2020, "new", None, False), (2021, "withdrawn", None, False)]
    found = history(text("{ year = 2020, n = 5 }"), text(secret), text(secret), text("{ year = 2020, n = 6 }"))
    assert [state for _, state, _, _ in told(found.vintages, 2020)] == ["new", "withdrawn", "same", "revised"]
    assert told(found.vintages, 2020)[-1][2] == 1


def test_the_first_number_is_new_though_an_earlier_page_had_a_place_for_it() -> None:
    gap = text('{ year = 2020, n = { status = "not-available", printed = "…" } }')
    found = history(gap, gap, text("{ year = 2020, n = 5 }"))
    assert [state for _, state, _, _ in told(found.vintages, 2020)] == ["new", "same", "new"]


def test_figures_of_tables_are_followed_whether_they_are_a_series_or_not() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  {{ id = "year", ja = "年度", role = "fiscal-year" }}, {{ id = "organ", ja = "機関", role = "dimension" }},
  {{ id = "n", ja = "件数" }},
]
rows    = [
  {{ year = {0}, organ = {{ id = "mayor", ja = "市長" }}, n = 1 }},
  {{ year = 2020, organ = {{ id = "mayor", ja = "市長" }}, n = {1} }},
  {{ year = 2020, organ = {{ id = "{2}", ja = "他" }}, n = 3 }},
]
total   = {{ year = "計", n = {3} }}
"""
    first, second = table.format(2019, 2, "fire", 6), table.format(2021, 4, "water", 8)
    third = table.format(2019, 4, "water", 8).replace("2019", "2018")
    found = [
        (each.table.edition.fiscal_year.start, cell.address, each.state.value)
        for each in vintages_of_tables(datasets(first, second, third))
        for cell in [each.cell or each.before]
        if cell
    ]
    assert found == [
        (2020, "x.2019.mayor.n", "new"),
        (2022, "x.2019.mayor.n", "withdrawn"),
        (2020, "x.2020.mayor.n", "new"),
        (2021, "x.2020.mayor.n", "revised"),
        (2022, "x.2020.mayor.n", "same"),
        (2020, "x.2020.fire.n", "new"),
        (2021, "x.2020.fire.n", "withdrawn"),
        (2021, "x.2021.mayor.n", "new"),
        (2022, "x.2021.mayor.n", "withdrawn"),
        (2021, "x.2020.water.n", "new"),
        (2022, "x.2020.water.n", "same"),
        (2022, "x.2018.mayor.n", "new"),
    ]


def test_tables_without_years_belong_to_the_year_of_their_page_and_months_to_their_own() -> None:
    plain = '[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "n", ja = "件数" }]\nrows = [{ n = 1 }]\n'
    months = """
[tables.y]
label   = "表Y"
title   = "月別"
columns = [{ id = "month", ja = "月", role = "month" }, { id = "n", ja = "件数" }]
rows    = [{ month = "2021-03", n = 1 }]
total   = { month = "計", n = 1 }
"""
    texts = """
[tables.z]
label   = "表Z"
title   = "題"
columns = [{ id = "name", ja = "名前", role = "text" }]
rows    = [{ name = "甲" }]
"""
    page = plain + months + texts
    found = list(vintages_of_tables(datasets(page, page.replace("n = 1", "n = 2"))))
    assert [(each.year.start, each.table.id, each.state.value, each.change) for each in found] == [
        (2020, "x", "new", None),
        (2021, "x", "new", None),
        (2020, "y", "new", None),
        (2020, "y", "revised", 1),
        (2020, "y", "new", None),
        (2020, "y", "revised", 1),
    ]


def test_a_series_is_looked_up_as_trend_looks_it_up(fy2020: Dataset) -> None:
    found = history_of(Catalog((fy2020,)), "mynumber-cards")
    assert [(each.year.start, each.cell and each.cell.value, each.state.value) for each in found.vintages] == [
        (2018, 4859, "new"),
        (2019, 5660, "new"),
        (2020, 19696, "new"),
    ]
    with pytest.raises(UnknownName, match="Did you mean mynumber-cards"):
        history_of(Catalog((fy2020,)), "mynumber-card")
    with pytest.raises(MixedSeries):
        history(text("{ year = 2020, n = 4 }"), text("{ year = 2021, n = 5 }", unit="枚"))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_the_changes_of_a_figure_add_up_to_its_last_value_less_its_first(values: list[int]) -> None:
    found = history(*(text(f"{{ year = 2020, n = {value} }}") for value in values)).vintages
    assert sum(each.change or 0 for each in found) == values[-1] - values[0]
    assert [each.state.value for each in found] == [
        "new",
        *("same" if before == here else "revised" for before, here in pairwise(values)),
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three editions that say different things of the same years."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRIVSTAT_DATA", "data")
    note = 'notes = [{ mark = "注", at = ["2020"], reason = "revised", ja = "訂正した。", en = "Corrected." }]'
    provisional = '{ value = 5, status = "provisional", printed = "5件" }'
    pages = (
        text(f"{{ year = 2018, n = 3 }}, {{ year = 2019, n = 4 }}, {{ year = 2020, n = {provisional} }}"),
        text("{ year = 2019, n = 4 }, { year = 2020, n = 7 }, { year = 2021, n = 8 }", notes=note),
        text("{ year = 2019, n = 6 }, { year = 2021, n = 8 }, { year = 2022, n = 9 }"),
    )
    Path("data").mkdir()
    for year, page in enumerate(pages, 2020):
        dated = dataset_text(page, year).replace('"広報みたか"', f'"広報みたか"\npublished = {year + 1}-11-07')
        Path(f"data/{year}.toml").write_text(dated if year < 2022 else dataset_text(page, year), encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_the_history_of_a_series_is_as_it_was_in_every_form(call: Call, golden: Golden) -> None:
    for lang in ("en", "ja"):
        ran = call("history", "n", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        golden(GOLDEN / f"history.{lang}.txt", ran.out)
    for form in ("md", "json", "csv", "tsv"):
        ran = call("history", "n", "--format", form)
        assert (ran.code, ran.err) == (0, "")
        golden(GOLDEN / f"history.{form}", ran.out)
        assert form == "md" or call("history", "n", "--format", form, "--lang", "ja").out == ran.out
    assert call("history", "m").code == 2
    assert call("history", "n", "--area", "三鷹市").code == 0
