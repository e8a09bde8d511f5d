"""What is wrong with a file while its places are still paths of keys."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from privstat.errors import (
    DUPLICATE,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_REFERENCE,
    FaultKind,
    did_you_mean,
    listed,
    nearest,
)
from privstat.place import Keys
from privstat.words import Message, Text, message


class Flaw(NamedTuple):
    """A fault whose place is still a path of keys.

    `on_key` points at the key and not at its value; `harmless` means that everything else can still be read.
    """

    kind: FaultKind
    keys: Keys
    sentence: Message
    on_key: bool = False
    harmless: bool = False


def key_flaws(found: Collection[str], known: Collection[str], required: Iterable[str], keys: Keys) -> Iterable[Flaw]:
    """Return the keys that do not belong, and those that are missing unless one that does not belong means them."""
    unknown = [key for key in found if key not in known]
    missing = [key for key in required if key not in found]
    return _key_flaws(unknown, missing, known, keys) if unknown or missing else ()


def _key_flaws(unknown: list[str], missing: list[str], known: Collection[str], keys: Keys) -> Iterator[Flaw]:
    meant = {key: nearest(key, missing) if missing else None for key in unknown}
    for key in unknown:
        sentence = message(
            en="unknown key '{key}'; there are: {known}{guess}",
            ja="「{key}」というキーはありません。あるもの: {known}{guess}",
            key=key,
            known=listed(known),
            guess=did_you_mean(key, known),
        )
        yield Flaw(UNKNOWN_KEY, (*keys, key), sentence, on_key=True, harmless=meant[key] is None)
    for key in missing:
        if key not in meant.values():
            yield missing_key(key, keys)


def missing_key(key: str, keys: Keys) -> Flaw:
    """Return the flaw of a key that is not where it must be."""
    return Flaw(MISSING_KEY, keys, message(en="'{key}' is missing", ja="「{key}」がありません", key=key))


def unknown_reference(kind: Text, name: str, known: Iterable[str], keys: Keys) -> Flaw:
    """Return the flaw of a name that stands for nothing of its kind."""
    known = sorted(set(known)) if isinstance(known, frozenset) else list(dict.fromkeys(known))
    sentence = message(
        en="there is no {kind} '{name}'; there are: {known}{guess}",
        ja="「{name}」という{kind}はありません。あるもの: {known}{guess}",
        kind=kind,
        name=name,
        known=listed(known) or Text(en="none", ja="なし"),
        guess=did_you_mean(name, known),
    )
    return Flaw(UNKNOWN_REFERENCE, keys, sentence)


def duplicates(names: Mapping[Keys, str]) -> Iterator[Flaw]:
    """Yield a flaw for every name that has been there before."""
    seen: set[str] = set()
    for keys, name in names.items():
        if name in seen:
            yield Flaw(DUPLICATE, keys, message(en="'{name}' stands twice", ja="「{name}」が二度あります", name=name))
        seen.add(name)
