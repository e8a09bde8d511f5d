"""What the tests share: a small dataset to break, a command line run in this process, golden files."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from privstat.cli import run
from privstat.load import load_dataset, load_text
from privstat.model import Dataset

if "CI" not in os.environ:  # there Hypothesis has a profile of its own, without chance and without deadlines
    settings.register_profile("privstat", deadline=None)
    settings.load_profile("privstat")

ROOT = Path(__file__).parent.parent
FY2020 = ROOT / "data" / "fy2020.toml"
SHARED = ROOT.parent / "shared"

HEAD = """\
format = 1

[dataset]
id          = "{id}"
fiscal-year = {year}
title       = "個人情報保護制度の運用状況"
area        = {{ code = "132047", ja = "三鷹市", en = "Mitaka City" }}
regime      = "{regime}"

[[sources]]
id     = "newsletter"
title  = "広報みたか"
tables = {tables}
"""


def dataset_text(
    tables: str, year: int = 2020, regime: str = "ordinance", id_: str = "", numbers: str = '["表X"]'
) -> str:
    """Return a dataset around some tables; the first of them is called 表X."""
    return HEAD.format(id=id_ or f"mitaka-fy{year}", year=year, regime=regime, tables=numbers) + tables


def dataset(tables: str, year: int = 2020, regime: str = "ordinance", id_: str = "") -> Dataset:
    """Load a dataset around some tables."""
    return load_text(dataset_text(tables, year, regime, id_), f"fy{year}.toml")


@contextmanager
def piped(content: bytes) -> Iterator[None]:
    """Put some bytes, no more than a pipe holds, on standard input."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    keep = os.dup(0)
    os.dup2(reading, 0)
    try:
        yield
    finally:
        os.dup2(keep, 0)
        os.close(keep)
        os.close(reading)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden files and generated documents again")


@pytest.fixture(scope="session")
def fy2020() -> Dataset:
    return load_dataset(FY2020)


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins in English, in the checkout, and with nothing that changes how output looks."""
    for name in list(os.environ):
        if name.startswith(("PRIVSTAT", "LC_", "LANG")) or name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(ROOT)


class Ran(NamedTuple):
    """How a command line ended, and what it printed."""

    code: int
    out: str
    err: str


Call = Callable[..., Ran]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs a command line in this process."""

    def called(*words: str, encoding: str = "utf-8") -> Ran:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        err = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(words)
            out.flush()
        buffer = out.buffer
        assert isinstance(buffer, io.BytesIO)
        return Ran(code, buffer.getvalue().decode(encoding), err.getvalue())

    return called


Golden = Callable[[Path, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that compares a text with a file, or writes the file under --update."""

    def compared(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path.name} is not there; pytest --update writes it"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} is stale; pytest --update writes it again"

    return compared
