"""Everything that a dataset says, as a tree of items that are told apart by their keys, not by their positions."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, cast

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Role
from privstat.model import (
    Cell,
    Check,
    Claim,
    Code,
    Column,
    Dataset,
    Footnote,
    Formula,
    Number,
    Row,
    Series,
    Source,
    Table,
)
from privstat.period import FiscalYear, Month
from privstat.place import Origin
from privstat.words import Text


class What(StrEnum):
    """What an item is."""

    DATASET = "dataset"
    SYMBOL = "symbol"
    SOURCE = "source"
    SECTION = "section"
    TABLE = "table"
    COLUMN = "column"
    CODE = "code"
    SPANNER = "spanner"
    ROW = "row"
    HEADING = "heading"  # of a row: the month or year as printed
    CELL = "cell"
    NOTE = "note"
    CHECK = "check"
    PIN = "pin"
    SERIES = "series"
    CLAIM = "claim"


Fact = Cell | FiscalYear | str | Number | tuple[str, ...] | None


class Item(NamedTuple):
    """A thing that a dataset says something of.

    `address` is its key, `label` what people call it, `facts` what is said of it, the leading fact first. The
    facts are named as in JSON output: `as_of`, and `title_en` for the English of `title`. What is `implied` is there
    because something else is, which tells of it where one side lacks both.
    """

    what: What
    address: str
    label: Text
    facts: Mapping[str, Fact]
    origin: Origin
    children: "tuple[Item, ...]" = ()
    implied: bool = False

    @property
    def content(self) -> "Fact | Mapping[str, Fact]":
        """All that is said of the item itself: of a cell its value, of a row its cells by column."""
        if self.what is What.CELL:
            return next(iter(self.facts.values()))
        cells = (each for each in self.children if self.what is What.ROW and each.what is What.CELL)
        return {**self.facts, **{each.address.rpartition(".")[2]: cast("Fact", each.content) for each in cells}}


def contents(dataset: Dataset) -> Item:
    """Return the dataset as an item, with everything in it."""
    edition = dataset.edition
    return Item(
        What.DATASET,
        "",
        Text(edition.id),
        {
            "id": edition.id,
            "fiscal_year": edition.fiscal_year,
            **_text("title", edition.title),
            "area_code": edition.area.code,
            **_text("area", edition.area.name),
            "regime": edition.regime,
        },
        edition.origin,
        tuple(_inside(dataset)),
    )


def _inside(dataset: Dataset) -> Iterator[Item]:
    top = dataset.edition.origin._replace(keys=())
    for symbol, status in dataset.symbols.items():
        yield Item(What.SYMBOL, symbol, Text(symbol), {"status": status.value}, top.at("symbols", symbol))
    yield from map(_source, dataset.sources)
    for section in dataset.sections:
        facts = {
            **_text("heading", section.heading),
            **_text("office", section.office),
            "extension": section.extension,
        }
        yield Item(What.SECTION, section.id, Text(section.id), facts, top.at("sections", section.id))
    yield from map(_table, dataset.tables)
    yield from map(_series, dataset.series)
    yield from map(_claim, dataset.claims)


def _text(name: str, text: Text | None) -> dict[str, Fact]:
    return {name: text and (text.ja or None), f"{name}_en": text and (text.en or None)}


def _source(source: Source) -> Item:
    facts: dict[str, Fact] = {**_text("title", source.title), "tables": source.numbers, "absent": source.absent}
    facts |= {name: str(fact) for name, fact in source.facts.items()}
    return Item(What.SOURCE, source.id, Text(source.id), facts, source.origin)


def _series(series: Series) -> Item:
    facts: dict[str, Fact] = {
        **_text("title", series.title),
        "measure": series.measure,
        "kind": series.kind,
        "any_regime": series.any_regime,
    }
    return Item(What.SERIES, series.id, Text(series.id), facts, series.origin)


def _claim(claim: Claim) -> Item:
    """Return a claim; without an id it is known by the figures that it repeats, else by its text."""
    address = claim.id or " ".join(claim.equals) or claim.text.ja
    facts: dict[str, Fact] = {**_text("text", claim.text), "value": claim.value, **_text("unit", claim.unit)}
    return Item(What.CLAIM, address, Text(address), facts | dict(claim.equals), claim.origin)


def _table(table: Table) -> Item:
    facts: dict[str, Fact] = {
        **_text("title", table.title),
        "label": table.label,
        **_text("unit", table.unit),
        **_text("as_of", table.as_of),
        "section": table.section and table.section.id,
        "source": table.source.id,
    }
    inside = (
        *(_column(table, column) for column in table.columns),
        *(
            Item(What.SPANNER, f"{table.id}.{each.id}", each.label, _text("label", each.label), origin)
            for index, each in enumerate(table.spanners)
            for origin in [table.origin.at("spanners", index)]
        ),
        *(_row(table, row) for row in table.all_rows),
        *(_note(table, note) for note in table.notes),
        *(_check(table, check) for check in table.checks),
    )
    return Item(What.TABLE, table.id, Text(table.label), facts, table.origin, inside)


def _column(table: Table, column: Column) -> Item:
    facts: dict[str, Fact] = {
        **_text("label", column.label),
        "role": column.role.value,
        **_text("unit", column.unit),
        "under": column.under,
        "concept": column.concept,
        "group": column.group,
        "formula": _formula(column.formula),
        "rounded_to": column.rounded_to,
        "separator": column.separator,
    }
    address = f"{table.id}.{column.id}"
    label = column.label if column.label.ja or column.label.en else Text(column.id)
    return Item(What.COLUMN, address, label, facts, column.origin, tuple(_codes(table, column)))


def _formula(formula: Formula | None) -> str | None:
    if formula is None:
        return None
    above, below = " + ".join(formula.above), " + ".join(formula.below)
    return f"({above}) / ({below})" + (" * 100" if formula.percent else "")


def _codes(table: Table, column: Column) -> Iterator[Item]:
    """Yield the items of a dimension, whether the column lists them or the rows write them out."""
    cells = [row.cells[column.id] for row in table.rows]
    used = {cell.value: cell.origin for cell in reversed(cells) if isinstance(cell.value, Code)}
    listed = {code: column.origin.at("codes", index) for index, code in enumerate(column.codes)}
    for code, origin in {**used, **listed}.items():
        facts: dict[str, Fact] = {**_text("label", code.label), "concept": code.concept}
        address = f"{table.id}.{column.id}.{code.id}"
        yield Item(What.CODE, address, code.label, facts, origin, implied=code in used)


def _row(table: Table, row: Row) -> Item:
    label = _row_label(row)
    cells = tuple(item for cell in row.cells.values() if (item := _cell(cell, label)))
    facts: dict[str, Fact] = {"subtotal_of": row.subtotal.addresses} if row.subtotal else {}
    return Item(What.ROW, ".".join((table.id, *row.key)), label, facts, row.origin, cells)


def _row_label(row: Row) -> Text:
    texts = [_words(cell) for cell in row.cells.values() if cell.column.role in KEY_ROLES]
    return Text(ja=" ".join(text.to("ja") for text in texts), en=" ".join(text.to("en") for text in texts))


def _words(cell: Cell) -> Text:
    if isinstance(cell.value, Code):
        return cell.value.label
    if isinstance(cell.value, Month | FiscalYear):
        return Text(ja=cell.value.label("ja"), en=cell.value.label("en"))
    return cell.texts[0]  # of a total row


def _cell(cell: Cell, row: Text) -> Item | None:
    """Return a cell; not that of a dimension, which the row's key and the column's codes have told already."""
    if cell.column.role is Role.DIMENSION and isinstance(cell.value, Code):
        return None
    what = What.HEADING if cell.column.role in KEY_ROLES else What.CELL
    column = cell.column.label
    both = Text(ja=f"{row.ja}: {column.to('ja')}", en=f"{row.en}: {column.to('en')}") if row.ja else column
    return Item(what, cell.address, row if what is What.HEADING else both, _cell_facts(cell), cell.origin)


def _cell_facts(cell: Cell) -> dict[str, Fact]:
    if cell.column.role in NUMBER_ROLES:
        correction = cell.correction
        return {
            "value": cell,
            "of_which": cell.of_which,
            "notes": cell.own_marks,
            "correction": correction and correction.value,
            **_text("correction_reason", correction and correction.reason),
        }
    if isinstance(cell.value, Month | FiscalYear):
        return {"printed": cell.printed}
    english = tuple(text.en for text in cell.texts)
    return {"text": tuple(text.ja for text in cell.texts), "text_en": english if any(english) else None}


def _note(table: Table, note: Footnote) -> Item:
    facts: dict[str, Fact] = {**_text("text", note.text), "at": note.addresses, "reason": note.reason.value}
    return Item(What.NOTE, f"{table.id}.{note.mark}", Text(note.mark), facts, note.origin)


def _check(table: Table, check: Check) -> Item:
    """Return a check, which is known by the column that it is about."""
    column = check.whole or check.total or check.counted or ""
    address = f"{table.id}.total.{column}" if check.total else f"{table.id}.{column}"
    facts: dict[str, Fact] = {
        "parts": check.parts,
        "names": check.names,
        "rows": check.rows,
        "pending": check.pending,
        "carried": check.carried,
        "excludes": check.excludes,
        "includes": check.includes,
        "explained_by": check.explained_by,
    }
    pins = tuple(
        Item(
            What.PIN,
            ".".join(part for part in (table.id, pin.row, column) if part),
            Text(" ".join(part for part in (pin.row, column) if part)),
            {"parts": pin.parts, "whole": pin.whole},
            check.origin.at("expect", index),
        )
        for index, pin in enumerate(check.expected)
    )
    return Item(What.CHECK, address, Text(column), facts, check.origin, pins)
