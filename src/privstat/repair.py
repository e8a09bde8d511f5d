"""Which single slips would mend what is broken: for each broken equation the figures that fit, likeliest first.

A slip fits where it mends every equation that its figure stands in, and breaks none. Of those that fit, the ones
that mend the most equations are kept: what one slip explains was not two.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privstat.equations import Equation, sum_equations
from privstat.evidence import Columns, evidence
from privstat.ledger import Change, Ledger
from privstat.model import Dataset
from privstat.slips import Kind, Slip, rows_swapped, slip
from privstat.ties import equations, witnesses
from privstat.totals import Sum
from privstat.words import LANGUAGES, Message, Text, message


class Repair(NamedTuple):
    """A slip that explains a broken equation: what to change, why, and what speaks for it or against it.

    One figure changes, or two where two rows were swapped. Fewer `points` are likelier; the likeliest has rank 1,
    and repairs that nothing tells apart have the same rank.
    """

    changes: tuple[Change, ...]
    kind: Kind
    reasons: tuple[Message, ...]
    points: int
    rank: int = 1

    @property
    def reason(self) -> Text:
        """Why: the slip, and what speaks for it or against it."""
        return Text(*("; ".join(dict.fromkeys(each.to(lang) for each in self.reasons)) for lang in LANGUAGES))

    @property
    def sentence(self) -> Text:
        """What to change and why, as listings and findings say it."""
        what = [", ".join(change.sentence.to(lang) for change in self.changes) for lang in LANGUAGES]
        return Text(*(f"{each} ({why})" for each, why in zip(what, self.reason, strict=True)))

    def names(self, code: str) -> list[str]:
        """Return its name for each figure: the code of the rule that finds the equation broken, and the place."""
        return [f"{code}@{change.figure.origin.place}" for change in self.changes]


class Diagnosis(NamedTuple):
    """A broken equation, and the repairs that fit: likeliest first, with all ties."""

    equation: Equation
    repairs: tuple[Repair, ...]

    @property
    def fitting(self) -> int:
        """How many figures of the equation may be the mistyped one."""
        keys = {change.figure.keys for repair in self.repairs for change in repair.changes}
        return sum(figure.keys in keys for figure in self.equation.figures)

    @property
    def of(self) -> int:
        """How many figures the equation has."""
        return len(self.equation.figures)

    @property
    def sentence(self) -> Message:
        """How many figures may be the cause: 9 of 13 cells fit."""
        return Message(_FIT, {"fitting": self.fitting, "of": self.of})


_FIT = Text(en="{fitting} of {of} cells fit", ja="{of} 個のセルのうち {fitting} 個が当てはまります")


def diagnoses(dataset: Dataset, others: Iterable[Dataset] = ()) -> Iterator[Diagnosis]:
    """Yield each broken equation of a dataset with its repairs, in the order of tables and claims.

    Other datasets bear witness where their publisher prints the same cells again; they are not repaired.
    """
    own = tuple(equations(dataset))
    if all(each.allows(each.difference) for each in own if each.code):
        return  # then nobody need bear witness
    ledger = Ledger((*own, *witnesses(dataset, others)))
    columns = Columns(figure for each in ledger.equations for figure in each.figures)
    for index in ledger.broken:
        if ledger.equations[index].code:
            yield Diagnosis(ledger.equations[index], _ranked(_repairs(index, ledger, columns)))


def repairs_for(part_sum: Sum, dataset: Dataset, others: Iterable[Dataset] = ()) -> list[Diagnosis]:
    """Return what is broken in one sum, with its repairs; of a pinned sum, the parts and the whole apart.

    For many sums, take `diagnoses` once: the place of an equation is the leading one of its finding.
    """
    own = list(sum_equations(part_sum))
    return [each for each in diagnoses(dataset, others) if each.equation in own]


def _repairs(index: int, ledger: Ledger, columns: Columns) -> list[Repair]:
    """Return the repairs that fit and mend the most equations."""
    fitting = [
        (mended, changes, made)
        for changes, made in _guesses(index, ledger, columns)
        if (mended := ledger.mended(changes))
    ]
    most = max((mended for mended, _, _ in fitting), default=0)
    return [_repair(changes, made, most, ledger, columns) for mended, changes, made in fitting if mended == most]


def _guesses(index: int, ledger: Ledger, columns: Columns) -> Iterator[tuple[tuple[Change, ...], Slip]]:
    """Yield the changes that mend an equation and come of one slip; what they do to others is not yet known."""
    for change in ledger.needed(index):
        figure, new = change
        if not change.is_legal:
            continue
        if made := slip(new, figure.value):
            yield (change,), made
        for other in columns.in_other_rows(figure, new):
            back = Change(other, figure.value)
            if back.is_legal and index not in ledger.touched(back):
                yield (change, back), rows_swapped(figure.row, other.row)


def _repair(changes: tuple[Change, ...], made: Slip, mended: int, ledger: Ledger, columns: Columns) -> Repair:
    hints = [
        hint
        for change in changes
        for hint in evidence(change, columns, (ledger.equations[each] for each in ledger.touched(change)))
    ]
    reasons = [made.reason, *(hint.sentence for hint in hints)]
    if mended > 1:
        reasons.append(message(en="mends {count} at once", ja="{count} か所が同時に直る", count=mended))
    return Repair(changes, made.kind, tuple(reasons), made.points + sum(hint.points for hint in hints))


def _ranked(repairs: list[Repair]) -> tuple[Repair, ...]:
    """Return repairs with their ranks, likeliest first; of equals each has the rank of the first."""
    in_order = sorted(repairs, key=lambda repair: repair.points)
    ranks: dict[int, int] = {}
    for rank, repair in enumerate(in_order, 1):
        ranks.setdefault(repair.points, rank)
    return tuple(repair._replace(rank=ranks[repair.points]) for repair in in_order)
