"""Years in printed texts, moved: only those that the text surely means, and in its own manner."""

import pytest

from privstat.year_shift import names_a_year, shifted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2年度の住民基本台帳", "3年度の住民基本台帳"),
        ("令和2年度の状況", "令和3年度の状況"),
        ("令和２年度", "令和３年度"),
        ("2020年度(令和2年度)", "2021年度(令和3年度)"),
        ("FY2020, April 2020 to March 2021", "FY2021, April 2021 to March 2022"),
        ("令和3年3月31日現在", "令和4年3月31日現在"),
        ("2年4月から3年3月", "3年4月から4年3月"),
        ("令和2年", "令和3年"),
        # What may mean something else stays.
        ("4月現在", "4月現在"),
        ("2年ごとの調査", "2年ごとの調査"),
        ("12年度", "12年度"),
        ("平成30年度から", "平成30年度から"),
        ("32020年", "32020年"),
    ],
)
def test_the_years_of_a_page_of_2020_become_those_of_2021(old: str, new: str) -> None:
    assert shifted(old, {2020}, {2020, 2021}, 1) == new


@pytest.mark.parametrize(
    ("year", "by", "old", "new"),
    [
        (2018, 1, "平成30年度", "令和元年度"),
        (2018, 1, "30年度", "元年度"),
        (2019, 1, "令和元年度", "令和2年度"),
        (2019, -1, "元年度", "30年度"),
        (2018, 1, "平成30年4月", "平成31年4月"),
        (2018, 1, "平成30年5月", "令和元年5月"),
        (2019, 1, "平成31年4月", "令和2年4月"),
        (2020, 3, "2年度", "5年度"),
    ],
)
def test_the_era_changes_where_it_did(year: int, by: int, old: str, new: str) -> None:
    assert shifted(old, {year}, {year, year + 1}, by) == new


def test_a_text_that_names_a_year_is_known() -> None:
    assert all(map(names_a_year, ("令和2年度", "2年度は", "in fiscal 2020", "平成30年", "3年4月")))
    assert not any(map(names_a_year, ("2年ごと", "46,896件", "13204", "元気", "4月現在")))
