"""HTML: each table a grid with its spans and caption, and what stands around tables as passages, line by line."""

from typing import Any

from privstat.confined import confined_page
from privstat.encodings import decoded
from privstat.errors import UnreadableFile
from privstat.grid import Grid, Page, Passage
from privstat.importers._html_table import TableBeingRead
from privstat.importers._html_text import Line, Marked, is_hidden
from privstat.words import message

_BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
    *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li"),
    *("main", "nav", "ol", "option", "p", "pre", "section", "summary", "ul", "caption", "table", "tr", "td", "th"),
    *("del", "s", "strike"),  # what is struck out is not run together with what replaces it
}
_DEEPEST = 300  # elements inside each other


def page(content: bytes, path: str) -> Page:
    """Return what is in an HTML file. Raises MissingExtra and UnreadableFile."""
    return confined_page("html", content, path, library="selectolax", extra="html")


def parts(content: bytes) -> list[Grid | Passage]:
    """Return the grids and passages of HTML in their order. Raises UnreadableFile."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    marked = Marked(decoded(content, ""))
    reader = _Reader(marked)
    try:
        tree = LexborHTMLParser(marked.html)
    except SelectolaxError as error:  # every text is HTML; it is memory that there is not enough of
        raise MemoryError from error
    _walk(tree.body, reader)
    return reader.parts()


def _walk(node: Any, reader: "_Reader") -> None:
    """Take a reader through the tree: into each node and out of it, without recursion."""
    depth = 0
    while node is not None:
        if reader.enter(node):
            if node.child is not None:
                node, depth = node.child, depth + 1
                if depth > _DEEPEST:
                    raise UnreadableFile("", _TOO_DEEP)
                continue
            reader.leave(node)
        while depth and node.next is None:
            node, depth = node.parent, depth - 1
            reader.leave(node)
        node = node.next if depth else None


class _Reader:
    """The parts so far, the line that is being read, and the table around it; a table that holds one is for looks."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._parts: list[TableBeingRead | Passage] = []
        self._table: TableBeingRead | None = None
        self._line = Line(marked)
        self._superscripts = 0

    def parts(self) -> list[Grid | Passage]:
        """Return what was read."""
        self._end_line()
        read = (part if isinstance(part, Passage) else part.part() for part in self._parts)
        return [part for part in read if isinstance(part, Grid) or part.text]

    def enter(self, node: Any) -> bool:
        """Begin a node; return whether what is in it is to be read."""
        tag = node.tag
        if tag == "-text":
            self._line.add(node.text_content or "", is_raised=self._superscripts > 0)
            return True
        if is_hidden(node):
            return False
        if tag in _BLOCKS:
            self._end_line()
        self._line.at(node)
        self._superscripts += tag == "sup"
        if tag == "table" and not _holds_a_table(node):
            self._table = TableBeingRead(self._marked.place(node))
            self._parts.append(self._table)
        elif self._table is not None:
            self._table.enter(node, self._marked)
        return True

    def leave(self, node: Any) -> None:
        """End a node that was begun and read."""
        tag = node.tag
        if tag in _BLOCKS:
            self._end_line()
        self._superscripts -= tag == "sup"
        if tag == "table":
            self._table = None
        elif self._table is not None:
            self._table.leave(node)

    def _end_line(self) -> None:
        line = self._line.end()
        if line and self._table is not None:
            self._table.add(line)
        elif line:
            self._parts.append(line)


def _holds_a_table(table: Any) -> bool:
    rows = table.child
    while rows is not None and rows.css_first("table") is None:
        rows = rows.next
    return rows is not None


_TOO_DEEP = message(en="its elements are nested too deeply", ja="要素の入れ子が深すぎます")
