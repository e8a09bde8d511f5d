"""TSV: as CSV, but with tabs and never a quotation mark, for cut and awk."""

from privstat.exporters._separated import rows
from privstat.sheet import View
from privstat.words import Language


def export(view: View, lang: Language, width: int | None = None) -> str:  # noqa: ARG001 — the same in every language
    """Return the records of a result as tab-separated values; tabs and newlines in texts are spaces."""
    return "".join("\t".join(row) + "\n" for row in rows(view))
