"""A table on its page: its rows found by their labels and figures, in order, each as a stretch without gaps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from privstat.audit_cells import Reader
from privstat.codelists import KEY_ROLES, Role, Status
from privstat.ink import Ink, Span, Use
from privstat.looks import Look, looks
from privstat.model import Cell, Table
from privstat.words import Message, message

_FEW = 24  # places at which a row with a fault is looked for


class Seen(NamedTuple):
    """A cell and where it stands on the page; where it does not, what stands there instead and why it is no match."""

    cell: Cell
    span: Span | None = None
    instead: Span | None = None
    problem: Message | None = None


def rows(ink: Ink, table: Table, region: Span) -> list[Seen]:
    """Return the cells of a table, each with the place where it stands in a stretch of the page."""
    return list(_Search(Reader(ink, table, region), table).cells())


class _Search:
    """The search for the rows of a table, one after the other."""

    def __init__(self, reader: Reader, table: Table) -> None:
        self.reader = reader
        self.ink = reader.ink
        self.rows = looks(table)
        self.last: Span | None = None  # the row found before, and its index
        self.last_index = -1

    def cells(self) -> Iterator[Seen]:
        found = self._in_their_columns([self._found(index) for index in range(len(self.rows))])
        groups: dict[str, object] = {}
        for index, (row, _) in enumerate(self.rows):
            yield from found[index] or self._nearly(index)
            for cell in row.cells.values():
                if cell.column.group and cell.value != groups.get(cell.column.id):
                    groups[cell.column.id] = cell.value
                    yield self._heading(cell, found, index)

    def _variants(self, index: int) -> Iterator[Sequence[Look]]:
        """Yield the cells of a row that are printed: all, or without first labels that stand in the row above, or next.

        A page prints a label once over several rows, and once across several columns.
        """
        row = self.rows[index][1]
        yield row
        above = {look.cell.column.id: look.cell.value for look in self.rows[index - 1][1]} if index else {}
        for first, (look, following) in enumerate(pairwise(row)):
            once = above.get(look.cell.column.id) == look.cell.value or look.texts == following.texts
            if not once or look.cell.column.role is not Role.DIMENSION or following.cell.column.role not in KEY_ROLES:
                return
            yield row[first + 1 :]

    def _found(self, index: int) -> list[Seen] | None:
        """Return the cells of a row that stands on the page as it should, or None."""
        whole = self.rows[index]
        for row in self._variants(index):
            elsewhere = None
            omits = len(row) < len(whole[1])
            for spans in self._places(row):
                if whole[0].is_total or self._follows(spans, omits=omits, index=index):
                    return self._taken(index, row, spans)
                elsewhere = elsewhere or Span(spans[0].start, spans[-1].end)
            if elsewhere and not omits:
                return [Seen(look.cell, None, elsewhere, _OUT_OF_ORDER) for look in row]
        return None

    def _taken(self, index: int, row: Sequence[Look], spans: Sequence[Span]) -> list[Seen]:
        """Take a row that stands as it should; what is printed only in a row above it stands where this begins."""
        whole = self.rows[index]
        if not whole[0].is_total:
            self.last, self.last_index = Span(spans[0].start, spans[-1].end), index
        self._take(row, spans)
        above = whole[1][: len(whole[1]) - len(row)]
        return [
            *(Seen(look.cell, spans[0]) for look in above),
            *(Seen(look.cell, span) for look, span in zip(row, spans, strict=True)),
        ]

    def _places(self, row: Sequence[Look]) -> Iterator[list[Span]]:
        """Yield where a row stands: first from where the last one ended, then before that."""
        first = next((look for look in row if look.texts or look.numbers), None)
        if first is None:
            return
        start, end = self.reader.region
        middle = self.last.end if self.last else start
        for begin in chain(self.reader.begins(first, middle, end), self.reader.begins(first, start, middle)):
            spans = self.reader.spans(row, begin)
            if spans and self.ink.is_free(Span(begin, spans[-1].end)):
                yield spans

    def _follows(self, spans: Sequence[Span], *, omits: bool, index: int) -> bool:
        """Tell whether a row stands below the last one, or to its right in another block of the table.

        One that leaves out a label of the row above stands right below it.
        """
        if self.last is None:
            return True
        if omits and self.last_index == index - 1:
            return spans[0].start == self.last.end
        if spans[0].start >= self.last.end:
            return True
        return self.ink.is_right_of(spans[0].start, self.last.end - 1)

    def _take(self, row: Sequence[Look], spans: Sequence[Span]) -> None:
        for look, span in zip(row, spans, strict=True):
            self.ink.know(span, Use.CELL, look.cell.address)

    def _in_their_columns(self, rows: list[list[Seen] | None]) -> list[list[Seen] | None]:
        """Return the rows; where one has blank cells, the others say in which column of the page the rest stand."""
        usual: dict[str, Counter[int]] = {}
        for cells in rows:
            for each, steps in self._steps(cells or []):
                usual.setdefault(each.cell.column.id, Counter())[steps] += 1
        return [cells and self._without_shifted(cells, usual) for cells in rows]

    def _without_shifted(self, cells: list[Seen], usual: Mapping[str, Counter[int]]) -> list[Seen]:
        if not any(each.cell.status is Status.BLANK for each in cells):
            return cells
        steps = {each.cell.address: steps for each, steps in self._steps(cells)}
        return [
            each._replace(span=None, instead=each.span, problem=_SHIFTED)
            if each.cell.address in steps
            and usual[each.cell.column.id].most_common(1)[0][0] != steps[each.cell.address]
            else each
            for each in cells
        ]

    def _steps(self, cells: Sequence[Seen]) -> Iterator[tuple[Seen, int]]:
        """Yield the cells of a row with how many borders stand between the first one and them."""
        printed = [(each, each.span) for each in cells if each.span and each.span.end > each.span.start]
        for each, span in printed:
            first, here = self.ink.field(printed[0][1].end - 1), self.ink.field(span.end - 1)
            if first is not None and here is not None:
                yield each, here - first

    def _nearly(self, index: int) -> Iterator[Seen]:
        """Yield the cells of a row that is not as it should be, compared with the stretch that is most like it."""
        whole = self.rows[index][1]
        compared = [
            self._compared(row, begin)
            for row in self._variants(index)
            for begin in dict.fromkeys(self._near_begins(row))
        ]
        best = max(compared, key=_likeness, default=[])
        if not any(each.span for each in best):
            best = [Seen(look.cell) for look in whole]
        if all(each.span for each in best):  # it is as it should be, but not where it should be
            yield from (Seen(look.cell, None, best[0].span, _OUT_OF_ORDER) for look in whole)
            return
        for look in whole[: len(whole) - len(best)]:
            yield Seen(look.cell, best[0].span or best[0].instead)
        for each, look in zip(best, whole[len(whole) - len(best) :], strict=True):
            if each.span:
                self._take([look], [each.span])
            yield each if each.span else each._replace(problem=look.problem)

    def _near_begins(self, row: Sequence[Look]) -> Iterator[int]:
        start, end = self.reader.region
        for position, look in enumerate(row[:8]):
            for begin in islice(self.reader.begins(look, start, end), _FEW // min(len(row), 8) + 1):
                yield self._words_before(begin, position)

    def _words_before(self, at: int, count: int) -> int:
        for _ in range(count):
            at = max(at - 1, self.reader.region.start)
            while at > self.reader.region.start and not self.ink.is_edge(at):
                at -= 1
        return at

    def _compared(self, row: Sequence[Look], begin: int) -> list[Seen]:
        """Return where cells stand from a character on, and the words in the stead of those that do not."""
        cells = []
        for look in row:
            end = self.reader.end_of(look, begin)
            if end is not None and self.ink.is_free(Span(begin, end)):
                cells.append(Seen(look.cell, Span(begin, end)))
            else:
                word = self._word_at(begin)
                cells.append(Seen(look.cell, None, word))
                end = word.end
            begin = end
        return cells

    def _word_at(self, at: int) -> Span:
        end = min(at + 1, self.reader.region.end)
        while end < self.reader.region.end and not self.ink.is_edge(end):
            end += 1
        return Span(min(at, end), end)

    def _heading(self, cell: Cell, found: Sequence[list[Seen] | None], index: int) -> Seen:
        """Return a heading over rows, which stands between the row above and the one below, or is the label of this."""
        below = _extent(found[index])
        above = _extent(found[index - 1]) if index else None
        start = above.end if above else self.reader.region.start
        end = below.start if below else self.reader.region.end
        over = next(self.ink.words(cell.printed, start, max(start, end)), None)
        own = (each.span for each in found[index] or () if each.cell.printed == cell.printed)
        return Seen(cell, over or next(own, None))


def _likeness(cells: Sequence[Seen]) -> int:
    """Return how many cells of a row stand where it was looked for, less those that do not."""
    return sum(1 if each.span else -1 for each in cells)


def _extent(cells: list[Seen] | None) -> Span | None:
    spans = [each.span for each in cells or () if each.span]
    return Span(spans[0].start, spans[-1].end) if spans else None


_SHIFTED = message(en="it stands in another column", ja="別の列にあります")
_OUT_OF_ORDER = message(en="the row stands out of order", ja="行の順序が違います")
