"""JSON: one object with ASCII keys, the same in every language."""

import json
from decimal import Decimal

from privstat.sheet import View
from privstat.visible import visible_in_json
from privstat.words import Language


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — the same in every language
    """Return the result as indented JSON; controls and invisible characters stand as escapes."""
    text = json.dumps(view.as_object(), ensure_ascii=False, indent=2, default=_plain)
    return visible_in_json(text) + "\n"


def _plain(value: object) -> object:
    # A quotient has 28 digits; JSON numbers are read as binary floats, which keep 15 to 17 of them.
    return float(value) if isinstance(value, Decimal) else str(value)
