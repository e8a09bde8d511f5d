"""A table as printed, with its notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, STATUS_WORDS, VALUELESS, Role, Status
from privstat.model import Cell, Code, Column, Footnote, Row, Table
from privstat.sheet import Heading, Line, Sheet
from privstat.views._values import english, plain, words
from privstat.views._words import (
    SOURCE,
    bilingual,
    edition_of,
    heading_of,
    marks_of,
    note_lines,
    note_objects,
    one_fact,
    plain_notes,
    unit_of,
)
from privstat.words import Language, Text

# What stands beside a figure with a status, where the page printed no symbol of its own.
_SIGNS = {Status.PROVISIONAL: "p", Status.REVISED: "r", Status.BREAK: "b", Status.BELOW_UNIT: "0"}
_CORRECTED = Text(en="{printed} should be {value:,}: {reason}", ja="{printed} は正しくは {value:,}: {reason}")
_NAMES = (
    "dataset",
    "fiscal_year",
    "table",
    "kind",
    "row",
    "row_label",
    "column",
    "column_label",
    "item",
    "value",
    "unit",
    "status",
    "printed",
    "of_which",
    "correction",
    "notes",
)


class TableView(NamedTuple):
    """A table; `as_printed` gives the printed strings back instead of plain values."""

    table: Table
    as_printed: bool = False

    def as_object(self) -> dict[str, object]:
        table, edition = self.table, self.table.edition
        return {
            "dataset": edition.id,
            "fiscal_year": edition.fiscal_year.start,
            "era_year": edition.fiscal_year.era_label,
            "area": {"code": edition.area.code, **bilingual("name", edition.area.name)},
            "table": table.id,
            "label": table.label,
            **bilingual("title", table.title),
            **bilingual("unit", table.unit),
            **bilingual("as_of", table.as_of),
            "columns": [self._column(column) for column in table.columns],
            "spanners": [
                {"id": each.id, **bilingual("label", each.label), "notes": _marks(self._heading_notes(each.id))}
                for each in table.spanners
            ],
            "rows": [self._row(row) for row in table.rows],
            "subtotals": [self._subtotal(row) for row in table.subtotals],
            "total": self._row(table.total) if table.total else None,
            "cells": [
                self._cell(row, cell)
                for row in table.all_rows
                for cell in row.cells.values()
                if _is_special(cell) or self._cell_notes(row, cell)
            ],
            "notes": note_objects(table.notes),
            "source": table.source.id,
        }

    def _column(self, column: Column) -> dict[str, object]:
        codes = {
            cell.value.id: cell.value
            for cell in (row.cells[column.id] for row in self.table.rows)
            if isinstance(cell.value, Code)
        }
        return {
            "id": column.id,
            **bilingual("label", column.label),
            "role": column.role.value,
            **bilingual("unit", column.unit or (self.table.unit if column.role in NUMBER_ROLES else None)),
            "under": column.under,
            "concept": column.concept,
            "notes": _marks(self._heading_notes(column.id)),
            "codes": [
                {"id": code.id, **bilingual("label", code.label), "concept": code.concept} for code in codes.values()
            ],
        }

    def _row(self, row: Row) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, cell in row.cells.items():
            values[name] = cell.printed if self.as_printed else plain(cell)
            translation = english(cell) if cell.column.role is Role.TEXT and not self.as_printed else None
            if translation:
                values[f"{name}_en"] = translation
        return values

    def _subtotal(self, row: Row) -> dict[str, object]:
        assert row.subtotal
        return {
            "row": row.name,
            **bilingual("label", row.subtotal.label),
            "of": [".".join(key) for key in row.subtotal.rows],
            "after": sum(not each.subtotal for each in self.table.body[: self.table.body.index(row)]),
            "cells": self._row(row),
        }

    def _cell(self, row: Row, cell: Cell) -> dict[str, object]:
        return {
            "row": row.name,
            "column": cell.column.id,
            "status": cell.status.value,
            "printed": cell.printed,
            "of_which": cell.of_which,
            "correction": cell.correction
            and {"value": cell.correction.value, **bilingual("reason", cell.correction.reason)},
            "notes": _marks(cell.notes),
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        cells = [
            (row, cell)
            for row in self.table.all_rows
            for cell in row.cells.values()
            if cell.column.role not in KEY_ROLES
        ]
        return _NAMES, [record for row, cell in cells for record in self._records(row, cell)]

    def _records(self, row: Row, cell: Cell) -> Iterator[dict[str, object]]:
        table, column = self.table, cell.column
        unit = column.unit or table.unit
        value = cell.printed if self.as_printed else plain(cell)
        for item, each in enumerate(value if isinstance(value, list) else [value], 1):
            yield {
                "dataset": table.edition.id,
                "fiscal_year": table.edition.fiscal_year.start,
                "table": table.id,
                "kind": _kind(row),
                "row": row.name,
                "row_label": " ".join(key.printed for key in row.cells.values() if key.column.role in KEY_ROLES),
                "column": column.id,
                "column_label": column.label.ja,
                "item": item if isinstance(value, list) else None,
                "value": each,
                "unit": unit.ja if unit and column.role in NUMBER_ROLES else None,
                "status": cell.status.value,
                "printed": cell.printed if column.role in NUMBER_ROLES else None,
                "of_which": cell.of_which,
                "correction": cell.correction.value if cell.correction else None,
                "notes": plain_notes(cell.notes),
            }

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        lang = "ja" if self.as_printed else lang
        table = self.table
        shown = [column for column in table.columns if not column.group]
        as_of = table.as_of.to(lang) if table.as_of else ""
        return [
            Sheet(
                title=heading_of(table, lang) + marks_of((note for note in table.notes if not note.targets), lang),
                facts=one_fact(edition_of(table, lang), unit_of(table.unit, lang), as_of),
                headings=tuple(self._heading(column, lang) for column in shown),
                lines=tuple(self._lines(shown, lang)),
                notes=(*note_lines(table.notes, lang), *self._legend(lang)),
                remarks=(f"{SOURCE.to(lang)}: {_source(table, lang)}",),
            )
        ]

    def _heading(self, column: Column, lang: Language) -> Heading:
        spanner = next((each for each in self.table.spanners if each.id == column.under), None)
        unit = column.unit.to(lang) if column.unit and column.unit != self.table.unit else ""
        text = column.label.to(lang) + (f" ({unit})" if unit else "") + marks_of(self._heading_notes(column.id), lang)
        above = spanner.label.to(lang) + marks_of(self._heading_notes(spanner.id), lang) if spanner else ""
        return Heading(text, column.role in NUMBER_ROLES, above)

    def _heading_notes(self, name: str) -> list[Footnote]:
        """Return the notes that hang on a column or a spanner as a whole."""
        return [
            note
            for note in self.table.notes
            if any(target.column == name and set(target.row) <= {"*"} for target in note.targets)
        ]

    def _cell_notes(self, row: Row, cell: Cell) -> list[Footnote]:
        """Return the notes that hang on this very cell, not on its column or row."""
        return [
            note
            for note in self.table.notes
            if note.mark in cell.own_marks
            or any(
                target.column == cell.column.id and not set(target.row) <= {"*"} and target.covers_row(row.key)
                for target in note.targets
            )
        ]

    def _row_notes(self, row: Row) -> list[Footnote]:
        return [
            note
            for note in self.table.notes
            if any(target.column == "" and target.row and target.covers_row(row.key) for target in note.targets)
        ]

    def _lines(self, shown: list[Column], lang: Language) -> Iterator[Line]:
        group = next((column.id for column in self.table.columns if column.group), None)
        last = None
        for row in self.table.all_rows:
            heading = row.cells.get(group) if group else None
            if heading and heading.value != last and not row.is_sum:
                last = heading.value
                yield Line((self._text(row, heading, lang),), "group")
            cells = [self._text(row, row.cells[each.id], lang) if each.id in row.cells else "" for each in shown]
            if row.is_sum and heading and not cells[0]:
                cells[0] = self._text(row, heading, lang)
            cells[0] += marks_of(self._row_notes(row), lang)
            yield Line(tuple(cells), _kind(row))

    def _text(self, row: Row, cell: Cell, lang: Language) -> str:
        marks = marks_of(self._cell_notes(row, cell)) + ("(*)" if cell.correction else "")
        return f"{marks} {self._value(cell, lang)}".lstrip()

    def _value(self, cell: Cell, lang: Language) -> str:
        value = cell.value
        if self.as_printed or (cell.column.role in NUMBER_ROLES and value is None):
            return cell.printed or (
                f"[{STATUS_WORDS[cell.status].to(lang)}]" if value is None and cell.status is not Status.BLANK else ""
            )
        if isinstance(value, int | Decimal):
            part = f" ({cell.of_which:,})" if cell.of_which is not None else ""
            sign = f" {_SIGNS[cell.status]}" if cell.status in _SIGNS and cell.status is not Status.BELOW_UNIT else ""
            return f"{value:,}{part}{sign}"
        return words(cell, lang)

    def _legend(self, lang: Language) -> Iterator[tuple[str, str]]:
        """Yield what the symbols and signs in the cells mean, and the corrections of misprints."""
        cells = list(self.table.all_cells)
        seen = {}
        for cell in cells:
            symbol = cell.given if cell.status in VALUELESS else _SIGNS.get(cell.status)
            if symbol:
                seen[symbol] = STATUS_WORDS[cell.status].to(lang)
        yield from seen.items()
        for cell in cells:
            if cell.correction:
                facts = {"printed": cell.printed, "value": cell.correction.value}
                yield "(*)", _CORRECTED.to(lang).format(**facts, reason=cell.correction.reason.to(lang))


def _kind(row: Row) -> str:
    return "total" if row.is_total else "subtotal" if row.subtotal else "row"


def _marks(notes: Iterable[Footnote]) -> list[str]:
    return [note.mark for note in notes]


def _is_special(cell: Cell) -> bool:
    """Tell whether there is more to say of a cell than its value and its notes."""
    return (
        cell.given is not None
        or cell.status is not Status.NORMAL
        or cell.of_which is not None
        or cell.correction is not None
    )


def _source(table: Table, lang: Language) -> str:
    office = table.section.office.to(lang) if table.section and table.section.office else ""
    return f"{table.source.title.to(lang)}, {table.label}" + (f" ({office})" if office else "")
