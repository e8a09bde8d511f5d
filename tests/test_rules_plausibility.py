"""Rules about what looks wrong in one dataset: sentences, lists, jumps, slips and repeated figures."""

from collections.abc import Iterable

import pytest

from privstat.load import load_text
from privstat.validate import Finding, Outcome, find_rule, validation
from tests.conftest import dataset_text


def found(code: str, tables: str) -> list[Finding]:
    """Return what one rule finds in a dataset around some tables, the first of which is 表X."""
    return list(validation([load_text(dataset_text(tables), "fy2020.toml")], [find_rule(code)]).findings)


def sentences(findings: Iterable[Finding]) -> list[str]:
    return [finding.sentence.en for finding in findings]


CLAIM = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "件数" }, { id = "m", ja = "件数" }]
rows    = [{ n = 59, m = 0 }]

[[claims]]
ja     = "%s"
equals = { "x.n" = 59, "x.m" = 0 }

[[claims]]
ja     = "%s"
value  = 3
"""


def test_a_claim_is_compared_with_its_own_sentence_on_both_sides() -> None:
    findings = found("P003", CLAIM % ("請求は95件で、審査請求はありませんでした。", "審査会を30回、委員会を2回開催"))
    assert sentences(findings) == [
        "the claim is 59, but its sentence says 95 (+36)",
        "the claim is 3, but its sentence says 2, 30 (-1)",
    ]
    assert [len(finding.places) for finding in findings] == [2, 2]
    assert [str(place) for place in findings[0].places] == ["fy2020.toml:23:20", "fy2020.toml:22:10"]


def test_a_sentence_without_figures_says_nothing_of_a_claim() -> None:
    assert found("P003", CLAIM % ("2年度の請求は表Xのとおりです。", "審査会を開催しました。")) == []


NAMES = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "names", ja = "名称", role = "text" }]
rows    = [{ names = %s }]
"""


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        ('["甲事務", "乙事務", "甲 事務"]', [37, 23]),
        ('{ ja = ["甲事務", "乙事務", "甲事務"], en = ["A", "B", "A"] }', [44, 30]),
    ],
)
def test_a_name_that_is_listed_twice_is_shown_at_both_places(names: str, columns: list[int]) -> None:
    finding = found("T020", NAMES % names)[0]
    assert finding.sentence.en.endswith("is listed twice, as number 1 and number 3")
    assert [place.column for place in finding.places] == columns


def test_different_names_and_single_texts_pass() -> None:
    assert found("T020", NAMES % '["甲事務", "乙事務"]') == []
    assert found("T020", NAMES % '"甲事務"') == []
    assert Outcome.PASS in validation([load_text(dataset_text(NAMES % '["甲", "乙"]'))]).summary
