"""What `validate` says of a text that is not in a file yet."""

from typing import NamedTuple

from privstat.errors import FaultyFile
from privstat.load import load_text
from privstat.model import Dataset
from privstat.validate import Finding, Severity, validation
from privstat.words import Text


class Proof(NamedTuple):
    """The errors and warnings about a dataset as lines, how many checks there were, and the dataset if it is one."""

    errors: tuple[Text, ...]
    warnings: tuple[Text, ...]
    checks: int
    dataset: Dataset | None = None


def proof_of(text: str, path: str) -> Proof:
    """Return what `validate` says of the text of a dataset; `path` is what it will be called."""
    try:
        dataset = load_text(text, path)
    except FaultyFile as error:
        return Proof(tuple(Text(each.line("ja"), each.line("en")) for each in error.faults), (), 0)
    found = validation([dataset])
    errors = [each for each in found.findings if each.reaches(Severity.ERROR)]
    warnings = [each for each in found.findings if each.severity is Severity.WARNING]
    return Proof(tuple(map(_line, errors)), tuple(map(_line, warnings)), sum(found.summary.values()), dataset)


def _line(finding: Finding) -> Text:
    where = f"{finding.places[0]}: {finding.rule.code} {finding.rule.name}: "
    return Text(where + finding.sentence.ja, where + finding.sentence.en)
