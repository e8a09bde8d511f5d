"""Blocks that are not where they belong: side by side, or moved by a cell that covers several rows."""

from collections.abc import Sequence

from privstat.capture.frame import Kind
from privstat.capture.headings import Heading, Headings
from privstat.capture.matrix import Cells, is_number
from privstat.capture.words import SUBTOTALS, TOTALS
from privstat.figures import without_marks


def shifted(body: Sequence[Cells]) -> list[Cells] | None:
    """Return rows that begin where a cell above covers them moved to the right, or None where none does.

    Each row has then as many figures, at its end; what is missing are labels.
    """
    filled = [[cell for cell in row if cell.text] for row in body]
    counts = {sum(map(is_number, row)) for row in filled}
    widths = {len(row) for row in filled}
    if len(counts) != 1 or len(widths) != 2 or max(widths) - min(widths) != 1:
        return None
    if any(
        row[len(cells) :] and any(cell.text for cell in row[len(cells) :])
        for row, cells in zip(body, filled, strict=True)
    ):
        return None
    if not all(map(is_number, (row[-1] for row in filled))):
        return None
    width = max(widths)
    blank = body[0][0]._replace(text="")
    return [tuple([blank._replace(place=row[0].place)] * (width - len(row)) + row) for row in filled]


def shifted_head(head: Cells) -> Cells:
    """Return headings of which the first one stands over two columns of labels."""
    filled = [cell for cell in head if cell.text]
    return (filled[0], *filled) if len(filled) < len(head) else head


def folded(headings: Headings, body: Sequence[Cells]) -> tuple[Headings, list[Cells]]:
    """Return blocks that stand side by side one below the other."""
    columns = headings.columns
    width = len(columns)
    labels = [without_marks(heading.text)[0] for heading in columns]
    for period in range(2, width // 2 + 1):
        if width % period == 0 and labels == labels[:period] * (width // period) and any(labels):
            rows = [row[start : start + period] for start in range(0, width, period) for row in body]
            kept = [row for row in rows if any(cell.text for cell in row)]
            first = [_without_repeated(each, labels[:period]) for each in columns[:period]]
            totals = [row for row in kept if kind_of(row, [True] * period) is Kind.TOTAL]
            return headings._replace(columns=tuple(first)), [row for row in kept if row not in totals] + totals
    return headings, list(body)


def _without_repeated(heading: Heading, labels: Sequence[str]) -> Heading:
    """Return a heading without the one over it, where that says what one of the columns says."""
    return heading._replace(over="") if without_marks(heading.over)[0] in labels else heading


def kind_of(row: Cells, is_label: Sequence[bool]) -> Kind:
    texts = [cell.text for cell, label in zip(row, is_label, strict=True) if label and cell.text]
    if any(SUBTOTALS.fullmatch(text) for text in texts):
        return Kind.SUBTOTAL
    return Kind.TOTAL if any(TOTALS.fullmatch(text) for text in texts) else Kind.ROW
