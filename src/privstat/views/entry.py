"""What a person sees who enters figures one by one."""

from collections.abc import Iterator

from privstat.codelists import KEY_ROLES, STATUS_WORDS
from privstat.entry import Question
from privstat.model import Number, Row, Table
from privstat.totals import Sum
from privstat.typed import Entry
from privstat.views._values import observed, words
from privstat.words import Language, Text

_HELP = Text(
    en="< goes back, q stops, Enter leaves a figure out; what is typed is kept at once",
    ja="< で前に戻る、q で終わる、Enter だけで飛ばす。入力は一つずつ保存されます",
)
_SECOND = Text(en="Once more, without looking:", ja="もう一度、初めから入力してください:")
_DIFFERENT = Text(
    en="the first time {first}, now {second}; look at the page: 1 or 2 is right, < asks again",
    ja="一度目は {first}、今は {second}。紙面を確かめて 1 か 2 を選んでください。< で尋ね直します",
)
_SO_FAR = Text(en="{sum:,} so far", ja="ここまで {sum:,}")
_OF = Text(en="{sum:,} of {whole:,} so far", ja="ここまで {sum:,} / {whole:,}")
_HOLDS = Text(en="{whole:,} is the sum of {column}", ja="{column}: 和は印刷された {whole:,} と同じです")
_DIFFERS = Text(
    en="{column}: printed {whole:,}, but the sum is {sum:,} ({difference:+,})",
    ja="{column}: 印刷は {whole:,} ですが、和は {sum:,} です({difference:+,})",
)
_TOTAL = Text(en="Total", ja="合計")


def opening(table: Table, lang: Language) -> str:
    """Return what stands above the questions."""
    return f"{table.label}  {table.title.to(lang)}\n{_HELP.to(lang)}\n"


def prompt(question: Question, lang: Language) -> str:
    """Return a question: which of how many, row and column, and the sum so far; of two readings, both."""
    if question.other:
        different = _DIFFERENT.to(lang)
        return f"  {different.format(first=observed(question.cell, lang), second=_typed(question.other, lang))}: "
    heading = f"{_SECOND.to(lang)}\n" if question.is_second and question.number == 1 else ""
    labels = [*_row_labels(question.row, lang), question.cell.column.label.to(lang)]
    so_far = "" if question.is_second else "".join(f" ({each})" for each in _running(question, lang))
    return f"{heading}{question.number}/{question.of} {' · '.join(labels)}{so_far}: "


def completed(each: Sum, lang: Language) -> str:
    """Return what a complete sum says beside its printed whole."""
    assert each.whole is not None
    facts = {"whole": each.printed, "sum": each.computed, "difference": each.difference}
    template = _DIFFERS if each.difference else _HOLDS
    return f"  {template.to(lang).format(column=each.whole.column.label.to(lang), **facts)}"


def _row_labels(row: Row, lang: Language) -> Iterator[str]:
    """Yield the labels of a row: of a total what is printed for it."""
    labels = [words(cell, lang) for cell in row.cells.values() if cell.column.role in KEY_ROLES and cell.value]
    yield from labels or ([_TOTAL.to(lang)] if row.is_total else [])


def _running(question: Question, lang: Language) -> Iterator[str]:
    for each in question.sums:
        known = [part.number for part in each.parts if part.number is not None and part != question.cell]
        if not known or each.whole == question.cell:
            continue
        total: Number = sum(known)
        template = _SO_FAR if each.printed is None else _OF
        yield template.to(lang).format(sum=total, whole=each.printed)


def _typed(entry: Entry, lang: Language) -> str:
    if entry.value is None:
        return f"{entry.printed or ''} [{STATUS_WORDS[entry.status].to(lang)}]".lstrip()
    part = f" ({entry.of_which:,})" if entry.of_which is not None else ""
    return f"{entry.value:,}{part}"
