"""Which figures may be mistyped, when a sum, a count or a claim does not hold."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from privstat.load import load_text
from privstat.model import Dataset
from privstat.repair import Diagnosis, diagnoses, repairs_for
from privstat.slips import Kind
from privstat.totals import part_sums, sums
from privstat.words import LANGUAGES
from tests.conftest import dataset, dataset_text


def only(found: Any) -> Diagnosis:
    (diagnosis,) = found
    assert isinstance(diagnosis, Diagnosis)
    return diagnosis


def listed(diagnosis: Diagnosis) -> list[str]:
    return [f"{each.rank} {each.sentence.en}" for each in diagnosis.repairs]


def addresses(diagnosis: Diagnosis) -> list[str]:
    return [change.figure.address for each in diagnosis.repairs for change in each.changes]


COLUMN = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "N" }]
rows    = [%s]
total   = { n = %s }
"""


def column(*numbers: object, total: object, more: str = "", year: int = 2020, id_: str = "") -> Dataset:
    rows = ", ".join(f"{{ year = {2001 + index}, n = {number} }}" for index, number in enumerate(numbers))
    return dataset(COLUMN % (rows, total) + more, year, id_=id_)


def test_a_broken_total_names_what_should_stand_where_and_why() -> None:
    found = only(diagnoses(column(132, 231, 540, total=894)))
    assert found.equation.sentence.to("en") == "x.total.n is 894, but its 3 parts add up to 903 (+9)"
    assert listed(found) == [
        "1 x.2001.n: 123 instead of 132 (23 typed as 32: neighbouring digits swapped)",
    ]
    assert found.sentence.to("en") == "1 of 4 cells fit"


def test_ties_have_the_same_rank_and_what_follows_counts_them() -> None:
    found = only(diagnoses(column(21, 43, 65, 100, total=220)))
    assert [(each.rank, each.changes[0].new) for each in found.repairs] == [(1, 12), (1, 34), (1, 56), (4, 229)]
    assert (found.fitting, found.of) == (4, 5)


def test_what_is_far_from_the_rest_of_the_column_is_likelier_to_be_wrong() -> None:
    found = only(diagnoses(column(112, 130, 120, 105, 917, total=584)))
    first, *rest = listed(found)
    assert first == "1 x.2005.n: 117 instead of 917 (9 typed for 1; 917 is far from the rest of the column)"
    assert not any(each.startswith("1 ") for each in rest)
    against = only(diagnoses(column(112, 130, 120, 105, 117, total=1384)))
    assert listed(against)[0] == (
        "1 x.2001.n: 912 instead of 112 (1 typed for 9; but 912 is far from the rest of the column)"
    )


def test_the_printed_string_beside_a_figure_proves_or_clears_it() -> None:
    proved = only(diagnoses(column(123, 231, total='{ value = 345, printed = "３５４件" }')))
    assert listed(proved)[0] == (
        "1 x.total.n: 354 instead of 345 (54 typed as 45: neighbouring digits swapped; 354 stands in print)"
    )
    cleared = only(diagnoses(column(132, 231, total='{ value = 354, printed = "354件" }')))
    assert listed(cleared) == [
        "1 x.2001.n: 123 instead of 132 (23 typed as 32: neighbouring digits swapped)",
    ]


def test_a_figure_that_stands_in_print_as_it_was_typed_comes_last() -> None:
    rows = ("{ value = 21, printed = '21件' }", 43, 56)
    assert listed(only(diagnoses(column(*rows, total=111)))) == [
        "1 x.2002.n: 34 instead of 43 (34 typed as 43: neighbouring digits swapped)",
        "2 x.2001.n: 12 instead of 21 (12 typed as 21: neighbouring digits swapped; but 21 stands in print)",
    ]


CLAIM = '[[claims]]\nja = "合計%s件"\nequals = { "x.total.n" = %s }\n'


def test_what_the_prose_states_tells_which_of_them_it_was() -> None:
    broken_total = list(diagnoses(column(12, 34, total=64, more=CLAIM % (46, 46))))
    assert [each.equation.code for each in broken_total] == ["T001", "P001"]
    for each in broken_total:
        assert listed(each) == [
            "1 x.total.n: 46 instead of 64 (46 typed as 64: neighbouring digits swapped; the prose has it so; "
            "mends 2 at once)"
        ]
    broken_row = column(21, 32, total=44, more=CLAIM % (44, 44))
    assert addresses(only(diagnoses(broken_row))) == ["x.2001.n", "x.2002.n"]


def test_the_prose_can_be_mistyped_too() -> None:
    found = only(diagnoses(column(12, 34, total=46, more=CLAIM % (46, 64))))
    assert listed(found) == [
        "1 x.total.n in the prose: 46 instead of 64 (46 typed as 64: neighbouring digits swapped; 46 stands in print)"
    ]


def test_another_page_of_the_same_publisher_tells_which_of_them_it_was() -> None:
    here, there = column(21, 43, 56, total=111), column(12, 43, 56, total=111, year=2021)
    assert addresses(only(diagnoses(here))) == ["x.2001.n", "x.2002.n"]
    assert listed(only(diagnoses(here, [here, there]))) == [
        "1 x.2001.n: 12 instead of 21 (12 typed as 21: neighbouring digits swapped; mitaka-fy2021 has it so; "
        "mends 2 at once)"
    ]


@pytest.mark.parametrize("marked", ['{ value = 12, status = "revised" }', '{ value = 12, notes = ["注1"] }'])
def test_what_another_page_revised_is_no_witness(marked: str) -> None:
    note = '[[tables.x.notes]]\nmark = "注1"\nat = ["2001.n"]\nreason = "revised"\nja = "訂正"\n'
    there = column(marked, 43, 56, total=111, year=2021, more=note)
    assert listed(only(diagnoses(column(21, 43, 56, total=111), [there]))) == [
        "1 x.2001.n: 12 instead of 21 (12 typed as 21: neighbouring digits swapped)"
    ]


def test_another_publisher_is_no_witness() -> None:
    text = COLUMN % ("{ year = 2001, n = 12 }, { year = 2002, n = 43 }, { year = 2003, n = 56 }", 111)
    other = load_text(dataset_text(text, 2021).replace("132047", "131016"), "other.toml")
    assert len(only(diagnoses(column(21, 43, 56, total=111), [other])).repairs) == 2


def test_figures_without_a_date_are_those_of_the_year_of_their_page() -> None:
    here = dataset(TABLE % "requests = 44, open = 21, closed = 32")
    right = TABLE % "requests = 44, open = 21, closed = 23"
    assert addresses(only(diagnoses(here, [dataset(right, 2021)]))) == ["x.open", "x.closed"]
    assert addresses(only(diagnoses(here, [dataset(right, id_="yearbook")]))) == ["x.closed"]


TABLE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "requests", ja = "請求" }, { id = "open", ja = "公開" }, { id = "closed", ja = "非公開" }]
rows    = [{ %s }]
checks  = [{ parts = ["open", "closed"], whole = "requests" }]
"""

CROSSING = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" },
]
rows    = [
  { year = 2001, a = 32, b = 57, both = 89 },
  { year = 2002, a = 6,  b = 1,  both = 7 },
  { year = 2003, a = 23, b = 34, both = 57 },
]
total   = { a = 61, b = 92, both = 153 }
checks  = [{ parts = ["a", "b"], whole = "both" }]
"""


def test_only_a_figure_that_mends_both_directions_fits() -> None:
    found = list(diagnoses(dataset(CROSSING.replace("a = 23", "a = 28"))))
    assert [each.equation.code for each in found] == ["T001", "T002"]
    for each in found:
        assert listed(each) == ["1 x.2003.a: 23 instead of 28 (8 typed for 3, which looks like it; mends 2 at once)"]
        assert each.repairs[0].reason.ja == "3→8 の打ち間違い(形が似ている); 2 か所が同時に直る"


def test_two_rows_that_were_swapped_are_one_slip() -> None:
    swapped = CROSSING.replace("b = 57", "b = 34", 1).replace("b = 34, both = 57", "b = 57, both = 57")
    first, second = diagnoses(dataset(swapped))
    assert addresses(first) == ["x.2001.b", "x.2003.b"]
    assert addresses(second) == ["x.2003.b", "x.2001.b"]
    assert listed(first) == [
        "1 x.2001.b: 57 instead of 34, x.2003.b: 34 instead of 57 (two rows swapped; mends 2 at once)"
    ]


def test_two_slips_at_once_are_not_explained_by_one() -> None:
    found = list(diagnoses(dataset(CROSSING.replace("a = 23", "a = 28").replace("a = 32", "a = 39"))))
    assert [each.repairs for each in found] == [(), (), ()]
    assert {each.fitting for each in found} == {0}


def test_a_count_that_is_not_negative_stays_so() -> None:
    found = only(diagnoses(dataset(TABLE % "requests = 1, open = 2, closed = 3")))
    assert sorted(addresses(found)) == ["x.requests"]  # open would be -2


def test_a_change_may_have_lost_its_sign() -> None:
    table = (TABLE % "requests = 50, open = 96, closed = 46").replace('ja = "非公開"', 'ja = "増減", role = "change"')
    assert "1 x.closed: -46 instead of 46 (the sign turned round)" in listed(only(diagnoses(dataset(table))))


def test_a_count_of_names_is_mended_by_a_single_slip() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "件数" }, { id = "names", ja = "名称", role = "text" }]
rows    = [{ n = 3, names = ["甲", "乙"] }]
checks  = [{ count = "n", names = "names" }]
"""
    found = only(diagnoses(dataset(table)))
    assert (found.equation.code, found.equation.sentence.to("en")) == ("T004", "x.n is 3, but 2 are named (+1)")
    assert listed(found) == ["1 x.n: 2 instead of 3 (3 typed for 2, neighbouring keys)"]


EXPLAINED = """
[[tables.x.notes]]
mark   = "注1"
at     = ["open"]
reason = "%s"
ja     = "注"

[[tables.x.checks]]
parts        = ["open", "closed"]
whole        = "requests"
explained-by = "注1"
"""


def explained(row: str, reason: str = "overlap", more: str = "expect = { parts = 79, whole = 59 }") -> Dataset:
    table = (TABLE % row).replace('checks  = [{ parts = ["open", "closed"], whole = "requests" }]\n', "")
    return dataset(table + EXPLAINED % reason + more)


def test_an_explained_sum_must_stay_as_it_is_pinned() -> None:
    assert list(diagnoses(explained("requests = 59, open = 35, closed = 44"))) == []
    moved = only(diagnoses(explained("requests = 59, open = 53, closed = 44")))
    assert moved.equation.sentence.to("en") == ("the parts of x.requests add up to 97, but 注1 was pinned to 79 (+18)")
    assert listed(moved) == ["1 x.open: 35 instead of 53 (35 typed as 53: neighbouring digits swapped)"]
    stale = only(diagnoses(explained("requests = 79, open = 35, closed = 44")))
    assert stale.equation.sentence.to("en") == "x.requests is 79, but 注1 was pinned to 59 (+20)"
    assert listed(stale) == ["1 x.requests: 59 instead of 79 (7 typed for 5)"]


def test_a_repair_does_not_move_an_explained_sum() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "requests", ja = "請求" }, { id = "open", ja = "公開" }, { id = "closed", ja = "非公開" },
]
rows    = [
  { year = 2001, requests = 59, open = 35, closed = 44 },
  { year = 2002, requests = 79, open = 35, closed = 44 },
]
total   = { requests = 174 }
"""
    assert addresses(only(diagnoses(dataset(table)))) == ["x.2001.requests"]
    pinned = table + EXPLAINED % "overlap" + 'expect = { row = "2001", parts = 79, whole = 59 }'
    assert addresses(only(diagnoses(dataset(pinned)))) == []


@pytest.mark.parametrize(
    ("reason", "more", "broken"),
    [
        ("overlap", "", False),  # nobody knows by how much
        ("definition", "", False),
        ("carry-over", 'pending = ["waiting"]', True),
        ("excludes", 'excludes = ["waiting"]', True),
    ],
)
def test_a_note_without_a_pin_asks_for_its_balance(reason: str, more: str, broken: bool) -> None:
    table = (TABLE % "requests = 12, open = 3, closed = 4, waiting = 4").replace(
        'ja = "非公開" }', 'ja = "非公開" }, { id = "waiting", ja = "未済" }'
    )
    table = table.replace('checks  = [{ parts = ["open", "closed"], whole = "requests" }]\n', "")
    found = list(diagnoses(dataset(table + EXPLAINED % reason + more)))
    assert bool(found) is broken
    if reason == "carry-over":
        assert only(found).equation.sentence.to("en") == "x.requests is 12, but its 3 parts add up to 11 (-1)"
        assert only(found).of == 4


@pytest.mark.parametrize(
    "row",
    [
        "requests = 9, open = 3, closed = { value = 4, correction = { value = 6, ja = '誤植' } }",
        "requests = 9, open = 3, closed = { status = 'blank' }",
        "requests = { status = 'suppressed' }, open = 3, closed = 4",
    ],
)
def test_a_known_misprint_and_a_missing_figure_break_nothing(row: str) -> None:
    assert list(diagnoses(dataset(TABLE % row))) == []


def test_nil_has_no_digits_to_mistype() -> None:
    found = only(diagnoses(dataset(TABLE % "requests = 8, open = 5, closed = { status = 'nil' }")))
    assert addresses(found) == ["x.open", "x.requests"]


def test_a_part_in_brackets_stays_within_its_figure() -> None:
    row = "requests = 32, open = { value = 22, of-which = %s }, closed = 11"
    assert addresses(only(diagnoses(dataset(TABLE % row % 21)))) == ["x.open", "x.closed", "x.requests"]
    assert addresses(only(diagnoses(dataset(TABLE % row % 22)))) == ["x.closed", "x.requests"]


def test_a_sum_is_asked_for_its_own_repairs() -> None:
    broken = dataset(CROSSING.replace("a = 23", "a = 28"))
    sums = {each.row.name: each for each in part_sums(broken.table("x")) if each.row}
    assert [each.equation.code for each in repairs_for(sums["2003"], broken)] == ["T002"]
    assert repairs_for(sums["2001"], broken) == []


def test_a_sum_is_asked_for_its_repairs_with_what_other_pages_print() -> None:
    here, there = column(21, 43, 56, total=111), column(12, 43, 56, total=111, year=2021)
    (total,) = sums(here.table("x"))
    assert addresses(only(repairs_for(total, here))) == ["x.2001.n", "x.2002.n"]
    assert addresses(only(repairs_for(total, here, [there]))) == ["x.2001.n"]


def test_a_repair_says_of_which_kind_its_slip_is() -> None:
    assert [each.kind for each in only(diagnoses(column(132, 231, 540, total=894))).repairs] == [Kind.SWAPPED]
    assert next(diagnoses(dataset(TWO_ROWS % (0, 57)))).repairs[0].kind is Kind.ROWS


TWO_ROWS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" },
]
rows    = [{ year = 2001, a = 32, b = %s, both = 89 }, { year = 2002, a = 23, b = %s, both = 23 }]
total   = { a = 55, b = 57, both = 112 }
checks  = [{ parts = ["a", "b"], whole = "both" }]
"""


def test_a_nil_is_not_swapped_with_the_figure_of_another_row() -> None:
    first, second = diagnoses(dataset(TWO_ROWS % (0, 57)))
    assert addresses(first) == ["x.2001.b", "x.2002.b"]
    assert addresses(second) == ["x.2002.b", "x.2001.b"]
    nil = diagnoses(dataset(TWO_ROWS % ('{ status = "nil" }', 57)))
    assert [each.repairs for each in nil] == [(), ()]


def test_reasons_are_said_in_both_languages(fy2020: Dataset) -> None:
    assert list(diagnoses(fy2020, [fy2020])) == []
    found = only(diagnoses(column(21, 43, 65, 100, total=220)))
    assert found.equation.sentence.to("ja") == "x.total.n は 220 ですが、その 4 個の部分の和は 229 です(+9)"
    assert found.sentence.to("ja") == "5 個のセルのうち 4 個が当てはまります"
    assert found.repairs[0].sentence.ja == "x.2001.n: 21 でなく 12 (12→21 の入れ替わり)"


@given(
    numbers=st.lists(st.integers(0, 99_999), min_size=2, max_size=8),
    which=st.integers(0, 8),
    data=st.data(),
)
def test_the_true_slip_is_listed_and_whatever_is_listed_mends(
    numbers: list[int], which: int, data: st.DataObject
) -> None:
    figures = [*numbers, sum(numbers)]
    which %= len(figures)
    digits = str(figures[which])
    index = data.draw(st.integers(0, len(digits) - 1))
    before, digit, after = digits[:index], digits[index], digits[index + 1 :]
    typed = data.draw(
        st.sampled_from(
            [
                before + after[:1] + digit + after[1:],
                before + after,
                before + 2 * digit + after,
                before + data.draw(st.sampled_from("0123456789")) + after,
                digits + "0",
                digits + "000",
            ]
        )
    )
    assume(typed and int(typed) != figures[which])
    slipped = [*figures[:which], int(typed), *figures[which + 1 :]]
    found = only(diagnoses(column(*slipped[:-1], total=slipped[-1])))
    rights = []
    for each in found.repairs:
        (change,) = each.changes
        mended = [
            change.new if address == change.figure.address else number
            for number, address in zip(
                slipped, [*(f"x.{2001 + index}.n" for index in range(len(numbers))), "x.total.n"], strict=True
            )
        ]
        assert list(diagnoses(column(*mended[:-1], total=mended[-1]))) == []
        rights.append(mended == figures)
    assert rights.count(True) == 1
    assert [each.rank for each in found.repairs] == sorted(each.rank for each in found.repairs)
    assert all(each.sentence.to(lang) for each in found.repairs for lang in LANGUAGES)


def test_what_cannot_be_computed_is_not_broken() -> None:
    waiting = (TABLE % "requests = 12, open = 3, closed = 4, waiting = { status = 'blank' }").replace(
        'ja = "非公開" }', 'ja = "非公開" }, { id = "waiting", ja = "未済" }'
    )
    waiting = waiting.replace('checks  = [{ parts = ["open", "closed"], whole = "requests" }]\n', "")
    assert list(diagnoses(dataset(waiting + EXPLAINED % "carry-over" + 'pending = ["waiting"]'))) == []
    table = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "件数" }, { id = "names", ja = "名称", role = "text" }]
rows    = [{ n = { status = "blank" }, names = ["甲", "乙"] }]
checks  = [{ count = "n", names = "names" }]

[[claims]]
ja     = "2件"
equals = { "x.n" = 2 }
"""
    assert list(diagnoses(dataset(table))) == []


def test_a_figure_that_is_counted_twice_is_not_the_mistyped_one() -> None:
    more = (
        '[[tables.x.notes]]\nmark = "注1"\nat = ["open"]\nreason = "includes"\nja = "再掲を含む。"\n'
        '[[tables.x.checks]]\nparts = ["open", "closed"]\nwhole = "requests"\nincludes = ["open"]\n'
        'explained-by = "注1"\n'
    )
    plain = (TABLE % "requests = 60, open = 21, closed = 9").split("checks")[0]
    found = only(diagnoses(dataset(plain + more)))
    assert (found.of, addresses(found)) == (3, [])
    assert "x.requests" in addresses(only(diagnoses(dataset((plain + more).replace("60", "15")))))


def test_a_total_has_nothing_beside_it() -> None:
    more = """
[[tables.x.notes]]
mark   = "注1"
reason = "excludes"
ja     = "注"

[[tables.x.checks]]
total        = "n"
explained-by = "注1"
"""
    assert addresses(only(diagnoses(column(21, 43, 56, total=111, more=more)))) == ["x.2001.n", "x.2002.n"]
