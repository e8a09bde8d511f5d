"""Bytes of published pages → text: UTF-8, else what the page says of itself, else what Windows writes in Japan."""

import re

from privstat.errors import UnreadableFile
from privstat.words import message

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})"
_AS_WINDOWS_DOES = ("shift_jis", "shift-jis", "sjis", "x-sjis", "ms932", "windows-31j")  # all of them have ①
_JAPANESE = ("cp932", "euc_jp", "euc-jp", "x-euc-jp", "iso-2022-jp")


def decoded(content: bytes, path: str) -> str:
    """Return the text of a file, with newlines as Unix writes them. Raises UnreadableFile.

    A byte-order mark decides; then UTF-8, which other encodings do not pass for by chance; then what a page in HTML
    says to be; then cp932, which is Shift_JIS as Windows has it.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _text(content.removeprefix(mark), (encoding,), path)
    declared = declared_encoding(content)
    first = declared if declared == "iso-2022-jp" else "utf-8"  # which is all ASCII
    return _text(content, (first, declared, "cp932"), path)


def declared_encoding(content: bytes) -> str:
    """Return the encoding that a page in HTML says to have, where it is one of Japan's, else ""."""
    found = re.search(_DECLARED, content[:2048], re.IGNORECASE)
    name = found[1].decode().lower() if found else ""
    name = "cp932" if name in _AS_WINDOWS_DOES else name
    return name.removeprefix("x-") if name in _JAPANESE else ""


def _text(content: bytes, encodings: tuple[str, ...], path: str) -> str:
    for encoding in filter(None, encodings):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableFile(
        path,
        message(
            en="no text in UTF-8 or Shift_JIS (cp932); save it as UTF-8",
            ja="UTF-8 や Shift_JIS(cp932)のテキストではありません。UTF-8 で保存してください",
        ),
    )
