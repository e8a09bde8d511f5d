"""Parse the TOML files of a folder with the parser of this interpreter: `parsing.py PARSER PROCESSES FOLDER`."""

import importlib
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path


def parse(parser: str, path: Path) -> None:
    """Read a file and forget what it says."""
    importlib.import_module(parser).loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Parse all files and say how many they were."""
    parser, processes, folder = sys.argv[1:]
    paths = sorted(Path(folder).rglob("*.toml"))
    if processes == "1":
        for path in paths:
            parse(parser, path)
    else:
        with ProcessPoolExecutor(int(processes)) as pool:
            list(pool.map(partial(parse, parser), paths, chunksize=20))
    print(f"{len(paths)} files")


if __name__ == "__main__":
    main()
