"""Lines of a file with marks under the characters that are meant, also where they are full-width."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from privstat.folding import width_of
from privstat.place import Spot
from privstat.visible import one_line, visible

_MOST_LINES = 4
_WIDEST = 120  # columns of a line, where no width is given
_CUT = "..."


def excerpt(spots: Sequence[Spot], width: int | None = None) -> Iterator[str]:
    """Yield the lines that spots stand on, each with a line of marks: `^^^` under the leading spot, `---` under others.

    Lines come in the order of the file, then those of other files, which are named first; after the fourth, places
    are only named. A line that is wider than `width` is cut around its first mark. Nothing is yielded for lines whose
    text is not known.
    """
    by_line = _by_line(spots)
    first = [group for group in by_line if spots[0] in group]
    others = [group for group in by_line if spots[0] not in group][: _MOST_LINES - len(first)]
    chosen = [group for group in by_line if group in first or group in others]
    gutter = max((len(str(group[0].place.line)) for group in chosen), default=0)
    path = spots[0].place.path if spots else ""
    for group in chosen:
        if group[0].place.path != path:
            path = group[0].place.path
            yield f"{'':>{gutter}} = {one_line(str(group[0].place))}"
        line, marks = _marked(group, spots[0], (width or _WIDEST) - gutter - 3)
        yield f"{group[0].place.line:>{gutter}} | {line}"
        yield f"{'':>{gutter}} | {marks}"
    told = {spot.place for group in chosen for spot in group}
    rest = [str(place) for place in dict.fromkeys(spot.place for spot in spots) if place not in told]
    if rest:
        yield f"{'':>{gutter}} = {one_line(', '.join(rest))}"


def _by_line(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Return the spots line by line, file by file, the file of the leading spot first."""
    paths = list(dict.fromkeys(spot.place.path for spot in spots))
    shown = sorted({spot for spot in spots if spot.line}, key=lambda spot: (paths.index(spot.place.path), spot))
    return [list(group) for _, group in groupby(shown, lambda spot: spot.place[:2])]


def _marked(spots: Sequence[Spot], leading: Spot, width: int) -> tuple[str, str]:
    """Return the line of some spots, and the line of marks beneath it."""
    text = spots[0].line
    pieces, marks, position = "", "", 0
    for spot in spots:
        start = max(spot.place.column - 1, position)
        end = max(spot.place.column - 1 + spot.length, start)
        between, meant = _plain(text[position:start]), _plain(text[start:end])
        pieces += between + meant
        marks += " " * width_of(between) + ("^" if spot == leading else "-") * max(width_of(meant), start < end)
        position = end
    if not marks.strip():
        marks += "^"
    return _cut(pieces + _plain(text[position:]), marks, width)


def _plain(text: str) -> str:
    return visible(text).replace("\t", " ")


def _cut(line: str, marks: str, width: int) -> tuple[str, str]:
    """Return as much of both lines as fits around the first mark, that of the leading spot if it is here."""
    if width_of(line) <= width:
        return line, marks
    edges = list(accumulate(map(width_of, line), initial=0))  # where each character begins, in columns
    first = marks.index("^" if "^" in marks else "-")
    start = bisect_left(edges, first - width // 2)
    end = bisect_right(edges, edges[start] + width - 2 * len(_CUT)) - 1
    before, after = (_CUT if start else ""), (_CUT if end < len(line) else "")
    return before + line[start:end] + after, (" " * len(before) + marks[edges[start] : edges[end]]).rstrip()
