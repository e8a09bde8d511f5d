"""A file written anew, or for the first time, as a whole or not at all."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import BinaryIO

from privstat.errors import PrivstatError
from privstat.words import Message, message

CHANGED = message(en="it has changed meanwhile", ja="その間に変更されました")
EXISTS = message(
    en="there is a file already; --force replaces it", ja="ファイルがすでにあります。--force で置き換えます"
)
_TEMPORARY = re.compile(r"\.privstat-[0-9a-f]{16}\.tmp")


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


def write_new(path: str, content: bytes, *, replace: bool = False) -> None:
    """Write a file that is not there yet; one that is, is replaced only if asked for. Raises UnwritableFile."""
    try:
        if not os.path.lexists(path):
            _created(path, content)
        elif replace:
            rewrite(path, _before(path), content)
        else:
            raise UnwritableFile(path, EXISTS)
    except (OSError, ValueError) as error:  # a path with a NUL is a ValueError
        raise UnwritableFile(path, getattr(error, "strerror", None) or str(error)) from None


def _before(path: str) -> bytes:
    """Return what is in a file that is to be replaced. Raises UnwritableFile where it is a folder or a device."""
    if os.path.islink(path):
        return b""  # `rewrite` refuses it, whatever it leads to
    if not os.path.isfile(path):
        raise UnwritableFile(path, message(en="this is not a file", ja="ファイルではありません"))
    with open(path, "rb") as file:
        return file.read()


def _created(path: str, content: bytes) -> None:
    with _beside(path, content, 0o666) as temporary:  # the permissions of any new file
        _named(temporary, path)


def _named(temporary: str, path: str) -> None:
    """Give a file its name, unless somebody else has taken it meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise UnwritableFile(path, EXISTS) from None
    except OSError:  # a file system without links
        os.rename(temporary, path)


def _replaced(path: str, before: bytes, after: bytes) -> None:
    with _beside(path, after, 0o600) as temporary:
        _dress(temporary, os.stat(path))
        with open(path, "rb") as file:
            if file.read() != before:
                raise UnwritableFile(path, CHANGED)
        os.replace(temporary, path)


@contextmanager
def _beside(path: str, content: bytes, mode: int) -> Iterator[str]:
    """Yield the name of a new file in the folder of another, with the content on the disk.

    It is gone in the end, unless it has another name by then; Ctrl-C too leaves nothing behind.
    """
    folder = os.path.dirname(os.path.abspath(path))
    _sweep(folder)
    file, is_held = _held_file(folder, mode)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if not is_held:
                file.close()  # Windows, for one, gives no open file another name
            yield file.name
    finally:
        with suppress(OSError):
            os.unlink(file.name)
    _settle(folder)


def _held_file(folder: str, mode: int) -> tuple[BinaryIO, bool]:
    """Return a new file, and whether it is held, so that nobody takes it for one that was left behind."""
    import secrets

    while True:
        path = os.path.join(folder, f".privstat-{secrets.token_hex(8)}.tmp")
        # It stays open, as what holds it.
        file = open(path, "xb", opener=lambda path, flags: os.open(path, flags, mode))  # noqa: SIM115
        is_held = _hold(file.fileno(), waits=True)
        if os.fstat(file.fileno()).st_nlink or not is_held:
            return file, is_held
        file.close()  # somebody swept it away before it was held


@cache  # once is enough, and a folder may have thousands of files
def _sweep(folder: str) -> None:
    """Remove what writers that were killed have left in a folder: files with such a name that nobody holds."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _remove_if_left(entry.path)


def _remove_if_left(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        try:
            if _hold(descriptor, waits=False):
                os.unlink(path)
        finally:
            os.close(descriptor)


def _hold(descriptor: int, *, waits: bool) -> bool:
    """Hold a file as long as it is open, or this process lives; return whether it is held."""
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:  # another process holds it, or the file system knows no locks
        return False
    return True


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
