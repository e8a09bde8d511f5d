"""Figures that lost the borders between them: 23023 is 23, 0, 23 if the sums of the table say so, and nothing else."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Reading = tuple[int, ...]
Relation = Callable[[Reading], bool]
MOST_STEPS = 10_000
MOST_ROWS = 200
MOST_READINGS = 1_000
_NUMBER = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*")


class TooMany(Exception):
    """There are more readings than can be tried."""


class Solution(NamedTuple):
    """For each row the readings that are left; the total's last where there is one."""

    readings: tuple[tuple[Reading, ...], ...]
    total: tuple[Reading, ...] = ()


def readings(strings: Sequence[str], count: int) -> tuple[Reading, ...]:
    """Return every way to read strings of digits as so many numbers, none of which begins with a needless 0.

    Where thousands are separated, a number without separators has at most three digits.
    """
    separated = any("," in string for string in strings)
    found = []
    for reading in _split(tuple(strings), count, separated):
        found.append(reading)
        if len(found) > MOST_READINGS:
            raise TooMany
    return tuple(found)


def _split(strings: tuple[str, ...], count: int, separated: bool) -> Iterator[Reading]:
    if not strings:
        if count == 0:
            yield ()
        return
    if count < len(strings):
        return
    first, *rest = strings
    for end in range(1, len(first) + 1):
        number = first[:end]
        if not _NUMBER.fullmatch(number) or (separated and "," not in number and end > 3):
            continue
        remaining = (first[end:], *rest) if end < len(first) else tuple(rest)
        if remaining and remaining[0].startswith(","):
            continue
        for others in _split(remaining, count - 1, separated):
            yield (int(number.replace(",", "")), *others)


def solved(rows: Sequence[tuple[Reading, ...]], total: tuple[Reading, ...]) -> Solution:
    """Return the readings of each row that occur where the rows add up to a reading of the total."""
    if not total:
        return Solution(tuple(rows))
    if len(rows) > MOST_ROWS:
        raise TooMany
    left: list[set[Reading]] = [set() for _ in rows]
    totals = set()
    steps = [0]
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    for whole in total:
        for chosen in _choices([rows[index] for index in order], whole, steps):
            totals.add(whole)
            for index, reading in zip(order, chosen, strict=True):
                left[index].add(reading)
    return Solution(tuple(tuple(sorted(each)) for each in left), tuple(sorted(totals)))


def _choices(rows: Sequence[tuple[Reading, ...]], rest: Reading, steps: list[int]) -> Iterator[tuple[Reading, ...]]:
    steps[0] += 1
    if steps[0] > MOST_STEPS:
        raise TooMany
    if not rows:
        if not any(rest):
            yield ()
        return
    for reading in rows[0]:
        remaining = tuple(whole - part for whole, part in zip(rest, reading, strict=True))
        if min(remaining) >= 0:
            yield from ((reading, *others) for others in _choices(rows[1:], remaining, steps))


def last_is_sum(reading: Reading) -> bool:
    """Tell whether the last number is the sum of those before it."""
    return len(reading) > 2 and reading[-1] == sum(reading[:-1])
