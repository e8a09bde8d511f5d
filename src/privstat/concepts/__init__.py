"""Shared code lists that tie the words of different publishers together, one TOML file each."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache

from privstat.words import Text


@cache
def concept_lists() -> Mapping[str, Mapping[str, Text]]:
    """Return every list by its name: code → label."""
    folder = os.path.dirname(__file__)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    return {name.removesuffix(".toml"): _codes(os.path.join(folder, name)) for name in names}


def _codes(path: str) -> Mapping[str, Text]:
    with open(path, "rb") as file:
        return {code: Text(label["ja"], label["en"]) for code, label in tomllib.load(file).items()}
