"""Totals, parts, rates and corrections: pages as cities print them, and each edge of the rules about their sums."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from privstat.errors import FaultyFile
from privstat.load import load_text
from privstat.rates import Fit, rates, rounded
from privstat.validate import Finding, validation
from privstat.write import as_mapping
from tests.conftest import dataset, dataset_text

PAGE = """
[tables.x]
label   = "表X"
title   = "題"
"""


def found(text: str) -> list[Finding]:
    return list(validation([dataset(PAGE + text)]).findings)


def told(text: str) -> list[tuple[str, str, str]]:
    """Return code, outcome and English sentence of each finding; there is a Japanese one, too."""
    assert all(each.sentence.ja for each in found(text))
    return [(each.rule.code, each.outcome.value, each.sentence.en) for each in found(text)]


# Requests and outcomes by organ, with shares in brackets, and totals that two notes explain.
HAMURA = """
columns  = [
  { id = "organ", ja = "実施機関", role = "dimension", codes = [
    { id = "mayor", ja = "市長" }, { id = "board", ja = "教育委員会" },
  ] },
  { id = "requests", ja = "請求(うち前年度継続)" },
  { id = "full", ja = "開示", under = "decided" },
  { id = "partial", ja = "一部開示", under = "decided" },
  { id = "absent", ja = "不存在", under = "decided" },
  { id = "open", ja = "処理中" },
]
spanners = [{ id = "decided", ja = "決定内容" }]
rows     = [
  { organ = "mayor", requests = { value = 120, of-which = 3 }, full = 40, partial = 76, absent = 32, open = 8 },
  { organ = "board", requests = 19, full = 14, partial = 2, absent = 4, open = 1 },
]
total    = { organ = "合計", requests = { value = 137, of-which = 3 }, full = 54, partial = 78, absent = 36, open = 9 }
notes    = [
  { mark = "注1", at = ["decided"], reason = "overlap", ja = "請求1件に対して複数の通知が出される場合がある。" },
  { mark = "注2", at = ["total.requests"], reason = "overlap", ja = "両方に請求されたものが2件ある。" },
]

[[tables.x.checks]]
parts        = ["decided"]
whole        = "requests"
explained-by = "注1"
expect       = [
  { row = "mayor", parts = 148, whole = 120 },
  { row = "board", parts = 20, whole = 19 },
  { row = "total", parts = 168, whole = 137 },
]

[[tables.x.checks]]
total        = "requests"
explained-by = "注2"
expect       = { parts = 139, whole = 137 }
"""


def test_a_page_with_overlapping_requests_is_explained_row_by_row_and_in_the_total() -> None:
    assert [(code, outcome) for code, outcome, _ in told(HAMURA)] == [
        ("T002", "explained"),
        ("T002", "explained"),
        ("T001", "explained"),
        ("T002", "explained"),
    ]
    assert ("T001", "moved") in [each[:2] for each in told(HAMURA.replace("requests = 19", "requests = 18"))]
    assert [each[0] for each in told(HAMURA.replace("of-which = 3 }, full = 54", "of-which = 138 }, full = 54"))].count(
        "T003"
    ) == 1


def test_an_outcome_that_comes_more_often_than_there_are_requests_is_suspicious_though_a_note_explains_the_sum() -> (
    None
):
    text = HAMURA.replace("full = 40, partial = 76", "full = 121, partial = 76").replace("148", "229")
    suspicious = [each for each in told(text) if each[0] == "T005"]
    assert suspicious == [("T005", "fail", "x.mayor.full 121 is more than its whole x.mayor.requests 120 (+1)")]


def test_a_part_may_be_all_of_its_whole_and_is_compared_only_where_a_note_explains_the_sum() -> None:
    text = """
columns = [{ id = "n", ja = "請求" }, { id = "a", ja = "開示" }, { id = "b", ja = "不開示" }]
rows    = [{ n = 59, a = %d, b = 1 }]
notes   = [{ mark = "注", at = ["a"], reason = "overlap", ja = "…" }]
checks  = [{ parts = ["a", "b"], whole = "n", explained-by = "注", expect = { parts = %d, whole = 59 } }]
"""
    assert [each[:2] for each in told(text % (59, 60))] == [("T002", "explained")]
    assert [each[:2] for each in told(text % (60, 61))] == [("T002", "explained"), ("T005", "fail")]
    assert [each[:2] for each in told(text % (60, 62))] == [("T002", "moved")]


# Rates by year with the formula of the page: F=(A+B)÷(A+B+C)×100.
RATES = """
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "全部開示" },
  { id = "b", ja = "一部開示" },
  { id = "c", ja = "不開示" },
  { id = "f", ja = "開示率", role = "rate", unit = "%%", formula = { sum = ["a", "b"], over = ["a", "b", "c"]%s } },
]
rows    = [
  { year = 2018, a = 7, b = 0, c = 2, f = 77.8 },
  { year = 2019, a = 20, b = 2038, c = 5, f = 99.8 },
  { year = 2020, a = %s, b = %s, c = %s, f = %s },
]
"""


def rate(a: object, b: object, c: object, f: object, extra: str = "") -> list[tuple[str, str, str]]:
    return told(RATES % (extra, a, b, c, f))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((602, 291, 21, "97.7"), []),
        ((23, 31, 0, "100.0"), []),
        ((6, 4, 5, "66.7"), []),
        ((6, 4, 5, "66.6"), ["T007"]),  # cut
        ((6, 4, 5, "66.66"), ["T007"]),
        ((6, 4, 5, "66.67"), []),
        ((6, 4, 5, "67"), []),  # 0.33 off, but rounded
        ((6, 4, 5, "66"), ["T007"]),  # 0.67 off, but cut
        ((6, 4, 5, "65"), ["T006"]),
        ((6, 4, 5, "68"), ["T006"]),
        ((6, 4, 5, "66.5"), ["T006"]),
        ((6, 4, 5, "66.76"), ["T007"]),  # neither rounded nor cut, but near
        ((6, 4, 5, "66.77"), ["T006"]),
        ((1, 0, 7, "12.5"), []),
        ((1, 0, 199, "0.5"), []),
        ((9, 0, 191, "4.5"), []),
        ((0, 0, 3, "0.0"), []),
    ],
)
def test_a_rate_is_what_its_formula_gives(figures: tuple[int, int, int, str], expected: list[str]) -> None:
    assert [code for code, _, _ in rate(*figures)] == expected


def test_a_rate_says_both_sides_the_signed_difference_and_how_it_was_cut() -> None:
    assert rate(6, 4, 5, "66.5") == [("T006", "fail", "開示率 is 66.5, but 10 ÷ 15 gives 66.67 (+0.17)")]
    assert rate(6, 4, 5, "66.6") == [
        ("T007", "fail", "開示率 is 66.6, and 10 ÷ 15 gives 66.667 (+0.067): it was cut, not rounded")
    ]
    assert rate(6, 4, 5, "66.76")[0][2].endswith("gives 66.6667 (-0.0933): it was neither rounded nor cut")
    (finding,) = found(RATES % ("", 6, 4, 5, "66.5"))
    assert len(finding.places) == 4


def test_there_is_no_rate_from_zero_and_none_without_figures() -> None:
    assert rate(0, 0, 0, "0.0") == [("T006", "undecided", "not checked: 開示率 is 0.0, but there is no rate from zero")]
    blank = '{ status = "suppressed", printed = "x" }'
    assert [each[:2] for each in rate(blank, 4, 5, "66.7")] == [("T006", "undecided")]
    for status in ("nil", "not-available", "blank"):
        assert rate(0, 0, 0, f'{{ status = "{status}" }}') == []
    assert [each[:2] for each in rate(6, 4, 5, '{ status = "nil" }')] == [("T006", "fail")]


def test_a_ratio_is_not_in_per_cent_and_its_tolerance_is_as_small() -> None:
    text = """
columns = [
  { id = "a", ja = "A" }, { id = "b", ja = "B" },
  { id = "f", ja = "比", role = "rate", formula = { sum = ["a"], over = ["b"], percent = false } },
]
rows    = [{ a = 2, b = 3, f = %s }]
"""
    assert [[each[0] for each in told(text % f)] for f in ("0.667", "0.666", "0.6667", "0.6656", "0.67", "0.6")] == [
        [],
        ["T007"],
        [],
        ["T006"],
        [],
        ["T007"],
    ]


def test_a_misprint_in_a_rate_is_explained_by_its_correction() -> None:
    wrong = '{ value = 76.7, correction = { value = 66.7, ja = "誤植" } }'
    assert rate(6, 4, 5, wrong) == [
        (
            "T006",
            "explained",
            "開示率 is 76.7, but 10 ÷ 15 gives 66.67 (-10.03); corrected, 10 ÷ 15 gives 66.7",
        )
    ]
    assert [each[:2] for each in rate(6, 4, 5, wrong.replace("66.7", "56.7"))] == [("T006", "fail")]


def test_the_rate_of_the_total_is_tested_by_the_formula_and_another_is_no_sum() -> None:
    total = 'total = { year = "計", a = 33, b = 2042, c = 12, f = 99.4 }\n'
    assert told(RATES % ("", 6, 4, 5, "66.7") + total) == []
    assert [each[0] for each in told(RATES % ("", 6, 4, 5, "66.7") + total.replace("99.4", "244.3"))] == ["T006"]
    plain = (RATES % ("", 6, 4, 5, "66.7") + total).replace(
        ', formula = { sum = ["a", "b"], over = ["a", "b", "c"] }', ""
    )
    assert told(plain) == [("T009", "fail", "the printed 99.4 under 開示率 is no sum: rates are not added")]


def test_a_rate_with_a_formula_does_not_hide_the_total_of_one_without() -> None:
    text = (RATES % ("", 6, 4, 5, "66.7")).replace("] } },\n]", '] } },\n  { id = "g", ja = "率", role = "rate" },\n]')
    text = text.replace(" },\n  { year", ", g = 1.0 },\n  { year").replace("f = 66.7 }", "f = 66.7, g = 1.0 }")
    total = 'total = { year = "計", a = 33, b = 2042, c = 12, f = 99.4, g = 3.0 }\n'
    assert [each[2] for each in told(text + total)] == ["the printed 3.0 under 率 is no sum: rates are not added"]


@given(*(st.integers(0, 10**6) for _ in range(3)), st.integers(0, 3))
def test_a_rate_that_is_rounded_half_up_always_fits(a: int, b: int, c: int, places: int) -> None:
    assume(a + b + c)
    exact = Decimal(a + b) * 100 / Decimal(a + b + c)
    printed = rounded(Fraction(a + b, a + b + c) * 100, places)
    assert printed == exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    last = list(rates(dataset(PAGE + RATES % ("", a, b, c, printed)).table("x")))[-1]
    assert last.fit is Fit.EQUAL
    assert last._replace(cell=last.cell._replace(value=printed + 10)).fit is Fit.WRONG


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('sum = ["a", "b"]', 'sum = ["a", "d"]', "there is no column of figures 'd'; there are: a, b, c"),
        ('over = ["a", "b", "c"]', 'over = ["f"]', "there is no column of figures 'f'"),
        ('role = "rate", ', "", "'formula' is only for a column with role rate"),
        (', over = ["a", "b", "c"]', "", "'over' is missing"),
        (
            'ja = "年度"',
            'ja = "年度", rounded-to = 10',
            "'rounded-to' is only for a column with role change, count, rate",
        ),
        ('ja = "不開示"', 'ja = "不開示", rounded-to = 0', "0 is outside the range"),
    ],
)
def test_a_formula_names_columns_of_counts(old: str, new: str, expected: str) -> None:
    with pytest.raises(FaultyFile) as caught:
        dataset(PAGE + (RATES % ("", 6, 4, 5, "66.7")).replace(old, new))
    assert expected in " / ".join(fault.sentence.to("en") for fault in caught.value.faults)


def test_formulas_and_units_of_rounding_survive_writing() -> None:
    text = (RATES % (", percent = false", 6, 4, 5, "0.667")).replace('ja = "不開示"', 'ja = "不開示", rounded-to = 0.5')
    loaded = load_text(dataset_text(PAGE + text))
    columns = as_mapping(loaded)["tables"]["x"]["columns"]
    assert columns[4]["formula"] == {"sum": ["a", "b"], "over": ["a", "b", "c"], "percent": False}
    assert columns[3]["rounded-to"] == Decimal("0.5")
    assert as_mapping(load_text(dataset_text(PAGE + RATES % ("", 6, 4, 5, "66.7"))))["tables"]["x"]["columns"][4][
        "formula"
    ] == {"sum": ["a", "b"], "over": ["a", "b", "c"]}


# Totals in both directions.
CROSSED = """
columns = [
  { id = "organ", ja = "機関", role = "dimension" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" },
]
rows    = [
  { organ = { id = "p", ja = "P" }, a = 1, b = 2, both = 3 },
  { organ = { id = "q", ja = "Q" }, a = 13, b = 4, both = 17 },
  { organ = { id = "r", ja = "R" }, a = 5, b = 6, both = 11 },
]
total   = { organ = "合計", a = 19, b = 12, both = 31 }
checks  = [{ parts = ["a", "b"], whole = "both" }]
"""


def test_where_a_row_and_a_column_break_by_the_same_the_cell_where_they_cross_is_named() -> None:
    assert told(CROSSED) == []
    first, second = told(CROSSED.replace("a = 13", "a = 31"))
    assert first[0] == "T001"
    assert first[2] == (
        "printed total 19, but the rows add up to 37 (+18); sums over rows and over columns break together, "
        "and cross in x.q.a: 13 instead of 31 would mend them"
    )
    assert second[:2] == ("T002", "fail")
    assert first[0] not in second[2]
    (leading, *_) = found(CROSSED.replace("a = 13", "a = 31"))[0].places
    assert leading.line == dataset(PAGE + CROSSED).table("x").cell("q.a").place.line


@pytest.mark.parametrize(
    ("changes", "crosses"),
    [
        ([("both = 17", "both = 71")], "x.q.both: 17 instead of 71"),  # the whole of a row
        ([("a = 19", "a = 91")], "x.total.a: 19 instead of 91"),  # the printed total
        ([("a = 13", "a = 31"), ("b = 4", "b = 5")], ""),  # two slips
        ([("a = 13", "a = 31"), ("both = 17", "both = 35")], ""),  # the row holds
        ([("a = 1,", "a = 2,"), ("b = 6", "b = 7")], ""),  # two rows and two columns
    ],
)
def test_a_crossing_is_named_only_where_one_cell_would_mend_everything(
    changes: list[tuple[str, str]], crosses: str
) -> None:
    text = CROSSED
    for old, new in changes:
        text = text.replace(old, new, 1)
    sentences = [sentence for _, _, sentence in told(text)]
    assert len(sentences) >= 2
    assert sum("cross in" in sentence for sentence in sentences) == bool(crosses)
    assert any(crosses in sentence for sentence in sentences)


def test_a_count_is_not_mended_to_less_than_nothing() -> None:
    text = """
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "a", ja = "A" }, { id = "t", ja = "計" }]
rows    = [{ y = 2020, a = 1, t = 0 }]
total   = { y = "計", a = 1, t = -1 }
checks  = [{ parts = ["a"], whole = "t" }]
""".replace('ja = "計" }]', 'ja = "計", role = "change" }]')
    assert all("cross in x.2020.a" not in sentence for _, _, sentence in told(text))


# A total that is captured as a row.
@pytest.mark.parametrize(
    ("rows", "called"),
    [
        ([("合計", 6, 6), ("甲", 1, 1), ("乙", 2, 2), ("丙", 3, 3)], "合計"),
        ([("甲", 1, 1), ("乙", 2, 2), ("丙", 3, 3), ("( 計 )", 6, 6)], "( 計 )"),
        ([("甲", 1, 1), ("乙", 2, 2), ("総　数", 9, 9)], "総　数"),  # by its label, whatever its figures
        ([("甲", 1, 1), ("乙", 2, 2), ("丙", 3, 3), ("全機関", 6, 6)], "全機関"),  # by its figures
        ([("全機関", 6, 6), ("甲", 1, 1), ("乙", 2, 2), ("丙", 3, 3)], "全機関"),
        ([("甲", 1, 1), ("乙", 2, 2), ("丙", 3, 3), ("丁", 6, 7)], ""),  # not in every column
        ([("甲", 1, 1), ("乙", 2, 2), ("丁", 3, 3)], ""),  # three rows are too few to tell
        ([("甲", 1, 1), ("乙", 2, 2), ("【計】", 9, 9)], "【計】"),
        ([("甲", 5, 0), ("乙", 0, 0), ("丙", 0, 0), ("丁", 5, 0)], ""),
        ([("甲", 5, 0), ("乙", 3, 0), ("丙", 0, 0), ("丁", 8, 0)], ""),  # two figures are too few to tell
        ([("甲", 5, 0), ("乙", 3, 0), ("丙", 1, 0), ("丁", 9, 0)], "丁"),
        ([("甲", 0, 0), ("乙", 0, 0), ("丙", 0, 0), ("丁", 0, 0)], ""),
        ([("会計課", 1, 1), ("統計課", 2, 2)], ""),
    ],
)
def test_a_row_that_looks_like_a_total_is_suspicious(rows: list[tuple[str, int, int]], called: str) -> None:
    lines = [f'{{ o = {{ id = "o{i}", ja = "{ja}" }}, a = {a}, b = {b} }}' for i, (ja, a, b) in enumerate(rows)]
    text = f"""
columns = [{{ id = "o", ja = "機関", role = "dimension" }}, {{ id = "a", ja = "件数" }}, {{ id = "b", ja = "B" }}]
rows    = [{", ".join(lines)}]
"""
    naive = sum(a for _, a, _ in rows)
    expected = f"'{called}' looks like a total, and is added to its own rows: 件数 {naive}; write it as a total"
    assert [(code, sentence[: len(expected)]) for code, _, sentence in told(text)] == [("T008", expected)] * bool(
        called
    )


def test_of_the_labels_of_a_row_the_one_that_calls_it_a_total_is_quoted() -> None:
    text = """
columns = [
  { id = "o", ja = "課", role = "dimension" }, { id = "k", ja = "区分", role = "dimension" }, { id = "a", ja = "件数" },
]
rows    = [
  { o = { id = "p", ja = "総務課" }, k = { id = "one", ja = "新規" }, a = 1 },
  { o = { id = "p", ja = "総務課" }, k = { id = "all", ja = "計" }, a = 1 },
  { o = { id = "all", ja = "合計" }, k = { id = "one", ja = "新規" }, a = 1 },
]
"""
    assert [sentence.split(" looks")[0] for code, _, sentence in told(text) if code == "T008"] == ["'計'", "'合計'"]


def test_a_naive_sum_of_a_year_of_months_counts_its_total_twice() -> None:
    text = dataset_text("")  # the months themselves are in the shipped file
    assert text
    rows = """
columns = [{ id = "block", ja = "区分", role = "dimension" }, { id = "updates", ja = "更新処理件数" }]
rows    = [
  { block = { id = "first", ja = "4~7月" }, updates = 15331 },
  { block = { id = "second", ja = "8~3月" }, updates = 31565 },
  { block = { id = "all", ja = "合計" }, updates = 46896 },
]
"""
    assert "93,792" in told(rows)[0][2]


def test_a_row_called_a_total_without_figures_is_told_too() -> None:
    blank = '{ status = "blank" }'
    text = f"""
columns = [{{ id = "o", ja = "機関", role = "dimension" }}, {{ id = "a", ja = "件数" }}]
rows    = [{{ o = {{ id = "p", ja = "計" }}, a = {blank} }}]
"""
    assert (
        told(text)[0][2] == "'計' looks like a total, and is added to its own rows; write it as a total or a subtotal"
    )


# Rounding.
ROUNDED = """
unit    = "%s"
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "枚数"%s }]
rows    = [{ y = 2018, n = %s }, { y = 2019, n = %s }, { y = 2020, n = %s }]
total   = { y = "計", n = %s }
"""
COULD = "; rounding could explain it, but no note says so"


@pytest.mark.parametrize(
    ("unit", "column", "figures", "hint"),
    [
        ("千枚", "", (12, 13, 15, 41), True),
        ("千枚", "", (12, 13, 15, 42), False),  # 40 stands for less than 41.5, and 42 for 41.5 and more
        ("千枚", "", (12, 13, 15, 39), True),
        ("千枚", "", (12, 13, 15, 38), False),  # the other end: 38.5 is in the one interval and not in the other
        ("枚", "", (12, 13, 15, 41), False),  # counted one by one
        ("枚", ", rounded-to = 100", (1200, 1300, 1500, 4100), True),
        ("枚", ", rounded-to = 100", (1200, 1300, 1500, 4200), False),
        ("%", ', role = "change"', (12, 13, 15, 41), False),
    ],
)
def test_rounding_is_judged_by_intervals(unit: str, column: str, figures: tuple[int, ...], hint: bool) -> None:
    ((code, outcome, sentence),) = told(ROUNDED % (unit, column, *figures))
    assert (code, outcome) == ("T001", "fail")
    assert sentence.endswith(COULD) == hint


def test_figures_with_decimals_may_be_rounded_and_nil_is_not() -> None:
    text = """
columns = [
  { id = "a", ja = "A", role = "rate" }, { id = "b", ja = "B", role = "rate" }, { id = "t", ja = "計", role = "rate" },
]
rows    = [{ a = %s, b = %s, t = %s }]
checks  = [{ parts = ["a", "b"], whole = "t" }]
"""
    assert told(text % ("27.8", "72.1", "100.0"))[0][2].endswith(COULD)
    assert not told(text % ("27.8", "72.0", "100.0"))[0][2].endswith(COULD)
    assert not told(text % ("99.9", '{ status = "nil", printed = "－" }', "100.0"))[0][2].endswith(COULD)


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=9), st.sampled_from([10, 100, 1000]))
def test_figures_rounded_half_up_one_by_one_are_always_within_rounding(exact: list[int], unit: int) -> None:
    def printed(number: int) -> int:
        return (number + unit // 2) // unit * unit

    rows = ", ".join(f"{{ y = {1990 + i}, n = {printed(n)} }}" for i, n in enumerate(exact))
    text = f"""
columns = [{{ id = "y", ja = "年度", role = "fiscal-year" }}, {{ id = "n", ja = "枚数", rounded-to = {unit} }}]
rows    = [{rows}]
total   = {{ y = "計", n = {printed(sum(exact))} }}
"""
    assert all(sentence.endswith(COULD) for code, _, sentence in told(text) if code == "T001")


# Misprints.
def misprinted(a: str, total: str = "15") -> list[tuple[str, str, str]]:
    text = """
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "件数" }]
rows    = [{ y = 2018, n = %s }, { y = 2019, n = 3 }, { y = 2020, n = 4 }]
total   = { y = "計", n = %s }
"""
    return told(text % (a, total))


def test_a_correction_explains_the_sum_that_its_misprint_breaks() -> None:
    wrong = '{ value = 80, correction = { value = 8, ja = "誤植" } }'
    assert misprinted(wrong) == [
        (
            "T001",
            "explained",
            "printed total 15, but the rows add up to 87 (+72); corrected, they are equal: "
            "x.2018.n 80 should be 8: 誤植",
        )
    ]


def test_a_correction_that_breaks_a_sum_which_holds_as_printed_is_suspicious() -> None:
    ((code, outcome, sentence),) = misprinted('{ value = 8, correction = { value = 9, ja = "誤植" } }')
    assert (code, outcome) == ("T001", "fail")
    assert sentence.startswith("the rows add up to 15 as printed, but not with the correction: x.2018.n 8 should be 9")
    assert sentence.endswith("(+1)")


def test_a_correction_that_does_not_help_is_told_with_what_is_left() -> None:
    ((_, outcome, sentence),) = misprinted('{ value = 80, correction = { value = 9, ja = "誤植" } }')
    assert outcome == "fail"
    assert "corrected, they still differ by +1" in sentence


def test_every_correction_of_a_sum_is_told_in_both_languages() -> None:
    first, total = (f'{{ value = {n}, correction = {{ value = {n + 1}, ja = "誤", en = "slip" }} }}' for n in (7, 15))
    text = """
columns = [{ id = "y", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "件数" }]
rows    = [{ y = 2019, n = %s }, { y = 2020, n = 8 }]
total   = { y = "計", n = %s }
"""
    assert told(text % (first, total)) == []  # 15 of 15, and 16 of 16
    (finding,) = found(text.replace("n = 8 ", "n = 9 ") % (first, total))
    assert finding.sentence.en == (
        "printed total 15, but the rows add up to 16 (+1); corrected, they still differ by +1: "
        "x.total.n 15 should be 16: slip; x.2019.n 7 should be 8: slip"
    )
    assert finding.sentence.ja == (
        "印刷された合計は 15 ですが、各行の和は 16 です(+1)。訂正しても +1 の差があります: "
        "x.total.n 15 は正しくは 16: 誤、x.2019.n 7 は正しくは 8: 誤"
    )


def test_corrections_that_cancel_each_other_out_break_nothing() -> None:
    up, down = (
        '{ value = 8, correction = { value = 9, ja = "誤" } }',
        '{ value = 15, correction = { value = 16, ja = "誤" } }',
    )
    assert misprinted(up, down) == []


def test_a_total_that_follows_the_printed_subtotals_says_so() -> None:
    text = """
columns = [{ id = "o", ja = "機関", role = "dimension" }, { id = "n", ja = "件数" }]
rows    = [
  { o = { id = "a", ja = "A" }, n = 10 },
  { o = { id = "b", ja = "B" }, n = 20 },
  { subtotal = { id = "ab", ja = "小計" }, n = 40 },
  { subtotal = { id = "aba", ja = "再掲", of = ["ab"] }, n = 40 },
  { o = { id = "c", ja = "C" }, n = 5 },
]
total   = { o = "合計", n = 45 }
"""
    assert {sentence for _, _, sentence in told(text)} == {
        "printed total 45, but the rows add up to 35 (-10); the printed subtotals and the other rows do add up to it",
        "printed subtotal '小計' 40, but its 2 rows add up to 30 (-10)",
    }
    assert "subtotals and the other rows" not in str(told(text.replace("n = 45", "n = 46")))
    all_of_them = text.replace(
        "n = 5 },", 'n = 5 },\n  { subtotal = { id = "abc", ja = "中計", of = ["ab", "c"] }, n = 46 },'
    )
    assert "printed subtotal '中計' 46, but its 2 rows add up to 45 (-1)" in [each[2] for each in told(all_of_them)]


def test_subtotals_that_name_each_other_end_nowhere_and_do_no_harm() -> None:
    text = """
columns = [{ id = "o", ja = "機関", role = "dimension" }, { id = "n", ja = "件数" }]
rows    = [
  { o = { id = "a", ja = "A" }, n = 10 },
  { subtotal = { id = "p", ja = "P", of = ["q"] }, n = 10 },
  { subtotal = { id = "q", ja = "Q", of = ["r"] }, n = 10 },
  { subtotal = { id = "r", ja = "R", of = ["q"] }, n = 10 },
]
total   = { o = "合計", n = 11 }
"""
    assert [each[:2] for each in told(text)] == [("T001", "fail")]


def test_a_misprinted_count_and_a_misprinted_whole_in_brackets_are_explained_by_their_corrections() -> None:
    text = """
columns = [{ id = "n", ja = "件数" }, { id = "names", ja = "名称", role = "text" }]
rows    = [{ n = %s, names = ["一つ", "二つ"] }]
checks  = [{ count = "n", names = "names" }]
"""
    wrong = '{ value = 3, correction = { value = 2, ja = "誤植" } }'
    assert told(text % wrong) == [
        ("T004", "explained", "件数 is 3, but 2 are named (-1); x.n should be 2: 誤植"),
    ]
    assert [each[:2] for each in told(text % wrong.replace("value = 2", "value = 4"))] == [("T004", "fail")]
    brackets = """
columns = [{ id = "n", ja = "請求" }]
rows    = [{ n = { value = 12, of-which = 30, correction = { value = %s, ja = "誤植" } } }]
"""
    assert [each[:2] for each in told(brackets % 120)] == [("T003", "explained")]
    assert [each[:2] for each in told(brackets % 30)] == [("T003", "explained")]  # all of it
    assert [each[:2] for each in told(brackets % 21)] == [("T003", "fail")]


@pytest.mark.parametrize("figure", ["1e-13", "1e-400000", "0e-900000"])
def test_a_figure_of_very_many_decimal_places_is_refused_before_it_is_computed_with(figure: str) -> None:
    with pytest.raises(FaultyFile, match=r"is not written out; write its digits, at most 12 after the point"):
        dataset(PAGE + RATES % ("", 6, 4, 5, figure))


def test_a_rate_is_looked_at_only_where_its_columns_are() -> None:
    assert told(RATES % ("", 6, 4, 5, "66.7") + 'total = { year = "計", a = 33, f = 99.4 }\n') == []


def test_a_subtotal_of_months_counts_months() -> None:
    months = [f'{{ m = "{2020 + (i > 8)}-{(i + 3) % 12 + 1:02}", n = {i} }}' for i in range(12)]
    months.insert(6, '{ subtotal = { id = "half", ja = "上半期計" }, n = 16 }')
    text = f"""
columns = [{{ id = "m", ja = "月", role = "month" }}, {{ id = "n", ja = "件数" }}]
rows    = [{", ".join(months)}]
"""
    assert [sentence for _, _, sentence in told(text)] == [
        "printed subtotal '上半期計' 16, but its 6 months add up to 15 (-1)"
    ]
    assert found(text)[0].sentence.ja == "印刷された「上半期計」は 16 ですが、その 6 か月の和は 15 です(-1)"
