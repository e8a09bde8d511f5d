"""One number or value of a dataset file replaced, and every other byte kept."""

from itertools import accumulate

from privstat.model import Number
from privstat.place import Origin
from privstat.rewrite import CHANGED, UnwritableFile, rewrite
from privstat.toml_places import Span
from privstat.toml_text import BYTE_ORDER_MARK, MAX_BYTES_VARIABLE, Document, byte_limit
from privstat.words import message


def amend(origin: Origin, new: Number) -> None:
    """Write another number where a figure stands; of a cell that is a table, its `value`.

    Byte-order mark, line ends, comments and spaces stay. Raises UnwritableFile, also where the file is no longer
    what was loaded.
    """
    document = origin.document
    assert isinstance(document, Document)
    span = document.span((*origin.keys, "value"))  # of a plain figure the figure itself
    _put(document, span, _written(new, document.text[span.start : span.end]))


def put(origin: Origin, value: str) -> None:
    """Write another value, given in TOML, where one stands, and keep every other byte. Raises UnwritableFile."""
    document = origin.document
    assert isinstance(document, Document)
    _put(document, document.span(origin.keys), value.encode())


def _put(document: Document, span: Span, value: bytes) -> None:
    content = content_of(document)
    text = content.removeprefix(BYTE_ORDER_MARK).decode()
    old = document.text[span.start : span.end].replace("\n", "\r\n" if "\r\n" in text else "\n").encode()
    start = len(content) - len(content.removeprefix(BYTE_ORDER_MARK)) + _byte_offset(text, span.start)
    after = content[:start] + value + content[start + len(old) :]
    check_size(document.path, after)
    rewrite(document.path, content, after)


def check_size(path: str, after: bytes) -> None:
    """Raise UnwritableFile where what is to be written is more than can be loaded again."""
    if len(after) > byte_limit():
        why = message(
            en="it would have {found:,} bytes, and the limit is {limit:,}; ${variable} raises it",
            ja="{found:,} バイトになり、上限の {limit:,} を超えます。上限は ${variable} で変えられます",
            found=len(after),
            limit=byte_limit(),
            variable=MAX_BYTES_VARIABLE,
        )
        raise UnwritableFile(path, why)


def content_of(document: Document) -> bytes:
    """Return the bytes of the file that a document was read from. Raises UnwritableFile where they are others now."""
    try:
        with open(document.path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise UnwritableFile(document.path, error.strerror or str(error)) from None
    text = content.removeprefix(BYTE_ORDER_MARK).decode(errors="replace")
    if text.replace("\r\n", "\n") != document.text:
        raise UnwritableFile(document.path, CHANGED)
    return content


def _written(new: Number, old: str) -> bytes:
    """Return a number in TOML, with separators where the old one had them."""
    if isinstance(new, int):
        return (f"{new:_}" if "_" in old else f"{new}").encode()
    return f"{new:f}".encode()


def _byte_offset(text: str, start: int) -> int:
    """Return where a character stands in UTF-8 that was counted with LF for every CRLF of the text."""
    line_ends = accumulate(len(each) + 1 for each in text.split("\r\n"))
    return sum(end <= start for end in line_ends) + len(text.replace("\r\n", "\n")[:start].encode())
