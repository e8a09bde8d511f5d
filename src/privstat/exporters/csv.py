"""CSV: one header row of ASCII names, plain numbers, one record a line."""

import csv
import io

from privstat.exporters._separated import rows
from privstat.sheet import View
from privstat.words import Language


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — the same in every language
    """Return the records of a result as CSV with newlines as Unix writes them."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows(view))
    return text.getvalue()
