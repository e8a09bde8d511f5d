"""Sums beside what is printed, and why some things are not added."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.codelists import KEY_ROLES
from privstat.model import Number
from privstat.sheet import Heading, Line, Sheet
from privstat.totals import Sum
from privstat.views._values import words
from privstat.views._words import DATASET, TABLE, YEAR, bilingual, figure, marks_of, plain_notes
from privstat.words import Language, Text

_WHAT = Text(en="Sum of", ja="和")
_COMPUTED = Text(en="Computed", ja="計算")
_PRINTED = Text(en="Printed", ja="印刷")
_DIFFERENCE = Text(en="Difference", ja="差")
_REFUSED = Text(en="not added", ja="足せません")
_MISSING = Text(en="a figure is missing", ja="数値なし")
_NOTHING = Text(en="There are no figures to add.", ja="足せる数値はありません。")
_NAMES = (
    "dataset",
    "fiscal_year",
    "table",
    "row",
    "against",
    "column",
    "parts",
    "computed",
    "printed",
    "difference",
    "additive",
    "reason",
    "notes",
)


class TotalsView(NamedTuple):
    """Sums of some tables."""

    sums: tuple[Sum, ...]

    def as_object(self) -> dict[str, object]:
        return {"totals": [_as_object(each) for each in self.sums]}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(each) for each in self.sums]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        if not self.sums:
            return [Sheet(remarks=(_NOTHING.to(lang),))]
        several = len({each.table.edition for each in self.sums}) > 1
        edition = [Heading(DATASET.to(lang)), Heading(YEAR.to(lang))] if several else []
        numbers = [Heading(each.to(lang), numeric=True) for each in (_COMPUTED, _PRINTED, _DIFFERENCE)]
        return [
            Sheet(
                headings=(*edition, Heading(TABLE.to(lang)), Heading(_WHAT.to(lang)), *numbers),
                lines=tuple(
                    Line((*_edition(each, lang), *_cells(each, lang)) if several else _cells(each, lang))
                    for each in self.sums
                ),
                notes=tuple(dict.fromkeys(note for each in self.sums for note in _reasons(each, lang))),
            )
        ]


def _edition(each: Sum, lang: Language) -> tuple[str, str]:
    return each.table.edition.id, each.table.edition.fiscal_year.label(lang)


def _cells(each: Sum, lang: Language) -> tuple[str, ...]:
    computed = figure(each.computed) or _MISSING.to(lang)
    if each.refusal:
        computed = _REFUSED.to(lang) + (marks_of([each.note], lang) if each.note else "")
    difference = "" if each.refusal else figure(each.difference, signed=bool(each.difference))
    return (each.table.label, _label(each, lang), computed, figure(each.printed), difference)


def _label(each: Sum, lang: Language) -> str:
    labels = [part.column.label.to(lang) for part in each.parts]
    if each.row is None:
        subtotal = each.against.subtotal if each.against else None
        return f"{subtotal.label.to(lang)}: {labels[0]}" if subtotal else labels[0]
    row = " ".join(words(cell, lang) for cell in each.row.cells.values() if cell.column.role in KEY_ROLES)
    return f"{row}: {' + '.join(labels)}" if each.row.key else " + ".join(labels)


def _reasons(each: Sum, lang: Language) -> list[tuple[str, str]]:
    if each.refusal is None:
        return []
    return [(f"({each.note.mark})" if each.note else "*", each.refusal.to(lang))]


def _as_object(each: Sum) -> dict[str, object]:
    reason = Text(each.refusal.to("ja"), each.refusal.to("en")) if each.refusal else None
    return _figures(each) | {
        "parts": [part.address for part in each.parts],
        **bilingual("reason", reason),
        "notes": [each.note.mark] if each.note else [],
    }


def _record(each: Sum) -> dict[str, object]:
    return _figures(each) | {
        "parts": " ".join(part.address for part in each.parts),
        "reason": each.refusal.to("ja") if each.refusal else None,
        "notes": plain_notes([each.note] if each.note else []),
    }


def _figures(each: Sum) -> dict[str, object]:
    return {
        "dataset": each.table.edition.id,
        "fiscal_year": each.table.edition.fiscal_year.start,
        "table": each.table.id,
        "row": each.row.name if each.row else None,
        "against": each.against.name if each.against else None,
        "column": each.column,
        "computed": _if_additive(each, each.computed),
        "printed": each.printed,
        "difference": _if_additive(each, each.difference),
        "additive": each.additive,
    }


def _if_additive(each: Sum, number: Number | None) -> Number | None:
    return number if each.additive else None
