"""HTML → text: a line for each block and each row, a tab between cells, and where each stretch stood in the HTML.

`pages` runs this file as a process of its own, because a parser takes minutes, or all memory, over some short
pages; its limits are set before it reads anything.
"""

import json
import re
import sys
from typing import Any

_SKIPPED = {"head", "script", "style", "template", "noscript", "svg", "-comment"}
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li"),
    *("main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tr", "ul"),
}
_DEEPEST = 300  # elements inside each other
_WIDEST = 50  # columns that a cell may be said to span; more is a slip or an attack
_LONGEST = 1000  # rows
_SPACE = " \t\n\r\f"
_WINDOW = 20_000  # characters of HTML in which the next text is looked for

SECONDS = 8
MEMORY = 1 << 30  # bytes


class TooDeep(Exception):
    """Elements nested beyond what any page has."""


class _Writer:
    """The text so far, and from where in the HTML it came."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[tuple[int, int]] = []  # where a stretch begins: in the text, in the HTML
        self.cursor = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def newline(self) -> None:
        if self.parts and self.parts[-1] != "\n":
            self.add("\n")

    def text(self, text: str) -> None:
        """Add what stands between two tags; line breaks of the HTML mean no more than spaces."""
        body = text.strip(_SPACE)
        if text[:1] in _SPACE:
            self.add(" ")
        if body:
            self.marks.append((self.length, self._place(text, body)))
            self.add("".join(" " if character in _SPACE else character for character in body))
            if text[-1] in _SPACE:
                self.add(" ")

    def _place(self, text: str, body: str) -> int:
        """Return where a text stands in the HTML, or nearly so where it is written with entities."""
        end = self.cursor + len(text) + _WINDOW
        at = self.html.find(f">{text}", self.cursor, end)
        if at >= 0:
            self.cursor = at + 1 + len(text)
            return at + 1 + text.index(body)
        plain = re.split("[\xa0<&]", body, maxsplit=1)[0][:20]
        at = self.html.find(plain, self.cursor, end) if plain else -1
        if at >= 0:
            self.cursor = at + len(plain)
            return at
        return self.cursor


class _Grid:
    """A table being written: which columns of the row are taken by cells of the rows above."""

    def __init__(self) -> None:
        self.taken: dict[int, int] = {}
        self.column = 0
        self.tabs = 0

    def begin_row(self) -> None:
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}
        self.column = self.tabs = 0

    def begin_cell(self, across: int, down: int) -> int:
        """Return how many tabs stand before the cell."""
        while self.column in self.taken:
            self.column += 1
        before = self.column - self.tabs
        if down > 1:
            self.taken |= dict.fromkeys(range(self.column, self.column + across), down)
        self.tabs, self.column = self.column, self.column + across
        return before


def text_of(html: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a page, and where stretches of it stand: pairs of offsets into text and HTML."""
    from selectolax.lexbor import LexborHTMLParser

    writer = _Writer(html)
    grids: list[_Grid] = []
    node: Any = LexborHTMLParser(html).body
    depth = 0
    while node is not None:
        inside = _enter(node, writer, grids)
        if inside is not None:
            node, depth = inside, depth + 1
            if depth > _DEEPEST:
                raise TooDeep
            continue
        while depth and node.next is None:
            node, depth = node.parent, depth - 1
            _leave(node, writer, grids)
        node = node.next if depth else None
    return "".join(writer.parts), writer.marks


def _enter(node: Any, writer: _Writer, grids: list[_Grid]) -> Any:
    """Write the beginning of a node; return its first child, or None."""
    tag = node.tag
    if tag == "-text":
        writer.text(node.text_content or "")
    elif tag == "table":
        writer.newline()
        grids.append(_Grid())
    elif tag == "tr" and grids:
        writer.newline()
        grids[-1].begin_row()
    elif tag in ("td", "th") and grids:
        across, down = _span(node, "colspan", _WIDEST), _span(node, "rowspan", _LONGEST)
        writer.add("\t" * grids[-1].begin_cell(across, down))
    elif tag == "br" or tag in _BLOCKS:
        _break(writer, grids)
    if tag in _SKIPPED:
        return None
    child = node.child
    if child is None:
        _leave(node, writer, grids)
    return child


def _leave(node: Any, writer: _Writer, grids: list[_Grid]) -> None:
    """Write the end of a node."""
    if node.tag == "table" and grids:
        grids.pop()
        writer.newline()
    elif node.tag in _BLOCKS:
        _break(writer, grids)


def _break(writer: _Writer, grids: list[_Grid]) -> None:
    """Write the end of a line; inside a cell a space, because the row goes on."""
    if grids and grids[-1].column:
        writer.add(" ")
    else:
        writer.newline()


def _span(node: Any, name: str, most: int) -> int:
    asked = (node.attributes.get(name) or "").strip()
    return max(1, min(int(asked), most)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


def main() -> int:
    """Read HTML from standard input and write its text as JSON; exit 3 where it is nested too deeply."""
    _limit()
    try:
        text, marks = text_of(sys.stdin.buffer.read().decode())
    except TooDeep:
        return 3
    json.dump([text, marks], sys.stdout)
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there is still that on time
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
