"""The marks of footnotes, as they stand in printed texts: (注1), ※2, *3."""

import re
import unicodedata

_SIGNS = "注※*＊"
_BRACKETS = "()[]〔〕"
# In the middle of a text a mark stands in brackets or begins with ※ and a number; at its end also without.
_IN_TEXT = re.compile(r"\((注\d*|※\d*|\*\d*)\)|(※\d+)|(注\d+|(?<=.)※|(?<=.)\*\d*)$")


def plain_mark(mark: str) -> str:
    """Return a mark without brackets, spaces and full-width digits: 注1."""
    return "".join(unicodedata.normalize("NFKC", mark).split()).strip(_BRACKETS)


def marks_in(text: str) -> list[str]:
    """Return the marks that a printed text carries."""
    if not any(sign in text for sign in _SIGNS):  # as good as always
        return []
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return [found[found.lastindex or 0] for found in _IN_TEXT.finditer(plain)]


def marks_meant(mark: str) -> set[str]:
    """Return the marks that a note may have where a text carries one: 注1 and, where the file has just that, 1."""
    return {mark, mark.lstrip(_SIGNS)}


def numbered(mark: str) -> tuple[str, int] | None:
    """Return kind and number of a mark: 注 and 1; None where it has no number."""
    found = re.fullmatch(r"(\D*)(\d{1,6})\D*", plain_mark(mark))
    return (found[1], int(found[2])) if found else None
