"""Pages as data packages, checked with frictionless: `frictionless_tables.py FOLDER...`.

The descriptors are made where they are not there. Types and keys are in them, and `frictionless validate` reads them;
relations between figures need Python.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from frictionless import Check, Checklist, Package, checks, errors

OUTCOMES = ["disclosed", "partial", "refused", "absent", "withdrawn"]
KEYS = {"table4": ["department"], "table5": ["ground"], "table8": ["kind", "operation"], "table9": ["operation"]}
KEYS |= {"annex1": ["month"], "annex2": ["fiscal_year"], "table6": [], "annex1_total": []}
TEXTS = {"operations", "items", "party", "department", "ground", "kind", "operation", "month"}


def package(folder: Path) -> Path:
    """Return the descriptor of a page: types and keys."""
    file = folder / "datapackage.json"
    if not file.exists():
        resources = [_resource(name, (folder / f"{name}.csv").read_text("utf-8").split("\n")[0]) for name in KEYS]
        file.write_text(json.dumps({"name": "page", "resources": resources}))
    return file


def _resource(name: str, header: str) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": each, "type": "string", "constraints": {"required": True}}
        if each in TEXTS
        else {"name": each, "type": "integer", "constraints": {"required": True, "minimum": 0}}
        for each in header.strip().split(",")
    ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "schema": {"fields": fields, "primaryKey": KEYS[name]},
    }


@attrs.define(kw_only=True, repr=False)
class MonthsAddUp(Check):  # type: ignore[misc]
    """The sum over the rows is the printed total."""

    type = "months-add-up"
    Errors = [errors.TableError]  # noqa: RUF012 — the name that frictionless knows
    total: int = 0
    so_far: int = 0

    def validate_row(self, row: Any) -> Iterator[Any]:
        self.so_far += row["updates"]
        return iter(())

    def validate_end(self) -> Iterator[Any]:
        if self.so_far != self.total:
            yield errors.TableError(note="months do not add up")


def checklist(name: str, folder: Path) -> Any:
    """Return what a table must obey besides its schema."""
    if name == "table6":
        return Checklist(checks=[checks.row_constraint(formula=f"{' + '.join(OUTCOMES)} >= requests")])
    if name == "annex1":
        with (folder / "annex1_total.csv").open(encoding="utf-8") as opened:
            total = int(next(csv.DictReader(opened))["updates"])
        return Checklist(checks=[MonthsAddUp(total=total)])
    return None


def main() -> None:
    """Validate the pages one by one."""
    for folder in map(Path, sys.argv[1:]):
        for resource in Package(str(package(folder))).resources:
            report = resource.validate(checklist(resource.name, folder))
            if not report.valid:
                sys.exit(str(report.flatten(["rowNumber", "fieldName", "type", "note"])))
    print(f"{len(sys.argv) - 1} pages are valid")


if __name__ == "__main__":
    main()
