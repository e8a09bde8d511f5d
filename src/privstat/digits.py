"""Numbers as they are written, in plain digits or in kanji: 46,896, 44・6, 3万808, 1億2千万, 千二百五十."""

import re
from decimal import Decimal

DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)"
_PART = rf"{DIGITS}(?:[.・][0-9]+)?"
NUMBER = rf"{_PART}(?:[十百千万億兆](?:{_PART})?)*"
KANJI = "〇零一二三四五六七八九十百千万億兆"
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}


def value_of(number: str) -> Decimal:
    """Return the value of a number."""
    if number.isascii():  # as good as always
        return Decimal(number.replace(",", ""))
    total = section = Decimal(0)
    current: Decimal | None = None
    for token in re.findall(rf"{_PART}|[十百千万億兆]", number.translate(_KANJI_DIGITS)):
        if token in _SMALL:
            section, current = section + (1 if current is None else current) * _SMALL[token], None
        elif token in _LARGE:
            counted = section + (current or 0)
            total, section, current = total + (counted or 1) * _LARGE[token], Decimal(0), None
        else:
            current = Decimal(token.replace(",", "").replace("・", "."))
    return total + section + (current or 0)


def number_of(number: str) -> int | Decimal:
    """Return a number exactly: whole, unless it is written with decimals (79.90); 1.5万 is 15000."""
    value = value_of(number)
    has_decimals = any(point in number for point in ".・")
    is_round = not has_decimals or (any(unit in number for unit in KANJI) and value == value.to_integral_value())
    return int(value) if is_round else value
