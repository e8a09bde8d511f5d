"""Rules, what they find, and how they are run over datasets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from privstat import registry
from privstat.codelists import STATUS_WORDS
from privstat.errors import FaultKind, UnknownName
from privstat.model import Cell, Dataset, Footnote
from privstat.place import Origin, Place
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


def undecided(missing: Sequence[Cell], *origins: Origin) -> Verdict:
    """Return the verdict that nothing can be said of a comparison, because some of its cells have no figure."""
    sentence = message(
        en="not checked: there is no figure in {cells} ({status})",
        ja="確認できません: {cells} に数値がありません({status})",
        cells=", ".join(cell.address for cell in missing),
        status=STATUS_WORDS[missing[0].status],
    )
    return Verdict(Outcome.UNDECIDED, origins, sentence)


class Rule(NamedTuple):
    """A rule: its code, its name, how much it matters, a docstring that is its manual, and the check itself.

    What the loader finds (a file that breaks the format) has a manual here, but no check.
    """

    code: str
    name: str
    severity: Severity
    docstring: str
    check: Callable[[Dataset], Iterable[Verdict]] | None

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
        """A dataset, or tables of one, that breaks this rule and no other."""
        lines = [line.removeprefix("    ") for line in self.manual.splitlines() if not _is_prose(line)]
        return "\n".join(lines).strip("\n") + "\n"

    def text(self, lang: Language) -> str:
        """Return the manual in one language: English stands before the indented example, Japanese after it."""
        lines = self.manual.splitlines()
        indented = [number for number, line in enumerate(lines) if not _is_prose(line) and line.strip()]
        part = lines[: indented[0]] if lang == "en" else lines[indented[-1] + 1 :]
        return "\n".join(part).strip()


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("    ")


def rule(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Dataset], Iterable[Verdict]]], Rule]:
    """Make a rule of a function from a dataset to verdicts; its docstring is the manual."""
    return lambda check: Rule(code, name, severity, check.__doc__ or "", check)


def fault_rule(kind: FaultKind) -> Callable[[Callable[[], None]], Rule]:
    """Make a manual of the docstring of an empty function, for a fault that the loader finds."""
    return lambda function: Rule(kind.code, kind.name, Severity.ERROR, function.__doc__ or "", None)


class Finding(NamedTuple):
    """A verdict that is not a pass, and the rule that gave it."""

    rule: Rule
    verdict: Verdict

    @property
    def severity(self) -> Severity:
        """How much it matters, which depends on the outcome first."""
        match self.verdict.outcome:
            case Outcome.FAIL:
                return self.rule.severity
            case Outcome.MOVED:
                return Severity.ERROR
            case Outcome.STALE:
                return Severity.WARNING
            case _:
                return Severity.INFORMATION

    @property
    def places(self) -> list[Place]:
        """The places of all cells concerned, the leading one first."""
        return [origin.place for origin in self.verdict.origins]


class Validation(NamedTuple):
    """What the rules found, in the order of files and places, and how often each outcome came."""

    findings: tuple[Finding, ...]
    summary: dict[Outcome, int]

    @property
    def has_errors(self) -> bool:
        """Whether a figure is wrong."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


RULE = Text(en="rule", ja="ルール")


def all_rules() -> list[Rule]:
    """Return every rule of the folder `rules`, by code."""
    modules = [registry.module("rules", name) for name in registry.names("rules")]
    return sorted(each for module in modules for each in vars(module).values() if isinstance(each, Rule))


def find_rule(name: str) -> Rule:
    """Return a rule by code or name. Raises UnknownName."""
    rules = all_rules()
    for each in rules:
        if name.lower() in (each.code.lower(), each.name):
            return each
    raise UnknownName(RULE, name, [known for each in rules for known in (each.code, each.name)])


def validation(datasets: Iterable[Dataset]) -> Validation:
    """Run every rule over every dataset."""
    findings: list[Finding] = []
    outcomes: Counter[Outcome] = Counter()
    rules = all_rules()
    for dataset in datasets:
        found = list(_findings(dataset, rules, outcomes))
        findings += sorted(found, key=lambda finding: (finding.places[:1], finding.rule.code))
    return Validation(tuple(findings), {outcome: outcomes[outcome] for outcome in Outcome})


def _findings(dataset: Dataset, rules: list[Rule], outcomes: Counter[Outcome]) -> Iterator[Finding]:
    for each in rules:
        for verdict in each.check(dataset) if each.check else ():
            outcomes[verdict.outcome] += 1
            if verdict.outcome is not Outcome.PASS:
                yield Finding(each, verdict)
