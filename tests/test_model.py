import pytest

from privstat.errors import PrivstatError, UnknownName
from privstat.model import Dataset, Table
from tests.conftest import FY2020, dataset
from tests.test_load import CHECKED


def test_cells_are_found_by_row_and_column(fy2020: Dataset) -> None:
    cards = fy2020.table("annex2")
    assert cards.cell("2020", "cards").value == cards.cell("2020.cards").value == 19696
    assert cards.cell("2020", "cards").address == "annex2.2020.cards"
    assert [cell.value for cell in cards.cells("cards")] == [4859, 5660, 19696]
    assert [cell.value for cell in cards.cells("*.copies")] == [167, 148, 220]
    assert [cell.value for cell in fy2020.cells("table6.outcome")] == [35, 19, 3, 20, 2]
    assert [cell.address for cell in fy2020.cells("table8.*.seal-registration.items")] == [
        "table8.personal.seal-registration.items"
    ]


def test_a_total_is_found_only_by_its_name(fy2020: Dataset) -> None:
    updates = fy2020.table("annex1")
    assert len(list(updates.cells("updates"))) == 12
    assert [cell.value for cell in updates.cells("total.updates")] == [46896]
    assert len(list(updates.cells())) == 24
    assert len(updates.all_rows) == len(updates.rows) + 1


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("cardz", "no cell is called 'annex2.cardz'; there are: 2018, 2019, 2020, fiscal-year, cards, copies"),
        ("2021.cards", "no cell is called 'annex2.2021.cards'"),
        ("total.cards", "no cell is called 'annex2.total.cards'"),
    ],
)
def test_an_address_of_nothing_is_refused(fy2020: Dataset, address: str, words: str) -> None:
    with pytest.raises(UnknownName, match=words):
        fy2020.table("annex2").cell(address)


def test_an_address_of_several_cells_is_not_one_cell(fy2020: Dataset) -> None:
    with pytest.raises(PrivstatError, match=r"annex2\.cards names 3 cells, not one"):
        fy2020.table("annex2").cell("cards")


def test_unknown_tables_and_columns_are_refused(fy2020: Dataset) -> None:
    with pytest.raises(UnknownName, match="Did you mean table6"):
        fy2020.table("tabel6")
    with pytest.raises(UnknownName, match="no column is called 'x'; there are: requests"):
        fy2020.table("table6").column("x")
    assert fy2020.table("table6").column("absent").concept == "outcome:not-held"


def test_columns_under_a_heading_are_found_by_its_name(fy2020: Dataset) -> None:
    table = fy2020.table("table6")
    assert [column.id for column in table.columns_at("outcome")] == [
        "disclosed",
        "partial",
        "refused",
        "absent",
        "withdrawn",
    ]
    assert [column.id for column in table.columns_at("requests")] == ["requests"]


def test_every_cell_knows_its_place(fy2020: Dataset) -> None:
    lines = FY2020.read_text(encoding="utf-8").splitlines()
    for cell in (cell for table in fy2020.tables for cell in table.all_cells):
        rest = lines[cell.place.line - 1][cell.place.column - 1 :]
        if isinstance(cell.value, int):
            assert rest.startswith((str(cell.value), "{ value"))


def printed(table: Table) -> list[str]:
    return [cell.printed for cell in table.cells("2019")]


def test_what_is_printed_by_default_is_what_the_page_would_print() -> None:
    assert printed(dataset(CHECKED).table("x")) == ["令和元年度", "1", "2", "3", "x"]
