"""What a writer that was killed leaves behind goes with the next write; what a living one holds stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from privstat import rewrite as rewriting
from privstat.rewrite import rewrite, write_new

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks and signals as POSIX has them")
NAME = ".privstat-0123456789abcdef.tmp"
# A writer that stops between writing and renaming.
WRITER = """
import os, sys
from privstat.rewrite import rewrite
def stop(*_):
    print(flush=True)
    sys.stdin.read()
os.replace = stop
rewrite("x", b"old", b"new")
"""


@pytest.fixture
def writer(tmp_path: Path) -> subprocess.Popen[bytes]:
    (tmp_path / "x").write_bytes(b"old")
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout
    process.stdout.readline()
    return process


def end(process: subprocess.Popen[bytes], number: signal.Signals = signal.SIGKILL) -> None:
    process.send_signal(number)
    process.communicate()


def test_what_a_killed_writer_left_goes_with_the_next_write(tmp_path: Path, writer: subprocess.Popen[bytes]) -> None:
    end(writer)
    assert len(os.listdir(tmp_path)) == 2
    rewrite(str(tmp_path / "x"), b"old", b"new")
    assert os.listdir(tmp_path) == ["x"]
    assert (tmp_path / "x").read_bytes() == b"new"


def test_what_a_living_writer_holds_stays(tmp_path: Path, writer: subprocess.Popen[bytes]) -> None:
    try:
        write_new(str(tmp_path / "y"), b"new")
        (held,) = set(os.listdir(tmp_path)) - {"x", "y"}
        assert (tmp_path / held).read_bytes() == b"new"
    finally:
        end(writer)


def test_only_files_with_such_a_name_go(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    for folder, make in (
        ("file", lambda path: path.write_bytes(b"")),
        ("folder", lambda path: path.mkdir()),
        ("link", lambda path: path.symlink_to(outside)),
        ("pipe", os.mkfifo),
    ):
        here = tmp_path / folder
        here.mkdir()
        make(here / NAME)
        (here / f"my{NAME}").write_bytes(b"")
        (here / ".privstat-notes.tmp").write_bytes(b"")
        write_new(str(here / "y"), b"new")
        assert ((here / NAME).exists() or (here / NAME).is_symlink()) is (folder != "file")
        assert {"y", f"my{NAME}", ".privstat-notes.tmp"} <= set(os.listdir(here))
    assert outside.read_bytes() == b"mine"


def test_a_file_that_is_swept_away_before_it_is_held_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = rewriting._hold
    swept: list[str] = []

    def late(descriptor: int, *, waits: bool) -> bool:
        if not swept:
            swept.extend(os.listdir(tmp_path))
            os.unlink(tmp_path / swept[0])
        return hold(descriptor, waits=waits)

    monkeypatch.setattr(rewriting, "_hold", late)
    write_new(str(tmp_path / "x"), b"new")
    assert len(swept) == 1
    assert os.listdir(tmp_path) == ["x"]


def test_without_locks_files_are_written_and_nothing_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(b"")
    monkeypatch.setitem(sys.modules, "fcntl", None)
    write_new(str(tmp_path / "x"), b"old")
    rewrite(str(tmp_path / "x"), b"old", b"new")
    assert (tmp_path / "x").read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == [NAME, "x"]
