"""Files read within limits: regular ones, and not longer than is said."""

import os
import stat

from privstat.errors import UnreadableFile
from privstat.words import Text, message

STANDARD_INPUT = "-"  # where what is piped may be read
_LEAST_READ = 1_000_000  # bytes; a pipe has no size, and a limit may be larger than memory


def limit_from(variable: str, usual: int) -> int:
    """Return the limit in an environment variable, or the usual one where it holds no number."""
    asked = os.environ.get(variable, "")
    # Python neither converts nor reads arbitrarily much.
    return min(int(asked[:18]), 10**15) if asked.isascii() and asked.isdigit() else usual


def content_of(path: str, limit: int, variable: str, *, piped: bool = False) -> bytes:
    """Return what is in a regular file of at most `limit` bytes, which `variable` changes.

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
            content = file.read(min(limit, max(size, _LEAST_READ)) + 1)
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from None
    except ValueError as error:  # a path with a NUL
        raise UnreadableFile(path, str(error)) from None
    return within(content, max(size, len(content)), path, limit, variable)


def within(content: bytes, size: int, path: str, limit: int, variable: str) -> bytes:
    """Return the content. Raises UnreadableFile where there is more of it than the limit."""
    if len(content) > limit:
        why = message(
            en="{size:,} bytes are more than the limit of {limit:,}; ${variable} raises it",
            ja="{size:,} バイトあり、上限の {limit:,} を超えています。上限は ${variable} で変えられます",
            size=size,
            limit=limit,
            variable=variable,
        )
        raise UnreadableFile(path, why)
    return content


def _kind(mode: int) -> Text:
    kinds = (
        (stat.S_ISDIR, Text(en="a folder", ja="フォルダー")),
        (stat.S_ISFIFO, Text(en="a FIFO", ja="FIFO")),
        (stat.S_ISSOCK, Text(en="a socket", ja="ソケット")),
    )
    return next((kind for is_kind, kind in kinds if is_kind(mode)), Text(en="a device", ja="デバイス"))
