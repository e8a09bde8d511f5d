"""How much of a page `privstat import` reads, beside what readers of tables make of it.

    python bench/capture.py [FOLDER]

FOLDER holds the pages, ../shared/reference/pages where it is left out. For each page: cells that are right, doubtful
(a person is told to look at them), wrong though passed as certain, and missed. The others know no doubt. They are given
the best chance: of every separator that they can be told, the one with which most cells are right; a cell counts where
it stands in its row under its heading.

Then the same of PDF, with rules between the cells and without: made here, with reportlab (`pip install -e '.[test]'`),
of the lines and tables of each page whose tables have kept their columns, with the cells that cover others as in print
(`COVERS`). Beside `privstat import` stands what the
library that reads PDF for it makes of the tables alone, whichever of its two ways is better.
"""

import io
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent))

from measuring import CACHE, environment

from privstat.capture.draft import draft_of
from privstat.capture.numbers import number_of
from privstat.capture.sketch import DraftTable
from privstat.codelists import NUMBER_ROLES
from privstat.grid import Grid, Page, Passage
from privstat.importers._kinds import kind_of
from privstat.registry import module

ROOT = Path(__file__).parent.parent
PEERS = {"pandas": ["pandas", "lxml"], "frictionless": ["frictionless"], "pdfplumber": ["pdfplumber"]}
OF_TEXT, OF_PDF = ("pandas", "frictionless"), ("pdfplumber",)
FONT = "HeiseiKakuGo-W5"
# Of each table its headings of figures, and the figures row by row; - has a status instead, ? has no heading.
EXPECTED: dict[str, list[tuple[str, str]]] = {
    "hamura-r6.txt": [
        (
            "請求 (うち前年度継続)|開示|一部開示|不開示|不存在|取下げ|処理中",
            "120 40 76 0 32 1 8, 1 0 1 0 0 0 0, 19 14 2 0 4 0 1, 2 2 0 0 0 0 0, 4 3 1 0 0 0 0, 2 2 0 0 0 0 0, 146 "
            "61 80 0 36 1 9",
        ),
    ],
    "kitakyushu-h1-h30.txt": [
        (
            "請求数|対象行政文書|A全部開示|B一部開示|C不開示|D不存在|Eその他|F=(A+B)÷(A+B+C)×100開示率(%)",
            "12 12 7 0 2 3 0 77.8, 17 17 6 4 5 1 1 66.7, 54 54 11 27 7 8 1 84.4, 22 22 1 15 0 4 2 100.0, 39 78 17 "
            "32 12 9 8 80.3, 44 66 23 31 0 5 7 100.0, 257 2371 20 2038 5 97 211 99.8, 267 1989 23 1925 4 35 2 "
            "99.8, 161 1151 746 369 6 22 8 99.5, 252 1289 310 820 21 124 14 98.2, 80 562 123 392 12 26 9 97.7, "
            "127 322 147 130 9 29 7 96.9, 191 633 312 242 7 58 14 98.8, 205 5230 2325 2861 12 24 8 99.8, 205 6763 "
            "909 5825 3 18 8 99.9, 203 3624 482 3044 16 70 12 99.5, 373 - 76 140 7 124 26 96.9, 606 - 148 309 10 "
            "128 11 97.9, 816 - 191 431 55 100 39 91.9, 1074 - 220 594 6 180 74 99.3, 1298 - 467 583 27 75 146 "
            "97.5, 2437 - 1446 653 19 199 120 99.1, 2666 - 2012 448 10 75 121 99.6, 2506 - 1880 432 13 133 48 "
            "99.4, 2507 - 1903 490 5 60 49 99.8, 2670 - 2092 386 12 126 54 99.5, 2836 - 2171 449 19 107 90 99.3, "
            "813 - 425 276 8 72 32 98.9, 964 - 508 298 9 98 51 98.9, 992 - 602 291 21 42 36 97.7",
        ),
    ],
    "mynumber-cities-r3.txt": [
        (
            "人口 【R2.1.1時点】|交付枚数 【R3.1.1時点】|人口に対する交付枚数率",
            "66350 34950 52.7, 164506 82881 50.4, 111934 43713 39.1, 121736 45817 37.6, 15176 5579 36.8, 45713 "
            "16681 36.5, 168361 61374 36.5, 119483 43424 36.3, 260379 92867 35.7, 97552 34262 35.1",
        ),
        (
            "人口 【R2.1.1時点】|交付枚数 【R3.1.1時点】|人口に対する 交付枚数率",
            "1095903 358411 32.7, 13834925 3945964 28.5, 1353837 385025 28.4, 5549568 1542884 27.8, 9209442 "
            "2464124 26.8, 1420948 373016 26.3, 8849635 2305743 26.1, 1350769 338477 25.1, 1369882 342400 25.0, "
            "6319772 1577748 25.0, 2545899 632864 24.9",
        ),
    ],
    "nakano-r4.txt": [
        (
            "令和3年度末の登録数(A)|新規(B)|廃止(C)|変更(D)|令和4年度末の登録数(A+B-C)",
            "952 24 1 55 975, 614 1 1 3 614, 8 0 0 0 8, 2 0 0 0 2, 1576 25 2 58 1599",
        ),
    ],
    "ome-r5-lost-tables.txt": [],
    "onomichi-h26-h28.txt": [
        ("個人情報ファイル届出件数|対前年増減", "3451 -46, 3182 -269, 3143 -39"),
        ("目的外利用の件数|外部提供の件数", "262 49, 272 49, 282 51"),
    ],
    "sapporo-r3-notifications.txt": [
        (
            "届出件数",
            "2, 7, 82, 84, 54, 115, 44, 366, 107, 81, 119, 111, 52, 102, 239, 15, 5, 11, 18, 8, 8, 16, 19, 9, 4, "
            "1678, 23, 101, 53, 83, 92, 49, 3, 2, 9, 1, 9, 9, 285, 2397",
        ),
    ],
    "sugito-r1.txt": [
        ("公開|部分公開|非公開|?", "21 19 3 43, 2 6 2 10"),
    ],
    "suzuka-h29-privacy.txt": [
        ("請求|取下げ|?", "23 0 23, 0 0 0, 0 0 0, 23 0 23"),
        ("本人|法定代理人|任意代理人|遺族等(死者の個人情報)", "21 1 0 1, 0 0 0 0, 0 0 0 0"),
        (
            "請求(件)|取下げ(件)|決定(件)|写しの交付(面)",
            "2 0 2 27, 1 0 1 2, 1 0 1 0, 3 0 3 7, 2 0 2 0, 3 0 3 2, 4 0 4 0, 3 0 3 49, 0 0 0 0, 2 0 3 2, 2 0 2 "
            "18, 0 0 0 0, 23 0 24 107",
        ),
        (
            "開示|部分開示|不開示|存否応答拒否|不存在|その他不開示|?",
            "0 0 0 0 0 0 0, 0 0 0 0 0 0 0, 2 0 0 0 1 0 3, 2 7 0 0 4 0 13, 0 0 0 0 0 0 0, 0 0 0 0 0 0 0, 0 0 0 0 0 "
            "0 0, 2 0 0 0 0 0 2",
        ),
    ],
}


# How many rows and columns a cell covers in print, where its text has lost that: no publisher prints heads over columns
# that they do not name.
COVERS: dict[str, dict[str, tuple[int, int]]] = {
    "hamura-r6.txt": {
        **dict.fromkeys(("実施機関", "請求 (うち前年度継続)", "取下げ", "処理中"), (2, 1)),
        "決定内容": (1, 4),
    },
    "kitakyushu-h1-h30.txt": {
        **dict.fromkeys(("年度", "F=(A+B)÷(A+B+C)×100開示率(%)"), (2, 1)),
        "請求件数": (1, 2),
        "内訳": (1, 5),
    },
    "sapporo-r3-notifications.txt": {
        "市長": (26, 1),
        **dict.fromkeys(
            (
                *(
                    "実施機関名",
                    "交通事業管理者",
                    "水道事業管理者",
                    "病院事業管理者",
                    "消防長",
                    "教育委員会",
                    "議会",
                    "合計",
                ),
                *("選挙管理委員会", "人事委員会", "監査委員", "農業委員会", "固定資産評価審査委員会", "指定管理者"),
                "札幌市立大学",
            ),
            (1, 2),
        ),
    },
}


class Measure(NamedTuple):
    """How many cells of a page were read how."""

    right: int = 0
    doubtful: int = 0
    wrong: int = 0
    missed: int = 0


Cells = dict[tuple[int, int, str], str]  # by table, row and heading


def expected(name: str) -> Cells:
    """Return the cells of a page."""
    found: Cells = {}
    for number, (headings, rows) in enumerate(EXPECTED[name]):
        for row, figures in enumerate(rows.split(",")):
            for heading, value in zip(headings.split("|"), figures.split(), strict=True):
                found[number, row, heading] = value
    return found


def page_bytes(path: Path) -> bytes:
    """Return a page without the lines that tell where it comes from."""
    lines = path.read_bytes().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(b"# "))


def pdf_of(name: str, content: bytes, *, ruled: bool) -> bytes:
    """Return a page of text as PDF: its lines, and its tables with or without rules between their cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what reportlab is made of
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.platypus import SimpleDocTemplate

        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        file = io.BytesIO()
        SimpleDocTemplate(file, pagesize=(1_190, 1_684)).build(list(_flow(name, content, ruled)))
    return file.getvalue()


def _flow(name: str, content: bytes, ruled: bool) -> Iterator[Any]:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Spacer, Table

    prose = ParagraphStyle("prose", fontName=FONT, wordWrap="CJK")
    look: list[Any] = [("FONT", (0, 0), (-1, -1), FONT, 10), ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
    look += [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    look += [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if ruled else []
    for part in _parts(content):
        if isinstance(part, Grid):
            cells, spans = _printed(_cells(part), COVERS.get(name, {}))
            yield from (Spacer(0, 8), Table(cells, style=[*look, *spans], hAlign="LEFT"), Spacer(0, 8))
        else:
            yield Paragraph(escape(part.text), prose)


def has_columns(content: bytes) -> bool:
    """Tell whether a page has tables, and the text of none of them has lost what stood between the cells."""
    grids = [part for part in _parts(content) if isinstance(part, Grid)]
    return bool(grids) and all(len(_cells(grid)[0]) > 1 for grid in grids)


def _parts(content: bytes) -> Sequence[Grid | Passage]:
    page: Page = module("importers", "text").page(content, "page.txt")
    return page.parts


def _cells(grid: Grid) -> list[list[str]]:
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    height, width = (max(at[axis] for at in texts) + 1 for axis in (0, 1))
    return [[texts.get((row, column), "") for column in range(width)] for row in range(height)]


def _printed(rows: list[list[str]], covers: Mapping[str, tuple[int, int]]) -> tuple[list[list[str]], list[Any]]:
    """Return the cells where they stand if some cover others, as in HTML, and what is to be told of those."""
    found: dict[tuple[int, int], str] = {}
    spans: list[Any] = []
    for row, texts in enumerate(rows):
        column = 0
        for text in texts:
            while (row, column) in found:
                column += 1
            height, width = covers.get(text, (1, 1))
            found |= {(row + down, column + right): "" for down in range(height) for right in range(width)}
            found[row, column] = text
            if (height, width) != (1, 1):
                spans += [("SPAN", (column, row), (column + width - 1, row + height - 1))]
                spans += [("ALIGN", (column, row), (column, row), "CENTER")] * (width > 1)
    return [[found.get((row, column), "") for column in range(len(rows[0]))] for row in range(len(rows))], spans


def captured(path: Path) -> Measure:
    """Return what `privstat import` reads of a page."""
    return captured_of(path.name, page_bytes(path))


def captured_of(name: str, content: bytes) -> Measure:
    """Return what `privstat import` reads of a page, whatever it is published as."""
    draft = draft_of(module("importers", kind_of("", content)).page(content, name))
    certain: Cells = {}
    doubtful: set[tuple[int, int, str]] = set()
    for number, table in enumerate(draft.tables):
        for row, column in table.figures:
            key = (number, row, table.columns[column].label or "?")
            if table.is_doubtful(row, column):
                doubtful.add(key)
            else:
                certain[key] = _value(table, row, column)
    wanted = expected(name)
    right = sum(wanted.get(key) == value for key, value in certain.items())
    missed = len(wanted.keys() - certain.keys() - doubtful)
    return Measure(right, len(doubtful), len(certain) - right, missed)


def _value(table: DraftTable, row: int, column: int) -> str:
    number = number_of(table.rows[row].cells.get(table.columns[column].id))
    assert table.columns[column].role in NUMBER_ROLES
    return "-" if number is None else str(number)


def compared(page: str, grids: list[list[list[str]]]) -> Measure:
    """Return what of a page stands in the grids of a reader: of each table in the best grid, from the best row."""
    found = Measure()
    for headings, rows in EXPECTED[page]:
        wanted = [dict(zip(headings.split("|"), row.split(), strict=True)) for row in rows.split(",")]
        tried = [_in_grid(grid, wanted, start) for grid in grids for start in range(_height(grid))]
        count = sum(map(len, wanted))
        best = max(tried, key=lambda each: (each.right, -each.wrong), default=Measure())
        found = Measure(
            found.right + best.right,
            0,
            found.wrong + best.wrong,
            found.missed + count - best.right - best.wrong,
        )
    return found


def _height(grid: list[list[str]]) -> int:
    return len(_body(grid))


def _body(grid: list[list[str]]) -> list[list[str]]:
    return [row for row in grid if any(_plain(cell) is not None for cell in row)]


def _in_grid(grid: list[list[str]], wanted: list[dict[str, str]], start: int) -> Measure:
    columns = _columns(grid, list(wanted[0]))
    right = wrong = 0
    for row, figures in zip(_body(grid)[start:], wanted, strict=False):
        for heading, value in figures.items():
            cell = row[columns[heading]] if heading in columns and columns[heading] < len(row) else ""
            right, wrong = right + (_plain(cell) == value), wrong + (bool(cell) and _plain(cell) != value)
    return Measure(right, 0, wrong)


def _columns(grid: list[list[str]], headings: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in grid:
        for index, cell in enumerate(row):
            if cell.strip() in headings:
                found.setdefault(cell.strip(), index)
    return found


def _plain(text: str) -> str | None:
    bare = text.replace(",", "").replace("%", "").strip().removesuffix("件")
    try:
        return str(Decimal(bare)) if "." in bare and not bare.endswith(".0") else str(int(Decimal(bare)))
    except ArithmeticError:
        return None


READERS = {
    "pandas": """
import io, json, sys, pandas
text = open(sys.argv[1], encoding="utf-8").read()
found = []
for separator in ("\\t", r"\\s*\\|\\s*", r"\\s+", ",", None):
    try:
        width = 40
        table = pandas.read_csv(io.StringIO(text), sep=separator, header=None, names=range(width), engine="python",
                                dtype=str, skip_blank_lines=True, on_bad_lines="skip")
        found.append(table.fillna("").values.tolist())
    except Exception:
        pass
try:
    found += [table.fillna("").astype(str).values.tolist() for table in pandas.read_html(io.StringIO(text))]
except Exception:
    pass
print(json.dumps(found))
""",
    "frictionless": """
import json, sys
from frictionless import Resource, Dialect, formats
found = []
for separator in ("\\t", "|", " ", ","):
    try:
        dialect = Dialect(header=False, controls=[formats.CsvControl(delimiter=separator)])
        with Resource(path=sys.argv[1], format="csv", dialect=dialect) as resource:
            found.append([[str(cell or "") for cell in row] for row in resource.cell_stream])
    except Exception:
        pass
print(json.dumps(found))
""",
    "pdfplumber": """
import json, sys, pdfplumber
found = []
for strategy in ("lines", "text"):
    for page in pdfplumber.open(sys.argv[1]).pages:
        for table in page.extract_tables({"vertical_strategy": strategy, "horizontal_strategy": strategy}):
            found.append([[(cell or "").replace("\\n", "") for cell in row] for row in table])
print(json.dumps(found))
""",
}


def peer(name: str, page: str, content: bytes) -> Measure:
    """Return what another reader makes of a page."""
    programs = environment(f"capture-{name}", *PEERS[name])
    copy = CACHE / f"page.{kind_of('', content)}"
    copy.write_bytes(content)
    ran = subprocess.run(
        [programs / "python", "-c", READERS[name], copy.name], capture_output=True, text=True, cwd=CACHE, check=True
    )
    return compared(page, json.loads(ran.stdout))


def main() -> None:
    """Measure every page and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "reference" / "pages"
    CACHE.mkdir(parents=True, exist_ok=True)
    pages = {path.name: page_bytes(path) for path in sorted(folder.glob("*.txt"))}
    report("text", OF_TEXT, pages)
    whole = {name: content for name, content in pages.items() if has_columns(content)}
    for title, ruled in (("PDF with rules", True), ("PDF without rules", False)):
        report(title, OF_PDF, {name: pdf_of(name, content, ruled=ruled) for name, content in whole.items()})


def report(title: str, peers: Sequence[str], pages: Mapping[str, bytes]) -> None:
    """Print what each reader makes of each page."""
    print(f"\n{title:26} {'':>6}  {'privstat import':^29}  " + "  ".join(f"{name:^21}" for name in peers))
    heads = f"{'right':>6} {'doubt':>6} {'wrong':>6} {'missed':>7}"
    print(f"{'page':26} {'cells':>6}  {heads}  " + "  ".join([f"{'right':>6} {'wrong':>6} {'missed':>7}"] * len(peers)))
    for name, content in pages.items():
        own = captured_of(name, content)
        line = f"{name.removesuffix('.txt'):26} {len(expected(name)):6}  "
        line += f"{own.right:6} {own.doubtful:6} {own.wrong:6} {own.missed:7}"
        for each in peers:
            other = peer(each, name, content)
            line += f"  {other.right:6} {other.wrong:6} {other.missed:7}"
        print(line)


if __name__ == "__main__":
    main()
