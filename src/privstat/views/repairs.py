"""What is broken, and the single slips that would mend it; what was mended."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from privstat.ledger import Change
from privstat.repair import Diagnosis
from privstat.sheet import Sheet
from privstat.views._repairs import change_object, repair_lines, repair_objects
from privstat.words import Language, Text

_NOTHING = Text(en="No sum, count or claim is broken.", ja="合わない和、件数、本文の数値はありません。")
_NONE_FITS = Text(en="no single slip would mend it", ja="一か所の打ち間違いでは直りません")
_HOW = Text(
    en="Look at the page; then --apply CODE@PLACE writes one of them.",
    ja="紙面を確かめてください。--apply CODE@PLACE で一つを書き込みます。",
)
_CHANGE_NAMES = ("address", "old", "new", "path", "line", "column")
_NAMES = ("code", "broken", "difference", "fitting", "of", "rank", "kind", "reason", *_CHANGE_NAMES)


class RepairsView(NamedTuple):
    """Broken equations with their repairs."""

    diagnoses: tuple[Diagnosis, ...]

    def as_object(self) -> dict[str, object]:
        return {"broken": [_as_object(each) for each in self.diagnoses]}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return _NAMES, [record for each in self.diagnoses for record in _records(each)]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        if not self.diagnoses:
            return [Sheet(remarks=(_NOTHING.to(lang),))]
        lists = [Sheet(remarks=tuple(_lines(each, lang))) for each in self.diagnoses]
        return [*lists, Sheet(remarks=(_HOW.to(lang),))] if any(each.repairs for each in self.diagnoses) else lists


class MendedView(NamedTuple):
    """A figure that was written."""

    code: str
    change: Change

    def as_object(self) -> dict[str, object]:
        return {"code": self.code, **change_object(self.change)}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return ("code", *_CHANGE_NAMES), [self.as_object()]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        return [Sheet(remarks=(f"{self.change.figure.origin.place}: {self.change.sentence.to(lang)}",))]


def _lines(diagnosis: Diagnosis, lang: Language) -> Sequence[str]:
    equation = diagnosis.equation
    stop = "。" if lang == "ja" else "; "
    count = (diagnosis.sentence if diagnosis.repairs else _NONE_FITS).to(lang)
    return [
        f"{equation.origin.place}: {equation.code}: {equation.sentence.to(lang)}{stop}{count}",
        *repair_lines(diagnosis, lang),
    ]


def _as_object(diagnosis: Diagnosis) -> dict[str, object]:
    equation = diagnosis.equation
    return {
        "code": equation.code,
        **equation.origin.place._asdict(),
        "message": equation.sentence.to("en"),
        "message_ja": equation.sentence.to("ja"),
        "difference": equation.difference,
        "fitting": diagnosis.fitting,
        "of": diagnosis.of,
        "repairs": repair_objects(diagnosis),
    }


def _records(diagnosis: Diagnosis) -> list[dict[str, object]]:
    """Return a record for each figure to change; one without a figure where nothing would mend it."""
    equation = diagnosis.equation
    facts = {
        "code": equation.code,
        "broken": equation.sentence.to("en"),
        "difference": equation.difference,
        "fitting": diagnosis.fitting,
        "of": diagnosis.of,
    }
    if not diagnosis.repairs:
        return [facts | dict.fromkeys(_NAMES[len(facts) :]) | equation.origin.place._asdict()]
    return [
        {**facts, "rank": repair.rank, "kind": repair.kind.value, "reason": repair.reason.en, **change_object(change)}
        for repair in diagnosis.repairs
        for change in repair.changes
    ]
