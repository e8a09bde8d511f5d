"""Published pages as text: a line for each line, row or block, and tabs between cells; where it all stands."""

import bisect
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

from privstat.errors import MissingExtra, UnreadableFile
from privstat.files import STANDARD_INPUT, content_of, limit_from, within
from privstat.place import Place
from privstat.words import Message, message

MAX_BYTES = 500_000  # the longest pages of municipalities have a third; the worst text of this length takes ten seconds
MAX_BYTES_VARIABLE = "PRIVSTAT_MAX_PAGE_BYTES"
_HTML = (".html", ".htm", ".xhtml")
_SECONDS = 10
_READER = "privstat.html_text"
_CONTEXT = 24  # characters on either side


class Leaf(NamedTuple):
    """One file of a page: where its text begins in that of the page, and where that stands in the file."""

    path: str
    start: int
    marks: Sequence[tuple[int, int]]  # offsets into text and file, where stretches of the text begin
    lines: Sequence[int]  # offsets into the file, where its lines begin

    def place(self, offset: int) -> Place:
        """Return the place of an offset into the text of this file."""
        text, file = self.marks[max(bisect.bisect_right(self.marks, (offset, sys.maxsize)) - 1, 0)]
        offset = max(file + offset - text, 0)
        line = bisect.bisect_right(self.lines, offset)
        return Place(self.path, line, offset - self.lines[line - 1] + 1)


class Page(NamedTuple):
    """The text of a page, and the files that it was read from."""

    text: str
    leaves: tuple[Leaf, ...]

    def place(self, offset: int) -> Place:
        """Return the place of an offset into the text; in HTML it is that of the tag or text in the file."""
        index = bisect.bisect_right([leaf.start for leaf in self.leaves], offset) - 1
        return self.leaves[index].place(offset - self.leaves[index].start)

    def context(self, start: int, end: int) -> str:
        """Return a stretch of the text with what stands around it in its line, on one line."""
        first = max(self.text.rfind("\n", 0, start) + 1, start - _CONTEXT)
        newline = self.text.find("\n", end)
        last = min(newline if newline >= 0 else len(self.text), end + _CONTEXT)
        return " ".join(self.text[first:last].split())


def read_page(paths: Sequence[str]) -> Page:
    """Return the page that stands in some files, of text (UTF-8, else cp932) or HTML; `-` is standard input, of text.

    Each may have `MAX_BYTES` (`$PRIVSTAT_MAX_PAGE_BYTES` changes that). Raises UnreadableFile and MissingExtra.
    """
    leaves, texts, length = [], [], 0
    for path in paths:
        file = _decoded(path, _content(path))
        text, marks = _html_text(path, file) if path.lower().endswith(_HTML) else (file, [(0, 0)])
        starts = [0, *(found.end() for found in re.finditer("\n", file))]
        leaves.append(Leaf("<stdin>" if path == STANDARD_INPUT else path, length, marks or [(0, 0)], starts))
        texts.append(text + "\n")
        length += len(text) + 1
    return Page("".join(texts), tuple(leaves))


def page_of(text: str, path: str = "<page>") -> Page:
    """Return the page of a text."""
    return Page(text, (Leaf(path, 0, [(0, 0)], [0, *(found.end() for found in re.finditer("\n", text))]),))


def _content(path: str) -> bytes:
    limit = limit_from(MAX_BYTES_VARIABLE, MAX_BYTES)
    if path != STANDARD_INPUT:
        return content_of(path, limit, MAX_BYTES_VARIABLE)
    content = sys.stdin.buffer.read(limit + 1)
    return within(content, len(content), path, limit, MAX_BYTES_VARIABLE)


def _decoded(path: str, content: bytes) -> str:
    """Return the text of a file in UTF-8, in the encoding that HTML says to have, or in that of Windows in Japan."""
    declared = re.search(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{3,20})", content[:2048])
    for encoding in ("utf-8-sig", declared[1].decode() if declared else "cp932", "cp932"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFile(
        path,
        message(
            en="neither UTF-8 nor Shift_JIS (cp932); save the file as UTF-8",
            ja="UTF-8 でも Shift_JIS(cp932)でもありません。UTF-8 で保存してください",
        ),
    )


def _html_text(path: str, html: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of HTML, as a process of its own reads it, which may take no more time than a page needs."""
    from importlib.util import find_spec

    if find_spec("selectolax") is None:
        raise MissingExtra(path, "html")
    try:
        process = subprocess.run(
            [sys.executable, "-P", "-m", _READER],
            input=html.encode(errors="replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableFile(path, _TOO_MUCH) from None
    if process.returncode == TOO_DEEP:
        raise UnreadableFile(path, _TOO_DEEP)
    if process.returncode:
        raise UnreadableFile(path, _TOO_MUCH)
    text, marks = json.loads(process.stdout)
    return text, [(at, place) for at, place in marks]


TOO_DEEP = 3  # how the process ends
_TOO_DEEP: Message = message(
    en="the elements of this HTML are nested too deeply", ja="この HTML は要素の入れ子が深すぎます"
)
_TOO_MUCH: Message = message(
    en="this HTML takes more than {seconds} seconds or too much memory to read",
    ja="この HTML を読むには {seconds} 秒を超えるか、メモリーが足りません",
    seconds=_SECONDS,
)
