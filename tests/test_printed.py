"""Numbers and dates are read as print has them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.period import FiscalYear, Month
from privstat.printed import dates, in_ascii, month_is, numerals, year_is

FY2020 = FiscalYear(2020)


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("46,896件", ["46896"]),
        ("４６，８９６件", ["46896"]),
        ("3万808枚", ["30808"]),
        ("1億2,000万円", ["120000000"]),
        ("2千500万円", ["25000000"]),
        ("3百万円と8兆", ["3000000", "8000000000000"]),
        ("44・6%", ["44.6"]),
        ("79.90%", ["79.90"]),
        ("120 (3)", ["120", "3"]),
        ("23,0", ["23", "0"]),
        ("1,2345", ["1", "2345"]),
        ("59①", ["59"]),
        ("令和元年", []),
    ],
)
def test_numbers_have_separators_units_of_thousands_and_any_digits(printed: str, values: list[str]) -> None:
    assert [each.value for each in numerals(in_ascii(printed))] == [Decimal(value) for value in values]


@given(st.text())
def test_folding_to_ascii_keeps_every_place(text: str) -> None:
    assert len(in_ascii(text)) == len(text)


@given(st.integers(0, 10**15), st.sampled_from(["{:,}", "{}", "{:,}件"]))
def test_a_number_is_read_as_it_was_written(number: int, form: str) -> None:
    (found,) = numerals(form.format(number))
    assert found.value == number


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("令和2年度", ["令和2年度"]),
        ("平成31年度と令和元年度", ["平成31年度", "令和元年度"]),
        ("2年8月", ["2年8月"]),
        ("R2.1.1時点", ["R2.1.1"]),
        ("2023年11月14日更新", ["2023年11月14日"]),
        ("2020-03-31", ["2020-03-31"]),
        ("平成26年4月1日~平成27年3月31日", ["平成26年4月1日", "平成27年3月31日"]),
        ("3年間", []),
        ("13月", []),
        ("4月32日", []),
        ("平成65年度", []),
        ("0422-45-1151", []),
        ("1,204年", []),
        ("H2", []),
    ],
)
def test_dates_are_those_that_there_can_be(printed: str, found: list[str]) -> None:
    text = in_ascii(printed)
    assert [text[each.start : each.end] for each in dates(text)] == found


@pytest.mark.parametrize(
    ("printed", "year", "is_it"),
    [
        ("令和2年度", 2020, True),
        ("2年度", 2020, True),
        ("2年度", 1990, False),  # 平成2年度 is too far from the dataset's year
        ("令和元年度", 2019, True),
        ("平成31年度", 2019, True),
        ("30年度", 2018, True),
        ("2020", 2020, True),
        ("2020", 2021, False),
        ("3年度", 2020, False),
        ("前年度", 2019, True),
    ],
)
def test_a_year_is_what_print_says(printed: str, year: int, is_it: bool) -> None:
    assert year_is(printed, FiscalYear(year), FY2020) is is_it


@pytest.mark.parametrize(
    ("printed", "month", "is_it"),
    [
        ("2年8月", "2020-08", True),
        ("令和2年8月", "2021-08", False),
        ("2年1月", "2021-01", True),  # the heading 「2年」 stands over January too
        ("令和2年1月", "2021-01", False),
        ("8月", "2020-08", True),
        ("8月", "2020-09", False),
        ("計", "2020-09", True),
        ("8", "2020-09", False),
    ],
)
def test_a_month_is_what_print_says(printed: str, month: str, is_it: bool) -> None:
    parsed = Month.parse(month)
    assert parsed
    assert month_is(printed, parsed, FY2020, follows=True) is is_it
    assert not month_is("2年1月", Month(2021, 1), FY2020, follows=False)
