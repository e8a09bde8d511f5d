"""Rules, what they find, and how they are run over datasets.

A rule looks at one dataset, or at all datasets of one publisher. What it says of a comparison is a verdict; a verdict
that is not a pass becomes a finding, which stands on its own: it can be kept, sorted and sent to another process when
the dataset is long gone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum, StrEnum
from functools import cache
from itertools import groupby
from typing import NamedTuple

from privstat import registry
from privstat.codelists import STATUS_WORDS, Status
from privstat.errors import Fault, FaultKind, UnknownName
from privstat.model import Cell, Dataset, Footnote
from privstat.place import Origin, Place, Spot
from privstat.words import Language, Message, Text, message


class Outcome(StrEnum):
    """What became of one comparison."""

    PASS = "pass"
    EXPLAINED = "explained"  # it differs as its note says, and by the figures that the note was pinned to
    MOVED = "moved"  # it differs, but the pinned figures have changed
    STALE = "stale"  # it holds, so there is nothing to explain any more
    UNDECIDED = "undecided"  # a figure is missing
    FAIL = "fail"


class Severity(StrEnum):
    """How much a finding matters; only errors make `validate` end with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Verdict(NamedTuple):
    """What a rule says of one comparison: the outcome, the places concerned (the first leads), and why."""

    outcome: Outcome
    origins: tuple[Origin, ...] = ()
    sentence: Message | None = None
    note: Footnote | None = None


PASSED = Verdict(Outcome.PASS)


def failed(sentence: Message, *origins: Origin) -> Verdict:
    """Return the verdict that a comparison fails."""
    return Verdict(Outcome.FAIL, origins, sentence)


def corrected_or_failed(cell: Cell, holds: bool, sentence: Message, *origins: Origin) -> Verdict:
    """Return the verdict that a comparison fails, unless it holds with the correction of a misprint."""
    if not (cell.correction and holds):
        return failed(sentence, *origins)
    explained = message(
        en="{sentence}; {address} should be {value:,}: {reason}",
        ja="{sentence}。{address} は正しくは {value:,}: {reason}",
        sentence=sentence,
        address=cell.address,
        value=cell.correction.value,
        reason=cell.correction.reason,
    )
    return Verdict(Outcome.EXPLAINED, origins, explained)


def undecided(missing: Sequence[Cell], *origins: Origin) -> Verdict:
    """Return the verdict that nothing can be said of a comparison, because some of its cells have no figure.

    Where they are only not entered yet, it is counted and not told: one rule lists all such cells.
    """
    if any(cell.status is Status.NOT_ENTERED for cell in missing):
        return Verdict(Outcome.UNDECIDED)
    sentence = message(
        en="not checked: there is no figure in {cells} ({status})",
        ja="確認できません: {cells} に数値がありません({status})",
        cells=", ".join(cell.address for cell in missing),
        status=STATUS_WORDS[missing[0].status],
    )
    return Verdict(Outcome.UNDECIDED, origins, sentence)


class Level(IntEnum):
    """What a rule compares, as the European handbook on validation counts; nothing here reaches beyond the second."""

    FILE = 0
    DATASET = 1
    PUBLISHER = 2  # several datasets of one publisher
    DOMAINS = 3  # other statistics of the same publisher
    PUBLISHERS = 4
    INSTITUTIONS = 5


class Rule(NamedTuple):
    """A rule: its code, its name, how much it matters, a docstring that is its manual, and the check itself.

    A check is of one dataset, or of the datasets of one publisher in the order of their years. What the loader finds
    (a file that breaks the format) has a manual here, but no check.
    """

    code: str
    name: str
    severity: Severity
    docstring: str
    check: Callable[[Dataset], Iterable[Verdict]] | None = None
    check_between: Callable[[Sequence[Dataset]], Iterable[Verdict]] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as a code."""
        return find_rule, (self.code,)

    @property
    def level(self) -> Level:
        """What the rule compares at least; some of those of one dataset also look at the others of its publisher."""
        if self.check:
            return Level.DATASET
        return Level.PUBLISHER if self.check_between else Level.FILE

    @property
    def manual(self) -> str:
        """The docstring without its indentation."""
        import inspect

        return inspect.cleandoc(self.docstring)

    @property
    def summary(self) -> Text:
        """The first sentence of the manual, in both languages."""
        return Text(en=self.text("en").split("\n", 1)[0], ja=self.text("ja").split("\n", 1)[0])

    @property
    def example(self) -> str:
        """A dataset, or tables of one, that breaks this rule and no other; `files` where it takes several."""
        lines = [line.removeprefix("    ") for line in self.manual.splitlines() if not _is_prose(line)]
        return "\n".join(lines).strip("\n") + "\n"

    @property
    def files(self) -> dict[str, str]:
        """The example as files by name; each begins with a comment that is its name, where there are several."""
        first, *rest = re.split(r"^# (\S+\.toml)\n", self.example, flags=re.MULTILINE)
        return dict(zip(rest[::2], rest[1::2], strict=True)) or {"example.toml": first}

    def text(self, lang: Language) -> str:
        """Return the manual in one language: English stands before the indented example, Japanese after it."""
        lines = self.manual.splitlines()
        indented = [number for number, line in enumerate(lines) if not _is_prose(line) and line.strip()]
        part = lines[: indented[0]] if lang == "en" else lines[indented[-1] + 1 :]
        return "\n".join(part).strip()


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("    ")


def rule(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    *,
    between: Callable[[Sequence[Dataset]], Iterable[Verdict]] | None = None,
) -> Callable[[Callable[[Dataset], Iterable[Verdict]]], Rule]:
    """Make a rule of a function from a dataset to verdicts; its docstring is the manual.

    `between` says the same of what only several datasets of a publisher show together.
    """
    return lambda check: Rule(code, name, severity, check.__doc__ or "", check, between)


def rule_between(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Sequence[Dataset]], Iterable[Verdict]]], Rule]:
    """Make a rule of a function from the datasets of one publisher, oldest first, to verdicts.

    The function is called only where there are two or more. A verdict belongs to the file of its leading place.
    """
    return lambda check: Rule(code, name, severity, check.__doc__ or "", check_between=check)


def fault_rule(kind: FaultKind) -> Callable[[Callable[[], None]], Rule]:
    """Make a manual of the docstring of an empty function, for a fault that the loader finds."""
    return lambda function: Rule(kind.code, kind.name, Severity.ERROR, function.__doc__ or "")


class Quotation(NamedTuple):
    """A footnote that a finding refers to: its mark and its text."""

    mark: str
    text: Text


class Suggestion(NamedTuple):
    """A single slip that would explain a finding: its rank and kind, its names for `fix --apply`, and its sentence."""

    rank: int
    kind: str
    names: tuple[str, ...]
    sentence: Text


class Finding(NamedTuple):
    """A verdict that is not a pass, and the rule that gave it.

    `spots` are the places of all cells concerned, with their lines; the first leads. `fit` says how many of the cells
    may be the cause, where single slips were looked for; `suggestions` are these slips, likeliest first.
    """

    rule: Rule
    outcome: Outcome
    sentence: Text
    spots: tuple[Spot, ...]
    note: Quotation | None = None
    fit: Text = Text("")
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters, which depends on the outcome first."""
        match self.outcome:
            case Outcome.FAIL:
                return self.rule.severity
            case Outcome.MOVED:
                return Severity.ERROR
            case Outcome.STALE:
                return Severity.WARNING
            case _:
                return Severity.INFORMATION

    def reaches(self, severity: Severity) -> bool:
        """Tell whether it matters as much as `severity` or more."""
        order = list(Severity)  # the gravest first
        return order.index(self.severity) <= order.index(severity)

    @property
    def places(self) -> list[Place]:
        """The places of all cells concerned, the leading one first."""
        return [spot.place for spot in self.spots]

    @property
    def order(self) -> tuple[object, ...]:
        """What findings are sorted by: the leading place, then the code."""
        return (*self.places[0], self.rule.code, self.sentence)


class Validation(NamedTuple):
    """What the rules found, in the order of files and places, and how often each outcome came."""

    findings: tuple[Finding, ...]
    summary: dict[Outcome, int]

    @property
    def has_errors(self) -> bool:
        """Whether a figure is wrong."""
        return any(finding.reaches(Severity.ERROR) for finding in self.findings)


RULE = Text(en="rule", ja="ルール")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the folder `rules`, by code."""
    modules = [registry.module("rules", name) for name in registry.names("rules")]
    found = [each for module in modules for each in vars(module).values() if isinstance(each, Rule)]
    return tuple(sorted(found, key=lambda each: each.code))


def find_rule(name: str) -> Rule:
    """Return a rule by code or name. Raises UnknownName."""
    for each in all_rules():
        if name.lower() in (each.code.lower(), each.name):
            return each
    raise UnknownName(RULE, name, [known for each in all_rules() for known in (each.code, each.name)])


def selected_rules(select: str = "", ignore: str = "") -> tuple[Rule, ...]:
    """Return the rules that are in the one list and not in the other; an empty `select` is all of them.

    A list has codes, names and beginnings of codes, separated by commas: `T,N001,claim-mismatch`. Raises UnknownName.
    """
    wanted, unwanted = _listed_rules(select), _listed_rules(ignore)
    return tuple(each for each in all_rules() if (each in wanted or not select) and each not in unwanted)


def _listed_rules(names: str) -> list[Rule]:
    found: list[Rule] = []
    for name in filter(None, (name.strip() for name in names.split(","))):
        family = [each for each in all_rules() if each.code.startswith(name.upper())]
        found += family or [find_rule(name)]
    return found


def validation(datasets: Iterable[Dataset], rules: Iterable[Rule] | None = None) -> Validation:
    """Run rules over datasets: each on its own, then those of each publisher together. Without `rules`, all of them."""
    rules = all_rules() if rules is None else tuple(rules)
    datasets = list(datasets)
    findings: list[Finding] = []
    outcomes: Counter[Outcome] = Counter()
    alone = [verdicts_alone(each, rules) for each in datasets]
    between = [verdicts_between(publisher, rules) for publisher in by_publisher(datasets)]
    for verdicts in (*alone, *between):
        found, counted = findings_of(verdicts)
        findings += found
        outcomes += counted
    order = {dataset.edition.path: number for number, dataset in enumerate(datasets)}
    findings.sort(key=lambda finding: (order[finding.places[0].path], finding.order))
    return Validation(tuple(findings), {outcome: outcomes[outcome] for outcome in Outcome})


def verdicts_alone(dataset: Dataset, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield what the rules say of one dataset."""
    return ((each, verdict) for each in rules if each.check for verdict in each.check(dataset))


def by_publisher(datasets: Iterable[Dataset]) -> list[list[Dataset]]:
    """Return the datasets of each publisher, oldest first."""
    in_order = sorted(datasets, key=lambda each: (_area_code(each), each.edition.fiscal_year, each.edition.id))
    return [list(group) for _, group in groupby(in_order, _area_code)]


def _area_code(dataset: Dataset) -> str:
    return dataset.edition.area.code


def verdicts_between(publisher: Sequence[Dataset], rules: Iterable[Rule]) -> Iterator[tuple[Rule, Verdict]]:
    """Yield what the rules say of the datasets of one publisher beside each other, oldest first."""
    if len(publisher) < 2:
        return iter(())
    return ((each, verdict) for each in rules if each.check_between for verdict in each.check_between(publisher))


def findings_of(verdicts: Iterable[tuple[Rule, Verdict]]) -> tuple[list[Finding], Counter[Outcome]]:
    """Return the findings among some verdicts, which are those that say something, and how often each outcome came."""
    findings, outcomes = [], Counter[Outcome]()
    for each, verdict in verdicts:
        outcomes[verdict.outcome] += 1
        if verdict.sentence is not None:
            findings.append(_finding(each, verdict, verdict.sentence))
    return findings, outcomes


def _finding(found_by: Rule, verdict: Verdict, sentence: Message) -> Finding:
    note = verdict.note
    return Finding(
        found_by,
        verdict.outcome,
        in_both(sentence),
        tuple(origin.spot for origin in verdict.origins),
        Quotation(note.mark, note.text) if note else None,
    )


def finding_of_fault(fault: Fault) -> Finding:
    """Return a fault of a file as a finding, for reports that have only these."""
    return Finding(find_rule(fault.kind.code), Outcome.FAIL, in_both(fault.sentence), (fault.spot,))


def in_both(sentence: Message) -> Text:
    """Return a sentence as a text, which needs nothing that it was made from."""
    return Text(sentence.to("ja"), sentence.to("en"))
