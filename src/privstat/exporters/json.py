"""JSON: one object with ASCII keys, the same in every language."""

import json
import re
import struct
from decimal import Decimal

from privstat.sheet import View
from privstat.visible import HIDDEN
from privstat.words import Language


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — the same in every language
    """Return the result as indented JSON; controls and invisible characters stand as escapes."""
    text = json.dumps(view.as_object(), ensure_ascii=False, indent=2, default=_plain)
    return re.sub(HIDDEN, _escaped, text) + "\n"


def in_ascii(text: str) -> str:
    """Return JSON text in ASCII; what is beyond stands only in its strings, and as escapes there."""
    return re.sub(r"[^\x00-\x7f]+", _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = struct.iter_unpack(">H", found[0].encode("utf-16-be", "surrogatepass"))
    return "".join(f"\\u{unit:04x}" for (unit,) in units)


def _plain(value: object) -> object:
    # A quotient has 28 digits; JSON numbers are read as binary floats, which keep 15 to 17 of them.
    return float(value) if isinstance(value, Decimal) else str(value)
