"""The steps of capture, one by one, where a whole page would not show them."""

from decimal import Decimal

import pytest

from privstat.capture.captions import caption_of
from privstat.capture.notes import reason_of
from privstat.capture.splits import Solution, TooMany, readings, solved
from privstat.capture.words import concept_of, ids_for, words_in
from privstat.capture.years import fiscal_years, months, page_years
from privstat.codelists import Reason
from privstat.figures import Figure, figure, fused, without_marks
from privstat.grid import Passage
from privstat.period import FiscalYear, Month
from privstat.place import Place
from tests.pages import draft, seen


@pytest.mark.parametrize(
    ("digits", "count", "found"),
    [
        (("23023",), 3, {(23, 0, 23), (2, 30, 23), (230, 2, 3), (2, 302, 3)}),
        (("000",), 3, {(0, 0, 0)}),
        (("000",), 2, set()),
        (
            ("11", "3614"),
            4,
            {(1, 1, 3, 614), (1, 1, 36, 14), (1, 1, 361, 4), (11, 3, 6, 14), (11, 3, 61, 4), (11, 36, 1, 4)},
        ),
        (("1,576252",), 2, {(1576, 252)}),
        (("1,2345",), 2, {(1234, 5)}),
    ],
)
def test_glued_digits_are_read_in_every_way(digits: tuple[str, ...], count: int, found: set[tuple[int, ...]]) -> None:
    assert set(readings(digits, count)) == found


def test_totals_leave_the_readings_with_which_they_hold() -> None:
    rows = [((2, 27), (22, 7)), ((1, 2),)]
    assert solved(rows, ((3, 29), (32, 9))) == Solution((((2, 27),), ((1, 2),)), ((3, 29),))
    assert solved(rows, ()) == Solution(tuple(rows))


def test_too_many_readings_are_none() -> None:
    with pytest.raises(TooMany):
        readings(("1" * 40,), 10)
    with pytest.raises(TooMany):
        solved([((1,),)] * 300, ((300,),))


@pytest.mark.parametrize(
    ("labels", "page", "found"),
    [
        (["平成30年度", "令和元年度", "2年度"], None, [2018, 2019, 2020]),
        (["平成31年度", "2年度"], None, [2019, 2020]),
        (["30年度", "31年度", "2年度"], 2020, [2018, 2019, 2020]),
        (["30年度", "元年度", "2年度"], 2021, [None, None, None]),
        (["令和2年度", "5年度"], None, [2020, None]),
        (["平成26年4月1日~平成27年3月31日"], None, [2014]),
        (["平成26年4月1日から平成28年3月31日まで"], None, [None]),
        (["昭和64年度"], None, [None]),
        (["2018年度"], None, [2018]),
    ],
)
def test_fiscal_years(labels: list[str], page: int | None, found: list[int | None]) -> None:
    years = fiscal_years(labels, FiscalYear(page) if page else None)
    assert [year and year.start for year in years] == found


@pytest.mark.parametrize(
    ("labels", "page", "found"),
    [
        (["令和2年4月", "5月", "2年12月", "1月"], None, [(2020, 4), (2020, 5), (2020, 12), (2021, 1)]),
        (["4月", "3月"], 2020, [(2020, 4), (2021, 3)]),
        (["4月", "3月"], None, [None, None]),
        (["令和2年4月", "2年1月"], None, [(2020, 4), None]),
        (["2020年4月", "2021年1月"], None, [(2020, 4), (2021, 1)]),
        (["4月", "4月"], 2020, [None, None]),
    ],
)
def test_months(labels: list[str], page: int | None, found: list[tuple[int, int] | None]) -> None:
    assert months(labels, FiscalYear(page) if page else None) == [Month(*each) if each else None for each in found]


def test_the_year_of_a_page_is_one_that_it_names_in_full() -> None:
    assert page_years(["令和2年度の状況", "2年度は"]) == {FiscalYear(2020)}
    assert page_years(["令和4年3月末現在"]) == {FiscalYear(2021)}
    assert page_years(["平成元年度から令和2年度まで"]) == {FiscalYear(1989), FiscalYear(2020)}
    assert page_years(["昭和64年度", "2023年11月14日"]) == set()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1件の請求に対して複数の処理が行われる場合があるため、請求件数とは一致しません。", Reason.OVERLAP),
        ("端数処理のため合計は一致しない。", Reason.ROUNDING),
        ("取下げを除く。", Reason.EXCLUDES),
        ("議会分2件を含む。", Reason.INCLUDES),
        ("( )内は、前年度からの繰越の内数", Reason.OF_WHICH),
        ("令和3年度は速報値。", Reason.PROVISIONAL),
        ("「その他」とは、却下等を言います。", Reason.DEFINITION),
        ("資料: 総務課", Reason.OTHER),
    ],
)
def test_the_wording_of_a_note_proposes_its_reason(text: str, reason: Reason) -> None:
    assert reason_of(text) is reason


@pytest.mark.parametrize(
    ("text", "label", "title", "unit"),
    [
        ("表6 開示請求の状況", "表6", "開示請求の状況", ""),
        ("別表1 件数(単位:件)", "別表1", "件数", "件"),
        ("(2) 審査請求", "(2)", "審査請求", ""),
        ("●公文書の公開(単位:件)", "", "公文書の公開", "件"),
        ("令和4年3月末現在 届出件数", "", "令和4年3月末現在 届出件数", ""),
    ],
)
def test_captions(text: str, label: str, title: str, unit: str) -> None:
    found = caption_of([Passage(text, Place("page.txt", 1, 1))])
    assert (found.label, found.title, found.unit) == (label, title, unit)


def test_words() -> None:
    assert words_in("開示部分開示その他不開示") == ["開示", "部分開示", "その他不開示"]
    assert words_in("開示と謎") is None
    assert ids_for(["開示", "開示", "謎", "Total"], "column") == ["disclosed", "disclosed-2", "column-3", "total-2"]
    assert concept_of("A全部開示") == "outcome:full"


def test_figures() -> None:
    assert without_marks("59①") == ("59", ("①",))
    assert without_marks("処理状況(注1)") == ("処理状況", ("注1",))
    assert fused("開示請求23023") == ("開示請求", "23023")
    assert fused("23") is None
    assert figure("1,23") is None
    assert figure("9" * 50) is None
    assert figure("1" * 16) is figure("5 (1" + "0" * 15 + ")") is None
    assert figure("120 (約3割)") is None
    assert figure("△3万808枚 ( 3 )") == Figure(-30808, unit="枚", bracket=3)
    assert figure("2億5千万円") == Figure(250_000_000, unit="円")
    assert figure("79.90%") == Figure(Decimal("79.90"), unit="%")


def test_a_rate_that_is_not_what_its_heading_says_is_doubted() -> None:
    page = "表1 率\n年度\tA開示\tB一部開示\tC不開示\t(A+B)÷(A+B+C)×100開示率\n"
    rows = "平成28年度\t7\t0\t2\t77.8\n平成29年度\t6\t4\t5\t66.7\n平成30年度\t1\t1\t2\t{}\n"
    assert draft(page + rows.format("50.0")).tables[0].columns[-1].formula == {
        "sum": ["disclosed", "partial"],
        "over": ["disclosed", "partial", "refused"],
    }
    assert seen(draft(page + rows.format("60.0"))).endswith("2018 | 1 | 1 | 2 | 60.0?")
