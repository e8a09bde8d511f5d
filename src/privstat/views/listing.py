"""What there is to ask for: datasets, tables and series."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.catalog import Catalog
from privstat.model import Dataset, Series, Table
from privstat.sheet import Heading, Line, Sheet
from privstat.views._words import DATASET, TABLE, TITLE, YEAR, bilingual
from privstat.words import Language, Text

_AREA = Text(en="Publisher", ja="団体")
_FILE = Text(en="File", ja="ファイル")
_NUMBER = Text(en="Number", ja="番号")
_SERIES = Text(en="Series", ja="系列")
_NAMES = ("kind", "id", "label", "title", "dataset", "area", "fiscal_year", "path", "measure")


class ListingView(NamedTuple):
    """A catalog's contents."""

    catalog: Catalog

    def as_object(self) -> dict[str, object]:
        return {
            "datasets": [
                {
                    "id": each.edition.id,
                    "fiscal_year": each.edition.fiscal_year.start,
                    "era_year": each.edition.fiscal_year.era_label,
                    **bilingual("title", each.edition.title),
                    "area": {"code": each.edition.area.code, **bilingual("name", each.edition.area.name)},
                    "path": each.edition.path,
                    "tables": [
                        {"id": table.id, "label": table.label, **bilingual("title", table.title)}
                        for table in each.tables
                    ],
                }
                for each in self.catalog.datasets
            ],
            "series": [
                {
                    "id": series.id,
                    **bilingual("title", series.title),
                    "kind": series.kind,
                    "measure": series.measure,
                    "datasets": [dataset.edition.id for dataset in datasets],
                }
                for series, datasets in self._series().values()
            ],
        }

    def _series(self) -> dict[str, tuple[Series, list[Dataset]]]:
        """Return each series once, as the newest dataset declares it, with the datasets that carry it."""
        found: dict[str, tuple[Series, list[Dataset]]] = {}
        for dataset in self.catalog.datasets:
            for series in dataset.series:
                _, datasets = found.get(series.id, (series, []))
                found[series.id] = (series, [*datasets, dataset])
        return found

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [record for dataset in self.catalog.datasets for record in _records(dataset)]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        several = len(self.catalog.datasets) > 1
        return [
            Sheet(
                headings=tuple(Heading(each.to(lang)) for each in (DATASET, _AREA, YEAR, TITLE, _FILE)),
                lines=tuple(Line(_dataset_cells(each, lang)) for each in self.catalog.datasets),
            ),
            Sheet(
                headings=tuple(
                    Heading(each.to(lang)) for each in (TABLE, _NUMBER, TITLE, *([DATASET] if several else []))
                ),
                lines=tuple(
                    Line((*_table_cells(table, lang), *([table.edition.id] if several else [])))
                    for table in self.catalog.tables()
                ),
            ),
            Sheet(
                headings=tuple(Heading(each.to(lang)) for each in (_SERIES, TITLE)),
                lines=tuple(Line((series.id, series.title.to(lang))) for series, _ in self._series().values()),
            ),
        ]


def _records(dataset: Dataset) -> Iterator[Mapping[str, object]]:
    edition = dataset.edition
    shared = {
        "dataset": edition.id,
        "area": edition.area.code,
        "fiscal_year": edition.fiscal_year.start,
        "path": edition.path,
    }
    yield {"kind": "dataset", "id": edition.id, "title": edition.title.ja, **shared}
    for table in dataset.tables:
        yield {"kind": "table", "id": table.id, "label": table.label, "title": table.title.ja, **shared}
    for series in dataset.series:
        yield {"kind": "series", "id": series.id, "title": series.title.ja, "measure": series.measure, **shared}


def _dataset_cells(dataset: Dataset, lang: Language) -> tuple[str, ...]:
    edition = dataset.edition
    return (
        edition.id,
        edition.area.name.to(lang),
        edition.fiscal_year.label(lang),
        edition.title.to(lang),
        edition.path,
    )


def _table_cells(table: Table, lang: Language) -> tuple[str, ...]:
    return (table.id, table.label, table.title.to(lang))
