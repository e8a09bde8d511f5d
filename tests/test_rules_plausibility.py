"""Rules about what looks wrong in one dataset: sentences, lists, jumps, slips and repeated figures."""

import re
from collections.abc import Iterable

import pytest

from privstat.load import load_text
from privstat.validate import Finding, Outcome, find_rule, validation
from tests.conftest import SHARED, dataset_text


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
    assert [str(place) for place in findings[1].places] == ["fy2020.toml:27:10", "fy2020.toml:26:10"]


def test_the_difference_is_that_of_the_nearest_figure_and_ten_are_named() -> None:
    held = "審査会を" + "、".join(f"{times}回" for times in (1, *range(4, 16))) + "開催"
    (finding,) = found("P003", CLAIM % ("請求は59件で、審査請求はありませんでした。", held))
    assert finding.sentence.en == "the claim is 3, but its sentence says 1, 4, 5, 6, 7, 8, 9, 10, 11, 12 (+1)"


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


YEARS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "件数" }]
rows    = [%s]
"""


def over_years(*figures: object, notes: str = "") -> str:
    """Return a table with a row for each figure, from fiscal 2015 on."""
    rows = ", ".join(f"{{ year = {year}, n = {figure} }}" for year, figure in enumerate(figures, 2015))
    return YEARS % rows + notes


@pytest.mark.parametrize(
    ("figures", "jumps", "slips"),
    [
        ((4859, 5660, 19696), 0, 0),  # as published
        ((633, 5230, 6763, 3624), 0, 1),  # a new level that stays; the first year may be short of a digit
        ((500, 2600, 500), 1, 0),
        ((500, 2500, 500), 0, 0),  # five times is not more than five times
        ((2600, 500, 2600), 1, 0),
        ((99, 600, 99), 0, 0),  # below the floor
        ((500, 2600), 1, 0),
        ((500, 5000, 501), 0, 1),
        ((12, 110, 11), 0, 1),
        ((12, 110), 0, 0),
        ((9, 90, 9), 0, 0),
        ((5774, 6, 5660), 0, 0),
        ((5774, 57, 5660), 0, 1),
        ((5774, 5_700_000, 5660), 0, 1),
        ((0, 5000, 0), 0, 0),
        ((5000,), 0, 0),
        ((5000, '{ status = "suppressed", printed = "x" }', 5001), 0, 0),
    ],
)
def test_a_figure_that_stands_out_from_both_neighbours_is_a_jump_or_a_slip_of_digits(
    figures: tuple[object, ...], jumps: int, slips: int
) -> None:
    table = over_years(*figures)
    assert [len(found("Y020", table)), len(found("Y021", table))] == [jumps, slips]


def test_the_message_gives_the_neighbours_the_factor_and_the_difference() -> None:
    jump = found("Y020", over_years(500, 3100, 510))[0]
    assert jump.sentence.en == (
        "件数 is 3,100 in FY2016, but 500 in FY2015 and 510 in FY2017 (× 6.2, +2,600); is it right?"
    )
    assert jump.sentence.ja == (
        "平成28年度の件数は 3,100 ですが、平成27年度は 500、平成29年度は 510 です(6.2 倍、+2,600)。正しいですか"
    )
    assert len(jump.places) == 3
    assert "(× 6.3, +525)" in found("Y020", over_years(100, 625, 100))[0].sentence.en  # 6.25, rounded half up
    slip = found("Y021", over_years(5000, 501, 5100))[0]
    assert "(÷ 10.0, -4,499); is a digit too many or too few" in slip.sentence.en


@pytest.mark.parametrize("reason", ["break", "definition", "other"])
def test_a_note_on_the_figure_accounts_for_a_jump(reason: str) -> None:
    note = f'notes = [{{ mark = "※", at = ["2016.n"], reason = "{reason}", ja = "臨時の受付。" }}]'
    findings = found("Y020", over_years(500, 3100, 510, notes=note))
    assert [(each.outcome, each.note.mark if each.note else "") for each in findings] == [(Outcome.EXPLAINED, "※")]


@pytest.mark.parametrize(
    "note", ['at = ["n"], reason = "other"', 'reason = "definition"', 'at = ["2016.n"], reason = "suppressed"']
)
def test_a_note_on_all_figures_or_for_another_reason_does_not(note: str) -> None:
    notes = f'notes = [{{ mark = "※", {note}, ja = "件数。" }}]'
    assert [each.outcome for each in found("Y020", over_years(500, 3100, 510, notes=notes))] == [Outcome.FAIL]


@pytest.mark.parametrize(
    ("years", "outcome"),
    [
        (("2016", "2015"), Outcome.EXPLAINED),
        (("2016", "2017"), Outcome.EXPLAINED),
        (("2015", "2016", "2017"), Outcome.FAIL),
        (("2015", "2017"), Outcome.FAIL),
    ],
)
def test_a_note_accounts_for_a_jump_where_one_of_both_neighbours_lacks_it(
    years: tuple[str, ...], outcome: Outcome
) -> None:
    at = ", ".join(f'"{year}.n"' for year in years)
    notes = f'notes = [{{ mark = "※", at = [{at}], reason = "definition", ja = "件数。" }}]'
    assert [each.outcome for each in found("Y020", over_years(500, 3100, 510, notes=notes))] == [outcome]


def test_the_status_break_accounts_for_a_jump() -> None:
    findings = found("Y020", over_years(500, '{ value = 3100, status = "break" }', 510))
    assert [each.outcome for each in findings] == [Outcome.EXPLAINED]


MONTHS = ["2020-04", "2020-05", "2020-06", "2020-07"]


def test_months_are_compared_item_by_item_and_not_with_their_total() -> None:
    rows = ", ".join(
        f'{{ office = "{office}", month = "{month}", n = {number} }}'
        for office, numbers in (("a", (500, 510, 520, 530)), ("b", (9000, 9100, 900, 9300)))
        for month, number in zip(MONTHS, numbers, strict=True)
    )
    table = f"""
[tables.x]
label   = "表X"
title   = "題"
columns = [
  {{ id = "office", ja = "窓口", role = "dimension", codes = [{{ id = "a", ja = "甲" }}, {{ id = "b", ja = "乙" }}] }},
  {{ id = "month", ja = "月", role = "month" }},
  {{ id = "n", ja = "件数" }},
]
rows    = [{rows}]
total   = {{ office = "計", month = "計", n = 30360 }}
"""
    assert sentences(found("Y021", table)) == [
        "件数 is 900 in June 2020, but 9,100 in May 2020 and 9,300 in July 2020 (÷ 10.1, -8,200); "
        "is a digit too many or too few, or the unit another one?"
    ]
    assert found("Y020", table) == []


KITAKYUSHU = SHARED / "reference" / "pages" / "kitakyushu-h1-h30.txt"


@pytest.mark.skipif(not KITAKYUSHU.exists(), reason="the pages of other publishers are not part of the project")
def test_thirty_years_of_a_large_city_trip_nothing() -> None:
    page = KITAKYUSHU.read_text(encoding="utf-8")
    page = re.sub(r"\(\d+\)", "", page[page.index("平成元年度") : page.index("注2")])
    years = [re.findall(r"[\d,]+(?![\d,.])|-", year) for year in re.split(r"平成(?:元|\d+)年度", page)[1:]]
    assert len(years) == 30
    for column in range(7):
        figures = [year[column].replace(",", "") for year in years if year[column] != "-"]
        table = over_years(*figures)
        assert found("Y020", table) == found("Y021", table) == []


REPEATED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "item", ja = "区分", role = "dimension" },
  { id = "a", ja = "甲" },
  { id = "b", ja = "乙" },
  { id = "r", ja = "率", role = "rate" },
]
rows    = [
  { item = { id = "x", ja = "X" }, a = %s, b = %s, r = 99.8 },
  { item = { id = "y", ja = "Y" }, a = %s, b = %s, r = 99.8 },
]
"""


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((262, 49, 272, 49), []),
        ((205, 2325, 205, 909), []),
        ((262, 1149, 272, 1149), ["乙 is 1,149, as in the row above it (x.x.b); was it copied twice?"]),
        ((16, 49, 16, 49), ["the whole row (16, 49) is the same as the one above it; was it copied twice?"]),
        ((10, 10, 10, 10), ["the whole row (10, 10) is the same as the one above it; was it copied twice?"]),
        ((3, 49, 3, 49), []),
        ((100, 3, 100, 3), ["甲 is 100, as in the row above it (x.x.a); was it copied twice?"]),
        ((1000, 3, 1000, 4), ["甲 is 1,000, as in the row above it (x.x.a); was it copied twice?"]),
        ((999, 3, 999, 4), []),
        ((0, 0, 0, 0), []),
        (('{ status = "blank" }', 149, '{ status = "blank" }', 148), []),
    ],
)
def test_repeated_figures_are_told_where_they_are_large_or_make_up_the_row(
    figures: tuple[object, ...], expected: list[str]
) -> None:
    assert sentences(found("T021", REPEATED % figures)) == expected


def test_a_note_accounts_for_a_repeated_figure() -> None:
    note = 'notes = [{ mark = "※", at = ["y.a"], reason = "other", ja = "偶然同じ。" }]'
    findings = found("T021", REPEATED % (2262, 49, 2262, 50) + note)
    assert [each.outcome for each in findings] == [Outcome.EXPLAINED]
    assert sentences(findings) == ["甲 is 2,262, as in the row above it (x.x.a); ※ explains it: 偶然同じ。"]


def numbered(printed: str, absent: str = "", order: str = "") -> str:
    """Return a dataset whose source prints some tables (`表1 表2`), and which has them in the same or another order."""
    tables = "".join(
        f'[tables.t{number}]\nlabel = "{label}"\ntitle = "題"\n'
        'columns = [{ id = "n", ja = "件数" }]\nrows = [{ n = 1 }]\n'
        for number, label in enumerate((order or printed).split())
    )
    lists = {"tables": printed, "absent": absent}
    lines = [f"{key} = {labels.split()}".replace("'", '"') for key, labels in lists.items() if labels]
    return dataset_text("", numbers="X").replace("tables = X", "\n".join(lines)) + tables


def of_pages(code: str, text: str) -> list[str]:
    return sentences(validation([load_text(text)], [find_rule(code)]).findings)


@pytest.mark.parametrize(
    ("printed", "absent", "gaps"),
    [
        ("表1 表2", "", ""),
        ("表1 表3", "", "表2"),
        ("表1 表3", "表2", ""),
        ("第1表 第3表", "", "第2表"),
        ("表1 表2-1 表2-2 表3", "", ""),
        ("表1 表2-1 表2-3 表3", "", "表2-2"),
        ("表2の1 表2の2", "表1", ""),
        ("表1 表3(続き)", "表2", ""),
        ("平成30年度 表A", "", ""),
    ],
)
def test_every_table_number_that_is_left_out_is_told_once(printed: str, absent: str, gaps: str) -> None:
    expected = [f"the page skips {gap}; if so, list it under 'absent'" for gap in gaps.split()]
    assert of_pages("P002", numbered(printed, absent)) == expected


def test_tables_stand_in_the_printed_order() -> None:
    assert of_pages("P004", numbered("表4 別表1 表5")) == []
    assert of_pages("P004", numbered("表4 別表1 表5", order="表4 表5 別表1")) == [
        "別表1 stands after 表5, but the page prints it before"
    ]


def test_a_label_with_a_slip_does_not_make_thousands_of_gaps() -> None:
    assert len(of_pages("P002", numbered("表9999"))) == 100
