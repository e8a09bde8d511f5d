"""What a footnote lets the numbers do, outcome by outcome and reason by reason."""

import pytest

from privstat.codelists import Reason
from privstat.load import load_text
from privstat.model import Dataset
from privstat.relations import verdict
from privstat.totals import sums
from privstat.validate import Outcome, Verdict
from tests.conftest import FY2020, dataset


def outcome_of_table6(**changes: str) -> Verdict:
    """Return the verdict on 表6 after changes to the shipped file, `old=new` as snippets with a : in the middle."""
    text = FY2020.read_text(encoding="utf-8")
    for change in changes.values():
        old, new = change.split(" → ")
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (part_sum,) = sums(load_text(text).table("table6"))
    return verdict(part_sum)


def sentence(found: Verdict) -> str:
    assert found.sentence
    assert found.sentence.to("ja")
    return found.sentence.to("en")


def test_a_mismatch_that_its_note_explains_is_not_a_failure() -> None:
    found = outcome_of_table6()
    assert found.outcome is Outcome.EXPLAINED
    assert found.note
    assert found.note.mark == "注1"
    assert "add up to 79 (+20); 注1 explains it: One request may have" in sentence(found)
    assert found.sentence
    assert found.sentence.to("ja").startswith(
        "請求件数は 59 ですが、開示+一部開示+非開示+不存在+取り下げの和は 79 です(+20)"
    )


def test_an_explanation_covers_the_pinned_figures_and_no_others() -> None:
    for change in (
        "disclosed = 35 → disclosed = 36",
        "requests = 59 → requests = 58",
        "disclosed = 35 → disclosed = 3",
    ):
        found = outcome_of_table6(change=change)
        assert found.outcome is Outcome.MOVED
        assert "注1 was pinned to 79 and 59" in sentence(found)


def test_an_explanation_goes_stale_when_there_is_nothing_left_to_explain() -> None:
    found = outcome_of_table6(change="requests = 59 → requests = 79")
    assert found.outcome is Outcome.STALE
    assert "注1 explains nothing any more" in sentence(found)


def test_an_explanation_that_is_not_pinned_fails_and_says_how_to_pin_it() -> None:
    found = outcome_of_table6(change="expect       = { parts = 79, whole = 59 } → ")
    assert found.outcome is Outcome.FAIL
    assert "expect = { parts = 79, whole = 59 }" in sentence(found)


def test_a_mismatch_without_an_explanation_fails() -> None:
    found = outcome_of_table6(one='explained-by = "注1" → ', two="expect       = { parts = 79, whole = 59 } → ")
    assert (found.outcome, found.note) == (Outcome.FAIL, None)
    assert sentence(found).endswith("add up to 79 (+20)")


def test_a_missing_figure_leaves_the_check_undecided() -> None:
    found = outcome_of_table6(change='disclosed = 35 → disclosed = { status = "suppressed", printed = "x" }')
    assert found.outcome is Outcome.UNDECIDED
    assert sentence(found) == "not checked: there is no figure in table6.disclosed (suppressed)"


TABLE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "a", ja = "A", role = "rate" },
  { id = "b", ja = "B", role = "rate" },
  { id = "whole", ja = "計", role = "rate" },
  { id = "more", ja = "他", role = "rate" },
]
rows    = [{ a = %s, b = %s, whole = %s, more = %s }]
notes   = [{ mark = "注", at = ["a"], reason = "%s", ja = "…" }]
checks  = [{ parts = ["a", "b"], whole = "whole", explained-by = "注", expect = { parts = %s, whole = %s }%s }]
"""


def outcome(reason: str, a: str, b: str, whole: str, more: str = "0", extra: str = "") -> Outcome:
    """Return the outcome of a + b against a whole, with an explanation that is pinned to just these figures."""
    from decimal import Decimal

    number = {"a": a, "b": b, "whole": whole}
    plain = [Decimal(text if text[0] != "{" else text.split("=")[1].split(",")[0]) for text in number.values()]
    text = TABLE % (a, b, whole, more, reason, plain[0] + plain[1], plain[2], extra)
    (part_sum,) = sums(dataset(text).table("x"))
    return verdict(part_sum).outcome


E, F = Outcome.EXPLAINED, Outcome.FAIL


@pytest.mark.parametrize(
    ("reason", "a", "b", "whole", "more", "extra", "expected"),
    [
        # one request may have several outcomes: parts ≥ whole
        ("overlap", "40", "20", "59", "0", "", E),
        ("overlap", "40", "18", "59", "0", "", F),
        # rounding: half a unit for each figure, as precise as it was printed
        ("rounding", "27.8", "72.1", "100.0", "0", "", E),
        ("rounding", "27.8", "72.0", "100.0", "0", "", F),
        ("rounding", "27", "72", "100", "0", "", E),
        ("rounding", "27", "71", "100", "0", "", F),
        ("rounding", "27.8", "72.1", "100", "0", "", E),
        ("rounding", "27.8", "71.5", "100", "0", "", F),
        # carried over, or still open: parts + pending = whole + carried
        ("carry-over", "40", "10", "59", "9", ', pending = ["more"]', E),
        ("carry-over", "40", "10", "59", "8", ', pending = ["more"]', F),
        ("carry-over", "40", "28", "59", "9", ', carried = ["more"]', E),
        ("carry-over", "40", "27", "59", "9", ', carried = ["more"]', F),
        ("carry-over", "40", "10", "59", "9", "", F),
        # part of which: no part exceeds the whole
        ("of-which", "40", "30", "59", "0", "", E),
        ("of-which", "60", "1", "59", "0", "", F),
        # the stated identity
        ("excludes", "40", "30", "61", "9", ', excludes = ["more"]', E),
        ("excludes", "40", "30", "60", "9", ', excludes = ["more"]', F),
        ("excludes", "40", "30", "61", "9", "", F),
        ("includes", "40", "30", "79", "9", ', includes = ["more"]', E),
        ("includes", "40", "30", "78", "9", ', includes = ["more"]', F),
        ("includes", "40", "30", "79", "9", "", F),
        # a status on one of the figures
        ("provisional", '{ value = 40, status = "provisional" }', "30", "71", "0", "", E),
        ("provisional", "40", "30", "71", "0", "", F),
        ("revised", "40", "30", '{ value = 71, status = "revised" }', "0", "", E),
        ("revised", "40", "30", "71", "0", "", F),
        # nothing: these cannot explain a mismatch
        ("break", "40", "30", "71", "0", "", F),
        ("suppressed", "40", "30", "71", "0", "", F),
        ("definition", "40", "30", "71", "0", "", F),
        ("other", "40", "30", "71", "0", "", F),
    ],
)
def test_a_reason_explains_what_its_relation_says(
    reason: str, a: str, b: str, whole: str, more: str, extra: str, expected: Outcome
) -> None:
    assert outcome(reason, a, b, whole, more, extra) is expected


def test_every_reason_of_the_closed_list_is_tested_above() -> None:
    tested = {case[0] for case in test_a_reason_explains_what_its_relation_says.pytestmark[0].args[1]}  # type: ignore[attr-defined]
    assert tested == set(Reason)


ROWS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "a", ja = "A" }, { id = "whole", ja = "計" }]
rows    = [{ year = 2018, a = 3, whole = 3 }, { year = 2019, a = 5, whole = 4 }, { year = 2020, a = 6, whole = 4 }]
notes   = [{ mark = "注", at = ["a"], reason = "overlap", ja = "…" }]
checks  = [{ parts = ["a"], whole = "whole", explained-by = "注", expect = [%s] }]
"""


def outcomes(pins: str) -> list[str]:
    return [verdict(each).outcome.value for each in sums(dataset(ROWS % pins).table("x")) if each.row]


def test_each_row_has_a_pin_of_its_own() -> None:
    both = '{ row = "2019", parts = 5, whole = 4 }, { row = "2020", parts = 6, whole = 4 }'
    assert outcomes(both) == ["pass", "explained", "explained"]
    assert outcomes('{ row = "2019", parts = 5, whole = 4 }') == ["pass", "explained", "fail"]
    assert outcomes(f'{both}, {{ row = "2018", parts = 4, whole = 3 }}') == ["stale", "explained", "explained"]


def test_a_row_without_a_pin_is_told_which_one_it_needs() -> None:
    found = [
        verdict(each) for each in sums(dataset(ROWS % '{ row = "2019", parts = 5, whole = 4 }').table("x")) if each.row
    ]
    assert 'expect = { row = "2020", parts = 6, whole = 4 }' in sentence(found[2])


def test_rows_that_add_up_are_fine_where_other_rows_are_explained() -> None:
    text = ROWS.replace(", expect = [%s]", "")
    found = [verdict(each) for each in sums(dataset(text).table("x")) if each.row]
    assert [each.outcome.value for each in found] == ["pass", "fail", "fail"]


def test_a_printed_total_can_be_explained_too() -> None:
    text = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "請求" }]
rows    = [{ year = 2019, n = 120 }, { year = 2020, n = 28 }]
total   = { year = "合計", n = 146 }
notes   = [{ mark = "※", at = ["total.n"], reason = "overlap", ja = "両方にされた請求が2件ある。" }]
checks  = [{ total = "n", explained-by = "※", expect = { parts = 148, whole = 146 } }]
"""
    (found,) = [verdict(each) for each in sums(dataset(text).table("x"))]
    assert found.outcome is Outcome.EXPLAINED
    assert sentence(found).startswith("printed total 146, but the rows add up to 148 (+2); ※ explains it")
    unpinned = text.replace(", expect = { parts = 148, whole = 146 }", "")
    (found,) = [verdict(each) for each in sums(dataset(unpinned).table("x"))]
    assert sentence(found).endswith("but is pinned to no figures: expect = { parts = 148, whole = 146 }")


def test_a_dataset_without_checks_has_nothing_to_explain(fy2020: Dataset) -> None:
    (updates,) = sums(fy2020.table("annex1"))
    assert verdict(updates).outcome is Outcome.PASS
