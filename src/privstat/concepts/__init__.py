"""Shared code lists that tie the words of different publishers together, one TOML file each."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from privstat.words import Text


@cache
def concept_lists() -> Mapping[str, Mapping[str, Text]]:
    """Return every list by its name: code → label."""
    return {name: _codes(path) for path, name in _files()}


@cache
def concepts_by_word() -> Mapping[str, str]:
    """Return what each word that publishers print stands for: 部分開示 → outcome:partial."""
    found: dict[str, str] = {}
    for path, name in _files():
        for code, label in _toml(path).items():
            found |= dict.fromkeys([label["ja"], *label.get("words", ())], f"{name}:{code}")
    return found


def _files() -> list[tuple[str, str]]:
    folder = os.path.dirname(__file__)
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml"))
    return [(os.path.join(folder, name), name.removesuffix(".toml")) for name in names]


def _toml(path: str) -> Mapping[str, Any]:
    with open(path, "rb") as file:
        return tomllib.load(file)


def _codes(path: str) -> Mapping[str, Text]:
    return {code: Text(label["ja"], label["en"]) for code, label in _toml(path).items()}
