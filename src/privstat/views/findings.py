"""What the rules found in files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.batch import Inspection
from privstat.sheet import Sheet
from privstat.validate import Finding, Level, Outcome, Rule, Severity
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
_FILES = Text(
    en="{files:,} files, {faulty:,} of them unreadable", ja="ファイル {files:,} 件(うち読み取り不能 {faulty:,} 件)"
)
_UNCHECKED = Text(en="not checked: {what}", ja="確認していないもの: {what}")
_ALONE = Text(
    en="other years of the publisher (no other dataset is at hand)",
    ja="同じ団体の他の年度(ほかのデータセットがありません)",
)
_SOME_ALONE = Text(
    en="other years of the publishers of {count:,} files (no other dataset is at hand)",
    ja="{count:,} ファイルの団体の他の年度(ほかのデータセットがありません)",
)
_LEFT_OUT = Text(en="the rules left out: {rules}", ja="除外したルール: {rules}")
_BEYOND = Text(
    en="levels 3 to 5 of validation: other statistics of the publisher, other publishers, other institutions",
    ja="検証レベル 3~5: 同じ団体の他の統計、他の団体、他の機関",
)
_MORE = Text(en="and {rest} more, which `privstat fix` lists", ja="ほかに {rest} 件(privstat fix で一覧)")
_MOST_SUGGESTIONS = 3
_NAMES = ("code", "name", "severity", "outcome", "message", "path", "line", "column", "notes")


class FindingsView(NamedTuple):
    """What came of some files, the rules that were asked for, and all that there are."""

    inspections: Sequence[Inspection]
    rules: Sequence[Rule]
    all_rules: Sequence[Rule]

    def as_object(self) -> dict[str, object]:
        return {
            "summary": {outcome.value: count for outcome, count in self._outcomes.items()},
            "files": [_file(inspection) for inspection in self.inspections],
            "unchecked": {
                "rules": [rule.code for rule in self._left_out],
                "alone": [inspection.path for inspection in self._alone],
                "levels": [level.value for level in Level if level > Level.PUBLISHER],
            },
            "findings": [_as_object(finding) for finding in self._findings],
        }

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(finding) for finding in self._findings]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        # What is wrong with a file that cannot be read is an error, which is told elsewhere.
        found = [finding for each in self.inspections if not each.error for finding in each.findings]
        return [*(_sheet(finding, lang) for finding in found), Sheet(remarks=tuple(self._last_words(lang)))]

    @property
    def _findings(self) -> Iterator[Finding]:
        return (finding for inspection in self.inspections for finding in inspection.findings)

    @property
    def _outcomes(self) -> dict[Outcome, int]:
        counted = sum((inspection.outcomes for inspection in self.inspections), Counter[Outcome]())
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def _left_out(self) -> list[Rule]:
        return [rule for rule in self.all_rules if rule not in self.rules]

    @property
    def _alone(self) -> list[Inspection]:
        return [inspection for inspection in self.inspections if inspection.dataset and not inspection.others]

    def _last_words(self, lang: Language) -> Iterator[str]:
        if len(self.inspections) > 1:
            faulty = sum(inspection.error is not None for inspection in self.inspections)
            yield _FILES.to(lang).format(files=len(self.inspections), faulty=faulty)
        outcomes = self._outcomes
        counts = [
            f"{count:,} {_OUTCOMES[outcome].to(lang)}"
            for outcome, count in outcomes.items()
            if count or outcome in (Outcome.PASS, Outcome.FAIL)
        ]
        yield _SUMMARY.to(lang).format(count=sum(outcomes.values()), outcomes=", ".join(counts))
        between = "; " if lang == "en" else "。"
        yield _UNCHECKED.to(lang).format(what=between.join(self._unchecked(lang)))

    def _unchecked(self, lang: Language) -> Iterator[str]:
        if self._left_out:
            yield _LEFT_OUT.to(lang).format(rules=", ".join(rule.code for rule in self._left_out))
        if self._alone:
            template = _ALONE if len(self._alone) == len(self.inspections) else _SOME_ALONE
            yield template.to(lang).format(count=len(self._alone))
        yield _BEYOND.to(lang)


def line_of(finding: Finding, lang: Language) -> str:
    """Return `file:line:column: code name: sentence`, with the outcome in brackets where it is not a failure."""
    word = f" [{finding.outcome.value}]" if finding.outcome is not Outcome.FAIL else ""
    return f"{finding.places[0]}: {finding.rule.code} {finding.rule.name}{word}: {finding.sentence.to(lang)}"


def _sheet(finding: Finding, lang: Language) -> Sheet:
    tone = finding.severity.value if finding.severity is not Severity.INFORMATION else "remark"
    return Sheet(remarks=(line_of(finding, lang),), spots=finding.spots, hints=tuple(_hints(finding, lang)), tone=tone)


def _hints(finding: Finding, lang: Language) -> Iterator[str]:
    """Yield the likeliest slips, and how many more there are."""
    if finding.fit.en:
        yield finding.fit.to(lang)
    for each in finding.suggestions[:_MOST_SUGGESTIONS]:
        yield f"{each.rank}. {', '.join(each.names)}: {each.sentence.to(lang)}"
    rest = len(finding.suggestions) - _MOST_SUGGESTIONS
    if rest > 0:
        yield _MORE.to(lang).format(rest=rest)


def _file(inspection: Inspection) -> dict[str, object]:
    return {
        "path": inspection.path,
        "dataset": inspection.dataset,
        "others": inspection.others,
        "readable": inspection.error is None,
    }


def _record(finding: Finding) -> dict[str, object]:
    note = finding.note
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "message": finding.sentence.en,
        **finding.places[0]._asdict(),
        "notes": f"{note.mark}: {note.text.ja}" if note else "",
    }


def _as_object(finding: Finding) -> dict[str, object]:
    note = finding.note
    return _record(finding) | {
        "message_ja": finding.sentence.ja,
        "notes": [{"mark": note.mark, **bilingual("text", note.text)}] if note else [],
        "places": [place._asdict() for place in finding.places],
        "suggestions": [
            {"rank": each.rank, "kind": each.kind, "names": list(each.names), **_sentences(each.sentence)}
            for each in finding.suggestions
        ],
    }


def _sentences(sentence: Text) -> dict[str, object]:
    return {"message": sentence.en, "message_ja": sentence.ja}
