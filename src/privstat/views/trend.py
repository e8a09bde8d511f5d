"""A series over the years."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.model import Number
from privstat.sheet import Heading, Line, Sheet
from privstat.trend import Point, Trend
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
    rounded,
    unit_of,
)
from privstat.words import Language, Text

_PERCENT = Text(en="Per cent", ja="増減率")
_MULTIPLE = Text(en="Multiple", ja="倍率")
_KINDS = {
    "flow": Text(en="per fiscal year", ja="年度ごと"),
    "stock": Text(en="as of a date", ja="時点"),
}
_EARLIER = Text(en="{year}: {dataset} printed {value}", ja="{year}: {dataset} では {value}")
_WHY = Text(en="{year}: {why}", ja="{year}: {why}")
_NAMES = (
    "series",
    "dataset",
    "fiscal_year",
    "value",
    "unit",
    "status",
    "change",
    "percent",
    "multiple",
    "reason",
    "notes",
)


class TrendView(NamedTuple):
    """A trend; `chart` adds a bar to every value."""

    trend: Trend
    chart: bool = False

    def as_object(self) -> dict[str, object]:
        trend = self.trend
        return {
            "series": trend.series.id,
            **bilingual("title", trend.series.title),
            **bilingual("area", trend.area),
            **bilingual("unit", trend.unit),
            "kind": trend.series.kind,
            "points": [_as_object(point) for point in trend.points],
            "notes": note_objects(trend.notes),
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        unit = self.trend.unit.ja if self.trend.unit else None
        return _NAMES, [
            {
                "series": self.trend.series.id,
                **_figures(point),
                "unit": unit,
                "reason": point.why.to("en") if point.why else None,
                "notes": plain_notes(point.notes),
            }
            for point in self.trend.points
        ]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        trend = self.trend
        numbers = [Heading(each.to(lang), numeric=True) for each in (VALUE, CHANGE, _PERCENT, _MULTIPLE)]
        bars = [Heading("", bars=True)] if self.chart else []
        most = max((point.value for point in trend.points if point.value is not None), default=0)
        return [
            Sheet(
                title=f"{trend.series.id}  {trend.series.title.to(lang)}",
                facts=one_fact(trend.area.to(lang), unit_of(trend.unit, lang), _KINDS[trend.series.kind].to(lang)),
                headings=(Heading(YEAR.to(lang)), *numbers, *bars),
                lines=tuple(
                    Line((*_cells(point, lang), *([_share(point.value, most)] if self.chart else [])))
                    for point in trend.points
                ),
                notes=note_lines(trend.notes, lang),
                remarks=tuple(remark for point in trend.points for remark in _remarks(point, lang)),
            )
        ]


def _cells(point: Point, lang: Language) -> tuple[str, ...]:
    percent = rounded(point.percent, 1, signed=True)
    multiple = rounded(point.multiple, 2)
    value = figure(point.value) if point.observation.cell.value is not None else point.observation.cell.printed
    marks = marks_of(point.notes)
    return (
        point.year.label(lang),
        f"{marks} {value}".lstrip(),
        figure(point.change, signed=True),
        f"{percent}%" if percent else "",
        f"×{multiple}" if multiple else "",
    )


def _remarks(point: Point, lang: Language) -> list[str]:
    year = point.year.label(lang)
    why = [_WHY.to(lang).format(year=year, why=point.why.to(lang))] if point.why else []
    return why + [
        _EARLIER.to(lang).format(year=year, dataset=each.table.edition.id, value=each.cell.printed)
        for each in point.earlier
    ]


def _share(value: Number | None, most: Number) -> str:
    """Return a value's share of the largest for a bar; nothing where there is nothing to draw."""
    return str(Decimal(value) / Decimal(most)) if value is not None and 0 < value <= most else ""


def _as_object(point: Point) -> dict[str, object]:
    return {
        **_figures(point),
        "era_year": point.year.era_label,
        "reason": point.why.to("en") if point.why else None,
        "reason_ja": point.why.to("ja") if point.why else None,
        "earlier": [{"dataset": each.table.edition.id, "value": each.cell.number} for each in point.earlier],
        "notes": note_objects(point.notes),
    }


def _figures(point: Point) -> dict[str, object]:
    cell = point.observation.cell
    return {
        "dataset": point.observation.table.edition.id,
        "fiscal_year": point.year.start,
        "value": cell.value,
        "status": cell.status.value,
        "change": point.change,
        "percent": point.percent,
        "multiple": point.multiple,
    }
