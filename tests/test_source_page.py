"""The shipped dataset beside the page that it captures; skipped where the page is not at hand."""

import re
import unicodedata

import pytest

from privstat.codelists import NUMBER_ROLES, Role
from privstat.model import Cell, Dataset
from privstat.period import Month
from tests.conftest import SHARED

PAGE = SHARED / "reference" / "source-fy2020.txt"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the source page is not part of the project")


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def cells(dataset: Dataset) -> list[Cell]:
    return [cell for table in dataset.tables for cell in table.all_cells]


def test_every_label_title_and_note_stands_on_the_page_word_for_word(fy2020: Dataset, page: str) -> None:
    printed = [section.extension for section in fy2020.sections]
    printed += [text.ja for section in fy2020.sections for text in (section.heading, section.office) if text]
    for table in fy2020.tables:
        printed += [f"{table.label} {table.title.ja}", *(spanner.label.ja for spanner in table.spanners)]
        printed += [column.label.ja for column in table.columns if not column.group]
        printed += [code.label.ja for column in table.columns for code in column.codes]
        printed += [f"({note.mark}) {note.text.ja}" for note in table.notes]
        printed += [table.as_of.ja] if table.as_of else []
    printed += [claim.text.ja for claim in fy2020.claims]
    for text in printed:
        assert text
        assert text in page, text


def test_every_cell_stands_on_the_page_as_it_is_printed(fy2020: Dataset, page: str) -> None:
    words = page.replace("\t", " ")
    for cell in cells(fy2020):
        if isinstance(cell.value, Month):
            # The page prints the year in a cell of its own, on the first row of a block.
            year, _, month = cell.printed.rpartition("年")
            assert f"{month}\t" in page
            assert f"{year}年\t" in page or not year
        elif cell.column.role in NUMBER_ROLES:
            assert re.search(rf"(?<![\d,]){re.escape(cell.printed)}(?![\d,])", page), cell.address
        else:
            assert cell.printed in words, cell.address


def test_every_number_of_the_tables_is_captured(fy2020: Dataset, page: str) -> None:
    captured = sorted(cell.printed.rstrip("件") for cell in cells(fy2020) if cell.column.role in NUMBER_ROLES)
    lines = [line for line in page.splitlines() if "\t" in line]
    fields = [unicodedata.normalize("NFKC", field) for line in lines for field in line.split("\t")]
    on_page = sorted(field.rstrip("件") for field in fields if re.fullmatch(r"[\d,]+件?", field))
    assert captured == on_page


def test_every_text_of_the_tables_is_captured(fy2020: Dataset, page: str) -> None:
    captured = {cell.printed for cell in cells(fy2020) if cell.column.role not in NUMBER_ROLES}
    captured |= {column.label.ja for table in fy2020.tables for column in table.columns}
    captured |= {code.label.ja for table in fy2020.tables for column in table.columns for code in column.codes}
    captured |= {"処理状況(注1)", "令和2年", "2年"}
    captured |= {cell.printed.rpartition("年")[2] for cell in cells(fy2020) if cell.column.role is Role.MONTH}
    for line in page.splitlines():
        for field in line.split("\t") if "\t" in line else ():
            if field and not re.fullmatch(r"[\d,]+件?", field):
                assert field in captured, field
