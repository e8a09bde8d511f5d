"""What was found on a page: its tables, what was taken for what, and what a person must look at."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from typing import NamedTuple

from privstat.audit import Audit
from privstat.capture.doubts import Doubt, Taken
from privstat.capture.sketch import Draft, DraftTable
from privstat.files import STANDARD_INPUT, STANDARD_INPUT_NAME
from privstat.proof import Proof
from privstat.sheet import Heading, Line, Sheet
from privstat.views._prose import prose_of, taken_of
from privstat.views._words import TABLE, TITLE, UNIT
from privstat.words import Language, Message, Text

_NUMBER = Text(en="Number", ja="番号")
_ROWS = Text(en="Rows", ja="行")
_COLUMNS = Text(en="Columns", ja="列")
_NOTES = Text(en="Notes", ja="注")
_CHECKS = Text(en="Checks", ja="検算")
_DOUBTFUL = Text(en="Doubtful figures", ja="疑わしい数値")
_CONFIDENCE = Text(en="Confidence", ja="確度")
_LEVELS = {
    "high": Text(en="high", ja="高"),
    "medium": Text(en="medium", ja="中"),
    "low": Text(en="low", ja="低"),
}
_TAKEN = Text(en="Taken for", ja="読み取り方")
_LOOK = Text(en="To look at", ja="確認すべきところ")
_NO_TABLE = Text(en="{path}: there is no table on this page", ja="{path}: この紙面に表がありません")
_BESIDE = Text(
    en="beside its page: {figures} figures, {texts} texts, {numbers} numbers of the page",
    ja="元のページとの一致: 数値 {figures}、文言 {texts}、ページの数 {numbers}",
)
_LEFT = Text(en="what is left over: privstat audit {draft} {page}", ja="余りの一覧: privstat audit {draft} {page}")
_OF = Text(en="{found:,} of {total:,}", ja="{total:,} のうち {found:,}")
_WRITTEN = Text(en="written: {path}", ja="書き込みました: {path}")
_UNKNOWN = Text(en="headings that no word is known for: {words}", ja="対応する語のない見出し: {words}")
_PASSES = Text(en="the draft passes validate: {count} checks", ja="下書きは validate に合格します(確認 {count} 件)")
_FAILS = Text(en="validate says of the draft:", ja="下書きについて validate は次のように言います:")
_NAMES = ("kind", "table", "message", "path", "line", "column")


class CaptureView(NamedTuple):
    """What was found on a page, where the draft of it was written, and what `validate` and `audit` say of it."""

    draft: Draft
    path: str = ""
    proof: Proof | None = None
    audit: Audit | None = None

    def as_object(self) -> dict[str, object]:
        return {
            "source": self.draft.path,
            "draft": self.path or None,
            "tables": [_table(each) for each in self.draft.tables],
            "doubts": [_object(each) for each in self.draft.doubts],
            **prose_of(self.draft),
            "unknown_words": list(self.draft.unknown),
            "valid": self.proof is not None and not self.proof.errors,
            "errors": _texts(self.proof.errors if self.proof else ()),
            "warnings": _texts(self.proof.warnings if self.proof else ()),
            "audit": self._coverage(),
        }

    def _coverage(self) -> dict[str, object] | None:
        if self.audit is None:
            return None
        counts = {name: {"found": found, "total": total} for name, (found, total) in self.audit.coverage.items()}
        return {"complete": self.audit.is_complete, **counts}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, list(self._records())

    def _records(self) -> Iterator[Mapping[str, object]]:
        for table in self.draft.tables:
            yield from (_record("taken", table.id, each) for each in table.taken)
            yield from (_record("doubt", table.id, each) for each in table.doubts)
        yield from (_record("taken", "", each) for each in taken_of(self.draft))
        yield from (_record("doubt", "", each) for each in self.draft.doubts)

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        tables = self.draft.tables
        if not tables:
            remarks = [_NO_TABLE.to(lang).format(path=self.draft.path), *_lines(self.draft.doubts, lang)]
            return [Sheet(remarks=tuple(remarks))]
        taken = [line for table in tables for line in _lines(table.taken, lang)]
        taken += _lines(list(taken_of(self.draft)), lang)
        doubts = [line for table in tables for line in _lines(table.doubts, lang)]
        doubts += _lines(self.draft.doubts, lang)
        found = [
            _overview(tables, lang),
            Sheet(title=_TAKEN.to(lang), remarks=tuple(taken)),
            Sheet(title=_LOOK.to(lang), remarks=tuple(doubts)),
            Sheet(remarks=tuple(self._last_words(lang))),
        ]
        return [sheet for sheet in found if sheet.lines or sheet.remarks]

    def _last_words(self, lang: Language) -> Iterator[str]:
        if self.draft.unknown:
            yield _UNKNOWN.to(lang).format(words=", ".join(self.draft.unknown))
        if self.proof:
            passes = _PASSES.to(lang).format(count=self.proof.checks)
            yield _FAILS.to(lang) if self.proof.errors else passes
            yield from (each.to(lang) for each in (*self.proof.errors, *self.proof.warnings))
        if self.audit:
            counts = {
                name: _OF.to(lang).format(found=found, total=total)
                for name, (found, total) in self.audit.coverage.items()
            }
            yield _BESIDE.to(lang).format_map(counts)
            if not self.audit.is_complete:
                yield _LEFT.to(lang).format(draft=_word(self.path or "DRAFT"), page=_word(self.draft.path))
        if self.path:
            yield _WRITTEN.to(lang).format(path=self.path)


def _word(path: str) -> str:
    """Return a path as it is written on a command line."""
    return STANDARD_INPUT if path == STANDARD_INPUT_NAME else quote(path)


def _overview(tables: Sequence[DraftTable], lang: Language) -> Sheet:
    names = (TABLE, _NUMBER, TITLE, UNIT)
    counts = (_ROWS, _COLUMNS, _NOTES, _CHECKS, _DOUBTFUL)
    headings = [Heading(each.to(lang)) for each in names] + [Heading(each.to(lang), True) for each in counts]
    return Sheet(
        headings=(*headings, Heading(_CONFIDENCE.to(lang))),
        lines=tuple(Line(_cells(table, lang)) for table in tables),
    )


def _cells(table: DraftTable, lang: Language) -> tuple[str, ...]:
    numbers = (len(table.rows), len(table.columns), len(table.notes), len(table.checks), table.doubtful)
    label = table.label if table.is_numbered else ""
    confidence = _LEVELS[table.confidence].to(lang)
    return (table.id, label, table.title, table.unit, *(str(number) for number in numbers), confidence)


def _lines(found: Sequence[Doubt | Taken], lang: Language) -> list[str]:
    return [f"{each.place}: {each.sentence.to(lang)}" for each in found]


def _table(table: DraftTable) -> dict[str, object]:
    return {
        "table": table.id,
        "label": table.label if table.is_numbered else None,
        "title": table.title,
        "unit": table.unit or None,
        "rows": len(table.rows),
        "columns": [{"id": each.id, "label": each.label or None, "role": each.role.value} for each in table.columns],
        "notes": [{"mark": each.mark, "reason": each.reason.value, "text": each.text} for each in table.notes],
        "checks": [dict(each) for each in table.checks],
        "doubtful": table.doubtful,
        "confidence": table.confidence,
        "taken": [_object(each) for each in table.taken],
        "doubts": [_object(each) for each in table.doubts],
    }


def _texts(found: Sequence[Text]) -> list[dict[str, object]]:
    return [{"message": each.en, "message_ja": each.ja} for each in found]


def _object(each: Doubt | Taken) -> dict[str, object]:
    place = each.place
    return {**_both(each.sentence), "path": place.path, "line": place.line, "column": place.column}


def _both(sentence: Message) -> dict[str, object]:
    return {"message": sentence.to("en"), "message_ja": sentence.to("ja")}


def _record(kind: str, table: str, each: Doubt | Taken) -> Mapping[str, object]:
    place = each.place
    return {
        "kind": kind,
        "table": table,
        "message": each.sentence.to("en"),
        "path": place.path,
        "line": place.line,
        "column": place.column,
    }
