"""Paths that are no dataset files, and folders of them."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostile.case import FINE, Case, table

GOOD = table()


def special_files() -> Iterator[Case]:
    def fifo(path: Path) -> None:
        os.mkfifo(path)

    def bound(path: Path) -> None:
        here = os.getcwd()
        os.chdir(path.parent)  # the address of a socket is short
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
        os.chdir(here)

    def loop(path: Path) -> None:
        path.symlink_to(path)

    def two_loops(path: Path) -> None:
        path.symlink_to(path.parent / "other")
        (path.parent / "other").symlink_to(path)

    def linked_to(target: str) -> Callable[[Path], None]:
        return lambda path: path.symlink_to(target)

    made: dict[str, Callable[[Path], None]] = {
        "a FIFO": fifo,
        "a socket": bound,
        "a folder": Path.mkdir,
        "a link to itself": loop,
        "two links in a circle": two_loops,
        "a link to nothing": linked_to("nowhere"),
        "a link to a device": linked_to("/dev/zero"),
        "a link to a folder": linked_to("."),
        "a link into nowhere": linked_to("../../../../../../nowhere/x"),
    }
    for name, make in made.items():
        yield Case("special files", name, _maker(make), has_place=False)
    paths = {
        "a device": "/dev/null",
        "a device without end": "/dev/zero",
        "nothing": "nowhere.toml",
        "an empty path": "",
        "a path with a NUL": "a\0b.toml",
        "a path of 5,000 characters": "x" * 5_000,
        "a path of 3,000 folders": "x/" * 3_000,
        "a path with an escape": "\x1b[31m.toml",
        "a path with a command": "x\n::error::y.toml",
        "a path with lines": "x\n" * 100,
        "a path through a file": "{folder}/file/x.toml",
        "a process": "/proc/self/mem",
    }
    for name, path in paths.items():
        yield Case("special files", name, _path(path), has_place=False)


def _maker(make: Callable[[Path], None]) -> Callable[[Path], str]:
    def made(folder: Path) -> str:
        make(folder / "bad.toml")
        return str(folder / "bad.toml")

    return made


def _path(path: str) -> Callable[[Path], str]:
    def made(folder: Path) -> str:
        (folder / "file").write_text("x")
        return path.replace("{folder}", str(folder))

    return made


def _deep(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(1_200):
        os.mkdir("d")
        os.chdir("d")
    Path("x.toml").write_text(GOOD, encoding="utf-8")
    os.chdir(here)


def _too_deep(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(300):
        os.mkdir("d" * 20)
        os.chdir("d" * 20)
    os.chdir(here)


def _around(folder: Path) -> None:
    (folder / "inside").mkdir()
    (folder / "inside" / "again").symlink_to(folder)
    (folder / "inside" / "loop.toml").symlink_to("loop.toml")
    (folder / "x.toml").write_text(GOOD, encoding="utf-8")


def _odd(folder: Path) -> None:
    for name in (
        "\x1b[31m.toml",
        "a\n::error::b.toml",
        "\u202e.toml",
        "-rf.toml",
        b"\xff\xfe.toml".decode(errors="surrogateescape"),
    ):
        (folder / name).write_text("x", encoding="utf-8")


def _twins(folder: Path) -> None:
    for name in "ab":
        (folder / f"{name}.toml").write_text(GOOD, encoding="utf-8")


def _mixed(folder: Path) -> None:
    os.mkfifo(folder / "fifo.toml")
    (folder / "folder.toml").mkdir()
    (folder / "good.toml").write_text(GOOD, encoding="utf-8")


def _many(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.toml").write_text(f"format = {number}", encoding="utf-8")


def _empty(_folder: Path) -> None:
    pass


def folders() -> Iterator[Case]:
    cases = {
        "an empty one": (_empty, 2),
        "one 1,200 deep": (_deep, FINE),
        "one deeper than a path is long": (_too_deep, 2),
        "links in a circle": (_around, 2),
        "files with odd names": (_odd, 2),
        "twins": (_twins, 2),
        "a FIFO among files": (_mixed, 2),
        "many bad files": (_many, 2),
    }
    for name, (fill, code) in cases.items():
        yield Case("folders", name, _filled(fill), code, has_place=False)


def _filled(fill: Callable[[Path], None]) -> Callable[[Path], str]:
    def made(folder: Path) -> str:
        fill(folder)
        return str(folder)

    return made
