"""The labels of rows: years, months, days, or items with ids of their own."""

from collections.abc import Sequence
from typing import NamedTuple

from privstat.capture.doubts import EVERY, Doubt, doubt
from privstat.capture.frame import Frame, Kind
from privstat.capture.sketch import Item
from privstat.capture.words import concept_of, ids_for
from privstat.capture.years import are_fiscal_years, are_months, day_of, fiscal_years, months
from privstat.codelists import Role
from privstat.figures import without_marks
from privstat.period import FiscalYear, Month
from privstat.words import message


class LabelColumn(NamedTuple):
    """A column of labels: what it holds, a value for each row (None where it has no certain one), and its codes."""

    column: int
    role: Role
    values: tuple[object, ...]
    codes: tuple[Item, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def label_columns(frame: Frame, page_year: FiscalYear | None) -> list[LabelColumn]:
    """Return the columns of labels; a column of years beside one of months becomes part of it."""
    columns = frame.label_columns
    if columns and len(columns) > 1 and are_months(_texts(frame, columns[-1])):
        return [
            *(_items(frame, column) for column in columns[:-2]),
            _months(frame, columns[-1], columns[-2], page_year),
        ]
    return [_labels(frame, column, page_year) for column in columns]


def _labels(frame: Frame, column: int, page_year: FiscalYear | None) -> LabelColumn:
    texts, heading = _texts(frame, column), frame.headings[column].text
    if are_months(texts):
        return _months(frame, column, None, page_year)
    if are_fiscal_years(texts, heading):
        found = iter(fiscal_years(texts, page_year))
        return _times(frame, column, Role.FISCAL_YEAR, [next(found) if text else None for text in _all(frame, column)])
    return _items(frame, column)


def _all(frame: Frame, column: int) -> list[str]:
    """Return the label of each row without note marks; "" for totals."""
    return [without_marks(line.cells[column].text)[0] if line.kind is Kind.ROW else "" for line in frame.lines]


def _texts(frame: Frame, column: int) -> list[str]:
    return [without_marks(line.cells[column].text)[0] for line in frame.lines if line.kind is Kind.ROW]


def _months(frame: Frame, column: int, years: int | None, page_year: FiscalYear | None) -> LabelColumn:
    printed = [
        (_all(frame, years)[index] if years is not None else "") + text
        for index, text in enumerate(_all(frame, column))
    ]
    found = iter(months([text for text in printed if text], page_year))
    return _times(frame, column, Role.MONTH, [next(found) if text else None for text in printed], printed)


def _times(
    frame: Frame, column: int, role: Role, found: Sequence[FiscalYear | Month | None], printed: Sequence[str] = ()
) -> LabelColumn:
    printed = printed or _all(frame, column)
    values: list[object] = []
    doubts = []
    for row, (time, text) in enumerate(zip(found, printed, strict=True)):
        if text and time is None:
            sentence = message(
                en="which time '{text}' is, is not certain", ja="「{text}」がいつか確かではありません", text=text
            )
            doubts.append(doubt(frame.lines[row].cells[column].place, sentence, (row, EVERY)))
        values.append(None if time is None else _time_value(time, text))
    return LabelColumn(column, role, tuple(values), (), tuple(doubts))


def _time_value(time: FiscalYear | Month, printed: str) -> object:
    value = time.iso if isinstance(time, Month) else time.start
    return value if time.label("ja") == printed else {"value": value, "printed": printed}


def _items(frame: Frame, column: int) -> LabelColumn:
    """Return the labels as items with ids; the key of a row that has been there before gets a number."""
    texts = _all(frame, column)
    unique = list(dict.fromkeys(text for text in texts if text))
    days = [day_of(text) for text in unique]
    ids = [day.iso for day in days if day]
    if len(ids) < len(unique):
        ids = ids_for(unique, "row")
    known = dict(zip(unique, ids, strict=True))
    values = tuple(known.get(text) for text in texts)
    return LabelColumn(
        column, Role.DIMENSION, values, tuple(Item(known[text], text, concept_of(text)) for text in unique)
    )
