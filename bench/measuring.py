"""Calls that are timed beside each other: environments, one run of a command, rounds, ratios."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "privstat-bench"


class Command(NamedTuple):
    """A call to time, and a piece of text that it must print."""

    name: str
    words: list[str]
    prints: str = ""
    environment: tuple[tuple[str, str], ...] = ()


class Time(NamedTuple):
    """Seconds that a call took with all its processes, and the most memory that one of them held, in bytes."""

    cpu: float
    wall: float
    memory: int


Round = dict[str, Time]  # by the name of the command


def environment(name: str, *packages: str) -> Path:
    """Return the programs of a virtual environment with some packages, made and compiled where it is not there yet."""
    folder = CACHE / f"{name}-{sys.version_info.major}.{sys.version_info.minor}"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *packages], check=True)
        _compile(folder)
        (folder / "ready").touch()
    return folder / "bin"


def own_environment() -> Path:
    """Return the programs of an environment with privstat: kept, but what is in it is always this checkout."""
    own = environment("privstat", str(ROOT))
    subprocess.run([own / "pip", "install", "--quiet", "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    _compile(own.parent)
    return own


def _compile(folder: Path) -> None:
    # Some packages carry files for other versions of Python, which cannot be compiled.
    words = [str(folder / "bin" / "python"), "-m", "compileall", "-q", str(folder / "lib")]
    subprocess.run(words, check=False, capture_output=True, env=plain_environment())


def plain_environment() -> dict[str, str]:
    """Return the environment without what changes how Python starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def timed(command: Command) -> tuple[Time, str]:
    """Run a command once and return what it took and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        env=plain_environment() | dict(command.environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=CACHE,
    )
    assert process.stdout
    printed = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command.name} ended with {process.returncode}: {printed[-2000:]}"
    unit = 1 if sys.platform == "darwin" else 1024
    return Time(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit), printed


def check(commands: Sequence[Command]) -> None:
    """Run every command once; each must print what it should."""
    for command in commands:
        _, printed = timed(command)
        assert command.prints in printed, f"{command.name} printed: {printed[-2000:]}"


def measured(commands: Sequence[Command], rounds: int) -> list[Round]:
    """Return what the commands took in some rounds, in another order each."""
    return [
        {command.name: timed(command)[0] for command in random.sample(commands, len(commands))} for _ in range(rounds)
    ]


def ratio(rounds: Sequence[Round], name: str, base: str, kind: Callable[[Time], float]) -> float:
    """Return the median of the ratios of two commands, each to the other in the same round."""
    return median(kind(each[name]) / kind(each[base]) for each in rounds)


def cpu(took: Time) -> float:
    """Return the seconds of computing."""
    return took.cpu


def wall(took: Time) -> float:
    """Return the seconds that one waits."""
    return took.wall
