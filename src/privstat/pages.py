"""Published pages as text: a line for each line, row or block, and tabs between cells; where it all stands."""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from privstat import grid
from privstat.grid import Grid, Passage, Stretches
from privstat.limits import CHARACTERS
from privstat.place import Place

_CONTEXT = 24  # characters on either side


class Leaf(NamedTuple):
    """One file of a page: where its text begins in that of the page, and where the stretches of it stand in the file.

    A place counts the characters of a line, or (`counts_cells`) the cells of a row or the lines of a sheet.
    """

    path: str
    start: int
    stretches: Stretches
    counts_cells: bool = False

    def place(self, offset: int) -> Place:
        """Return the place of an offset into the text of this file."""
        index = bisect.bisect_right(self.stretches, offset, key=lambda stretch: stretch[0]) - 1
        start, place = self.stretches[max(index, 0)]
        return place if self.counts_cells else place._replace(column=place.column + max(offset - start, 0))


class Page(NamedTuple):
    """The text of a page, and the files that it was read from."""

    text: str
    leaves: tuple[Leaf, ...]

    def place(self, offset: int) -> Place:
        """Return the place of an offset into the text."""
        index = bisect.bisect_right(self.leaves, offset, key=lambda leaf: leaf.start) - 1
        return self.leaves[index].place(offset - self.leaves[index].start)

    def context(self, start: int, end: int) -> str:
        """Return a stretch of the text with what stands around it in its line, on one line."""
        first = max(self.text.rfind("\n", 0, start) + 1, start - _CONTEXT)
        newline = self.text.find("\n", end)
        last = min(newline if newline >= 0 else len(self.text), end + _CONTEXT)
        return " ".join(self.text[first:last].split())


def page_of(text: str, path: str = "<page>") -> Page:
    """Return the page of a text. Raises UnreadableFile."""
    if len(text) > CHARACTERS.value:
        raise CHARACTERS.passed(path)
    starts = accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0)
    return Page(text, (Leaf(path, 0, tuple((at, Place(path, line, 1)) for line, at in enumerate(starts, 1))),))


def page_of_parts(source: grid.Page, *, counts_cells: bool) -> Page:
    """Return the page of a source that was read as grids and passages. Raises UnreadableFile."""
    texts: list[str] = []
    stretches: list[tuple[int, Place]] = []
    length = 0
    for text, place, inside in _written(source.parts):
        stretches += [(length, place), *((length + at, place) for at, place in inside)]
        texts.append(text)
        length += len(text)
        if length > CHARACTERS.value:
            raise CHARACTERS.passed(source.path)
    stretches = stretches or [(0, Place(source.path, 1, 1))]
    return Page("".join(texts), (Leaf(source.path, 0, tuple(stretches), counts_cells),))


def _written(parts: Iterable[Grid | Passage]) -> Iterator[tuple[str, Place, Stretches]]:
    """Yield the text of each line and cell with where it stands, after what parts it from the one before."""
    for part in parts:
        if isinstance(part, Passage):
            yield f"{part.text}\n", part.place, part.stretches
            continue
        if part.caption:
            yield f"{part.caption}\n", part.place, part.stretches
        row = column = 0
        for cell in part.cells:
            if cell.row > row:
                row, column = cell.row, 0
                yield "\n", cell.place, ()
            yield "\t" * (cell.column - column), cell.place, ()
            yield cell.text.replace("\n", " "), cell.place, cell.stretches
            column = cell.column
        yield "\n", part.place, ()


def bound(pages: Sequence[Page]) -> Page:
    """Return several pages as one."""
    text, leaves = "", []
    for page in pages:
        leaves += [leaf._replace(start=leaf.start + len(text)) for leaf in page.leaves]
        text += page.text + "\n"
    return Page(text, tuple(leaves))
