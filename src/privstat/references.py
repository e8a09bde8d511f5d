"""What a dataset file refers to: every name in it is the name of something in it, once.

The shapes of the format are checked before; here stands what a shape cannot say. Tables whose shapes have
flaws are left out, so that one slip does not bring a dozen messages.
"""

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from privstat.errors import BAD_VALUE, MISSING_KEY, UNKNOWN_REFERENCE
from privstat.flaws import Flaw, duplicates, unknown_reference
from privstat.model import TABLE
from privstat.outline import Outline, Raw, outline_of
from privstat.place import Keys
from privstat.table_references import table_flaws
from privstat.toml_text import MAX_BYTES_VARIABLE, byte_limit
from privstat.words import Text, message

_FIGURE = Text(en="figure", ja="数")


Outlines = Mapping[str, Outline | None]  # of the tables by id; None for one whose shape is wrong


def outlines_of(mapping: Raw, flawed: list[Keys]) -> Outlines:
    """Return the outlines of the tables of a file; `flawed` says where shapes are wrong."""
    flawed_tables = {keys[1] for keys in flawed if keys[:1] == ("tables",) and len(keys) > 1}
    tables = _sound(mapping, ("tables",), flawed) or {}
    return {id_: None if id_ in flawed_tables else outline_of(table) for id_, table in tables.items()}


def reference_flaws(mapping: Raw, flawed: list[Keys], outlines: Outlines) -> Iterator[Flaw]:
    """Yield every name of a file that names nothing, or names twice; `flawed` says where shapes are wrong."""
    around = {key: value for key, value in mapping.items() if (key,) not in flawed}
    effort = 0
    for table_id, outline in outlines.items():
        if outline is None:
            continue
        table = mapping["tables"][table_id]
        effort += _effort(table, outline)
        if effort > byte_limit():
            yield _too_much(effort, ("tables", table_id))
            return
        yield from table_flaws(table, outline, around, ("tables", table_id))
    yield from duplicates(
        {("tables", id_, "label"): mapping["tables"][id_]["label"] for id_, outline in outlines.items() if outline}
    )
    yield from _list_flaws(mapping, outlines, flawed)


def _effort(table: Raw, outline: Outline) -> int:
    """Return roughly how many steps it takes to compare notes with cells, and checks with rows."""
    targets = sum(len(note.get("at", " ")) for note in table.get("notes", ()))
    comparisons = sum(
        1 + sum(len(value) for value in check.values() if isinstance(value, list)) for check in table.get("checks", ())
    )
    return len(outline.row_keys) * (len(outline.columns) * targets + 10 * comparisons)


def _too_much(effort: int, keys: Keys) -> Flaw:
    sentence = message(
        en="the notes, checks, series and claims up to here take {effort:,} steps to follow; "
        "the limit is {limit:,}, and ${variable} raises it",
        ja="ここまでの注・確認・系列・記述をたどるには {effort:,} 段階かかり、上限の {limit:,} を超えています。"
        "上限は ${variable} で変えられます",
        effort=effort,
        limit=byte_limit(),
        variable=MAX_BYTES_VARIABLE,
    )
    return Flaw(BAD_VALUE, keys, sentence)


def _addresses(sound: Mapping[str, dict[Keys, Raw]]) -> Iterator[tuple[Keys, str]]:
    """Yield the addresses of series and claims, each with where it stands."""
    yield from ((keys, series["measure"]) for keys, series in sound["series"].items())
    yield from ((keys, address) for keys, claim in sound["claims"].items() for address in claim.get("equals", ()))


def _sound(mapping: Raw, keys: Keys, flawed: list[Keys]) -> Any:
    """Return what stands under a top-level key, or None where its own shape is wrong."""
    return None if keys in flawed else mapping.get(str(keys[0]))


def _list_flaws(mapping: Raw, outlines: Outlines, flawed: list[Keys]) -> Iterator[Flaw]:
    sound: dict[str, dict[Keys, Raw]] = {
        name: {
            (name, index): item
            for index, item in enumerate(_sound(mapping, (name,), flawed) or ())
            if not any(keys[:2] == (name, index) for keys in flawed)
        }
        for name in ("sources", "series", "claims")
    }
    for items in sound.values():
        yield from duplicates({(*keys, "id"): item["id"] for keys, item in items.items() if "id" in item})
    effort = 0
    for keys, address in _addresses(sound):
        outline = outlines.get(address.partition(".")[0])
        effort += 4 * (len(outline.row_keys) + len(outline.columns)) if outline else 0
        if effort > byte_limit():
            yield _too_much(effort, keys)
            return
    for keys, series in sound["series"].items():
        yield from _series_flaws(series["measure"], outlines, (*keys, "measure"))
    for keys, claim in sound["claims"].items():
        if ("equals" in claim) == ("value" in claim):
            sentence = message(
                en="a claim has either 'equals' or 'value'",
                ja="claim には「equals」か「value」の一方を書きます",
            )
            yield Flaw(MISSING_KEY, keys, sentence)
        for address in claim.get("equals", {}):
            for flaw in _claim_flaws(address, outlines, (*keys, "equals", address)):
                yield flaw._replace(on_key=True)


def _series_flaws(address: str, outlines: Outlines, keys: Keys) -> Iterator[Flaw]:
    figures = yield from _figures(address, outlines, keys)
    outline = outlines.get(address.partition(".")[0])
    if outline and figures:
        years = outline.years(figures)
        if len(years) != len(set(years)):
            sentence = message(
                en="'{address}' names several figures of one year",
                ja="「{address}」は同じ年度の数を複数指します",
                address=address,
            )
            yield Flaw(UNKNOWN_REFERENCE, keys, sentence)


def _claim_flaws(address: str, outlines: Outlines, keys: Keys) -> Iterator[Flaw]:
    figures = yield from _figures(address, outlines, keys)
    if len(figures) > 1:
        sentence = message(
            en="'{address}' names {count} figures, not one",
            ja="「{address}」は {count} 個の数を指します",
            address=address,
            count=len(figures),
        )
        yield Flaw(UNKNOWN_REFERENCE, keys, sentence)


def _figures(address: str, outlines: Outlines, keys: Keys) -> Generator[Flaw, None, list[tuple[str, ...]]]:
    """Yield a flaw where an address names no figure; return the row keys of the figures that it names."""
    table_id, _, rest = address.partition(".")
    if table_id not in outlines:
        yield unknown_reference(TABLE, table_id, outlines, keys)
        return []
    outline = outlines[table_id]
    if outline is None:  # the table's own flaws are told elsewhere
        return []
    figures = outline.figures(rest) if rest else []
    if not figures:
        yield unknown_reference(_FIGURE, address, [f"{table_id}.{name}" for name in outline.names()], keys)
    return figures
