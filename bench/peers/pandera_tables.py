"""Pages as CSV, checked with pandera: `pandera_tables.py FOLDER...`. All pages are one frame per table."""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

OUTCOMES = ["disclosed", "partial", "refused", "absent", "withdrawn"]


def count() -> pa.Column:
    """Return the column of a count."""
    return pa.Column(int, pa.Check.ge(0))


def schema(keys: list[str], counts: list[str], *checks: pa.Check) -> pa.DataFrameSchema:
    """Return the schema of a table: keys that are unique on a page, and counts."""
    columns = {"page": pa.Column(str)} | {key: pa.Column() for key in keys} | {name: count() for name in counts}
    return pa.DataFrameSchema(columns, checks=list(checks), unique=["page", *keys])


def text_schema(keys: list[str], text: str) -> pa.DataFrameSchema:
    """Return the schema of a table of texts."""
    return schema(keys, []).add_columns({text: pa.Column(str)})


def main() -> None:
    """Check the tables of all pages together."""
    folders = [Path(each) for each in sys.argv[1:]]

    def table(name: str) -> pd.DataFrame:
        frames = {str(folder): pd.read_csv(folder / f"{name}.csv") for folder in folders}
        return pd.concat(frames, names=["page"]).reset_index(level="page").reset_index(drop=True)

    total = table("annex1_total").set_index("page").updates
    months = pa.Check(lambda frame: frame.groupby("page").updates.sum().eq(total).all(), name="months add up")
    overlap = pa.Check(lambda frame: frame[OUTCOMES].sum(axis=1) >= frame.requests, name="outcomes cover requests")
    schemas = {
        "table4": schema(["department"], ["notifications"]).add_columns({"operations": pa.Column(str)}),
        "table5": schema(["ground"], ["internal_use", "external_provision"]),
        "table6": schema([], ["requests", *OUTCOMES, "reviews"], overlap),
        "table8": text_schema(["kind", "operation"], "items"),
        "table9": text_schema(["operation"], "party"),
        "annex1": schema(["month"], ["updates"], months),
        "annex2": schema(["fiscal_year"], ["cards", "copies"]),
    }
    for name, known in schemas.items():
        try:
            known.validate(table(name), lazy=True)
        except pa.errors.SchemaErrors as error:
            sys.exit(f"{name}: {error.failure_cases}")
    print(f"{len(folders)} pages are valid")


if __name__ == "__main__":
    main()
