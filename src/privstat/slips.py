"""How people mistype a number: which single slip makes one figure of another, and how likely it is.

How likely a kind is follows what is known of people who copy numbers (Verhoeff 1969: 60 to 95 of 100 slips are one
wrong digit, 10 to 20 two neighbours swapped, 10 to 20 a digit too few or too many), and how many slips of the kind
compete: a certain wrong digit is one of nine, a certain swap is one of one.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from privstat.model import Number
from privstat.words import Message, Text


class Kind(StrEnum):
    """A way to mistype a figure."""

    SWAPPED = "digits-swapped"
    DROPPED = "digit-dropped"
    DOUBLED = "digit-doubled"
    WRONG = "digit-wrong"
    SCALE = "scale"
    SIGN = "sign"
    ROWS = "rows-swapped"


class Slip(NamedTuple):
    """A slip of which a figure may come; a point more is about half as likely."""

    kind: Kind
    points: int
    reason: Message


_SCALES = (1, 2, 3)  # ×10, ×100, ×1000
# Neighbours on the keys for figures (789 over 456 over 123 over 0), and digits that look alike in print or by hand.
_NEIGHBOURS = frozenset(["12", "23", "45", "56", "78", "89", "14", "47", "25", "58", "36", "69", "01", "02"])
_ALIKE = frozenset(["17", "38", "06", "08", "56", "68", "49", "35"])

_SWAPPED = Text(en="{meant} typed as {typed}: neighbouring digits swapped", ja="{meant}→{typed} の入れ替わり")
_DROPPED = Text(en="a digit left out: {digit}", ja="数字 {digit} の抜け")
_DOUBLED = Text(en="a digit typed twice: {digit}", ja="数字 {digit} の重複")
_WRONG = Text(en="{typed} typed for {meant}{why}", ja="{meant}→{typed} の打ち間違い{why}")
_SCALE = {
    True: Text(en="{factor:,} times too large", ja="{factor:,} 倍になっている"),
    False: Text(en="{factor:,} times too small", ja="{factor:,} 分の 1 になっている"),
}
_SIGN = Text(en="the sign turned round", ja="符号が逆")
_ROWS = Text(en="two rows swapped", ja="二つの行の入れ替わり")
_NEAR_KEYS = Text(en=", neighbouring keys", ja="(隣のキー)")
_LOOK_ALIKE = Text(en=", which looks like it", ja="(形が似ている)")


def slip(meant: Number, typed: Number) -> Slip | None:
    """Return the likeliest single slip by which somebody who meant one number typed another, or None."""
    return min(_slips(meant, typed), key=lambda each: each.points, default=None)


def rows_swapped(one: int, other: int) -> Slip:
    """Return the slip by which the figures of two rows, given by number, were typed in each other's place."""
    return Slip(Kind.ROWS, 1 if abs(one - other) == 1 else 2, Message(_ROWS, {}))


def _slips(meant: Number, typed: Number) -> Iterator[Slip]:
    if meant == typed:
        return
    if meant == -typed:
        yield Slip(Kind.SIGN, 3, Message(_SIGN, {}))
    elif (meant < 0) == (typed < 0):
        yield from _scales(meant, typed)
        yield from _digit_slips(*_digits(meant, typed))


def _digits(meant: Number, typed: Number) -> tuple[str, str]:
    """Return the digits of both numbers, with as many behind the point."""
    places = max(_places(meant), _places(typed))
    one, other = (str(abs(int(Decimal(number).scaleb(places)))) for number in (meant, typed))
    return one, other


def _places(number: Number) -> int:
    exponent = Decimal(number).as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _scales(meant: Number, typed: Number) -> Iterator[Slip]:
    for power in _SCALES:
        for large, small, is_large in ((typed, meant, True), (meant, typed, False)):
            if large == small * 10**power:
                yield Slip(Kind.SCALE, 1, Message(_SCALE[is_large], {"factor": 10**power}))


def _digit_slips(meant: str, typed: str) -> Iterator[Slip]:
    for index, digit in enumerate(meant):
        # What begins with a zero is captured without it: 1023 without its 1 is 23.
        if len(meant) > 1 and (meant[:index] + meant[index + 1 :]).lstrip("0") == typed.lstrip("0"):
            yield Slip(Kind.DROPPED, 1, Message(_DROPPED, {"digit": digit}))
        if meant[:index] + digit + meant[index:] == typed:
            yield Slip(Kind.DOUBLED, 1, Message(_DOUBLED, {"digit": digit}))
    if len(typed) > len(meant):
        return
    aligned = typed.zfill(len(meant))
    differ = [index for index, digit in enumerate(meant) if aligned[index] != digit]
    first, last = differ[0], differ[-1]
    one, other = meant[first : last + 1], aligned[first : last + 1]
    if len(differ) == 1 and len(typed) == len(meant):
        yield _wrong(one, other)
    if len(differ) == 2 and last == first + 1 and one == other[::-1]:
        yield Slip(Kind.SWAPPED, 0, Message(_SWAPPED, {"meant": one, "typed": other}))


def _wrong(meant: str, typed: str) -> Slip:
    pair = "".join(sorted((meant, typed)))
    why = _NEAR_KEYS if pair in _NEIGHBOURS else _LOOK_ALIKE if pair in _ALIKE else Text("")
    return Slip(Kind.WRONG, 2 if why.ja else 3, Message(_WRONG, {"meant": meant, "typed": typed, "why": why}))
