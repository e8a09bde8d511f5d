"""Answers that several rules ask for, one after the other, of the same records."""

from collections.abc import Callable, Sequence
from functools import wraps
from operator import is_
from typing import Any, TypeVar

_Asked = TypeVar("_Asked", bound=Sequence[Any])
_Answer = TypeVar("_Answer")


def once(function: Callable[[_Asked], _Answer]) -> Callable[[_Asked], _Answer]:
    """Remember the last answer of a function of immutable records (a list of them, or one, which is a tuple).

    The rules look at one dataset after the other, so that one answer is enough. It is given again only for the
    very same records; whoever gets it must not change it.
    """
    last: list[tuple[tuple[Any, ...], _Answer]] = []

    @wraps(function)
    def remembered(asked: _Asked) -> _Answer:
        if not last or len(last[0][0]) != len(asked) or not all(map(is_, last[0][0], asked)):
            last[:] = [(tuple(asked), function(asked))]
        return last[0][1]

    return remembered
