"""Pages as CSV, checked with VTL: `vtl_tables.py FOLDER...`. All pages are one dataset per table."""

import sys
from pathlib import Path
from typing import Any

import pandas as pd
from vtlengine import run

COUNTS = {
    "table4": (["department"], ["notifications"]),
    "table5": (["ground"], ["internal_use", "external_provision"]),
    "table6": ([], ["requests", "disclosed", "partial", "refused", "absent", "withdrawn", "reviews"]),
    "annex1": (["month"], ["updates"]),
    "annex1_total": ([], ["updates"]),
    "annex2": (["fiscal_year"], ["cards", "copies"]),
}
RULES = """
define datapoint ruleset outcomes (variable requests, disclosed, partial, refused, absent, withdrawn) is
  overlap: disclosed + partial + refused + absent + withdrawn >= requests errorcode "outcomes do not cover requests"
end datapoint ruleset;
months <- check(sum(annex1 group by page) = annex1_total errorcode "months do not add up" invalid);
overlaps <- check_datapoint(table6, outcomes invalid);
"""


def structure(name: str, keys: list[str], counts: list[str]) -> dict[str, Any]:
    """Return what VTL must know of a table: keys, which are unique, and counts."""
    parts = [{"name": key, "type": "String", "role": "Identifier", "nullable": False} for key in ["page", *keys]]
    parts += [{"name": each, "type": "Integer", "role": "Measure", "nullable": False} for each in counts]
    return {"name": name, "DataStructure": parts}


def main() -> None:
    """Check the tables of all pages together."""
    folders = [Path(each) for each in sys.argv[1:]]
    tables = {}
    for name, (keys, counts) in COUNTS.items():
        frames = {str(folder): pd.read_csv(folder / f"{name}.csv") for folder in folders}
        frame = pd.concat(frames, names=["page"]).reset_index(level="page").reset_index(drop=True)
        tables[name] = frame[["page", *keys, *counts]].astype(dict.fromkeys(keys, str))
    structures = {"datasets": [structure(name, *parts) for name, parts in COUNTS.items()]}
    found = run(RULES, data_structures=structures, datapoints=tables, return_only_persistent=False)
    failures = {name: len(found[name].data) for name in ("months", "overlaps")}
    if any(failures.values()):
        sys.exit(f"{failures}")
    print(f"{len(folders)} pages are valid")


if __name__ == "__main__":
    main()
