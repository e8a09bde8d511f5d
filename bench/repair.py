"""Make every single slip in two tables, one at a time, and see whether `privstat fix` finds it: python bench/repair.py

For each kind of slip: how many there are; how often the true one is the only first (`only`), a first among m (counted
as 1/m: `shared`; counted whole: `among`), and listed at all; and how many repairs are listed in the mean, of any kind
(`list`) and of the kind of the slip (`alike`). It prints the same figures at every run. The slips are made here, by
other code than that which looks for them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from privstat.load import load_text
from privstat.model import Dataset
from privstat.repair import Diagnosis, Repair, diagnoses
from privstat.slips import Kind

FY2020 = Path(__file__).parent.parent / "data" / "fy2020.toml"
HEAD = FY2020.read_text(encoding="utf-8").split("\n# 表4 ")[0]
MONTHS = (5774, 2652, 3312, 3593, 3665, 3526, 3536, 3324, 3390, 3047, 3921, 7156)
TABLE5 = ((32, 57), (6, 1), (23, 34), (42, 27))
KINDS = {
    "digits swapped": Kind.SWAPPED,
    "digit dropped": Kind.DROPPED,
    "digit doubled": Kind.DOUBLED,
    "one digit wrong": Kind.WRONG,
    "scale": Kind.SCALE,
    "rows swapped": Kind.ROWS,
}

HEADINGS = f"  {'':16}{'slips':>6}{'only':>9}{'shared':>9}{'among':>9}{'listed':>9}{'list':>8}{'alike':>8}"

Cells = dict[str, int]  # by address


class Slip(NamedTuple):
    """A kind of slip, and the cells as they are then."""

    kind: str
    cells: Cells


class Page(NamedTuple):
    """A table as it should be, and how a dataset is made of its cells and of a slip's."""

    title: str
    cells: Cells
    text: Callable[[Cells, Cells], str]
    others: tuple[Dataset, ...] = ()
    swaps: bool = True


def digit_slips(number: int) -> Iterator[tuple[str, int]]:
    """Yield what a number may be typed as; what begins with a zero then is captured without it."""
    digits = str(number)
    for index, digit in enumerate(digits):
        before, after = digits[:index], digits[index + 1 :]
        if after and after[0] != digit:
            yield "digits swapped", int(before + after[0] + digit + after[1:])
        if before or after:
            yield "digit dropped", int(before + after)
        yield "digit doubled", int(before + 2 * digit + after)
        for other in "0123456789".replace(digit, ""):
            if before or not after or other != "0":
                yield "one digit wrong", int(before + other + after)
    for factor in (10, 100, 1000):
        yield "scale", number * factor
        if number % factor == 0:
            yield "scale", number // factor


def slips(page: Page) -> Iterator[Slip]:
    """Yield every single slip in a page, each once."""
    for address, number in page.cells.items():
        for kind, typed in sorted(set(digit_slips(number))):
            yield Slip(kind, page.cells | {address: typed})
    for one in page.cells if page.swaps else ():
        for other in page.cells:
            (row, column), (other_row, other_column) = one.split("."), other.split(".")
            in_rows = column == other_column and row < other_row and "total" not in (row, other_row)
            if in_rows and page.cells[one] != page.cells[other]:
                yield Slip("rows swapped", page.cells | {one: page.cells[other], other: page.cells[one]})


def annex1(cells: Cells, claims: str = "", id_: str = "mitaka-fy2020") -> str:
    """Return 別表1 as a dataset."""
    rows = ",\n".join(f'  {{ month = "{key.split(".")[0]}", updates = {cells[key]} }}' for key in list(cells)[:-1])
    return f"""{HEAD.replace("mitaka-fy2020", id_)}
[tables.annex1]
label   = "別表1"
title   = "更新処理件数"
columns = [{{ id = "month", ja = "月", role = "month" }}, {{ id = "updates", ja = "更新処理件数" }}]
rows    = [
{rows},
]
total   = {{ updates = {cells["total.updates"]} }}
{claims}"""


def claim(address: str, number: int) -> str:
    """Return a claim that a cell is so much."""
    return f'\n[[claims]]\nja = "本文"\nequals = {{ "{address}" = {number} }}\n'


def table5(cells: Cells, id_: str = "mitaka-fy2020") -> str:
    """Return 表5 as a dataset, with totals over its rows and over its columns."""

    def row(key: str) -> str:
        return ", ".join(f"{column} = {cells[f'{key}.{column}']}" for column in ("use", "provision", "both"))

    grounds = list(dict.fromkeys(address.split(".")[0] for address in cells))[:-1]
    rows = ",\n".join(f'  {{ ground = {{ id = "{each}", ja = "根拠" }}, {row(each)} }}' for each in grounds)
    return f"""{HEAD.replace("mitaka-fy2020", id_)}
[tables.table5]
label   = "表5"
title   = "目的外利用と外部提供"
columns = [
  {{ id = "ground", ja = "根拠規定", role = "dimension" }},
  {{ id = "use", ja = "目的外利用" }}, {{ id = "provision", ja = "外部提供" }}, {{ id = "both", ja = "計" }},
]
rows    = [
{rows},
]
total   = {{ {row("total")} }}
checks  = [{{ parts = ["use", "provision"], whole = "both" }}]
"""


def pages() -> Iterator[Page]:
    """Yield the pages, each of which says a little more of the same figures."""
    months = [f"{2020 + (month > 12)}-{(month - 1) % 12 + 1:02}.updates" for month in range(4, 16)]
    year = {**dict(zip(months, MONTHS, strict=True)), "total.updates": sum(MONTHS)}
    total = claim("annex1.total.updates", sum(MONTHS))
    printed = f'total   = {{ updates = {{ value = %s, printed = "{sum(MONTHS):,}件" }} }}'

    def with_print(_: Cells, typed: Cells) -> str:
        plain = f"total   = {{ updates = {typed['total.updates']} }}"
        return annex1(typed).replace(plain, printed % typed["total.updates"])

    def with_claims(cells: Cells, typed: Cells) -> str:
        slipped = [claim(f"annex1.{key}", cells[key]) for key in cells if cells[key] != typed[key]]
        return annex1(typed, "".join(slipped))

    grounds = {
        f"{ground}.{column}": number
        for ground, (use, provision) in zip(("a", "b", "c", "d"), TABLE5, strict=True)
        for column, number in (("use", use), ("provision", provision), ("both", use + provision))
    }
    sums = {
        f"total.{each}": sum(grounds[f"{ground}.{each}"] for ground in "abcd") for each in ("use", "provision", "both")
    }
    crossing = grounds | sums
    again = tuple(load_text(text, "again.toml") for text in (annex1(year, id_="again"), table5(crossing, "again")))
    yield Page("別表1: 12 months and a total, one equation", year, lambda _, typed: annex1(typed), swaps=False)
    yield Page("別表1, the total with its printed string", year, with_print, swaps=False)
    yield Page("別表1, the prose states the total", year, lambda _, typed: annex1(typed, total), swaps=False)
    yield Page("別表1, the prose states the mistyped figure", year, with_claims)
    yield Page("別表1, a second page prints it too", year, lambda _, typed: annex1(typed), again[:1], swaps=False)
    yield Page("表5 with totals in both directions", crossing, lambda _, typed: table5(typed))
    yield Page("表5 with totals, a second page prints it too", crossing, lambda _, typed: table5(typed), again[1:])


def is_true(repair: Repair, cells: Cells, typed: Cells) -> bool:
    """Tell whether a repair puts back just the cells that a slip changed."""
    table = repair.changes[0].figure.address.split(".")[0]
    changed = {f"{table}.{key}": number for key, number in cells.items() if typed[key] != number}
    in_cells = not any(change.figure.in_prose for change in repair.changes)
    return in_cells and {change.figure.address: change.new for change in repair.changes} == changed


class Tally:
    """What became of the slips of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.count = self.listed = self.only = self.among = self.length = self.alike = 0
        self.shared = 0.0

    def add(self, found: Diagnosis, cells: Cells, typed: Cells) -> None:
        """Count a slip by the repairs of the first equation that it broke."""
        ranks = [repair.rank for repair in found.repairs if is_true(repair, cells, typed)]
        first = sum(repair.rank == 1 for repair in found.repairs)
        self.count += 1
        self.length += len(found.repairs)
        self.alike += sum(repair.kind is self.kind for repair in found.repairs)
        self.listed += bool(ranks)
        self.among += ranks == [1]
        self.only += ranks == [1] and first == 1
        self.shared += 1 / first if ranks == [1] else 0

    def line(self, name: str) -> str:
        """Return a row of the table."""
        shares = (self.only, self.shared, self.among, self.listed)
        columns = "".join(f"{share / self.count:9.1%}" for share in shares)
        return f"  {name:16}{self.count:6}{columns}{self.length / self.count:8.2f}{self.alike / self.count:8.2f}"


def main() -> None:
    """Print a table for each page."""
    for page in pages():
        tallies = {name: Tally(kind) for name, kind in KINDS.items()}
        for slip in slips(page):
            dataset = load_text(page.text(page.cells, slip.cells), "page.toml")
            if found := next(diagnoses(dataset, page.others), None):
                tallies[slip.kind].add(found, page.cells, slip.cells)
        print(f"{page.title}\n{HEADINGS}")
        print("\n".join(tally.line(name) for name, tally in tallies.items() if tally.count) + "\n")


if __name__ == "__main__":
    main()
