"""What a footnote's reason lets the numbers do, and what becomes of a sum that a footnote explains."""

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from privstat.codelists import Reason, Role, Status
from privstat.model import Cell, Footnote
from privstat.totals import Sum, adjusted, through_subtotals
from privstat.validate import PASSED, Outcome, Verdict, undecided
from privstat.words import Message, Text

_MUST_HOLD = {
    Reason.OVERLAP: Text(en="the parts may not be less than the whole", ja="部分の合計が全体を下回ることはできません"),
    Reason.ROUNDING: Text(
        en="the difference must be less than half a unit for each figure",
        ja="差は各数値につき単位の半分より小さくなければなりません",
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
MAY_EXPLAIN = frozenset(_MUST_HOLD)  # the reasons that can explain a sum that differs
_NEVER = Text(en="a mismatch cannot be explained", ja="不一致は説明できません")


_LARGE_UNITS = ("千", "万", "十万", "百万", "億")


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
            return within_rounding(part_sum)
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


def within_rounding(part_sum: Sum) -> bool:
    """Tell whether figures that round to the printed ones add up. All cells have numbers.

    A figure stands for all from half a unit below it to just under half a unit above it. The sum of the parts and the
    whole stand for as much as that, and must have something in common.
    """
    halves = sum(map(_half_a_unit, part_sum.cells))
    assert part_sum.difference is not None
    return -halves < part_sum.difference < halves


def _half_a_unit(cell: Cell) -> Decimal:
    """Return half of the unit of a figure: 0.5 for 120, 0.05 for 27.8; what is nil was not rounded."""
    if not isinstance(cell.value, int | Decimal):
        return Decimal(0)
    if cell.column.rounded_to is not None:
        return Decimal(cell.column.rounded_to) / 2
    return Decimal(5).scaleb(int(Decimal(cell.value).as_tuple().exponent) - 1)


_TOTAL_DIFFERS = Text(
    en="printed total {whole:,}, but {names} add up to {parts:,} ({difference:+,})",
    ja="印刷された合計は {whole:,} ですが、{names}の和は {parts:,} です({difference:+,})",
)
_SUBTOTAL_DIFFERS = Text(
    en="printed subtotal '{label}' {whole:,}, but {names} add up to {parts:,} ({difference:+,})",
    ja="印刷された「{label}」は {whole:,} ですが、{names}の和は {parts:,} です({difference:+,})",
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
_ROUNDABLE = Text(
    en="{mismatch}; rounding could explain it, but no note says so",
    ja="{mismatch}。四捨五入による差かもしれませんが、そう述べる注がありません",
)
_CORRECTED = Text(
    en="{mismatch}; corrected, they are equal: {corrections}",
    ja="{mismatch}。訂正すると一致します: {corrections}",
)
_MISCORRECTED = Text(
    en="{names} add up to {whole:,} as printed, but not with the correction: {corrections} ({corrected:+,})",
    ja="{names}の和は印刷どおり {whole:,} ですが、訂正すると一致しません: {corrections}({corrected:+,})",
)
_NOT_CORRECTED = Text(
    en="{mismatch}; corrected, they still differ by {corrected:+,}: {corrections}",
    ja="{mismatch}。訂正しても {corrected:+,} の差があります: {corrections}",
)
_BY_SUBTOTALS = Text(
    en="{mismatch}; the printed subtotals and the other rows do add up to it",
    ja="{mismatch}。印刷された小計と、ほかの行との和には一致します",
)
_CORRECTION = Text(
    en="{address} {printed:,} should be {value:,}: {reason}", ja="{address} {printed:,} は正しくは {value:,}: {reason}"
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
    if note is None:
        return _without_note(part_sum)
    if part_sum.difference == 0:
        # Of several rows, a note explains those that it is pinned to; the others may well add up.
        is_explained = note.reason in MAY_EXPLAIN and (pin is not None or part_sum.is_alone)
        return (Outcome.STALE, _STALE) if is_explained else (Outcome.PASS, _MISMATCH)
    if pin and (pin.parts, pin.whole) != (part_sum.computed, part_sum.printed):
        return Outcome.MOVED, _MOVED
    if not explains(note, part_sum):
        return Outcome.FAIL, _CANNOT
    return (Outcome.EXPLAINED, _EXPLAINED) if pin else (Outcome.FAIL, _UNPINNED)


def _without_note(part_sum: Sum) -> tuple[Outcome, Text]:
    if any(cell.correction for cell in part_sum.cells):
        equal = part_sum.difference == 0, part_sum.corrected == 0
        return {
            (True, True): (Outcome.PASS, _MISMATCH),
            (False, True): (Outcome.EXPLAINED, _CORRECTED),
            (True, False): (Outcome.FAIL, _MISCORRECTED),
            (False, False): (Outcome.FAIL, _NOT_CORRECTED),
        }[equal]
    if part_sum.difference == 0:
        return Outcome.PASS, _MISMATCH
    if _may_be_rounded(part_sum) and within_rounding(part_sum):
        return Outcome.FAIL, _ROUNDABLE
    total = part_sum.against
    if total and total.is_total and part_sum.whole:
        by_subtotals = through_subtotals(part_sum.table, part_sum.whole.column)
        return Outcome.FAIL, _BY_SUBTOTALS if by_subtotals == part_sum.printed else _MISMATCH
    return Outcome.FAIL, _MISMATCH


def _may_be_rounded(part_sum: Sum) -> bool:
    """Tell whether the figures were rounded at all: cases are counted one by one, but not thousands of cases."""
    units = [(cell.column.unit or part_sum.table.unit or Text("")).ja for cell in part_sum.cells]
    return any(unit.startswith(_LARGE_UNITS) for unit in units) or any(
        cell.column.rounded_to is not None or isinstance(cell.number, Decimal) for cell in part_sum.cells
    )


def _facts(part_sum: Sum) -> dict[str, object]:
    row, note, pin = part_sum.row, part_sum.note, part_sum.expected
    assert part_sum.whole
    subtotal = part_sum.against.subtotal if part_sum.against else None
    named = row if row and row.key else part_sum.against if subtotal else None
    figures: dict[str, object] = {
        "label": subtotal.label if subtotal else "",
        "names": _names(part_sum),
        "column": part_sum.whole.column.label,
        "parts": part_sum.computed,
        "whole": part_sum.printed,
        "difference": part_sum.difference,
        "corrected": part_sum.corrected,
        "corrections": _corrections(part_sum),
    }
    return figures | {
        "mismatch": Message(_WHOLE_DIFFERS if row else _SUBTOTAL_DIFFERS if subtotal else _TOTAL_DIFFERS, figures),
        "mark": note.mark if note else "",
        "note": note.text if note else "",
        "reason": note.reason.value if note else "",
        "relation": _MUST_HOLD.get(note.reason, _NEVER) if note else "",
        "pinned_parts": pin.parts if pin else None,
        "pinned_whole": pin.whole if pin else None,
        "row": f'row = "{named.name}", ' if named else "",
    }


def _corrections(part_sum: Sum) -> Text:
    found = [
        Message(
            _CORRECTION,
            {
                "address": cell.address,
                "printed": cell.number,
                "value": cell.correction.value,
                "reason": cell.correction.reason,
            },
        )
        for cell in part_sum.cells
        if cell.correction
    ]
    return Text(en="; ".join(each.to("en") for each in found), ja="、".join(each.to("ja") for each in found))


def _names(part_sum: Sum) -> Text:
    if part_sum.row is None:
        by_month = any(column.role is Role.MONTH for column in part_sum.table.columns)
        if part_sum.against and part_sum.against.subtotal:
            count = len(part_sum.parts)
            if by_month:
                return Text(en=f"its {count} months", ja=f"その {count} か月")
            return Text(en=f"its {count} rows", ja=f"その {count} 行")
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
