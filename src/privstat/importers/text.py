"""Text that was copied from a page: tabs, Markdown pipes, aligned columns, and tables that fell into lines."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from privstat.encodings import decoded
from privstat.errors import UnreadableFile
from privstat.grid import Grid, GridCell, Page, Passage
from privstat.importers._loose import body_start, is_table, loose_rows
from privstat.importers._pieces import Line, Piece, kind, pieces
from privstat.limits import BYTES, CELLS
from privstat.place import Place
from privstat.words import message

_GAP = re.compile(r"[ \u3000]{2,}|\u3000|\t")
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")  # |---|---:|
MOST_LINES, MOST_COLUMNS = 10_000, 200
_TOO_WIDE = message(
    en="a line has more than {most} cells", ja="1 行に {most} 個を超えるセルがあります", most=MOST_COLUMNS
)
_TOO_LONG = message(en="it has more than {most:,} lines", ja="{most:,} 行を超えています", most=MOST_LINES)


def page(content: bytes, path: str) -> Page:
    """Return the grids and passages of a text. Raises UnreadableFile where it is none, or has too many cells."""
    if len(content) > BYTES.value:
        raise BYTES.passed(path, len(content))
    texts = decoded(content, path).split("\n")
    if len(texts) > MOST_LINES:
        raise UnreadableFile(path, _TOO_LONG)
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    parts: list[Grid | Passage] = []
    count = 0
    for part in _parts(lines, path):
        parts.append(part)
        count += len(part.cells) if isinstance(part, Grid) else 1
        if count > CELLS.value:
            raise CELLS.passed(path)
    return Page(path, tuple(parts))


def _parts(lines: Sequence[Line], path: str) -> Iterator[Grid | Passage]:
    for separator, group in groupby(lines, _separator):
        block = list(group)
        if separator and any(line.text.count(separator) > MOST_COLUMNS for line in block):
            raise UnreadableFile(path, _TOO_WIDE)
        cells = [list(_split(line, separator)) for line in block if not _RULE.fullmatch(line.text)]
        if separator and max(map(_filled, cells), default=0) > 1:
            heads = _lines_above_rule(block)
            rows = _joined(cells) if separator == "|" else cells
            yield _grid(rows, path, heads)
        else:
            yield from _plain_parts(block, path)


def _separator(line: Line) -> str:
    if "|" in line.text and line.text.strip() != "|":
        return "|"
    return "\t" if "\t" in line.text else ""


def _split(line: Line, separator: str) -> Iterator[Piece]:
    """Yield the cells of a line; the bars at both ends of it are a frame."""
    if not separator:
        return
    start, end = 0, len(line.text)
    if separator == "|":
        end = len(line.text.rstrip())
        start = len(line.text) - len(line.text.lstrip())
        start += line.text[start] == "|"
        end -= line.text[end - 1] == "|" and end - 1 > start
    for text in line.text[start:end].split(separator):
        stripped = text.strip()
        yield Piece(stripped, line.number, start + 1 + (text.find(stripped) if stripped else 0))
        start += len(text) + 1


def _filled(row: Iterable[Piece]) -> int:
    return sum(bool(piece.text) for piece in row)


def _lines_above_rule(block: Sequence[Line]) -> int:
    rules = [line.number for line in block if _RULE.fullmatch(line.text)]
    return rules[0] if rules else 0


def _joined(rows: list[list[Piece]]) -> list[list[Piece]]:
    """Return the rows with headings put together that were broken over several lines, up to the width of the others.

    Rows of figures are left as they are: two short ones in a row may each have lost cells.
    """
    lengths = [len(row) for row in rows]
    width = max(lengths, key=lambda length: (lengths.count(length) * length, length), default=0)
    found: list[list[Piece]] = []
    for row in rows:
        last = found[-1] if found else []
        fits = last and max(len(last), len(row)) < width and len(last) + len(row) <= width
        if fits and not any(piece.is_figure for piece in (*last, *row)):
            found[-1] = [*last, *row]
        else:
            found.append(row)
    return found


def _grid(rows: Sequence[Sequence[Piece]], path: str, heads: int = 0) -> Grid:
    cells = [
        GridCell(piece.text, row, column, Place(path, piece.line, piece.column), is_heading=piece.line < heads)
        for row, pieces_ in enumerate(rows)
        for column, piece in enumerate(pieces_)
    ]
    return Grid(tuple(cells), cells[0].place)


def _plain_parts(block: Sequence[Line], path: str) -> Iterator[Grid | Passage]:
    """Yield aligned tables, and tables that fell into lines; the rest is prose."""
    for aligned, group in groupby(_stretches(block), _is_aligned):
        if aligned:
            yield from (_grid(_aligned_rows(stretch), path) for stretch in group)
            continue
        for tabular, lines in groupby(
            [line for stretch in group for line in stretch], lambda line: kind(line.text) in ("words", "figures", "")
        ):
            yield from _loose_parts(list(lines), path, tabular=tabular)


def _loose_parts(lines: list[Line], path: str, *, tabular: bool) -> Iterator[Grid | Passage]:
    table = lines if tabular and is_table(lines) else []
    while table and kind(table[-1].text) != "figures":  # what follows the last figure is a heading of what comes next
        table = table[:-1]
    if table:
        rows = loose_rows(table)
        if len(rows[0]) == 1 < len(rows[-1]) and body_start(table):  # one line over a list is its caption
            first, *rows = rows
            yield Passage(first[0].text, Place(path, first[0].line, first[0].column))
        yield _grid(rows, path)
    for line in lines[len(table) :]:
        stripped = line.text.strip()
        if stripped:
            yield Passage(stripped, Place(path, line.number, line.text.find(stripped) + 1))


def _stretches(block: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines that have columns, and runs of those that have none."""
    for _, group in groupby(block, lambda line: len(_GAP.split(line.text.strip())) > 1):
        yield list(group)


def _is_aligned(lines: Sequence[Line]) -> bool:
    split = [_GAP.split(line.text.strip()) for line in lines]
    figures = [line for line in lines if len(pieces(line, _GAP)) > 1 and any(p.is_figure for p in pieces(line, _GAP))]
    is_narrow = max(map(len, split)) <= MOST_COLUMNS
    return is_narrow and min(map(len, split)) > 1 and len(lines) > 1 and bool(figures)


def _aligned_rows(lines: Sequence[Line]) -> list[list[Piece]]:
    """Return the cells of aligned columns; a line with fewer cells than the widest has those above which it stands."""
    rows = [pieces(line, _GAP) for line in lines]
    widest = max(rows, key=len)
    columns = [_extent(piece, lines) for piece in widest]
    for row in (row for row in rows if len(row) == len(widest)):
        columns = [_union(one, _extent(piece, lines)) for one, piece in zip(columns, row, strict=True)]
    return [row if len(row) == len(widest) else _placed(row, columns, lines) for row in rows]


def _placed(row: list[Piece], columns: list[tuple[int, int]], lines: Sequence[Line]) -> list[Piece]:
    """Return the row with blanks where it has none; as it is, where a piece does not stand over one column."""
    found: dict[int, Piece] = {}
    for piece in row:
        start, end = _extent(piece, lines)
        over = [index for index, (left, right) in enumerate(columns) if start < right and left < end]
        if len(over) != 1 or over[0] in found:
            return row
        found[over[0]] = piece
    blank = Piece("", row[0].line, row[0].column)
    return [found.get(index, blank) for index in range(len(columns))]


def _extent(piece: Piece, lines: Sequence[Line]) -> tuple[int, int]:
    text = lines[piece.line - lines[0].number].text
    start = _width(text[: piece.column - 1])
    return start, start + _width(piece.text)


def _union(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
