"""What a footnote's reason lets the numbers do, and what becomes of a sum that a footnote explains."""

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from privstat.codelists import Reason, Role, Status
from privstat.model import Cell, Footnote
from privstat.totals import Sum, adjusted
from privstat.validate import PASSED, Outcome, Verdict, undecided
from privstat.words import Message, Text

_MUST_HOLD = {
    Reason.OVERLAP: Text(en="the parts may not be less than the whole", ja="部分の合計が全体を下回ることはできません"),
    Reason.ROUNDING: Text(
        en="the difference may not exceed half a unit for each figure",
        ja="差は各数値につき単位の半分までです",
    ),
    Reason.CARRY_OVER: Text(
        en="the parts and 'pending' must equal the whole and 'carried'",
        ja="部分と pending の和が、全体と carried の和に等しくなければなりません",
    ),
    Reason.OF_WHICH: Text(en="no part may exceed the whole", ja="部分が全体を上回ることはできません"),
    Reason.EXCLUDES: Text(
        en="the parts without 'excludes' must equal the whole",
        ja="excludes を除いた部分の和が全体に等しくなければなりません",
    ),
    Reason.INCLUDES: Text(
        en="the parts with 'includes' must equal the whole",
        ja="includes を加えた部分の和が全体に等しくなければなりません",
    ),
    Reason.PROVISIONAL: Text(en="one of the figures must be provisional", ja="速報値が含まれていなければなりません"),
    Reason.REVISED: Text(en="one of the figures must be revised", ja="訂正値が含まれていなければなりません"),
}
_NEVER = Text(en="a mismatch cannot be explained", ja="不一致は説明できません")


def explains(note: Footnote, part_sum: Sum) -> bool:
    """Tell whether a sum that differs from its whole differs as the note's reason allows. All cells have numbers."""
    check, difference = part_sum.check, part_sum.difference
    assert check is not None
    assert difference is not None
    match note.reason:
        case Reason.OVERLAP:
            return difference >= 0
        case Reason.OF_WHICH:
            return all(Decimal(part.number or 0) <= Decimal(part_sum.printed or 0) for part in part_sum.parts)
        case Reason.ROUNDING:
            halves = sum(map(_half_a_unit, part_sum.cells), Decimal(0))
            return abs(Decimal(difference)) <= halves
        case Reason.CARRY_OVER:
            return bool(check.pending or check.carried) and _balances(part_sum)
        case Reason.EXCLUDES:
            return bool(check.excludes) and _balances(part_sum)
        case Reason.INCLUDES:
            return bool(check.includes) and _balances(part_sum)
        case Reason.PROVISIONAL:
            return _has(part_sum, Status.PROVISIONAL)
        case Reason.REVISED:
            return _has(part_sum, Status.REVISED)
        case Reason.BREAK | Reason.SUPPRESSED | Reason.DEFINITION | Reason.OTHER:
            return False
        case _:
            assert_never(note.reason)


def _balances(part_sum: Sum) -> bool:
    both = adjusted(part_sum)
    return both is not None and both[0] == both[1]


def _has(part_sum: Sum, status: Status) -> bool:
    return any(cell.status is status for cell in part_sum.cells)


def _half_a_unit(cell: Cell) -> Decimal:
    """Return half of the last place that the figure was printed with: 0.5 for 120, 0.05 for 27.8."""
    exponent = Decimal(cell.number or 0).as_tuple().exponent
    return Decimal((0, (5,), exponent - 1)) if isinstance(exponent, int) else Decimal(0)


_TOTAL_DIFFERS = Text(
    en="printed total {whole:,}, but {names} add up to {parts:,} ({difference:+,})",
    ja="印刷された合計は {whole:,} ですが、{names}の和は {parts:,} です({difference:+,})",
)
_WHOLE_DIFFERS = Text(
    en="{column} is {whole:,}, but {names} add up to {parts:,} ({difference:+,})",
    ja="{column}は {whole:,} ですが、{names}の和は {parts:,} です({difference:+,})",
)
_MISMATCH = Text(en="{mismatch}", ja="{mismatch}")
_EXPLAINED = Text(en="{mismatch}; {mark} explains it: {note}", ja="{mismatch}。{mark}による説明: {note}")
_MOVED = Text(
    en="{mismatch}; {mark} was pinned to {pinned_parts:,} and {pinned_whole:,}",
    ja="{mismatch}。{mark}の説明は {pinned_parts:,} と {pinned_whole:,} に固定されています",
)
_CANNOT = Text(
    en="{mismatch}; {mark} cannot explain it: with the reason '{reason}' {relation}",
    ja="{mismatch}。{mark}では説明できません。理由が「{reason}」の場合、{relation}",
)
_UNPINNED = Text(
    en="{mismatch}; {mark} may explain it, but is pinned to no figures: "
    "expect = {{ {row}parts = {parts}, whole = {whole} }}",
    ja="{mismatch}。{mark}で説明できますが、数値が固定されていません: "
    "expect = {{ {row}parts = {parts}, whole = {whole} }}",
)
_STALE = Text(
    en="{names} add up to {whole:,} as printed, so {mark} explains nothing any more; remove explained-by and expect",
    ja="{names}の和は印刷どおり {whole:,} で、{mark}が説明する不一致はありません。"
    "explained-by と expect を外してください",
)


def verdict(part_sum: Sum) -> Verdict:
    """Return what becomes of a sum that has a printed whole."""
    origins = tuple(cell.origin for cell in part_sum.cells)
    if part_sum.missing:
        return undecided(part_sum.missing, *origins)._replace(note=part_sum.note)
    outcome, template = _outcome(part_sum)
    if outcome is Outcome.PASS:
        return PASSED
    return Verdict(outcome, origins, Message(template, _facts(part_sum)), part_sum.note)


def _outcome(part_sum: Sum) -> tuple[Outcome, Text]:
    note, pin = part_sum.note, part_sum.expected
    if part_sum.difference == 0:
        # Of several rows, a note explains those that it is pinned to; the others may well add up.
        is_explained = note is not None and (pin is not None or part_sum.is_alone)
        return (Outcome.STALE, _STALE) if is_explained else (Outcome.PASS, _MISMATCH)
    if note is None:
        return Outcome.FAIL, _MISMATCH
    if pin and (pin.parts, pin.whole) != (part_sum.computed, part_sum.printed):
        return Outcome.MOVED, _MOVED
    if not explains(note, part_sum):
        return Outcome.FAIL, _CANNOT
    return (Outcome.EXPLAINED, _EXPLAINED) if pin else (Outcome.FAIL, _UNPINNED)


def _facts(part_sum: Sum) -> dict[str, object]:
    row, note, pin = part_sum.row, part_sum.note, part_sum.expected
    figures: dict[str, object] = {
        "names": _names(part_sum),
        "column": part_sum.whole.column.label if part_sum.whole else "",
        "parts": part_sum.computed,
        "whole": part_sum.printed,
        "difference": part_sum.difference,
    }
    return figures | {
        "mismatch": Message(_WHOLE_DIFFERS if row else _TOTAL_DIFFERS, figures),
        "mark": note.mark if note else "",
        "note": note.text if note else "",
        "reason": note.reason.value if note else "",
        "relation": _MUST_HOLD.get(note.reason, _NEVER) if note else "",
        "pinned_parts": pin.parts if pin else None,
        "pinned_whole": pin.whole if pin else None,
        "row": f'row = "{row.name}", ' if row and row.key else "",
    }


def _names(part_sum: Sum) -> Text:
    if part_sum.row is None:
        by_month = any(column.role is Role.MONTH for column in part_sum.table.columns)
        return Text(en="the months", ja="各月") if by_month else Text(en="the rows", ja="各行")
    labels = [part.column.label for part in part_sum.parts]
    return Text(en=" + ".join(label.to("en") for label in labels), ja="+".join(label.ja for label in labels))


def explained(verdict: Verdict, note: Footnote | None = None) -> Verdict:
    """Return a verdict as explained, by a note or by what its sentence says already."""
    sentence = verdict.sentence
    if note:
        sentence = Message(_EXPLAINED, {"mismatch": sentence, "mark": note.mark, "note": note.text})
    return verdict._replace(outcome=Outcome.EXPLAINED, note=note, sentence=sentence)


_ACCOUNTS_FOR = frozenset({Reason.BREAK, Reason.DEFINITION, Reason.OTHER})


def accounting_note(cell: Cell, others: Iterable[Cell]) -> Footnote | None:
    """Return a note that says why a figure stands out from others, and so does not hang on all of these; or None."""
    shared = [{(note.mark, note.text) for note in other.notes} for other in others]
    for note in cell.notes:
        if note.reason in _ACCOUNTS_FOR and not all((note.mark, note.text) in marks for marks in shared):
            return note
    return None
