"""The sentences of a page that may state a figure, lines put together that a narrow column broke."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from privstat.capture.captions import is_caption
from privstat.grid import Grid, Page, Passage
from privstat.place import Place

_SENTENCE = re.compile(r"[^。]+。?")
_ENDS = re.compile(r"(?:。|(?:ました|でした|です|ます|った|した|あり|である))[\s)）]*$")
_MARKED = re.compile(r"\s*[((\[【]?(?:注|※|\*|備考)")
_NARROWEST = 15  # characters of a line that goes on in the next one
_RAGGED = 2  # characters by which such lines differ
_LONGEST = 500
_DIGIT = re.compile(r"\d")


class Sentence(NamedTuple):
    """A sentence as printed, the sentences before it in its paragraph, and where the paragraph stands."""

    text: str
    before: str
    place: Place


def sentences(page: Page, notes: Container[Place]) -> Iterator[Sentence]:
    """Yield the sentences with digits. Captions are none, nor are the notes, which belong to their tables."""
    for paragraph in _paragraphs(page.parts, notes):
        before = ""
        text = "".join(each.text for each in paragraph)
        for found in _SENTENCE.finditer(text):
            sentence = found[0].strip()
            if _ENDS.search(sentence) and _DIGIT.search(sentence) and len(sentence) <= _LONGEST:
                yield Sentence(sentence, before, paragraph[0].place)
            before = text[: found.end()][-_LONGEST:]


def _paragraphs(parts: Iterable[Grid | Passage], notes: Container[Place]) -> Iterator[list[Passage]]:
    """Yield the lines of prose, together where a line goes on in the next: as long as it, or longer."""
    run: list[Passage] = []
    for part in parts:
        is_prose = isinstance(part, Passage) and not _is_apart(part, notes)
        if run and not (is_prose and isinstance(part, Passage) and _goes_on(run[-1], part)):
            yield run
            run = []
        if is_prose and isinstance(part, Passage):
            run.append(part)
    if run:
        yield run


def _is_apart(passage: Passage, notes: Container[Place]) -> bool:
    text = passage.text
    is_heading = text.startswith("#") or (is_caption(text) and not text.endswith("。"))
    return passage.place in notes or is_heading or bool(_MARKED.match(text))


def _goes_on(line: Passage, following: Passage) -> bool:
    """Tell whether a line ends because it is full, in the midst of a sentence."""
    here, there = line.place, following.place
    is_next = there.line == here.line + 1 or (there.line, there.column) == (here.line, here.column + 1)  # text, or PDF
    is_full = len(line.text) >= max(_NARROWEST, len(following.text) - _RAGGED)
    return is_next and is_full and not line.text.endswith("。")
