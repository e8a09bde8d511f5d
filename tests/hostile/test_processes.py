"""A sample of bad input for the program as a process, and bad surroundings: pipes, signals, outputs, variables."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from privstat import files
from privstat.batch import files_at, inspections
from privstat.errors import UnreadableFile
from privstat.load import load_dataset
from privstat.validate import all_rules
from tests.conftest import FY2020, ROOT, Call
from tests.hostile.case import Case
from tests.hostile.test_hostile import CASES, RAW

SAMPLE = list({case.kind: case for case in CASES}.values())
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "COV"))}


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "privstat", *words]
    return subprocess.run(command, env=PLAIN | environment, capture_output=True, cwd=ROOT, check=False, timeout=60)


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.kind)
def test_a_process_ends_as_a_call_does(case: Case, tmp_path: Path) -> None:
    process = run("validate", case.make(tmp_path), LC_ALL="C")
    assert process.returncode == case.code or case.kind == "hostile text"
    for printed in (process.stdout.decode(), process.stderr.decode()):
        assert "Traceback" not in printed
        assert "Exception ignored" not in printed
        assert not RAW.search(printed)


@pytest.mark.parametrize("name", ["PRIVSTAT_MAX_BYTES", "COLUMNS"])
@pytest.mark.parametrize("value", ["", "0", "-1", "nan", "٣", "9" * 12, "9" * 19, "9" * 5_000])
def test_no_variable_is_a_traceback(name: str, value: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert call("show", "table6").code == (2 if (name, value) == ("PRIVSTAT_MAX_BYTES", "0") else 0)
    assert call("validate", "data/fy2020.toml").code in (0, 2)


def test_a_file_that_vanishes_between_listing_and_reading_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_bytes(FY2020.read_bytes())
    listed = files_at([str(tmp_path)])
    (tmp_path / "a.toml").unlink()
    gone, there = inspections(listed, all_rules())
    assert gone.error
    assert "No such file" in gone.error.en
    assert there.dataset == "mitaka-fy2020"


def test_a_folder_that_cannot_be_listed_is_told_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "x.toml").write_bytes(FY2020.read_bytes())
    scandir = os.scandir

    def refused(path: str) -> object:  # for root may read everything
        if path.endswith("inside"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(UnreadableFile, match="inside: Permission denied"):
        files_at([str(tmp_path)])


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_cannot_be_read_is_told(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(files, "open", refused, raising=False)
    with pytest.raises(UnreadableFile, match=error.strerror):
        load_dataset(FY2020)


def test_colours_do_not_hide_a_command_from_being_defused(tmp_path: Path) -> None:
    text = FY2020.read_text(encoding="utf-8").replace('"Based on law"', '"::error::x ##[error]y"')
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    out = run("show", "table5", "--data", str(tmp_path), FORCE_COLOR="1").stdout.decode()
    assert "\x1b[1m" in out
    assert "\\x3a:error::x \\x23#[error]y" in out


def test_a_process_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path) -> None:
    for number in range(60):
        text = FY2020.read_text(encoding="utf-8").replace("mitaka-fy2020", f"copy-{number}")
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-m", "privstat", "validate", str(tmp_path)]
    with subprocess.Popen(command, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.send_signal(signal.SIGTERM)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert complaint == b""
    assert sorted(tmp_path.iterdir()) == before
