"""Rows of headings → one heading for each column, with what stands over it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from privstat.capture.words import concept_of, letter_of, names_rows, stands_alone, stands_over_others
from privstat.grid import GridCell
from privstat.place import Place


class Heading(NamedTuple):
    """The heading of a column as printed, and the heading over it and its neighbours, or ""; both with their marks."""

    text: str
    place: Place
    over: str = ""


class Headings(NamedTuple):
    """The headings of all columns; `is_sure` is false where another reading is possible.

    `moved` are headings that were placed by what they say, because their positions are lost. `lost` tells that the
    last column has no heading.
    """

    columns: tuple[Heading, ...]
    is_sure: bool = True
    moved: tuple[str, ...] = ()
    lost: bool = False


def headings_of(rows: Sequence[Sequence[GridCell]], width: int, numeric: Sequence[bool]) -> Headings:
    """Return a heading for each of `width` columns; `numeric` tells which of them hold figures."""
    if not rows:
        return Headings((), is_sure=list(numeric) == [False, True])
    found = None if _may_hide_a_spanner(rows) else _by_position(rows, width, numeric)
    if found is None and len(rows) == 2:
        found = _by_words([_filled(row) for row in rows], width)
    return found or _in_order([cell for row in rows for cell in _filled(row)], width, numeric)


def _may_hide_a_spanner(rows: Sequence[Sequence[GridCell]]) -> bool:
    """Tell whether a heading of one row seems to stand over those after it: 公開状況, 公開, 部分公開."""
    cells = _filled(rows[0]) if len(rows) == 1 else []
    return any(map(_stands_over, cells[1:], cells[2:]))


def _stands_over(cell: GridCell, following: GridCell) -> bool:
    return stands_over_others(cell.text) and concept_of(following.text) is not None


def _filled(row: Sequence[GridCell]) -> list[GridCell]:
    return [cell for cell in row if cell.text]


def _by_position(rows: Sequence[Sequence[GridCell]], width: int, numeric: Sequence[bool]) -> Headings | None:
    """Return the headings where each column has its own at its own position, or None."""
    columns = []
    for column in range(width):
        at = [
            (row, rows[row][column]) for row in range(len(rows)) if column < len(rows[row]) and rows[row][column].text
        ]
        if not at:
            if numeric[column]:
                return None
            columns.append(Heading("", rows[0][0].place))
            continue
        level, cell = at[-1]
        columns.append(Heading(cell.text, cell.place, _over(rows, level, column)))
    tops = [cell for row in rows[:-1] for cell in row]
    if any(heading.over and not numeric[index] and index == 0 for index, heading in enumerate(columns)):
        return None
    named = [heading for heading in columns if heading.over]
    alone = {each.over for each in named if sum(other.over == each.over for other in named) == 1}
    if len(rows) > 1 and any(stands_alone(text) for text in alone) and not any(cell.columns > 1 for cell in tops):
        return None
    return Headings(tuple(columns))


def _over(rows: Sequence[Sequence[GridCell]], level: int, column: int) -> str:
    """Return the heading above a cell: at its own column, or carried from the left where nothing begins here."""
    if level == 0:
        return ""
    above = rows[level - 1]
    for position in range(min(column, len(above) - 1), -1, -1):
        if above[position].text:
            text = above[position].text
            return "" if text == rows[level][column].text and position == column else text
    return ""


def _by_words(rows: Sequence[Sequence[GridCell]], width: int) -> Headings | None:
    """Return the headings where the lower ones belong below as many upper ones as the width leaves, or None."""
    tops, subs = rows
    count = len(tops) + len(subs) - width
    if count < 1 or count >= len(tops):
        return None
    possible = [index for index in range(1, len(tops)) if not stands_alone(tops[index].text)]
    if len(possible) != count:
        possible = [index for index in possible if stands_over_others(tops[index].text)]
    if len(possible) != count:
        return None
    shares = _shares(subs, count)
    if shares is None:
        return None
    columns: list[Heading] = []
    for index, top in enumerate(tops):
        if index in possible:
            share = shares[possible.index(index)]
            columns += [Heading(sub.text, sub.place, top.text) for sub in share]
        else:
            columns.append(Heading(top.text, top.place))
    return Headings(tuple(columns), moved=tuple(tops[index].text for index in possible))


def _shares(subs: Sequence[GridCell], count: int) -> list[Sequence[GridCell]] | None:
    """Return which lower headings stand below which upper one: those that letters begin with stand together."""
    if count == 1:
        return [subs]
    cuts = [index for index, sub in enumerate(subs) if letter_of(sub.text) == "A" and index]
    return [subs[: cuts[0]], subs[cuts[0] :]] if count == 2 and len(cuts) == 1 else None


def _in_order(cells: Sequence[GridCell], width: int, numeric: Sequence[bool]) -> Headings:
    """Return the headings one after the other; unsure, unless there are as many as columns and none is over others."""
    columns = list(_with_spanner(cells))
    has_spanner = any(heading.over for heading in columns)
    if cells and not numeric[0] and len(columns) < width and not names_rows(cells[0].text):
        columns.insert(0, Heading("", cells[0].place))
    missing = width - len(columns)
    blanks = [Heading("", columns[-1].place)] * missing if columns else []
    return Headings(
        tuple([*columns, *blanks][:width]), is_sure=missing == 0 and not has_spanner and bool(cells), lost=missing == 1
    )


def _with_spanner(cells: Sequence[GridCell]) -> Iterator[Heading]:
    """Yield the headings; one that stands over several has those after it that are outcomes."""
    over = ""
    for index, cell in enumerate(cells):
        if index and index + 1 < len(cells) and _stands_over(cell, cells[index + 1]):
            over = cell.text
            continue
        over = over if concept_of(cell.text) else ""
        yield Heading(cell.text, cell.place, over)
