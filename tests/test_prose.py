"""Figures in sentences: read in every usual way of writing, and years, dates and table numbers are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privstat.prose import figures, states


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("46,896件の更新処理を行いました。", "46896"),
        ("46,896件", "46896"),
        ("審査会を1回実施しました。", "1"),
        ("交付件数は3万808枚", "30808"),
        ("1億2,345万6千円", "123456000"),
        ("割合は44・6%", "44.6 44 6"),
        ("割合は79.90%", "79.90"),
        ("請求は59,35,3の順", "59 35 3"),
        ("一件あり、三人が、二十三件", "1 3 23"),
        ("千二百五十件", "1250"),
        ("約3万枚", "30000"),
        ("2年間で10万人", "2 100000"),
        ("59①件", "59"),
    ],
)
def test_numbers_are_read_as_they_are_written(sentence: str, expected: str) -> None:
    assert figures(sentence) == {Decimal(each) for each in expected.split()}


@pytest.mark.parametrize(
    "sentence",
    [
        "令和2年度は別表1のとおりです。",
        "平成31年4月1日から令和元年度まで",
        "令和二年四月に三鷹市が一部開示した",
        "4月現在、表8のとおり",
        "条例第12条第1項、第3回審査会(注1)※2",
        "相談・情報課☎内線2215、0422-45-1151",
    ],
)
def test_years_dates_and_numbers_that_are_names_are_no_figures(sentence: str) -> None:
    assert figures(sentence) == set()


@given(st.integers(0, 10**12))
def test_every_number_is_found_with_separators_and_in_ten_thousands(number: int) -> None:
    high, low = divmod(number, 10_000)
    mixed = (f"{high}万" if high else "") + (str(low) if low or not high else "")
    wide = str.maketrans("0123456789,", "0123456789,")
    for text in (f"{number}件", f"{number:,}件", f"{number:,}件".translate(wide), f"{mixed}件"):
        assert figures(f"2年度は{text}でした。") == {Decimal(number)}


@given(st.text("0123456789,.・一二三十百千万億兆年月日件約第表", max_size=300))
def test_any_text_has_figures_or_none(sentence: str) -> None:
    assert all(figure >= 0 for figure in figures(sentence))


@pytest.mark.parametrize(
    ("sentence", "figure", "expected"),
    [
        ("審査請求が1件あり", 1, True),
        ("審査請求が1件あり", 2, False),
        ("前年度から269件減少", -269, True),
        ("届出書の作成を行いませんでした。", 0, True),
        ("開示は3件で、非開示はありませんでした。", 0, True),
        ("開示は3件でした。", 0, False),
        ("約3万枚を交付", 30808, True),
        ("約3万枚を交付", 38080, False),
        ("契約3万枚を交付", 30808, False),
        ("開示率は99.8%", Decimal("99.80"), True),
    ],
)
def test_a_sentence_states_a_figure_or_does_not(sentence: str, figure: int | Decimal, expected: bool) -> None:
    assert states(sentence, figure) is expected


def test_long_runs_of_digits_take_no_long_time() -> None:
    assert figures("1" * 20_000 + "一" * 20_000)
