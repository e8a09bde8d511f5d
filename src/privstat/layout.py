"""Sheets → lines of text, in columns that line up with full-width characters.

A figure is never cut, wrapped or rounded: where the columns do not fit, headings and texts are folded, and
where that is not enough, each row becomes a list of headings and values. Only ASCII serves as decoration, for
terminals differ on the width of everything else.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from privstat.excerpt import excerpt
from privstat.folding import folded, width_of
from privstat.sheet import Heading, Line, Sheet
from privstat.visible import visible

_GAP = 2
_WIDEST_HEADING = 32  # where there is room; longer headings are folded
_NARROWEST_TEXT = 10
_LONGEST_BAR = 30
_HINT = "  = "
_WIDEST_PAIR = 60  # a heading and its figure, where columns do not fit


class Piece(NamedTuple):
    """A stretch of text, and what it is: title, fact, heading, rule, group, text, number, total, mark, note …"""

    text: str
    style: str = "text"


def bar(share: str, width: int = _LONGEST_BAR) -> str:
    """Return a bar in eighths of a character; that of the share 1 has `width` characters."""
    if not share:
        return ""
    eighths = max(round(float(share) * width * 8), 1)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def laid_out(sheet: Sheet, width: int | None = None) -> Iterator[list[Piece]]:
    """Yield the lines of a sheet; without a width they are as long as they need to be."""
    clean = _cleaned(sheet)
    parts = (
        [line for text in (clean.title,) if text for line in _paragraph(text, "title", width)]
        + [line for text in clean.facts for line in _paragraph(text, "fact", width)],
        list(_table(clean, width)) if clean.headings else [],
        list(_notes(clean, width)),
        list(_remarks(clean, width)),
        [[Piece(f"    {text}".rstrip(), "example")] for text in clean.example.splitlines()],
    )
    for number, lines in enumerate(part for part in parts if part):
        if number:
            yield []
        yield from lines


def _table(sheet: Sheet, width: int | None) -> Iterator[list[Piece]]:
    columns = _Columns(sheet, width)
    return columns.lines() if columns.fit or width is None else _listed(sheet, width)


def _notes(sheet: Sheet, width: int | None) -> Iterator[list[Piece]]:
    """Yield the notes, the marks in a column of their own."""
    indent = max((width_of(mark) for mark, _ in sheet.notes), default=0) + 1
    for mark, text in sheet.notes:
        lines = folded(text, max(width - indent, _NARROWEST_TEXT)) if width else [text.replace("\n", " ")]
        for number, line in enumerate(lines):
            yield [Piece(_left("" if number else mark, indent), "mark"), Piece(line, "note")]


def _remarks(sheet: Sheet, width: int | None) -> Iterator[list[Piece]]:
    """Yield the last words, the lines that they are about, and the hints."""
    for text in sheet.remarks:
        yield from _paragraph(text, sheet.tone, width)
    for line in excerpt(sheet.spots, width):
        yield [Piece(f"  {line}", "excerpt")]
    for text in sheet.hints:
        lines = folded(text, max(width - len(_HINT), _NARROWEST_TEXT)) if width else text.split("\n")
        for number, line in enumerate(lines):
            yield [Piece(" " * len(_HINT) if number else _HINT, "mark"), Piece(line, "hint")]


def _cleaned(sheet: Sheet) -> Sheet:
    return sheet._replace(
        title=visible(sheet.title),
        facts=tuple(map(visible, sheet.facts)),
        headings=tuple(each._replace(text=visible(each.text), above=visible(each.above)) for each in sheet.headings),
        lines=tuple(Line(tuple(map(_untabbed, line.cells)), line.kind) for line in sheet.lines),
        notes=tuple((visible(mark), visible(text)) for mark, text in sheet.notes),
        remarks=tuple(map(visible, sheet.remarks)),
        hints=tuple(map(visible, sheet.hints)),
        example=visible(sheet.example),
    )


def _untabbed(text: str) -> str:
    return visible(text).replace("\t", " ")


def _paragraph(text: str, style: str, width: int | None) -> Iterator[list[Piece]]:
    for line in folded(text, width) if width else text.split("\n"):
        yield [Piece(line, style)]


def _left(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def _right(text: str, width: int) -> str:
    return " " * (width - width_of(text)) + text


def _widest(lines: list[str]) -> int:
    return max(map(width_of, lines), default=0)


class _Columns:
    """The columns of a sheet side by side: their widths, and whether they fit."""

    def __init__(self, sheet: Sheet, width: int | None) -> None:
        if any(line.kind == "group" for line in sheet.lines):
            sheet = sheet._replace(lines=tuple(map(_indented, sheet.lines)))
        self.sheet = sheet
        rows = [line for line in sheet.lines if line.kind != "group"]
        bodies = [
            _LONGEST_BAR if heading.bars else _widest([part for line in rows for part in line.cells[index].split("\n")])
            for index, heading in enumerate(sheet.headings)
        ]
        self.widths = [
            max(body, min(width_of(heading.text), _WIDEST_HEADING), _longest_unit(heading.text))
            for body, heading in zip(bodies, sheet.headings, strict=True)
        ]
        least = [
            max(body if heading.numeric else min(body, _NARROWEST_TEXT), _longest_unit(heading.text))
            for body, heading in zip(bodies, sheet.headings, strict=True)
        ]
        self._make_room_for_spanners()
        if width:
            while self.total > width and any(now > low for now, low in zip(self.widths, least, strict=True)):
                widest = max(
                    (index for index, now in enumerate(self.widths) if now > least[index]),
                    key=lambda index: self.widths[index],
                )
                self.widths[widest] -= 1
            self._make_room_for_spanners()
        self.fit = width is None or self.total <= width

    @property
    def total(self) -> int:
        return sum(self.widths) + _GAP * (len(self.widths) - 1)

    def _spanners(self) -> Iterator[tuple[str, int, int]]:
        """Yield the headings over columns (empty ones too): the text, the first column, the one after the last."""
        first = 0
        for above, group in groupby(heading.above for heading in self.sheet.headings):
            last = first + len(list(group))
            if above:
                yield above, first, last
            else:
                yield from (("", index, index + 1) for index in range(first, last))
            first = last

    def _span(self, first: int, last: int) -> int:
        return sum(self.widths[first:last]) + _GAP * (last - first - 1)

    def _make_room_for_spanners(self) -> None:
        for above, first, last in self._spanners():
            self.widths[last - 1] += max(width_of(above) - self._span(first, last), 0)

    def lines(self) -> Iterator[list[Piece]]:
        if any(heading.above for heading in self.sheet.headings):
            yield from self._spanner_lines()
        headings = [folded(each.text, width) for each, width in zip(self.sheet.headings, self.widths, strict=True)]
        height = max(map(len, headings))
        bottom_up = [[""] * (height - len(each)) + each for each in headings]
        yield from self._side_by_side(bottom_up, "heading")
        yield self._rule()
        above = ""
        for line in self.sheet.lines:
            if line.kind == "group":
                yield from _paragraph(line.cells[0], "group", self.total)
                above = line.kind
                continue
            if line.kind in ("total", "subtotal") or (above == "subtotal" and line.kind == "row"):
                yield self._rule()
            above = line.kind
            cells = [
                [bar(cell, width)] if heading.bars else folded(cell, width)
                for cell, heading, width in zip(line.cells, self.sheet.headings, self.widths, strict=True)
            ]
            yield from self._side_by_side(cells, line.kind)

    def _rule(self) -> list[Piece]:
        each = zip(self.sheet.headings, self.widths, strict=True)
        return self._joined([("-" if heading.text else " ") * width for heading, width in each], "rule")

    def _spanner_lines(self) -> Iterator[list[Piece]]:
        texts, rules = [], []
        for above, first, last in self._spanners():
            span = self._span(first, last)
            left = (span - width_of(above)) // 2
            texts.append(_left(" " * left + above, span))
            rules.append("-" * span if above else " " * span)
        yield self._joined(texts, "heading")
        yield self._joined(rules, "rule")

    def _side_by_side(self, cells: list[list[str]], kind: str) -> Iterator[list[Piece]]:
        for number in range(max(map(len, cells))):
            parts = [cell[number] if number < len(cell) else "" for cell in cells]
            aligned = [
                (_right if heading.numeric else _left)(part, width)
                for part, heading, width in zip(parts, self.sheet.headings, self.widths, strict=True)
            ]
            yield self._joined(aligned, kind)

    def _joined(self, texts: list[str], kind: str) -> list[Piece]:
        pieces: list[Piece] = []
        for text, heading in zip(texts, self.sheet.headings, strict=False):
            style = kind if kind != "row" else "number" if heading.numeric else "text"
            pieces.append(Piece(text + " " * _GAP, style))
        return _trimmed(pieces)


def _indented(line: Line) -> Line:
    """Return a row that stands under a heading of its own."""
    if line.kind == "group":
        return line
    return line._replace(cells=(f"  {line.cells[0]}", *line.cells[1:]))


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
    return pieces


def _longest_unit(text: str) -> int:
    # Full-width headings could be broken after every character, but nobody reads those.
    whole = [word for word in re.split(r"\s+", text) if word.isascii()]
    wide = [min(width_of(word), _NARROWEST_TEXT) for word in re.split(r"\s+", text) if not word.isascii()]
    return max([*map(len, whole), *wide], default=0)


def _listed(sheet: Sheet, width: int) -> Iterator[list[Piece]]:
    """Yield the rows as lists of headings and values, for terminals that are too narrow for columns."""
    for number, line in enumerate(sheet.lines):
        if number:
            yield []
        if line.kind == "group":
            yield from _paragraph(line.cells[0], "group", width)
            continue
        above = ""
        for heading, cell in zip(sheet.headings, line.cells, strict=True):
            if heading.above and heading.above != above:
                yield from _paragraph(heading.above, "heading", width)
            above = heading.above
            yield from [[Piece(bar(cell, width))]] if heading.bars else _pair(heading, cell, width)


def _pair(heading: Heading, cell: str, width: int) -> Iterator[list[Piece]]:
    """Yield a heading and its value: in one line where that fits, else the value in lines of its own."""
    style = "number" if heading.numeric else "text"
    indent = " " * _GAP if heading.above else ""
    name = indent + heading.text
    space = min(width, _WIDEST_PAIR) - width_of(name) - width_of(cell) if heading.numeric else _GAP
    if "\n" not in cell and space >= _GAP and width_of(name) + space + width_of(cell) <= width:
        yield _trimmed([Piece(name, "heading"), Piece(" " * space), Piece(cell, style)])
        return
    yield from ([Piece(indent + part, "heading")] for part in folded(heading.text, width - len(indent)))
    room = width - len(indent) - _GAP
    for part in [cell] if heading.numeric else folded(cell, room):
        yield [Piece(indent + " " * _GAP), Piece(part, style)]
