"""The relations that the figures of a table propose: totals, parts and wholes, each held against every row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.capture.doubts import EVERY, Doubt, Taken, doubt
from privstat.capture.frame import Kind
from privstat.capture.notes import is_about_totals
from privstat.capture.numbers import number_of
from privstat.capture.sketch import DraftColumn, DraftNote, DraftRow
from privstat.codelists import Reason, Role
from privstat.model import TOTAL, Number
from privstat.place import Place
from privstat.words import Message, message

_EXPLAINING = (Reason.OVERLAP,)


class Proposed(NamedTuple):
    """The checks of a table, the doubts that those raise which fail, and those that hold."""

    checks: tuple[Mapping[str, object], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    taken: tuple[Taken, ...] = ()


class _Figures(NamedTuple):
    columns: Sequence[DraftColumn]
    rows: Sequence[DraftRow]
    notes: Sequence[DraftNote]
    place: Place

    def number(self, row: int, column: int) -> Number | None:
        return number_of(self.rows[row].cells.get(self.columns[column].id))

    def counts(self) -> list[int]:
        return [index for index, column in enumerate(self.columns) if column.role in (Role.COUNT, Role.CHANGE)]


def proposed(
    columns: Sequence[DraftColumn], rows: Sequence[DraftRow], notes: Sequence[DraftNote], place: Place
) -> Proposed:
    """Return the checks that the figures of a table propose."""
    figures = _Figures(columns, rows, notes, place)
    found = [*_sums_of_rows(figures), *_sums_of_parts(figures)]
    return Proposed(
        tuple(check for each in found for check in each.checks),
        tuple(one for each in found for one in each.doubts),
        tuple(one for each in found for one in each.taken),
    )


def _sums_of_rows(figures: _Figures) -> Iterator[Proposed]:
    """Hold each printed subtotal against the rows above it, and the total against all rows."""
    start = 0
    for index, row in enumerate(figures.rows):
        if row.kind is Kind.ROW:
            continue
        first = start if row.kind is Kind.SUBTOTAL else 0
        added = [i for i in range(first, len(figures.rows)) if figures.rows[i].kind is Kind.ROW]
        added = [i for i in added if i < index] if row.kind is Kind.SUBTOTAL else added
        found = [(column, _total(figures, index, column, added)) for column in figures.counts()]
        yield from (each for _, each in found if isinstance(each, Proposed))
        holding = [figures.columns[column] for column, each in found if each is True]
        if holding:
            labels = [column.label or column.id for column in holding]
            yield Proposed(taken=(Taken(row.place, _adding_up(labels)),))
        start = index + 1


def _adding_up(labels: Sequence[str]) -> Message:
    return message(
        en="the rows add up to the printed sums of {columns}",
        ja="各行の和は印刷された{columns}の計に等しい",
        columns="、".join(labels),
    )


def _total(figures: _Figures, index: int, column: int, added: Sequence[int]) -> Proposed | bool:
    """Return whether a printed sum holds, or what is proposed where it does not."""
    whole = figures.number(index, column)
    parts = [figures.number(row, column) for row in added]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or not parts:
        return False
    label, total = figures.columns[column].label, sum(known)
    if total == whole:
        return True
    note = _note(figures, about_totals=True) if figures.rows[index].kind is Kind.TOTAL and total > whole else None
    if note:
        check = _explained({"total": figures.columns[column].id}, note, [("", total, whole)])
        return Proposed((check,), (), (Taken(note.place, _explaining(note, label, total, whole)),))
    sentence = message(
        en="the printed total of {column} is {whole:,}, but the rows add up to {total:,}",
        ja="{column}の合計は {whole:,} と印刷されていますが、各行の和は {total:,} です",
        column=label,
        whole=whole,
        total=total,
    )
    return Proposed(doubts=(doubt(figures.rows[index].place, sentence, (EVERY, column)),))


def _note(figures: _Figures, *, about_totals: bool) -> DraftNote | None:
    """Return the note that explains why figures do not add up; the one about totals where there are two kinds."""
    fitting = [note for note in figures.notes if note.reason in _EXPLAINING]
    meant = [note for note in fitting if is_about_totals(note.text) is about_totals]
    return next(iter(meant or (fitting if not about_totals else [])), None)


def _explained(
    check: Mapping[str, object], note: DraftNote, pins: Sequence[tuple[str, Number, Number]]
) -> Mapping[str, object]:
    expected = [
        {"row": row, "parts": parts, "whole": whole} if row else {"parts": parts, "whole": whole}
        for row, parts, whole in pins
    ]
    return {**check, "explained-by": note.mark, "expect": expected[0] if len(expected) == 1 else expected}


def _explaining(note: DraftNote, label: str, total: Number, printed: Number) -> Message:
    return message(
        en="{mark} is taken to explain why {column} is {printed:,} where the parts add up to {total:,}",
        ja="{mark}は、{column}が {printed:,} で内訳の和が {total:,} であることの説明と読みました",
        mark=note.mark,
        column=label,
        printed=printed,
        total=total,
    )


def _sums_of_parts(figures: _Figures) -> Iterator[Proposed]:
    """Propose that some columns add up to another one, where they do in every row or a note says why not."""
    counts = figures.counts()
    for position, parts in enumerate(_groups(figures, counts)):
        found = (_relation(figures, parts, whole, is_first=not position) for whole in _wholes(counts, parts))
        yield next((each for each in found if each), Proposed())


def _groups(figures: _Figures, counts: list[int]) -> list[list[int]]:
    """Return which columns may be the parts of something: all outcomes, those under one heading, all but the last."""
    columns = figures.columns
    unders = dict.fromkeys(columns[index].under for index in counts if columns[index].under)
    outcomes = [index for index in counts if columns[index].concept]
    groups = [outcomes, *([index for index in counts if columns[index].under == under] for under in unders)]
    found: list[list[int]] = []
    for group in [*groups, counts[:-1]]:
        if len(group) > 1 and group not in found:
            found.append(group)
    return found


def _wholes(counts: Sequence[int], parts: Sequence[int]) -> list[int]:
    """Return the columns that may be the whole: the one before the parts first, then the one after."""
    others = [index for index in counts if index not in parts]
    return sorted(others, key=lambda index: (index > parts[0], abs(index - parts[0])))


def _relation(figures: _Figures, parts: Sequence[int], whole: int, *, is_first: bool) -> Proposed | None:
    """Return the check of a relation that holds, or that a note explains; doubts where it fails in a few rows only."""
    compared = []
    for row in range(len(figures.rows)):
        known = [number for part in parts if (number := figures.number(row, part)) is not None]
        printed = figures.number(row, whole)
        if printed is not None and len(known) == len(parts):
            compared.append((row, sum(known), printed, sum(number != 0 for number in known)))
    different = [(row, total, printed) for row, total, printed, _ in compared if total != printed]
    telling = [filled for *_, filled in compared if filled > 1]
    if not compared or not (len(telling) > 1 or max(telling, default=0) > 2):
        return None
    check = {"parts": _named(figures, parts), "whole": figures.columns[whole].id}
    if not different:
        return Proposed(checks=(check,), taken=(Taken(figures.place, _holds(figures, parts, whole)),))
    note = _note(figures, about_totals=False)
    are_outcomes = is_first and all(figures.columns[part].concept for part in parts)
    is_requests = are_outcomes and figures.columns[whole].id.startswith("requests")
    if note and is_requests and all(total > printed for _, total, printed in different):
        pins = [(_address(figures, row), total, printed) for row, total, printed in different]
        _, total, printed = different[0]
        sentence = _explaining(note, figures.columns[whole].label, total, printed)
        return Proposed((_explained(check, note, pins),), (), (Taken(note.place, sentence),))
    holding = sum(filled > 1 for _, total, printed, filled in compared if total == printed)
    if holding > 1 and len(different) * 3 <= holding:
        return Proposed(doubts=tuple(_suspicion(figures, parts, whole, *each) for each in different))
    return None


def _named(figures: _Figures, parts: Sequence[int]) -> list[str]:
    """Return the ids of parts; a heading stands for all that is under it."""
    columns = figures.columns
    found: list[str] = []
    for part in parts:
        under = columns[part].under
        whole_group = under and {i for i, column in enumerate(columns) if column.under == under} <= set(parts)
        found.append(under if whole_group else columns[part].id)
    return list(dict.fromkeys(found))


def _address(figures: _Figures, row: int) -> str:
    if figures.rows[row].kind is Kind.TOTAL:
        return TOTAL
    return address_of(figures.columns, figures.rows[row])


def address_of(columns: Sequence[DraftColumn], row: DraftRow) -> str:
    """Return the key of a row: the values of its columns of labels."""
    parts = []
    for column in columns:
        if column.role in (Role.DIMENSION, Role.MONTH, Role.FISCAL_YEAR) and column.id in row.cells:
            cell = row.cells[column.id]
            parts.append(str(cell["value"] if isinstance(cell, Mapping) else cell))
    return ".".join([*parts, row.subtotal.id] if row.subtotal else parts)


def _holds(figures: _Figures, parts: Sequence[int], whole: int) -> Message:
    return message(
        en="{parts} add up to {whole} in every row",
        ja="どの行でも{parts}の和は{whole}です",
        parts=" + ".join(figures.columns[part].label for part in parts),
        whole=figures.columns[whole].label or figures.columns[whole].id,
    )


def _suspicion(figures: _Figures, parts: Sequence[int], whole: int, row: int, total: Number, printed: Number) -> Doubt:
    sentence = message(
        en="in the other rows {parts} add up to {whole}, here to {total:,} and not to {printed:,}",
        ja="ほかの行では{parts}の和が{whole}ですが、ここでは {printed:,} でなく {total:,} です",
        parts=" + ".join(figures.columns[part].label for part in parts),
        whole=figures.columns[whole].label,
        total=total,
        printed=printed,
    )
    return doubt(figures.rows[row].place, sentence, *((row, column) for column in (*parts, whole)))
