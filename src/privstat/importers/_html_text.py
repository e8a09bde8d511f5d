"""The text of HTML as a browser shows it, line by line, and where it stands in the file."""

import bisect
import re
from typing import Any

from privstat.grid import Passage
from privstat.place import Place

_SKIPPED = {
    *("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea"),
    *("select", "rt", "rp", "-comment"),
}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AT = "data-privstat-at"  # the first of two attributes of one name is the one that holds
_NEAR = 2_000  # characters after a tag in which its text is looked for
_START = 12  # characters of a text by which it is known again
_WRITTEN_OTHERWISE = re.compile("[\xa0<>&]")  # as entities
_MARK = re.compile("[注※*]|備考")  # of a note, which no number before it runs into
_GAP = re.compile(r"[ \t\n\r\f]*")
_RUN = re.compile(r"[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*")  # words that stand in the file as they will in the text


class Marked:
    """HTML with the place of every tag written into it, for the parser forgets where things stand."""

    def __init__(self, html: str) -> None:
        self._source = html
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self.html = re.sub(r"<[A-Za-z][^\s/>]*", lambda tag: f"{tag[0]} {_AT}={tag.start()} ", html)

    def offset(self, node: Any) -> int | None:
        """Return where the tag of an element stands, or None for one that the parser has put there."""
        at = node.attributes.get(_AT)
        return int(at) if at is not None and at.isascii() and at.isdigit() and len(at) < 12 else None

    def place(self, node: Any) -> Place:
        """Return the place of an element that stands in the file."""
        return self.place_at(self.offset(node) or 0)

    def after(self, offset: int) -> int:
        """Return where the tag at an offset ends, if there is one."""
        return self._source.find(">", offset) + 1 if self._source.startswith("<", offset) else offset

    def start_of(self, text: str, offset: int) -> int:
        """Return where a text stands that begins soon after an offset, or about where, if it is written otherwise."""
        start = _WRITTEN_OTHERWISE.split(text, maxsplit=1)[0][:_START]
        found = self._source.find(start, offset, offset + _NEAR) if start else -1
        gap = _GAP.match(self._source, offset)
        return found if found >= 0 or gap is None else gap.end()

    def place_at(self, offset: int) -> Place:
        """Return the place of an offset."""
        line = bisect.bisect_right(self._lines, offset)
        return Place("", line, offset - self._lines[line - 1] + 1)


class Line:
    """A line that is being read: its texts, each with the last tag before it."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._texts: list[tuple[str, str, int]] = []  # as they are written, and as they are read
        self._last = 0

    def at(self, node: Any) -> None:
        """Take note of the tag that was read last."""
        offset = self._marked.offset(node) if node.tag != "-text" else None
        self._last = self._last if offset is None else offset

    def add(self, text: str, *, is_raised: bool) -> None:
        """Add a text; raised digits stay raised, so that a note mark does not become part of a number."""
        if self._texts or text.strip():
            said = text.translate(RAISED) if is_raised and not _MARK.search(text) else text
            self._texts.append((text, said, self._last))

    def end(self) -> Passage | None:
        """Return the text of the line, and where its stretches stand, if there is any, and begin a new one."""
        if not self._texts:
            return None
        line, stretches, cursor, is_apart = "", [], 0, False
        for written, said, tag in self._texts:
            cursor, end = max(cursor, self._marked.after(tag)), 0
            for run in _RUN.finditer(written):
                start = run.start() if line else run.end() - len(run[0].lstrip())
                if start == run.end():
                    continue
                line += " " if line and (is_apart or start > end) else ""
                at = self._marked.start_of(written[start : run.end()], cursor)
                stretches.append((len(line), self._marked.place_at(at)))
                line += said[start : run.end()]
                cursor, end, is_apart = at + run.end() - start, run.end(), False
            is_apart = is_apart or end < len(written)
        self._texts = []
        return Passage(line.rstrip(), stretches[0][1], tuple(stretches[1:]))


def is_hidden(node: Any) -> bool:
    """Return whether a browser shows nothing of an element."""
    if node.tag in _SKIPPED:
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").lower().replace(" ", "")
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
