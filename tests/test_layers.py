"""Who may import whom: one way only, from the command line down to the words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "privstat"
# Each layer may import those that stand below it, and its own neighbours only where it says so.
LAYERS = [
    {"__main__"},
    {"cli"},
    {"typer_app"},
    {"commands"},
    {"rules", "exporters", "reports", "views", "terminal"},
    {"relations", "crossing", "layout", "batch", "vintages", "proof"},
    {"validate", "trend", "diff", "runs", "categories", "audit", "next_year", "entry"},
    {"repair"},
    {"evidence"},
    {"ledger", "ties"},
    {"equations"},
    {"totals", "rates", "labels", "printed_years", "load", "write", "contents", "slips", "amend", "toml_edit", "typed"}
    | {"audit_heads", "audit_prose"},
    {"audit_rows", "audit_item"},
    {"build", "references", "catalog", "audit_cells", "capture"},
    {"table_references", "looks", "sources"},
    {"toml_text", "dataset_format", "outline", "concepts", "ink", "canonical", "importers"},
    {"toml_places", "model", "shapes", "pages", "year_shift", "confined"},
    {"flaws", "files", "figures"},
    {"printed"},
    {"codelists", "period", "area", "registry", "rewrite", "sheet", "commandline", "marks", "prose"}
    | {"grid", "encodings", "limits"},
    {"errors"},
    {"excerpt"},
    {"folding"},
    {"place", "words", "digits"},
    {"visible", "once"},
    {"__init__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# Inside a folder everything may use what begins with _, and the commands the option --year of `show`.
NEIGHBOURS = {("commands", "show")}
# In a folder that is no list of like things, each file may use those that stand after it.
ROOMS = {
    "capture": [
        ["toml", "draft", "series"],
        ["table", "claims"],
        ["naming"],
        ["statements", "targets"],
        ["sentences", "contacts"],
        ["checks", "labels", "cells", "formulas"],
        ["sketch", "frames"],
        ["groups", "blocks"],
        ["frame"],
        ["matrix"],
        ["fused", "lists", "notes"],
        ["headings", "splits", "captions", "years"],
        ["words", "doubts", "numbers"],
    ],
}
ONLY = {
    "typer": {"typer_app"},
    "rich": {"terminal"},
    "tomllib": {"toml_text", "toml_places", "concepts"},
    "tomli_w": {"write"},
    "selectolax": {"importers"},
    "python_calamine": {"importers"},
    "pdfplumber": {"importers"},
    "pdfminer": {"importers"},
    "subprocess": {"confined"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def home(path: Path) -> tuple[str, str]:
    """Return the layer of a file, and its name inside that layer."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0], parts[-1]


def room(layer: str, name: str) -> int:
    """Return where a file stands among those of its folder: 0 where nobody said so."""
    return next((index for index, names in enumerate(ROOMS.get(layer, ())) if name in names), 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_imports_only_what_stands_below_it(path: Path) -> None:
    layer, _ = home(path)
    for imported in imports(path):
        package, _, rest = imported.partition(".")
        if package in ONLY:
            assert layer in ONLY[package], f"{path.name} imports {package}"
        if package != "privstat" or layer == "__init__":
            continue
        other, _, inner = rest.partition(".")
        if other == layer:
            name = inner.partition(".")[0]
            below = name.startswith("_") or (layer, name) in NEIGHBOURS or room(layer, path.stem) < room(layer, name)
            assert below, f"{path.name} imports its neighbour {imported}"
        elif other in LEVEL:
            assert LEVEL[other] > LEVEL[layer], f"{path.name} imports {imported}, which stands above it"


def test_every_file_has_a_layer() -> None:
    assert {home(path)[0] for path in FILES} == set(LEVEL)


def test_what_computes_does_not_print() -> None:
    for path in FILES:
        if home(path)[0] in {"commands", "cli", "__main__", "typer_app", "terminal"}:
            continue
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"print", "input", "exit", "breakpoint"}, path.name
