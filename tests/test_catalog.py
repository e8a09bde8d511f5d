import pytest

from privstat.catalog import Catalog, UnknownYear
from privstat.errors import AmbiguousName, UnknownName
from privstat.load import catalog_of, load_text
from privstat.period import BadYear, FiscalYear
from tests.conftest import dataset_text

TABLE = """
[tables.requests]
label   = "表６"
title   = "開示請求"
columns = [{ id = "requests", ja = "請求件数" }]
rows    = [{ requests = %d }]

[[series]]
id      = "requests"
measure = "requests.requests"
kind    = "flow"
"""


def catalog(*years: int, other_city: int | None = None) -> Catalog:
    texts = [dataset_text(TABLE % year, year) for year in years]
    if other_city:
        text = dataset_text(TABLE % 7, other_city, id_=f"nakano-fy{other_city}")
        texts.append(text.replace('"132047", ja = "三鷹市", en = "Mitaka City"', '"131148", ja = "中野区"'))
    return catalog_of(load_text(text, f"{number}.toml") for number, text in enumerate(texts))


def test_a_table_is_found_by_id_and_by_printed_number_in_any_width() -> None:
    for name in ("requests", "Requests", "表6", "表６", " 表6 "):
        assert catalog(2020).table(name).id == "requests"


def test_of_several_years_the_newest_is_shown_unless_one_is_asked_for() -> None:
    several = catalog(2018, 2020, 2019)
    assert several.table("requests").cell("requests").value == 2020
    for year in ("2019", "R1", "平成31年度", FiscalYear(2019)):
        assert several.table("requests", year).cell("requests").value == 2019


def test_a_year_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownYear, match="there is no requests for FY2021; there are: FY2018, FY2020") as error:
        catalog(2020, 2018).table("requests", "2021")
    assert error.value.message("ja") == "令和3年度の requests はありません。あるもの: 平成30年度、令和2年度"
    with pytest.raises(UnknownYear, match="there is no dataset for FY2021"):
        catalog(2020).of_year("2021")
    with pytest.raises(BadYear):
        catalog(2020).of_year("2年度")
    assert len(catalog(2020, 2019).of_year("2019").datasets) == 1


def test_publishers_are_never_mixed_in_silence() -> None:
    both = catalog(2020, other_city=2020)
    with pytest.raises(AmbiguousName, match=r"中野区 \(131148\), 三鷹市 \(132047\); choose one with --area"):
        both.table("requests")
    with pytest.raises(AmbiguousName):
        both.series("requests")
    assert both.table("requests", area="131148").cell("requests").value == 7
    assert both.table("requests", area="mitaka city").cell("requests").value == 2020
    assert [len(both.series("requests", area)) for area in ("中野区", "三鷹市")] == [1, 1]
    with pytest.raises(UnknownName, match=r"no area is called '札幌市'; there are: 中野区 \(131148\), 三鷹市"):
        both.of_area("札幌市")


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"there are: requests\. Did you mean requests\?"):
        catalog(2020).table("reqests")
    with pytest.raises(UnknownName, match="no series is called 'x'; there are: requests"):
        catalog(2020).series("x")
