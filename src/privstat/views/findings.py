"""What the rules found."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.sheet import Sheet
from privstat.validate import Finding, Outcome, Validation
from privstat.views._words import bilingual
from privstat.words import Language, Text

_OUTCOMES = {
    Outcome.PASS: Text(en="passed", ja="合格"),
    Outcome.EXPLAINED: Text(en="explained", ja="説明あり"),
    Outcome.MOVED: Text(en="moved", ja="数値変更"),
    Outcome.STALE: Text(en="stale", ja="説明不要"),
    Outcome.UNDECIDED: Text(en="undecided", ja="判定不能"),
    Outcome.FAIL: Text(en="failed", ja="不合格"),
}
_SUMMARY = Text(en="{count:,} checks: {outcomes}", ja="確認 {count:,} 件: {outcomes}")
_NAMES = ("code", "name", "severity", "outcome", "message", "path", "line", "column", "notes")


class FindingsView(NamedTuple):
    """A validation: its findings, and how often each outcome came."""

    validation: Validation

    def as_object(self) -> dict[str, object]:
        return {
            "summary": {outcome.value: count for outcome, count in self.validation.summary.items()},
            "findings": [_as_object(finding) for finding in self.validation.findings],
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(finding) for finding in self.validation.findings]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        summary = self.validation.summary
        counts = [
            f"{count:,} {_OUTCOMES[outcome].to(lang)}"
            for outcome, count in summary.items()
            if count or outcome in (Outcome.PASS, Outcome.FAIL)
        ]
        last = _SUMMARY.to(lang).format(count=sum(summary.values()), outcomes=", ".join(counts))
        return [Sheet(remarks=(*(_line(finding, lang) for finding in self.validation.findings), last))]


def _line(finding: Finding, lang: Language) -> str:
    outcome = finding.verdict.outcome
    word = f" [{outcome.value}]" if outcome is not Outcome.FAIL else ""
    return f"{finding.places[0]}: {finding.rule.code} {finding.rule.name}{word}: {_sentence(finding).to(lang)}"


def _sentence(finding: Finding) -> Text:
    sentence = finding.verdict.sentence
    return Text(sentence.to("ja"), sentence.to("en")) if sentence else Text("")


def _record(finding: Finding) -> dict[str, object]:
    note = finding.verdict.note
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "outcome": finding.verdict.outcome.value,
        "message": _sentence(finding).en,
        **finding.places[0]._asdict(),
        "notes": f"{note.mark}: {note.text.ja}" if note else "",
    }


def _as_object(finding: Finding) -> dict[str, object]:
    note = finding.verdict.note
    return _record(finding) | {
        "message_ja": _sentence(finding).ja,
        "notes": [{"mark": note.mark, **bilingual("text", note.text)}] if note else [],
        "places": [place._asdict() for place in finding.places],
    }
