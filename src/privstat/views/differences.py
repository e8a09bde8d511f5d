"""What differs between two datasets."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.diff import Difference, Said, number_of
from privstat.model import Cell, Dataset, Footnote
from privstat.period import FiscalYear
from privstat.place import Place
from privstat.sheet import Heading, Line, Sheet
from privstat.views._differences import KINDS, shown, telling, where
from privstat.views._values import plain
from privstat.views._words import CHANGE, DATASET, figure, heading_of, note_lines, note_objects, plain_notes
from privstat.words import Language, Text

_BEFORE = Text(en="Before", ja="前")
_AFTER = Text(en="After", ja="後")
_FIGURE = Text(en="Figure", ja="数")
_DIFFERENCE = Text(en="Difference", ja="違い")
_WHERE = Text(en="Where", ja="箇所")
_SUMMARY = Text(en="{count:,} differences: {kinds}", ja="違い {count:,} 件: {kinds}")
_ONE = Text(en="1 difference: {kinds}", ja="違い 1 件: {kinds}")
_NAMES = (
    "kind",
    "what",
    "table",
    "address",
    "aspect",
    "before",
    "after",
    "change",
    "before_status",
    "after_status",
    "before_printed",
    "after_printed",
    *(f"{side}_{name}" for side in ("before", "after") for name in Place._fields),
    "notes",
)


class DifferencesView(NamedTuple):
    """The differences between two datasets; people see nothing where there are none."""

    before: Dataset
    after: Dataset
    differences: tuple[Difference, ...]

    def as_object(self) -> dict[str, object]:
        return {
            **{
                name: {
                    "dataset": side.edition.id,
                    "fiscal_year": side.edition.fiscal_year.start,
                    "path": side.edition.path,
                }
                for name, side in (("before", self.before), ("after", self.after))
            },
            "differences": [_as_object(each) for each in self.differences],
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(each) for each in self.differences]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        by_table: dict[str, list[Difference]] = {}
        for each in self.differences:
            by_table.setdefault(each.table, []).append(each)
        return [
            *([self._summary(lang)] if self.differences else []),
            *(sheet for name, found in by_table.items() for sheet in _sheets(self._title(name, lang), found, lang)),
        ]

    def _summary(self, lang: Language) -> Sheet:
        kinds = [(kind, sum(each.kind is kind for each in self.differences)) for kind in KINDS]
        counted = ", ".join(f"{count:,} {KINDS[kind].to(lang)}" for kind, count in kinds if count)
        template = _ONE if len(self.differences) == 1 else _SUMMARY
        return Sheet(
            title=template.to(lang).format(count=len(self.differences), kinds=counted),
            facts=tuple(
                f"{name.to(lang)}: {side.edition.id}, {side.edition.fiscal_year.label(lang)}, {side.edition.path}"
                for name, side in ((_BEFORE, self.before), (_AFTER, self.after))
            ),
        )

    def _title(self, table_id: str, lang: Language) -> str:
        """Return the heading of a table, as the newer side has it."""
        found = next((each for each in (*self.after.tables, *self.before.tables) if each.id == table_id), None)
        return heading_of(found, lang) if found else DATASET.to(lang)


def _sheets(title: str, found: Sequence[Difference], lang: Language) -> Iterator[Sheet]:
    """Yield the figures with their changes, then the rest, of one table, and last the notes on its cells."""
    figures = [each for each in found if _is_figure(each)]
    others = [each for each in found if not _is_figure(each)]
    notes = tuple(dict.fromkeys(note_lines(_notes(found), lang)))
    if figures:
        numbers = [Heading(each.to(lang), numeric=True) for each in (_BEFORE, _AFTER, CHANGE)]
        yield Sheet(
            title=title,
            headings=(Heading(_FIGURE.to(lang)), *numbers),
            lines=tuple(
                Line((where(each, lang), *_sides(each, lang), figure(each.change, signed=bool(each.change))))
                for each in figures
            ),
            notes=() if others else notes,
        )
    if others:
        yield Sheet(
            title="" if figures else title,
            headings=tuple(Heading(each.to(lang)) for each in (_DIFFERENCE, _WHERE, _BEFORE, _AFTER)),
            lines=tuple(Line((KINDS[each.kind].to(lang), where(each, lang), *_sides(each, lang))) for each in others),
            notes=notes,
        )


def _sides(each: Difference, lang: Language) -> tuple[str, str]:
    return shown(each.before, each, lang), shown(each.after, each, lang)


def _is_figure(each: Difference) -> bool:
    """Tell whether figures differ, which stand under each other; texts and the like do not."""
    return any(isinstance(said, Cell) or number_of(said) is not None for said in (each.before, each.after))


def _notes(differences: Sequence[Difference]) -> list[Footnote]:
    """Return the notes on the cells that differ, each once."""
    sides = [said for each in differences for said in (each.before, each.after)]
    facts = [one for said in sides for one in (said.values() if isinstance(said, Mapping) else (said,))]
    notes = (note for fact in facts if isinstance(fact, Cell) for note in fact.notes)
    return list({(note.mark, note.text): note for note in notes}.values())


def _as_object(each: Difference) -> dict[str, object]:
    before, after = (place and place._asdict() for place in each.places)
    return {
        "kind": each.kind.value,
        "what": each.what.value,
        "table": each.table or None,
        "address": each.address,
        "aspect": each.aspect or None,
        "before": _object(each.before),
        "after": _object(each.after),
        "change": each.change,
        "places": {"before": before, "after": after},
        "notes": note_objects(_notes([each])),
    }


def _object(said: Said) -> object:
    """Return what one side says for JSON."""
    if isinstance(said, Cell):
        marks = [note.mark for note in said.notes]
        return {"value": plain(said), "status": said.status.value, "printed": said.printed, "notes": marks}
    if isinstance(said, Mapping):
        return {name: _object(one) for name, one in said.items()}
    return said.start if isinstance(said, FiscalYear) else said


def _record(each: Difference) -> dict[str, object]:
    record: dict[str, object] = {
        "kind": each.kind.value,
        "what": each.what.value,
        "table": each.table,
        "address": each.address,
        "aspect": each.aspect,
        "change": each.change,
        "notes": plain_notes(_notes([each])),
    }
    for side, said, place in zip(("before", "after"), (each.before, each.after), each.places, strict=True):
        record[side] = said.value if isinstance(said, Cell) else _flat(said)
        if isinstance(said, Cell):
            record |= {f"{side}_status": said.status.value, f"{side}_printed": said.printed}
        if place:
            record |= {f"{side}_{name}": value for name, value in place._asdict().items()}
    return record


def _flat(said: Said) -> object:
    """Return what one side says for a cell of CSV."""
    if isinstance(said, Cell):
        return f"[{said.status.value}]" if said.value is None else said.value
    if isinstance(said, Mapping):
        return "; ".join(f"{name}={_flat(one)}" for name, one in telling(said))
    if isinstance(said, FiscalYear):
        return said.start
    if isinstance(said, bool):
        return str(said).lower()
    if said is None or isinstance(said, str | int | Decimal):
        return said
    return "; ".join(said)
