"""How a file dropped in a folder joins the program: its name is the name that users type."""

import importlib
import os
from functools import cache
from types import ModuleType


@cache
def names(folder: str) -> tuple[str, ...]:
    """Return the names of the modules in a folder of the package, sorted; `_private` ones are left out."""
    path = os.path.join(os.path.dirname(__file__), folder)
    stems = (entry.removesuffix(".py") for entry in os.listdir(path) if entry.endswith(".py"))
    return tuple(sorted(stem for stem in stems if not stem.startswith("_")))


def module(folder: str, name: str) -> ModuleType:
    """Import and return one module of a folder of the package."""
    return importlib.import_module(f"privstat.{folder}.{name}")
