"""A document whose shapes and references are known to be right → the model."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Reason, Role, Status
from privstat.model import (
    DEFAULT_SEPARATOR,
    SUBTOTAL,
    TOTAL,
    Area,
    Cell,
    Check,
    Claim,
    Code,
    Column,
    Correction,
    Dataset,
    Edition,
    Expectation,
    Footnote,
    Formula,
    Ignored,
    Row,
    Section,
    Series,
    Source,
    Spanner,
    Subtotal,
    Table,
    Value,
)
from privstat.outline import Outline, Raw, is_subtotal
from privstat.period import FiscalYear, Month
from privstat.place import Keys, Origin
from privstat.toml_text import Document
from privstat.words import Text


def built(document: Document, outlines: Mapping[str, Outline]) -> Dataset:
    """Return the dataset of a document, by the outlines of its tables; everything in it knows its own keys."""
    return _Builder(document, outlines).dataset()


def _text(raw: Any) -> Text:
    return Text(raw) if isinstance(raw, str) else Text(raw.get("ja", ""), raw.get("en", ""))


def _optional_text(raw: Any) -> Text | None:
    return None if raw is None else _text(raw)


class _Builder:
    """Makes the model of a document whose shapes and references are known to be right."""

    def __init__(self, document: Document, outlines: Mapping[str, Outline]) -> None:
        self.document = document
        self.outlines = outlines
        self.raw: Raw = document.mapping
        self.symbols = {symbol: Status(status) for symbol, status in self.raw.get("symbols", {}).items()}
        self.edition = self._edition()
        self.sources = {raw["id"]: self._source(raw, index) for index, raw in enumerate(self.raw["sources"])}
        self.sections = {id_: _section(id_, raw) for id_, raw in self.raw.get("sections", {}).items()}

    def dataset(self) -> Dataset:
        tables = {id_: self._table(id_, raw) for id_, raw in self.raw["tables"].items()}
        return Dataset(
            edition=self.edition,
            symbols=self.symbols,
            sources=tuple(self.sources.values()),
            sections=tuple(self.sections.values()),
            tables=tuple(tables.values()),
            series=tuple(self._series(raw, index, tables) for index, raw in enumerate(self.raw.get("series", ()))),
            claims=tuple(self._claim(raw, index) for index, raw in enumerate(self.raw.get("claims", ()))),
        )

    def _origin(self, *keys: str | int) -> Origin:
        return Origin(self.document, keys)

    def _edition(self) -> Edition:
        raw = self.raw["dataset"]
        return Edition(
            id=raw["id"],
            fiscal_year=FiscalYear(raw["fiscal-year"]),
            title=_text(raw["title"]),
            area=Area(raw["area"]["code"], _text(raw["area"])),
            regime=raw["regime"],
            path=self.document.path,
            origin=self._origin("dataset"),
        )

    def _source(self, raw: Raw, index: int) -> Source:
        facts = {key: raw[key] for key in raw if key not in ("id", "title", "tables", "absent", "ignored")}
        return Source(
            id=raw["id"],
            title=_text(raw["title"]),
            numbers=tuple(raw["tables"]),
            absent=tuple(raw.get("absent", ())),
            ignored=tuple(Ignored(each["text"], _text(each["why"])) for each in raw.get("ignored", ())),
            facts=facts,
            origin=self._origin("sources", index),
        )

    def _series(self, raw: Raw, index: int, tables: Mapping[str, Table]) -> Series:
        table_id, _, address = raw["measure"].partition(".")
        first = next(tables[table_id].cells(address))
        return Series(
            id=raw["id"],
            title=_text(raw["title"]) if "title" in raw else first.column.label,
            measure=raw["measure"],
            kind=raw["kind"],
            any_regime=raw.get("any-regime", False),
            origin=self._origin("series", index),
        )

    def _claim(self, raw: Raw, index: int) -> Claim:
        return Claim(
            id=raw.get("id"),
            text=_text(raw),
            equals=raw.get("equals", {}),
            value=raw.get("value"),
            unit=_optional_text(raw.get("unit")),
            origin=self._origin("claims", index),
        )

    def _table(self, id_: str, raw: Raw) -> Table:
        keys: Keys = ("tables", id_)
        columns = tuple(self._column(id_, each, index) for index, each in enumerate(raw["columns"]))
        outline = self.outlines[id_]
        notes = tuple(
            self._note(each, outline, (*keys, "notes", index)) for index, each in enumerate(raw.get("notes", ()))
        )

        def row(cells: Raw, key: tuple[str, ...], place: Keys) -> Row:
            found = {
                column.id: self._cell(id_, column, key, cells[column.id], notes, (*place, column.id))
                for column in columns
                if column.id in cells
            }
            return Row(key, found, self._origin(*place))

        def subtotal(index: int, cells: Raw, key: tuple[str, ...], place: Keys) -> Row:
            label = _text(cells[SUBTOTAL])
            above = next(column for column in columns if column.id in outline.key_columns and column.id not in cells)
            address = ".".join((id_, *key, above.id))
            name = _label_cell(address, above, label, self._origin(*place, SUBTOTAL))
            found = row(cells, key, place)
            ordered = {c.id: found.cells.get(c.id, name) for c in columns if c.id in found.cells or c is above}
            addresses = tuple(cells[SUBTOTAL].get("of", ()))
            return found._replace(
                cells=ordered, subtotal=Subtotal(label, addresses, tuple(outline.added_by(index, cells)))
            )

        body = tuple(
            subtotal(index, each, key, (*keys, "rows", index))
            if is_subtotal(each, outline.columns)
            else row(each, key, (*keys, "rows", index))
            for index, (each, key) in enumerate(zip(raw["rows"], outline.row_keys, strict=False))
        )
        return Table(
            id=id_,
            label=raw["label"],
            title=_text(raw["title"]),
            unit=_optional_text(raw.get("unit")),
            as_of=_optional_text(raw.get("as-of")),
            section=self.sections.get(raw.get("section", "")),
            source=self.sources[raw.get("source") or next(iter(self.sources))],
            columns=columns,
            spanners=tuple(Spanner(each["id"], _text(each)) for each in raw.get("spanners", ())),
            rows=body if not outline.sums else tuple(each for each in body if not each.is_sum),
            body=body,
            total=row(raw["total"], (TOTAL,), (*keys, "total")) if "total" in raw else None,
            notes=notes,
            checks=tuple(
                self._check(each, (*keys, "checks", index)) for index, each in enumerate(raw.get("checks", ()))
            ),
            edition=self.edition,
            origin=self._origin(*keys),
        )

    def _column(self, table_id: str, raw: Raw, index: int) -> Column:
        kinds = (
            series["kind"]
            for series in self.raw.get("series", ())
            if series["measure"].startswith(f"{table_id}.") and series["measure"].endswith(f".{raw['id']}")
        )
        return Column(
            id=raw["id"],
            label=_text(raw),
            role=Role(raw.get("role", Role.COUNT)),
            unit=_optional_text(raw.get("unit")),
            under=raw.get("under"),
            concept=raw.get("concept"),
            codes=tuple(Code(each["id"], _text(each), each.get("concept")) for each in raw.get("codes", ())),
            separator=raw.get("separator", DEFAULT_SEPARATOR),
            group=raw.get("group", False),
            kind=next(kinds, None),
            formula=_formula(raw.get("formula")),
            rounded_to=raw.get("rounded-to"),
            origin=self._origin("tables", table_id, "columns", index),
        )

    def _note(self, raw: Raw, outline: Outline, keys: Keys) -> Footnote:
        addresses = tuple(raw.get("at", ()))
        targets = (outline.target(address) for address in addresses)
        return Footnote(
            mark=raw["mark"],
            targets=tuple(target for target in targets if target),
            addresses=addresses,
            reason=Reason(raw["reason"]),
            text=_text(raw),
            origin=self._origin(*keys),
        )

    def _cell(
        self,
        table_id: str,
        column: Column,
        row_key: tuple[str, ...],
        raw: Any,
        notes: tuple[Footnote, ...],
        keys: Keys,
    ) -> Cell:
        status = Status.NORMAL
        given: str | None = None
        full: Raw = {}
        if column.role in NUMBER_ROLES:
            if isinstance(raw, str):
                status, given, raw = self.symbols[raw], raw, None
            elif isinstance(raw, dict):
                full, raw = raw, raw.get("value")
                status = Status(full.get("status", Status.NORMAL))
        elif column.role is Role.TEXT and isinstance(raw, str) and self.symbols.get(raw) is Status.NOT_ENTERED:
            status, given, raw = Status.NOT_ENTERED, raw, None
        elif isinstance(raw, dict) and column.role in (Role.MONTH, Role.FISCAL_YEAR) and row_key != (TOTAL,):
            full, raw = raw, raw["value"]
        marks = tuple(full.get("notes", ()))
        return Cell(
            address=".".join((table_id, *row_key, column.id)),
            column=column,
            value=_text(raw) if row_key == (TOTAL,) and column.role in KEY_ROLES else _VALUES[column.role](raw, column),
            status=status,
            given=full.get("printed", given),
            of_which=full.get("of-which"),
            notes=tuple(note for note in notes if note.mark in marks or note.covers(row_key, column)) if notes else (),
            own_marks=marks,
            correction=_correction(full.get("correction")),
            origin=self._origin(*keys),
        )

    def _check(self, raw: Raw, keys: Keys) -> Check:
        pins = raw.get("expect", [])
        return Check(
            parts=tuple(raw.get("parts", ())),
            whole=raw.get("whole"),
            total=raw.get("total"),
            counted=raw.get("count"),
            names=raw.get("names"),
            rows=tuple(raw.get("rows", ())),
            pending=tuple(raw.get("pending", ())),
            carried=tuple(raw.get("carried", ())),
            excludes=tuple(raw.get("excludes", ())),
            includes=tuple(raw.get("includes", ())),
            explained_by=raw.get("explained-by"),
            expected=tuple(
                Expectation(pin.get("row", ""), pin["parts"], pin["whole"])
                for pin in (pins if isinstance(pins, list) else [pins])
            ),
            origin=self._origin(*keys),
        )


def _section(id_: str, raw: Raw) -> Section:
    return Section(id_, _optional_text(raw.get("heading")), _optional_text(raw.get("office")), raw.get("extension"))


def _formula(raw: Raw | None) -> Formula | None:
    return None if raw is None else Formula(tuple(raw["sum"]), tuple(raw["over"]), raw.get("percent", True))


def _label_cell(address: str, column: Column, label: Text, origin: Origin) -> Cell:
    return Cell(address, column, label, Status.NORMAL, None, None, (), (), None, origin)


def _correction(raw: Raw | None) -> Correction | None:
    return None if raw is None else Correction(raw["value"], _text(raw))


def _code(raw: Any, column: Column) -> Code:
    if isinstance(raw, dict):
        return Code(raw["id"], _text(raw), raw.get("concept"))
    return next((code for code in column.codes if code.id == raw), Code(raw, Text(raw)))


def _words(raw: Any, _column: Column) -> Text | tuple[Text, ...] | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        return Text(raw)
    if isinstance(raw, list):
        return tuple(Text(each) for each in raw)
    if isinstance(raw["ja"], str):
        return Text(raw["ja"], raw.get("en", ""))
    english: Iterator[str] = iter(raw.get("en", ()))
    return tuple(Text(each, next(english, "")) for each in raw["ja"])


def _month(raw: Any, _column: Column) -> Month:
    month = Month.parse(raw)
    assert month is not None  # its shape is known to be right
    return month


_VALUES: dict[Role, Callable[[Any, Column], Value]] = {
    Role.COUNT: lambda raw, _column: raw,
    Role.RATE: lambda raw, _column: raw,
    Role.CHANGE: lambda raw, _column: raw,
    Role.DIMENSION: _code,
    Role.MONTH: _month,
    Role.FISCAL_YEAR: lambda raw, _column: FiscalYear(raw),
    Role.TEXT: _words,
}
