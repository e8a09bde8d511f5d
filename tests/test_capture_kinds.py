"""The same table is the same draft, whatever it is published as; what a source is not sure of is a doubt."""

from privstat.capture.draft import draft_of
from privstat.capture.sketch import Draft
from privstat.capture.toml import Head, as_text
from privstat.grid import DOUBTFUL, Grid, GridCell, Page
from privstat.load import load_text
from privstat.period import FiscalYear
from privstat.place import Place
from privstat.write import as_mapping
from tests.test_importers import in_every_kind

HEAD = Head("mitaka-fy2020", 2020, "情報公開制度", "132047", "三鷹市", "ordinance")


def drafted(page: Page) -> Draft:
    return draft_of(page, FiscalYear(2020))


def test_the_same_table_is_the_same_dataset_whatever_it_is_published_as() -> None:
    mappings = {
        kind: as_mapping(load_text(as_text(drafted(page), HEAD, "en"))) for kind, page in in_every_kind().items()
    }
    # Separated fields have no headings over several cells; all else is the same.
    assert mappings["html"] == mappings["xlsx"] == mappings["pdf"]
    assert mappings["csv"] == mappings["tsv"]
    rows = {kind: mapping["tables"]["table6"]["rows"] for kind, mapping in mappings.items()}
    assert rows["html"] == rows["csv"]


def told(cell_looks: str, *, heading_looks: str = "") -> list[str]:
    place = Place("x.pdf", 1, 1)
    texts = [["年度", "件数"], ["令和元年度", "12"], ["令和2年度", "15"]]
    looks = {(2, 1): cell_looks, (0, 1): heading_looks}
    cells = [
        GridCell(text, row, column, place, is_heading=row == 0, looks=looks.get((row, column), ""))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    draft = drafted(Page("x.pdf", (Grid(tuple(cells), place, "表1 交付件数"),)))
    (table,) = draft.tables
    return [each.sentence.to("en") for each in table.doubts]


def test_what_a_source_is_not_sure_of_is_a_doubt() -> None:
    assert told("") == []
    assert told(DOUBTFUL) == ["the source does not say for certain in which cell '15' stands"]
    assert told("0 = 15.25") == ["'15' is shown, and that was taken, but the cell holds 15.25"]
    assert told("", heading_looks=DOUBTFUL) == ["the source does not say for certain in which cell '件数' stands"]
