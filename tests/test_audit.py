"""A dataset beside its page: what is complete, and every slip that makes it not so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from privstat.audit import Audit, audit
from privstat.errors import PrivstatError
from privstat.load import load_dataset, load_text
from privstat.model import Dataset
from privstat.pages import Page, page_of, page_of_parts
from privstat.sources import read_page
from privstat.toml_text import Document
from tests.conftest import FY2020, ROOT, SHARED, Call, Golden, dataset_text, piped
from tests.test_importers import in_every_kind

HERE = ROOT / "tests" / "audit"
SMALL = (HERE / "small.toml").read_text(encoding="utf-8")
TEXT = (HERE / "small.txt").read_text(encoding="utf-8")
SOURCE = SHARED / "reference" / "source-fy2020.txt"
GOLDEN = Path(__file__).parent / "golden"


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def left_over(found: Audit) -> tuple[list[str], list[str]]:
    """Return the names of what the page lacks, and the numbers that the dataset lacks."""
    return [each.name for each in found.missing], [found.ink.original(each.span) for each in found.unknown]


def beside(dataset: str = SMALL, page: str | Page = TEXT) -> tuple[list[str], list[str]]:
    return left_over(audit(load_text(dataset), page_of(page) if isinstance(page, str) else page))


def test_the_small_page_is_captured_whole_from_text_and_from_html() -> None:
    for page in ("small.txt", "small.html"):
        found = audit(load_text(SMALL), read_page([str(HERE / page)]))
        assert left_over(found) == ([], [])
        assert (len(found.figures), len(found.texts), len(found.numbers)) == (31, 28, 46)


def slips(text: str, found: Audit) -> Iterator[str]:
    """Yield a dataset's text with one digit of one figure replaced, for every digit of every figure."""
    document = Document("x", text)
    keys = [each.origin.keys for each in found.figures]
    spans = {document.span((*each, *more)) for each in keys for more in ((), ("value",), ("printed",), ("of-which",))}
    whole = [(span.start, span.end) for span in spans]
    inner = [each for each in whole if not any(each[0] <= s and e <= each[1] for s, e in whole if (s, e) != each)]
    for start, end in sorted(inner):
        for at in range(start, end):
            for digit in "0123456789" if text[at].isdecimal() else "":
                if digit != text[at]:
                    yield text[:at] + digit + text[at + 1 :]


def is_caught(text: str, page: Page) -> bool:
    try:
        return not audit(load_text(text), page).is_complete
    except PrivstatError:  # 2020-14 is no month
        return True


def test_every_digit_of_every_figure_of_the_dataset_is_proved() -> None:
    dataset, page = load_text(SMALL), page_of(TEXT)
    made = list(slips(SMALL, audit(dataset, page)))
    assert len(made) > 900
    assert [each for each in made if not is_caught(each, page)] == []


@pytest.mark.skipif(not SOURCE.is_file(), reason="the source page is not part of the project")
def test_digits_of_the_shipped_dataset_are_proved(fy2020: Dataset) -> None:
    page = read_page([str(SOURCE)])
    text = FY2020.read_text(encoding="utf-8")
    # Every one of them was tried by hand; here, a sample that has each figure.
    made = list(slips(text, audit(fy2020, page)))[::13]
    assert len(made) > 150
    assert [each for each in made if not is_caught(each, page)] == []


def test_every_digit_of_every_figure_of_the_page_is_proved() -> None:
    dataset = load_text(SMALL)
    found = audit(dataset, page_of(TEXT))
    for number in found.numbers:
        assert number.known
        if number.known.use in ("cell", "claim", "extension"):
            start, end = found.ink.on_page(number.span)
            for at in (each for each in range(start, end) if TEXT[each].isdecimal()):
                for step in (1, 4, 9):
                    digit = str((int(TEXT[at]) + step) % 10)
                    page = TEXT[:at] + digit + TEXT[at + 1 :]
                    assert not audit(dataset, page_of(page)).is_complete, (TEXT[start:end], digit)


def test_a_figure_that_stands_elsewhere_on_the_page_is_not_the_one_looked_for() -> None:
    missing, unknown = beside(changed(SMALL, ("discs = 7, ", "discs = 88,")))
    assert (missing, unknown) == (["branches.west.discs"], ["7"])


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        (
            [("books = 352", "books = 000"), ("books = 188", "books = 352"), ("books = 000", "books = 188")],
            ["branches.east.books", "branches.west.books"],
        ),
        ([('ja = "図書", ', 'ja = "視聴", '), ('ja = "視聴覚"', 'ja = "図書"'), ('"視聴"', '"視聴覚"')], ["館"]),
        ([('"本館" }', '"x館" }'), ('"東分館" }', '"本館" }'), ('"x館" }', '"東分館" }')], ["branches.main.branch"]),
        ([('label    = "表1"', 'label    = "表4"'), ('"表1", ', '"表4", ')], ["表4"]),
        (
            [('label   = "表2"', 'label   = "表9"'), ('"表3"\ntitle', '"表2"\ntitle'), ('"表9"', '"表3"')],
            ["表3", "表2"],
        ),
    ],
)
def test_what_is_swapped_is_noticed(change: list[tuple[str, str]], missing: list[str]) -> None:
    found, _ = beside(changed(SMALL.replace("books = 000", "books = 0"), *_plain(change)))
    assert set(missing) <= set(found)


def _plain(change: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(old.replace("= 000", "= 999"), new.replace("= 000", "= 999")) for old, new in change]


def test_rows_in_another_order_are_noticed() -> None:
    rows = re.findall(r"  \{ branch = \{ id.*\n", SMALL)
    swapped = SMALL.replace("".join(rows), "".join([rows[1], rows[0], rows[2]]))
    found = audit(load_text(swapped), page_of(TEXT))
    assert {str(each.problem) and each.problem.to("en") for each in found.missing if each.problem} == {
        "the row stands out of order"
    }


def test_a_blank_cell_is_not_filled_from_another_column() -> None:
    change = (
        'books = 352,                             discs = { status = "blank" }',
        'books = { status = "blank" }, discs = 352',
    )
    assert beside(changed(SMALL, change))[0] == ["branches.east.discs"]


def test_a_figure_that_the_page_lacks_and_one_that_it_has_more() -> None:
    assert beside(page=changed(TEXT, ("\t410", "\t"))) == (["months.2021-10.visitors"], [])
    assert beside(page=changed(TEXT, ("\t410", "\t410\t12"))) == ([], ["12"])
    assert beside(page=TEXT + "\n前年は1,204点でした。")[1] == ["1,204"]
    assert beside(page=TEXT + "\n詳しくは表7、または17番へ。")[1] == ["7", "17"]


def test_a_row_that_the_page_lacks_is_told_without_a_guess() -> None:
    found = audit(load_text(SMALL), page_of(changed(TEXT, ("西分館\t188\t7\t10.3%\n", ""))))
    assert [(each.name, each.instead) for each in found.missing if each.kind == "cell"] == [
        ("branches.west.books", None),
        ("branches.west.discs", None),
        ("branches.west.share", None),
    ]


def test_years_and_months_that_print_says_otherwise_are_noticed() -> None:
    for old, new, missing in (
        ('"2021-11", printed', '"2022-11", printed', "months.2022-11.month"),
        ('"2022-01", printed', '"2023-01", printed', "months.2023-01.month"),
        ("year = 2019", "year = 2018", "years.2018.year"),
        ("{ value = 2021, printed", "{ value = 1991, printed", "years.1991.year"),
    ):
        assert missing in beside(changed(SMALL, (old, new)))[0]


def test_what_is_ignored_stands_on_the_page_and_holds_a_number() -> None:
    assert beside(changed(SMALL, ("平日は19時まで", "平日は20時まで"))) == (["平日は20時まで"], ["19"])
    found = audit(load_text(changed(SMALL, ("平日は19時まで", "館ごとの数は"))), page_of(TEXT))
    (item,) = found.missing
    assert item.problem
    assert item.problem.to("en") == "there is no number in it"


@pytest.mark.parametrize(
    ("old", "new", "instead"),
    [
        ('"視聴覚"', '"視聴党"', "視聴覚"),
        ('ja = "西分館"', 'ja = "西文館"', "西分館"),
        ("図書の数に含みます。", "図書の数に含まれます。", "( )内は外国語の図書で、図書の数に含みます。"),
        ('"館ごとの貸出点数"', '"館ごとの貸出件数"', "館ごとの貸出点数"),
        ('"令和4年3月31日現在"', '"令和4年3月30日現在"', "令和4年3月31日現在"),
        ("紛失した図書は", "紛失した本は", "した図書はありませんでした。"),
    ],
)
def test_a_text_that_is_not_word_for_word_is_told_with_what_stands_there(old: str, new: str, instead: str) -> None:
    found = audit(load_text(changed(SMALL, (old, new))), page_of(TEXT))
    shown = {found.ink.original(each.instead) for each in found.missing if each.instead}
    assert not found.is_complete
    assert any(instead in each for each in shown), shown


def test_a_claim_of_no_cases_needs_a_sentence_without_a_number() -> None:
    assert beside(changed(SMALL, ("紛失した図書はありませんでした。", "朗読会を6回開きました。")))[0] == ["losses"]
    assert beside(changed(SMALL, ("value = 0", "value = 3")))[0] == ["losses"]


def test_a_number_of_a_sentence_that_no_figure_states_is_left_over() -> None:
    two = [("朗読会を6回開きました。", "朗読会を6回、映画会を2回開きました。")]
    assert beside(changed(SMALL, *two), changed(TEXT, *two)) == ([], ["2"])


def test_cells_that_agree_share_what_a_sentence_says_once() -> None:
    shared = changed(SMALL, ('equals = { "branches.total.books" = 1744 }', EQUALS.format(5144)))
    page = changed(TEXT, ("1,744点を貸し出し", "5,144点を貸し出し"))
    claim = ('ja     = "令和3年度は1,744点', 'ja     = "令和3年度は5,144点')
    table = ("change = -46 }", "change = -46 }")
    assert beside(changed(shared, claim, table), page)[0] == []
    wrong = changed(SMALL, ('equals = { "branches.total.books" = 1744 }', EQUALS.format(5145)))
    assert beside(changed(wrong, claim), page)[0] == ["years.2021.readers"]


EQUALS = 'equals = {{ "years.2021.readers" = {} }}'


def test_the_number_of_a_table_need_not_stand_beside_its_title() -> None:
    page = changed(TEXT, ("表3 年度別の登録者", "年度別の登録者\n\n表3"))
    assert beside(page=page) == ([], [])


def test_of_several_headings_the_one_over_the_table_counts() -> None:
    contents = "目次 表1 館ごとの貸出点数 表2 3年度の来館者数 表3 年度別の登録者\n"
    assert beside(page=contents + TEXT) == ([], [])


def test_a_table_without_its_heading_on_the_page_is_looked_for_where_the_one_before_is() -> None:
    missing, unknown = beside(page=changed(TEXT, ("表3 年度別の登録者", "年度ごと")))
    assert (missing, unknown) == (["表3", "年度別の登録者"], [])


def test_a_note_without_a_mark_on_the_page_is_a_note_all_the_same() -> None:
    page = TEXT.replace("(注1)", "")
    assert beside(changed(SMALL, ('"注1"', '"*"')), page) == ([], [])
    wrong = changed(SMALL, ('mark = "注1"', 'mark = "表1"'))
    assert beside(wrong)[0] == []


def test_labels_that_a_page_prints_once_over_several_rows_are_known() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "区分"
columns = [
  { id = "group", ja = "組", role = "dimension", codes = [{ id = "a", ja = "甲" }, { id = "b", ja = "乙" }] },
  { id = "sex", ja = "性", role = "dimension", codes = [{ id = "f", ja = "女" }, { id = "m", ja = "男" }] },
  { id = "n", ja = "数" },
]
rows = [
  { group = "a", sex = "f", n = 1 }, { group = "a", sex = "m", n = 2 },
  { group = "b", sex = "f", n = 3 }, { group = "b", sex = "m", n = 4 },
]
"""
    page = "表X 区分\n組\t性\t数\n甲\t女\t1\n\t男\t2\n乙\t女\t3\n\t男\t4\n"
    assert beside(dataset_text(table), page) == ([], [])
    swapped = changed(
        table, ('sex = "m", n = 2', 'sex = "m", n = 4'), ('"b", sex = "m", n = 4', '"b", sex = "m", n = 2')
    )
    assert {"x.a.m.n", "x.b.m.n"} <= set(beside(dataset_text(swapped), page)[0])


GROUPS = """
[symbols]
"－" = "nil"

[tables.x]
label   = "表X"
title   = "業務"
columns = [
  { id = "kind", role = "dimension", group = true, codes = [{ id = "a", ja = "甲類" }, { id = "b", ja = "乙類" }] },
  { id = "work", ja = "業務名", role = "dimension" },
  { id = "n", ja = "件数" },
  { id = "m", ja = "枚数", unit = "枚" },
  { id = "items", ja = "項目", role = "text" },
]
rows = [
  { kind = "a", work = { id = "w", ja = "戸籍" }, n = "－", m = 5, items = ["本籍", "氏名"] },
  { kind = "b", work = { id = "t", ja = "税" }, n = { status = "suppressed" }, m = "－", items = "年税額" },
]
"""


def test_headings_over_rows_stand_over_their_own_rows() -> None:
    page = "表X 業務\n甲類\n業務名\t件数\t枚数\t項目\n戸籍\t－\t5枚\t本籍、氏名\n乙類\n税\tx\t－\t年税額\n"
    assert beside(dataset_text(GROUPS), page) == ([], [])
    assert beside(dataset_text(GROUPS), changed(page, ("乙類\n", "")))[0] == ["x.b.t.kind"]
    assert beside(dataset_text(GROUPS), changed(page, ("籍\t－\t", "籍\t0\t")))[0] == ["x.a.w.n"]


def test_a_heading_over_one_row_may_be_the_label_of_that_row() -> None:
    single = changed(GROUPS, ('{ id = "t", ja = "税" }', '{ id = "b", ja = "乙類" }'))
    page = "表X 業務\n甲類\n業務名\t件数\t枚数\t項目\n戸籍\t－\t5枚\t本籍、氏名\n乙類\tx\t－\t年税額\n"
    assert beside(dataset_text(single), page) == ([], [])
    assert "x.b.b.kind" in beside(dataset_text(single), changed(page, ("乙類", "丙類")))[0]


def test_a_label_that_begins_like_a_unit_belongs_to_its_own_row() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "機関"
columns = [
  { id = "organ", ja = "機関", role = "dimension" },
  { id = "part", ja = "部局", role = "dimension" },
  { id = "n", ja = "届出", unit = "件" },
]
rows = [
  { organ = { id = "elect", ja = "選管" }, part = { id = "elect", ja = "選管" }, n = 49 },
  { organ = { id = "staff", ja = "人事委" }, part = { id = "staff", ja = "人事委" }, n = 3 },
]
notes = [{ mark = "※1", at = ["staff.staff"], reason = "other", ja = "前年の2件を含む。" }]
"""
    page = "表X 機関\n機関 | 部局 | 届出\n選管 | 49 |\n人事委 | (※1) 3件※1 |\n※1 前年の2件を含む。\n"
    assert beside(dataset_text(table), page) == ([], [])


def test_months_as_they_are_printed_by_default_are_read_in_any_form() -> None:
    table = """
[tables.x]
label   = "表X"
title   = "月別"
columns = [{ id = "month", ja = "月", role = "month" }, { id = "n", ja = "数" }]
rows = [{ month = "2020-12", n = 1 }, { month = "2021-01", n = 2 }, { month = "2021-02", n = 3 }]
"""
    page = "表X 月別\n月 数\n令和2年12月 1\n2021年1月 2\n2月 3\n"
    assert beside(dataset_text(table), page) == ([], [])
    assert beside(dataset_text(changed(table, ("2021-02", "2022-02"))), page)[0] == ["x.2022-02.month"]


def test_what_is_left_over_is_shown_with_both_places(
    call: Call, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "small.toml").write_text(
        changed(
            SMALL,
            ("books = 188", "books = 183"),
            ('"視聴覚"', '"視聴党"'),
            ('printed = "3年度"', 'printed = "2年度"'),
            ("value = 6", "value = 5"),
            ("平日は19時", "平日は20時"),
            ('"図書館管理係"', '"図書館係"'),
        ),
        encoding="utf-8",
    )
    (tmp_path / "small.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, options in (
        ("en.txt", ["--lang", "en"]),
        ("ja.txt", ["--lang", "ja"]),
        ("md", ["--format", "md"]),
        ("csv", ["--format", "csv"]),
    ):
        ran = call("audit", "small.toml", "small.txt", *options)
        assert (ran.code, ran.err) == (1, "")
        golden(GOLDEN / f"audit-left-over.{name}", ran.out)
    found = json.loads(call("audit", "small.toml", "small.txt", "--json").out)
    assert found["complete"] is False
    assert found["coverage"]["figures"] == {"found": 28, "total": 31, "percent": 90.3}
    assert [each["text"] for each in found["numbers"] if each["use"] is None] == ["6", "19", "188"]


def test_json_says_where_every_figure_stands(call: Call) -> None:
    found = json.loads(call("audit", "tests/audit/small.toml", "tests/audit/small.html", "--json").out)
    cells = {each["name"]: each for each in found["figures"]}
    spot = cells["branches.main.books"]["on_page"]
    assert (spot["text"], spot["line"], spot["column"]) == ("1,204 (31)", 14, 15)
    assert spot["context"] == "本館 1,204 (31) 88 70.5%"


def test_a_wrong_request_is_exit_2(call: Call) -> None:
    for words in (["nowhere.toml", "x.txt"], ["tests/audit/small.toml", "nowhere.txt"], ["tests/audit/small.toml"]):
        ran = call("audit", *words)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) < 3


def test_hostile_pages_are_shown_and_not_run(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT + "\x1b[31m\u202e::error:: 99 [red]\n", encoding="utf-8")
    for form in ("text", "json", "csv", "md"):
        ran = call("audit", "tests/audit/small.toml", str(page), "--format", form)
        assert ran.code == 1
        assert not set(ran.out) & set("\x1b\u202e")


def test_an_empty_page_has_nothing(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("", encoding="utf-8")
    assert call("audit", "tests/audit/small.toml", str(page)).code == 1
    assert beside(page="")[1] == []


def test_the_page_may_come_through_a_pipe(call: Call) -> None:
    for content in (TEXT.encode(), (HERE / "small.html").read_bytes()):
        with piped(content):
            assert "Nothing is left over." in call("audit", "tests/audit/small.toml", "-").out


IN_EVERY_KIND = """
[tables.x]
label    = "表6"
title    = "開示請求"
columns  = [
  { id = "organ", ja = "実施機関", role = "dimension", codes = [
    { id = "mayor", ja = "市長" }, { id = "board", ja = "教育委員会" },
  ] },
  { id = "asked", ja = "請求" },
  { id = "full", ja = "開示", under = "what" },
  { id = "part", ja = "一部開示", under = "what" },
  { id = "none", ja = "不存在", under = "what" },
]
spanners = [{ id = "what", ja = "決定内容" }]
rows = [
  { organ = "mayor", asked = { value = 120, of-which = 3, printed = "120 (3)" }, full = 40, part = 76, none = 32 },
  { organ = "board", asked = 4859, full = 14, part = { status = "blank" }, none = 4 },
]
total = { organ = "合計", asked = { value = 146, of-which = 3, printed = "146 (3)" }, full = 61, part = 80, none = 36 }
notes = [{ mark = "※", reason = "includes", ja = "議会分を含む。" }]
"""


@pytest.mark.parametrize("kind", ["html", "csv", "tsv", "xlsx", "pdf"])
def test_a_page_of_every_kind_proves_its_dataset_and_no_other(kind: str) -> None:
    page = page_of_parts(in_every_kind()[kind], counts_cells=kind != "html")
    assert beside(dataset_text(IN_EVERY_KIND, numbers='["表6"]'), page) == ([], [])
    for change, missing in ((("none = 32", "none = 33"), "none"), (("full = 14", "full = 4"), "full")):
        wrong = dataset_text(changed(IN_EVERY_KIND, change), numbers='["表6"]')
        assert any(each.endswith(missing) for each in beside(wrong, page)[0])


def test_a_file_of_every_kind_may_be_the_page(call: Call, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(dataset_text(IN_EVERY_KIND, numbers='["表6"]'), encoding="utf-8")
    csv = tmp_path / "page.csv"
    csv.write_text("表6 開示請求\n実施機関,請求,決定内容\n,,開示,一部開示,不存在\n市長,120 (3),40,76,32\n", "utf-8")
    more = tmp_path / "more.csv"
    more.write_text('教育委員会,"4,859",14,,4\n合計,146 (3),61,80,37\n※ 議会分を含む。\n', "utf-8")
    ran = call("audit", str(tmp_path / "d.toml"), str(csv), str(more), "--lang", "en")
    assert ran.code == 1
    assert f"{more}:2:5: 37 is nothing that the dataset knows: 合計 146 (3) 61 80 37" in ran.out


def test_a_dataset_of_other_figures_is_found_nowhere() -> None:
    other = audit(load_dataset(FY2020), page_of(TEXT))
    assert not any(each.span for each in other.figures if each.kind == "claim")
    assert not other.is_complete
