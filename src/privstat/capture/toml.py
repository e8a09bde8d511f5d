"""A draft → the text of a dataset file as a person would type it: aligned, a row a line, doubts beside the cells."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.capture.doubts import EVERY, Doubt
from privstat.capture.sketch import Draft, DraftClaim, DraftColumn, DraftRow, DraftTable
from privstat.codelists import Role
from privstat.dataset_format import FORMAT
from privstat.model import DEFAULT_SEPARATOR
from privstat.period import FiscalYear
from privstat.visible import HIDDEN, one_line
from privstat.words import Language, Text

_RULE_WIDTH = 100
FIRST_UNDER_THE_ACT = 2023  # the national Act came into force on 1 April 2023
_LOST = Text(en="no heading is printed: write `ja`", ja="見出しが印刷されていません。ja を書いてください")
_NO_MARK = Text(en="no such mark is printed", ja="この印は印刷されていません")
_NO_NUMBER = Text(en="no number is printed", ja="表番号は印刷されていません")
_NO_UNIT = Text(en="the unit of the other tables", ja="ほかの表の単位です")
_REASON = Text(en="proposed from the wording", ja="文言から推定しました")
_SECTION = Text(en="proposed from the page", ja="紙面から推定しました")
_MEANT = Text(en="proposed from the words of the sentence", ja="文の言葉から推定しました")
_NO_CELL = Text(en="no cell of the tables has it", ja="表にこの数値のセルはありません")
_IGNORED = Text(en="proposed: no figures?", ja="数値ではないと推定しました")
_SERIES = Text(en="as in {source}", ja="{source} と同じです")
_PROSE = Text(en="Figures that the page states in its prose", ja="本文の数値")
_FOLLOWED = Text(en="What `privstat trend` follows", ja="`privstat trend` で追う数値")
_REGIME = Text(en="proposed from the year and the title", ja="年度と題から推定しました")
_ABOUT = Text(
    en="A draft that privstat import made. What stands after `# ?` is for a person to look at.",
    ja="privstat import の作った下書き。`# ?` のところを確認してください。",
)


class Head(NamedTuple):
    """What the file says of the dataset as a whole."""

    id: str
    fiscal_year: int
    title: str
    code: str
    name: str
    regime: str


def regime_of(title: str, year: FiscalYear) -> str:
    """Return the legal frame that a page most likely has: since 2023 the national Act, of access to documents never."""
    is_access = re.search(r"情報公開|公文書|行政文書|市政情報|町政情報|区政情報", title) and "個人情報" not in title
    return "ordinance" if is_access or year.start < FIRST_UNDER_THE_ACT else "national-act"


def as_text(draft: Draft, head: Head, lang: Language) -> str:
    """Return the text of the dataset file; comments are in `lang`."""
    lines = [f"# {_ABOUT.to(lang)}", "", f"format = {FORMAT}", "", *_head_lines(head, lang), ""]
    if draft.symbols:
        pairs = ((_string(symbol), _string(status.value)) for symbol, status in draft.symbols.items())
        lines += ["[symbols]", *(f"{symbol} = {status}" for symbol, status in pairs), ""]
    lines += [*_source_lines(draft, head, lang), *_section_lines(draft, lang)]
    for table in draft.tables:
        lines += ["", "", *_table_lines(table, lang)]
    lines += [*_series_lines(draft, lang), *_prose_lines(draft, lang)]
    return "\n".join(lines) + "\n"


def _head_lines(head: Head, lang: Language) -> Iterator[str]:
    yield "[dataset]"
    yield from _pairs(
        {
            "id": head.id,
            "fiscal-year": head.fiscal_year,
            "title": head.title,
            "area": {"code": head.code, "ja": head.name},
            "regime": head.regime,
        },
        {"regime": _REGIME.to(lang)},
    )


def _source_lines(draft: Draft, head: Head, lang: Language) -> Iterator[str]:
    yield "[[sources]]"
    labels = [table.label for table in draft.tables]
    yield from _pairs(
        {"id": "page", "title": draft.title or head.title, "tables": labels}
        | ({"absent": absent} if (absent := list(_absent(labels))) else {}),
        {},
    )
    if draft.ignored:
        ignored = [{"text": each.text, "why": {"ja": each.why.ja, "en": each.why.en}} for each in draft.ignored]
        yield from _listed("ignored", ignored, dict.fromkeys(range(len(ignored)), _IGNORED.to(lang)))


def _section_lines(draft: Draft, lang: Language) -> Iterator[str]:
    for section in draft.sections:
        yield from ("", f"[sections.{section.id}]")
        facts = {"heading": section.heading, "office": section.office, "extension": section.extension}
        yield from _pairs(facts, {"heading": _SECTION.to(lang)})


def _series_lines(draft: Draft, lang: Language) -> Iterator[str]:
    if draft.series:
        yield from ("", "", _rule(_FOLLOWED.to(lang)))
    for series, source in draft.series:
        title = {"ja": series.title.ja} | ({"en": series.title.en} if series.title.en != series.title.ja else {})
        yield from ("", "[[series]]")
        yield from _pairs(
            {"id": series.id, "title": title, "measure": series.measure, "kind": series.kind}
            | ({"any-regime": True} if series.any_regime else {}),
            {"measure": _SERIES.to(lang).format(source=source)},
        )


def _prose_lines(draft: Draft, lang: Language) -> Iterator[str]:
    """Yield the claims, and what a person must look at in the prose, by the line of the page."""
    if draft.claims or draft.doubts:
        yield from ("", "", _rule(_PROSE.to(lang)))
    for each in draft.doubts:
        yield f"# ? {each.place.line}:{each.place.column}: {_sentence(each, lang)}"
    for claim in draft.claims:
        yield from ("", "[[claims]]", *_claim_lines(claim, lang))


def _claim_lines(claim: DraftClaim, lang: Language) -> Iterator[str]:
    if claim.value is None:
        yield from _pairs({"ja": claim.text, "equals": claim.equals}, {"equals": _MEANT.to(lang)})
    else:
        yield from _pairs({"ja": claim.text, "value": claim.value, "unit": claim.unit}, {"value": _NO_CELL.to(lang)})


def _rule(title: str) -> str:
    """Return a comment that begins a part of the file."""
    return f"# {title} {'-' * max(_RULE_WIDTH - 3 - _width(title), 3)}"


def _absent(labels: Sequence[str]) -> Iterator[str]:
    """Yield the table numbers that the page skips: 表7 between 表6 and 表8, 表1 before 表4."""
    numbered = [found for label in labels if (found := re.fullmatch(r"(表)\s*(\d{1,3})", label))]
    known = {int(found[2]) for found in numbered}
    yield from (f"表{number}" for number in range(1, max(known, default=0)) if number not in known)


def _table_lines(table: DraftTable, lang: Language) -> Iterator[str]:
    yield _rule(one_line(table.label))
    for each in table.doubts:
        if not each.spots or (EVERY, EVERY) in each.spots:
            yield f"# ? {_sentence(each, lang)}"
    yield ""
    yield f"[tables.{table.id}]"
    yield from _pairs(
        {"label": table.label, "title": table.title or table.label}
        | ({"unit": table.unit} if table.unit else {})
        | ({"as-of": table.as_of} if table.as_of else {})
        | ({"section": table.section} if table.section else {}),
        ({} if table.is_numbered else {"label": _NO_NUMBER.to(lang)})
        | ({} if table.unit_is_printed else {"unit": _NO_UNIT.to(lang)}),
    )
    yield from _listed("columns", [_column(each) for each in table.columns], _column_remarks(table, lang))
    if table.spanners:
        yield from _listed("spanners", [{"id": each.id, "ja": each.label} for each in table.spanners], {})
    yield from _row_lines(table, lang)
    for note in table.notes:
        remark = _REASON if note.is_printed else _NO_MARK
        yield ""
        yield f"[[tables.{table.id}.notes]]"
        yield from _pairs(
            {"mark": note.mark}
            | ({"at": list(note.at)} if note.at else {})
            | {"reason": note.reason.value, "ja": note.text},
            {"reason" if note.is_printed else "mark": remark.to(lang)},
        )
    for check in table.checks:
        yield ""
        yield f"[[tables.{table.id}.checks]]"
        yield from _pairs(check, {})


def _column(column: DraftColumn) -> dict[str, object]:
    full: dict[str, object] = {"id": column.id}
    if column.label:
        full["ja"] = column.label
    if column.role is not Role.COUNT:
        full["role"] = column.role.value
    given = {"unit": column.unit, "under": column.under, "concept": column.concept}
    full |= {key: value for key, value in given.items() if value}
    if column.group:
        full["group"] = True
    if column.formula:
        full["formula"] = column.formula
    if column.separator not in ("", DEFAULT_SEPARATOR):
        full["separator"] = column.separator
    if column.codes:
        full["codes"] = [
            {"id": code.id, "ja": code.label} | ({"concept": code.concept} if code.concept else {})
            for code in column.codes
        ]
    return full


def _column_remarks(table: DraftTable, lang: Language) -> dict[int, str]:
    found = {
        index: _LOST.to(lang) for index, column in enumerate(table.columns) if not column.label and not column.group
    }
    for index in range(len(table.columns)):
        for each in table.doubts:
            if (EVERY, index) in each.spots:
                found[index] = _sentence(each, lang)
    return found


def _row_lines(table: DraftTable, lang: Language) -> Iterator[str]:
    rows = [row for row in table.rows if row.kind.value != "total"]
    remarks = {
        index: " / ".join(
            _sentence(each, lang)
            for each in table.doubts
            if min((row for row, _ in each.spots), default=EVERY) == index
        )
        for index in range(len(table.rows))
    }
    cells = [_row(row) for row in rows]
    if any(column.role is Role.TEXT for column in table.columns):
        for index, each in enumerate(cells):
            yield ""
            yield f"[[tables.{table.id}.rows]]"
            if remarks[index]:
                yield f"# ? {remarks[index]}"
            yield from _pairs(each, {})
    else:
        yield from _listed("rows", cells, remarks)
    total = next(((index, row) for index, row in enumerate(table.rows) if row.kind.value == "total"), None)
    if total and any(column.role is Role.TEXT for column in table.columns):
        yield ""
        yield f"[tables.{table.id}.total]"
        yield from _pairs(_row(total[1]), {})
    elif total:
        yield from _pairs({"total": _row(total[1])}, {"total": remarks[total[0]]})


def _row(row: DraftRow) -> dict[str, object]:
    if row.subtotal:
        return {"subtotal": {"id": row.subtotal.id, "ja": row.subtotal.label}, **row.cells}
    return dict(row.cells)


def _sentence(each: Doubt, lang: Language) -> str:
    return one_line(each.sentence.to(lang))


def _pairs(values: Mapping[str, object], remarks: Mapping[str, str]) -> Iterator[str]:
    """Yield `key = value` lines with the signs below each other."""
    width = max(map(len, values), default=0)
    for key, value in values.items():
        remark = f"  # ? {remarks[key]}" if remarks.get(key) else ""
        yield f"{key:{width}} = {_value(value)}{remark}"


def _listed(key: str, items: Sequence[Mapping[str, object]], remarks: Mapping[int, str]) -> Iterator[str]:
    """Yield a list of inline tables, one a line, with the same keys below each other."""
    if not items:
        yield f"{key} = []"
        return
    yield f"{key} = ["
    texts = [{name: f"{name} = {_value(value)}" for name, value in item.items() if name != "codes"} for item in items]
    widths: dict[str, int] = {}
    for text in texts:
        for name, part in text.items():
            widths[name] = max(widths.get(name, 0), _width(part))
    for index, (item, text) in enumerate(zip(items, texts, strict=True)):
        parts = list(text.items())
        padded = [f"{part}, {' ' * (widths[name] - _width(part))}" for name, part in parts[:-1]]
        line = "".join([*padded, parts[-1][1]]) if parts else ""
        remark = f"  # ? {remarks[index]}" if remarks.get(index) else ""
        codes = item.get("codes")
        if isinstance(codes, list):
            yield f"  {{ {line}, codes = [{remark}"
            widest = max(len(str(code["id"])) for code in codes)
            for code in codes:
                gap = " " * (widest - len(code["id"]))
                yield f"    {{ {_inside(code).replace(', ', f', {gap}', 1)} }},"
            yield "  ] },"
        else:
            yield f"  {{ {line} }},{remark}"
    yield "]"


def _inside(values: Mapping[str, object]) -> str:
    return ", ".join(f"{_key(name)} = {_value(value)}" for name, value in values.items())


def _key(name: str) -> str:
    """Return a key of TOML; one with dots is quoted."""
    return _string(name) if "." in name else name


def _value(value: object) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return f"{{ {_inside(value)} }}"
    assert isinstance(value, list)
    return f"[{', '.join(map(_value, value))}]"


def _string(text: str) -> str:
    """Return a text of TOML; what cannot be seen stands as an escape."""
    return re.sub(HIDDEN, lambda found: f"\\U{ord(found[0]):08x}", json.dumps(text, ensure_ascii=False))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
