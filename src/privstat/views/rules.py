"""The manuals of rules."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.sheet import Heading, Line, Sheet
from privstat.validate import Rule
from privstat.views._words import bilingual
from privstat.words import Language, Text

_CODE = Text(en="Code", ja="コード")
_NAME = Text(en="Name", ja="名前")
_MEANING = Text(en="What it finds", ja="見つけるもの")
_EXAMPLE = Text(en="Example", ja="例")
_NAMES = ("code", "name", "severity", "summary", "summary_ja")


class RuleListView(NamedTuple):
    """Every rule, a line each."""

    rules: tuple[Rule, ...]

    def as_object(self) -> dict[str, object]:
        return {"rules": [_record(rule) for rule in self.rules]}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(rule) for rule in self.rules]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        return [
            Sheet(
                headings=tuple(Heading(each.to(lang)) for each in (_CODE, _NAME, _MEANING)),
                lines=tuple(Line((rule.code, rule.name, rule.summary.to(lang))) for rule in self.rules),
            )
        ]


class RuleView(NamedTuple):
    """The manual of one rule."""

    rule: Rule

    def as_object(self) -> dict[str, object]:
        manual = Text(self.rule.text("ja"), self.rule.text("en"))
        return _record(self.rule) | bilingual("manual", manual) | {"example": self.rule.example}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [_record(self.rule)]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        rule = self.rule
        return [
            Sheet(title=f"{rule.code} {rule.name} ({rule.severity.value})", remarks=(rule.text(lang),)),
            Sheet(title=_EXAMPLE.to(lang), example=rule.example),
        ]


def _record(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary.en,
        "summary_ja": rule.summary.ja,
    }
