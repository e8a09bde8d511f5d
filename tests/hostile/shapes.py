"""Files made from the declaration of the format: every key with other types, unknown, missing, twice, hostile."""

import copy
import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

import tomli_w

from privstat.codelists import Role
from privstat.dataset_format import CELLS, DATASET, SUBTOTAL_LABEL, Row
from privstat.model import SUBTOTAL
from privstat.place import Keys
from privstat.shapes import ListOf, MapOf, OneOf, Record, Shape, String
from tests.hostile.case import FINE, Case, of_content


def text(name: str) -> dict[str, str]:
    return {"ja": f"{name}。", "en": name}


# Uses every key of the format; a test holds it to that.
WHOLE: dict[str, Any] = {
    "format": 1,
    "dataset": {
        "id": "somewhere-fy2020",
        "fiscal-year": 2020,
        "title": text("title"),
        "area": {"code": "132047", **text("area")},
        "regime": "ordinance",
    },
    "symbols": {"－": "nil"},
    "sources": [
        {
            "id": "page",
            "title": text("source"),
            "tables": ["表1"],
            "absent": ["表2"],
            "ignored": [{"text": "電話 1234", "why": text("telephone")}],
            "url": "https://example.org/",
            "published": datetime.date(2021, 11, 7),
            "retrieved": datetime.date(2026, 7, 12),
            "page": "4",
            "licence": "CC BY 4.0",
            "sha256": "0" * 64,
        }
    ],
    "sections": {"part": {"heading": text("heading"), "office": text("office"), "extension": "2215"}},
    "tables": {
        "x": {
            "label": "表1",
            "title": text("table"),
            "unit": text("unit"),
            "as-of": text("date"),
            "section": "part",
            "source": "page",
            "columns": [
                {
                    "id": "kind",
                    **text("kind"),
                    "role": "dimension",
                    "group": True,
                    "concept": "outcome:full",
                    "codes": [{"id": "law", **text("code"), "concept": "outcome:full"}],
                },
                {"id": "organ", **text("organ"), "role": "dimension"},
                {"id": "month", **text("month"), "role": "month"},
                {"id": "year", **text("year"), "role": "fiscal-year"},
                {"id": "a", **text("column"), "unit": text("pieces"), "under": "both", "rounded-to": 1},
                {"id": "b", **text("part"), "role": "change", "under": "both"},
                {
                    "id": "c",
                    **text("whole"),
                    "role": "rate",
                    "formula": {"sum": ["a"], "over": ["b"], "percent": False},
                },
                {"id": "t", **text("names"), "role": "text", "separator": "、"},
            ],
            "spanners": [{"id": "both", **text("spanner")}],
            "rows": [
                {
                    "kind": "law",
                    "organ": {"id": "mayor", **text("mayor"), "concept": "outcome:full"},
                    "month": {"value": "2020-04", "printed": "4月"},
                    "year": {"value": 2020, "printed": "2年度"},
                    "a": {
                        "value": 5,
                        "printed": "5件",
                        "status": "revised",
                        "of-which": 1,
                        "notes": ["注1"],
                        "correction": {"value": 6, **text("misprint")},
                    },
                    "b": {"value": -1, "printed": "△1"},
                    "c": {"value": 4, "printed": "4.0"},
                    "t": {"ja": ["一つ", "二つ"], "en": ["one", "two"]},
                },
                {"kind": "law", "subtotal": {"id": "law-sum", **text("subtotal"), "of": ["law.mayor"]}, "a": 5},
            ],
            "total": {"kind": text("total"), "a": 5},
            "notes": [{"mark": "注1", "at": ["a"], "reason": "carry-over", **text("note")}],
            "checks": [
                {
                    "parts": ["both"],
                    "whole": "c",
                    "rows": ["law.mayor.2020-04.2020"],
                    "pending": ["a"],
                    "carried": ["a"],
                    "excludes": ["a"],
                    "includes": ["a"],
                    "explained-by": "注1",
                    "expect": [{"row": "law.mayor.2020-04.2020", "parts": 4, "whole": 4}],
                },
                {"total": "a"},
                {"count": "a", "names": "t"},
            ],
        }
    },
    "series": [{"id": "s", "title": text("series"), "measure": "x.a", "kind": "flow", "any-regime": True}],
    "claims": [
        {"id": "c1", **text("claim"), "equals": {"x.total.a": 5}},
        {"id": "c2", **text("meetings"), "value": 1, "unit": text("times")},
    ],
}
CELL_ROLES = {column["id"]: Role(column.get("role", "count")) for column in WHOLE["tables"]["x"]["columns"]}


class Slot(NamedTuple):
    """A key of the format as WHOLE uses it."""

    keys: Keys
    shape: Shape
    required: bool

    @property
    def name(self) -> str:
        return ".".join(map(str, self.keys))


def slots(shape: Shape = DATASET, value: Any = WHOLE, keys: Keys = ()) -> Iterator[Slot]:
    """Yield every key of the format that stands in a value."""
    if isinstance(shape, OneOf):
        shape = next(each for each in shape.shapes if type(value) in each.types)
    for slot in _own_slots(shape, value, keys):
        yield slot
        yield from slots(slot.shape, value[slot.keys[-1]], slot.keys)
    if isinstance(shape, ListOf):
        for index, element in enumerate(value):
            yield from slots(shape.element, element, (*keys, index))


def _own_slots(shape: Shape, value: Any, keys: Keys) -> list[Slot]:
    if isinstance(shape, Record):
        return [Slot((*keys, key), field.shape, field.required) for key, field in shape.fields.items() if key in value]
    if isinstance(shape, MapOf):
        return [Slot((*keys, key), shape.value, False) for key in value]
    if isinstance(shape, Row) and "total" not in keys:
        return [
            Slot((*keys, key), SUBTOTAL_LABEL if key == SUBTOTAL else CELLS[CELL_ROLES[key]], SUBTOTAL not in value)
            for key in value
        ]
    return []


SLOTS = list(slots())


def at(keys: Keys) -> tuple[Any, Any]:
    """Return a copy of WHOLE, and the table or list in it that holds the last key."""
    whole = copy.deepcopy(WHOLE)
    inner: Any = whole
    for key in keys[:-1]:
        inner = inner[key]
    return whole, inner


def changed(keys: Keys, value: object) -> str:
    whole, inner = at(keys)
    inner[keys[-1]] = value
    return tomli_w.dumps(whole)


OTHERS: tuple[object, ...] = (
    True,
    7,
    7.5,
    "text",
    ["text"],
    {"x": 1},
    datetime.date(2020, 4, 1),
    datetime.time(7, 30),
    [],
    {},
)


def wrong_types() -> Iterator[Case]:
    for number, slot in enumerate(SLOTS):
        known = [each.__name__.replace("Decimal", "float") for each in slot.shape.types]
        others = [other for other in OTHERS if type(other).__name__ not in known]
        for other in (others[number % len(others)], others[(number + 1) % len(others)]):
            kind = type(other).__name__
            yield of_content("wrong types", f"{slot.name} = a {kind}", changed(slot.keys, other))


def unknown_keys() -> Iterator[Case]:
    homes = dict.fromkeys(slot.keys[:-1] for slot in SLOTS)
    for home in homes:
        if home and home[-1] in ("symbols", "equals", "sections"):
            continue
        for name in ("unknown", "ünknöwn\n::error::x", "\x1b[31m\u202e"):
            yield of_content("unknown keys", f"{name!r} in {'.'.join(map(str, home))}", changed((*home, name), 1))


def missing_keys() -> Iterator[Case]:
    for slot in SLOTS:
        if slot.required:
            whole, inner = at(slot.keys)
            del inner[slot.keys[-1]]
            yield of_content("missing keys", slot.name, tomli_w.dumps(whole))


def duplicate_keys() -> Iterator[Case]:
    lines = tomli_w.dumps(WHOLE).splitlines()
    seen: set[str] = set()
    for number, line in enumerate(lines):
        if line in seen:
            continue
        seen.add(line)
        whole = " = " in line and not line.startswith((" ", "\t")) and not line.endswith(("[", "{"))
        if whole or (line.startswith("[") and not line.startswith("[[") and line.endswith("]")):
            twice = [*lines[: number + 1], line, *lines[number + 1 :]]
            yield of_content("duplicate keys", f"line {number + 1}: {line[:40]}", "\n".join(twice))


PAYLOADS = {
    "an escape": "\x1b[2J\x1b]8;;https://example.org\x07x\x1b]8;;\x07",
    "C1": "\x9b31mred\x85\x90\x9c",
    "overrides": "\u202e\u2066abc\u2069\u200f\u061c",
    "invisible": "\u200b\ufeff\u2060\U000e0041\u00ad",
    "commands": "x\n::error file=a::b\n::add-mask::x\n##[error]c\n##vso[task.complete]d ##[group]",
    "markup": "[red]x[/red]<script>alert(1)</script>|`*_![a](b)```\n# h",
    "a formula": "=cmd|'/c calc'!A1",
    "lines": "a\n\n\r\n\t\x0b\x0c\u2028\u2029b",
    "format fields": "{0} {x!r} %s %(x)s {",
}


def hostile_texts() -> Iterator[Case]:
    """Yield every field that holds a free text, each with two of the payloads in turn."""
    free = [slot for slot in SLOTS if _is_free(slot)]
    names = list(PAYLOADS)
    for number, slot in enumerate(free):
        one, other = names[number % len(names)], names[(number + 4) % len(names)]
        text = PAYLOADS[one] + PAYLOADS[other]
        yield of_content("hostile text", f"{one} and {other} in {slot.name}", changed(slot.keys, text), FINE)


def _is_free(slot: Slot) -> bool:
    """Tell whether a text stands there that nothing refers to; a list of texts and its translation go together."""
    shapes = slot.shape.shapes if isinstance(slot.shape, OneOf) else (slot.shape,)
    if any(isinstance(key, str) and key in ("mark", "explained-by", "label", "t", "symbols") for key in slot.keys):
        return False
    if any(isinstance(shape, Record) and "value" in shape.fields for shape in shapes) or slot.keys[-1] == "organ":
        return False
    return any(isinstance(shape, String) and not shape.pattern for shape in shapes)


HOSTILE_IDS = (
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows",
    "a/b",
    "a\\b",
    "-rf",
    "--data",
    ".hidden",
    "a\0b",
    "a\nb",
    "con.",
    "A",
    "é",
    "ａ",
    "a b",
    "a--b",
    "a.b",
    "",
    "$(true)",
    "`true`",
    "'; drop table x",
    "%2e%2e",
    "~",
    "*",
    "total",
    "x" * 65,
    "x" * 10_000,
    "\u202ea",
)


def hostile_ids() -> Iterator[Case]:
    places: tuple[Keys, ...] = (
        ("dataset", "id"),
        ("tables", "x", "columns", 4, "id"),
        ("series", 0, "id"),
        ("series", 0, "measure"),
        ("sources", 0, "id"),
        ("tables", "x", "rows", 0, "organ", "id"),
    )
    for number, id_ in enumerate(HOSTILE_IDS):
        place = places[number % len(places)] if id_ != "total" else places[1]
        yield of_content("hostile ids", f"{id_[:20]!r} as {'.'.join(map(str, place))}", changed(place, id_))
    for id_ in HOSTILE_IDS[:12]:
        whole = copy.deepcopy(WHOLE)
        whole["tables"][id_] = whole["tables"].pop("x")
        yield of_content("hostile ids", f"{id_!r} as a table", tomli_w.dumps(whole))
