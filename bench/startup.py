"""How long a call takes, beside what it cannot do without and beside other tools, in one interleaved run.

    python bench/startup.py [ROUNDS]

Makes virtual environments under ~/.cache/privstat-bench (the first run takes a minute), compiles them, checks that
every command prints what it should, and then runs all of them in turn, in another order each round. Printed are
medians: of the ratio to bare Python in the same round, for CPU and wall time, and of the ratio to the floor.
"""

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "privstat-bench"
PEERS = ["csvkit", "sqlite-utils", "frictionless"]
TABLE = "requests,disclosed,partial,refused,absent,withdrawn,reviews\n59,35,19,3,20,2,1\n"


class Command(NamedTuple):
    """A call to time, and a piece of text that it must print."""

    name: str
    words: list[str]
    prints: str = ""
    environment: tuple[tuple[str, str], ...] = ()


class Time(NamedTuple):
    """Seconds that a call took."""

    cpu: float
    wall: float


def environment(name: str, *packages: str) -> Path:
    """Return the programs of a virtual environment with some packages, made where it is not there yet."""
    folder = CACHE / f"{name}-{sys.version_info.major}.{sys.version_info.minor}"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", *packages], check=True)
        (folder / "ready").touch()
    return folder / "bin"


def commands() -> list[Command]:
    """Return the calls: bare Python, the floor, privstat, peers."""
    own = environment("privstat", str(ROOT))
    # The environment is kept, the program in it is always that of this checkout, compiled.
    subprocess.run([own / "pip", "install", "--quiet", "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    subprocess.run([own / "python", "-m", "compileall", "-q", own.parent / "lib"], check=True, env=plain_environment())
    peers = environment("peers", *PEERS)
    subprocess.run([peers / "python", "-m", "compileall", "-q", peers.parent / "lib"], check=False, capture_output=True)
    table = CACHE / "table6.csv"
    table.write_text(TABLE)
    python, privstat, data = str(own / "python"), str(own / "privstat"), str(ROOT / "data" / "fy2020.toml")
    return [
        Command("python -c pass", [python, "-c", "pass"]),
        Command("import tomllib", [python, "-c", "import tomllib"]),
        Command("floor: import typer, tomllib", [python, "-c", "import typer, tomllib"]),
        Command("show table6", [privstat, "show", "table6"], "注1"),
        Command("show table6 --format json", [privstat, "show", "table6", "--format", "json"], '"requests": 59'),
        Command("show table6, in colour", [privstat, "show", "table6"], "\x1b[", (("FORCE_COLOR", "1"),)),
        Command("trend mynumber-cards", [privstat, "trend", "mynumber-cards"], "19,696"),
        Command("totals", [privstat, "totals"], "46,896"),
        Command("validate data/fy2020.toml", [privstat, "validate", data], "explained"),
        Command("--help (Typer)", [privstat, "--help"], "trend"),
        Command("peer: csvlook", [str(peers / "csvlook"), str(table)], "59"),
        Command(
            "peer: sqlite-utils", [str(peers / "sqlite-utils"), "memory", str(table), "select * from table6"], "59"
        ),
        Command("peer: frictionless validate", [str(peers / "frictionless"), "validate", table.name], " VALID"),
    ]


def plain_environment() -> dict[str, str]:
    """Return the environment without what changes how Python starts."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def timed(command: Command) -> tuple[Time, str]:
    """Run a command once and return its times and what it printed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.run(
        command.words, env=plain_environment() | dict(command.environment), capture_output=True, check=True, cwd=CACHE
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Time(cpu, wall), process.stdout.decode()


def main() -> None:
    """Check, measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    CACHE.mkdir(parents=True, exist_ok=True)
    known = commands()
    for command in known:
        _, printed = timed(command)
        assert command.prints in printed, f"{command.name} printed: {printed}"
    times: list[dict[str, Time]] = []
    for _ in range(rounds):
        order = random.sample(known, len(known))
        times.append({command.name: timed(command)[0] for command in order})
    bare, floor = known[0].name, known[2].name
    print(f"Python {sys.version.split()[0]}, {rounds} rounds; bare Python takes", end=" ")
    print(f"{median(each[bare].wall for each in times) * 1000:.1f} ms of wall time\n")
    print(f"{'':34} {'CPU':>8} {'wall':>8}   {'CPU':>8} {'wall':>8}")
    print(f"{'':34} {'× bare':>8} {'× bare':>8}   {'× floor':>8} {'× floor':>8}")
    for command in known:
        ratios = [
            median(getattr(each[command.name], kind) / getattr(each[base], kind) for each in times)
            for base in (bare, floor)
            for kind in ("cpu", "wall")
        ]
        print(f"{command.name:34} {ratios[0]:8.2f} {ratios[1]:8.2f}   {ratios[2]:8.2f} {ratios[3]:8.2f}")


if __name__ == "__main__":
    main()
