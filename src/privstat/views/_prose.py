"""What was found on a page around its tables: sections, claims, series, numbers that are no figures."""

from collections.abc import Iterator

from privstat.capture.doubts import Taken
from privstat.capture.sketch import Draft, DraftClaim
from privstat.place import Place
from privstat.views._words import bilingual
from privstat.words import Message, message


def taken_of(draft: Draft) -> Iterator[Taken]:
    """Yield what was taken for what outside of tables."""
    for section in draft.sections:
        sentence = message(
            en="section '{heading}': {office}, extension {extension}",
            ja="区分「{heading}」: {office}、内線 {extension}",
            heading=section.heading,
            office=section.office,
            extension=section.extension,
        )
        yield Taken(section.place, sentence)
    for each in draft.ignored:
        yield Taken(
            each.place,
            message(
                en="'{text}' is no figure: {why}",
                ja="「{text}」は数値ではありません: {why}",
                text=each.text,
                why=each.why,
            ),
        )
    for claim in draft.claims:
        yield Taken(claim.place, _claimed(claim))
    for series, source in draft.series:
        sentence = message(
            en="{measure} is the series {id} of {source}",
            ja="{measure} は {source} の系列 {id} です",
            measure=series.measure,
            id=series.id,
            source=source,
        )
        yield Taken(_first_place(draft, series.measure), sentence)


def _claimed(claim: DraftClaim) -> Message:
    if claim.value is not None:
        return message(
            en="the prose states {value:,}{unit}, which no cell has: {text}",
            ja="本文に {value:,}{unit} とあり、そのセルはありません: {text}",
            value=claim.value,
            unit=claim.unit,
            text=claim.text,
        )
    return message(
        en="the prose states {cells}: {text}",
        ja="本文に {cells} とあります: {text}",
        cells=", ".join(f"{address} = {number:,}" for address, number in claim.equals.items()),
        text=claim.text,
    )


def _first_place(draft: Draft, measure: str) -> Place:
    return next(table.place for table in draft.tables if table.id == measure.partition(".")[0])


def prose_of(draft: Draft) -> dict[str, object]:
    """Return what was found outside of tables, as objects."""
    return {
        "sections": [
            {"id": each.id, "heading": each.heading, "office": each.office, "extension": each.extension}
            for each in draft.sections
        ],
        "claims": [
            {
                "text": each.text,
                "equals": dict(each.equals),
                "value": each.value,
                "unit": each.unit or None,
                **each.place._asdict(),
            }
            for each in draft.claims
        ],
        "series": [{"id": series.id, "measure": series.measure, "of": source} for series, source in draft.series],
        "ignored": [
            {"text": each.text, **bilingual("why", each.why), **each.place._asdict()} for each in draft.ignored
        ],
    }
