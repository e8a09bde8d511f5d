"""The canonical form of a dataset file: spaces as a careful person would set them, and nothing else.

The text is taken line by line as tokens, never as values, so that every value, comment and line break stays. What
stands in line already stays too: people leave room for the row that comes next.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from privstat.folding import width_of
from privstat.toml_places import Token, tokens

_STEP = 2  # columns of indentation
_ROOM = 4  # columns more than needed that an author may have left
_MOST_PADDING = 24  # a cell that is wider than its neighbours by more sticks out
_MOST_BLANK_LINES = 2
_BYTE_ORDER_MARK = "\ufeff"


def canonical(text: str) -> str:
    """Return a text of valid TOML in its canonical form; what it says, and its comments, are the same.

    Line ends are LF, or CRLF where every line has it, as a checkout on Windows does.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    line_end = "\r\n" if "\n" in text and text.count("\n") == text.count("\r\n") else "\n"
    lines = _lines(text.replace("\r\n", "\n"))
    pads: dict[tuple[int, int], int] = {}  # extra spaces before a token of a line
    for group in (*_groups_of_keys(lines), *_groups_of_cells(lines)):
        pads |= _pads(group)
    written = [_written(line, pads, number) for number, line in enumerate(lines)]
    body = "\n".join(_without_many_blanks(written)).strip("\n")
    return (body + "\n" if body else "").replace("\n", line_end)


class _Line(NamedTuple):
    """A line as tokens (a text of several lines is one token), each with its distance from the one before."""

    tokens: tuple[Token, ...]
    gaps: tuple[int, ...]
    comment: str
    comment_gap: int
    indent: int
    array: int  # the line on which the innermost array that it stands in was opened; -1 outside of all
    is_open: bool  # whether a bracket that it opens is closed on a later line

    @property
    def is_pair(self) -> bool:
        """Whether it begins with a key of a table."""
        return self.array < 0 and bool(self.tokens) and self.tokens[0].kind in ("bare", "string")

    @property
    def is_row(self) -> bool:
        """Whether it begins with an inline table in an array."""
        return self.array >= 0 and bool(self.tokens) and self.tokens[0].text == "{"

    @property
    def is_simple(self) -> bool:
        """Whether its value ends on it."""
        return not self.is_open and not any("\n" in token.text for token in self.tokens)


class _Piece(NamedTuple):
    """What is padded so that the next token stands in line: its width, the author's, and that token."""

    width: int
    present: int
    at: tuple[int, int]  # line, token


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    opened: list[int] = []  # for each open bracket the line on which it stands
    here: list[Token] = []
    start = 0
    for token in (*tokens(text), Token("end", "\n", len(text))):
        if token.text != "\n":
            here.append(token)
            continue
        found.append(_line(text[start : token.offset], start, here, opened, found))
        start, here = token.offset + 1, []
    return found


def _line(text: str, start: int, here: list[Token], opened: list[int], before: list[_Line]) -> _Line:
    """Return a line; the brackets that it opens and closes are put on and taken off `opened`."""
    array = opened[-1] if opened else -1
    closes = bool(here) and here[0].text in ("]", "}")
    indent = before[array].indent + (0 if closes else _STEP) if opened else 0
    depth = len(opened)
    lowest = depth
    for token in here:
        if token.text in ("[", "{"):
            opened.append(len(before))
        elif token.text in ("]", "}"):
            opened.pop()
            lowest = min(lowest, len(opened))
    ends = [0, *(token.offset - start + len(token.text) for token in here)]
    rest = text[ends[-1] :]
    comment = rest.strip()
    return _Line(
        tokens=tuple(here),
        gaps=tuple(token.offset - start - end for token, end in zip(here, ends, strict=False)),
        comment=comment,
        comment_gap=len(rest) - len(rest.lstrip()) if comment else 0,
        indent=indent,
        array=array,
        is_open=len(opened) > lowest,
    )


def _groups_of_keys(lines: Sequence[_Line]) -> Iterator[list[_Piece]]:
    """Yield the keys whose equals signs are to stand in line: those of lines that follow each other.

    A value of several lines stands by itself, unless the author has put it in line with its neighbours.
    """
    for stretch in _stretches(lines):
        pieces = [(lines[number].is_simple, _key(lines[number], number)) for number in stretch]
        together = [piece for _, piece in pieces]
        if len({piece.present for piece in together}) == 1 and set(_pads(together).values()) <= {
            piece.present - piece.width for piece in together
        }:
            yield together
            continue
        group: list[_Piece] = []
        for is_simple, piece in pieces:
            if is_simple:
                group.append(piece)
            else:
                yield group
                yield [piece]
                group = []
        yield group


def _stretches(lines: Sequence[_Line]) -> Iterator[list[int]]:
    """Yield the numbers of lines with keys that belong together: of a table without blank lines, or of a list of such.

    The tables of a list that follow each other ([[series]], [[series]]) look alike.
    """
    stretch: list[int] = []
    header, is_apart = "", False
    for number, line in enumerate(lines):
        if line.is_pair:
            if is_apart:
                yield stretch
                stretch = []
            stretch, is_apart = [*stretch, number], False
        elif line.array < 0 and line.tokens and line.tokens[0].text == "[":
            name = _joined(line.tokens)
            is_apart = name != header or not name.startswith("[[")
            header = name
        elif line.array < 0 and not line.tokens and not line.comment:
            is_apart = True
    yield stretch


def _key(line: _Line, number: int) -> _Piece:
    equals = next(index for index, token in enumerate(line.tokens) if token.text == "=")
    width = width_of(_joined(line.tokens[:equals]))
    return _Piece(width, width + line.gaps[equals] - 1, (number, equals))


def _groups_of_cells(lines: Sequence[_Line]) -> Iterator[list[_Piece]]:
    """Yield the cells whose next cells are to stand in line: of rows with the same keys up to there, of one kind."""
    runs: dict[int, dict[tuple[object, ...], list[_Piece]]] = {}
    for number, line in enumerate(lines):
        if line.is_row:
            run = runs.setdefault(line.array, {})
            for name, piece in _cells(line, number):
                run.setdefault(name, []).append(piece)
        elif not line.tokens and not line.comment:
            yield from runs.pop(line.array, {}).values()
    for run in runs.values():
        yield from run.values()


def _cells(line: _Line, number: int) -> Iterator[tuple[tuple[object, ...], _Piece]]:
    """Yield the cells of the row that begins a line, but for the last: the keys up to it with its kind, and itself."""
    keys: list[str] = []
    depth, start = 0, 1
    for index, token in enumerate(line.tokens):
        depth += (token.text in ("[", "{")) - (token.text in ("]", "}"))
        if depth == 0:
            return
        if depth > 1 or token.text != "," or index + 1 == len(line.tokens):
            continue
        cell = line.tokens[start:index]
        equals = next(at for at, each in enumerate(cell) if each.text == "=")
        keys.append(_joined(cell[:equals]))
        width = width_of(_joined(cell))
        is_nested = cell[equals + 1].text in ("[", "{")
        yield (*keys, is_nested), _Piece(width, width + line.gaps[index + 1] - 1, (number, index + 1))
        start = index + 1


def _pads(group: Sequence[_Piece]) -> dict[tuple[int, int], int]:
    """Return how many spaces more than one stand before the tokens that follow the pieces of a group."""
    if not group:
        return {}
    widths = sorted(piece.width for piece in group)
    usual = widths[(len(widths) - 1) // 2] + _MOST_PADDING
    inside = [piece for piece in group if piece.width <= usual]
    needed = max(piece.width for piece in inside)
    present = {piece.present for piece in inside}
    if len(group) > 1 and len(present) == 1 and needed < max(present) <= needed + _ROOM:
        needed = max(present)
    return {piece.at: needed - piece.width for piece in inside}


def _written(line: _Line, pads: dict[tuple[int, int], int], number: int) -> str:
    if not line.tokens:
        return " " * line.indent + line.comment if line.comment else ""
    code = " " * line.indent
    for index, token in enumerate(line.tokens):
        before = _space(line.tokens[index - 1], token) if index else ""
        code += before + " " * pads.get((number, index), 0) + token.text
    if not line.comment:
        return code
    # A comment stays in its column, where there is room for it.
    column = _width_of_last_line(line) + line.comment_gap
    space = column - width_of(code.rpartition("\n")[2])
    return code + " " * (space if space > 0 and line.comment_gap else _STEP) + line.comment


def _width_of_last_line(line: _Line) -> int:
    """Return how wide the author's code before a comment is."""
    code = "".join(" " * gap + token.text for gap, token in zip(line.gaps, line.tokens, strict=True))
    return width_of(code.rpartition("\n")[2])


def _joined(found: Sequence[Token]) -> str:
    first, *rest = found
    return first.text + "".join(_space(before, token) + token.text for before, token in zip(found, rest, strict=False))


def _space(before: Token, after: Token) -> str:
    """Return what stands between two tokens of a line."""
    left, right = before.text, after.text
    if right == "," or "." in (left, right) or left == "[" or right == "]" or (left, right) == ("{", "}"):
        return ""
    return " "


def _without_many_blanks(lines: Iterable[str]) -> Iterator[str]:
    blanks = 0
    for line in lines:
        blanks = 0 if line else blanks + 1
        if blanks <= _MOST_BLANK_LINES:
            yield line
