"""What the value of a cell looks like: to machines, in English, to people."""

from privstat.model import Cell, Code
from privstat.period import FiscalYear, Month
from privstat.words import Language, Text


def plain(cell: Cell) -> object:
    """Return the value for machines: a number, an id, 2020-04, the printed text or texts; None where there is none."""
    value = cell.value
    if isinstance(value, Code):
        return value.id
    if isinstance(value, Month):
        return value.iso
    if isinstance(value, FiscalYear):
        return value.start
    if isinstance(value, Text):
        return value.ja
    if isinstance(value, tuple):
        return [text.ja for text in value if isinstance(text, Text)]
    return value


def english(cell: Cell) -> str | list[str] | None:
    """Return the translation of a text or of texts, or None where nobody wrote one."""
    value = cell.value
    if isinstance(value, Text):
        return value.en or None
    texts = [text.en for text in value if isinstance(text, Text)] if isinstance(value, tuple) else []
    return texts if any(texts) else None


def words(cell: Cell, lang: Language) -> str:
    """Return a label, a period or texts for people; texts that the page only sets apart get a line each."""
    value = cell.value
    if isinstance(value, Code):
        return value.label.to(lang)
    if isinstance(value, Month | FiscalYear):
        return value.label(lang)
    if isinstance(value, Text):
        return value.to(lang)
    separator = cell.column.separator
    texts = [text.to(lang) for text in value if isinstance(text, Text)] if isinstance(value, tuple) else []
    return ("\n" if not separator.strip() else separator if lang == "ja" else ", ").join(texts)
