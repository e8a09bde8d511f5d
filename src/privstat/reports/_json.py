"""JSON of reports: indented, and what is hidden in a string stands there as an escape."""

import json

from privstat.visible import visible_in_json


def as_json(value: object) -> str:
    """Return a value of plain objects, lists and texts as JSON text."""
    return visible_in_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
