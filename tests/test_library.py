"""privstat as a Python library."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import privstat
from tests.conftest import FY2020, ROOT


def test_the_library_gives_what_the_commands_show() -> None:
    catalog = privstat.load_catalog()
    cell = catalog.table("表6").cell("disclosed")
    assert (cell.value, cell.status.value, cell.notes[0].mark) == (35, "normal", "注1")
    assert (Path(cell.place.path).name, cell.place.column) == ("fy2020.toml", 32)
    assert [each.computed for each in privstat.sums(catalog.table("table5"))] == [103, 119]
    assert privstat.trend_of(catalog, "mynumber-cards").points[-1].change == 14036
    assert not privstat.validation(catalog.datasets).has_errors
    assert privstat.FiscalYear.parse("令和2年度") == privstat.FiscalYear(2020)
    assert privstat.load_text(privstat.as_toml(privstat.load_dataset(FY2020))).edition.id == "mitaka-fy2020"


def test_names_are_there_at_run_time_and_for_type_checkers() -> None:
    tree = ast.parse((ROOT / "src" / "privstat" / "__init__.py").read_text(encoding="utf-8"))
    homes = {
        name.name: (node.module or "").removeprefix("privstat.")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module != "importlib"
        for name in node.names
    }
    assert homes == privstat._HOMES
    for name in privstat.__all__:
        assert getattr(privstat, name).__module__ == f"privstat.{homes[name]}"
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = privstat.nothing


def test_the_package_is_typed() -> None:
    assert (ROOT / "src" / "privstat" / "py.typed").is_file()


def test_the_lines_of_the_readme_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = readme.split("```python\n")[1].split("```")[0]
    assert len(code.strip().splitlines()) <= 8
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, encoding="utf-8")
    assert "35" in process.stdout
