"""Pages of Mitaka City for other years, made from the shipped one: the same tables with other, plausible figures."""

import re
from pathlib import Path

from privstat.period import FiscalYear
from tests.conftest import FY2020

CARDS = {2017: 4103, 2018: 4859, 2019: 5660, 2020: 19696, 2021: 17342, 2022: 14208, 2023: 9120, 2024: 8050}
COPIES = {2017: 171, 2018: 167, 2019: 148, 2020: 220, 2021: 203, 2022: 187, 2023: 176, 2024: 181}
UPDATES = (5774, 2652, 3312, 3593, 3665, 3526, 3536, 3324, 3390, 3047, 3921, 7156)
OUTCOMES = (35, 19, 3, 20, 2)
GROUNDS = (32, 57, 6, 1, 23, 34, 42, 27)


def page(year: int, *changes: tuple[str, str]) -> str:
    """Return the page of a year; `changes` are texts that stand once in it, and what stands there instead.

    別表2 has the last three years, as printed: so two pages share two of them.
    """
    text = _page(year)
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return text


def write(folder: Path, *pages: str) -> Path:
    """Write pages into a folder, each called after its year, and return the folder."""
    for text in pages:
        year = re.search(r"^fiscal-year = (\d+)$", text, re.MULTILINE)
        assert year
        (folder / f"fy{year[1]}.toml").write_text(text, encoding="utf-8")
    return folder


def _page(year: int) -> str:
    text = FY2020.read_text(encoding="utf-8")
    if year == 2020:
        return text
    apart = year - 2020
    text = text.replace("mitaka-fy2020", f"mitaka-fy{year}")
    text = text.replace("\nfiscal-year = 2020\n", f"\nfiscal-year = {year}\n")
    text = re.sub(r"(令和)?2年度(?=は|の)", FiscalYear(year).era_label, text)
    text = text.replace("fiscal 2020", f"fiscal {year}")
    text = re.sub(r'"(2020|2021)-(\d\d)", printed = "[^"]*"', lambda m: f'"{int(m[1]) + apart}-{m[2]}"', text)
    text = re.sub(r"updates = (\d{4}) \}", lambda m: f"updates = {_other(int(m[1]), apart)} }}", text)
    total = sum(_other(number, apart) for number in UPDATES)
    text = text.replace("46896", str(total)).replace("46,896", f"{total:,}")
    text = re.sub(
        r"(?<=rows = \[\n)  \{ fiscal-year = 2018[^]]*", "".join(map(_issued, range(year - 2, year + 1))), text
    )
    for column, number in zip(("disclosed", "partial", "refused", "absent", "withdrawn"), OUTCOMES, strict=True):
        text = re.sub(rf"\b{column} = {number}\b", f"{column} = {number + 2 * apart + 1}", text)
    text = text.replace("requests = 59", f"requests = {59 + 3 * apart}")
    parts = sum(number + 2 * apart + 1 for number in OUTCOMES)
    text = text.replace("parts = 79, whole = 59", f"parts = {parts}, whole = {59 + 3 * apart}")
    return re.sub(r"(internal-use|external-provision) = (\d+)", lambda m: f"{m[1]} = {int(m[2]) + 4 + apart}", text)


def _other(number: int, apart: int) -> int:
    return number + 37 * apart + number % 89


def _issued(year: int) -> str:
    return f"  {{ fiscal-year = {year}, cards = {CARDS[year]}, copies = {COPIES[year]} }},\n"
