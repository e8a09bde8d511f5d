"""What is printed around the figures of a table: its number, title, headings and notes; and where it stands."""

import bisect
from collections.abc import Iterable, Iterator
from itertools import islice

from privstat.audit_item import Item, text_item
from privstat.audit_rows import Seen
from privstat.ink import Ink, Span, Use, squeezed
from privstat.model import Dataset, Footnote, Table
from privstat.place import Origin
from privstat.printed import in_ascii
from privstat.words import message

_MOST_HEADINGS = 8  # places at which one heading is looked for
_MOST_CELLS = 200
_BESIDE = 3  # characters that may stand between a table's number and its title, and a note's mark and its text


def regions(dataset: Dataset, ink: Ink) -> Iterator[tuple[Table, Span]]:
    """Yield every table with the stretch of the page that is its own: from its heading to that of another.

    Where a heading stands several times, as in a table of contents, it is the place with most of the table; where it
    is missing, the table is looked for where the one before it is.
    """
    headings = {table.id: _headings(table, ink) for table in dataset.tables}
    begins = sorted(span.start for spans in headings.values() for span in spans)
    last = _stretch(0, begins, ink)
    for table in dataset.tables:
        stretches = [_stretch(span.end, begins, ink) for span in headings[table.id]]
        if len(stretches) > 1:
            stretches.sort(key=lambda each: _share(table, each, ink), reverse=True)
        last = stretches[0] if stretches else last
        yield table, last


def _stretch(start: int, begins: list[int], ink: Ink) -> Span:
    following = bisect.bisect_left(begins, start)
    return Span(start, begins[following] if following < len(begins) else len(ink.text))


def _share(table: Table, stretch: Span, ink: Ink) -> int:
    """Return how many of a table's first cells may stand in a stretch of the page."""
    text = ink.plain[slice(*stretch)]
    return sum(in_ascii(squeezed(cell.printed)) in text for cell in islice(table.all_cells, _MOST_CELLS))


def _headings(table: Table, ink: Ink) -> list[Span]:
    """Return where the number and title of a table stand side by side, else its title or its number alone."""
    title = squeezed(table.title.ja)
    beside = [
        Span(label.start, span.end)
        for label in ink.find(table.label)
        for span in ink.find(title, label.end, label.end + _BESIDE + len(title))
        if not any(map(str.isalnum, ink.text[label.end : span.start]))
    ]
    for each in (beside, ink.words(table.title.ja), ink.find(table.title.ja), ink.words(table.label)):
        found = list(islice(each, _MOST_HEADINGS))
        if found:
            return found
    return []


def table_items(table: Table, region: Span, cells: Iterable[Seen], ink: Ink) -> Iterator[Item]:
    """Yield what is printed around the figures of a table."""
    yield from _title_texts(table, ink)
    if table.as_of:
        yield text_item("as-of", table.as_of.ja, table.origin.at("as-of"), ink)
    first = min((each.span.start for each in cells if each.span and not each.cell.column.group), default=region.end)
    yield from _column_texts(table, Span(region.start, max(first, region.start)), ink)
    printed = {each.cell.printed for each in cells}
    for column in table.columns:
        for index, code in enumerate(column.codes):
            if code.label.ja not in printed:
                yield text_item("code", code.label.ja, column.origin.at("codes", index), ink, region)
    for note in table.notes:
        yield _note(note, ink, region)


def _title_texts(table: Table, ink: Ink) -> Iterator[Item]:
    """Yield the number and the title of a table; the number stands beside the title, or on a line of its own."""
    title = text_item("title", table.title.ja, table.origin.at("title"), ink)
    beside = (next(ink.find(table.label, *heading), None) for heading in _headings(table, ink))
    label = next((span for span in beside if span), None)
    if label is None:
        alone = (span for span in ink.find(table.label) if _is_a_field(span, ink) and ink.is_free(span))
        label = next(alone, None)
    if label:
        ink.know(label, Use.NUMBER, table.label)
    yield Item("label", table.label, table.label, table.origin.at("label"), label)
    yield title


def _is_a_field(span: Span, ink: Ink) -> bool:
    start, end = ink.on_page(span)
    before, after = ink.page.text[:start].rstrip(" ")[-1:], ink.page.text[end:].lstrip(" ")[:1]
    return before in _ENDS and after in _ENDS


_ENDS = ("", "\n", "\t", "|")


def _column_texts(table: Table, head: Span, ink: Ink) -> Iterator[Item]:
    """Yield the headings of a table, which stand above its rows in the order of its columns."""
    orders = _orders(table)
    for order in orders:
        spans = _in_order([label for label, _ in order], head, ink)
        if all(spans):
            yield from (Item("heading", label, label, origin, span) for label, origin, span in _joined(order, spans))
            return
    spans = [next(ink.words(label, *head), None) for label, _ in orders[0]]
    problem = _DISORDER if all(spans) else None
    for label, origin, span in _joined(orders[0], spans):
        yield Item("heading", label, label, origin, None if problem else span, None, problem)


def _joined(
    order: Iterable[tuple[str, Origin]], spans: Iterable[Span | None]
) -> Iterator[tuple[str, Origin, Span | None]]:
    return ((label, origin, span) for (label, origin), span in zip(order, spans, strict=True))


def _orders(table: Table) -> list[list[tuple[str, Origin]]]:
    """Return the orders in which headings over columns can be printed: in two lines, or one after the other."""
    spanners = {
        spanner.id: (spanner.label.ja, table.origin.at("spanners", index))
        for index, spanner in enumerate(table.spanners)
    }
    upper: list[tuple[str, Origin]] = []
    lower: list[tuple[str, Origin]] = []
    joined: list[tuple[str, Origin]] = []
    last = None
    for column in table.columns:
        own = [(column.label.ja, column.origin.at("ja"))] if column.label.ja else []
        above = [spanners[column.under]] if column.under and column.under != last else []
        upper += above or ([] if column.under else own)
        lower += own if column.under else []
        joined += above + own
        last = column.under
    return [upper + lower, joined]


def _in_order(labels: Iterable[str], head: Span, ink: Ink) -> list[Span | None]:
    """Return where labels stand one after the other."""
    spans: list[Span | None] = []
    start = head.start
    for label in labels:
        span = next(ink.words(label, start, head.end), None)
        spans.append(span)
        start = span.end if span else start
    return spans


_DISORDER = message(en="the headings stand in another order", ja="見出しの順序が違います")


def _note(note: Footnote, ink: Ink, region: Span) -> Item:
    """Return the text of a note with its place: after its mark, if the page prints that mark at all."""
    text, origin = note.text.ja, note.origin.at("ja")
    item = Item("note", text, f"({note.mark}) {text}", origin, None)
    for each in (*ink.find(text, *region), *ink.find(text)):
        before = max(each.start - _BESIDE - len(squeezed(note.mark)), 0)
        for mark in ink.find(note.mark, before, each.start):
            if not any(map(str.isalnum, ink.text[mark.end : each.start])):
                ink.know(Span(mark.start, each.end), Use.TEXT, text)
                return item._replace(span=each)
    return item if next(ink.find(note.mark, *region), None) else text_item("note", text, origin, ink)
