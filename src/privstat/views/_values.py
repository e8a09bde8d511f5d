"""What the value of a cell looks like: to machines, in English, to people."""

from decimal import Decimal

from privstat.codelists import STATUS_WORDS, Status
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
    return [text.ja for text in cell.texts] if cell.texts else value


def english(cell: Cell) -> str | list[str] | None:
    """Return the translation of a text or of texts, or None where nobody wrote one."""
    translations = [text.en for text in cell.texts]
    if not any(translations):
        return None
    return translations[0] if isinstance(cell.value, Text) else translations


def words(cell: Cell, lang: Language) -> str:
    """Return a label, a period or texts for people; texts that the page only sets apart get a line each."""
    value = cell.value
    if isinstance(value, Code):
        return value.label.to(lang)
    if isinstance(value, Month | FiscalYear):
        return value.label(lang)
    separator = cell.column.separator
    between = "\n" if not separator.strip() else separator if lang == "ja" else ", "
    return between.join(text.to(lang) for text in cell.texts)


def observed(cell: Cell, lang: Language) -> str:
    """Return a figure for people, with the printed string where it says more, and the status: 46,896 "46,896件"."""
    value = f"{cell.value:,}" if isinstance(cell.value, int | Decimal) else ""
    given = cell.given if cell.given != value else None
    printed = f'"{given}"' if given and value else given
    status = "" if cell.status is Status.NORMAL else f"[{STATUS_WORDS[cell.status].to(lang)}]"
    return " ".join(part for part in (value, printed, status) if part)
