"""What the parts of an XLSX file say besides its values: number formats, errors, raised marks, and what is hidden.

The library gives values only, an error as a blank, and 59 with the raised mark 1 as 591. It also keeps a cell in the
last row and column in mind with all that lie before it; so the size of a sheet is known before the library sees it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.importers._html_text import RAISED
from privstat.importers._xlsx_parts import Parts
from privstat.limits import CELLS

At = tuple[int, int]  # row and column, from 0

_YES = ("1", "true")
_MOST_COLUMNS = 16_384
_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
}


class Looks(NamedTuple):
    """What a sheet says of its cells."""

    formats: Mapping[At, str]
    texts: Mapping[At, str]  # errors, and texts with raised marks
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


NOTHING = Looks({}, {}, frozenset(), frozenset())


def looks_of_sheets(content: bytes) -> dict[str, Looks]:
    """Return what each sheet says, by its name; nothing of ODS. Raises UnreadableFile where the file is too large."""
    parts = Parts(content)
    strings, styles = _Strings(), _Styles()
    parts.read("xl/sharedStrings.xml", strings)
    parts.read("xl/styles.xml", styles)
    looks = {}
    for name, part in parts.sheets():
        sheet = _Sheet(styles.formats(), strings.raised)
        parts.read(part, sheet)
        looks[name] = sheet.looks()
    return looks


class _Styles:
    """The number format of each style of cells."""

    def __init__(self) -> None:
        self._codes = dict(_BUILT_IN)
        self._styles: list[int] = []
        self._list = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._list = tag
        elif tag == "numFmt" and self._list != "dxfs":
            self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "xf" and self._list == "cellXfs":
            self._styles.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str, text: str) -> None:
        """Styles have no text."""

    def formats(self) -> list[str]:
        return [self._codes.get(style, "") for style in self._styles]


class _Strings:
    """The shared strings that have raised digits, by their number."""

    def __init__(self) -> None:
        self.raised: dict[int, str] = {}
        self._number = 0
        self._runs: list[str] = []
        self._is_raised = self._has_raised = self._is_reading_aid = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "r":
            self._is_raised = False
        elif tag == "vertAlign" and attributes.get("val") == "superscript":
            self._is_raised = self._has_raised = True
        elif tag == "rPh":
            self._is_reading_aid = True

    def end(self, tag: str, text: str) -> None:
        if tag == "t" and not self._is_reading_aid:
            self._runs.append(text.translate(RAISED) if self._is_raised else text)
        elif tag == "rPh":
            self._is_reading_aid = False
        elif tag == "si":
            self._end_string()

    def _end_string(self) -> None:
        if self._has_raised:
            self.raised[self._number] = "".join(self._runs)
        self._number += 1
        self._runs = []
        self._is_raised = self._has_raised = False


class _Sheet:
    """One sheet; raises UnreadableFile where it reaches too far."""

    def __init__(self, styles: Sequence[str], raised: Mapping[int, str]) -> None:
        self._styles = styles
        self._raised = raised
        self._formats: dict[At, str] = {}
        self._texts: dict[At, str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._at = (-1, -1)
        self._kind = ""
        self._limit = CELLS.value
        self._written = self._height = self._width = 0

    def looks(self) -> Looks:
        return Looks(self._formats, self._texts, frozenset(self._hidden_rows), frozenset(self._hidden_columns))

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "row":
            row = int(attributes["r"]) - 1 if "r" in attributes else self._at[0] + 1
            self._at = (row, -1)
            self._hidden_rows |= {row} if attributes.get("hidden") in _YES else set()
        elif tag == "col" and attributes.get("hidden") in _YES:
            last = min(int(attributes["max"]), _MOST_COLUMNS)
            self._hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def end(self, tag: str, text: str) -> None:
        if tag not in ("v", "t"):
            return
        self._count()
        if self._kind == "e":
            self._texts[self._at] = text
        elif self._kind == "s" and text.isdigit() and int(text) in self._raised:
            self._texts[self._at] = self._raised[int(text)]

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._at = _position(attributes["r"]) if "r" in attributes else (self._at[0], self._at[1] + 1)
        self._kind = attributes.get("t", "n")
        style = int(attributes.get("s", "0"))
        if self._kind == "n" and style < len(self._styles) and self._styles[style]:
            self._formats[self._at] = self._styles[style]

    def _count(self) -> None:
        row, column = self._at
        self._written += 1
        self._height, self._width = max(self._height, row + 1), max(self._width, column + 1)
        if self._written > self._limit or self._height * self._width > self._limit * 10:
            raise CELLS.passed("")


def _position(name: str) -> At:
    """Return row and column, from 0, of a cell such as AB12."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1
