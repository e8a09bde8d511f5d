"""How long a call takes, beside what it cannot do without and beside other tools, in one interleaved run.

    python bench/startup.py [ROUNDS]

Makes virtual environments under ~/.cache/privstat-bench (the first run takes a minute), compiles them, checks that
every command prints what it should, and then runs all of them in turn, in another order each round. Printed are
medians: of the ratio to bare Python in the same round, for CPU and wall time, and of the ratio to the floor.
"""

import sys
from statistics import median

from measuring import CACHE, ROOT, Command, check, cpu, environment, measured, own_environment, ratio, wall

PEERS = ["csvkit", "sqlite-utils", "frictionless"]
TABLE = "requests,disclosed,partial,refused,absent,withdrawn,reviews\n59,35,19,3,20,2,1\n"


def commands() -> list[Command]:
    """Return the calls: bare Python, the floor, privstat, peers."""
    own = own_environment()
    peers = environment("peers", *PEERS)
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


def main() -> None:
    """Check, measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    CACHE.mkdir(parents=True, exist_ok=True)
    known = commands()
    check(known)
    times = measured(known, rounds)
    bare, floor = known[0].name, known[2].name
    print(f"Python {sys.version.split()[0]}, {rounds} rounds; bare Python takes", end=" ")
    print(f"{median(each[bare].wall for each in times) * 1000:.1f} ms of wall time\n")
    print(f"{'':34} {'CPU':>8} {'wall':>8}   {'CPU':>8} {'wall':>8}")
    print(f"{'':34} {'× bare':>8} {'× bare':>8}   {'× floor':>8} {'× floor':>8}")
    for command in known:
        ratios = [ratio(times, command.name, base, kind) for base in (bare, floor) for kind in (cpu, wall)]
        print(f"{command.name:34} {ratios[0]:8.2f} {ratios[1]:8.2f}   {ratios[2]:8.2f} {ratios[3]:8.2f}")


if __name__ == "__main__":
    main()
