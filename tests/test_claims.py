"""Figures of the prose: tied to the cell that they repeat, kept on their own, or doubted; never tied to a wrong one."""

import pytest

from privstat.audit import audit
from privstat.capture.sketch import Draft
from privstat.capture.toml import Head, as_text
from privstat.load import load_text
from privstat.pages import page_of
from privstat.validate import validation
from tests.pages import draft

PAGE = """\
個人情報保護制度と情報公開制度の運用状況

令和2年度の状況をお知らせします。

{}

表1 公文書の公開請求(単位:件)

実施機関\t請求件数\t公開\t一部公開\t非公開
市長\t41\t22\t14\t5
教育委員会\t7\t5\t2\t0
議会\t2\t1\t1\t0
合計\t50\t28\t17\t5

表2 写しの交付(単位:枚)

年度\t交付枚数\t広域交付枚数
平成30年度\t1,204\t167
令和元年度\t986\t148
2年度\t30,808\t220

表3 2年度の本人確認情報更新処理件数(単位:件)

月\t更新処理件数
令和2年4月\t5,774
5月\t2,652
12月\t3,390
令和3年1月\t3,047
合計\t14,863

表4 個人情報の開示の割合

年度\t開示率(%)\t訂正請求(件)
令和元年度\t44.6\t12
2年度\t79.9\t3

表5 自己情報の開示請求(単位:件)

開示請求\t全部開示\t部分開示\t不開示\t審査請求
59\t35\t19\t5\t1
"""


def prose(*paragraphs: str) -> Draft:
    return draft(PAGE.format("\n\n".join(paragraphs)), 2020)


def equals(found: Draft) -> dict[str, object]:
    return {address: number for claim in found.claims for address, number in claim.equals.items()}


def kept(found: Draft) -> list[str]:
    return [f"{claim.value}{claim.unit}" for claim in found.claims if claim.value is not None]


def doubts(found: Draft) -> list[str]:
    return [each.sentence.to("en").partition(":")[0] for each in found.doubts]


@pytest.mark.parametrize(
    ("sentence", "addresses"),
    [
        ("2年度は、個人情報保護制度に対する審査請求が1件ありました。", ["table5.reviews"]),
        ("審査請求は1件でした。", ["table5.reviews"]),
        ("また、個人情報保護制度の審査請求は1件でした。", ["table5.reviews"]),
        ("市では、自己情報の開示請求の状況は、審査請求が1件でした。", ["table5.reviews"]),
        ("市の審査請求は1件でした。", ["table5.reviews"]),
        ("2年度の写しの交付枚数は30,808枚でした。", ["table2.2020.issued"]),
        ("自己情報の全部開示は３５件でした。", ["table5.disclosed"]),
        (
            "2年度の全部開示は35件、部分開示は19件、不開示は5件でした。",
            ["table5.disclosed", "table5.partial", "table5.refused"],
        ),
        ("令和2年度は、表3のとおり14,863件の更新処理を行いました。", ["table3.total.updates"]),
        ("令和2年8月は更新処理が多く、12月の更新処理件数は3,390件でした。", ["table3.2020-12.updates"]),
        ("令和3年1月の更新処理は3,047件でした。", ["table3.2021-01.updates"]),
        ("2年度の交付枚数は3万808枚でした。", ["table2.2020.issued"]),
        ("元年度の交付枚数は986枚でした。", ["table2.2019.issued"]),
        ("令和元年度の交付枚数は986枚、2年度は30,808枚です。", ["table2.2019.issued", "table2.2020.issued"]),
        ("令和元年度の開示率は44・6%、2年度の開示率は79.9％でした。", ["table4.2019.rate", "table4.2020.rate"]),
        (
            "請求件数は、市長が41件、教育委員会が7件でした。",
            ["table1.mayor.requests", "table1.board-of-education.requests"],
        ),
        (
            "教育委員会の請求件数7件のうち、公開は5件でした。",
            ["table1.board-of-education.disclosed", "table1.board-of-education.requests"],
        ),
        (
            "また、公開28件、一部公開17件、非公開5件(すべて審査済み)でした。",
            ["table1.total.disclosed", "table1.total.partial", "table1.total.refused"],
        ),
        ("市長の一部公開は14件です。", ["table1.mayor.partial"]),
        ("公文書の一部公開は合計17件でした。", ["table1.total.partial"]),
        ("一部公開の件数は全体で17件でした。", ["table1.total.partial"]),
    ],
)
def test_a_figure_is_tied_to_the_cell_that_has_it_and_that_its_words_name(sentence: str, addresses: list[str]) -> None:
    found = prose(sentence)
    assert (sorted(equals(found)), kept(found), doubts(found)) == (sorted(addresses), [], [])
    assert {claim.text for claim in found.claims} == {sentence}


@pytest.mark.parametrize(
    "sentence",
    [
        # Several cells have it, and the words do not say which one.
        "5件は認められませんでした。",
        "2年度は、5件を非公開としました。",
        # Another thing is counted, though a word of a heading is near.
        "審査請求の認容は1件でした。",
        "審査請求のうち棄却は1件でした。",
        "不開示決定は5件でした。",
        "開示請求書の閲覧は59件でした。",
        "未成年者の審査請求は1件でした。",
        "未成年者からの審査請求は1件でした。",
        "未成年者は請求が2件で、審査請求は1件でした。",
        "未成年者は増えており、審査請求は1件でした。",
        "未成年者については、審査請求が1件ありました。",
        "未成年者の個人情報の審査請求は1件でした。",
        "電子申請では、審査請求が1件ありました。",
        "未成年者から1件の審査請求がありました。",
        "全部開示35件の内容を確認しました。",
        "審査請求1件が却下されました。",
        "審査請求は1件取り下げられました。",
        "1件の審査請求を却下しました。",
        "審査請求が1件もありませんでした。",
        "2年度の苦情、審査請求は1件でした。",
        "コンビニでの2年度の広域交付枚数は220枚でした。",
        "議会を除く一部公開は17件でした。",
        "市長(部局を含む)の請求件数は41件でした。",
        # Of another time.
        "元年度の審査請求は1件でした。",
        "前年度の審査請求は1件でした。",
        "令和元年度の審査請求は1件でした。",
        "平成30年度の交付枚数は30,808枚でした。",
        "令和2年の審査請求は1件でした。",
        "令和2年4月から令和3年3月までの更新処理件数は3,390件でした。",
        "12月31日の更新処理件数は3,390件でした。",
        "8月の審査請求は1件でした。",
        "交付枚数は30,808枚でした。",
        "昨年度も同じでした。審査請求は1件でした。",
        "令和3年3月31日現在の審査請求は1件でした。",
        "令和3年3月末現在、審査請求は1件でした。",
        "4月現在、更新処理件数は5,774件でした。",
        "50年度の審査請求は1件でした。",
        "平成27年度から令和2年度の審査請求は1件でした。",
        "令和元年度と2年度の開示率は79.9%でした。",
        "2年度末の審査請求は1件でした。",
        # Of several cells at once, or of rows and the total.
        "全部開示と部分開示は合わせて19件でした。",
        "全部開示及び部分開示は19件でした。",
        "全部開示と部分開示は19件でした。",
        "市長と教育委員会の請求件数は7件でした。",
        "市長の一部公開は合計14件でした。",
        "一部公開は14件でした。",
        "全部開示、部分開示はそれぞれ35件、19件でした。",
        # Differences, estimates, plans.
        "審査請求は前年度より1件増えました。",
        "審査請求は1件の増加でした。",
        "審査請求は1件減りました。",
        "審査請求は約1件でした。",
        "審査請求は1件程度でした。",
        "審査請求は1件の予定でした。",
        "審査請求は1件ではありませんでした。",
        "累計で審査請求は1件でした。",
        # Another table.
        "表4のとおり、審査請求は1件でした。",
        "表7のとおり、審査請求は1件でした。",
        # Another unit.
        "交付枚数は2年度に30,808件でした。",
        "写しは1枚につき10円です。",
        "全部開示は35人でした。",
    ],
)
def test_where_words_do_not_tell_nothing_is_guessed(sentence: str) -> None:
    found = prose(sentence)
    assert equals(found) == {}
    assert kept(found) == []
    assert doubts(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "開示請求があった日から30日以内に決定します。",
        "1件の請求に対して複数の決定をします。",
        "委員は5人以内とします。",
        "条例第12条第1項及び規則第3号を改めました。",
        "午前9時から午後5時まで受け付けます。",
        "表6と様式第1号を見てください。",
        "☎0422-45-1151(内線2215)に電話してください。",
        "平成17年4月1日に始まりました。",
        "請求は59、開示は35",
        "※審査請求は1件でした。",
    ],
)
def test_what_states_no_figure_is_neither_tied_nor_doubted(sentence: str) -> None:
    found = prose(sentence)
    assert (found.claims, found.doubts) == ((), ())


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("2年度は、審査会を1回実施しました。", "1回"),
        ("2年度は、講座に123人が参加しました。", "123人"),
        ("諮問は８件でした。", "8件"),
    ],
)
def test_a_figure_that_no_cell_has_is_kept_on_its_own(sentence: str, figure: str) -> None:
    found = prose(sentence)
    assert (kept(found), equals(found), doubts(found)) == ([figure], {}, [])


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("2年度の全部開示は36件でした。", "the prose states 36件, but table5.disclosed, which its words name, is 35"),
        (
            "2年度の交付枚数は30,880枚でした。",
            "the prose states 30,880枚, but table2.2020.issued, which its words name, is 30,808",
        ),
        ("交付枚数は前年度より29,822枚増えました。", "the prose states 29,822枚, and no cell has it"),
        ("諮問は8件になります。", "the prose states 8件, and no cell has it"),
        (
            "2年度の交付は30,808件でした。",
            "the prose states 30,808件, but table2.2020.issued, which has this value, counts something else",
        ),
        (
            "2年度は5件ありました。",
            "the prose states 5件, but its words do not tell whether table1.mayor.refused, "
            "table1.board-of-education.disclosed, table1.total.refused, table5.refused is meant",
        ),
    ],
)
def test_a_doubt_says_why(sentence: str, why: str) -> None:
    found = prose(sentence)
    assert (doubts(found), found.claims) == ([why], ())


def test_a_sentence_with_both_becomes_two_claims() -> None:
    text = "2年度は、審査請求が1件あり、審査会を1回実施しました。"
    found = prose(text)
    assert [(claim.text, dict(claim.equals), claim.value, claim.unit) for claim in found.claims] == [
        (text, {"table5.reviews": 1}, None, ""),
        (text, {}, 1, "回"),
    ]


def test_two_tables_with_the_same_words_and_figures_are_a_doubt() -> None:
    head = "請求(件)\t審査請求(件)"
    tables = f"表1 公開\n\n{head}\n5\t3\n\n表2 個人情報\n\n{head}\n7\t3\n"
    found = draft(f"審査請求は3件でした。\n\n{tables}", 2020)
    why = "the prose states 3件, and several cells may be meant (table1.reviews, table2.reviews)"
    assert (found.claims, doubts(found)) == ((), [why])
    assert equals(draft(f"表2のとおり、審査請求は3件でした。\n\n{tables}", 2020)) == {"table2.reviews": 3}


def test_a_sentence_may_go_on_over_lines() -> None:
    lines = (
        "令和2年度は、届け出による変更など、表3の",
        "とおり14,863件の更新処理を行いました",
        "。また、交付枚数は表2のとおりです。",
    )
    found = prose("\n".join(lines))
    assert equals(found) == {"table3.total.updates": 14863}
    assert found.claims[0].text == "".join(lines).partition("また")[0]


def test_a_heading_does_not_become_a_part_of_the_sentence_below_it() -> None:
    found = prose("審査請求\n2年度は、個人情報保護制度に対する審査請求が1件ありました。")
    assert [claim.text for claim in found.claims] == ["2年度は、個人情報保護制度に対する審査請求が1件ありました。"]


def test_a_doubtful_cell_proves_nothing() -> None:
    text = "令和2年度\n\n2年度の請求は10件でした。\n\n表1 状況\n\n請求(件)\t開示(件)\n10(8)\t5\n"
    found = draft(text)
    assert (equals(found), len(doubts(found))) == ({}, 1)


def test_of_a_comparison_only_what_is_of_the_year_is_tied() -> None:
    found = prose("2年度の全部開示は35件で、前年度の19件より16件増加しました。")
    assert equals(found) == {"table5.disclosed": 35}
    assert doubts(found) == [
        "the prose states 19件, but its words do not tell whether table5.partial is meant",
        "the prose states 16件, and no cell has it",
    ]


@pytest.mark.parametrize(
    ("title", "count"), [("元年度の状況", 0), ("令和元年度の状況", 0), ("2年度の状況", 1), ("状況", 1)]
)
def test_a_table_may_be_of_another_year_than_its_page(title: str, count: int) -> None:
    page = f"2年度の審査請求は3件でした。\n\n表1 {title}\n\n請求(件)\t審査請求(件)\n5\t3\n"
    assert len(draft(page, 2020).claims) == count


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("令和元年度の開示請求は43件でした。", "table1.disclosure.column-2"),
        ("2年度の訂正請求は3件でした。", "table1.correction.column-3"),
        ("訂正請求は3件でした。", None),
        ("令和元年度の訂正請求は3件でした。", None),
    ],
)
def test_years_may_stand_over_the_columns(sentence: str, address: str | None) -> None:
    page = f"{sentence}\n\n表1 請求(単位:件)\n\n区分\t令和元年度\t2年度\n開示請求\t43\t59\n訂正請求\t1\t3\n"
    assert list(equals(draft(page, 2020))) == ([address] if address else [])


def test_a_table_without_words_of_its_own_is_named_by_its_title_or_number() -> None:
    page = "{}\n\n表1 講座の受講者数(単位:人)\n\n年度\t人数\n令和元年度\t43\n2年度\t59\n"
    assert list(equals(draft(page.format("2年度の講座の受講者数は59人でした。"), 2020))) == ["table1.2020.column-2"]
    assert list(equals(draft(page.format("2年度は表1のとおり59人でした。"), 2020))) == []
    assert list(equals(draft(page.format("2年度の来場者は59人でした。"), 2020))) == []


def test_a_table_without_any_words_is_named_by_its_number() -> None:
    page = "{}\n\n表1 件数(単位:人)\n\n年度\t人数\n令和元年度\t43\n2年度\t59\n"
    assert list(equals(draft(page.format("2年度は、表1のとおり59人でした。"), 2020)).values()) == [59]
    assert list(equals(draft(page.format("2年度は59人でした。"), 2020)).values()) == []


def test_a_figure_without_a_unit_stands_beside_its_heading() -> None:
    found = prose("2年度は、全部開示が99、部分開示が19、不開示が5。")
    assert (equals(found), doubts(found)) == ({"table5.partial": 19, "table5.refused": 5}, [])


def test_columns_of_one_name_are_told_apart_by_what_stands_over_them() -> None:
    head = "機関\t公文書\t\t個人情報\t\n\t請求\t決定\t請求\t決定"
    page = f"{{}}\n\n表1 請求(単位:件)\n\n{head}\n市長\t12\t9\t8\t7\n議会\t2\t1\t4\t3\n"
    assert list(equals(draft(page.format("市長の個人情報の請求は8件でした。"), 2020)).values()) == [8]
    assert equals(draft(page.format("市長の公文書の請求は8件でした。"), 2020)) == {}
    assert equals(draft(page.format("市長の請求は8件でした。"), 2020)) == {}


def test_what_is_proposed_passes_validate_and_is_found_by_audit() -> None:
    sentences = [
        "2年度は、個人情報保護制度に対する審査請求が1件あり、審査会を1回実施しました。",
        "2年度の全部開示は35件、部分開示は１９件でした。",
        "2年度の交付枚数は3万808枚でした。",
        "令和元年度の開示率は44.6%、訂正請求は12件でした。",
        "請求件数は、市長が41件、教育委員会が7件でした。",
    ]
    text = PAGE.format("\n\n".join(sentences))
    found = draft(text, 2020)
    dataset = load_text(as_text(found, Head("mitaka-fy2020", 2020, "題", "132047", "三鷹市", "ordinance"), "en"))
    assert [each.rule.code for each in validation([dataset]).findings if each.rule.code[0] not in "Y"] == []
    beside = audit(dataset, page_of(text))
    assert beside.missing == []
    assert [beside.ink.original(each.span) for each in beside.unknown] == []


def test_a_page_with_more_figures_than_people_read_is_told() -> None:
    found = prose("審査請求は1件でした。\n" * 1_005)
    assert len(found.claims) == 1_001
    assert doubts(found) == ["the figures of the prose after this sentence were not looked at"]


def test_a_value_that_very_many_cells_have_is_told_apart_by_no_words() -> None:
    rows = "".join(f"{number}課\t7\n" for number in range(101))
    found = draft(f"5課の請求は7件でした。\n\n表1 請求(単位:件)\n\n課\t請求\n{rows}", 2020)
    assert (found.claims, len(found.doubts)) == ((), 1)
