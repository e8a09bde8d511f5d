"""What an audit looks for on a page, and where it found it."""

from typing import NamedTuple

from privstat.ink import Ink, Span, Use
from privstat.place import Origin
from privstat.words import Message


class Item(NamedTuple):
    """A figure or a text of the dataset; `span` is where the page has it, `instead` what it has there otherwise."""

    kind: str  # cell or claim; label, title, note …
    name: str  # the address of a cell, else the text
    shown: str  # as it is expected on the page
    origin: Origin
    span: Span | None
    instead: Span | None = None
    problem: Message | None = None


def text_item(kind: str, text: str, origin: Origin, ink: Ink, region: Span | None = None) -> Item:
    """Return a text of the dataset with the first place where it stands; its numbers there are known by it."""
    span = next(ink.find(text, *(region or (0, None))), None)
    if span:
        ink.know(span, Use.TEXT, text)
    return Item(kind, text, text, origin, span)
