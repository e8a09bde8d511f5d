"""A file written anew, as a whole or not at all."""

import os
import stat
from contextlib import suppress

from privstat.errors import PrivstatError
from privstat.words import Message, message

CHANGED = message(en="it has changed meanwhile", ja="その間に変更されました")

_EXISTS = message(
    en="there is such a file already; --force replaces it",
    ja="同じ名前のファイルがあります。--force で置き換えます",
)


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


def write_anew(path: str, content: bytes, *, force: bool = False) -> None:
    """Write a file that is not there yet; with `force`, put it in the place of another one.

    The file appears whole or not at all, and never in the place of one that came meanwhile. Raises UnwritableFile.
    """
    try:
        if force and os.path.lexists(path):
            rewrite(path, _before(path), content)
        elif os.path.lexists(path):
            raise UnwritableFile(path, _EXISTS)
        else:
            _placed(path, content)
    except FileExistsError:
        raise UnwritableFile(path, _EXISTS) from None
    except (OSError, ValueError) as error:  # a path with a NUL is a ValueError
        raise UnwritableFile(path, getattr(error, "strerror", None) or str(error)) from None


def _before(path: str) -> bytes:
    """Return what is in a file that is to be replaced. Raises UnwritableFile where it is a folder or a device."""
    if not os.path.isfile(path) and not os.path.islink(path):
        raise UnwritableFile(path, message(en="this is not a file", ja="ファイルではありません"))
    with open(path, "rb") as file:
        return file.read()


def _placed(path: str, content: bytes) -> None:
    import tempfile

    folder = os.path.dirname(os.path.abspath(path))
    descriptor, temporary = tempfile.mkstemp(".tmp", ".privstat-", folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, 0o666 & ~_umask())
        os.link(temporary, path)  # which, unlike a rename, fails where something has the name already
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    _settle(folder)


def _umask() -> int:
    umask = os.umask(0o077)
    os.umask(umask)
    return umask


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
