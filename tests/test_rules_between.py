"""Rules between the datasets of one publisher, as a user meets them: `privstat validate FOLDER`."""

import json
import re
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from privstat.load import load_text
from privstat.place import Spot
from privstat.validate import Outcome, find_rule, validation
from tests.conftest import Call, dataset_text
from tests.mitaka import page, write


class Told(NamedTuple):
    """A finding as a script reads it; the places are without the folder."""

    code: str
    outcome: str
    severity: str
    places: list[str]
    message: str


class Validated(Protocol):
    def __call__(self, *pages: str) -> list[Told]: ...


@pytest.fixture
def told(tmp_path: Path, call: Call) -> Validated:
    """Return a function that validates pages in a folder, and returns what is not a pass.

    The sum of 表6, which 注1 explains on every page, is left out.
    """

    def findings(*pages: str) -> list[Told]:
        ran = call("validate", str(write(tmp_path, *pages)), "--json")
        found = json.loads(ran.out)["findings"]
        assert ran.code == any(each["severity"] == "error" for each in found), ran.err
        return [
            Told(
                each["code"],
                each["outcome"],
                each["severity"],
                [f"{Path(place['path']).name}:{place['line']}:{place['column']}" for place in each["places"]],
                each["message"],
            )
            for each in found
            if each["code"] != "T002"
        ]

    return findings


def test_pages_that_agree_are_silent(told: Validated) -> None:
    assert told(*(page(year) for year in range(2019, 2023))) == []


def test_a_year_without_a_dataset_is_told(told: Validated) -> None:
    places = ["fy2021.toml:10:15", "fy2019.toml:10:15"]
    assert told(page(2019), page(2021)) == [
        Told("Y016", "fail", "information", places, "there is no dataset for FY2020")
    ]


def test_several_years_without_a_dataset_are_told_together(told: Validated) -> None:
    assert "FY2020 to FY2021" in told(page(2019), page(2022))[0].message


def test_each_gap_is_told_wherever_it_is(told: Validated) -> None:
    gaps = [each.message for each in told(*(page(year) for year in (2019, 2020, 2022, 2024)))]
    assert gaps == ["there is no dataset for FY2021", "there is no dataset for FY2023"]


def test_columns_and_items_that_come_and_go_are_told_list_by_list(told: Validated) -> None:
    findings = told(
        page(2020),
        page(
            2021,
            ('ja = "非開示",   en = "Not disclosed"', 'ja = "不開示", en = "Refused"'),
            ('id = "sports", ja = "スポーツ推進課"', 'id = "sports-section", ja = "スポーツ課"'),
        ),
    )
    assert [(each.code, each.severity, each.message) for each in findings] == [
        (
            "Y012",
            "information",
            "表4, Department: since FY2020 Sports Promotion Section came; Sports Promotion Section went",
        ),
        ("Y012", "information", "表6, columns: since FY2020 Not disclosed is called Refused"),
    ]
    assert findings[0].places == ["fy2021.toml:68:17", "fy2020.toml:68:17"]
    assert [place.partition(":")[0] for place in findings[1].places] == ["fy2021.toml", "fy2020.toml"]


def test_widths_and_spaces_are_no_new_names(told: Validated) -> None:
    assert told(page(2020), page(2021, ('"requests",  ja = "請求件数"', '"requests", ja = "請求 件数"'))) == []


def test_a_heading_with_another_id_is_a_warning(told: Validated) -> None:
    copies = ('{ id = "copies",      ja', '{ id = "copy",      ja')
    rows = [(f"copies = {number} }},\n", f"copy = {number} }},\n") for number in (148, 220, 203)]
    series = ('measure       = "annex2.copies"', 'measure = "annex2.copy"')
    findings = told(page(2020), page(2021, copies, *rows, series))
    assert [(each.code, each.severity, each.message) for each in findings] == [
        (
            "Y013",
            "warning",
            "Resident-record copies issued by other municipalities of 別表2 has the id 'copy' here, "
            "but 'copies' in mitaka-fy2020",
        )
    ]


LAW, URGENT = '{ id = "law",     ja', '{ id = "urgent",  ja'
SWAPPED = [(LAW, "swapped"), (URGENT, LAW), ("swapped", URGENT)]


def test_every_list_passes_whose_headings_kept_their_ids() -> None:
    def passed(*changes: tuple[str, str]) -> int:
        pages = [load_text(text) for text in (page(2020), page(2021, *changes))]
        return validation(pages, [find_rule("Y013")]).summary[Outcome.PASS]

    assert passed() == passed(*SWAPPED) + 1 > 1


def test_swapped_ids_are_a_warning_for_each(told: Validated) -> None:
    findings = told(page(2020), page(2021, *SWAPPED))
    assert [each.code for each in findings] == ["Y013", "Y013"]


def test_a_flow_is_not_joined_to_a_stock(told: Validated) -> None:
    cards = 'measure       = "annex2.cards"\nkind          = "%s"'
    findings = told(page(2020), page(2021, (cards % "flow", cards % "stock")))
    assert [(each.code, each.severity, each.message) for each in findings] == [
        ("Y014", "error", "mynumber-cards cannot be joined: it is 'stock' here, but 'flow' in mitaka-fy2020")
    ]


def test_another_unit_is_an_error_of_every_series_that_has_it(told: Validated) -> None:
    title = 'en = "My Number Cards and other documents issued" }\n'
    unit = 'unit    = { ja = "%s", en = "cases" }\n'
    findings = told(page(2020), page(2021, (title + unit % "件", title + unit % "千件")))
    assert [(each.code, each.message) for each in findings] == [
        ("Y014", "mynumber-cards cannot be joined: it is '千件' here, but '件' in mitaka-fy2020"),
        ("Y014", "resident-record-copies cannot be joined: it is '千件' here, but '件' in mitaka-fy2020"),
    ]
    assert findings[0].places[0].startswith("fy2021.toml:3")


UNITS = """
[tables.x]
label   = "表X"
title   = "題"%s
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "甲" },
  { id = "b", ja = "乙", unit = "枚" },
]
rows    = [{ year = %d, a = 1, b = 2 }]

[[series]]
id      = "a"
measure = "x.a"
kind    = "flow"

[[series]]
id      = "b"
measure = "x.b"
kind    = "flow"
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence", "shown"),
    [
        ("枚", "千枚", "b cannot be joined: it is '千枚' here, but '枚' in mitaka-fy2020", ['"千枚"', '"枚"']),
        ("件", "千件", "a cannot be joined: it is '千件' here, but '件' in mitaka-fy2020", ['"千件"', '"件"']),
        (
            '\nunit    = "件"',
            "",
            "a cannot be joined: it is '' here, but '件' in mitaka-fy2020",
            ["[tables.x]", '"件"'],
        ),
    ],
)
def test_a_unit_is_that_of_the_column_or_else_of_the_table_and_is_shown_where_it_stands(
    old: str, new: str, sentence: str, shown: list[str]
) -> None:
    before, here = (UNITS % ('\nunit    = "件"', year) for year in (2020, 2021))
    texts = dataset_text(before), dataset_text(here.replace(old, new), 2021)
    found = validation([load_text(text) for text in texts], [find_rule("Y014")]).findings
    assert [each.sentence.en for each in found] == [sentence]
    assert [_shown(spot) for spot in found[0].spots] == shown


def _shown(spot: Spot) -> str:
    return spot.line[spot.place.column - 1 :][: spot.length]


ACT = ('regime      = "ordinance"', 'regime = "national-act"')


def test_a_series_that_goes_on_under_another_law_needs_a_mark(told: Validated) -> None:
    findings = told(page(2022), page(2023, ACT))
    assert [(each.code, each.severity, each.message) for each in findings] == [
        (
            "Y015",
            "warning",
            "disclosure-requests, FY2022 to FY2023: the legal frame changed from 'ordinance' to 'national-act'; "
            "mark the figure with the status break, or with a note of this reason",
        )
    ]
    assert findings[0].places == ["fy2023.toml:126:16", "fy2022.toml:126:16", "fy2023.toml:13:10", "fy2022.toml:13:15"]


@pytest.mark.parametrize(
    ("mark", "end"),
    [
        (("requests = 68,", 'requests = { value = 68, status = "break" },'), ""),
        (
            (
                "[[tables.table6.checks]]",
                '[[tables.table6.notes]]\nmark = "注2"\nat = ["requests"]\nreason = "break"\n'
                'ja = "5年4月から法による。"\nen = "Under the Act."\n[[tables.table6.checks]]',
            ),
            "; 注2 explains it: Under the Act.",
        ),
    ],
)
def test_a_marked_break_is_explained(told: Validated, mark: tuple[str, str], end: str) -> None:
    findings = told(page(2022), page(2023, ACT, mark))
    assert [(each.code, each.outcome) for each in findings] == [("Y015", "explained")]
    assert findings[0].message.endswith("to 'national-act'; the figure is marked as a break" + end)


def test_two_years_under_the_act_are_of_one_frame(told: Validated) -> None:
    assert told(page(2023, ACT), page(2024, ACT)) == []


def _noted(text: str) -> tuple[str, str]:
    note = f'mark = "注2"\nat = ["requests"]\nreason = "definition"\nja = "{text}"\nen = "{text}"\n'
    return "[[tables.table6.checks]]", f"[[tables.table6.notes]]\n{note}[[tables.table6.checks]]"


def test_a_definition_that_stays_is_no_change_and_one_with_other_words_is(told: Validated) -> None:
    without, with_ = _noted("取下げを除く。"), _noted("取下げを含む。")
    assert told(page(2020, without), page(2021, without)) == []
    (finding,) = told(page(2020, without), page(2021, with_))
    assert "the notes on the definition changed (取下げを含む。); mark the figure" in finding.message


def test_figures_of_before_the_act_are_of_the_ordinance_on_every_page(told: Validated) -> None:
    assert told(page(2020), page(2021, ACT)) == []


def test_a_table_with_the_figures_of_the_year_before_was_not_updated(told: Validated) -> None:
    findings = told(page(2020), page(2021, ("requests = 62", "requests = 59"), *_table6_of_2020()))
    assert [(each.code, each.severity, each.message) for each in findings] == [
        ("Y022", "warning", "all 7 figures of 表6 are those of FY2020; was it updated?")
    ]
    assert len(findings[0].places) == 14


def _table6_of_2020() -> list[tuple[str, str]]:
    row = "disclosed = 38, partial = 22, refused = 6, absent = 23, withdrawn = 5"
    return [
        (row, "disclosed = 35, partial = 19, refused = 3, absent = 20, withdrawn = 2"),
        ("parts = 94, whole = 62", "parts = 79, whole = 59"),
    ]


SMALL = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "k", ja = "区分", role = "dimension" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "c", ja = "C" }, { id = "d", ja = "D" },
]
rows    = [{ k = { id = "one", ja = "一" }, a = %d, b = 10, c = 10, d = { status = "suppressed" } }]
total   = { k = "計", b = 9, c = 9 }
"""


@pytest.mark.parametrize(
    ("a", "expected"), [(10, ["all 5 figures of 表X are those of FY2020; was it updated?"]), (9, []), (0, [])]
)
def test_what_was_not_updated_is_told_from_three_figures_of_two_digits_on_and_only_figures_count(
    a: int, expected: list[str]
) -> None:
    assert not_updated(SMALL % a, SMALL % a) == expected


def not_updated(before: str, here: str) -> list[str]:
    datasets = load_text(dataset_text(before)), load_text(dataset_text(here, 2021))
    return [finding.sentence.en for finding in validation(datasets, [find_rule("Y022")]).findings]


def test_months_that_were_not_updated_are_found_though_their_year_is_another(told: Validated) -> None:
    old = page(2020)
    months = old[old.index("rows = [\n  { month") : old.index("# 別表2")]
    new = page(2021)
    mine = new[new.index("rows = [\n  { month") : new.index("# 別表2")]
    copied = re.sub(r', printed = "\d*年?\d+月"|, printed = "令和2年4月"', "", months)
    copied = copied.replace('"2021-', '"2022-').replace('"2020-', '"2021-')
    findings = told(old, page(2021, (mine, copied), ("47,778件の", "46,896件の"), ("= 47778", "= 46896")))
    assert [(each.code, each.message) for each in findings] == [
        ("Y022", "all 13 figures of 別表1 are those of FY2020; was it updated?")
    ]


def test_months_are_compared_item_by_item() -> None:
    def months(year: int, east: tuple[int, int], west: tuple[int, int]) -> str:
        rows = ", ".join(
            f'{{ office = "{office}", month = "{year}-{month}", n = {number} }}'
            for office, numbers in (("east", east), ("west", west))
            for month, number in zip(("04", "05"), numbers, strict=True)
        )
        return f"""
[tables.x]
label   = "表X"
title   = "題"
columns = [
  {{ id = "office", ja = "窓口", role = "dimension", codes = [
    {{ id = "east", ja = "東" }}, {{ id = "west", ja = "西" }},
  ] }},
  {{ id = "month", ja = "月", role = "month" }},
  {{ id = "n", ja = "件数" }},
]
rows    = [{rows}]
total   = {{ office = "計", month = "計", n = {sum(east) + sum(west)} }}
"""

    before = months(2020, (11, 12), (13, 14))
    assert not_updated(before, months(2021, (11, 12), (13, 14))) == [
        "all 5 figures of 表X are those of FY2020; was it updated?"
    ]
    assert not_updated(before, months(2021, (12, 11), (13, 14))) == []
    assert not_updated(before, months(2021, (11, 12), (14, 13))) == []


ONE_FIGURE = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "n", ja = "件数" }]
rows    = [{ n = %d }]
"""


def test_a_jump_that_only_pages_together_show_is_told() -> None:
    figures = {2020: 500, 2021: 3100, 2022: 510}
    datasets = [load_text(dataset_text(ONE_FIGURE % number, year)) for year, number in figures.items()]
    (finding,) = validation(datasets, [find_rule("Y020")]).findings
    assert finding.sentence.en == (
        "件数 is 3,100 in FY2021, but 500 in FY2020 and 510 in FY2022 (× 6.2, +2,600); is it right?"
    )
    assert validation(datasets, [find_rule("Y021")]).findings == ()


def test_slips_that_only_two_pages_together_show_are_told_once(told: Validated) -> None:
    findings = told(page(2020), page(2021, ("internal-use = 47,", "internal-use = 470,")), page(2022))
    assert [(each.code, each.severity, each.message) for each in findings] == [
        (
            "Y021",
            "warning",
            "Use beyond the purpose is 470 in FY2021, but 42 in FY2020 and 48 in FY2022 (× 11.2, +428); "
            "is a digit too many or too few, or the unit another one?",
        )
    ]
    assert [place.partition(":")[0] for place in findings[0].places] == ["fy2021.toml", "fy2020.toml", "fy2022.toml"]


def test_a_jump_that_each_page_shows_is_told_in_each_and_not_once_more(told: Validated) -> None:
    wrong = ("copies = 148 ", "copies = 1480 ")
    findings = told(page(2020, wrong), page(2021, wrong))
    assert [(each.code, *each.places) for each in findings] == [
        ("Y020", "fy2020.toml:325:49", "fy2020.toml:324:49", "fy2020.toml:326:78"),
        ("Y020", "fy2021.toml:324:48", "fy2021.toml:325:49", "fy2021.toml:326:49"),
    ]


WRONG = ("cards = 19696,", "cards = 19969,")


def test_a_revised_figure_without_a_mark_is_an_error_at_both_places(told: Validated) -> None:
    assert told(page(2020), page(2021, WRONG)) == [
        Told(
            "Y010",
            "fail",
            "error",
            ["fy2021.toml:325:33", "fy2020.toml:326:62"],
            "annex2.2020.cards is 19,969 here, but 19,696 in mitaka-fy2020 (+273); nothing says that it was revised",
        )
    ]


def test_people_see_the_lines_of_both_pages_the_newer_one_first(tmp_path: Path, call: Call) -> None:
    ran = call("validate", str(write(tmp_path, page(2020), page(2021, WRONG))), "--select", "Y010", "--lang", "ja")
    assert ran.code == 1
    assert ran.out.splitlines()[:6] == [
        f"{tmp_path}/fy2021.toml:325:33: Y010 revised-unmarked: annex2.2020.cards はここでは 19,969、"
        "mitaka-fy2020 では 19,696 です(+273)。訂正の印がありません",
        "  325 |   { fiscal-year = 2020, cards = 19969, copies = 220 },",
        "      |                                 ^^^^^",
        f"      = {tmp_path}/fy2020.toml:326:62",
        '  326 |   { fiscal-year = { value = 2020, printed = "2年度" }, cards = 19696, copies = 220 },',
        "      |                                                                -----",
    ]


NOTE = (
    "# What `privstat trend` follows",
    '[[tables.annex2.notes]]\nmark = "r"\nreason = "revised"\nat = ["2020.cards"]\n'
    'ja = "訂正値。"\nen = "Revised."\n# What follows',
)


@pytest.mark.parametrize(
    ("older", "newer", "excuse"),
    [
        ((), [("cards = 19696,", 'cards = { value = 19969, status = "revised" },')], "it is marked as revised"),
        (
            (),
            [
                ("cards = 19696,", 'cards = { value = 19969, status = "revised" },'),
                NOTE,
            ],
            "it is marked as revised; r explains it: Revised.",
        ),
        (
            [("cards = 19696,", 'cards = { value = 19696, status = "provisional" },')],
            [WRONG],
            "it was provisional there",
        ),
        (
            [
                ("cards = 19696,", 'cards = { value = 19696, status = "provisional" },'),
                (NOTE[0], NOTE[1].replace("revised", "provisional").replace("Revised", "Not final yet")),
            ],
            [WRONG],
            "it was provisional there; r explains it: Not final yet.",
        ),
        (
            [("cards = 19696,", 'cards = { value = 19696, correction = { value = 19969, ja = "誤植" } },')],
            [WRONG],
            "one is a known misprint, and corrected they are equal",
        ),
    ],
)
def test_a_revision_that_is_marked_is_explained(
    told: Validated, older: list[tuple[str, str]], newer: list[tuple[str, str]], excuse: str
) -> None:
    findings = told(page(2020, *older), page(2021, *newer))
    assert [(each.code, each.outcome, each.severity) for each in findings] == [("Y010", "explained", "information")]
    assert findings[0].message.endswith(f"(+273); {excuse}")


def test_a_correction_to_another_figure_explains_nothing(told: Validated) -> None:
    corrected = ("cards = 19696,", 'cards = { value = 19696, correction = { value = 19700, ja = "誤植" } },')
    assert [each.outcome for each in told(page(2020, corrected), page(2021, WRONG))] == ["fail"]


def test_a_revision_is_told_once_though_later_pages_repeat_it(told: Validated) -> None:
    findings = told(page(2020), page(2021, WRONG), page(2022, WRONG))
    assert [(each.code, each.places[0]) for each in findings] == [("Y010", "fy2021.toml:325:33")]


def test_a_series_is_followed_into_another_table(told: Validated) -> None:
    text = page(2021, ("[tables.annex2]", "[tables.cards]"), ("annex2.cards", "cards.cards"), WRONG)
    findings = told(page(2020), text.replace("annex2.copies", "cards.copies"))
    assert [(each.code, each.outcome, each.message.partition(";")[0]) for each in findings] == [
        ("Y010", "fail", "cards.2020.cards is 19,969 here, but 19,696 in mitaka-fy2020 (+273)")
    ]
    stock = text.replace("annex2.copies", "cards.copies").replace('kind          = "flow"', 'kind = "stock"', 1)
    assert [each.code for each in told(page(2020), stock)] == ["Y014"]


def test_a_series_that_went_away_and_came_back_is_compared_with_both_pages_before_it(told: Validated) -> None:
    moved = page(2021, ("[tables.annex2]", "[tables.cards]"), ("annex2.cards", "cards.cards"), WRONG)
    moved = moved.replace("annex2.copies", "cards.copies")
    back = page(2022, ("cards = 19696,", "cards = 19700,"))
    assert [each.message.partition(";")[0] for each in told(page(2020), moved, back)] == [
        "cards.2020.cards is 19,969 here, but 19,696 in mitaka-fy2020 (+273)",
        "annex2.2020.cards is 19,700 here, but 19,696 in mitaka-fy2020 (+4)",
        "annex2.2020.cards is 19,700 here, but 19,969 in mitaka-fy2021 (-269)",
    ]


def test_a_revision_before_a_series_moved_is_told_once(told: Validated) -> None:
    moved = page(2022, ("[tables.annex2]", "[tables.cards]"), ("annex2.cards", "cards.cards"), WRONG)
    findings = told(page(2020), page(2021, WRONG), moved.replace("annex2.copies", "cards.copies"))
    assert [(each.code, each.places[0]) for each in findings] == [("Y010", "fy2021.toml:325:33")]


def test_a_series_that_cannot_be_joined_does_not_hide_the_revision_of_another(told: Validated) -> None:
    text = page(
        2021,
        ("[tables.annex2]", "[tables.cards]"),
        ('"annex2.cards"\nkind          = "flow"', '"cards.cards"\nkind = "stock"'),
        ('"annex2.copies"', '"cards.copies"'),
        ("copies = 220 }", "copies = 202 }"),
    )
    assert [each.code for each in told(page(2020), text)] == ["Y010", "Y014"]


def test_nil_in_the_place_of_a_zero_is_no_revision(told: Validated) -> None:
    nil, zero = ("copies = 220 }", 'copies = { status = "nil", printed = "－" } }'), ("copies = 220 }", "copies = 0 }")
    assert told(page(2020, nil), page(2021, zero)) == []


def test_a_figure_that_is_gone_is_a_warning(told: Validated) -> None:
    blank = ("cards = 19696,", 'cards = { status = "blank" },')
    assert told(page(2020), page(2021, blank)) == [
        Told(
            "Y011",
            "fail",
            "warning",
            ["fy2021.toml:325:33", "fy2020.toml:326:62"],
            "annex2.2020.cards was 19,696 in mitaka-fy2020, but there is no figure here (left blank)",
        )
    ]


def test_a_status_says_why_a_figure_is_gone(told: Validated) -> None:
    findings = told(page(2020), page(2021, ("cards = 19696,", 'cards = { status = "not-counted" },')))
    assert [(each.code, each.outcome) for each in findings] == [("Y011", "explained")]


YEARS = """
[tables.x]
label   = "表X"
title   = "題"
columns = [{ id = "year", ja = "年度", role = "fiscal-year" }, { id = "n", ja = "件数" }]
rows    = [{ year = %s, n = 1 }]
"""


def test_a_year_that_a_newer_page_leaves_out_is_told_for_each_figure(told: Validated) -> None:
    findings = told(page(2020), page(2021, ("  { fiscal-year = 2020, cards = 19696, copies = 220 },\n", "")))
    assert [each.code for each in findings] == ["Y011", "Y011", "Y002"]
    assert findings[0].message.endswith("but there is no figure here (no such row)")
    assert findings[0].places == ["fy2021.toml:323:8", "fy2020.toml:326:62"]
    texts = [dataset_text(YEARS % row, year) for year, row in ((2020, "2019"), (2021, "2018"))]
    (finding,) = validation([load_text(text) for text in texts], [find_rule("Y011")]).findings
    assert finding.sentence.ja.endswith("ここには数値がありません(行がありません)")


def test_a_column_that_is_gone_is_told_once_and_not_figure_by_figure(told: Validated) -> None:
    text = page(
        2021, ('{ id = "copies",      ja', '{ id = "other", ja'), ("住民票の写しの広域交付件数", "住民票の写し")
    )
    text = text.replace("copies = ", "other = ").replace("annex2.copies", "annex2.other")
    findings = told(page(2020), text.replace('"resident-record-copies"', '"resident-records"'))
    assert [each.code for each in findings] == ["Y012"]


def test_a_dimension_that_a_newer_page_adds_has_nothing_to_be_compared_with(told: Validated) -> None:
    year = '{ id = "fiscal-year", ja = "年度",                         en = "Fiscal year", role = "fiscal-year" },'
    codes = 'codes = [{ id = "all", ja = "全体", en = "All" }]'
    office = f'\n  {{ id = "office", ja = "窓口", en = "Office", role = "dimension", {codes} }},'
    rows = [(f"{{ fiscal-year = {each},", f'{{ fiscal-year = {each}, office = "all",') for each in (2019, 2020, 2021)]
    findings = told(page(2020), page(2021, (year, year + office), *rows))
    assert [(each.code, each.message) for each in findings] == [("Y012", "別表2, columns: since FY2020 Office came")]


def test_what_two_pages_for_one_year_say_of_the_definition_is_not_a_break() -> None:
    noted = page(2022, _noted("取下げを除く。")).replace("mitaka-fy2022", "mitaka-web-fy2022")
    found = validation([load_text(page(2022), "fy2022.toml"), load_text(noted, "web.toml")]).findings
    assert "Y015" not in {finding.rule.code for finding in found}


def test_two_pages_for_one_year_that_agree_are_silent() -> None:
    web = page(2022, ACT).replace("mitaka-fy2022", "mitaka-web-fy2022")
    found = validation([load_text(page(2022), "fy2022.toml"), load_text(web, "web.toml")]).findings
    assert {finding.rule.code for finding in found} == {"T002"}


def test_of_many_items_a_sentence_names_ten() -> None:
    def offices(year: int, first: int) -> str:
        rows = ", ".join(
            f'{{ office = {{ id = "o{number}", ja = "窓口{number}" }}, n = {number} }}'
            for number in range(first, first + 12)
        )
        return dataset_text(
            '[tables.x]\nlabel = "表X"\ntitle = "題"\ncolumns = [{ id = "office", ja = "窓口", role = "dimension" }, '
            f'{{ id = "n", ja = "件数" }}]\nrows = [{rows}]\n',
            year,
        )

    texts = {year: offices(year, year) for year in (2020, 2021)} | {2022: offices(2022, 2040)}
    found = validation([load_text(text, f"fy{year}.toml") for year, text in texts.items()]).findings
    sentences = [finding.sentence for finding in found if finding.rule.code == "Y012"]
    assert sentences[0].en == "表X, 窓口: since FY2020 窓口2032 came; 窓口2020 went"
    assert sentences[1].en.endswith("窓口2030 and 2 more went")
    assert sentences[1].ja.endswith("窓口2030ほか 2 件がなくなりました")


def test_a_provisional_figure_is_told_only_when_it_is_the_last_word_and_there_are_newer_pages(told: Validated) -> None:
    provisional = ("cards = 19696,", 'cards = { value = 19696, status = "provisional" },')
    pages = [page(2020, provisional), page(2021, provisional), page(2022, provisional)]
    assert told(*pages) == []
    assert [(each.code, each.places) for each in told(*pages, page(2023))] == [("Y017", ["fy2022.toml:324:33"])]
    assert told(*pages[:2], page(2022), page(2023)) == []
