"""Words and forms that several views share."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from privstat.model import Footnote, Number, Table
from privstat.words import Language, Text

DATASET = Text(en="Dataset", ja="データセット")
TABLE = Text(en="Table", ja="表")
TITLE = Text(en="Title", ja="題名")
YEAR = Text(en="Fiscal year", ja="年度")
UNIT = Text(en="Unit", ja="単位")
SOURCE = Text(en="Source", ja="出典")
VALUE = Text(en="Value", ja="値")
CHANGE = Text(en="Change", ja="増減")


def bilingual(name: str, text: Text | None) -> dict[str, object]:
    """Return a text for JSON: as printed under `name`, in English under `name`_en; null where there is none."""
    return {name: text.ja or None if text else None, f"{name}_en": text.en or None if text else None}


def heading_of(table: Table, lang: Language) -> str:
    """Return the number and title of a table."""
    return f"{table.label}  {table.title.to(lang)}"


def edition_of(table: Table, lang: Language) -> str:
    """Return publisher and year: Mitaka City, FY2020."""
    edition = table.edition
    return f"{edition.area.name.to(lang)}{', ' if lang == 'en' else ' '}{edition.fiscal_year.label(lang)}"


def unit_of(unit: Text | None, lang: Language) -> str:
    """Return `Unit: cases`, or nothing."""
    return f"{UNIT.to(lang)}: {unit.to(lang)}" if unit else ""


def one_fact(*facts: str) -> tuple[str]:
    """Return the facts that say something as one line of a sheet."""
    return ("   ".join(fact for fact in facts if fact),)


def plain_notes(notes: Iterable[Footnote]) -> str:
    """Return notes for a cell of CSV: `注1: …`, several of them separated by ` / `."""
    return " / ".join(f"{note.mark}: {note.text.ja}" for note in notes)


def note_objects(notes: Iterable[Footnote]) -> list[dict[str, object]]:
    """Return notes for JSON."""
    return [
        {
            "mark": note.mark,
            **bilingual("text", note.text),
            "at": list(note.addresses),
            "reason": note.reason.value,
        }
        for note in notes
    ]


def note_lines(notes: Iterable[Footnote], lang: Language) -> tuple[tuple[str, str], ...]:
    """Return notes for a sheet, the marks in brackets as they stand in headings."""
    return tuple((f"({note.mark})", note.text.to(lang)) for note in notes)


def marks_of(notes: Iterable[Footnote], lang: Language = "ja") -> str:
    """Return the marks of notes as they stand after a heading: 処理状況(注1), Outcome (注1)."""
    marks = "".join(f"({note.mark})" for note in notes)
    return f" {marks}" if marks and lang == "en" else marks


def figure(number: Number | None, *, signed: bool = False) -> str:
    """Return a number with separators, and with its sign where asked; nothing for None."""
    if number is None:
        return ""
    return f"{number:+,}" if signed else f"{number:,}"


def rounded(number: Decimal | None, places: int, *, signed: bool = False) -> str:
    """Return a rate rounded half up, with separators; nothing for None."""
    if number is None:
        return ""
    return figure(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), signed=signed)
