"""Published files as they are read: grids and passages for a draft of a dataset, text with its places for an audit."""

from collections.abc import Sequence
from typing import NamedTuple

from privstat import grid
from privstat.encodings import decoded
from privstat.files import STANDARD_INPUT, STANDARD_INPUT_NAME, content_of
from privstat.importers._kinds import kind_of
from privstat.limits import BYTES
from privstat.pages import Page, bound, page_of, page_of_parts
from privstat.registry import module

_TEXT = "text"
_COUNTS_CHARACTERS = ("html",)  # in other kinds a place is that of a cell, or of a line on a sheet


class Source(NamedTuple):
    """A file as it was published: what messages call it, its kind, and what is in it."""

    name: str
    kind: str
    content: bytes

    def parts(self) -> grid.Page:
        """Return its grids and passages. Raises UnreadableFile and MissingExtra."""
        found: grid.Page = module("importers", self.kind).page(self.content, self.name)
        return found

    def page(self, parts: grid.Page | None = None) -> Page:
        """Return its text with its places; `parts` are its grids and passages, where they are at hand.

        Text is left as it is: an audit needs no tables, and so cannot be misled by one that was misunderstood. Raises
        UnreadableFile and MissingExtra.
        """
        if self.kind == _TEXT:
            return page_of(decoded(self.content, self.name), self.name)
        return page_of_parts(parts or self.parts(), counts_cells=self.kind not in _COUNTS_CHARACTERS)


def read_source(path: str) -> Source:
    """Return a file of any kind, or standard input. Raises UnreadableFile."""
    content = content_of(path, BYTES, piped=True)
    return Source(STANDARD_INPUT_NAME if path == STANDARD_INPUT else path, kind_of(path, content), content)


def read_page(paths: Sequence[str]) -> Page:
    """Return the page that stands in some files, as one. Raises UnreadableFile and MissingExtra."""
    return bound([read_source(path).page() for path in paths])
