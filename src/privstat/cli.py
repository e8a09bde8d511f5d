"""The list of commands; an error becomes a message on stderr and exit code 2."""

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import ModuleType

from privstat import __version__, registry
from privstat.commandline import called, plain_values
from privstat.errors import PrivstatError
from privstat.words import Language, Text, preferred_language

COMMANDS = (
    "list",
    "show",
    "totals",
    "trend",
    "history",
    "diff",
    "validate",
    "fix",
    "audit",
    "fmt",
    "new",
    "enter",
    "explain",
    "source",
    "schema",
    "import",
)

_FIRST_STEPS = """
\b
  privstat list
  privstat show table6
  privstat trend mynumber-cards
  privstat validate data/fy2020.toml"""
ABOUT = Text(
    en=f"""Small, footnoted official statistics: shown, totalled, followed over the years and proved.

Begin with:
{_FIRST_STEPS}""",
    ja=f"""注のある小さな公的統計を、示し、合計し、年度を追い、検証する。

初めに:
{_FIRST_STEPS}""",
)


def run(words: Sequence[str]) -> int:
    """Run a command line and return its exit code: 0, 1 for findings, 2 after an error, told on stderr."""
    try:
        return _run(words)
    except PrivstatError as error:
        from privstat.commands._output import complain

        complain(error.message(_language(words)))
        return 2


def _run(words: Sequence[str]) -> int:
    # Plain calls, which scripts make in loops, do not wait for Typer; both ways read one declaration.
    if words and words[0] in COMMANDS and "_PRIVSTAT_COMPLETE" not in os.environ:
        command = _module(words[0])
        values = plain_values(command.run, words[1:])
        if values is not None:
            return called(command.run, values)
    from privstat.typer_app import run_with_typer

    return run_with_typer(_modules(), ABOUT, words or ["--help"], _language(words), __version__)


def _module(name: str) -> ModuleType:
    return registry.module("commands", name)


def _modules() -> Iterator[tuple[str, ModuleType]]:
    return ((name, _module(name)) for name in COMMANDS)


def _language(words: Sequence[str]) -> Language:
    """Return the language of the call as well as it can be told before the words are understood."""
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [after for word, after in pairwise(words) if word == "--lang"]
    return preferred_language(asked[-1] if asked else None)
