"""Pages that might have been published: the FY2020 page as other municipalities and years would have printed it.

Every figure is another one, and everything that hangs on it moves along: totals, pinned explanations, sentences, the
years that pages have in common. So `privstat validate` finds nothing wrong with them.
"""

import csv
import hashlib
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from measuring import CACHE, ROOT

MUNICIPALITIES = 100
YEARS = range(2003, 2023)  # before the national act, so that the regime is the same on all pages

_TEXT = (ROOT / "data" / "fy2020.toml").read_text(encoding="utf-8")
# Another page, or another way to vary it, gets folders of its own.
_VERSION = hashlib.sha256(_TEXT.encode() + Path(__file__).read_bytes()).hexdigest()[:8]
FOLDER = CACHE / f"pages-{_VERSION}"
_SLOWLY = (0.9, 1.15)  # what may become of a figure in a year
_UPDATES = (5774, 2652, 3312, 3593, 3665, 3526, 3536, 3324, 3390, 3047, 3921, 7156)


class City(NamedTuple):
    """A municipality that does not exist, and what it counted in each year."""

    code: str
    size: float  # Mitaka is 1
    cards: dict[int, int]
    copies: dict[int, int]


def pages() -> list[Path]:
    """Return the TOML files, city by city and year by year, made where they are not there yet."""
    files = [FOLDER / city.code / f"fy{year}.toml" for city in _cities() for year in YEARS]
    if not all(file.exists() for file in files):
        for city in _cities():
            (FOLDER / city.code).mkdir(parents=True, exist_ok=True)
            for year in YEARS:
                (FOLDER / city.code / f"fy{year}.toml").write_text(page(city, year), encoding="utf-8")
    return files


def tables(file: Path) -> Path:
    """Return the folder with the tables of a page as CSV, one file each, made where it is not there yet."""
    folder = CACHE / f"tables-{_VERSION}" / file.parent.name / file.stem
    if not (folder / "annex1_total.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tomllib.loads(file.read_text(encoding="utf-8"))["tables"].items():
            _write(folder / f"{name}.csv", table["rows"])
            if "total" in table:
                _write(folder / f"{name}_total.csv", [table["total"]])
    return folder


def _cities() -> Iterator[City]:
    for number in range(MUNICIPALITIES):
        stem = f"{number % 47 + 1:02}{201 + number // 47}"
        weights = zip((6, 5, 4, 3, 2), map(int, stem), strict=True)
        code = stem + str(11 - sum(weight * digit for weight, digit in weights) % 11)[-1]
        rng = random.Random(code)
        size = rng.uniform(0.3, 3)
        yield City(code, size, _series(rng, 9000 * size), _series(rng, 400 * size))


def _series(rng: random.Random, first: float) -> dict[int, int]:
    found: dict[int, int] = {}
    value = first
    for year in range(YEARS[0] - 2, YEARS[-1] + 1):
        found[year] = round(value)
        value *= rng.uniform(*_SLOWLY)
    return found


def page(city: City, year: int) -> str:
    """Return the page of a city and year."""
    rng = random.Random(f"{city.code} {year}")
    era, number = _era_year(year, 12)
    changes = {
        "mitaka-fy2020": f"city-{city.code}-fy{year}",
        "132047": city.code,
        "三鷹市": f"{city.code}市",
        "Mitaka City": f"City {city.code}",
        "fiscal-year = 2020\n": f"fiscal-year = {year}\n",
        "iscal 2020": f"iscal {year}",
        "令和2年度": f"{era}{number}年度",
        '"2年度': f'"{number}年度',
        "。2年度": f"。{number}年度",
    }
    changes |= _grounds(rng) | _requests(city, rng) | _updates(city, year, rng) | _years(city, year, number)
    for old in changes:
        assert old in _TEXT, old
    # All at once: one by one, what stands there now might be changed again.
    return re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], _TEXT)


def _grounds(rng: random.Random) -> dict[str, str]:
    figures = ("32, external-provision = 57", "6,  external-provision = 1", "23, external-provision = 34")
    return {
        f"internal-use = {old} }}": f"internal-use = {rng.randint(5, 90)}, external-provision = {rng.randint(5, 90)} }}"
        for old in (*figures, "42, external-provision = 27")
    }


def _requests(city: City, rng: random.Random) -> dict[str, str]:
    outcomes = {"disclosed": 35, "partial": 19, "refused": 3, "absent": 20, "withdrawn": 2}
    now = {name: max(round(count * city.size * rng.uniform(*_SLOWLY)), 1) for name, count in outcomes.items()}
    parts, reviews = sum(now.values()), rng.randint(2, 5)
    requests = round(parts * rng.uniform(0.7, 0.9))  # the note says why there are fewer
    return {
        "requests = 59": f"requests = {requests}",
        f"{_listed(outcomes)}, reviews = 1": f"{_listed(now)}, reviews = {reviews}",
        "parts = 79, whole = 59": f"parts = {parts}, whole = {requests}",
        "審査請求が1件あり": f"審査請求が{reviews}件あり",
        "there was 1 request for": f"there were {reviews} requests for",
        '"table6.reviews" = 1': f'"table6.reviews" = {reviews}',
    }


def _listed(figures: dict[str, int]) -> str:
    return ", ".join(f"{name} = {figure}" for name, figure in figures.items())


def _updates(city: City, year: int, rng: random.Random) -> dict[str, str]:
    now = [round(printed * city.size * rng.uniform(*_SLOWLY)) for printed in _UPDATES]
    changes = {"46,896": f"{sum(now):,}", "46896": str(sum(now))}
    changes |= {f"updates = {old} }}": f"updates = {new} }}" for old, new in zip(_UPDATES, now, strict=True)}
    for month in range(1, 13):
        era, number = _era_year(year, month)
        first = {4: "令和2年", 8: "2年", 12: "2年"}.get(month, "")  # the first row of each block bears the year
        words = {4: f"{era}{number}年", 8: f"{number}年", 12: f"{number}年"}.get(month, "")
        old, new = (f'"{start + (month < 4)}-{month:02}", printed = "' for start in (2020, year))
        changes[f"{old}{first}{month}月"] = f"{new}{words}{month}月"
    return changes


def _years(city: City, year: int, number: str) -> dict[str, str]:
    old = (
        "fiscal-year = 2018, cards = 4859,  copies = 167",
        "fiscal-year = 2019, cards = 5660,  copies = 148",
        'fiscal-year = { value = 2020, printed = "2年度" }, cards = 19696, copies = 220',
    )
    names = (str(year - 2), str(year - 1), f'{{ value = {year}, printed = "{number}年度" }}')
    return {
        printed: f"fiscal-year = {name}, cards = {city.cards[then]}, copies = {city.copies[then]}"
        for printed, name, then in zip(old, names, range(year - 2, year + 1), strict=True)
    }


def _era_year(year: int, month: int) -> tuple[str, str]:
    """Return the era of a month, and the year in it as printed."""
    if (year, month) < (2019, 5):
        return "平成", str(year - 1988)
    return "令和", "元" if year == 2019 else str(year - 2018)


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(name.replace("-", "_") for name in rows[0])
        writer.writerows([_plain(cell) for cell in row.values()] for row in rows)


def _plain(cell: Any) -> str:
    if isinstance(cell, dict):
        cell = next(cell[key] for key in ("id", "value", "ja") if key in cell)
    return "、".join(cell) if isinstance(cell, list) else str(cell)
