"""One number of a dataset file replaced, and every other byte kept."""

from itertools import accumulate

from privstat.model import Number
from privstat.place import Origin
from privstat.rewrite import CHANGED, UnwritableFile, rewrite
from privstat.toml_text import BYTE_ORDER_MARK, Document


def amend(origin: Origin, new: Number) -> None:
    """Write another number where a figure stands; of a cell that is a table, its `value`.

    Byte-order mark, line ends, comments and spaces stay. Raises UnwritableFile, also where the file is no longer
    what was loaded.
    """
    document = origin.document
    assert isinstance(document, Document)
    span = document.span((*origin.keys, "value"))  # of a plain figure the figure itself
    try:
        with open(document.path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise UnwritableFile(document.path, error.strerror or str(error)) from None
    text = content.removeprefix(BYTE_ORDER_MARK).decode(errors="replace")
    if text.replace("\r\n", "\n") != document.text:
        raise UnwritableFile(document.path, CHANGED)
    start = len(content) - len(content.removeprefix(BYTE_ORDER_MARK)) + _byte_offset(text, span.start)
    old = document.text[span.start : span.end]
    rewrite(document.path, content, content[:start] + _written(new, old) + content[start + len(old) :])


def _written(new: Number, old: str) -> bytes:
    """Return a number in TOML, with separators where the old one had them."""
    if isinstance(new, int):
        return (f"{new:_}" if "_" in old else f"{new}").encode()
    return f"{new:f}".encode()


def _byte_offset(text: str, start: int) -> int:
    """Return where a character stands in UTF-8 that was counted with LF for every CRLF of the text."""
    line_ends = accumulate(len(each) + 1 for each in text.split("\r\n"))
    return sum(end <= start for end in line_ends) + len(text.replace("\r\n", "\n")[:start].encode())
