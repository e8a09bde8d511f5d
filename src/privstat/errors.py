"""What stops a command: each error writes its own message, in both languages, from its arguments."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from privstat.place import Place, Spot
from privstat.visible import one_line
from privstat.words import Language, Later, Message, Text, message

_LONGEST_LIST = 16  # a message has at most 18 lines, whatever is wrong
_MOST_EXCERPTS = 5
_LONGEST_LINE = 1_000  # characters; a name in a file may have many more


class PrivstatError(Exception):
    """The request or a file is wrong; the command ends with this message and exit code 2."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def message(self, lang: Language) -> str:
        """Return the message in `lang`, without a final newline."""
        return self.sentence.to(lang)

    def __str__(self) -> str:
        return self.message("en")


class UnknownName(PrivstatError):
    """A name that the catalog, the dataset or the program does not have."""

    def __init__(self, kind: Text, name: str, known: Iterable[str]) -> None:
        known = list(known)
        super().__init__(
            message(
                en="no {kind} is called '{name}'; there are: {known}{guess}",
                ja="「{name}」という{kind}はありません。あるもの: {known}{guess}",
                kind=kind,
                name=name,
                known=listed(known),
                guess=did_you_mean(name, known),
            )
        )


class AmbiguousName(PrivstatError):
    """A name that stands for several things where one is needed."""

    def __init__(self, kind: Text, name: str, choices: Iterable[str], option: str) -> None:
        super().__init__(
            message(
                en="several publishers have a {kind} '{name}': {choices}; choose one with {option}",
                ja="「{name}」という{kind}は複数の団体にあります: {choices}。{option} で選んでください",
                kind=kind,
                name=name,
                choices=listed(choices),
                option=option,
            )
        )


class UnreadableFile(PrivstatError):
    """A path that cannot be read as a dataset, whatever stands in it."""

    def __init__(self, path: str, why: Message | str) -> None:
        self.path = path
        self.why = why
        super().__init__(message(en="{path}: {why}", ja="{path}: {why}", path=path, why=why))


class MissingExtra(PrivstatError):
    """A library that only some sources need, and that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            message(
                en="to read {what}, install what it takes: pip install 'privstat[{extra}]'",
                ja="{what} を読むには、必要なものをインストールしてください: pip install 'privstat[{extra}]'",
                what=what,
                extra=extra,
            )
        )


class FaultKind(NamedTuple):
    """A way to break the dataset format; its manual is the rule of the same code."""

    code: str
    name: str


NOT_TOML = FaultKind("S001", "not-toml")
UNKNOWN_KEY = FaultKind("S002", "unknown-key")
WRONG_TYPE = FaultKind("S003", "wrong-type")
MISSING_KEY = FaultKind("S004", "missing-key")
DUPLICATE = FaultKind("S005", "duplicate")
UNKNOWN_REFERENCE = FaultKind("S006", "unknown-reference")
BAD_VALUE = FaultKind("S007", "bad-value")
UNREADABLE_FILE = FaultKind("S010", "unreadable-file")


class Fault(NamedTuple):
    """One place in a dataset file that breaks the format."""

    kind: FaultKind
    spot: Spot
    sentence: Message

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.spot.place

    def line(self, lang: Language) -> str:
        """Return `file:line:column: code name: sentence`."""
        line = one_line(f"{self.place}: {self.kind.code} {self.kind.name}: {self.sentence.to(lang)}")
        return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…"


_MORE = Text(en="… and {rest} more faults", ja="… ほかに {rest} か所")
_AT_LEAST = Text(en="… and at least {rest} more faults", ja="… ほかに少なくとも {rest} か所")


class FaultyFile(PrivstatError):
    """A dataset file that breaks the format; `faults` are in the order of the file.

    They are all that it has, unless the search for them was left `unfinished`.
    """

    def __init__(self, faults: Sequence[Fault], *, unfinished: bool = False) -> None:
        self.unfinished = unfinished
        self.faults = tuple(sorted(faults, key=lambda fault: fault.place))
        super().__init__(self.faults[0].sentence)

    def message(self, lang: Language) -> str:
        """Return a line for each fault, with the line of the file where they are few, and how many more there are."""
        from privstat.excerpt import excerpt

        lines = []
        for fault in self.faults[:_LONGEST_LIST]:
            lines.append(fault.line(lang))
            if fault.spot.line and len(self.faults) <= _MOST_EXCERPTS:
                lines += [f"  {line}" for line in excerpt([fault.spot])]
        rest = len(self.faults) - _LONGEST_LIST
        if rest > 0:
            template = _AT_LEAST if self.unfinished else _MORE
            lines.append(template.to(lang).format(rest=rest))
        return "\n".join(lines)


def listed(names: Iterable[str], most: int = 30) -> str:
    """Return the names as `a, b, c`, cut after `most` of them."""
    names = list(names)
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def did_you_mean(name: str, known: Iterable[str]) -> Later:
    """Return the end of a sentence that offers the nearest known name, or nothing where none is near."""
    return Later(lambda: _guess(nearest(name, known)))


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that a misspelt one most likely means, or None."""
    import difflib

    return next(iter(difflib.get_close_matches(name.lower(), list(known), 1)), None)


def _guess(name: str | None) -> Message | Text:
    return message(en=". Did you mean {name}?", ja="。もしかして: {name}", name=name) if name else Text("")
