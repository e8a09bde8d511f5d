"""What the rules about figures that stand out from their neighbours have in common."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from privstat.codelists import Status
from privstat.model import Cell, Dataset, Table
from privstat.once import once
from privstat.relations import accounting_note, explained
from privstat.runs import Figure, Kind, Suspect, runs, suspects
from privstat.validate import PASSED, Verdict, failed
from privstat.words import Message, Text

_STANDS_OUT = {
    True: Text(
        en="{column} is {number:,} in {when}, but {neighbours} (× {factor:,}, {difference:+,})",
        ja="{when}の{column}は {number:,} ですが、{neighbours} です({factor:,} 倍、{difference:+,})",
    ),
    False: Text(
        en="{column} is {number:,} in {when}, but {neighbours} (÷ {factor:,}, {difference:+,})",
        ja="{when}の{column}は {number:,} ですが、{neighbours} です({factor:,} 分の 1、{difference:+,})",
    ),
}


def verdicts_within(dataset: Dataset, kind: Kind, template: Text) -> Iterator[Verdict]:
    """Yield what is to be said of the runs of figures inside one dataset."""
    for found in _within(dataset):
        yield from _verdicts([each for each in found if each.kind is kind], template)


def verdicts_across(publisher: Sequence[Dataset], kind: Kind, template: Text) -> Iterator[Verdict]:
    """Yield what is to be said of runs that go from one dataset to the next, and shows in none of them alone."""
    across, told = _across(publisher)
    for found in across:
        here = [each for each in found if each.kind is kind]
        yield from _verdicts([each for each in here if id(each.figure.cell) not in told], template)


@once
def _within(dataset: Dataset) -> list[list[Suspect]]:
    """Return the suspects of each run inside a dataset that has more than one figure."""
    return [list(suspects(run)) for run in runs(dataset.tables) if len(run) > 1]


@once
def _across(publisher: Sequence[Dataset]) -> tuple[list[list[Suspect]], set[int]]:
    """Return the suspects of each run over several tables, and the cells that stand out in their own table."""
    tables = [table for dataset in publisher for table in dataset.tables]
    across = [list(suspects(run)) for run in runs(tables) if len({id(figure.table) for figure in run}) > 1]
    told = {id(cell) for table in tables for cell in _suspects_of(table)} if any(across) else set()
    return across, told


def _suspects_of(table: Table) -> Iterator[Cell]:
    return (suspect.figure.cell for run in runs([table]) for suspect in suspects(run))


def _verdicts(found: Iterable[Suspect], template: Text) -> Iterator[Verdict]:
    yield from [_verdict(suspect, template) for suspect in found] or [PASSED]


def _verdict(suspect: Suspect, template: Text) -> Verdict:
    here = suspect.figure
    cells = [here.cell, *(neighbour.cell for neighbour in suspect.neighbours)]
    facts = {
        "column": here.cell.column.label,
        "number": here.number,
        "when": _words(here),
        "neighbours": _together(suspect.neighbours),
        "factor": suspect.factor.quantize(Decimal("0.1"), ROUND_HALF_UP),
        "difference": here.number - suspect.neighbours[0].number,
    }
    stands_out = Message(_STANDS_OUT[suspect.grew], facts)
    verdict = failed(stands_out, *(cell.origin for cell in cells))
    note = accounting_note(cells[0], cells[1:])
    if note or here.cell.status is Status.BREAK:
        return explained(verdict, note)
    return verdict._replace(sentence=Message(template, {"stands_out": stands_out}))


def _words(figure: Figure) -> Text:
    return Text(ja=figure.when.label("ja"), en=figure.when.label("en"))


def _together(figures: Sequence[Figure]) -> Text:
    return Text(
        en=" and ".join(f"{each.number:,} in {_words(each).en}" for each in figures),
        ja="、".join(f"{_words(each).ja}は {each.number:,}" for each in figures),
    )
