"""Tables that fell into lines: a row a line with single spaces, one cell a line, or cells that lost their borders."""

from collections.abc import Sequence
from itertools import groupby

from privstat.importers._pieces import Line, Piece, kind, pieces

_BULLETS = "・•◦○ "


def is_table(lines: Sequence[Line]) -> bool:
    """Tell whether a run of words and figures is a table: it has rows of figures, and headings or labels."""
    kinds = [kind(line.text) for line in lines]
    return kinds.count("figures") > 1 and any(_has_label(line) or kind(line.text) == "words" for line in lines)


def _has_label(line: Line) -> bool:
    first = next(iter(pieces(line)), None)
    return first is not None and not first.is_figure


def body_start(lines: Sequence[Line]) -> int:
    """Return the index of the line at which the rows begin; before it stand the headings."""
    first = next(index for index, line in enumerate(lines) if kind(line.text) == "figures")
    # A line of figures without a label has it on the line before.
    while first and not _has_label(lines[first]) and first:
        first -= 1
        if kind(lines[first].text) == "words":
            break
    return first


def loose_rows(lines: Sequence[Line]) -> list[list[Piece]]:
    """Return the rows, the headings first; a row may be short where its borders are lost."""
    first = body_start(lines)
    return [*_heading_rows(lines[:first]), *_body_rows(lines[first:])]


def _heading_rows(lines: Sequence[Line]) -> list[list[Piece]]:
    """Return rows of headings: lines between blank lines are one heading, unless one of them has several."""
    blocks = [list(group) for blank, group in groupby(lines, lambda line: not line.text.strip()) if not blank]
    split = [[pieces(line) for line in block] for block in blocks]
    if len(blocks) == 1 and all(len(row) == 1 for row in split[0]):
        return [[row[0] for row in split[0]]]
    if any(len(row) > 1 for block in split for row in block):
        return _continued([row for block in split for row in block])
    return [_mended([_glued(block) for block in split])] if split else []


def _continued(rows: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Return rows of several headings; a line with one of them goes on with the last heading before it."""
    found: list[list[Piece]] = []
    for row in rows:
        if len(row) == 1 and found:
            found[-1] = [*found[-1][:-1], _glued([[found[-1][-1]], row])]
        else:
            found.append(row)
    return found


def _mended(headings: Sequence[Piece]) -> list[Piece]:
    """Return the headings with those put together that were torn at の."""
    found: list[Piece] = []
    for heading in headings:
        if found and (heading.text.startswith("の") or found[-1].text.endswith("の")):
            found[-1] = _glued([[found[-1]], [heading]])
        else:
            found.append(heading)
    return found


def _glued(rows: Sequence[Sequence[Piece]]) -> Piece:
    return rows[0][0]._replace(text="".join(piece.text for row in rows for piece in row))


def _body_rows(lines: Sequence[Line]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    is_open = False  # whether the next figures still belong to the last row
    for line in lines:
        found = pieces(line)
        if not found:
            continue
        if kind(line.text) == "words":
            rows.append([_glued([[piece] for piece in found])] if len(found) > 1 else found)
            is_open = True
        elif found[0].is_figure and is_open:
            rows[-1] = _bracketed([*rows[-1], *found])
        else:
            rows.append(_bracketed(_labelled(found)))
            is_open = False
    return rows


def _labelled(row: list[Piece]) -> list[Piece]:
    """Return a row whose label has spaces in it with the label in one piece."""
    row = [row[0]._replace(text=row[0].text.lstrip(_BULLETS) or row[0].text), *row[1:]]
    first = next((index for index, piece in enumerate(row) if piece.is_figure), len(row))
    return [_glued([[piece] for piece in row[:first]]), *row[first:]] if first > 1 else row


def _bracketed(row: Sequence[Piece]) -> list[Piece]:
    """Return the row with a number in brackets put to the number before it: 2437, (1249)."""
    found: list[Piece] = []
    for piece in row:
        if piece.is_bracket and found and found[-1].is_figure:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {piece.text}")
        else:
            found.append(piece)
    return found
