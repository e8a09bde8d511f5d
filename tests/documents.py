"""The documents that are made from the code; `pytest --update` writes them."""

import re
from collections.abc import Iterator

from privstat.codelists import Role
from privstat.dataset_format import CELLS, COLUMN, DATASET, ID, NOTE, SUBTOTAL_LABEL, TABLE, Row
from privstat.shapes import Choice, Date, Field, ListOf, MapOf, Number, OneOf, Record, Shape, String, Truth, Whole
from privstat.validate import Rule, all_rules


def rules() -> str:
    """Return docs/rules.md."""
    return "\n".join(_rules())


def _rules() -> Iterator[str]:
    yield "# Rules\n"
    yield "What `privstat validate` checks. This page is made from the rules; `privstat explain CODE` prints one.\n"
    yield "| code | name | | finds |\n|---|---|---|---|"
    for rule in all_rules():
        yield f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity.value} | {rule.summary.en} |"
    yield "\nS001 to S007 and S010 are found while a file is read, and give exit code 2; the rest are findings."
    yield "Families: **S** structure, **T** totals, **N** notes, **Y** years and months, **P** prose and provenance.\n"
    for rule in all_rules():
        yield f"## {rule.code} {rule.name}\n"
        yield f"{rule.text('en')}\n"
        yield f"```toml\n{rule.example}```\n"
        yield f"{rule.text('ja')}\n"


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def dataset_format(text: str) -> str:
    """Return docs/dataset-format.md with its lists of keys made again."""
    return re.sub(r"## All keys\n[\s\S]*", "## All keys\n\n" + "\n".join(_key_lists()), text)


def _record(shape: Shape) -> Record:
    """Return the record in a shape."""
    while not isinstance(shape, Record):
        if isinstance(shape, ListOf):
            shape = shape.element
        elif isinstance(shape, MapOf):
            shape = shape.value
        else:
            assert isinstance(shape, OneOf)
            shape = next(each for each in shape.shapes if isinstance(each, Record))
    return shape


def _inside(record: Record, key: str) -> Record:
    return _record(record.fields[key].shape)


def _key_lists() -> Iterator[str]:
    head = _inside(DATASET, "dataset")
    check = _inside(TABLE, "checks")
    figures = _record(CELLS[Role.COUNT])
    lists = (
        ("The file", DATASET),
        ("`[dataset]`", head),
        ("`area`", _inside(head, "area")),
        ("`[[sources]]`", _inside(DATASET, "sources")),
        ("`[sections.…]`", _inside(DATASET, "sections")),
        ("`[tables.…]`", TABLE),
        ("`columns`", COLUMN),
        ("`codes` of a column, and a cell of a dimension", _inside(COLUMN, "codes")),
        ("`spanners`", _inside(TABLE, "spanners")),
        ("`subtotal` of a row", SUBTOTAL_LABEL),
        ("A cell with a figure", figures),
        ("`correction`", _inside(figures, "correction")),
        ("A cell with a month or a fiscal year", _record(CELLS[Role.MONTH])),
        ("A cell with texts", _record(CELLS[Role.TEXT])),
        ("`notes`", NOTE),
        ("`checks`", check),
        ("`expect`", _inside(check, "expect")),
        ("`[[series]]`", _inside(DATASET, "series")),
        ("`[[claims]]`", _inside(DATASET, "claims")),
    )
    for title, record in lists:
        yield f"### {title}\n"
        yield "| key | | holds | meaning |\n|---|---|---|---|"
        for key, field in record.fields.items():
            yield _key_line(key, field)
        yield ""


def _key_line(key: str, field: Field) -> str:
    return f"| `{key}` | {'must' if field.required else ''} | {_holds(field.shape)} | {field.meaning} |"


_SIMPLE = (
    (Whole, "whole number"),
    (Number, "number"),
    (Truth, "true or false"),
    (Date, "date"),
    (Row, "a key for each column"),
    (Record, "table"),
    (MapOf, "table"),
)


def _holds(shape: Shape) -> str:
    """Return what a shape holds, in a few words."""
    if isinstance(shape, Choice):
        return ", ".join(f"`{value}`" for value in shape.values)
    if isinstance(shape, String):
        return "id" if shape == ID else re.sub("^an? | in quotes$", "", shape.name.en)
    if isinstance(shape, ListOf):
        one = _holds(shape.element)
        return f"list of {one}{'es' if one.endswith('s') else 's'}"
    if isinstance(shape, OneOf):
        found = [_holds(each) for each in shape.shapes]
        return "text, or `{ ja, en }`" if found == ["text", "table"] else " or ".join(dict.fromkeys(found))
    return next(words for kind, words in _SIMPLE if isinstance(shape, kind))
