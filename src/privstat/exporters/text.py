"""Plain text for people: columns that line up, and always the notes."""

from privstat.layout import laid_out
from privstat.sheet import View
from privstat.words import Language


def export(view: View, lang: Language, width: int | None = None) -> str:
    """Return the sheets of a result as lines of at most `width` columns; None is as long as they need."""
    sheets = [
        "\n".join("".join(piece.text for piece in line) for line in laid_out(each, width)) for each in view.sheets(lang)
    ]
    return "\n\n".join(sheets) + "\n" if sheets else ""
