"""Which importer reads a source: what it begins with says so, then its name, then what it looks like."""

import re

from privstat.registry import names

_BEGINNINGS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "xlsx"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xlsx"))
_SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "csv"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".ods"), "xlsx"),
    ".pdf": "pdf",
}
_LOOK = 4_096  # bytes in which HTML shows itself
_TAGS = rb"(?i)<(?:!doctype html|html|head|body|table|tr|td|div|p)[\s>]"


def kind_of(path: str, content: bytes) -> str:
    """Return the name of the importer for a source; what nothing else claims is text."""
    start = content[:1_024].lstrip()
    kind = next((kind for begins, kind in _BEGINNINGS if start.startswith(begins)), "")
    kind = kind or next((kind for suffix, kind in _SUFFIXES.items() if path.lower().endswith(suffix)), "")
    if not kind and start.startswith(b"<") and re.search(_TAGS, content[:_LOOK]):
        kind = "html"
    return kind if kind in names("importers") else "text"
