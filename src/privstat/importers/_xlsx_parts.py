"""The parts of an XLSX file, unpacked within limits and read tag by tag."""

import io
import posixpath
import zipfile
from typing import Protocol
from xml.parsers import expat

from privstat.errors import UnreadableFile
from privstat.limits import UNPACKED
from privstat.words import message

_CHUNK = 1 << 20
_MOST_FILES = 2_000
_WORKBOOK = "xl/workbook.xml"


class Reader(Protocol):
    """What is told of each tag of a part."""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a tag that opens."""
        ...

    def end(self, tag: str, text: str) -> None:
        """Take a tag that closes, with the text since the tag before it."""
        ...


class Parts:
    """An XLSX file; one that unpacks to too much is not unpacked. Raises UnreadableFile."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        entries = self._archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if size > UNPACKED.value or len(entries) > _MOST_FILES:
            raise UNPACKED.passed("", size)
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile("", ENCRYPTED)
        self._names = {entry.filename for entry in entries}

    def read(self, part: str, reader: Reader) -> None:
        """Tell a reader all tags of a part, if there is such a part."""
        if part not in self._names:
            return
        parser = _parser(reader)
        with self._archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)

    def sheets(self) -> list[tuple[str, str]]:
        """Return the names of the sheets of cells, each with its part; ODS has none of these."""
        relations, sheets = _Relations(), _Sheets()
        self.read("xl/_rels/workbook.xml.rels", relations)
        self.read(_WORKBOOK, sheets)
        parts = [(name, relations.targets[key]) for name, key in sheets.found]
        return [(name, part) for name, part in parts if "/worksheets/" in part]


class _Relations:
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self.targets[attributes["Id"]] = posixpath.join("/xl", attributes["Target"])[1:]

    def end(self, tag: str, text: str) -> None:
        """Relations have no text."""


class _Sheets:
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.found.append((attributes["name"], attributes["r:id"]))

    def end(self, tag: str, text: str) -> None:
        """The list of sheets has no text."""


def _parser(reader: Reader) -> expat.XMLParserType:
    texts: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        texts.clear()
        reader.begin(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        reader.end(tag.rpartition(":")[2], "".join(texts))
        texts.clear()

    def refuse(*_: object) -> None:
        raise ValueError("a spreadsheet declares no entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = refuse
    return parser


ENCRYPTED = message(
    en="it is encrypted; save it without a password", ja="暗号化されています。パスワードなしで保存してください"
)
