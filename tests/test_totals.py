from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from privstat.model import Dataset
from privstat.totals import Sum, adjusted, beside, column_sums, part_sums, sums, through_subtotals
from tests.conftest import dataset


def only(found: list[Sum]) -> Sum:
    assert len(found) == 1
    return found[0]


def test_a_printed_total_is_compared_and_never_counted_twice(fy2020: Dataset) -> None:
    updates = only(list(sums(fy2020.table("annex1"))))
    assert (updates.computed, updates.printed, updates.difference) == (46896, 46896, 0)
    assert len(updates.parts) == 12


def test_columns_without_a_printed_total_are_summed_too(fy2020: Dataset) -> None:
    assert [(each.column, each.computed, each.printed) for each in sums(fy2020.table("table5"))] == [
        ("internal-use", 103, None),
        ("external-provision", 119, None),
    ]
    assert only(list(sums(fy2020.table("table4")))).computed == 9
    assert list(sums(fy2020.table("table8"))) == []


def test_a_sum_that_makes_no_sense_is_refused_with_its_footnote(fy2020: Dataset) -> None:
    outcomes = only(list(sums(fy2020.table("table6"))))
    assert not outcomes.additive
    assert outcomes.refusal == fy2020.table("table6").notes[0].text
    assert (outcomes.computed, outcomes.printed, outcomes.difference) == (79, 59, 20)


MONTHLY = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "n", ja = "N" },
  { id = "rate", ja = "率", role = "rate" },
]
rows    = [%s]

[[series]]
id      = "n"
measure = "x.n"
kind    = "stock"
"""


def test_a_stock_is_not_added_over_time_and_rates_are_not_added_at_all() -> None:
    text = MONTHLY % "{ year = 2019, n = 1, rate = 99.8 }, { year = 2020, n = 2, rate = 77.8 }"
    stock, rate = column_sums(dataset(text).table("x"))
    assert stock.refusal
    assert stock.refusal.to("en") == "a stock is not added over time"
    assert rate.refusal
    assert rate.refusal.to("en") == "rates are not added"
    assert rate.computed == Decimal("177.6")


def test_a_missing_figure_leaves_the_sum_open_and_nil_counts_as_zero() -> None:
    text = """
[symbols]
"－" = "nil"
"x" = "suppressed"

[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "a", ja = "A" }, { id = "b", ja = "B" }]
rows    = [{ year = 2019, a = 1, b = 1 }, { year = 2020, a = "－", b = "x" }]
"""
    a, b = column_sums(dataset(text).table("x"))
    assert (a.computed, a.missing) == (1, ())
    assert (b.computed, b.difference, [cell.address for cell in b.missing]) == (None, None, ["x.2020.b"])


def test_parts_are_added_in_every_row_and_in_the_total() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" }, { id = "open", ja = "処理中" },
]
rows    = [{ year = 2019, a = 1, b = 2, both = 3, open = 1 }, { year = 2020, a = 3, b = 4, both = 8, open = 1 }]
total   = { year = "計", a = 4, b = 6, both = 10 }

[[tables.x.checks]]
parts   = ["a", "b"]
whole   = "both"
pending = ["open"]

[[tables.x.checks]]
parts = ["a"]
whole = "both"
rows  = ["2020"]
"""
    table = dataset(text).table("x")
    found = list(part_sums(table))
    assert [(each.row.key, each.computed, each.printed) for each in found if each.row] == [
        (("2019",), 3, 3),
        (("2020",), 7, 8),
        (("total",), 10, 10),
        (("2020",), 3, 8),
    ]
    assert [adjusted(each) for each in found] == [(4, 3), (8, 8), (10, 10), (3, 8)]
    assert adjusted(next(column_sums(table))) is None


BESIDE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" }, { id = "open", ja = "処理中" },
  { id = "more", ja = "再掲" }, { id = "less", ja = "対象外" }, { id = "old", ja = "繰越" },
]
rows    = [{ year = 2020, a = %d, b = %d, both = %d, open = %d, more = %d, less = %d, old = %d }]
total   = { year = "計", a = 1, less = 1 }
notes   = [{ mark = "注", at = ["total.a"], reason = "excludes", ja = "…" }]

[[tables.x.checks]]
total        = "a"
excludes     = ["less"]
explained-by = "注"

[[tables.x.checks]]
parts    = ["a", "b"]
whole    = "both"
pending  = ["open"]
includes = ["more"]
excludes = ["less"]
carried  = ["old"]
"""


@given(st.lists(st.integers(0, 10**6), min_size=7, max_size=7))
def test_what_stands_beside_a_sum_moves_its_difference_by_as_much_as_it_is_counted(numbers: list[int]) -> None:
    (found,) = part_sums(dataset(BESIDE % tuple(numbers)).table("x"))
    a, b, both, waiting, more, less, old = numbers
    assert adjusted(found) == (a + b + waiting + more - less, both + old)
    assert [(cell.column.id, factor) for cell, factor in beside(found)] == [
        ("open", 1),
        ("more", 1),
        ("less", -1),
        ("old", -1),
    ]


def test_a_total_has_nothing_beside_it_whatever_its_check_names() -> None:
    total = next(column_sums(dataset(BESIDE % (1, 1, 2, 0, 0, 1, 0)).table("x")))
    assert total.check
    assert total.check.excludes == ("less",)
    assert (beside(total), adjusted(total)) == ([], None)


OVERLAPPING = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "o", ja = "機関", role = "dimension" }, { id = "n", ja = "件数" }]
rows    = [
  { o = { id = "a", ja = "A" }, n = 1 },
  { o = { id = "b", ja = "B" }, n = 2 },
  { subtotal = { id = "two", ja = "二つ" }, n = 10 },
  { o = { id = "c", ja = "C" }, n = 4 },
  { subtotal = { id = "three", ja = "三つ", of = ["two", "c"] }, n = 100 },
%s]
"""


def test_of_subtotals_that_overlap_the_one_of_the_most_rows_counts() -> None:
    table = dataset(OVERLAPPING % '  { o = { id = "d", ja = "D" }, n = 8 },\n').table("x")
    assert through_subtotals(table, table.column("n")) == 100 + 8
    whole = dataset(OVERLAPPING % "").table("x")
    assert through_subtotals(whole, whole.column("n")) == 100


@given(st.lists(st.integers(0, 10**12), min_size=2, max_size=30))
def test_a_sum_is_the_sum_whatever_the_order(numbers: list[int]) -> None:
    for ordered in (numbers, sorted(numbers)):
        rows = ", ".join(f"{{ year = {1900 + index}, n = {n}, rate = 0 }}" for index, n in enumerate(ordered))
        column = next(column_sums(dataset(MONTHLY % rows).table("x")))
        assert column.computed == sum(numbers)


@given(st.lists(st.decimals(0, 1000, places=2), min_size=2, max_size=10))
def test_decimals_are_added_exactly(numbers: list[Decimal]) -> None:
    rows = ", ".join(f"{{ year = {1900 + index}, n = 1, rate = {n} }}" for index, n in enumerate(numbers))
    rate = list(column_sums(dataset(MONTHLY % rows).table("x")))[1]
    assert rate.computed == sum(numbers)
