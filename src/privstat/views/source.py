"""Where figures come from: the publication, and the place of each figure in its file."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.codelists import NUMBER_ROLES
from privstat.model import Cell, Table
from privstat.sheet import Heading, Line, Sheet
from privstat.views._values import plain
from privstat.views._words import SOURCE, bilingual, edition_of, heading_of, marks_of, note_lines, plain_notes
from privstat.words import Language, Text

_SECTION = Text(en="Section", ja="節")
_OFFICE = Text(en="Office", ja="担当")
_EXTENSION = Text(en="ext.", ja="内線")
_FILE = Text(en="File", ja="ファイル")
_CELL = Text(en="Figure", ja="数")
_PRINTED = Text(en="Printed", ja="印刷")
_PLACE = Text(en="Place", ja="位置")
_FACTS = {
    "url": Text(en="Address", ja="URL"),
    "published": Text(en="Published", ja="発行日"),
    "retrieved": Text(en="Retrieved", ja="取得日"),
    "page": Text(en="Page", ja="ページ"),
    "licence": Text(en="Licence", ja="利用条件"),
    "sha256": Text(en="SHA-256", ja="SHA-256"),
}
_NAMES = (
    "dataset",
    "table",
    "label",
    "source",
    "section",
    "office",
    "cell",
    "printed",
    "value",
    "path",
    "line",
    "column",
    "notes",
)


class SourceView(NamedTuple):
    """Some cells of a table, and where they come from."""

    table: Table
    cells: tuple[Cell, ...]

    def as_object(self) -> dict[str, object]:
        table, source, section = self.table, self.table.source, self.table.section
        return {
            "dataset": table.edition.id,
            "fiscal_year": table.edition.fiscal_year.start,
            "table": table.id,
            "label": table.label,
            **bilingual("title", table.title),
            "source": {
                "id": source.id,
                **bilingual("title", source.title),
                **{key: source.facts.get(key) for key in _FACTS},
            },
            "section": section
            and {
                "id": section.id,
                **bilingual("heading", section.heading),
                **bilingual("office", section.office),
                "extension": section.extension,
            },
            "place": table.origin.place._asdict(),
            "cells": [
                {
                    "cell": cell.address,
                    "printed": cell.printed,
                    "value": plain(cell),
                    "status": cell.status.value,
                    "notes": [note.mark for note in cell.notes],
                    **cell.place._asdict(),
                }
                for cell in self.cells
            ],
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        section = self.table.section
        return _NAMES, [
            {
                "dataset": self.table.edition.id,
                "table": self.table.id,
                "label": self.table.label,
                "source": self.table.source.title.ja,
                "section": section.heading.ja if section and section.heading else None,
                "office": section.office.ja if section and section.office else None,
                "cell": cell.address,
                "printed": cell.printed,
                "value": plain(cell) if cell.column.role in NUMBER_ROLES else None,
                **cell.place._asdict(),
                "notes": plain_notes(cell.notes),
            }
            for cell in self.cells
        ]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        notes = tuple(dict.fromkeys(note.mark for cell in self.cells for note in cell.notes))
        return [
            Sheet(
                title=heading_of(self.table, lang),
                facts=(
                    edition_of(self.table, lang),
                    *(f"{name}: {fact}" for name, fact in self._facts(lang)),
                ),
                headings=tuple(Heading(each.to(lang)) for each in (_CELL, _PRINTED, _PLACE)),
                lines=tuple(
                    Line((cell.address, cell.printed + marks_of(cell.notes), str(cell.place))) for cell in self.cells
                ),
                notes=note_lines([note for note in self.table.notes if note.mark in notes], lang),
            )
        ]

    def _facts(self, lang: Language) -> list[tuple[str, object]]:
        source, section = self.table.source, self.table.section
        facts: list[tuple[str, object]] = [(SOURCE.to(lang), source.title.to(lang))]
        facts += [(_FACTS[key].to(lang), source.facts[key]) for key in _FACTS if key in source.facts]
        if section and section.heading:
            facts.append((_SECTION.to(lang), section.heading.to(lang)))
        if section and section.office:
            extension = f" ({_EXTENSION.to(lang)} {section.extension})" if section.extension else ""
            facts.append((_OFFICE.to(lang), f"{section.office.to(lang)}{extension}"))
        facts.append((_FILE.to(lang), self.table.origin.place))
        return facts
