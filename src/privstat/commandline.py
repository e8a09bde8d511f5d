"""The commands' one declaration of their words, and the plain door that reads them without Typer.

A command is a function of keyword parameters whose annotations say what they are on the command line:

    def run(request: Request, *, table: Annotated[str, Argument(...)], year: Annotated[str | None, Option(...)] = None)

`request` stands for the options that commands share: its class is a named tuple, annotated the same way. Typer is
given the same declaration (see `typer_app`), and has everything that is not plain: help, errors, completion.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, get_args

from privstat.words import Text


class Argument(NamedTuple):
    """A word without a name; `complete` lists what it may be, for the shell."""

    help: Text
    metavar: str
    complete: Callable[[], Sequence[str]] | None = None


class Option(NamedTuple):
    """A word with a name: `--year 2020`, or a switch where the parameter is a bool. `choices` may be computed."""

    name: str
    help: Text
    metavar: str = ""
    choices: Callable[[], Sequence[str]] | None = None


class Parameter(NamedTuple):
    """A parameter of a command, as its annotation declares it."""

    name: str
    type: Any  # str, str | None, bool or list[str]
    declared: Argument | Option
    default: Any  # of a required one: ...
    shared: bool  # whether it belongs to the request

    @property
    def is_switch(self) -> bool:
        """Whether it is an option without a value."""
        return self.type is bool

    @property
    def is_list(self) -> bool:
        """Whether it takes all remaining words."""
        return self.type not in (bool, str) and get_args(self.type) == (str,)


Run = Callable[..., int]


def parameters(run: Run) -> list[Parameter]:
    """Return the parameters of a command: its own, then those of the request."""
    own = {name: annotation for name, annotation in run.__annotations__.items() if name not in ("request", "return")}
    request = run.__annotations__["request"]
    return [
        *_declared(own, run.__kwdefaults__ or {}, shared=False),
        *_declared(request.__annotations__, request._field_defaults, shared=True),
    ]


def _declared(annotations: dict[str, Any], defaults: dict[str, Any], *, shared: bool) -> list[Parameter]:
    return [
        Parameter(name, annotation.__origin__, annotation.__metadata__[0], defaults.get(name, ...), shared)
        for name, annotation in annotations.items()
    ]


def called(run: Run, values: dict[str, Any]) -> int:
    """Call a command with the values of its parameters and return its exit code."""
    shared = {each.name for each in parameters(run) if each.shared}
    request = run.__annotations__["request"](**{name: values[name] for name in values if name in shared})
    return run(request, **{name: values[name] for name in values if name not in shared})


def plain_values(run: Run, words: Sequence[str]) -> dict[str, Any] | None:
    """Return the values that the words after a command's name give, or None where Typer is to look at them.

    Plain are known options in full, with values that are no options, and as many arguments as are asked for; a
    lone `-` is an argument.
    """
    known = parameters(run)
    options = {each.declared.name: each for each in known if isinstance(each.declared, Option)}
    values = {each.name: each.default for each in known}
    given: list[str] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("-") or word == "-":
            given.append(word)
            continue
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or (option.is_switch and equals):
            return None
        if not option.is_switch and not equals:
            value = next(rest, "-")
        if value.startswith("-") or not _is_a_choice(value, option):
            return None
        values[option.name] = option.is_switch or value
    for each in known:
        if isinstance(each.declared, Argument) and given:
            values[each.name] = given if each.is_list else given[0]
            given = [] if each.is_list else given[1:]
    return None if given or ... in values.values() else values


def _is_a_choice(value: str, parameter: Parameter) -> bool:
    choices = parameter.declared.choices if isinstance(parameter.declared, Option) else None
    return parameter.is_switch or choices is None or value in choices()
