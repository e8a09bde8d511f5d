"""What speaks for a repair or against it besides the slip itself: the print, the column, the prose, another page."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from privstat.codelists import Role
from privstat.equations import Equation, Figure
from privstat.ledger import Change
from privstat.model import Number
from privstat.words import Message, Text

_PRINT_POINTS = 6  # a figure that was typed twice, once right, is a proof rather than a hint
_COLUMN_POINTS = 2
_FEWEST = 4  # figures that say what is usual in a column
_FAR = 2  # beyond this many times the largest of them, or below this part of the smallest


class Evidence(NamedTuple):
    """A hint, and how many points it adds to a repair; fewer are likelier."""

    points: int
    sentence: Message


class Columns:
    """The columns of a page: which rows have a figure, and what is usual there."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._values: dict[tuple[object, ...], list[Number]] = {}
        self._figures: dict[tuple[object, ...], list[Figure]] = {}
        for each in {each.keys: each for each in figures if each.row >= 0}.values():
            self._values.setdefault(_column(each), []).append(each.value)
            self._figures.setdefault((*_column(each), each.value), []).append(each)
        for values in self._values.values():
            values.sort()

    def in_other_rows(self, figure: Figure, value: Number) -> list[Figure]:
        """Return the figures in other rows of a column that have a value."""
        found = self._figures.get((*_column(figure), value), []) if figure.row >= 0 else []
        return [each for each in found if each.row != figure.row]

    def is_usual(self, value: Number, figure: Figure) -> bool | None:
        """Tell whether a value is among, or not far from, the other figures of a column; None of too few."""
        if figure.row < 0 or figure.role is Role.CHANGE:
            return None
        found = self._values[_column(figure)]
        if len(found) <= _FEWEST:
            return None
        least = found[1] if found[0] == figure.value else found[0]
        most = found[-2] if found[-1] == figure.value else found[-1]
        return least <= value * _FAR and value <= most * _FAR


def _column(figure: Figure) -> tuple[object, ...]:
    return figure.keys[1], figure.keys[-1]


def evidence(change: Change, columns: Columns, touched: Iterable[Equation]) -> Iterator[Evidence]:
    """Yield what there is to say of a change of one figure."""
    figure, new = change
    facts = {"new": new, "old": figure.value}
    printed = _numbers_in(figure.print)
    if abs(new) in printed:
        yield Evidence(-_PRINT_POINTS, Message(_PRINT_FOR, facts))
    elif abs(figure.value) in printed:
        yield Evidence(_PRINT_POINTS, Message(_PRINT_AGAINST, facts))
    usual = columns.is_usual(new, figure), columns.is_usual(figure.value, figure)
    if usual == (True, False):
        yield Evidence(-_COLUMN_POINTS, Message(_COLUMN_FOR, facts))
    elif usual == (False, True):
        yield Evidence(_COLUMN_POINTS, Message(_COLUMN_AGAINST, facts))
    for each in touched:
        if each.witness and not figure.in_prose:
            yield Evidence(0, Message(_WITNESS, {"witness": each.witness}))


_PRINT_FOR = Text(en="{new:,} stands in print", ja="印刷された文字列は {new:,}")
_PRINT_AGAINST = Text(en="but {old:,} stands in print", ja="ただし印刷された文字列は {old:,}")
_COLUMN_FOR = Text(en="{old:,} is far from the rest of the column", ja="{old:,} は列のほかの数値とかけ離れている")
_COLUMN_AGAINST = Text(
    en="but {new:,} is far from the rest of the column", ja="ただし {new:,} は列のほかの数値とかけ離れている"
)
_WITNESS = Text(en="{witness} has it so", ja="{witness}もそうなっている")


def _numbers_in(text: str) -> set[Decimal]:
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text))
    return {Decimal(number) for number in re.findall(r"\d{1,16}(?:\.\d{1,16})?", plain)}
