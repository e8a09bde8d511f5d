"""How long it takes to prove one page and thousands, beside peers and beside parsing the same files, in one run.

    python bench/validate.py [ROUNDS]

Makes 2,000 variations of the FY2020 page and virtual environments under ~/.cache/privstat-bench (the first run takes
some minutes). Peers get the same tables as CSV and the rules that they can express: types, unique keys, months that
add up to the printed total, outcomes that cover the requests; those that can take the tables of all pages together.
They are given no notes and no places, and tell none. Each is checked on good pages and on bad ones first.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median

import pages
from measuring import (
    CACHE,
    Command,
    Round,
    Time,
    check,
    cpu,
    environment,
    measured,
    own_environment,
    ratio,
    timed,
    wall,
)

PEERS = Path(__file__).parent / "peers"
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
FEW = 100  # pages for the peer that takes them one by one; many are computed from these
FLAT = 500  # pages whose memory is compared with that of all


def peer_commands(folders: Sequence[Path]) -> list[Command]:
    """Return the calls that check the tables of pages with peers."""
    kit, prints = environment("peers", "csvkit", "sqlite-utils", "frictionless"), f"{len(folders)} pages are valid"
    pandera, vtl = environment("pandera", "pandera[pandas]"), environment("vtl", "vtlengine")
    return [
        Command(f"peer: {name}", [str(programs / "python"), str(PEERS / f"{script}.py"), *map(str, folders)], prints)
        for name, programs, script in (
            ("pandera", pandera, "pandera_tables"),
            ("vtlengine", vtl, "vtl_tables"),
            ("csvkit", kit, "csvkit_tables"),
            ("frictionless", kit, "frictionless_tables"),
        )
    ]


def frictionless_alone(folder: Path) -> Command:
    """Return the call of frictionless as people make it: types and keys only."""
    program = environment("peers") / "frictionless"
    return Command("peer: frictionless validate", [str(program), "validate", str(folder / "datapackage.json")], "VALID")


def parsing(name: str, parser: str, programs: Path, processes: int) -> Command:
    """Return the call that only parses all pages."""
    words = [str(programs / "python"), str(PEERS / "parsing.py"), parser, str(processes), str(pages.FOLDER)]
    return Command(name, words, "2000 files")


def check_on_bad_pages(folder: Path) -> None:
    """Let the peers see a month and an outcome that are wrong; each must notice both."""
    for name, line, column in (("annex1", 3, -1), ("table6", 1, 0)):
        bad = CACHE / "bad"
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(folder, bad)
        lines = (bad / f"{name}.csv").read_text(encoding="utf-8").split("\n")
        cells = lines[line].split(",")
        cells[column] = "99999"
        lines[line] = ",".join(cells)
        (bad / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        for command in peer_commands([folder, bad]):
            try:
                timed(command)
            except AssertionError:
                continue
            raise AssertionError(f"{command.name} did not notice what is wrong in {name}")


def scaled(first: Time, few: Time, count: int) -> Time:
    """Return what many pages would take, from what the first takes and what FEW take."""
    more = (count - 1) / (FEW - 1)
    return Time(
        first.cpu + (few.cpu - first.cpu) * more,
        first.wall + (few.wall - first.wall) * more,
        max(first.memory, few.memory),
    )


def print_ratios(names: Iterable[str], rounds: Sequence[Round], base: str) -> None:
    """Print what commands took, and the ratios to one of them."""
    print(f"{'':44} {'CPU s':>8} {'wall s':>8}   {'CPU':>7} {'wall':>7}")
    for name in names:
        seconds = [median(kind(each[name]) for each in rounds) for kind in (cpu, wall)]
        ratios = [ratio(rounds, name, base, kind) for kind in (cpu, wall)]
        print(f"{name:44} {seconds[0]:8.2f} {seconds[1]:8.2f}   {ratios[0]:6.2f}× {ratios[1]:6.2f}×")
    print()


def main() -> None:
    """Make, check, measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    files = pages.pages()
    folders = [pages.tables(file) for file in files]
    own = own_environment()
    python, privstat = str(own / "python"), str(own / "privstat")

    peers = peer_commands(folders[:1])
    one = [
        Command("privstat validate FILE", [privstat, "validate", str(files[0])], "1 explained, 0 failed"),
        Command("python -c pass", [python, "-c", "pass"]),
        Command(
            "import tomllib, parse the file",
            [python, "-c", f"import tomllib; tomllib.load(open({str(files[0])!r}, 'rb'))"],
        ),
        *peers,
        frictionless_alone(folders[0]),
    ]
    check(one)
    check_on_bad_pages(folders[0])
    print(f"Python {sys.version.split()[0]}, {CORES} cores\n\nOne page, {5 * rounds} rounds")
    print_ratios([each.name for each in one], measured(one, 5 * rounds), one[0].name)

    alone = parsing("tomllib, 1 process", "tomllib", own, 1)
    beside = parsing(f"tomllib, {CORES} processes", "tomllib", own, CORES)
    fast = [
        parsing(f"{name}, {CORES} processes (not for us)", module, environment(name, name), CORES)
        for name, module in (("tomli", "tomli"), ("rtoml", "rtoml"), ("toml-rs", "toml_rs"))
    ]
    check([Command("good pages", [privstat, "validate", str(pages.FOLDER)], "2,000 files, 0 of them unreadable")])
    whole = Command(f"privstat validate FOLDER, {len(files):,} pages", [privstat, "validate", str(pages.FOLDER)])
    parsed = [whole, alone, beside, *fast]
    many = measured(parsed, rounds)
    print(f"{len(files):,} pages, {rounds} rounds; ratios to parsing in as many processes")
    print_ratios([each.name for each in parsed], many, beside.name)
    share = 1 / ratio(many, whole.name, beside.name, cpu)
    print(f"Of our CPU time, parsing is {share:.0%}.\n")

    *together, _ = peer_commands(folders)
    *_, few = peer_commands(folders[:FEW])
    took = measured([whole, *together, few], 1)[0]
    took[few.name] = scaled(timed(peers[-1])[0], took[few.name], len(files))
    print(f"{len(files):,} pages and the peers, 1 round; frictionless computed from 1 and {FEW} pages")
    print_ratios([whole.name, *(each.name for each in peers)], [took], whole.name)

    for count in (FLAT, len(files)):
        cities = sorted({str(file.parent) for file in files[:count]})
        memory = timed(Command("memory", [privstat, "validate", *cities]))[0].memory
        print(f"Memory of the largest process with {count:,} pages: {memory / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
