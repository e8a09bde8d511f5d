"""A dataset beside its page: every figure and text of the dataset on the page, every number of the page known."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privstat.audit_heads import regions, table_items
from privstat.audit_item import Item
from privstat.audit_prose import Names, claim_items, ignored_items, know_the_rest, section_items, sentence_item
from privstat.audit_rows import Seen, rows
from privstat.codelists import Role, Status
from privstat.ink import Ink, Known, Span
from privstat.model import Cell, Dataset
from privstat.pages import Page

_MOST_GUESSES = 30  # nearest texts that are looked for; each reads the page once


class PageNumber(NamedTuple):
    """A number of the page; what it is known as, or None where nothing accounts for it."""

    span: Span
    known: Known | None


class Audit(NamedTuple):
    """What was found of a dataset on its page, and of the page in the dataset."""

    dataset: Dataset
    ink: Ink
    figures: tuple[Item, ...]
    texts: tuple[Item, ...]
    ignored: tuple[Item, ...]
    numbers: tuple[PageNumber, ...]

    @property
    def coverage(self) -> dict[str, tuple[int, int]]:
        """How many figures and texts were found and how many numbers are known, each with how many there are."""
        items = {"figures": self.figures, "texts": self.texts}
        found = {name: (sum(each.span is not None for each in own), len(own)) for name, own in items.items()}
        return found | {"numbers": (sum(each.known is not None for each in self.numbers), len(self.numbers))}

    @property
    def missing(self) -> list[Item]:
        """What the dataset has and the page has not; the first texts with what is most like them there."""
        missing = [each for each in (*self.figures, *self.texts, *self.ignored) if each.span is None]
        return list(_with_guesses(missing, self.ink))

    @property
    def unknown(self) -> list[PageNumber]:
        """The numbers that the page has and nothing accounts for."""
        return [each for each in self.numbers if each.known is None]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left over, on either side."""
        items = (*self.figures, *self.texts, *self.ignored)
        return all(each.span for each in items) and all(each.known for each in self.numbers)


def audit(dataset: Dataset, page: Page) -> Audit:
    """Return what a dataset and the page that it captures have in common, and what is left over of either.

    Tables first, then prose, then what is printed around them: a number is the first thing that it is known as.
    """
    ink = Ink(page)
    names = Names(dataset, ink)
    tables = [(table, region, rows(ink, table, region)) for table, region in regions(dataset, ink)]
    cells = [each for _, _, seen in tables for each in seen if each.cell.status is not Status.BLANK]
    figures = [_cell_item("cell", each) for each in cells if _is_figure(each.cell)]
    texts = [item for table, region, seen in tables for item in table_items(table, region, seen, ink)]
    texts += [_cell_item("text", each) for each in cells if not _is_figure(each.cell)]
    for claim in dataset.claims:
        sentence = sentence_item(claim, ink, names)
        texts.append(sentence)
        figures += claim_items(claim, sentence.span, dataset, ink, names)
    texts += section_items(dataset, ink)
    ignored = ignored_items(dataset, ink)
    know_the_rest(dataset, ink, names)
    numbers = (PageNumber(span, ink.known.get(index)) for index, span in enumerate(ink.numbers))
    return Audit(dataset, ink, tuple(figures), tuple(texts), ignored, tuple(numbers))


def _is_figure(cell: Cell) -> bool:
    """Tell whether a cell holds a figure, a month or a year, and no text."""
    return cell.column.role not in (Role.DIMENSION, Role.TEXT) and not cell.texts


def _cell_item(kind: str, each: Seen) -> Item:
    cell = each.cell
    return Item(kind, cell.address, cell.printed, cell.origin, each.span, each.instead, each.problem)


def _with_guesses(missing: Iterable[Item], ink: Ink) -> Iterator[Item]:
    left = _MOST_GUESSES
    for each in missing:
        if each.kind in ("cell", "claim") or each.instead or each.problem or not left:
            yield each
        else:
            left -= 1
            yield each._replace(instead=ink.nearest(each.shown))
