"""Pages of other cities, read from beside the checkout where they are, hold what the rules say."""

import re
from collections.abc import Iterator

import pytest

from privstat.load import load_text
from privstat.rates import Fit, rates
from privstat.totals import sums
from privstat.validate import validation
from tests.conftest import SHARED, dataset_text

PAGES = SHARED / "reference" / "pages"
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the pages are not beside this checkout")


def rows_of_kitakyushu() -> Iterator[str]:
    """Yield a row for each year; a few years stand on several lines."""
    page = (PAGES / "kitakyushu-h1-h30.txt").read_text(encoding="utf-8").replace("元年度", "1年度").replace(",", "")
    for year, figures in re.findall(r"^平成(\d+)年度([-\d().\s]+)", page, re.MULTILINE):
        requests, shares, documents, *rest = re.fullmatch(
            r"(\d+)\s+(?:\((\d+)\))?\s*(\S+)\s+(.*)", figures.strip(), re.DOTALL
        ).groups()  # type: ignore[union-attr]
        a, b, c, absent, other, rate = rest[0].split()
        n = f"{{ value = {requests}, of-which = {shares} }}" if shares else requests
        files = '"-"' if documents == "-" else documents
        yield (
            f"{{ y = {1988 + int(year)}, n = {n}, files = {files}, a = {a}, b = {b}, c = {c}, "
            f"absent = {absent}, other = {other}, rate = {rate} }}"
        )


KITAKYUSHU = """
[symbols]
"-" = "not-counted"

[tables.x]
label   = "表X"
title   = "情報公開制度運用状況"
columns = [
  { id = "y", ja = "年度", role = "fiscal-year" },
  { id = "n", ja = "請求数" }, { id = "files", ja = "対象行政文書" },
  { id = "a", ja = "全部開示" }, { id = "b", ja = "一部開示" }, { id = "c", ja = "不開示" },
  { id = "absent", ja = "不存在" }, { id = "other", ja = "その他" },
  { id = "rate", ja = "開示率", role = "rate", unit = "%%", formula = { sum = ["a", "b"], over = ["a", "b", "c"] } },
]
rows    = [
%s
]
notes   = [{ mark = "注2", at = ["other"], reason = "definition", ja = "開示請求が取り下げられたもの等を言います。" }]
"""


def test_the_rates_of_thirty_years_follow_their_formula_and_one_was_cut() -> None:
    dataset = load_text(dataset_text(KITAKYUSHU % ",\n".join(rows_of_kitakyushu()), 2018))
    found = list(rates(dataset.table("x")))
    assert len(found) == 30
    assert [each.cell.address for each in found if each.fit is not Fit.EQUAL] == ["x.2003.rate"]
    (finding,) = validation([dataset]).findings
    assert finding.rule.code == "T007"
    assert finding.sentence.en.endswith("6,734 ÷ 6,737 gives 99.955 (+0.055): it was cut, not rounded")


def rows_of_sapporo() -> Iterator[str]:
    page = (PAGES / "sapporo-r3-notifications.txt").read_text(encoding="utf-8")
    for number, (name, figure) in enumerate(re.findall(r"(\w+) \| ([\d,]+) \|", page)):
        n = figure.replace(",", "")
        if name == "小計":
            yield f'{{ subtotal = {{ id = "mayor", ja = "小計" }}, n = {n} }}'
        elif name != "合計":
            yield f'{{ organ = {{ id = "o{number}", ja = "{name}" }}, n = {n} }}'


SAPPORO = """
[tables.x]
label   = "表X"
title   = "実施機関別の届出件数"
columns = [{ id = "organ", ja = "実施機関名", role = "dimension" }, { id = "n", ja = "届出件数" }]
rows    = [
%s
]
total   = { organ = "合計", n = 2397 }
"""


def test_a_subtotal_over_twenty_five_rows_and_the_total_over_thirty_eight_hold() -> None:
    text = dataset_text(SAPPORO % ",\n".join(rows_of_sapporo()), 2021)
    dataset = load_text(text)
    assert [(len(each.parts), each.printed, each.difference) for each in sums(dataset.table("x"))] == [
        (38, 2397, 0),
        (25, 1678, 0),
    ]
    assert validation([dataset]).findings == ()
    as_a_row = load_text(text.replace("subtotal = {", "organ = {"))
    assert [finding.rule.code for finding in validation([as_a_row]).findings] == ["T008", "T001"]
