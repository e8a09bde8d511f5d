"""The text of HTML as a browser shows it, line by line, and where it stands in the file."""

import bisect
import re
from typing import Any

from privstat.place import Place

_SKIPPED = {
    *("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "textarea"),
    *("select", "rt", "rp", "-comment"),
}
_SPACE = re.compile(r"[ \t\n\r\f]+")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AT = "data-privstat-at"  # the first of two attributes of one name is the one that holds
_NEAR = 2_000  # characters after a tag in which its text is looked for


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

    def place_at(self, offset: int, text: str = "") -> Place:
        """Return the place of an offset, or of a text soon after it."""
        start = text[:12]
        inside = self._source.find(">", offset) + 1
        found = self._source.find(start, inside, inside + _NEAR) if start and inside else -1
        offset = max(offset, found)
        line = bisect.bisect_right(self._lines, offset)
        return Place("", line, offset - self._lines[line - 1] + 1)


class Line:
    """A line that is being read, and the last tag before its text."""

    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._texts: list[str] = []
        self._start = self._last = 0

    def at(self, node: Any) -> None:
        """Take note of the tag that was read last."""
        offset = self._marked.offset(node) if node.tag != "-text" else None
        self._last = self._last if offset is None else offset

    def add(self, text: str, *, is_raised: bool) -> None:
        """Add a text; raised digits stay raised, so that a note mark does not become part of a number."""
        if not self._texts:
            self._start = self._last
        if text.strip() or self._texts:
            self._texts.append(text.translate(RAISED) if is_raised else text)

    def end(self) -> tuple[str, Place] | None:
        """Return the text of the line with its place, if there is any, and begin a new one."""
        if not self._texts:
            return None
        text = _SPACE.sub(" ", "".join(self._texts)).strip()
        place = self._marked.place_at(self._start, text)
        self._texts = []
        return (text, place) if text else None


def is_hidden(node: Any) -> bool:
    """Return whether a browser shows nothing of an element."""
    if node.tag in _SKIPPED:
        return True
    attributes = node.attributes
    style = (attributes.get("style") or "").lower().replace(" ", "")
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
