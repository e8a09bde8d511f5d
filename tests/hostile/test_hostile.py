"""No bad input gives a traceback, hangs, writes to disk, or prints what a terminal or a runner would obey."""

import os
import re
import signal
import stat
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from privstat import registry
from tests.conftest import Call, Ran
from tests.hostile import files, logic, shapes, texts
from tests.hostile.case import FINE, REFUSED, Case

CASES = [
    *texts.not_toml(),
    *texts.subtle(),
    *texts.encodings(),
    *texts.bombs(),
    *texts.edges(),
    *logic.contradictions(),
    *shapes.wrong_types(),
    *shapes.unknown_keys(),
    *shapes.missing_keys(),
    *shapes.duplicate_keys(),
    *shapes.hostile_texts(),
    *shapes.hostile_ids(),
    *files.special_files(),
    *files.folders(),
]
REPORTS = registry.names("reports")
FORMS = (*registry.names("exporters"), *REPORTS)
# Tab and newline are no controls here; what is invisible is meant as well.
RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
OBEYED = re.compile(r"^\s*::|##\[|##vso\[", re.MULTILINE)
PLACE = re.compile(r":\d+:\d+: [A-Z]\d{3} ")
SECONDS = 8  # of the processor, and coverage is measured; two on an idle machine


@pytest.fixture(autouse=True)
def _no_hanging() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError(f"still busy after {SECONDS} s")

    before = signal.signal(signal.SIGPROF, stop)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def checked(call: Call, *words: str) -> Ran:
    """Run a command line, and hold what it prints to what is promised of every output."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    ran = call(*words)
    signal.setitimer(signal.ITIMER_PROF, 0)
    for printed in (ran.out, ran.err):
        assert not RAW.search(printed), printed
        annotated = words[-1] == "github" and printed is ran.out
        assert annotated or not OBEYED.search(printed), printed
    assert "Traceback" not in ran.err
    return ran


def snapshot(folder: Path) -> dict[bytes, object]:
    """Return the names in a folder, with what is in the files and when they were written."""
    with os.scandir(os.fsencode(folder)) as entries:
        states = {entry.path: entry.stat(follow_symlinks=False) for entry in entries}
    return {
        path: (state.st_mtime_ns, Path(os.fsdecode(path)).read_bytes() if stat.S_ISREG(state.st_mode) else None)
        for path, state in states.items()
    }


def test_there_are_hundreds_of_distinct_cases_in_a_dozen_classes(tmp_path: Path) -> None:
    made = set()
    for number, case in enumerate(CASES):
        if case.kind not in ("special files", "folders"):
            (tmp_path / str(number)).mkdir()
            made.add(Path(case.make(tmp_path / str(number))).read_bytes())
    assert len({case.id for case in CASES}) == len(CASES)
    assert len(made) >= 400
    assert len(Counter(case.kind for case in CASES)) >= 12


def test_the_sample_uses_every_key_of_the_format_and_is_fine(call: Call, tmp_path: Path) -> None:
    import tomli_w

    from tests import documents

    lists = documents.dataset_format("## All keys\n")
    keys = set(re.findall(r"^\| `([a-z0-9-]+)` \|", lists, re.MULTILINE))
    assert keys == {str(slot.keys[-1]) for slot in shapes.SLOTS} & keys
    path = tmp_path / "whole.toml"
    path.write_text(tomli_w.dumps(shapes.WHOLE), encoding="utf-8")
    assert call("validate", str(path), "--select", "S").code == 0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id[:80].encode("ascii", "backslashreplace").decode())
def test_a_bad_input_is_told_and_nothing_else_happens(case: Case, call: Call, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = snapshot(tmp_path)
    text = checked(call, "validate", path)
    assert text.code == case.code or (case.code == FINE and text.code == 1 and case.kind == "hostile text"), text
    if case.code == REFUSED:
        assert 0 < len(text.err.splitlines()) < 20 or case.kind == "folders", text.err
        assert not case.has_place or PLACE.search(text.err), text.err
        # The same flaws are told in each form; those of bombs take longest to find.
        forms: tuple[str, ...] = (FORMS[len(case.id) % len(FORMS)],) if case.kind != "bombs" else ()
    else:
        assert text.err == ""
        forms = FORMS if case.kind == "hostile text" else ("json", *REPORTS)
        shown(call, path, case)
    for form in forms:
        assert checked(call, "validate", path, "--lang", "ja", "--format", form).code == text.code
    assert snapshot(tmp_path) == before
    if case.kind == "folders":  # which Python's own removal of folders is not up to
        subprocess.run(["rm", "-rf", str(tmp_path)], check=True)


def shown(call: Call, path: str, case: Case) -> None:
    """Show what was accepted, each command in one of the formats and as text in the other language."""
    if case.kind == "folders":
        return
    exporters = registry.names("exporters")
    commands = [["list"], ["show", "x"], ["show", "x", "--as-printed"], ["totals"], ["source", "x"]]
    commands += [["trend", "s", "--chart"]] if case.kind == "hostile text" else []
    for number, words in enumerate(commands, len(case.id)):
        one, other = (("ja", "en"), ("en", "ja"))[number % 2]
        form = exporters[number % len(exporters)]
        assert checked(call, *words, "--data", path, "--lang", one, "--format", form).code == 0
        assert checked(call, *words, "--data", path, "--lang", other).code == 0
