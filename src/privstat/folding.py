"""How wide text is on a terminal, and where its lines are broken: at spaces, and between full-width characters."""

import unicodedata
from collections.abc import Iterator

_NOT_FIRST = frozenset("、。，．）」』】〕〉》・ー々？！,.)]:;?!")  # cannot begin a line
_NOT_LAST = frozenset("（「『【〔〈《([")  # cannot end one


def width_of(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def folded(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width`: broken at spaces, and between full-width characters.

    A word wider than `width` is broken anywhere. Closing signs do not begin a line, opening ones do not end it.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for unit in _units(paragraph):
            for part in _pieces(unit, width):
                if line and width_of(line) + width_of(part.rstrip()) > width:
                    lines += [line.rstrip()] if line.strip() else []
                    line = part.lstrip()
                else:
                    line += part
        lines.append(line.rstrip())
    return lines


def _units(text: str) -> Iterator[str]:
    """Yield the stretches between which a line may be broken."""
    unit = ""
    for character in text:
        wide = _character_width(character) == 2
        breaks_before = unit and (wide or _ends_a_word(unit))
        if breaks_before and character not in _NOT_FIRST and unit[-1] not in _NOT_LAST and character != " ":
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def _ends_a_word(unit: str) -> bool:
    last = unit[-1]
    return last == " " or _character_width(last) == 2 or (last in "-/" and unit[-2:-1].isalnum())


def _pieces(unit: str, width: int) -> Iterator[str]:
    # Each character is measured once: a word may have thousands of them.
    unspaced = width_of(unit.rstrip())
    start = taken = 0
    for position, character in enumerate(unit):
        if unspaced <= width:
            break
        wide = _character_width(character)
        if taken + wide > width and position > start:
            yield unit[start:position]
            unspaced -= taken
            start, taken = position, 0
        taken += wide
    yield unit[start:]
