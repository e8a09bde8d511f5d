"""The shipped dataset beside the page that it captures; skipped where the page is not at hand."""

import re
import unicodedata

import pytest

from privstat.audit import audit
from privstat.codelists import NUMBER_ROLES, Role
from privstat.model import Cell, Dataset
from privstat.sources import read_page
from tests.conftest import SHARED

PAGE = SHARED / "reference" / "source-fy2020.txt"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the source page is not part of the project")


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def cells(dataset: Dataset) -> list[Cell]:
    return [cell for table in dataset.tables for cell in table.all_cells]


def test_every_figure_and_text_stands_on_the_page_and_every_number_of_the_page_is_known(fy2020: Dataset) -> None:
    found = audit(fy2020, read_page([str(PAGE)]))
    assert [(each.kind, each.name) for each in found.missing] == []
    assert [found.ink.original(each.span) for each in found.unknown] == []
    assert (len(found.figures), len(found.texts), len(found.numbers)) == (58, 115, 87)


def test_every_text_of_the_tables_is_captured(fy2020: Dataset, page: str) -> None:
    captured = {cell.printed for cell in cells(fy2020) if cell.column.role not in NUMBER_ROLES}
    captured |= {column.label.ja for table in fy2020.tables for column in table.columns}
    captured |= {code.label.ja for table in fy2020.tables for column in table.columns for code in column.codes}
    captured |= {"処理状況(注1)", "令和2年", "2年"}
    captured |= {cell.printed.rpartition("年")[2] for cell in cells(fy2020) if cell.column.role is Role.MONTH}
    for line in page.splitlines():
        for field in line.split("\t") if "\t" in line else ():
            if field and not re.fullmatch(r"[\d,]+件?", unicodedata.normalize("NFKC", field)):
                assert field in captured, field
