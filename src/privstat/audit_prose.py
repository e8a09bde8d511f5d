"""What a page says around its tables: claims, offices and extensions, dates, and what the dataset ignores."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from privstat.audit_item import Item, text_item
from privstat.ink import Ink, Known, Span, Use
from privstat.model import Claim, Dataset, Number
from privstat.period import FiscalYear, Month
from privstat.place import Origin
from privstat.printed import dates, in_ascii
from privstat.words import Text, message


class Names:
    """What numbers can be besides figures: those of tables, the marks of notes, dates; each within one cell or line."""

    def __init__(self, dataset: Dataset, ink: Ink) -> None:
        self.found: dict[int, Known] = {}
        labels = [*(table.label for table in dataset.tables)]
        labels += [number for source in dataset.sources for number in source.numbers]
        marks = [note.mark for table in dataset.tables for note in table.notes]
        for use, texts in ((Use.NUMBER, labels), (Use.TEXT, [each for mark in marks for each in _in_brackets(mark)])):
            for text in dict.fromkeys(texts):
                for span in ink.find(text, most=len(ink.text)):
                    if ink.is_in_one_line(span):
                        self._add(ink.numbers_in(span), Known(use, text))
        years = _years(dataset)
        page = in_ascii(ink.page.text)
        for date in dates(page):
            span = Span(ink.at(date.start), ink.at(date.end))
            named = not date.bare or ((date.fiscal or date.month) and years.intersection(date.years))
            if named and ink.is_whole(span):
                self._add(ink.numbers_in(span), Known(Use.DATE, page[date.start : date.end]))

    def figures_in(self, sentence: Span, ink: Ink) -> list[int]:
        """Return the numbers of a sentence that are nothing but figures."""
        return [index for index in ink.numbers_in(sentence) if index not in self.found]

    def _add(self, numbers: Iterable[int], known: Known) -> None:
        for index in numbers:
            self.found.setdefault(index, known)


def _in_brackets(mark: str) -> tuple[str, ...]:
    return (f"({mark})", f"（{mark}）", f"【{mark}】", f"※{mark}", f"*{mark}")


def _years(dataset: Dataset) -> set[int]:
    """Return the years that a page may name without their era: those of the dataset and of its rows."""
    start = dataset.edition.fiscal_year.start
    values = [cell.value for table in dataset.tables for cell in table.all_cells]
    months = {value.year for value in values if isinstance(value, Month)}
    return {start, start + 1, *months, *(value.start for value in values if isinstance(value, FiscalYear))}


_NEAR = 20  # characters between an office and its telephone extension


def sentence_item(claim: Claim, ink: Ink, names: Names) -> Item:
    """Return a claim's sentence with the first place where it has a number that is nothing else, if it has numbers."""
    spans = list(ink.find(claim.text.ja))
    free = (span for span in spans if any(index not in ink.known for index in names.figures_in(span, ink)))
    span = next(free, spans[0] if spans else None)
    return Item("sentence", claim.text.ja, claim.text.ja, claim.origin.at("ja"), span)


def claim_items(claim: Claim, sentence: Span | None, dataset: Dataset, ink: Ink, names: Names) -> Iterator[Item]:
    """Yield the figures of a claim, each with a number of its sentence; a sentence without one may say zero.

    A number is that of one figure. Where a sentence states one number for several cells, those that hold it share
    it.
    """
    wanted = [(address, number, claim.origin.at("equals", address)) for address, number in claim.equals.items()]
    if claim.value is not None:
        wanted.append(("", claim.value, claim.origin.at("value")))
    stated = names.figures_in(sentence, ink) if sentence else []
    given: dict[Decimal, int] = {}
    # Those that agree with their cell come first, so that what a sentence says once is not shared by a slip.
    for address, number, origin in sorted(wanted, key=lambda each: not _agrees(dataset, each[0], each[1])):
        value = Decimal(number)
        free = (each for each in stated if each not in ink.known and ink.values[each] == value)
        index = next(free, given.get(value) if _agrees(dataset, address, number) else None)
        span = None
        if index is not None:
            given[value] = index
            span = ink.numbers[index]
            ink.know(span, Use.CLAIM, address or claim.text.ja)
        elif value == 0 and not stated:
            span = sentence
        yield Item("claim", address or claim.id or claim.text.ja, f"{number:,}", origin, span, sentence)


def _agrees(dataset: Dataset, address: str, number: Number) -> bool:
    return bool(address) and all(cell.number == number for cell in dataset.cells(address))


def section_items(dataset: Dataset, ink: Ink) -> Iterator[Item]:
    document = dataset.edition.origin.document
    for section in dataset.sections:
        origin = Origin(document, ("sections", section.id))
        for key, text in (("heading", section.heading), ("office", section.office)):
            if text:
                yield text_item(key, text.ja, origin.at(key), ink)
        if section.extension:
            yield _extension(section.extension, section.office, origin.at("extension"), ink)


def _extension(number: str, office: Text | None, origin: Origin, ink: Ink) -> Item:
    """Return a telephone extension with its place: the first one after its office that is not another number."""
    beside = next(ink.find(office.ja), None) if office else None
    near = (beside.end, beside.end + len(number) + _NEAR) if beside else ()
    span = next((each for each in ink.find(number, *near) if ink.is_free(each)), None)
    if span:
        ink.know(span, Use.EXTENSION, number)
    return Item("extension", number, number, origin, span)


def ignored_items(dataset: Dataset, ink: Ink) -> tuple[Item, ...]:
    """Return the stretches that the dataset declares as ignored, each with the first of its places."""
    items = []
    for source in dataset.sources:
        for index, each in enumerate(source.ignored):
            item = Item("ignored", each.text, each.text, source.origin.at("ignored", index), None)
            spans = list(ink.find(each.text))
            for span in spans:
                ink.know(span, Use.IGNORED, each.why.ja)
            if spans:
                pointless = not ink.numbers_in(spans[0])
                item = item._replace(problem=_NO_NUMBER) if pointless else item._replace(span=spans[0])
            items.append(item)
    return tuple(items)


_NO_NUMBER = message(en="there is no number in it", ja="数を含みません")


def know_the_rest(dataset: Dataset, ink: Ink, names: Names) -> None:
    """Recognise the numbers of names and of captured texts wherever they stand."""
    for index, known in names.found.items():
        ink.known.setdefault(index, known)
    for text in _captured_texts(dataset):
        if re.search(r"\d", text):
            for span in ink.find(text):
                ink.know(span, Use.TEXT, text)


def _captured_texts(dataset: Dataset) -> Iterator[str]:
    texts: list[Text | None] = [dataset.edition.title, *(source.title for source in dataset.sources)]
    texts += [text for section in dataset.sections for text in (section.heading, section.office)]
    for table in dataset.tables:
        texts += [table.title, table.as_of, table.unit, *(column.unit for column in table.columns)]
        texts += [column.label for column in table.columns] + [spanner.label for spanner in table.spanners]
        texts += [code.label for column in table.columns for code in column.codes]
        texts += [text for cell in table.all_cells for text in cell.texts]
    yield from dict.fromkeys(text.ja for text in texts if text and text.ja)
