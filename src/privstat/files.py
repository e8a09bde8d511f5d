"""Files read within limits: regular ones, and not longer than is said."""

import os
import stat
from collections.abc import Iterator
from typing import BinaryIO

from privstat.errors import UnreadableFile
from privstat.limits import Limit
from privstat.words import Text, message

STANDARD_INPUT = "-"  # where what is piped may be read
STANDARD_INPUT_NAME = "<stdin>"  # what messages call it
_PIECE = 1_000_000  # bytes; a pipe has no size, and a limit may be larger than memory


def content_of(path: str, limit: Limit, *, piped: bool = False) -> bytes:
    """Return what is in a regular file that has no more bytes than the limit.

    `piped` is for what somebody asked for by name: then a FIFO, whose writer is waited for, and `-` for standard
    input will do too. Raises UnreadableFile.
    """
    is_input = piped and path == STANDARD_INPUT
    try:
        mode = os.stat(0 if is_input else path).st_mode
        if not (is_input or stat.S_ISREG(mode) or (piped and stat.S_ISFIFO(mode))):
            raise UnreadableFile(
                path,
                message(en="this is {kind}, not a file", ja="ファイルではなく{kind}です", kind=_kind(mode)),
            )
        with open(0 if is_input else path, "rb", closefd=not is_input) as file:
            size = os.fstat(file.fileno()).st_size
            content = b"".join(_pieces(file, limit.value + 1))
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from None
    except ValueError as error:  # a path with a NUL
        raise UnreadableFile(path, str(error)) from None
    if len(content) > limit.value:
        raise limit.passed(path, max(size, len(content)))
    return content


def _pieces(file: BinaryIO, most: int) -> Iterator[bytes]:
    while most and (piece := file.read(min(most, _PIECE))):
        yield piece
        most -= len(piece)


def _kind(mode: int) -> Text:
    kinds = (
        (stat.S_ISDIR, Text(en="a folder", ja="フォルダー")),
        (stat.S_ISFIFO, Text(en="a FIFO", ja="FIFO")),
        (stat.S_ISSOCK, Text(en="a socket", ja="ソケット")),
    )
    return next((kind for is_kind, kind in kinds if is_kind(mode)), Text(en="a device", ja="デバイス"))
