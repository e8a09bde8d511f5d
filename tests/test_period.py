import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from privstat.period import ERAS, FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, BadYear, Era, FiscalYear, Month

fiscal_years = st.integers(FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR).map(FiscalYear)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2020", 2020),
        ("fy2020", 2020),
        ("FY 2020", 2020),
        ("2020年度", 2020),
        ("令和2年度", 2020),
        ("令和2", 2020),
        ("R2", 2020),
        ("r2", 2020),
        ("R.2", 2020),
        ("㋿2年度", 2020),
        ("令和２年度", 2020),
        (" 令和2年度 ", 2020),
        ("令和元年度", 2019),
        ("令和1", 2019),
        ("平成31年度", 2019),
        ("H31", 2019),
        ("平成元年度", 1989),
        ("昭和63年度", 1988),
        ("昭和元年度", 1926),
        ("大正15年度", 1926),
        ("明治45年度", 1912),
        ("大正元年度", 1912),
    ],
)
def test_a_year_is_understood_in_every_usual_form(text: str, year: int) -> None:
    assert FiscalYear.parse(text) == FiscalYear(year)


@pytest.mark.parametrize(
    "text", ["", "2年度", "12", "昭和64年度", "平成32年度", "令和0", "X2", "20200", "0000", "明治1", "2020-04", "3000"]
)
def test_what_names_no_fiscal_year_is_refused(text: str) -> None:
    with pytest.raises(BadYear) as error:
        FiscalYear.parse(text)
    assert text in str(error.value)
    assert "令和2年度" in error.value.message("ja")


def test_an_era_that_was_over_is_given_as_the_reason() -> None:
    with pytest.raises(BadYear, match="昭和 was over before it began"):
        FiscalYear.parse("昭和64年度")


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2020, "令和2年度"),
        (2019, "令和元年度"),
        (2018, "平成30年度"),
        (1989, "平成元年度"),
        (1988, "昭和63年度"),
        (1926, "大正15年度"),
        (1912, "明治45年度"),
    ],
)
def test_labels_are_the_official_ones(year: int, label: str) -> None:
    assert FiscalYear(year).label("ja") == label
    assert FiscalYear(year).label("en") == f"FY{year}"


@given(fiscal_years)
def test_a_label_is_understood_again(year: FiscalYear) -> None:
    assert FiscalYear.parse(year.label("ja")) == year
    assert FiscalYear.parse(year.label("en")) == year


@given(fiscal_years)
def test_a_fiscal_year_has_twelve_months_from_april_to_march_that_know_it(year: FiscalYear) -> None:
    months = year.months()
    assert [month.month for month in months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert sorted(months) == list(months)
    assert {month.fiscal_year for month in months} == {year}
    assert months[-1].year == year.start + 1


@given(fiscal_years, st.sampled_from(ERAS))
def test_an_era_names_exactly_the_fiscal_years_that_it_has_a_day_in(year: FiscalYear, era: Era) -> None:
    number = year.start - era.start[0] + 1
    assume(number >= 1)
    has_a_day = era.start < (year.start + 1, 4, 1) and (year.start, 4, 1) < era.end
    if has_a_day:
        assert FiscalYear.parse(f"{era.ja}{number}年度") == year
    else:
        with pytest.raises(BadYear):
            FiscalYear.parse(f"{era.ja}{number}年度")


@pytest.mark.parametrize(
    ("month", "ja", "en"),
    [
        ("2020-04", "令和2年4月", "April 2020"),
        ("2021-01", "令和3年1月", "January 2021"),
        ("2019-04", "平成31年4月", "April 2019"),
        ("2019-05", "令和元年5月", "May 2019"),
        ("1989-01", "平成元年1月", "January 1989"),
        ("1926-12", "昭和元年12月", "December 1926"),
    ],
)
def test_months_are_labelled_in_the_era_that_they_end_in(month: str, ja: str, en: str) -> None:
    found = Month.parse(month)
    assert found is not None
    assert (found.label("ja"), found.label("en"), found.iso) == (ja, en, month)


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "2020-4", "令和2年4月", "", "2020-04-01"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert Month.parse(text) is None
