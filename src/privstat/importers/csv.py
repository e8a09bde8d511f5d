"""CSV, TSV and their like: tables apart by blank lines, with the lines of one field above and below them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from privstat.encodings import decoded
from privstat.errors import UnreadableFile
from privstat.grid import GridCell, Page
from privstat.importers._blocks import blocks
from privstat.limits import BYTES, CELLS
from privstat.place import Place
from privstat.words import message

_DELIMITERS = "\t;,"  # where several fit equally, the one that is less likely to stand inside a field
_END = "\0"  # no text has it; where it is not a record of its own, a quotation mark before it is still open
_LONGEST = 20_000  # characters in a field
_SAMPLE = 20_000  # characters that show which of them it is


def page(content: bytes, path: str) -> Page:
    """Return what is in a file of separated fields. Raises UnreadableFile."""
    if len(content) > BYTES.value:
        raise BYTES.passed(path, len(content))
    text = decoded(content, path)
    return Page(path, tuple(blocks(_cells(text, delimiter_of(text), path))))


def delimiter_of(text: str) -> str:
    """Return what parts the fields: the character that gives most lines one and the same number of them."""
    sample = text[:_SAMPLE]

    def agreeing(delimiter: str) -> int:
        widths = (len(fields) for _, fields in _records(sample, delimiter) if fields)
        return max(Counter(width for width in widths if width > 1).values(), default=0)

    return max(_DELIMITERS, key=agreeing)


def _cells(text: str, delimiter: str, path: str) -> Iterator[GridCell]:
    most, found, line = CELLS.value, 0, 1
    for row, (line, fields) in enumerate(_records(f"{text}\n{_END}", delimiter)):
        if fields == [_END]:
            return
        if fields is None or any(len(field) > _LONGEST for field in fields):
            break
        found += max(len(fields), 1)
        if found > most:
            raise CELLS.passed(path)
        for column, field in enumerate(fields):
            yield GridCell(field.strip(), row, column, Place(path, line, column + 1))
    why = message(
        en="a quotation mark is opened and not closed in the record that begins on line {line}",
        ja="{line} 行目から始まるレコードで、引用符が閉じていません",
        line=line,
    )
    raise UnreadableFile(path, why)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield each record with the line that it begins on; None for one with a field of more than 131,072 characters."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    line = 1
    try:
        for fields in reader:
            yield line, fields
            line = reader.line_num + 1
    except csv.Error:
        yield line, None
