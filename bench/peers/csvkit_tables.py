"""Pages as CSV, checked with csvkit: `csvkit_tables.py FOLDER...`. Tables are stacked, and asked for what is wrong."""

import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
TABLES = ["table4", "table5", "table6", "table8", "table9", "annex1", "annex1_total", "annex2"]
QUERY = """
select
  (select count(*) from (select page, sum(updates) as months from annex1 group by page)
    join annex1_total using (page) where months <> updates)
  + (select count(*) from table6 where disclosed + partial + refused + absent + withdrawn < requests)
  + (select count(*) from (select 1 from table5 group by page, ground having count(*) > 1))
  + (select count(*) from (select 1 from table8 group by page, kind, operation having count(*) > 1))
  + (select count(*) from (select 1 from annex1 group by page, month having count(*) > 1))
  + (select count(*) from (select 1 from annex2 group by page, fiscal_year having count(*) > 1))
  as failures
"""


def main() -> None:
    """Stack the tables of all pages and ask once."""
    folders = [Path(each) for each in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as stacked:
        files = [Path(stacked) / f"{name}.csv" for name in TABLES]
        for file in files:
            words = [str(PROGRAMS / "csvstack"), "-n", "page", "-g", ",".join(map(str, folders))]
            with file.open("w") as opened:
                subprocess.run([*words, *(str(each / file.name) for each in folders)], stdout=opened, check=True)
        words = [str(PROGRAMS / "csvsql"), "--query", QUERY, *map(str, files)]
        found = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    if found != ["failures", "0"]:
        sys.exit(" ".join(found))
    print(f"{len(folders)} pages are valid")


if __name__ == "__main__":
    main()
