"""Printed cells of one column → the values that stand in a dataset file."""

import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.capture.doubts import Doubt, doubt
from privstat.capture.frame import Line
from privstat.codelists import Role, Status
from privstat.figures import Figure, figure, without_marks
from privstat.words import Message, message

_OF_WHICH = ("うち", "内数", "再掲")


class ReadColumn(NamedTuple):
    """The values of a column, None where one could not be read, with what was noticed on the way."""

    role: Role
    values: tuple[object, ...]
    doubts: tuple[Doubt, ...]
    symbols: Mapping[str, Status]
    unit: str
    marks: Mapping[int, tuple[str, ...]]  # of the notes that hang on a cell, by row


def read_figures(lines: Sequence[Line], column: int, heading: str, hints: str) -> ReadColumn:
    """Return the figures of a column. `hints` are the notes, which may tell what brackets mean."""
    cells = [line.cells[column] for line in lines]
    parted = [without_marks(cell.text) for cell in cells]
    figures = [figure(text) for text, _ in parted]
    role = role_of(heading, [each for each in figures if each])
    is_part = any(word in heading + hints for word in _OF_WHICH)
    values = [
        _value(found, text, marks, is_part=is_part) if found and not line.refused else None
        for line, (text, marks), found in zip(lines, parted, figures, strict=True)
    ]
    problems: dict[str, tuple[Message, list[int]]] = {}
    for row, (line, (text, _), found) in enumerate(zip(lines, parted, figures, strict=True)):
        sentence = None if line.refused else _problem(text, found, is_part=is_part)
        if sentence:
            problems.setdefault(sentence.to("en"), (sentence, []))[1].append(row)
    doubts = [
        doubt(cells[rows[0]].place, sentence, *((row, column) for row in rows)) for sentence, rows in problems.values()
    ]
    units = {each.unit for each in figures if each and each.unit}
    return ReadColumn(
        role,
        tuple(values),
        tuple(doubts),
        {each.symbol: each.status for each in figures if each and each.symbol},
        units.pop() if len(units) == 1 else "",
        {row: marks for row, (_, marks) in enumerate(parted) if marks},
    )


def role_of(heading: str, figures: Sequence[Figure]) -> Role:
    """Return what a column of figures holds: rates have decimals or say so, changes may be negative."""
    values = [each.value for each in figures if each.value is not None]
    plain = unicodedata.normalize("NFKC", heading)
    if any(isinstance(value, Decimal) for value in values) or any(each.unit in ("%", "‰") for each in figures):
        return Role.RATE
    if "率" in plain or "割合" in plain:
        return Role.RATE
    return Role.CHANGE if "増減" in plain or any(value < 0 for value in values) else Role.COUNT


def _value(found: Figure, text: str, marks: tuple[str, ...], *, is_part: bool) -> object:
    if found.symbol and not marks:
        return found.symbol
    full: dict[str, object] = {}
    if found.value is None:
        full["status"] = found.status.value
    else:
        full["value"] = found.value
    if text and text != _default_print(found):
        full["printed"] = text
    if found.bracket is not None and is_part:
        full["of-which"] = found.bracket
    return found.value if list(full) == ["value"] else full


def _default_print(found: Figure) -> str:
    return f"{found.value:,}" if isinstance(found.value, int) else str(found.value)


def _problem(text: str, found: Figure | None, *, is_part: bool) -> Message | None:
    """Return what a person must look at in a cell, or None; of one kind of doubt the same sentence for all cells."""
    if found is None:
        return message(en="'{text}' is not a figure", ja="「{text}」は数値として読めません", text=text)
    if found.symbol:
        return message(
            en="'{symbol}' may stand for several things; say which under [symbols]",
            ja="「{symbol}」の意味は団体によります。[symbols] で確かめてください",
            symbol=found.symbol,
        )
    if found.bracket is not None and (not is_part or found.bracket > (found.value or 0)):
        return _UNEXPLAINED
    return None


_UNEXPLAINED = message(
    en="what the number in brackets means is not said; only the one before it was taken",
    ja="括弧の数値の意味が示されていません。括弧の前の数値だけを読みました",
)
