"""A file written anew, as a whole or not at all."""

import os
import stat
from contextlib import suppress

from privstat.errors import PrivstatError
from privstat.words import Message, message

CHANGED = message(en="it has changed meanwhile", ja="その間に変更されました")


class UnwritableFile(PrivstatError):
    """A file that was not written, and is as it was."""

    def __init__(self, path: str, why: Message | str) -> None:
        super().__init__(
            message(en="{path}: not written: {why}", ja="{path}: 書き込んでいません: {why}", path=path, why=why)
        )


def rewrite(path: str, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, which the file must still hold; its permissions stay.

    The new content is on the disk before it takes the old one's name, so that whatever fails leaves the old file
    whole. Raises UnwritableFile.
    """
    if os.path.islink(path):
        target = os.path.realpath(path)
        raise UnwritableFile(
            path,
            message(
                en="this is a symbolic link; name the file itself: {target}",
                ja="シンボリックリンクです。ファイル自体を指定してください: {target}",
                target=target,
            ),
        )
    try:
        if not os.access(path, os.W_OK):  # a rename asks nobody
            raise UnwritableFile(path, message(en="it may only be read", ja="読み取り専用です"))
        _replaced(path, before, after)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from None


def _replaced(path: str, before: bytes, after: bytes) -> None:
    import tempfile

    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(".tmp", ".privstat-", folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(descriptor)
        _dress(temporary, os.stat(path))
        with open(path, "rb") as file:
            if file.read() != before:
                raise UnwritableFile(path, CHANGED)
        os.replace(temporary, path)
    except BaseException:  # Ctrl-C too leaves nothing behind
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(folder)


def _dress(path: str, like: os.stat_result) -> None:
    """Give a file the owner and the permissions of another one."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root gives files away
            os.chown(path, like.st_uid, like.st_gid)
    os.chmod(path, stat.S_IMODE(like.st_mode))


def _settle(folder: str) -> None:
    """Make a rename outlive a power cut, where folders can be synchronised."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
