"""Grids → frames: headings apart from rows, blocks side by side folded, blank repeats filled, totals known as such."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from privstat.capture.doubts import EVERY, Doubt, Taken, doubt
from privstat.capture.fused import is_fused, unfused
from privstat.capture.headings import Heading, Headings, headings_of
from privstat.capture.splits import Reading
from privstat.capture.words import SUBTOTALS, TOTALS
from privstat.capture.years import are_months
from privstat.figures import figure, without_marks
from privstat.grid import Grid, GridCell
from privstat.place import Place
from privstat.words import message

Cells = tuple[GridCell, ...]
_MOST_HEADINGS = 3
_NEARLY = re.compile(r"[△▲−-]?\s*[\d\uff10-\uff19][\d\uff10-\uff19,.,\s]*")  # 1,23 is no figure, but no heading either


class Kind(StrEnum):
    """What a row is."""

    ROW = "row"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Line(NamedTuple):
    """A row: its cells, what it is, and where it was found; `refused` are the readings of one that cannot be split."""

    cells: Cells
    kind: Kind = Kind.ROW
    refused: tuple[Reading, ...] = ()


class Frame(NamedTuple):
    """A table of which is known where everything stands, but not yet what it means.

    `group` is a heading line over all of it. The doubts know rows by their index among `lines`.
    """

    place: Place
    group: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    numeric: tuple[bool, ...]
    doubts: tuple[Doubt, ...] = ()
    taken: tuple[Taken, ...] = ()

    @property
    def label_columns(self) -> list[int]:
        """The columns before the first figures; of a table without figures the first one."""
        return list(range(self.numeric.index(True) if True in self.numeric else 1))


def frames(grid: Grid) -> Iterator[Frame]:
    """Yield the tables of a grid: one, or several that follow each other with headings of their own."""
    rows, short = _matrix(grid)
    start = 0
    for end in [*_next_headings(rows), len(rows)]:
        found = _frame(grid, rows[start:end], {row - start for row in short if start <= row < end})
        if found:
            yield found
        start = end


def _matrix(grid: Grid) -> tuple[list[Cells], set[int]]:
    """Return the rows, each as wide as the widest, what covers several cells in each of them; and the short rows."""
    width = max(cell.column + cell.columns for cell in grid.cells)
    height = max(cell.row + cell.rows for cell in grid.cells)
    found: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                found[row][column] = cell
    short = {index for index, row in enumerate(found) if row[-1] is None and any(row)}
    filled = []
    for row in found:
        known = next((cell for cell in row if cell), None)
        blank = GridCell("", 0, 0, known.place if known else grid.place)
        if known and any(cell and cell.text for cell in row):
            filled.append(tuple(cell or blank for cell in row))
        else:
            filled.append((blank,) * width)
    kept = [index for index, row in enumerate(filled) if any(cell.text for cell in row)]
    return [filled[index] for index in kept], {position for position, index in enumerate(kept) if index in short}


def is_number(cell: GridCell) -> bool:
    """Tell whether a cell holds a figure, or a symbol in place of one."""
    return bool(cell.text) and figure(without_marks(cell.text)[0]) is not None


def _is_datum(cell: GridCell) -> bool:
    """Tell whether a cell holds a figure, or what was meant as one: 1,23."""
    return is_number(cell) or bool(_NEARLY.fullmatch(cell.text))


def _has_number(row: Cells) -> bool:
    """Tell whether a row holds figures; years over columns are none."""
    figures = [cell for cell in row if _is_datum(cell)]
    return bool(figures) and not (_are_labels(figures) and not is_number(row[0]))


def _next_headings(rows: Sequence[Cells]) -> Iterator[int]:
    """Yield the rows at which other headings begin: rows of texts where those before hold figures."""
    last = False
    first = [cell.text for cell in rows[0]]
    for index, row in enumerate(rows):
        if index and last and [cell.text for cell in row] == first and sum(map(bool, first)) > 1:
            yield index
            last = False
            continue
        texts = [cell for cell in row[1:] if cell.text and not is_number(cell)]
        is_heads = len(texts) > 1 and not _has_number(row) and len(row) > 2
        numeric = [any(is_number(rows[before][column]) for before in range(index)) for column in range(len(row))]
        if is_heads and last and all(numeric[column] for column in range(1, len(row)) if row[column].text):
            yield index
        last = _has_number(row) or (last and not is_heads)


def _frame(grid: Grid, rows: Sequence[Cells], short: set[int]) -> Frame | None:
    count = _heading_count(rows)
    heads, body = list(rows[:count]), list(rows[count:])
    group = ""
    if len(heads) > 1 and _is_group_line(heads[0]):
        group, heads = heads[0][0].text, heads[1:]
    if not body:
        return None
    if is_fused(body):
        return _unfused_frame(grid, heads, body)
    doubts = [_short_row(body[row - count][0], row - count) for row in sorted(short) if row >= count]
    shifted = _shifted(body)
    taken: tuple[Taken, ...] = ()
    if shifted:
        body, heads = shifted, [_shifted_head(head) for head in heads]
        doubts = []
    width = len(body[0])
    numeric = _numeric(body, width)
    headings = headings_of(heads, width, numeric)
    headings, body = _folded(headings, body)
    return _finished(grid.place, group, headings, body, {}, doubts, taken)


def _unfused_frame(grid: Grid, heads: Sequence[Cells], body: Sequence[Cells]) -> Frame | None:
    found = unfused(heads, body)
    if found is None:
        sentence = message(
            en="this table has lost its borders, and how many columns it had cannot be told",
            ja="この表は枠が失われ、列の数が分かりません",
        )
        return Frame(grid.place, "", (), (), (), (doubt(grid.place, sentence, (EVERY, EVERY)),))
    return _finished(
        grid.place, "", found.headings, list(found.rows), found.refused, list(found.doubts), found.taken, found.numeric
    )


def _heading_count(rows: Sequence[Cells]) -> int:
    """Return how many rows are headings: those before the first figures, in a table without any the first."""
    if _looks_fused(rows):
        return next(index for index, row in enumerate(rows) if _ends_with_digits(row))
    flagged = next((i for i, row in enumerate(rows) if not all(c.is_heading or not c.text for c in row)), 0)
    first = next((index for index, row in enumerate(rows) if index >= flagged and _has_number(row)), None)
    if first is None:
        return max(flagged, 1 + (len(rows) > 1 and _is_group_line(rows[0])))
    while first > max(flagged, 1) and _is_group_line(rows[first - 1]):
        first -= 1
    return min(first, max(flagged, _MOST_HEADINGS + _is_group_line(rows[0])))


def _ends_with_digits(row: Cells) -> bool:
    return any(cell.text and cell.text[-1].isdigit() for cell in row)


def _looks_fused(rows: Sequence[Cells]) -> bool:
    digits = [row for row in rows if _ends_with_digits(row)]
    return bool(digits) and len(digits) < len(rows) and is_fused(rows[rows.index(digits[0]) :])


def _is_group_line(row: Cells) -> bool:
    """Tell whether a row has one text at its beginning, and nothing else, or one that covers all of it."""
    texts = [cell.text for cell in row if cell.text]
    return len(row) > 1 and bool(row[0].text) and len(set(texts)) == 1 and len(texts) in (1, len(row))


def _short_row(cell: GridCell, row: int) -> Doubt:
    sentence = message(
        en="this row has fewer cells than the others, so they may stand in other columns",
        ja="この行はほかの行よりセルが少なく、列がずれているおそれがあります",
    )
    return doubt(cell.place, sentence, (row, EVERY))


def _numeric(body: Sequence[Cells], width: int) -> list[bool]:
    """Return which columns hold figures: those where they are more than the texts."""
    found = []
    for column in range(width):
        filled = column_of(body, column)
        found.append(sum(map(_is_datum, filled)) * 2 > len(filled))
    if width > 1 and found[0] and (_are_labels(column_of(body, 0)) or (_are_numbers(column_of(body, 0)) and not found[1])):
        found[0] = False
    return found


def column_of(body: Sequence[Cells], column: int) -> list[GridCell]:
    """Return the cells of a column that are not blank."""
    return [row[column] for row in body if column < len(row) and row[column].text]


def _are_numbers(cells: Sequence[GridCell]) -> bool:
    """Tell whether figures only number the rows: 1, 2, 3."""
    return [cell.text for cell in cells] == [str(number) for number in range(1, len(cells) + 1)]


def _are_labels(cells: Sequence[GridCell]) -> bool:
    """Tell whether figures are years: 2018, 2019, 2020."""
    numbers = [cell.text for cell in cells if cell.text.isascii() and cell.text.isdigit() and len(cell.text) == 4]
    return len(numbers) == len(cells) > 1 and numbers == sorted(set(numbers)) and 1868 < int(numbers[0]) < 2100


def _shifted(body: Sequence[Cells]) -> list[Cells] | None:
    """Return rows that begin where a cell above covers them moved to the right, or None where none does.

    Each row has then as many figures, at its end; what is missing are labels.
    """
    filled = [[cell for cell in row if cell.text] for row in body]
    counts = {sum(map(is_number, row)) for row in filled}
    widths = {len(row) for row in filled}
    if len(counts) != 1 or len(widths) != 2 or max(widths) - min(widths) != 1:
        return None
    if any(row[len(cells) :] and any(cell.text for cell in row[len(cells) :]) for row, cells in zip(body, filled, strict=True)):
        return None
    if not all(map(is_number, (row[-1] for row in filled))):
        return None
    width = max(widths)
    blank = body[0][0]._replace(text="")
    return [tuple([blank._replace(place=row[0].place)] * (width - len(row)) + row) for row in filled]


def _shifted_head(head: Cells) -> Cells:
    """Return headings of which the first one stands over two columns of labels."""
    filled = [cell for cell in head if cell.text]
    return (filled[0], *filled) if len(filled) < len(head) else head


def _folded(headings: Headings, body: Sequence[Cells]) -> tuple[Headings, list[Cells]]:
    """Return blocks that stand side by side one below the other."""
    columns = headings.columns
    width = len(columns)
    labels = [without_marks(heading.text)[0] for heading in columns]
    for period in range(2, width // 2 + 1):
        if width % period == 0 and labels == labels[:period] * (width // period) and any(labels):
            rows = [row[start : start + period] for start in range(0, width, period) for row in body]
            kept = [row for row in rows if any(cell.text for cell in row)]
            first = [_without_repeated(each, labels[:period]) for each in columns[:period]]
            totals = [row for row in kept if _kind(row, [True] * period) is Kind.TOTAL]
            return headings._replace(columns=tuple(first)), [row for row in kept if row not in totals] + totals
    return headings, list(body)


def _without_repeated(heading: Heading, labels: Sequence[str]) -> Heading:
    """Return a heading without the one over it, where that says what one of the columns says."""
    return heading._replace(over="") if without_marks(heading.over)[0] in labels else heading


def _kind(row: Cells, is_label: Sequence[bool]) -> Kind:
    texts = [cell.text for cell, label in zip(row, is_label, strict=True) if label and cell.text]
    if any(SUBTOTALS.fullmatch(text) for text in texts):
        return Kind.SUBTOTAL
    return Kind.TOTAL if any(TOTALS.fullmatch(text) for text in texts) else Kind.ROW


_TAKEN_AS_TOTAL = message(
    en="the last row has no label; it is taken as the total, for it is the sum of the others",
    ja="最後の行には項目名がありません。ほかの行の和に等しいので合計と読みました",
)
_MIXED = message(
    en="this column holds figures and texts; it is taken as one of texts",
    ja="この列には数値と文字が混じっています。文字の列と読みました",
)
_NO_FIGURES = message(en="there are no figures in this row", ja="この行には数値がありません")
_WITHOUT_LABEL = message(en="this row has no label", ja="この行には項目名がありません")


def _is_unlabelled(row: Cells, is_label: Sequence[bool]) -> bool:
    return any(is_label) and not any(cell.text for cell, label in zip(row, is_label, strict=True) if label)


def _adds_up(body: Sequence[Cells], numeric: Sequence[bool]) -> bool:
    """Tell whether the last row is the sum of the others in every column of figures."""
    for column in (index for index, is_figure in enumerate(numeric) if is_figure):
        numbers = [found.value if (found := figure(row[column].text)) else None for row in body]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers) or sum(known[:-1]) != known[-1]:
            return False
    return True


def _finished(
    place: Place,
    group: str,
    headings: Headings,
    body: list[Cells],
    refused: Mapping[int, tuple[Reading, ...]],
    doubts: list[Doubt],
    taken: tuple[Taken, ...],
    numeric: Sequence[bool] = (),
) -> Frame:
    width = len(headings.columns) or len(body[0])
    numeric = numeric or _numeric(body, width)
    labels = [not each for each in numeric]
    kinds = [_kind(row, labels) for row in body]
    if _is_unlabelled(body[-1], labels) and len(body) > 2 and Kind.TOTAL not in kinds:
        if _adds_up(body, numeric):
            kinds[-1] = Kind.TOTAL
            taken = (*taken, Taken(body[-1][0].place, _TAKEN_AS_TOTAL))
        else:
            doubts = [*doubts, doubt(body[-1][0].place, _WITHOUT_LABEL, (len(body) - 1, EVERY))]
    kinds = [Kind.SUBTOTAL if kind is Kind.TOTAL and Kind.TOTAL in kinds[i + 1 :] else kind for i, kind in enumerate(kinds)]
    lines = [Line(row, kind, refused.get(i, ())) for i, (row, kind) in enumerate(zip(body, kinds, strict=True))]
    columns = headings.columns or (Heading("", place),) * width
    found = Frame(place, group, columns, tuple(lines), tuple(numeric), tuple(doubts), taken)
    return _filled_down(_with_groups(_with_heading_doubts(found, headings)))


def _with_groups(frame: Frame) -> Frame:
    """Return the frame with lines that are headings of the rows after them as labels in a column of their own."""
    lines = [index for index, line in enumerate(frame.lines) if _is_group_heading(frame, line)]
    if not lines or True not in frame.numeric:
        return frame
    if lines[0] or len(frame.lines) - 1 in lines or any(index + 1 in lines for index in lines):
        doubts = [doubt(frame.lines[index].cells[0].place, _NO_FIGURES, (index, EVERY)) for index in lines]
        return frame._replace(doubts=(*frame.doubts, *doubts))
    kept: list[Line] = []
    moved: dict[int, int] = {EVERY: EVERY}
    group = frame.lines[0].cells[0]
    for index, line in enumerate(frame.lines):
        if index in lines:
            group = line.cells[0]
            continue
        moved[index] = len(kept)
        label = group if line.kind is Kind.ROW else group._replace(text="")
        kept.append(line._replace(cells=(label, *line.cells)))
    doubts = [
        each._replace(
            spots=frozenset(
                (moved[row], column if column == EVERY else column + 1) for row, column in each.spots if row in moved
            )
        )
        for each in frame.doubts
    ]
    return frame._replace(
        headings=(Heading("", frame.place), *frame.headings),
        lines=tuple(kept),
        numeric=(False, *frame.numeric),
        doubts=tuple(doubts),
    )


def _is_group_heading(frame: Frame, line: Line) -> bool:
    cells = [cell for cell in line.cells if cell.text]
    return line.kind is Kind.ROW and not line.refused and _is_group_line(line.cells) and not is_number(cells[0])


def _with_heading_doubts(frame: Frame, headings: Headings) -> Frame:
    taken = [
        Taken(frame.place, message(
            en="'{heading}' is taken for a heading over several columns: {under}",
            ja="「{heading}」を複数の列にかかる見出しと読みました: {under}",
            heading=text,
            under=", ".join(each.text for each in frame.headings if each.over == text),
        ))
        for text in headings.moved
    ]
    doubts = [
        doubt(cells[0].place, _MIXED, (EVERY, column))
        for column, is_figure in enumerate(frame.numeric)
        if not is_figure and column and (cells := [line.cells[column] for line in frame.lines if is_number(line.cells[column])])
    ]
    if not headings.is_sure:
        sentence = message(
            en="the headings do not say for certain which column each belongs to; they are taken as: {headings}",
            ja="見出しがどの列のものか確かではありません。次のように読みました: {headings}",
            headings=" | ".join(heading.text or "?" for heading in frame.headings),
        )
        doubts.append(doubt(frame.headings[0].place, sentence, (EVERY, EVERY)))
    return frame._replace(doubts=(*frame.doubts, *doubts), taken=(*frame.taken, *taken))


def _filled_down(frame: Frame) -> Frame:
    """Return the frame with blank labels filled: from above inside a group, from the right where a row has no group."""
    labels = frame.label_columns
    if len(labels) < 2 or are_months([line.cells[labels[-1]].text for line in frame.lines if line.kind is Kind.ROW]):
        return frame  # years are carried down with their months
    lines: list[Line] = []
    above: dict[int, GridCell] = {}
    closed = False  # after a subtotal rows stand for themselves
    for line in frame.lines:
        cells = list(line.cells)
        filled = [column for column in labels if cells[column].text]
        if line.kind is Kind.ROW and filled:
            last = filled[-1]
            for column in labels:
                if cells[column].text:
                    continue
                source = cells[last] if closed or column > last or column not in above else above[column]
                cells[column] = cells[column]._replace(text=source.text)
            if cells[labels[0]].text and line.cells[labels[0]].text:
                closed = False
        closed = closed or line.kind is Kind.SUBTOTAL
        above |= {column: cells[column] for column in labels if cells[column].text and line.kind is Kind.ROW}
        lines.append(line._replace(cells=tuple(cells)))
    return frame._replace(lines=tuple(lines))
