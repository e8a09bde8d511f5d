"""Rates and the formula that their heading states: F=(A+B)÷(A+B+C)×100, taken where every printed rate agrees."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from privstat.capture.doubts import Doubt, doubt
from privstat.capture.numbers import number_of
from privstat.capture.sketch import DraftColumn, DraftRow
from privstat.capture.words import letter_of
from privstat.codelists import Role
from privstat.model import Number
from privstat.words import message

_FORMULA = re.compile(r"\(?([A-Z](?:\+[A-Z])*)\)?[÷/]\(?([A-Z](?:\+[A-Z])*)\)?(?:[×*]100)")
_TOLERANCE = Decimal("0.1")  # rates are cut in one year and rounded in the next


def with_formulas(
    columns: Sequence[DraftColumn], rows: Sequence[DraftRow]
) -> tuple[tuple[DraftColumn, ...], list[Doubt]]:
    """Return the columns with the formulas that hold in every row, and doubts about the rates that do not agree."""
    letters = {letter_of(each.label): each.id for each in columns if letter_of(each.label) and each.role is Role.COUNT}
    found = []
    doubts = []
    for index, column in enumerate(columns):
        stated = _FORMULA.search(unicodedata.normalize("NFKC", column.label)) if column.role is Role.RATE else None
        terms = [part.split("+") for part in stated.groups()] if stated else []
        if not terms or not all(letter in letters for part in terms for letter in part):
            found.append(column)
            continue
        formula = dict(zip(("sum", "over"), ([letters[letter] for letter in part] for part in terms), strict=True))
        wrong = [number for number, row in enumerate(rows) if not _agrees(row.cells, column.id, formula)]
        doubts += [_doubt(column, rows[number], (number, index)) for number in wrong]
        found.append(column if wrong else column._replace(formula=formula))
    return tuple(found), doubts


def _agrees(cells: Mapping[str, object], rate: str, formula: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a printed rate is what the formula says; without a figure nothing disagrees."""
    printed = number_of(cells.get(rate))
    above, below = (_sum(cells, formula[key]) for key in ("sum", "over"))
    if printed is None or above is None or not below:
        return True
    exact = Decimal(above) / Decimal(below) * 100
    step = Decimal(1).scaleb(min(int(Decimal(printed).as_tuple().exponent), 0))
    return abs(exact.quantize(step, ROUND_HALF_UP) - printed) <= (_TOLERANCE if step < 1 else 1)


def _sum(cells: Mapping[str, object], names: Sequence[str]) -> Number | None:
    numbers = [number_of(cells.get(name)) for name in names]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _doubt(column: DraftColumn, row: DraftRow, spot: tuple[int, int]) -> Doubt:
    sentence = message(
        en="this rate is not what its heading says: {heading}",
        ja="この率は見出しの式に合いません: {heading}",
        heading=column.label,
    )
    return doubt(row.place, sentence, spot)
