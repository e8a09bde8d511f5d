"""JSON: one object with ASCII keys, the same in every language."""

import json
import re
from decimal import Decimal

from privstat.sheet import View
from privstat.words import Language

_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — the same in every language
    """Return the result as indented JSON; controls and invisible characters stand as escapes."""
    text = json.dumps(view.as_object(), ensure_ascii=False, indent=2, default=_plain)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _plain(value: object) -> object:
    # A quotient has 28 digits; JSON numbers are read as binary floats, which keep 15 to 17 of them.
    return float(value) if isinstance(value, Decimal) else str(value)
