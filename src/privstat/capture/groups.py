"""Groups of rows: lines that are headings of those after them, and labels that are printed only once."""

from privstat.capture.doubts import EVERY, doubt
from privstat.capture.frame import Frame, Kind, Line
from privstat.capture.headings import Heading
from privstat.capture.matrix import is_group_line, is_number
from privstat.capture.years import are_months
from privstat.grid import GridCell
from privstat.words import message

_NO_FIGURES = message(en="there are no figures in this row", ja="この行には数値がありません")


def with_groups(frame: Frame) -> Frame:
    """Return the frame with lines that are headings of the rows after them as labels in a column of their own."""
    lines = [index for index, line in enumerate(frame.lines) if _is_group_heading(line)]
    if not lines or True not in frame.numeric:
        return frame
    if lines[0] or len(frame.lines) - 1 in lines or any(index + 1 in lines for index in lines):
        doubts = [doubt(frame.lines[index].cells[0].place, _NO_FIGURES, (index, EVERY)) for index in lines]
        return frame._replace(doubts=(*frame.doubts, *doubts))
    kept: list[Line] = []
    moved: dict[int, int] = {EVERY: EVERY}
    group = frame.lines[0].cells[0]
    for index, line in enumerate(frame.lines):
        if index in lines:
            group = line.cells[0]
            continue
        moved[index] = len(kept)
        label = group if line.kind is Kind.ROW else group._replace(text="")
        kept.append(line._replace(cells=(label, *line.cells)))
    doubts = [
        each._replace(
            spots=frozenset(
                (moved[row], column if column == EVERY else column + 1) for row, column in each.spots if row in moved
            )
        )
        for each in frame.doubts
    ]
    return frame._replace(
        headings=(Heading("", frame.place), *frame.headings),
        lines=tuple(kept),
        numeric=(False, *frame.numeric),
        doubts=tuple(doubts),
    )


def _is_group_heading(line: Line) -> bool:
    cells = [cell for cell in line.cells if cell.text]
    return line.kind is Kind.ROW and not line.refused and is_group_line(line.cells) and not is_number(cells[0])


def filled_down(frame: Frame) -> Frame:
    """Return the frame with blank labels filled: from above inside a group, from the right where a row has no group."""
    labels = frame.label_columns
    if len(labels) < 2 or are_months([line.cells[labels[-1]].text for line in frame.lines if line.kind is Kind.ROW]):
        return frame  # years are carried down with their months
    lines: list[Line] = []
    above: dict[int, GridCell] = {}
    closed = False  # after a subtotal rows stand for themselves
    for line in frame.lines:
        cells = list(line.cells)
        filled = [column for column in labels if cells[column].text]
        if line.kind is Kind.ROW and filled:
            last = filled[-1]
            for column in labels:
                if cells[column].text:
                    continue
                source = cells[last] if closed or column > last or column not in above else above[column]
                cells[column] = cells[column]._replace(text=source.text)
            if cells[labels[0]].text and line.cells[labels[0]].text:
                closed = False
        closed = closed or line.kind is Kind.SUBTOTAL
        above |= {column: cells[column] for column in labels if cells[column].text and line.kind is Kind.ROW}
        lines.append(line._replace(cells=tuple(cells)))
    return frame._replace(lines=tuple(lines))
