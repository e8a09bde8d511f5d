"""PDF with a text layer: ruled tables as grids; columns without rules only where they are certain; else lines."""

import io
from collections.abc import Iterator

from privstat.confined import confined_page
from privstat.errors import UnreadableFile
from privstat.grid import Grid, Page, Passage
from privstat.importers._pdf_blocks import parts_of_lines
from privstat.importers._pdf_lines import Sheet, first_only
from privstat.importers._pdf_rules import ruled_tables
from privstat.limits import CELLS
from privstat.words import message


def page(content: bytes, path: str) -> Page:
    """Return what is in a PDF; a place is page and line. Raises MissingExtra and UnreadableFile."""
    return confined_page("pdf", content, path, library="pdfplumber", extra="pdf")


def parts(content: bytes) -> Iterator[Grid | Passage]:
    """Yield the grids and passages of each page from top to bottom. Raises UnreadableFile."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(io.BytesIO(content))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise UnreadableFile("", _ENCRYPTED) from None
        raise
    found = 0
    for leaf in document.pages:
        sheet = Sheet(leaf.filter(first_only()), leaf.page_number)  # letters printed twice look bold
        found += len(sheet.characters)
        if found > CELLS.value * 10:
            raise CELLS.passed("")
        yield from _parts(sheet)
        leaf.close()
    if not found:
        raise UnreadableFile("", _NO_TEXT)


def _parts(sheet: Sheet) -> Iterator[Grid | Passage]:
    """Yield the ruled tables of a page, and what is between them."""
    tables = [table for table in ruled_tables(sheet) if table.is_certain]
    outside = ([word for word in line if not any(table.has(word) for table in tables)] for line in sheet.lines)
    loose = [line for line in outside if line]
    for table in tables:
        yield from parts_of_lines([line for line in loose if line[0].top < table.top], sheet)
        loose = [line for line in loose if line[0].top >= table.top]
        yield table.grid()
    yield from parts_of_lines(loose, sheet)


_ENCRYPTED = message(
    en="it is encrypted; save it without a password", ja="暗号化されています。パスワードなしで保存してください"
)
_NO_TEXT = message(
    en="it has no text, only pictures of it; recognise the text (OCR) and check it first",
    ja="文字の情報がなく画像だけです。先に文字認識(OCR)をして確かめてください",
)
