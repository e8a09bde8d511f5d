"""Figures entered one by one, in the order of the page: what is asked next, and what an answer does to the file.

Every answer is written at once, so that nothing is lost whatever happens next.
"""

from collections.abc import Iterator
from typing import NamedTuple

from privstat.amend import put
from privstat.codelists import NUMBER_ROLES, Status
from privstat.errors import PrivstatError
from privstat.load import load_dataset
from privstat.model import Cell, Dataset, Row, Table
from privstat.toml_text import Document
from privstat.totals import Sum, sums
from privstat.typed import Entry, entry_of
from privstat.words import message

BACK, STOP = ("<", "b"), ("q",)
FIRST, SECOND = "1", "2"


class NotAChoice(PrivstatError):
    """An answer to the question which of two readings is right that names neither."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            message(
                en="'{typed}' is neither 1, the first reading, nor 2, the second; < asks again",
                ja="「{typed}」は 1(一度目)でも 2(二度目)でもありません。< で尋ね直します",
                typed=typed,
            )
        )


class InPieces(PrivstatError):
    """A cell that is not one value in the file."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            message(
                en="{place}: {address} is written in pieces; write it as one value",
                ja="{place}: {address} は分けて書かれています。一つの値にしてください",
                place=cell.place,
                address=cell.address,
            )
        )


class Question(NamedTuple):
    """A cell that is asked for: its row, which of how many it is, and whether it is asked for the second time.

    `other` is the second reading, where it differs from the first and one must be chosen.
    """

    row: Row
    cell: Cell
    number: int
    of: int
    is_second: bool
    sums: tuple[Sum, ...]  # those that the cell is in
    other: Entry | None = None


class Session:
    """The figures of a table that are asked for, and where among them one is.

    First come the cells that are not entered yet. With `twice`, those that are entered are then asked for again.
    """

    def __init__(self, path: str, table: str, *, twice: bool = False) -> None:
        self._path, self._name, self._twice = path, table, twice
        self._read()
        self._asked = [cell.address for cell in self._figures() if cell.status is Status.NOT_ENTERED]
        self._firsts = len(self._asked)
        self._at = 0
        self._other: Entry | None = None
        self._is_over = False
        self._turn()

    @property
    def table(self) -> Table:
        """The table as it is now."""
        return self._dataset.table(self._name)

    @property
    def waiting(self) -> int:
        """How many figures of the table are not entered yet."""
        return sum(cell.status is Status.NOT_ENTERED for cell in self._figures())

    @property
    def question(self) -> Question | None:
        """What is asked now, or None at the end."""
        if self._is_over or self._at >= len(self._asked):
            return None
        address = self._asked[self._at]
        row, cell = next(each for each in self._entries() if each[1].address == address)
        is_second = self._at >= self._firsts
        passed = self._firsts if is_second else 0
        of = len(self._asked) - self._firsts if is_second else self._firsts
        return Question(row, cell, self._at - passed + 1, of, is_second, self._sums(cell), self._other)

    def answer(self, line: str) -> tuple[Sum, ...]:
        """Take an answer, write what it says, and return the sums that it completes.

        An empty one passes the cell over. Raises NotAFigure, NotAChoice, InPieces and UnwritableFile.
        """
        question = self.question
        assert question is not None
        word = line.strip()
        if word in STOP and word not in self._dataset.symbols:
            self._is_over = True
        elif word in BACK and word not in self._dataset.symbols:
            self.back()
        elif question.other is not None:
            self._choose(question, question.other, word)
        elif not word:
            self._forward()
        else:
            self._take(question, entry_of(word, question.cell.column.role, self._dataset.symbols))
            return () if self._other else self._completed(question.cell)
        return ()

    def back(self) -> None:
        """Ask again for the cell before, or for the second reading."""
        if self._other is None:
            self._at = max(self._at - 1, 0)
        self._other = None

    def _take(self, question: Question, entry: Entry) -> None:
        if question.is_second:
            if not entry.agrees_with(question.cell):
                self._other = entry
                return
        else:
            self._write(question.cell, entry)
        self._forward()

    def _choose(self, question: Question, other: Entry, word: str) -> None:
        if word not in (FIRST, SECOND):
            raise NotAChoice(word)
        if word == SECOND:
            self._write(question.cell, other)
        self._forward()

    def _write(self, cell: Cell, entry: Entry) -> None:
        document = cell.origin.document
        assert isinstance(document, Document)
        span = document.span(cell.origin.keys)
        if span.start == span.key:  # dotted keys, or a header
            raise InPieces(cell)
        put(cell.origin, entry.toml(self._dataset.symbols, cell.own_marks))
        self._read()

    def _forward(self) -> None:
        self._other = None
        self._at += 1
        self._turn()

    def _turn(self) -> None:
        """Begin the second pass where the first has ended."""
        if self._twice and self._at == self._firsts == len(self._asked):
            self._asked += [cell.address for cell in self._figures() if cell.status is not Status.NOT_ENTERED]

    def _read(self) -> None:
        self._dataset: Dataset = load_dataset(self._path)

    def _entries(self) -> Iterator[tuple[Row, Cell]]:
        return ((row, cell) for row in self.table.all_rows for cell in row.cells.values())

    def _figures(self) -> Iterator[Cell]:
        return (cell for cell in self.table.all_cells if cell.column.role in NUMBER_ROLES)

    def _sums(self, cell: Cell) -> tuple[Sum, ...]:
        """Return the sums that a cell is in, as far as adding makes sense."""
        addresses = ((each, {inside.address for inside in each.cells}) for each in sums(self.table))
        return tuple(each for each, inside in addresses if cell.address in inside and each.whole and each.additive)

    def _completed(self, cell: Cell) -> tuple[Sum, ...]:
        return tuple(each for each in self._sums(cell) if not each.missing)
