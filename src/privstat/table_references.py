"""What a table in a file refers to: its own columns, headings, rows and notes, and the page around it."""

import unicodedata
from collections.abc import Iterable, Iterator

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, VALUELESS, Role, Status
from privstat.dataset_format import CELLS, COUNT, SUBTOTAL_LABEL, TEXT
from privstat.errors import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, listed
from privstat.flaws import Flaw, duplicates, key_flaws, missing_key, unknown_reference
from privstat.model import SUBTOTAL, TOTAL
from privstat.outline import Outline, Raw, is_subtotal, key_part
from privstat.place import Keys
from privstat.shapes import flaws_of
from privstat.words import Text, message

_NUMBER_COLUMN = Text(en="column of figures", ja="数の列")
_TOTAL_COLUMN = Text(en="column with a printed total", ja="合計の印刷された列")
_TEXT_COLUMN = Text(en="column of texts", ja="文字の列")
_SPANNER = Text(en="spanner", ja="見出し")
_NOTE = Text(en="note", ja="注")
_CODE = Text(en="code", ja="コード")
_SECTION = Text(en="section", ja="節")
_SOURCE = Text(en="source", ja="出典")
_SYMBOL = Text(en="declared symbol", ja="宣言された記号")
_ROW = Text(en="row", ja="行")
_ROW_OR_COLUMN = Text(en="row or column", ja="行や列")
_COUNTERS = "件人枚回 "  # what a page prints after a number


def table_flaws(table: Raw, outline: Outline, mapping: Raw, keys: Keys) -> Iterator[Flaw]:
    """Yield every name in a table that names nothing, or names twice."""
    yield from _column_flaws(table, outline, keys)
    marks = [note["mark"] for note in table.get("notes", ())]
    symbols = mapping.get("symbols", {})
    for index, row in enumerate(table["rows"]):
        here = (*keys, "rows", index)
        yield from _row_flaws(row, outline, marks, symbols, here)
        if is_subtotal(row, outline.columns):
            yield from key_flaws(row, [*outline.columns, SUBTOTAL], (), here)
            yield from _text_flaws(row, outline, here)
            yield from _subtotal_flaws(row, index, outline, here)
        else:
            yield from key_flaws(row, outline.columns, outline.columns, here)
    yield from _row_key_flaws(outline, keys)
    if "total" in table:
        here = (*keys, "total")
        yield from _row_flaws(table["total"], outline, marks, symbols, here, total=True)
        yield from key_flaws(table["total"], outline.columns, (), here)
        yield from _text_flaws(table["total"], outline, here)
    yield from duplicates(_ids(table.get("notes", ()), (*keys, "notes"), "mark"))
    for index, note in enumerate(table.get("notes", ())):
        for position, address in enumerate(note.get("at", ())):
            if outline.target(address) is None:
                place = (*keys, "notes", index, "at", position)
                yield unknown_reference(_ROW_OR_COLUMN, address, outline.names(), place)
    for index, check in enumerate(table.get("checks", ())):
        yield from _check_flaws(check, outline, marks, (*keys, "checks", index))
    yield from _home_flaws(table, mapping, keys)


def _column_flaws(table: Raw, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    columns = _ids(table["columns"], (*keys, "columns"))
    yield from duplicates(columns | _ids(table.get("spanners", ()), (*keys, "spanners")))
    for index, column in enumerate(table["columns"]):
        here = (*keys, "columns", index)
        yield from _reserved_flaws(column["id"], (*here, "id"))
        if "ja" not in column and not column.get("group"):
            yield missing_key("ja", here)
        if "under" in column and column["under"] not in outline.spanners:
            yield unknown_reference(_SPANNER, column["under"], outline.spanners, (*here, "under"))
        for key in ("codes", "group"):
            if key in column and outline.roles[column["id"]] is not Role.DIMENSION:
                sentence = message(
                    en="only a column with role \"dimension\" has '{key}'",
                    ja='「{key}」は role が "dimension" の列だけに書けます',
                    key=key,
                )
                yield Flaw(BAD_VALUE, (*here, key), sentence, on_key=True)
        yield from duplicates(_ids(column.get("codes", ()), (*here, "codes")))
        yield from _formula_flaws(column, outline, here)


def _formula_flaws(column: Raw, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    wanted = {"formula": [Role.RATE], "rounded-to": NUMBER_ROLES}
    for key, roles in wanted.items():
        if key in column and outline.roles[column["id"]] not in roles:
            sentence = message(
                en="'{key}' is only for a column with role {roles}",
                ja="「{key}」は role が {roles} の列だけに書けます",
                key=key,
                roles=", ".join(sorted(roles)),
            )
            yield Flaw(BAD_VALUE, (*keys, key), sentence, on_key=True)
    addable = [*outline.with_role([Role.COUNT, Role.CHANGE]), *sorted(outline.spanners)]
    for side in ("sum", "over"):
        for position, name in enumerate(column.get("formula", {}).get(side, ())):
            if name not in addable:
                yield unknown_reference(_NUMBER_COLUMN, name, addable, (*keys, "formula", side, position))


def _row_flaws(
    row: Raw, outline: Outline, marks: list[str], symbols: Raw, keys: Keys, *, total: bool = False
) -> Iterator[Flaw]:
    for id_, cell in row.items():
        role = outline.roles.get(id_)
        if role is None or (type(cell) is int and role in NUMBER_ROLES and COUNT.least <= cell <= COUNT.most):
            continue  # a plain figure, as most cells are
        here = (*keys, id_)
        shape = TEXT if total and role in KEY_ROLES else CELLS[role]
        if flaws := flaws_of(shape, cell, here):
            yield from flaws
        elif role in NUMBER_ROLES:
            yield from _figure_flaws(cell, marks, symbols, here)
        elif role is Role.DIMENSION and not total:
            yield from _code_flaws(key_part(cell), outline.columns[id_], here)
        elif role is Role.TEXT:
            yield from _translation_flaws(cell, here)


def _code_flaws(id_: str, column: Raw, keys: Keys) -> Iterator[Flaw]:
    yield from _reserved_flaws(id_, keys)
    codes = [code["id"] for code in column.get("codes", ())]
    if codes and id_ not in codes:
        yield unknown_reference(_CODE, id_, codes, keys)


def _figure_flaws(cell: object, marks: list[str], symbols: Raw, keys: Keys) -> Iterator[Flaw]:
    if isinstance(cell, str):
        if cell not in symbols:
            plain = unicodedata.normalize("NFKC", cell).rstrip(_COUNTERS).replace(",", "")
            flaw = unknown_reference(_SYMBOL, cell, symbols, keys)
            if plain.isdecimal():
                sentence = message(
                    en="'{cell}' is a text; write the number without quotes: {plain}",
                    ja="「{cell}」は文字列です。数は引用符なしで書いてください: {plain}",
                    cell=cell,
                    plain=plain,
                )
                flaw = Flaw(BAD_VALUE, keys, sentence)
            yield flaw
    elif isinstance(cell, dict):
        status = Status(cell.get("status", Status.NORMAL))
        if status in VALUELESS and "value" in cell:
            sentence = message(
                en="a cell that is {status} has no value",
                ja="状態が {status} のセルに値は書けません",
                status=status,
            )
            yield Flaw(BAD_VALUE, (*keys, "value"), sentence)
        elif status not in VALUELESS and "value" not in cell:
            yield missing_key("value", keys)
        for position, mark in enumerate(cell.get("notes", ())):
            if mark not in marks:
                yield unknown_reference(_NOTE, mark, marks, (*keys, "notes", position))


def _translation_flaws(cell: object, keys: Keys) -> Iterator[Flaw]:
    if not isinstance(cell, dict) or "en" not in cell:
        return
    japanese, english = cell["ja"], cell["en"]
    if type(japanese) is not type(english) or (isinstance(japanese, list) and len(japanese) != len(english)):
        sentence = message(en="'ja' and 'en' do not list as many texts", ja="「ja」と「en」の数が違います")
        yield Flaw(BAD_VALUE, (*keys, "en"), sentence)


def _reserved_flaws(id_: str, keys: Keys) -> Iterator[Flaw]:
    if id_ == TOTAL:
        sentence = message(en="'total' is the name of the total row", ja="「total」は合計行の名前です")
        yield Flaw(BAD_VALUE, keys, sentence)


def _row_key_flaws(outline: Outline, keys: Keys) -> Iterator[Flaw]:
    if len(outline.row_keys) > 1 and () in outline.row_keys:
        sentence = message(
            en="several rows need a column that tells them apart: role dimension, month or fiscal-year",
            ja="複数の行には、行を見分ける列(role が dimension、month、fiscal-year)が必要です",
        )
        yield Flaw(MISSING_KEY, (*keys, "rows"), sentence)
        return
    named = {(*keys, "rows", index): ".".join(key) for index, key in enumerate(outline.row_keys)}
    yield from duplicates(named)


def _text_flaws(row: Raw, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    for id_ in row:
        if outline.roles.get(id_) is Role.TEXT:
            sentence = message(en="a total has no texts", ja="合計に文字の列は書けません")
            yield Flaw(UNKNOWN_KEY, (*keys, id_), sentence, on_key=True)


def _subtotal_flaws(row: Raw, index: int, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    here = (*keys, SUBTOTAL)
    flaws = list(flaws_of(SUBTOTAL_LABEL, row[SUBTOTAL], here))
    yield from flaws
    if flaws:
        return
    yield from _reserved_flaws(row[SUBTOTAL]["id"], (*here, "id"))
    given = [id_ in row for id_ in outline.key_columns]
    if all(given) or given != sorted(given, reverse=True):
        sentence = message(
            en="the label of a subtotal stands in a column that tells rows apart: leave out the last of {columns}",
            ja="小計の見出しは、行を見分ける列に入ります。{columns} の最後を省いてください",
            columns=listed(outline.key_columns) or Text(en="them (there are none)", ja="それら(ありません)"),
        )
        yield Flaw(BAD_VALUE, here, sentence, on_key=True)
        return
    own = ".".join(outline.row_keys[index])
    known = [".".join(key) for key in outline.row_keys if key != (TOTAL,)]
    for position, address in enumerate(row[SUBTOTAL].get("of", ())):
        target = outline.target(address)
        if address in (own, TOTAL) or target is None or target.column:
            yield unknown_reference(_ROW, address, [name for name in known if name != own], (*here, "of", position))
            return
    yield from duplicates({(*here, "of", at): name for at, name in enumerate(row[SUBTOTAL].get("of", ()))})
    if not outline.added_by(index, row):
        sentence = message(
            en="there are no rows above this subtotal; name those that it adds up: of = […]",
            ja="この小計の上に行がありません。足す行を of = […] に書いてください",
        )
        yield Flaw(MISSING_KEY, here, sentence)


_FORMS = (("parts", "whole"), ("total",), ("count", "names"))


def _check_flaws(check: Raw, outline: Outline, marks: list[str], keys: Keys) -> Iterator[Flaw]:
    forms = [form for form in _FORMS if set(form) & set(check)]
    if len(forms) != 1 or not set(forms[0]) <= set(check):
        sentence = message(
            en="a check has either 'parts' and 'whole', or 'total', or 'count' and 'names'",
            ja="check には「parts」と「whole」、「total」、または「count」と「names」を書きます",
        )
        yield Flaw(MISSING_KEY, keys, sentence)
    yield from _check_column_flaws(check, outline, keys)
    for position, name in enumerate(check.get("rows", ())):
        yield from _row_reference(name, outline, (*keys, "rows", position))
    pins = check.get("expect", [])
    for at, pin in enumerate(pins) if isinstance(pins, list) else [(None, pins)]:
        if "row" in pin:
            place = ("expect", "row") if at is None else ("expect", at, "row")
            yield from _row_reference(pin["row"], outline, (*keys, *place))
    if "explained-by" in check and check["explained-by"] not in marks:
        yield unknown_reference(_NOTE, check["explained-by"], marks, (*keys, "explained-by"))
    if "expect" in check and "explained-by" not in check:
        yield missing_key("explained-by", keys)


def _check_column_flaws(check: Raw, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    figures, texts = outline.with_role(NUMBER_ROLES), outline.with_role([Role.TEXT])
    for key, kind, known in (
        ("whole", _NUMBER_COLUMN, figures),
        ("count", _NUMBER_COLUMN, figures),
        ("total", _TOTAL_COLUMN, [name for name in figures if any(name in has for has in _totals(check, outline))]),
        ("names", _TEXT_COLUMN, texts),
    ):
        if key in check and check[key] not in known:
            yield unknown_reference(kind, check[key], known, (*keys, key))
    addable = [*figures, *sorted(outline.spanners)]
    for key in ("parts", "pending", "carried", "excludes", "includes"):
        for position, name in enumerate(check.get(key, ())):
            if name not in addable:
                yield unknown_reference(_NUMBER_COLUMN, name, addable, (*keys, key, position))
    yield from _circle_flaws(check, outline, keys)


def _circle_flaws(check: Raw, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    """Yield the parts that would be added twice, and the whole where it is a part of itself."""
    seen = {check.get("whole")}
    for position, name in enumerate(check.get("parts", ())):
        columns = {id_ for id_, column in outline.columns.items() if name in (id_, column.get("under"))}
        for again in sorted(columns & seen):
            sentence = message(
                en="'{again}' is its own part" if again == check.get("whole") else "'{again}' is added twice",
                ja="「{again}」が自分自身の部分になっています"
                if again == check.get("whole")
                else "「{again}」が二度足されます",
                again=again,
            )
            yield Flaw(BAD_VALUE, (*keys, "parts", position), sentence)
        seen |= columns


def _totals(check: Raw, outline: Outline) -> list[frozenset[str]]:
    """Return the columns of each total that the check is about: of the subtotals that it names, or of the total."""
    named = [has for key, has in outline.sums.items() if ".".join(key) in check.get("rows", ())]
    return named if "rows" in check else [outline.total]


def _row_reference(name: str, outline: Outline, keys: Keys) -> Iterator[Flaw]:
    rows = [".".join(key) for key in outline.row_keys if key]
    if name not in rows:
        yield unknown_reference(_ROW, name, rows, keys)


def _home_flaws(table: Raw, mapping: Raw, keys: Keys) -> Iterator[Flaw]:
    sections = mapping.get("sections", {})
    if "section" in table and table["section"] not in sections:
        yield unknown_reference(_SECTION, table["section"], sections, (*keys, "section"))
    if "sources" not in mapping:
        return
    sources = [source["id"] for source in mapping["sources"] if _has_an_id(source)]
    if "source" in table and table["source"] not in sources:
        yield unknown_reference(_SOURCE, table["source"], sources, (*keys, "source"))
    if "source" not in table and len(sources) > 1:
        yield missing_key("source", keys)


def _has_an_id(source: object) -> bool:
    return isinstance(source, dict) and isinstance(source.get("id"), str)


def _ids(items: Iterable[Raw], keys: Keys, key: str = "id") -> dict[Keys, str]:
    return {(*keys, index, key): item[key] for index, item in enumerate(items) if key in item}
