"""What a person types for a figure: 46896, ４６，８９６件, △46, 3万808枚, 120 (3), － … → what stands in the cell."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from privstat.codelists import Role, Status
from privstat.dataset_format import CELLS
from privstat.digits import DIGITS, KANJI, value_of
from privstat.errors import PrivstatError, listed
from privstat.figures import SIGNED, signed
from privstat.model import Cell, Number
from privstat.shapes import flaws_of
from privstat.words import Message, message

_UNIT = rf"(?:(?![{KANJI}])[^\W\d_]{{1,4}}|%?)"
_FIGURE = re.compile(rf"{SIGNED} ?{_UNIT}(?: ?\((?P<part>{DIGITS}){_UNIT}\))?")
_BLANK = ("blank", "空欄")


class NotAFigure(PrivstatError):
    """Something that was typed and cannot stand in a cell."""

    def __init__(self, typed: str, why: Message) -> None:
        super().__init__(
            message(en="'{typed}' was not taken: {why}", ja="「{typed}」は使えません: {why}", typed=typed, why=why)
        )


class Entry(NamedTuple):
    """What was typed for a cell: a value, or a status without one; `printed` where there is more than the digits."""

    value: Number | None
    status: Status = Status.NORMAL
    printed: str | None = None
    of_which: int | None = None

    def agrees_with(self, cell: Cell) -> bool:
        """Tell whether a cell says the same."""
        return (self.value, self.status, self.of_which) == (cell.value, cell.status, cell.of_which)

    def toml(self, symbols: Mapping[str, Status], marks: tuple[str, ...]) -> str:
        """Return the cell as it is written, with the marks of the notes that hang on it."""
        if self.printed and symbols.get(self.printed) is self.status and not marks:
            return _quoted(self.printed)
        full = {
            "value": None if self.value is None else f"{self.value}",
            "printed": _quoted(self.printed) if self.printed else None,
            "status": None if self.status is Status.NORMAL else f'"{self.status}"',
            "of-which": None if self.of_which is None else f"{self.of_which}",
            "notes": f"[{', '.join(map(_quoted, marks))}]" if marks else None,
        }
        said = {key: value for key, value in full.items() if value is not None}
        if list(said) == ["value"]:
            return said["value"]
        return f"{{ {', '.join(f'{key} = {value}' for key, value in said.items())} }}"


def entry_of(typed: str, role: Role, symbols: Mapping[str, Status]) -> Entry:
    """Return what was typed for a column of figures; symbols are those that the dataset declares. Raises NotAFigure."""
    typed = typed.strip()
    for symbol, status in symbols.items():
        if typed in (symbol, unicodedata.normalize("NFKC", symbol)) and status is not Status.NOT_ENTERED:
            return Entry(None, status, symbol)
    if typed in _BLANK:
        return Entry(None, Status.BLANK)
    plain = unicodedata.normalize("NFKC", typed)
    found = _FIGURE.fullmatch(plain)
    if found is None:
        raise NotAFigure(typed, _neither(symbols))
    value = signed(found)
    part = int(value_of(found["part"])) if found["part"] else None
    raw = value if part is None else {"value": value, "of-which": part}
    for flaw in flaws_of(CELLS[role], raw, ()):
        raise NotAFigure(typed, flaw.sentence)
    is_usual = plain in (str(value), f"{value:,}")
    return Entry(value, printed=None if is_usual else typed, of_which=part)


def _neither(symbols: Mapping[str, Status]) -> Message:
    known = [symbol for symbol, status in symbols.items() if status is not Status.NOT_ENTERED]
    return message(
        en="it is neither a number nor a symbol that [symbols] declares ({known}); 'blank' is a blank cell",
        ja="数でも、[symbols] にある記号({known})でもありません。空欄は「空欄」と入力します",
        known=listed(known) or "-",
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
