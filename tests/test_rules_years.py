"""The rules about printed years, titles, newest years and labels."""

import pytest

from privstat.errors import FaultyFile
from privstat.load import load_text
from privstat.printed_years import printed_months, printed_years
from privstat.validate import Finding, Severity, validation
from tests.conftest import dataset, dataset_text

YEARS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "t", ja = "年", role = "%s" }, { id = "n", ja = "件数" }]
rows    = [{ t = { value = %s, printed = "%s" }, n = 1 }]
"""


def found(text: str, year: int = 2020) -> list[Finding]:
    findings = list(validation([dataset(text, year)]).findings)
    assert all(finding.sentence.ja for finding in findings)
    return findings


def codes(text: str, year: int = 2020) -> list[str]:
    return [finding.rule.code for finding in found(text, year)]


@pytest.mark.parametrize(
    ("year", "printed", "agrees"),
    [
        (2020, "令和2年度", True),
        (2020, "2年度", True),
        (2020, "R2", True),
        (2020, "令和２", True),
        (2020, "2", True),
        (2020, "2020年度", True),
        (2020, "2020", True),
        (2020, "令和2年度(2020年度)", True),
        (2020, "令和3年度", False),
        (2020, "3年度", False),
        (2020, "2021", False),
        (2020, "令和2年度(2021年度)", False),
        (2019, "平成31年度", True),
        (2019, "令和元年度", True),
        (2019, "令和1年度", True),
        (2019, "元年度", True),
        (2020, "平成32年度", False),  # never was
        (1989, "昭和64年度", False),  # never was
        (1989, "平成元年度", True),
        (2000, "12", True),
        (2007, "19年度", True),
        (2014, "平成27年3月31日", True),  # a day of the fiscal year
        (2014, "平成26年4月1日～平成27年3月31日", True),
        (2015, "平成27年3月31日", False),
        (2020, "本年度", True),  # no year at all
        (2020, "2年度末", True),
        (2020, "0年度", False),
    ],
)
def test_a_printed_fiscal_year_is_the_year_beside_it(year: int, printed: str, agrees: bool) -> None:
    assert codes(YEARS % ("fiscal-year", year, printed), year) == ([] if agrees else ["Y003"])


@pytest.mark.parametrize(
    ("month", "printed", "agrees"),
    [
        ("2020-08", "2年8月", True),
        ("2020-08", "令和2年8月", True),
        ("2020-08", "8月", True),
        ("2020-08", "8", True),
        ("2020-08", "2020年8月", True),
        ("2020-08", "9月", False),
        ("2020-08", "3年8月", False),
        ("2020-08", "令和3年8月", False),
        ("2021-01", "1月", True),
        ("2021-01", "令和3年1月", True),
        ("2021-01", "2年1月", True),  # carried down from the first row of its block
        ("2021-01", "4年1月", False),
        ("2019-04", "平成31年4月", True),
        ("2019-05", "令和元年5月", True),
    ],
)
def test_a_printed_month_is_the_month_beside_it(month: str, printed: str, agrees: bool) -> None:
    told = [code for code in codes(YEARS % ("month", f'"{month}"', printed)) if code != "Y001"]
    assert told == ([] if agrees else ["Y003"])


def test_a_wrong_label_is_told_with_both_sides() -> None:
    (year,) = found(YEARS % ("fiscal-year", 2020, "令和3年度"))
    assert year.sentence.en == "'令和3年度' is printed for 2020, which is 令和2年度"
    assert year.sentence.ja == "「令和3年度」と印刷されていますが、値は 2020(令和2年度)です"
    assert [place.line for place in year.places] == [year.places[0].line] * 2
    month = next(f for f in found(YEARS % ("month", '"2020-08"', "9月")) if f.rule.code == "Y003")
    assert month.sentence.en == "'9月' is printed for 2020-08, which is 令和2年8月"


def test_years_and_months_are_found_in_texts() -> None:
    (year,) = printed_years("令和４年３月末現在")
    assert (year.years, year.fiscal, year.month) == (frozenset({2022}), False, 3)
    assert printed_months("12月から2月") == {12, 2}
    assert list(printed_years("三年")) == []


TITLED = """
[tables.x]
label   = "表X"
title   = "%s"
columns = [%s{ id = "n", ja = "件数" }]
rows    = [%s]
"""


@pytest.mark.parametrize(
    ("title", "year", "expected"),
    [
        ("2年度の件数", 2020, []),
        ("令和2年度の件数", 2020, []),
        ("令和元年度の件数", 2020, ["Y004"]),
        ("元年度の件数", 2020, ["Y004"]),
        ("令和元年度と令和2年度の件数", 2020, []),
        ("令和元年度の件数", 2019, []),
        ("平成31年度の件数", 2019, []),
        ("令和元年の件数", 2020, []),  # a calendar year
        ("件数", 2020, []),
        ("2019年度の件数", 2020, ["Y004"]),
    ],
)
def test_a_title_that_names_another_year_is_told(title: str, year: int, expected: list[str]) -> None:
    assert codes(TITLED % (title, "", "{ n = 1 }"), year) == expected


def test_a_table_over_several_years_may_name_any_and_the_title_of_the_dataset_counts() -> None:
    years = '{ id = "y", ja = "年度", role = "fiscal-year" }, '
    assert codes(TITLED % ("令和元年度からの件数", years, "{ y = 2019, n = 1 }, { y = 2020, n = 2 }")) == []
    text = dataset_text(TITLED % ("件数", "", "{ n = 1 }")).replace("運用状況", "運用状況(令和3年度)")
    (finding,) = validation([load_text(text)]).findings
    assert finding.rule.code == "Y004"
    assert finding.severity is Severity.INFORMATION


def test_a_table_over_years_ends_with_the_year_of_its_page() -> None:
    years = '{ id = "y", ja = "年度", role = "fiscal-year" }, '
    rows = "{ y = 2019, n = 1 }, { y = 2020, n = 2 }"
    assert codes(TITLED % ("件数", years, rows), 2020) == []
    (early,) = found(TITLED % ("件数", years, rows), 2021)
    assert early.sentence.en == "the newest year is FY2020, but the dataset is of FY2021 (-1)"
    (late,) = found(TITLED % ("件数", years, rows), 2019)
    assert late.sentence.en == "the newest year is FY2020, but the dataset is of FY2019 (+1)"
    assert codes(TITLED % ("件数", years, ""), 2020) == []
    second = (TITLED % ("件数", years, "{ y = 2019, n = 1 }")).replace("tables.x", "tables.y").replace("表X", "表Y")
    assert "Y005" in codes(TITLED % ("件数", years, rows) + second, 2020)


MIXED = """
[tables.x]
label    = "表X"
title    = { ja = "題", en = "Title" }
unit     = %s
as-of    = { ja = "4月現在", en = "as of April" }
columns  = [
  { id = "kind", role = "dimension", group = true, codes = [{ id = "k", %s }] },
  { id = "organ", ja = "機関", en = "Organ", role = "dimension" },
  { id = "n", %s, under = "s", unit = { ja = "%%", en = "%%" } },
  { id = "names", ja = "名称", en = "Names", role = "text" },
]
spanners = [{ id = "s", %s }]
rows     = [{ kind = "k", organ = { id = "p", %s }, n = 1, names = %s }]
total    = { kind = %s, n = 1 }
notes    = [{ mark = "※", reason = "definition", %s }]
"""
BOTH = ("{ ja = '件', en = 'cases' }", "{ ja = ['甲', '乙'], en = ['A', 'B'] }", "ja = '件数', en = 'Count'")


def test_a_table_that_is_half_translated_says_which_texts_lack_english() -> None:
    unit, names, label = BOTH
    whole = [unit, label, label, label, label, names, unit, label]
    assert codes(MIXED % tuple(whole)) == []
    plain = {0: "'件'", 5: "['甲', '乙']", 6: "'計'"}
    for position in range(len(whole)):
        texts = list(whole)
        texts[position] = plain.get(position, "ja = '件数'")
        (finding,) = found(MIXED % tuple(texts))
        assert finding.rule.code == "S011"
        assert finding.severity is Severity.INFORMATION
        assert f"no English for {2 if position == 5 else 1} of 14 texts: 「" in finding.sentence.en
    all_plain = [plain.get(position, "ja = '件数'") for position in range(len(whole))]
    (finding,) = found(MIXED % tuple(all_plain))
    assert finding.sentence.en.endswith(": 「件」, 「件数」, 「甲」, 「乙」, 「計」")
    (finding,) = found(MIXED % (*all_plain[:-1], "ja = '別の文'"))
    assert finding.sentence.en.endswith(": 「件」, 「件数」, 「甲」, 「乙」, 「計」, …")


def test_a_table_in_japanese_alone_is_as_it_was_printed_and_ascii_needs_no_translation() -> None:
    assert codes(TITLED % ("題", "", "{ n = 1 }")) == []
    assert (
        codes((TITLED % ("題", "", "{ n = 1 }")).replace('"題"', '{ ja = "題", en = "T" }').replace("件数", "N")) == []
    )


def test_an_id_that_is_not_ascii_says_what_is_not_and_what_it_may_mean() -> None:
    text = dataset_text(TITLED % ("題", "", "{ n = 1 }"))
    with pytest.raises(FaultyFile, match=r"'件数' is not an id of small letters, .*; '件数' is not ASCII\n"):
        load_text(text.replace('id = "n"', 'id = "件数"').replace("{ n = 1 }", ""))
    with pytest.raises(FaultyFile, match=r"'ｎ' is not ASCII\. Did you mean n\?"):
        load_text(text.replace('id = "n"', 'id = "ｎ"'))
