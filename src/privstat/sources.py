"""Published files as they are read: grids and passages for a draft of a dataset, text with its places for an audit."""

from collections.abc import Sequence

from privstat import grid
from privstat.encodings import decoded
from privstat.files import STANDARD_INPUT, content_of
from privstat.importers._kinds import kind_of
from privstat.limits import BYTES
from privstat.pages import Page, bound, page_of, page_of_parts
from privstat.registry import module

_TEXT = "text"
_COUNTS_CHARACTERS = ("html",)  # in other kinds a place is that of a cell, or of a line on a sheet


def read_source(path: str) -> grid.Page:
    """Return what is in a file of any kind, or in standard input. Raises UnreadableFile and MissingExtra."""
    content, kind = _read(path)
    return _parts(kind, content, path)


def read_page(paths: Sequence[str]) -> Page:
    """Return the page that stands in some files of any kind, or in standard input.

    Text is left as it is: an audit needs no tables, and so cannot be misled by one that was misunderstood. Raises
    UnreadableFile and MissingExtra.
    """
    return bound([_leaf(path) for path in paths])


def _leaf(path: str) -> Page:
    content, kind = _read(path)
    name = "<stdin>" if path == STANDARD_INPUT else path
    if kind == _TEXT:
        return page_of(decoded(content, name), name)
    return page_of_parts(_parts(kind, content, name), counts_cells=kind not in _COUNTS_CHARACTERS)


def _read(path: str) -> tuple[bytes, str]:
    """Return what is in a file, and of which kind it is."""
    content = content_of(path, BYTES, piped=True)
    return content, kind_of(path, content)


def _parts(kind: str, content: bytes, path: str) -> grid.Page:
    found: grid.Page = module("importers", kind).page(content, path)
    return found
