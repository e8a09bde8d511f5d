"""Tables whose cells have lost their borders, which are put back where the table's own sums allow one way only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.capture.doubts import EVERY, Doubt, Taken, doubt
from privstat.capture.headings import Headings, headings_of
from privstat.capture.splits import Reading, Relation, Solution, TooMany, last_is_sum, readings, solved
from privstat.capture.words import ORGANS, TOTALS, letter_of, names_rows, words_in
from privstat.figures import figure, fused
from privstat.grid import GridCell
from privstat.words import Message, message

Cells = tuple[GridCell, ...]
_FORMULA = re.compile(r"\(([A-Z](?:[+-][A-Z])+)\)")
_BRACKETED = re.compile(r"[^()()]+[((][^()()]*[))]")


class Unfused(NamedTuple):
    """A table with its borders back; of the refused rows, only the labels are known."""

    headings: Headings
    numeric: tuple[bool, ...]
    rows: tuple[Cells, ...]
    refused: Mapping[int, tuple[Reading, ...]]
    doubts: tuple[Doubt, ...]
    taken: tuple[Taken, ...]


class _Row(NamedTuple):
    cell: GridCell
    label: str
    digits: tuple[str, ...]

    @property
    def printed(self) -> str:
        return self.label + " ".join(self.digits)


def is_fused(rows: Sequence[Cells]) -> bool:
    """Tell whether at least half of the rows are one cell that ends with digits."""
    alone = [row for row in rows if len(_filled(row)) == 1 and _is_glued(_filled(row)[0].text)]
    return bool(rows) and 2 * len(alone) >= len(rows) > 1


def _filled(row: Cells) -> list[GridCell]:
    return [cell for cell in row if cell.text]


def _is_glued(text: str) -> bool:
    return fused(text) is not None or text.isdigit()


def unfused(heads: Sequence[Cells], body: Sequence[Cells]) -> Unfused | None:
    """Return the table with its borders back, or None where not even the number of columns can be told."""
    rows = [_row(row) for row in body]
    tops, subs = _labels([cell for row in heads for cell in _filled(row)])
    count = _count(rows, tops, subs)
    if count is None:
        return None
    labels = max(1, sum(names_rows(cell.text) for cell in _leading(tops)))
    numeric = [False] * labels + [True] * count
    headings = headings_of([tops, subs] if subs else [tops], labels + count, numeric)
    relation = _formula(headings, labels)
    try:
        is_total = headings.lost or bool(TOTALS.fullmatch(headings.columns[-1].text))
        solution, before, supposed = _solution(rows, count, relation, may_be_sum=is_total)
    except TooMany:
        solution, before, supposed = Solution(tuple(() for _ in rows)), [()] * len(rows), False
    return _with_borders(rows, solution, before, headings, labels, count, supposed=supposed)


def _row(row: Cells) -> _Row:
    first, *rest = _filled(row)
    glued = fused(first.text)
    if glued is None:
        glued = ("", first.text) if figure(first.text) else (first.text, "")
    label, digits = glued
    strings = [digits, *(unicodedata.normalize("NFKC", cell.text) for cell in rest)]
    return _Row(first, label, tuple(string for string in strings if string))


def _labels(cells: Sequence[GridCell]) -> tuple[list[GridCell], list[GridCell]]:
    """Return upper and lower headings: where one cell of several is glued, the words in it stand below."""
    split = [[cell._replace(text=word) for word in _words(cell.text)] for cell in cells]
    if len(cells) == 1:
        return split[0], []
    tops = [words[0] for words in split if len(words) == 1]
    return tops, [word for words in split if len(words) > 1 for word in words]


def _words(text: str) -> list[str]:
    known = words_in(text)
    bracketed = _BRACKETED.findall(text)
    if known is None and len(bracketed) > 1 and "".join(bracketed) == text:
        return bracketed
    return known or [text]


def _leading(cells: Sequence[GridCell]) -> list[GridCell]:
    first = next((index for index, cell in enumerate(cells) if not names_rows(cell.text)), len(cells))
    return list(cells[:first])


def _count(rows: Sequence[_Row], tops: Sequence[GridCell], subs: Sequence[GridCell]) -> int | None:
    """Return how many figures a row has: as many as a row of zeros, else as the headings say."""
    zeros = {len(row.digits[0]) for row in rows if len(row.digits) == 1 and not row.digits[0].strip("0")}
    zeros -= {0, 1}
    if len(zeros) == 1:
        return zeros.pop()
    if subs:
        return len(tops) - 1 + len(subs) - max(1, len(_leading(tops)))
    return len(tops) - len(_leading(tops)) or None


def _formula(headings: Headings, labels: int) -> Relation | None:
    """Return the relation that a heading states: 登録数(A+B-C)."""
    columns = headings.columns[labels:]
    letters = {letter_of(heading.text): index for index, heading in enumerate(columns) if letter_of(heading.text)}
    for whole, heading in enumerate(columns):
        found = _FORMULA.search(unicodedata.normalize("NFKC", heading.text))
        terms = re.findall(r"([+-]?)([A-Z])", found[1]) if found else []
        if terms and all(letter in letters for _, letter in terms):
            signed = [(-1 if sign == "-" else 1, letters[letter]) for sign, letter in terms]
            return lambda reading: reading[whole] == sum(sign * reading[index] for sign, index in signed)
    return None


def _solution(
    rows: Sequence[_Row], count: int, relation: Relation | None, *, may_be_sum: bool
) -> tuple[Solution, list[tuple[Reading, ...]], bool]:
    """Return what the sums leave, what there was before, and whether a sum had to be supposed that nothing proves.

    That the last figure is the sum of the others is thought of only where its heading says so or is lost: among few
    small figures it is often so by chance.
    """
    before = [readings(row.digits, count) for row in rows]
    if relation is None and may_be_sum and _proves_sum(before):
        relation = last_is_sum
    possible = [_fitting(each, relation) for each in before]
    solution = _added_up(rows, possible)
    if may_be_sum and relation is None and any(len(each) > 1 for each in solution.readings):
        supposed = _added_up(rows, [_fitting(each, last_is_sum) for each in before])
        if all(len(each) == 1 for each in supposed.readings):
            return supposed, before, True
    return solution, before, False


def _proves_sum(rows: Sequence[tuple[Reading, ...]]) -> bool:
    """Tell whether in every row with one reading the last figure is the sum of the others, not only of zeros."""
    alone = [each[0] for each in rows if len(each) == 1]
    return all(map(last_is_sum, alone)) and any(map(any, alone))


def _fitting(found: tuple[Reading, ...], relation: Relation | None) -> tuple[Reading, ...]:
    return tuple(reading for reading in found if relation is None or relation(reading))


def _added_up(rows: Sequence[_Row], possible: Sequence[tuple[Reading, ...]]) -> Solution:
    if len(rows) > 1 and is_total_label(rows[-1].label):
        solution = solved(possible[:-1], possible[-1])
        return Solution((*solution.readings, solution.total))
    return Solution(tuple(possible))


def is_total_label(label: str) -> bool:
    """Tell whether a label is that of a total; a row that has lost its label is one."""
    return not label or bool(TOTALS.fullmatch(label))


def _with_borders(
    rows: Sequence[_Row],
    solution: Solution,
    before: Sequence[tuple[Reading, ...]],
    headings: Headings,
    labels: int,
    count: int,
    *,
    supposed: bool,
) -> Unfused:
    separated = any("," in digits for row in rows for digits in row.digits)
    cells: list[Cells] = []
    refused: dict[int, tuple[Reading, ...]] = {}
    doubts: list[Doubt] = []
    taken: list[Taken] = []
    for index, (row, left, all_) in enumerate(zip(rows, solution.readings, before, strict=True)):
        figures = [""] * count
        if len(left) == 1:
            figures = [f"{number:,}" if separated else str(number) for number in left[0]]
            if len(all_) > 1:
                place, sentence = row.cell.place, _one(row, left[0], len(all_))
                taken.append(Taken(place, sentence))
                doubts += [doubt(place, _supposed(row), (index, EVERY))] if supposed else []
        elif not left and len(all_) == 1:
            figures = [str(number) for number in all_[0]]
            doubts.append(doubt(row.cell.place, _none(row), (index, EVERY)))
        else:
            refused[index] = left or all_
            doubts.append(doubt(row.cell.place, _several(row, left) if left else _none(row), (index, EVERY)))
        cells.append(tuple(row.cell._replace(text=text) for text in [*_label_cells(row.label, labels), *figures]))
    numeric = (*[False] * labels, *[True] * count)
    return Unfused(headings, numeric, tuple(cells), refused, tuple(doubts), tuple(taken))


def _label_cells(label: str, count: int) -> list[str]:
    """Return the label in so many cells: the name of an organ stands before that of its department."""
    organ = next((organ for organ in ORGANS if label.startswith(organ) and label != organ), "")
    return [label] if count == 1 else [*[""] * (count - 2), organ, label.removeprefix(organ)]


def _listed(reading: Reading) -> str:
    return ", ".join(str(number) for number in reading)


def _one(row: _Row, reading: Reading, count: int) -> Message:
    return message(
        en="'{text}' has lost its borders; of {count} readings only one adds up: {reading}",
        ja="「{text}」は枠が失われています。{count} 通りの読み方のうち、計算が合うのは一つだけです: {reading}",
        text=row.printed,
        count=count,
        reading=_listed(reading),
    )


def _supposed(row: _Row) -> Message:
    return message(
        en="'{text}' was split as if its last figure, whose heading is lost, were the sum of the others",
        ja="「{text}」は、見出しの失われた最後の数値が残りの和であるとして分けました",
        text=row.printed,
    )


def _several(row: _Row, left: Sequence[Reading]) -> Message:
    return message(
        en="'{text}' has lost its borders and may be read in {count} ways, so it is not: {readings}",
        ja="「{text}」は枠が失われ、{count} 通りに読めるため、読み取りません: {readings}",
        text=row.printed,
        count=len(left),
        readings=" | ".join(_listed(reading) for reading in left[:5]) + (" | …" if len(left) > 5 else ""),
    )


def _none(row: _Row) -> Message:
    return message(
        en="'{text}' has lost its borders, and no way to split it adds up",
        ja="「{text}」は枠が失われ、計算の合う分け方がありません",
        text=row.printed,
    )
