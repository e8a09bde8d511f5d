"""Many dataset files: checked one by one and publisher by publisher, on every core, told in the order of the files.

A file that cannot be read is a result like any other, and the rest goes on. The datasets of one publisher are held
together, because some rules compare them; those of another one are loaded when they are gone.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from privstat.catalog import is_called, refuse_unknown_area
from privstat.errors import UNREADABLE_FILE, Fault, FaultyFile, PrivstatError, UnreadableFile
from privstat.load import DuplicateDataset, dataset_files, load_dataset
from privstat.model import Area, Dataset
from privstat.period import FiscalYear
from privstat.place import Place, Spot
from privstat.toml_text import byte_limit
from privstat.validate import (
    Finding,
    Outcome,
    Rule,
    Suggestion,
    Verdict,
    by_publisher,
    finding_of_fault,
    findings_of,
    in_both,
    verdicts_alone,
    verdicts_between,
)
from privstat.words import Text, message

if TYPE_CHECKING:
    from privstat.repair import Diagnosis

MOST_TOGETHER = 100  # datasets of one publisher; a century of pages
_FEWEST_TO_SHARE = 16  # files; to start other processes for fewer takes longer than to read them
_FILES_AT_ONCE = 8  # that a process is given, unless one publisher has more
_AREA_CODE = re.compile(rb"""code["']?[ \t]*=[ \t]*["'](\d{6})["']""")


class WorkerDied(PrivstatError):
    """A process that was checking files is gone, killed from outside."""

    def __init__(self) -> None:
        super().__init__(
            message(
                en="a process that was checking files was killed; was there too little memory?",
                ja="ファイルを確認していたプロセスが強制終了されました。メモリーが不足していませんか",
            )
        )


class Inspection(NamedTuple):
    """What came of one file.

    A file that cannot be read has no `dataset` but an `error`, the message as the other commands print it, and
    findings made of its faults; no rule was run over it.
    """

    path: str
    findings: tuple[Finding, ...]
    outcomes: Counter[Outcome]
    dataset: str | None = None  # its id
    area: Area | None = None
    fiscal_year: FiscalYear | None = None
    others: int = 0  # how many datasets of the same publisher it was compared with
    error: Text | None = None
    rules: tuple[Rule, ...] = ()  # those that were asked for; the ones between years need `others`


def files_at(paths: Sequence[str | None]) -> list[str]:
    """Return the dataset files that paths name: files, and all `*.toml` in folders and the folders inside.

    None stands for the usual datasets. Folders whose name begins with a dot, and links to folders, are passed over.
    Raises UnreadableFile where a folder has no such file.
    """
    return list(dict.fromkeys(file for path in paths for file in _files_below(path)))


def _files_below(path: str | None) -> list[str]:
    if path is None or not os.path.isdir(path):
        return dataset_files(path)
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.join(folder, name) for name in names if name.endswith(".toml")]
    return sorted(found) or dataset_files(path)  # which says what is wrong with the folder


def of_area(found: Iterable[Inspection], area: str | None) -> list[Inspection]:
    """Return what came of the files of one publisher, and of those that cannot be read; None is all of them.

    Raises UnknownName where no file is of this publisher.
    """
    found = list(found)
    areas = [inspection.area for inspection in found if inspection.area]
    if area is None or not areas:
        return found
    refuse_unknown_area(area, areas)
    return [each for each in found if each.area is None or is_called(each.area, area)]


def inspections(files: Sequence[str], rules: Sequence[Rule]) -> Iterator[Inspection]:
    """Yield what comes of each file, in the order given. Raises WorkerDied."""
    waiting = iter(files)
    expected = next(waiting, None)
    done: dict[str, Inspection] = {}
    ids: dict[str, str] = {}
    for group in _inspected_groups(_groups(files), rules):
        done |= {each.path: each for each in group}
        while expected in done:
            yield _unless_duplicate(done.pop(expected), ids)._replace(rules=tuple(rules))
            expected = next(waiting, None)


def _groups(files: Sequence[str]) -> list[list[str]]:
    """Return the files publisher by publisher, as well as it can be told before they are parsed."""
    groups: dict[object, list[str]] = {}
    for number, path in enumerate(dict.fromkeys(files)):
        code = _area_code(path) if len(files) > 1 else None
        groups.setdefault(code or number, []).append(path)
    most = MOST_TOGETHER
    return [group[start : start + most] for group in groups.values() for start in range(0, len(group), most)]


def _area_code(path: str) -> bytes | None:
    if not os.path.isfile(path):  # to open a FIFO would be to wait for a writer
        return None
    try:
        with open(path, "rb") as file:
            found = _AREA_CODE.search(file.read(byte_limit()))
    except OSError:
        return None
    return found[1] if found else None


def _inspected_groups(groups: list[list[str]], rules: Sequence[Rule]) -> Iterator[list[Inspection]]:
    count = sum(map(len, groups))
    workers = _cores() if count >= _FEWEST_TO_SHARE else 1
    if min(workers, len(groups)) < 2:
        yield from (_inspected(group, rules) for group in groups)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(workers, initializer=_end_at_ctrl_c)
    share = max(1, _FILES_AT_ONCE * len(groups) // count)
    try:
        yield from pool.map(_inspected, groups, [tuple(rules)] * len(groups), chunksize=share)
    except BrokenProcessPool:
        raise WorkerDied from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _end_at_ctrl_c() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # at once and without a traceback; the parent tells


def _inspected(paths: Sequence[str], rules: Sequence[Rule]) -> list[Inspection]:
    datasets: list[Dataset] = []
    found: list[Inspection] = []
    for path in paths:
        try:
            datasets.append(load_dataset(path))
        except PrivstatError as error:
            found.append(_broken(path, error))
    for publisher in by_publisher(datasets):
        verdicts = {each.edition.path: list(verdicts_alone(each, rules)) for each in publisher}
        newest = publisher[-1].edition.path
        for each, verdict in verdicts_between(publisher, rules):
            home = verdict.origins[0].document.path if verdict.origins else newest
            verdicts[home].append((each, verdict))
        found += [_inspection(each, verdicts[each.edition.path], publisher) for each in publisher]
    return found


def _inspection(dataset: Dataset, verdicts: Iterable[tuple[Rule, Verdict]], publisher: list[Dataset]) -> Inspection:
    findings, outcomes = findings_of(verdicts)
    if outcomes[Outcome.FAIL] or outcomes[Outcome.MOVED]:
        findings = _with_suggestions(findings, dataset, publisher)
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    edition = dataset.edition
    return Inspection(
        edition.path, ordered, outcomes, edition.id, edition.area, edition.fiscal_year, len(publisher) - 1
    )


def _with_suggestions(findings: list[Finding], dataset: Dataset, publisher: list[Dataset]) -> list[Finding]:
    """Return the findings with the single slips that would explain them."""
    from privstat.repair import diagnoses

    slips = {(each.equation.code, each.equation.origin.place): each for each in diagnoses(dataset, publisher)}
    # Where sums cross, their finding leads with the cell in which they do.
    found = [
        next(filter(None, (slips.get((each.rule.code, place)) for place in each.places)), None) for each in findings
    ]
    return [
        each._replace(fit=in_both(slip.sentence), suggestions=tuple(_suggestions(slip))) if slip else each
        for each, slip in zip(findings, found, strict=True)
    ]


def _suggestions(diagnosis: "Diagnosis") -> Iterator[Suggestion]:
    for repair in diagnosis.repairs:
        yield Suggestion(repair.rank, repair.kind.value, tuple(repair.names(diagnosis.equation.code)), repair.sentence)


def _broken(path: str, error: PrivstatError) -> Inspection:
    faults = error.faults if isinstance(error, FaultyFile) else [_fault(path, error)]
    findings = tuple(finding_of_fault(fault) for fault in faults)
    return Inspection(path, findings, Counter(), error=Text(error.message("ja"), error.message("en")))


def _fault(path: str, error: PrivstatError) -> Fault:
    """Return an error that has no place inside its file as a fault of the whole file."""
    sentence = message(en="{why}", ja="{why}", why=error.why) if isinstance(error, UnreadableFile) else error.sentence
    return Fault(UNREADABLE_FILE, Spot(Place(path, 1, 1), 1, ""), sentence)


def _unless_duplicate(inspection: Inspection, ids: dict[str, str]) -> Inspection:
    """Return the inspection, or that of a file that cannot be read where another file has the same id."""
    if inspection.dataset is None:
        return inspection
    first = ids.setdefault(inspection.dataset, inspection.path)
    if first == inspection.path:
        return inspection
    return _broken(inspection.path, DuplicateDataset(inspection.dataset, first, inspection.path))
