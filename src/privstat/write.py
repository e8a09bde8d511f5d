"""The model → TOML: the inverse of loading, for datasets that were changed or made in Python."""

from collections.abc import Mapping
from typing import Any

import tomli_w

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Role, Status
from privstat.dataset_format import FORMAT
from privstat.model import (
    DEFAULT_SEPARATOR,
    SUBTOTAL,
    Cell,
    Check,
    Claim,
    Code,
    Column,
    Correction,
    Dataset,
    Footnote,
    Formula,
    Row,
    Section,
    Series,
    Source,
    Table,
)
from privstat.period import FiscalYear, Month
from privstat.words import Text


def as_toml(dataset: Dataset) -> str:
    """Return the dataset as the text of a file; loaded again it is the same dataset, comments apart."""
    return tomli_w.dumps(as_mapping(dataset))


def as_mapping(dataset: Dataset) -> dict[str, Any]:
    """Return the dataset as the mapping that its file holds; what has its default value is left out."""
    edition = dataset.edition
    return _filled(
        {
            "format": FORMAT,
            "dataset": {
                "id": edition.id,
                "fiscal-year": edition.fiscal_year.start,
                "title": _text(edition.title),
                "area": {"code": edition.area.code, **_label(edition.area.name)},
                "regime": edition.regime,
            },
            "symbols": {symbol: status.value for symbol, status in dataset.symbols.items()},
            "sources": [_source(each) for each in dataset.sources],
            "sections": {each.id: _section(each) for each in dataset.sections},
            "tables": {each.id: _table(each, dataset) for each in dataset.tables},
            "series": [_series(each, dataset) for each in dataset.series],
            "claims": [_claim(each) for each in dataset.claims],
        },
        keep=("tables",),
    )


def _filled(mapping: Mapping[str, Any], keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the mapping without what says nothing."""
    return {
        key: value
        for key, value in mapping.items()
        if key in keep or not (value is None or value is False or value in ("", [], {}))
    }


def _text(text: Text | None) -> str | dict[str, str] | None:
    if text is None or not text.en:
        return text and text.ja
    return _label(text)


def _label(text: Text) -> dict[str, str]:
    return _filled(text._asdict())


def _source(source: Source) -> dict[str, Any]:
    return _filled(
        {
            "id": source.id,
            "title": _text(source.title),
            "tables": list(source.numbers),
            "absent": list(source.absent),
            **source.facts,
        }
    )


def _section(section: Section) -> dict[str, Any]:
    return _filled({"heading": _text(section.heading), "office": _text(section.office), "extension": section.extension})


def _series(series: Series, dataset: Dataset) -> dict[str, Any]:
    heading = next(iter(dataset.cells(series.measure))).column.label
    return _filled(
        {
            "id": series.id,
            "title": None if series.title == heading else _text(series.title),
            "measure": series.measure,
            "kind": series.kind,
            "any-regime": series.any_regime,
        }
    )


def _claim(claim: Claim) -> dict[str, Any]:
    return _filled(
        {"id": claim.id, **_label(claim.text), "equals": claim.equals, "value": claim.value, "unit": _text(claim.unit)}
    )


def _table(table: Table, dataset: Dataset) -> dict[str, Any]:
    return _filled(
        {
            "label": table.label,
            "title": _text(table.title),
            "unit": _text(table.unit),
            "as-of": _text(table.as_of),
            "section": table.section and table.section.id,
            "source": table.source.id if len(dataset.sources) > 1 else None,
            "columns": [_column(each) for each in table.columns],
            "spanners": [{"id": each.id, **_label(each.label)} for each in table.spanners],
            "rows": [_row(each, dataset) for each in table.body],
            "total": _row(table.total, dataset) if table.total else None,
            "notes": [_note(each) for each in table.notes],
            "checks": [_check(each) for each in table.checks],
        },
        keep=("rows",),
    )


def _column(column: Column) -> dict[str, Any]:
    return _filled(
        {
            "id": column.id,
            **_label(column.label),
            "role": None if column.role is Role.COUNT else column.role.value,
            "unit": _text(column.unit),
            "under": column.under,
            "concept": column.concept,
            "codes": [_code(each) for each in column.codes],
            "group": column.group,
            "formula": _formula(column.formula) if column.formula else None,
            "rounded-to": column.rounded_to,
            "separator": None if column.separator == DEFAULT_SEPARATOR else column.separator,
        }
    )


def _formula(formula: Formula) -> dict[str, Any]:
    parts = {"sum": list(formula.above), "over": list(formula.below)}
    return parts if formula.percent else {**parts, "percent": False}


def _code(code: Code) -> dict[str, Any]:
    return _filled({"id": code.id, **_label(code.label), "concept": code.concept})


def _row(row: Row, dataset: Dataset) -> dict[str, Any]:
    return dict(_entry(row, cell, dataset) for cell in row.cells.values())


def _entry(row: Row, cell: Cell, dataset: Dataset) -> tuple[str, Any]:
    if row.subtotal and isinstance(cell.value, Text):
        label = {"id": row.key[-1], **_label(row.subtotal.label), "of": list(row.subtotal.addresses)}
        return SUBTOTAL, _filled(label)
    return cell.column.id, _cell(row, cell, dataset)


def _cell(row: Row, cell: Cell, dataset: Dataset) -> Any:
    if cell.column.role in NUMBER_ROLES:
        return _number_cell(cell, dataset)
    if isinstance(cell.value, Text) and row.is_total and cell.column.role in KEY_ROLES:
        return _text(cell.value)
    if isinstance(cell.value, Code):
        return cell.value.id if cell.column.codes else _code(cell.value)
    if isinstance(cell.value, Month | FiscalYear):
        value = cell.value.iso if isinstance(cell.value, Month) else cell.value.start
        return value if cell.given is None else {"value": value, "printed": cell.given}
    return _words(cell.value)


def _number_cell(cell: Cell, dataset: Dataset) -> Any:
    if cell.value is None and cell.given is not None and dataset.symbols.get(cell.given) is cell.status:
        return cell.given
    full = _filled(
        {
            "value": cell.value,
            "printed": cell.given,
            "status": None if cell.status is Status.NORMAL else cell.status.value,
            "of-which": cell.of_which,
            "notes": list(cell.own_marks),
            "correction": _correction(cell.correction) if cell.correction else None,
        }
    )
    return cell.value if list(full) == ["value"] else full


def _correction(correction: Correction) -> dict[str, Any]:
    return {"value": correction.value, **_label(correction.reason)}


def _words(value: Any) -> Any:
    if isinstance(value, Text):
        return _text(value)
    japanese = [text.ja for text in value]
    return {"ja": japanese, "en": [text.en for text in value]} if any(text.en for text in value) else japanese


def _note(note: Footnote) -> dict[str, Any]:
    return _filled({"mark": note.mark, "at": list(note.addresses), "reason": note.reason.value, **_label(note.text)})


def _check(check: Check) -> dict[str, Any]:
    pins = [
        {"row": pin.row, "parts": pin.parts, "whole": pin.whole}
        if pin.row
        else {"parts": pin.parts, "whole": pin.whole}
        for pin in check.expected
    ]
    return _filled(
        {
            "parts": list(check.parts),
            "whole": check.whole,
            "total": check.total,
            "count": check.counted,
            "names": check.names,
            "rows": list(check.rows),
            "pending": list(check.pending),
            "carried": list(check.carried),
            "excludes": list(check.excludes),
            "includes": list(check.includes),
            "explained-by": check.explained_by,
            "expect": pins[0] if len(pins) == 1 and not check.expected[0].row else pins,
        }
    )
