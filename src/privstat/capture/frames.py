"""Grids → frames: headings apart from rows, blocks side by side folded, blank repeats filled, totals known as such."""

from collections.abc import Iterator, Mapping, Sequence

from privstat.capture.blocks import folded, kind_of, shifted, shifted_head
from privstat.capture.doubts import EVERY, Doubt, Taken, doubt
from privstat.capture.frame import Frame, Kind, Line
from privstat.capture.fused import is_fused, unfused
from privstat.capture.groups import filled_down, with_groups
from privstat.capture.headings import Heading, Headings, headings_of
from privstat.capture.matrix import (
    Cells,
    heading_count,
    is_group_line,
    is_number,
    matrix_of,
    next_headings,
    numeric_columns,
)
from privstat.capture.splits import Reading
from privstat.figures import figure
from privstat.grid import Grid, GridCell
from privstat.place import Place
from privstat.words import message

_TAKEN_AS_TOTAL = message(
    en="the last row has no label; it is taken as the total, for it is the sum of the others",
    ja="最後の行には項目名がありません。ほかの行の和に等しいので合計と読みました",
)
_MIXED = message(
    en="this column holds figures and texts; it is taken as one of texts",
    ja="この列には数値と文字が混じっています。文字の列と読みました",
)
_NO_END = message(
    en="whether this row belongs to the group above is not said",
    ja="この行が上の区分に属するかどうか分かりません",
)
_WITHOUT_LABEL = message(en="this row has no label", ja="この行には項目名がありません")


def frames(grid: Grid) -> Iterator[Frame]:
    """Yield the tables of a grid: one, or several that follow each other with headings of their own."""
    rows, short = matrix_of(grid)
    start = 0
    for end in [*next_headings(rows), len(rows)]:
        found = _frame(grid, rows[start:end], {row - start for row in short if start <= row < end})
        if found:
            yield found
        start = end


def _frame(grid: Grid, rows: Sequence[Cells], short: set[int]) -> Frame | None:
    count = heading_count(rows)
    heads, body = list(rows[:count]), list(rows[count:])
    group = ""
    if len(heads) > 1 and is_group_line(heads[0]):
        group, heads = heads[0][0].text, heads[1:]
    if not body:
        return None
    if is_fused(body):
        return _unfused_frame(grid, heads, body)
    doubts = [_short_row(body[row - count][0], row - count) for row in sorted(short) if row >= count]
    if moved := shifted(body):
        doubts = list(_without_end(body, moved))
        body, heads = moved, [shifted_head(head) for head in heads]
    width = len(body[0])
    numeric = numeric_columns(body, width)
    headings = headings_of(heads, width, numeric)
    headings, body = folded(headings, body)
    return _finished(grid.place, group, headings, body, {}, doubts, ())


def _without_end(before: Sequence[Cells], moved: Sequence[Cells]) -> Iterator[Doubt]:
    """Yield a doubt about each row of a group of which no subtotal tells where it ends."""
    if any(kind_of(row, [True] * len(row)) is Kind.SUBTOTAL for row in before):
        return
    for index, row in enumerate(moved):
        if not row[0].text and kind_of(row, [True] * len(row)) is Kind.ROW:
            yield doubt(row[0].place, _NO_END, (index, EVERY))


def _unfused_frame(grid: Grid, heads: Sequence[Cells], body: Sequence[Cells]) -> Frame | None:
    found = unfused(heads, body)
    if found is None:
        sentence = message(
            en="this table has lost its borders, and how many columns it had cannot be told",
            ja="この表は枠が失われ、列の数が分かりません",
        )
        blank = (Heading("", grid.place),)
        return Frame(grid.place, "", blank, (), (False,), (doubt(grid.place, sentence, (EVERY, EVERY)),))
    return _finished(
        grid.place, "", found.headings, list(found.rows), found.refused, list(found.doubts), found.taken, found.numeric
    )


def _short_row(cell: GridCell, row: int) -> Doubt:
    sentence = message(
        en="this row has fewer cells than the others, so they may stand in other columns",
        ja="この行はほかの行よりセルが少なく、列がずれているおそれがあります",
    )
    return doubt(cell.place, sentence, (row, EVERY))


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
    numeric = numeric or numeric_columns(body, width)
    labels = [not each for each in numeric]
    kinds = [kind_of(row, labels) for row in body]
    if _is_unlabelled(body[-1], labels) and len(body) > 2 and Kind.TOTAL not in kinds:
        if _adds_up(body, numeric):
            kinds[-1] = Kind.TOTAL
            taken = (*taken, Taken(body[-1][0].place, _TAKEN_AS_TOTAL))
        else:
            doubts = [*doubts, doubt(body[-1][0].place, _WITHOUT_LABEL, (len(body) - 1, EVERY))]
    kinds = [
        Kind.SUBTOTAL if kind is Kind.TOTAL and Kind.TOTAL in kinds[i + 1 :] else kind for i, kind in enumerate(kinds)
    ]
    lines = [Line(row, kind, refused.get(i, ())) for i, (row, kind) in enumerate(zip(body, kinds, strict=True))]
    columns = headings.columns or (Heading("", place),) * width
    found = Frame(place, group, columns, tuple(lines), tuple(numeric), tuple(doubts), taken)
    return filled_down(with_groups(_with_heading_doubts(found, headings)))


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


def _with_heading_doubts(frame: Frame, headings: Headings) -> Frame:
    taken = [
        Taken(
            frame.place,
            message(
                en="'{heading}' is taken for a heading over several columns: {under}",
                ja="「{heading}」を複数の列にかかる見出しと読みました: {under}",
                heading=text,
                under=", ".join(each.text for each in frame.headings if each.over == text),
            ),
        )
        for text in headings.moved
    ]
    doubts = [
        doubt(cells[0].place, _MIXED, (EVERY, column))
        for column, is_figure in enumerate(frame.numeric)
        if not is_figure
        and column
        and (cells := [line.cells[column] for line in frame.lines if is_number(line.cells[column])])
    ]
    if not headings.is_sure:
        sentence = message(
            en="the headings do not say for certain which column each belongs to; they are taken as: {headings}",
            ja="見出しがどの列のものか確かではありません。次のように読みました: {headings}",
            headings=" | ".join(heading.text or "?" for heading in frame.headings),
        )
        doubts.append(doubt(frame.headings[0].place, sentence, (EVERY, EVERY)))
    return frame._replace(doubts=(*frame.doubts, *doubts), taken=(*frame.taken, *taken))
