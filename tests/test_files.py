"""What is piped is read to its end, or refused."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from privstat.errors import UnreadableFile
from privstat.files import content_of
from privstat.limits import TOO_MANY_BYTES, Limit

LIMIT = Limit(3_000_000, "PRIVSTAT_NO_SUCH_LIMIT", TOO_MANY_BYTES)


def write(pipe: int, content: bytes) -> None:
    with suppress(BrokenPipeError), open(pipe, "wb", buffering=0) as file:
        file.write(content)


def through_a_pipe(content: bytes) -> bytes:
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1) as pool, open(reading, "rb"):
        pool.submit(write, writing, content)
        return content_of(f"/dev/fd/{reading}", LIMIT, piped=True)


@pytest.mark.parametrize("size", [0, 1, 1_000_001, 3_000_000])
def test_a_pipe_is_read_to_its_end_however_much_there_is(size: int) -> None:
    assert through_a_pipe(b"x" * size) == b"x" * size


def test_a_pipe_with_more_than_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="3,000,001 bytes are more than the limit of 3,000,000"):
        through_a_pipe(b"x" * 4_000_000)
