"""Sources read in a process of its own, with limits on memory, time, files and the length of its answer.

The libraries that read HTML, spreadsheets and PDF take minutes or all memory over some short files, and one of them
ends the process. Here that ends this process, and is one error. The answer comes back as JSON, which runs nothing.
"""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any, cast

from privstat.errors import MissingExtra, UnreadableFile
from privstat.grid import Grid, GridCell, Page, Passage, Stretches
from privstat.limits import BYTES, MEGABYTES, SECONDS
from privstat.place import Place
from privstat.registry import module
from privstat.words import Text, message

_OVER, _BROKEN = 3, 4  # how the process ends
_LONGEST_ANSWER = 32_000_000  # bytes; a hundred thousand cells take half of it
_MOST_FILES = 64
_MOST_SECONDS = 10**6  # the system waits for no more


def confined_page(kind: str, content: bytes, path: str, *, library: str, extra: str) -> Page:
    """Return what `parts(content)` of an importer says of a source, in a process of its own.

    Raises MissingExtra where its library is not installed, and UnreadableFile.
    """
    if find_spec(library) is None:
        raise MissingExtra(path, extra)
    if len(content) > BYTES.value:
        raise BYTES.passed(path, len(content))
    with tempfile.TemporaryFile() as answer:
        _run(kind, content, path, answer)
        answer.seek(0)
        said = json.load(answer)
    if "why" in said:
        raise UnreadableFile(path, message(en="{why}", ja="{why}", why=Text(*said["why"])))
    return Page(path, tuple(_part(part, path) for part in said["parts"]))


def _run(kind: str, content: bytes, path: str, answer: Any) -> None:
    """Run the importer over the content, with its answer into a file. Raises UnreadableFile."""
    command = [sys.executable, "-P", "-m", __name__, kind]
    timeout = min(SECONDS.value, _MOST_SECONDS)
    try:
        ended = subprocess.run(
            command, input=content, stdout=answer, stderr=subprocess.DEVNULL, timeout=timeout, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        raise SECONDS.passed(path) from None
    if ended == -getattr(signal, "SIGXCPU", signal.SIGINT):
        raise SECONDS.passed(path)
    if ended == _BROKEN:
        why = message(
            en="it is broken, or no {kind} that can be read",
            ja="壊れているか、{kind} として読めません",
            kind=kind.upper(),
        )
        raise UnreadableFile(path, why)
    if ended:
        raise MEGABYTES.passed(path)


def _part(said: list[Any], path: str) -> Grid | Passage:
    if isinstance(said[0], str):
        text, place, stretches = said
        return Passage(text, _place(place, path), _stretches(stretches, path))
    cells, place, caption, stretches = said
    return Grid(tuple(_cell(cell, path) for cell in cells), _place(place, path), caption, _stretches(stretches, path))


def _cell(said: list[Any], path: str) -> GridCell:
    cell = GridCell(*said)
    return cell._replace(place=_place(said[3], path), stretches=_stretches(said[-1], path))


def _stretches(said: list[Any], path: str) -> Stretches:
    return tuple((at, _place(place, path)) for at, place in said)


def _place(said: list[Any], path: str) -> Place:
    inside, line, column = said
    return Place(path + inside, line, column)


def main(kind: str) -> int:
    """Answer on standard output with the parts of the source on standard input, or why there are none."""
    _confine()
    content = sys.stdin.buffer.read()
    try:
        parts = cast(Iterable[Grid | Passage], module("importers", kind).parts(content))
        answer = json.dumps({"parts": list(parts)})  # in one piece it takes a fifth of the time
    except UnreadableFile as error:
        why = message(en="{why}", ja="{why}", why=error.why)
        answer = json.dumps({"why": [why.to("ja"), why.to("en")]})
    except Exception as error:  # what a library raises over a broken file is not written down anywhere
        return _OVER if _ran_out_of_memory(error) else _BROKEN
    if len(answer) > _LONGEST_ANSWER:
        return _OVER
    sys.stdout.write(answer)
    return 0


def _ran_out_of_memory(error: BaseException | None) -> bool:
    """Return whether that is what an error comes from; libraries wrap it in errors of their own."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def _confine() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there is still that on time
        return
    memory = MEGABYTES.value << 20
    limits = (
        (resource.RLIMIT_CPU, SECONDS.value),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, _LONGEST_ANSWER),
        (resource.RLIMIT_NOFILE, _MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    )
    for which, limit in limits:
        _, hard = resource.getrlimit(which)
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(which, (limit, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
