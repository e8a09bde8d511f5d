"""Whom a page says to ask: sections where an office stands under a heading, else numbers that are no figures."""

import pytest

from privstat.capture.sketch import Draft
from tests.pages import draft

TABLE = "表{0} 請求(単位:件)\n\n機関\t請求\n市長\t12\n議会\t3\n"


def sections(found: Draft) -> list[tuple[str, str, str, str]]:
    return [tuple(each[:4]) for each in found.sections]  # type: ignore[misc]


def ignored(found: Draft) -> list[tuple[str, str]]:
    return [(each.text, each.why.en) for each in found.ignored]


@pytest.mark.parametrize(
    ("line", "office", "extension"),
    [
        ("☎相談・情報課☎内線2215", "相談・情報課", "2215"),
        ("総務部文書課(内線 123)", "総務部文書課", "123"),
        ("問い合わせ 市民課 内線２３２６", "市民課", "２３２６"),
    ],
)
def test_an_office_under_a_heading_makes_a_section(line: str, office: str, extension: str) -> None:
    found = draft(f"令和2年度の制度\n\n運用の状況\n{line}\n\n{TABLE.format(1)}")
    assert sections(found) == [("section-1", "運用の状況", office, extension)]
    assert (found.tables[0].section, ignored(found)) == ("section-1", [])


def test_a_table_stands_in_the_last_section_above_it() -> None:
    one, other = "状況\n☎総務課☎内線12", "別の状況\n☎市民課☎内線34"
    first, second, third, last = map(TABLE.format, range(1, 5))
    found = draft("\n\n".join([first, one, second, third, other, last, "案内\n☎広報課☎内線56"]), 2020)
    assert [(each.label, each.section) for each in found.tables] == [
        ("表1", ""),
        ("表2", "section-1"),
        ("表3", "section-1"),
        ("表4", "section-2"),
    ]
    assert [each[1] for each in sections(found)] == ["状況", "別の状況"]
    assert ignored(found) == [("内線56", "telephone extension")]


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ("お気軽にどうぞ。\n☎総務課☎内線12", [("内線12", "telephone extension")]),
        ("状況\n総務課 内線12・市民課 内線34", [("内線12", "telephone extension"), ("内線34", "telephone extension")]),
        ("状況\n市民課(電話0422-45-1151)", [("電話0422-45-1151", "telephone")]),
        ("状況\n電話番号：０４２２－４５－１１５１", [("電話番号：０４２２－４５－１１５１", "telephone")]),
        ("状況\n☎(0422)45-1151", [("☎(0422)45-1151", "telephone")]),
        ("状況\n〒181-8555 東京都三鷹市野崎一丁目1番1号", [("〒181-8555 東京都三鷹市野崎一丁目1番1号", "address")]),
        ("状況\nページID:0001457 更新日:2024年1月1日更新", [("ページID:0001457", "number of the web page")]),
        ("状況\n内線12\n内線12", [("内線12", "telephone extension")]),
        ("状況\n2020-04-0001 のとおり", []),
        ("状況\n" + "内線" * 2_000 + "12", []),
    ],
)
def test_numbers_of_telephones_and_the_like_are_no_figures(lines: str, texts: list[tuple[str, str]]) -> None:
    found = draft(f"令和2年度の制度\n\n{lines}\n\n{TABLE.format(1)}")
    assert (ignored(found), found.sections) == (texts, ())
