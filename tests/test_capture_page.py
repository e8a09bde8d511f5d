"""From the source page of FY2020 to the shipped dataset, with no edit by hand; the other pages of the reference."""

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from privstat.audit import audit
from privstat.capture.draft import draft_of
from privstat.capture.series import series_like
from privstat.capture.toml import Head, as_text
from privstat.importers.text import page
from privstat.load import load_text
from privstat.model import Cell, Code, Dataset, Table
from privstat.pages import page_of
from privstat.period import FiscalYear
from privstat.validate import Outcome, validation
from privstat.words import Text
from tests.conftest import ROOT, SHARED, Call

SOURCE = SHARED / "reference" / "source-fy2020.txt"
PAGES = SHARED / "reference" / "pages"
needs_source = pytest.mark.skipif(not SOURCE.is_file(), reason="the source page is not here")


@pytest.fixture(scope="module")
def captured() -> Dataset:
    found = draft_of(page(SOURCE.read_bytes(), "source.txt"))
    return load_text(as_text(found, Head("mitaka-fy2020", 2020, "題", "132047", "三鷹市", "ordinance"), "en"))


def facts(table: Table) -> Iterator[tuple[object, ...]]:
    """Yield all that a table says, ids and English apart."""
    spanners = {each.id: each.label.ja for each in table.spanners}
    yield table.id, table.label, table.title.ja, table.unit and table.unit.ja, table.as_of and table.as_of.ja
    for column in table.columns:
        yield (
            column.label.ja,
            column.role,
            column.unit,
            spanners.get(column.under or ""),
            column.concept,
            column.group,
            column.separator,
        )
    for row in table.all_rows:
        yield row.is_total, *(cell_facts(cell) for cell in row.cells.values())
    names = {column.id: column.label.ja for column in table.columns} | spanners
    for note in table.notes:
        yield note.mark, note.reason, note.text.ja, tuple(names[address] for address in note.addresses)
    for check in table.checks:
        parts = [names[part] for part in check.parts]
        columns = [names.get(name or "") for name in (check.whole, check.total, check.counted, check.names)]
        yield *parts, *columns, check.explained_by, *((pin.parts, pin.whole) for pin in check.expected)


def cell_facts(cell: Cell) -> object:
    value = cell.value
    if isinstance(value, Code):
        value = value.label
    if cell.texts:
        return tuple(text.ja for text in cell.texts)
    return value.ja if isinstance(value, Text) else (value, cell.printed, cell.status, cell.of_which)


@needs_source
@pytest.mark.parametrize("number", range(7))
def test_the_source_page_becomes_the_shipped_tables(number: int, captured: Dataset, fy2020: Dataset) -> None:
    assert list(facts(captured.tables[number])) == list(facts(fy2020.tables[number]))


@needs_source
def test_the_draft_of_the_source_page_knows_its_numbers_and_passes(captured: Dataset, fy2020: Dataset) -> None:
    assert (captured.sources[0].numbers, captured.sources[0].absent) == (
        fy2020.sources[0].numbers,
        fy2020.sources[0].absent,
    )
    outcomes = validation([captured]).summary
    assert (outcomes[Outcome.FAIL], outcomes[Outcome.MOVED], outcomes[Outcome.EXPLAINED]) == (0, 0, 1)


@needs_source
def test_no_wrong_cell_of_a_reference_page_is_passed_as_certain() -> None:
    bench: dict[str, Any] = runpy.run_path(str(ROOT / "bench" / "capture.py"))
    for path in sorted(PAGES.glob("*.txt")):
        measure = bench["captured"](path)
        assert (path.name, measure.wrong, measure.missed) == (path.name, 0, 0)


@needs_source
def test_a_page_that_lost_its_tables_says_so_and_writes_nothing(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "draft.toml"
    ran = call("import", str(PAGES / "ome-r5-lost-tables.txt"), "-o", str(target))
    assert (ran.code, ran.err, target.exists()) == (1, "", False)
    assert "there is no table on this page" in ran.out


@needs_source
def test_the_draft_of_the_source_page_leaves_nothing_over(captured: Dataset, fy2020: Dataset) -> None:
    found = audit(captured, page_of(SOURCE.read_text(encoding="utf-8")))
    assert found.is_complete
    assert found.coverage["numbers"] == (87, 87)
    assert [(each.heading, each.office, each.extension) for each in captured.sections] == [
        (Text(each.heading.ja) if each.heading else None, Text(each.office.ja) if each.office else None, each.extension)
        for each in fy2020.sections
    ]
    assert [each.section and each.section.id[-1] for each in captured.tables] == ["1", "1", "1", "2", "2", "3", "3"]


@needs_source
def test_the_claims_of_the_source_page_are_the_shipped_ones(captured: Dataset, fy2020: Dataset) -> None:
    stated = {(*each.equals.items(), each.value, each.unit and each.unit.ja) for each in fy2020.claims}
    # What was not done is stated without a number, which is for a person to write.
    assert {(*each.equals.items(), each.value, each.unit and each.unit.ja) for each in captured.claims} == stated - {
        (0, "件")
    }


@needs_source
def test_the_series_of_the_source_page_are_the_shipped_ones(fy2020: Dataset) -> None:
    found = list(series_like(draft_of(page(SOURCE.read_bytes(), "source.txt")), fy2020))
    assert [each.series for each in found] == list(fy2020.series)


@needs_source
def test_no_reference_page_without_prose_gets_a_claim() -> None:
    for path in sorted(PAGES.glob("*.txt")):
        found = draft_of(page(path.read_bytes(), path.name), FiscalYear(2020))
        assert (path.name, found.claims, found.sections) == (path.name, (), ())
