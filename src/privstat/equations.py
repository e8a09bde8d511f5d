"""Figures that somebody typed, and the equations that sums make of them.

An equation is figures, each added or taken away, that must be (or must not exceed) a constant. Where a figure is
missing, or known to be a misprint, there is none.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from privstat.codelists import Reason, Role
from privstat.model import Cell, Expectation, Footnote, Number
from privstat.place import Keys, Origin
from privstat.totals import Sum, beside
from privstat.words import Message, Text

_BALANCED = frozenset({Reason.CARRY_OVER, Reason.EXCLUDES, Reason.INCLUDES})
_UNSAID = Message(Text(""), {})


class Figure(NamedTuple):
    """A number that somebody typed: that of a cell, or one that a claim states.

    `print` is the printed string that was captured beside it. One that `is_nil` stands for a symbol, and has no digits
    to mistype.
    """

    address: str
    value: Number
    role: Role
    print: str
    is_nil: bool
    origin: Origin
    in_prose: bool = False

    @property
    def keys(self) -> Keys:
        """What tells it from all other figures of the dataset."""
        return self.origin.keys

    @property
    def row(self) -> int:
        """The number of its row; -1 of a total and of the prose."""
        index = self.keys[3] if self.keys[2] == "rows" else -1
        return index if isinstance(index, int) else -1

    @property
    def name(self) -> Text:
        """What it is called in a sentence."""
        if not self.in_prose:
            return Text(self.address)
        return Text(en=f"{self.address} in the prose", ja=f"本文の {self.address}")


class Equation(NamedTuple):
    """Figures, each times its factor, that add up to `constant`, or to no more than it.

    `code` is that of the rule that finds it broken, "" where no rule does; `origin` is the leading place of its
    finding. `sentence` says how both sides differ.
    """

    code: str
    terms: tuple[tuple[Figure, int], ...]
    constant: Number
    origin: Origin
    sentence: Message = _UNSAID
    at_most: bool = False
    witness: Text | None = None  # who else gives the figure: the prose, another page

    @property
    def difference(self) -> Number:
        """The left side less the right one: what the parts are too much, the table more than the prose says."""
        return sum((factor * figure.value for figure, factor in self.terms), start=-self.constant)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return tuple(figure for figure, _ in self.terms)

    def allows(self, difference: Number) -> bool:
        """Tell whether nothing is wrong where both sides differ so."""
        return difference <= 0 if self.at_most else difference == 0


def sum_equations(part_sum: Sum) -> Iterator[Equation]:
    """Yield the equation of a sum; two where a note is pinned to what its parts and its whole must remain.

    Yield none where a figure is missing or a misprint, where adding makes no sense, and where the note is not pinned
    and allows more than one difference.
    """
    note, pin = part_sum.note, part_sum.expected
    if part_sum.whole is None or not all(map(has_figure, part_sum.cells)):
        return
    if note and pin:
        yield from _pinned(part_sum, note, pin)
    elif part_sum.additive and (note is None or note.reason in _BALANCED):
        cells = [*((cell, 1) for cell in part_sum.parts), (part_sum.whole, -1)]
        # Rows whose parts add up as they are need none of what stands beside them.
        cells += beside(part_sum) if note and part_sum.difference else []
        if all(has_figure(cell) for cell, _ in cells):
            yield _added_up(part_sum, part_sum.whole, cells)


def _pinned(part_sum: Sum, note: Footnote, pin: Expectation) -> Iterator[Equation]:
    assert part_sum.whole
    sides = ((part_sum.parts, pin.parts, _PINNED_PARTS), ((part_sum.whole,), pin.whole, _PINNED_WHOLE))
    for cells, pinned, template in sides:
        facts = {"address": part_sum.whole.address, "mark": note.mark, "pin": pinned}
        equation = Equation(_code(part_sum), terms_of((cell, 1) for cell in cells), pinned, part_sum.whole.origin)
        yield _said(equation, template, facts, pinned + equation.difference)


def _added_up(part_sum: Sum, whole: Cell, cells: Iterable[tuple[Cell, int]]) -> Equation:
    equation = Equation(_code(part_sum), terms_of(cells), 0, whole.origin)
    value = figure_of(whole).value
    facts = {"address": whole.address, "whole": value, "count": len(equation.terms) - 1}
    return _said(equation, _SUM, facts, value + equation.difference)


def _said(equation: Equation, template: Text, facts: Mapping[str, object], value: Number) -> Equation:
    return equation._replace(sentence=Message(template, {**facts, "value": value, "difference": equation.difference}))


def _code(part_sum: Sum) -> str:
    return "T001" if part_sum.row is None else "T002"


_SUM = Text(
    en="{address} is {whole:,}, but its {count} parts add up to {value:,} ({difference:+,})",
    ja="{address} は {whole:,} ですが、その {count} 個の部分の和は {value:,} です({difference:+,})",
)
_PINNED_PARTS = Text(
    en="the parts of {address} add up to {value:,}, but {mark} was pinned to {pin:,} ({difference:+,})",
    ja="{address} の部分の和は {value:,} ですが、{mark}の説明は {pin:,} に固定されています({difference:+,})",
)
_PINNED_WHOLE = Text(
    en="{address} is {value:,}, but {mark} was pinned to {pin:,} ({difference:+,})",
    ja="{address} は {value:,} ですが、{mark}の説明は {pin:,} に固定されています({difference:+,})",
)


def terms_of(cells: Iterable[tuple[Cell, int]]) -> tuple[tuple[Figure, int], ...]:
    """Return the figures of cells that all have one, each once, with how often it is counted."""
    figures: dict[Keys, Figure] = {}
    factors: dict[Keys, int] = {}
    for cell, factor in cells:
        figures[cell.origin.keys] = figure_of(cell)
        factors[cell.origin.keys] = factors.get(cell.origin.keys, 0) + factor
    return tuple((figure, factors[keys]) for keys, figure in figures.items() if factors[keys])


def figure_of(cell: Cell) -> Figure:
    """Return the figure of a cell that has one."""
    assert cell.number is not None
    return Figure(cell.address, cell.number, cell.column.role, cell.given or "", cell.value is None, cell.origin)


def has_figure(cell: Cell) -> bool:
    """Tell whether there is a figure that must agree with others; a misprint that was corrected need not."""
    return cell.number is not None and cell.correction is None
