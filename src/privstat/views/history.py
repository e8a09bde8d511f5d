"""Who published which value of a series when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.sheet import Heading, Line, Sheet
from privstat.views._values import observed
from privstat.views._words import (
    CHANGE,
    VALUE,
    YEAR,
    bilingual,
    figure,
    marks_of,
    note_lines,
    note_objects,
    one_fact,
    plain_notes,
    unit_of,
)
from privstat.vintages import History, State, Vintage
from privstat.words import Language, Text

_EDITION = Text(en="Edition", ja="版")
_PUBLISHED = Text(en="Published", ja="発行日")
_STATE = Text(en="State", ja="状態")
_PLACE = Text(en="Place", ja="位置")
_STATES = {
    State.NEW: Text(en="first", ja="初出"),
    State.SAME: Text(en="same", ja="同じ"),
    State.REVISED: Text(en="revised", ja="訂正"),
    State.WITHDRAWN: Text(en="withdrawn", ja="掲載なし"),
}
_UNMARKED = Text(en="revised, unmarked", ja="訂正(表示なし)")
_NAMES = (
    "series",
    "fiscal_year",
    "dataset",
    "dataset_year",
    "published",
    "value",
    "unit",
    "status",
    "state",
    "marked",
    "change",
    "printed",
    "address",
    "path",
    "line",
    "column",
    "notes",
)


class HistoryView(NamedTuple):
    """The vintages of a series."""

    history: History

    def as_object(self) -> dict[str, object]:
        history = self.history
        return {
            "series": history.series.id,
            **bilingual("title", history.series.title),
            **bilingual("area", history.area),
            **bilingual("unit", history.unit),
            "kind": history.series.kind,
            "vintages": [
                {
                    **_figures(each),
                    "era_year": each.year.era_label,
                    "notes": [note.mark for note in each.cell.notes] if each.cell else [],
                }
                for each in history.vintages
            ],
            "notes": note_objects(history.notes),
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        unit = self.history.unit.ja if self.history.unit else None
        return _NAMES, [
            {
                "series": self.history.series.id,
                **_figures(each),
                "unit": unit,
                "notes": plain_notes(each.cell.notes if each.cell else ()),
            }
            for each in self.history.vintages
        ]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        history = self.history
        dated = any(_published(each) for each in history.vintages)
        numbers = [Heading(each.to(lang), numeric=True) for each in (VALUE, CHANGE)]
        words = [YEAR, _EDITION, *([_PUBLISHED] if dated else [])]
        return [
            Sheet(
                title=f"{history.series.id}  {history.series.title.to(lang)}",
                facts=one_fact(history.area.to(lang), unit_of(history.unit, lang)),
                headings=(
                    *(Heading(each.to(lang)) for each in words),
                    *numbers,
                    Heading(_STATE.to(lang)),
                    Heading(_PLACE.to(lang)),
                ),
                lines=tuple(self._lines(dated, lang)),
                notes=note_lines(history.notes, lang),
            )
        ]

    def _lines(self, dated: bool, lang: Language) -> Iterator[Line]:
        for each in self.history.vintages:
            edition = each.table.edition
            published = [str(_published(each) or "")] if dated else []
            yield Line(
                (
                    each.year.label(lang),
                    f"{edition.id} ({edition.fiscal_year.label(lang)})",
                    *published,
                    f"{marks_of(each.cell.notes)} {observed(each.cell, lang)}".lstrip() if each.cell else "",
                    figure(each.change, signed=True) if each.state is State.REVISED else "",
                    _state(each).to(lang),
                    str((each.cell or each.table).origin.place),
                )
            )


def _state(each: Vintage) -> Text:
    return _UNMARKED if each.state is State.REVISED and not each.is_marked else _STATES[each.state]


def _published(each: Vintage) -> object:
    return each.table.source.facts.get("published")


def _figures(each: Vintage) -> dict[str, object]:
    edition, cell = each.table.edition, each.cell
    return {
        "fiscal_year": each.year.start,
        "dataset": edition.id,
        "dataset_year": edition.fiscal_year.start,
        "published": _published(each),
        "value": cell.value if cell else None,
        "status": cell.status.value if cell else None,
        "state": each.state.value,
        "marked": each.is_marked if each.state is State.REVISED else None,
        "change": each.change,
        "printed": cell.printed if cell else None,
        "address": cell.address if cell else None,
        **(cell or each.table).origin.place._asdict(),
    }
