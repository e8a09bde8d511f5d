"""Answers are remembered for the very same records, and only for the last ones."""

from collections.abc import Callable, Sequence

from privstat.model import Dataset
from privstat.once import once
from tests.conftest import dataset

TABLE = """
[tables.table1]
label   = "表1"
title   = "開示請求"
columns = [{ id = "requests", ja = "請求件数" }]
rows    = [{ requests = 12 }]
"""


def counted() -> tuple[list[int], Callable[[Sequence[Dataset]], int]]:
    asked: list[int] = []

    @once
    def answer(datasets: Sequence[Dataset]) -> int:
        asked.append(len(datasets))
        return len(asked)

    return asked, answer


def test_the_same_records_are_asked_once_however_they_are_listed() -> None:
    first, second = dataset(TABLE), dataset(TABLE, 2021)
    asked, answer = counted()
    assert [answer([first, second]), answer((first, second))] == [1, 1]
    assert asked == [2]


def test_equal_records_are_not_the_same() -> None:
    asked, answer = counted()
    answer([dataset(TABLE)])
    answer([dataset(TABLE)])
    assert asked == [1, 1]


def test_a_list_that_grew_is_asked_again() -> None:
    pages = [dataset(TABLE)]
    asked, answer = counted()
    answer(pages)
    pages.append(dataset(TABLE, 2021))
    answer(pages)
    answer(pages[:1])
    assert asked == [1, 2, 1]
