"""Frames with their caption and notes → a table of the draft."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.capture.captions import Caption
from privstat.capture.cells import ReadColumn, read_figures
from privstat.capture.checks import address_of, proposed
from privstat.capture.doubts import EVERY, Doubt, doubt, in_rows, unsure
from privstat.capture.formulas import with_formulas
from privstat.capture.frame import Frame, Kind, Line
from privstat.capture.labels import label_columns
from privstat.capture.lists import counted_separator, names, usual_separator
from privstat.capture.notes import RawNote
from privstat.capture.numbers import number_of
from privstat.capture.sketch import DraftColumn, DraftNote, DraftRow, DraftTable, Item
from privstat.capture.words import concept_of, ids_for, is_sum_label
from privstat.codelists import NUMBER_ROLES, Role, Status
from privstat.figures import UNITS, without_marks
from privstat.grid import DOUBTFUL
from privstat.model import TOTAL
from privstat.period import FiscalYear
from privstat.words import message

_UNIT_IN_HEADING = re.compile(rf"[((]({UNITS})[))]")
_UNIT_OF_COUNT = re.compile(rf"({UNITS})数")
_GROUP = -2  # the index of a column that stands in no column of a frame
_LOST_SUM, _LOST_LABEL = "計", "項目"  # what a heading that is lost would say; for the id only


class Surroundings(NamedTuple):
    """What stands around a table: its caption, the notes below it, and the fiscal year of the page."""

    caption: Caption
    notes: tuple[RawNote, ...]
    page_year: FiscalYear | None


def table_of(frames: Sequence[Frame], id_: str, label: str, around: Surroundings) -> DraftTable:
    """Return the table of a frame, or of several that are the groups of one."""
    return _Reader(frames, around).table(id_, label)


class _Reader:
    """Reads one table, step by step: columns, rows, notes, checks."""

    def __init__(self, frames: Sequence[Frame], around: Surroundings) -> None:
        self.frame = _merged(frames)
        self.around = around
        self.groups = [frame.group for frame in frames for _ in frame.lines] if frames[0].group else []
        self.labels = label_columns(self.frame, around.page_year)
        self.marks: dict[str, list[str]] = {}  # addresses by note mark
        hints = "".join(note.text for note in around.notes)
        self.figures = {
            column: read_figures(self.frame.lines, column, self.frame.headings[column].text, hints)
            for column in range(len(self.frame.headings))
            if self.frame.numeric[column] and column not in [each.column for each in self.labels]
        }

    def table(self, id_: str, label: str) -> DraftTable:
        frame, caption = self.frame, self.around.caption
        columns, spanners = self._columns()
        columns, texts = self._with_lists(columns)
        rows = self._rows(columns, texts)
        notes = self._notes(columns, rows)
        found = proposed([column for _, column in columns], rows, notes, frame.place)
        rows = _not_nil([column for _, column in columns], rows, found.checks)
        unit, is_printed = self._unit([column for _, column in columns])
        doubts = [*self._doubts([index for index, _ in columns]), *found.doubts, *self._note_doubts(notes)]
        doubts += _repeated([column for _, column in columns], rows)
        plain = tuple(
            column._replace(unit="") if column.unit == unit and column.role is Role.COUNT else column
            for _, column in columns
        )
        plain, rate_doubts = with_formulas(plain, rows)
        doubts += rate_doubts
        return DraftTable(
            id=id_,
            label=label,
            title=without_marks(caption.title)[0],
            unit=unit,
            as_of=caption.as_of,
            columns=plain,
            spanners=tuple(Item(id_, without_marks(text)[0]) for text, id_ in spanners.items()),
            rows=tuple(rows),
            notes=tuple(notes),
            checks=(*self._counts(columns), *found.checks),
            doubts=tuple(doubts),
            taken=(*frame.taken, *found.taken),
            place=frame.place,
            symbols=self._symbols(rows),
            unit_is_printed=is_printed,
        )

    def _spanners(self, taken: Sequence[str]) -> dict[str, str]:
        """Return the id of each heading that stands over others."""
        texts = list(dict.fromkeys(heading.over for heading in self.frame.headings if heading.over))
        ids = ids_for([without_marks(text)[0] for text in texts], "heading", taken)
        found = dict(zip(texts, ids, strict=True))
        for text, id_ in found.items():
            self._mark(without_marks(text)[1], id_)
        return found

    def _mark(self, marks: Sequence[str], address: str) -> None:
        for mark in marks:
            self.marks.setdefault(mark, []).append(address)

    def _columns(self) -> tuple[list[tuple[int, DraftColumn]], dict[str, str]]:
        """Return the columns, each with its index in the frame, and the headings over them.

        A group comes first, from no column of the frame.
        """
        frame = self.frame
        kept = [index for index in range(len(frame.headings)) if index not in self._joined_years()]
        headings = [without_marks(frame.headings[index].text) for index in kept]
        lost = [index for index, (text, _) in zip(kept, headings, strict=True) if frame.numeric[index] and not text]
        instead = [(_LOST_SUM if len(lost) == 1 else "") if frame.numeric[index] else _LOST_LABEL for index in kept]
        named = [text or other for (text, _), other in zip(headings, instead, strict=True)]
        ids = ids_for(named, "column", ["group"] if self.groups else [])
        spanners = self._spanners(ids)
        found = [(_GROUP, self._group_column())] if self.groups else []
        for index, (text, marks), id_ in zip(kept, headings, ids, strict=True):
            self._mark(marks, id_)
            found.append((index, self._column(index, id_, text, spanners)))
        return found, spanners

    def _column(self, index: int, id_: str, text: str, spanners: Mapping[str, str]) -> DraftColumn:
        label = next((each for each in self.labels if each.column == index), None)
        figures = self.figures.get(index)
        heading = self.frame.headings[index]
        role = label.role if label else figures.role if figures else Role.TEXT
        is_group = label is not None and (not text or self._is_group(index))
        return DraftColumn(
            id=id_,
            label="" if is_group else text,
            role=role,
            place=heading.place,
            unit=_column_unit(text, figures) if role in NUMBER_ROLES else "",
            under=spanners.get(heading.over, ""),
            concept=concept_of(text) if role in NUMBER_ROLES else None,
            codes=label.codes if label else (),
            group=is_group and role is Role.DIMENSION,
        )

    def _is_group(self, index: int) -> bool:
        """Tell whether a column of labels has the heading of the one after it: then it names groups."""
        headings = self.frame.headings
        after = index + 1
        return any(each.column == after for each in self.labels) and headings[index].text == headings[after].text

    def _joined_years(self) -> set[int]:
        """Return the columns of years that became part of the one of months after them."""
        read = {each.column for each in self.labels}
        return {index for index in self.frame.label_columns if index not in read}

    def _group_column(self) -> DraftColumn:
        unique = list(dict.fromkeys(self.groups))
        codes = tuple(Item(id_, text) for id_, text in zip(ids_for(unique, "group"), unique, strict=True))
        return DraftColumn("group", "", Role.DIMENSION, self.frame.place, codes=codes, group=True)

    def _with_lists(
        self, columns: Sequence[tuple[int, DraftColumn]]
    ) -> tuple[list[tuple[int, DraftColumn]], dict[str, list[object]]]:
        """Return the columns with the separators of their lists, and the texts of those that hold texts."""
        found: list[tuple[int, DraftColumn]] = []
        texts: dict[str, list[object]] = {}
        for index, column in columns:
            if column.role is not Role.TEXT:
                found.append((index, column))
                continue
            cells = [line.cells[index].text for line in self.frame.lines]
            separator = self._counted(cells) or usual_separator(cells)
            texts[column.id] = [names(cell, separator) if separator else cell for cell in cells]
            found.append((index, column._replace(separator=separator)))
        return found, texts

    def _counted(self, cells: Sequence[str]) -> str:
        found = (
            counted_separator(cells, [number_of(value) for value in read.values]) for read in self.figures.values()
        )
        return next((separator for separator in found if separator), "")

    def _counts(self, columns: Sequence[tuple[int, DraftColumn]]) -> Iterator[Mapping[str, object]]:
        """Yield the checks of columns that count what a list names."""
        for index, column in columns:
            if column.role is Role.TEXT and column.separator:
                cells = [line.cells[index].text for line in self.frame.lines]
                for counting, read in self.figures.items():
                    if counted_separator(cells, [number_of(value) for value in read.values]) == column.separator:
                        count = next(each.id for at, each in columns if at == counting)
                        yield {"count": count, "names": column.id}

    def _rows(
        self, columns: Sequence[tuple[int, DraftColumn]], texts: Mapping[str, Sequence[object]]
    ) -> list[DraftRow]:
        return [self._row(row, line, columns, texts) for row, line in enumerate(self.frame.lines)]

    def _row(
        self,
        row: int,
        line: Line,
        columns: Sequence[tuple[int, DraftColumn]],
        texts: Mapping[str, Sequence[object]],
    ) -> DraftRow:
        cells: dict[str, object] = {}
        labels = [line.cells[index].text for index in self.frame.label_columns if line.cells[index].text]
        label = next((each for each in labels if is_sum_label(each)), next(iter(labels), ""))
        for index, column in columns:
            value = self._value(row, index, column, texts)
            if column.role in (Role.DIMENSION, Role.MONTH, Role.FISCAL_YEAR) and line.kind is not Kind.ROW:
                continue
            if value is not None and not (line.kind is not Kind.ROW and column.role is Role.TEXT):
                cells[column.id] = value
        if line.kind is Kind.TOTAL and label:
            key = next((c.id for _, c in columns if c.role in (Role.DIMENSION, Role.MONTH, Role.FISCAL_YEAR)), None)
            cells = {key: label, **cells} if key else cells
        place = line.cells[0].place
        subtotal = Item(f"subtotal-{row + 1}", label) if line.kind is Kind.SUBTOTAL else None
        return DraftRow(line.kind, cells, place, subtotal)

    def _value(self, row: int, index: int, column: DraftColumn, texts: Mapping[str, Sequence[object]]) -> object:
        if index == _GROUP:
            return next(code.id for code in column.codes if code.label == self.groups[row])
        if column.id in texts:
            return texts[column.id][row]
        label = next((each for each in self.labels if each.column == index), None)
        if label:
            return label.values[row]
        return self.figures[index].values[row]

    def _notes(self, columns: Sequence[tuple[int, DraftColumn]], rows: Sequence[DraftRow]) -> list[DraftNote]:
        for number, (line, row) in enumerate(zip(self.frame.lines, rows, strict=True)):
            address = TOTAL if row.kind is Kind.TOTAL else address_of([column for _, column in columns], row)
            for label in self.frame.label_columns if address else ():
                self._mark(without_marks(line.cells[label].text)[1], address)
            for index, column in columns:
                if index in self.figures:
                    self._mark(self.figures[index].marks.get(number, ()), f"{address}.{column.id}".lstrip("."))
        found: list[DraftNote] = []
        for position, note in enumerate(self.around.notes, 1):
            at = tuple(self.marks.get(note.mark, ())) or _quoted(note.text, [column for _, column in columns])
            is_new = bool(note.mark) and note.mark not in [each.mark for each in found]
            mark = note.mark if is_new else f"{note.mark or '注'}{position}"
            found.append(DraftNote(mark, note.text, note.reason, at, note.place, is_new))
        return found

    def _note_doubts(self, notes: Sequence[DraftNote]) -> Iterator[Doubt]:
        known = {note.mark for note in notes}
        for mark in self.marks:
            if mark not in known:
                sentence = message(
                    en="the mark {mark} is printed, but no note has it",
                    ja="{mark} の印がありますが、その注がありません",
                    mark=mark,
                )
                yield doubt(self.frame.place, sentence)

    def _doubts(self, kept: Sequence[int]) -> Iterator[Doubt]:
        """Yield the doubts, with columns counted as the draft counts them."""
        position = {index: new for new, index in enumerate(kept)} | {EVERY: EVERY}
        read = [one for each in self.figures.values() for one in each.doubts]
        labels = (one for label in self.labels for one in label.doubts)
        for each in [*self.frame.doubts, *self._unsure(), *read, *labels]:
            spots = frozenset((row, position[column]) for row, column in each.spots if column in position)
            yield each._replace(spots=spots)

    def _unsure(self) -> Iterator[Doubt]:
        """Yield the cells of which their source is not sure, row by row, and those that hold more than it shows."""
        for row, line in enumerate(self.frame.lines):
            unplaced = [column for column, cell in enumerate(line.cells) if cell.looks == DOUBTFUL]
            texts = [line.cells[column].text for column in unplaced]
            if unplaced and (why := unsure(line.cells[unplaced[0]]._replace(text=" | ".join(filter(None, texts))))):
                yield doubt(line.cells[unplaced[0]].place, why, *((row, column) for column in unplaced))
            for column, cell in enumerate(line.cells):
                if column not in unplaced and (sentence := unsure(cell)):
                    yield doubt(cell.place, sentence, (row, column))

    def _unit(self, columns: Sequence[DraftColumn]) -> tuple[str, bool]:
        """Return the unit of the table, and whether it is printed: of the caption, else the one of most columns."""
        counts = [column for column in columns if column.role in (Role.COUNT, Role.CHANGE)]
        if not counts:
            return "", True
        if self.around.caption.unit:
            return self.around.caption.unit, True
        units = [column.unit for column in counts if column.unit]
        if units:
            return max(units, key=units.count), True
        title = self.around.caption.title
        in_title = _UNIT_IN_HEADING.search(title) or _UNIT_OF_COUNT.search(title)
        return (in_title[1] if in_title else "", True)

    def _symbols(self, rows: Sequence[DraftRow]) -> Mapping[str, Status]:
        used = [cell for row in rows for cell in row.cells.values() if isinstance(cell, str)]
        known = {symbol: status for read in self.figures.values() for symbol, status in read.symbols.items()}
        return {symbol: status for symbol, status in known.items() if symbol in used}


def _merged(frames: Sequence[Frame]) -> Frame:
    """Return the frames of several groups as one."""
    found = frames[0]
    for frame in frames[1:]:
        found = found._replace(
            lines=(*found.lines, *frame.lines),
            doubts=(*found.doubts, *in_rows(frame.doubts, len(found.lines))),
            taken=(*found.taken, *frame.taken),
        )
    return found


def _column_unit(heading: str, read: ReadColumn | None) -> str:
    found = _UNIT_IN_HEADING.search(heading) or _UNIT_OF_COUNT.search(heading)
    if found and (read is None or read.role is not Role.RATE):
        return found[1]
    if heading.startswith("人口"):
        return "%" if read and read.role is Role.RATE else "人"
    return read.unit if read and read.unit else "%" if read and read.role is Role.RATE else ""


def _quoted(text: str, columns: Sequence[DraftColumn]) -> tuple[str, ...]:
    """Return the columns that a note begins by quoting: 「その他」とは …"""
    found = re.match(r"「([^」]+)」", text)
    return tuple(column.id for column in columns if found and column.label.endswith(found[1]))[:1]


def _repeated(columns: Sequence[DraftColumn], rows: Sequence[DraftRow]) -> Iterator[Doubt]:
    """Yield a doubt about each row that has the labels of another one."""
    seen: set[str] = set()
    for number, row in enumerate(rows):
        address = address_of(columns, row) if row.kind is Kind.ROW else ""
        if address in seen:
            sentence = message(en="another row has the same labels", ja="同じ項目名の行がほかにあります")
            yield doubt(row.place, sentence, (number, EVERY))
        seen |= {address} - {""}


def _not_nil(
    columns: Sequence[DraftColumn], rows: Sequence[DraftRow], checks: Sequence[Mapping[str, object]]
) -> list[DraftRow]:
    """Return the rows with a symbol in place of a whole taken as not counted, where its parts are more than nothing."""
    found = []
    for row in rows:
        cells = dict(row.cells)
        for whole in (str(check["whole"]) for check in checks if "whole" in check):
            others = [number_of(cells.get(column.id)) for column in columns if column.concept]
            if isinstance(cells.get(whole), str) and any(others):
                cells[whole] = {"status": Status.NOT_COUNTED.value, "printed": cells[whole]}
        found.append(row._replace(cells=cells))
    return found
