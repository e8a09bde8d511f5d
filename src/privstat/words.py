"""Text in two languages, and messages made from templates in two languages."""

import os
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from privstat.visible import one_line

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


class Text(NamedTuple):
    """A label, title or template: Japanese as printed, English where somebody wrote it."""

    ja: str
    en: str = ""

    def to(self, lang: Language) -> str:
        """Return the text in `lang`, or in the other language where this one is not written."""
        return (self.ja if lang == "ja" else self.en) or self.ja or self.en


class Message(NamedTuple):
    """A sentence of the program: a template and the facts that fill it."""

    template: Text
    facts: Mapping[str, object]

    def to(self, lang: Language) -> str:
        """Return the sentence in `lang`; facts that are texts or messages follow the language."""
        return self.template.to(lang).format_map(_Facts(self.facts, lang))


class _Facts:
    """The facts of a message in one language; those that its template does not use are never made."""

    def __init__(self, facts: Mapping[str, object], lang: Language) -> None:
        self._facts = facts
        self._lang = lang

    def __getitem__(self, name: str) -> object:
        fact = self._facts[name]
        if isinstance(fact, Text | Message | Later):
            fact = fact.to(self._lang)
        # A name in a file may hold anything; it does not break the line of the sentence that tells it.
        return one_line(fact) if isinstance(fact, str) else fact


class Later(NamedTuple):
    """A part of a sentence that is made only if the sentence is shown."""

    make: Callable[[], Text | Message]

    def to(self, lang: Language) -> str:
        """Make the part in `lang`."""
        return self.make().to(lang)


def message(*, ja: str, en: str, **facts: object) -> Message:
    """Return a `Message` from its two templates and the facts that fill them."""
    return Message(Text(ja, en), facts)


def preferred_language(asked: str | None = None, environment: Mapping[str, str] = os.environ) -> Language:
    """Return the language of the option, else of `$PRIVSTAT_LANG`, else of the locale; English is the rest.

    The locale's variables are read as POSIX orders them, for Python's own `locale` module answers
    differently before and after it was set.
    """
    names = ("PRIVSTAT_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = asked or next((environment[name] for name in names if environment.get(name)), "")
    return "ja" if wanted.lower().startswith("ja") else "en"
