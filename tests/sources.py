"""Sources made for the tests: spreadsheets, and PDF with a Japanese font that every reader of PDF has."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

FONT = "HeiseiKakuGo-W5"
Rows = Sequence[Sequence[str]]
SHEET_HEAD = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_END = b"</sheetData></worksheet>"


def workbook(fill: Callable[[Any], None]) -> bytes:
    """Return an XLSX file whose sheets a function fills."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    fill(book)
    book.close()
    return file.getvalue()


def forged(sheet: Iterable[bytes], **other: bytes) -> bytes:
    """Return an XLSX file whose first sheet is written by hand, with other parts beside it."""
    usual = zipfile.ZipFile(io.BytesIO(workbook(lambda book: book.add_worksheet().write(0, 0, "x"))))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in usual.namelist():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, other.get(name.rpartition("/")[2].removesuffix(".xml"), usual.read(name)))
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for piece in sheet:
                part.write(piece)
    return file.getvalue()


def paper(draw: Callable[[Any], None], **options: object) -> bytes:
    """Return a PDF of one page that a function draws, 595 by 842 points, from the bottom left corner."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what reportlab is made of
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        file = io.BytesIO()
        canvas = Canvas(file, **options)
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.save()
    return file.getvalue()


def ruled(rows: Rows, spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (), **lines: str) -> bytes:
    """Return a PDF of a table between rules, with a line of text `above` and `below`; a span is (column, row) twice."""

    def draw(canvas: Any) -> None:
        from reportlab.lib import colors
        from reportlab.platypus import Table

        style = [("FONT", (0, 0), (-1, -1), FONT, 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
        table = Table([list(row) for row in rows], style=[*style, *(("SPAN", *span) for span in spans)])
        table.wrapOn(canvas, 500, 700)
        table.drawOn(canvas, 60, 500)
        canvas.drawString(60, 800, lines.get("above", "表"))
        canvas.drawString(60, 480, lines.get("below", "注"))

    return paper(draw)


def unruled(rows: Rows, ends: Sequence[int], pitch: int = 16, steps: Sequence[int] = ()) -> bytes:
    """Return a PDF of a table without rules: labels begin at 60 points, figures end where it is said."""

    def draw(canvas: Any) -> None:
        height = 700
        for at, row in enumerate(rows):
            for text, end in zip(row, (60, *ends), strict=True):
                (canvas.drawString if end == 60 else canvas.drawRightString)(end, height, text)
            height -= steps[at] if at < len(steps) else pitch

    return paper(draw)


def bare_pdf(content: bytes, kids: bytes = b"[3 0 R]") -> bytes:
    """Return a PDF written by hand: one page with some content, or whatever stands in the list of pages."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids %s>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        content,
    )
    file, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(file)
    return file + b"xref\n0 5\n0000000000 65535 f \n" + table + end
