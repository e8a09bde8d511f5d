"""What differs, in words: where it stands, and what each side says."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from privstat.contents import Fact, What
from privstat.diff import Difference, Kind, Said
from privstat.model import Cell
from privstat.period import FiscalYear
from privstat.views._values import observed
from privstat.views._words import DATASET, TABLE, TITLE, UNIT, YEAR, figure, marks_of
from privstat.words import Language, Text

KINDS = {
    Kind.CHANGED: Text(en="changed", ja="変更"),
    Kind.ADDED: Text(en="added", ja="追加"),
    Kind.REMOVED: Text(en="removed", ja="削除"),
    Kind.REORDERED: Text(en="reordered", ja="並べ替え"),
}
_WHATS = {
    What.DATASET: DATASET,
    What.SYMBOL: Text(en="Symbol", ja="記号"),
    What.SOURCE: Text(en="Source", ja="出典"),
    What.SECTION: Text(en="Section", ja="節"),
    What.TABLE: TABLE,
    What.COLUMN: Text(en="Column", ja="列"),
    What.CODE: Text(en="Item", ja="項目"),
    What.SPANNER: Text(en="Spanner", ja="見出し"),
    What.ROW: Text(en="Row", ja="行"),
    What.HEADING: Text(en="Row", ja="行"),
    What.NOTE: Text(en="Note", ja="注"),
    What.CHECK: Text(en="Check", ja="検算"),
    What.PIN: Text(en="Pin", ja="検算の固定値"),
    What.SERIES: Text(en="Series", ja="系列"),
    What.CLAIM: Text(en="Claim", ja="本文"),
}
_ORDERS = {
    What.TABLE: Text(en="Tables", ja="表の順序"),
    What.COLUMN: Text(en="Columns", ja="列の順序"),
    What.SPANNER: Text(en="Spanners", ja="見出しの順序"),
    What.ROW: Text(en="Rows", ja="行の順序"),
    What.NOTE: Text(en="Notes", ja="注の順序"),
}
_ASPECTS = {
    "id": Text(en="Id", ja="id"),
    "title": TITLE,
    "unit": UNIT,
    "fiscal_year": YEAR,
    "area": Text(en="Publisher", ja="団体"),
    "area_code": Text(en="Area code", ja="団体コード"),
    "regime": Text(en="Legal frame", ja="制度"),
    "status": Text(en="Status", ja="状態"),
    "tables": Text(en="Tables", ja="表番号"),
    "absent": Text(en="Tables that are skipped", ja="ない表番号"),
    "heading": Text(en="Heading", ja="見出し"),
    "office": Text(en="Office", ja="担当"),
    "extension": Text(en="Extension", ja="内線"),
    "label": Text(en="Label", ja="ラベル"),
    "as_of": Text(en="As of", ja="時点"),
    "section": Text(en="Section", ja="節"),
    "source": Text(en="Source", ja="出典"),
    "role": Text(en="Role", ja="役割"),
    "under": Text(en="Spanner above", ja="上の見出し"),
    "concept": Text(en="Concept", ja="概念"),
    "formula": Text(en="Formula", ja="算式"),
    "rounded_to": Text(en="Rounded to", ja="丸めの単位"),
    "subtotal_of": Text(en="Adds up", ja="合計する行"),
    "separator": Text(en="Separator", ja="区切り"),
    "value": Text(en="Value", ja="値"),
    "printed": Text(en="Printed", ja="印刷"),
    "of_which": Text(en="Of which", ja="内数"),
    "notes": Text(en="Notes", ja="注"),
    "correction": Text(en="Correction", ja="正しい値"),
    "correction_reason": Text(en="Reason of the correction", ja="正誤の理由"),
    "text": Text(en="Text", ja="文"),
    "at": Text(en="Place", ja="付く所"),
    "reason": Text(en="Reason", ja="理由"),
    "parts": Text(en="Parts", ja="部分"),
    "whole": Text(en="Whole", ja="全体"),
    "names": Text(en="Names", ja="名前"),
    "rows": Text(en="Rows", ja="行"),
    "explained_by": Text(en="Explained by", ja="説明する注"),
    "measure": Text(en="Measure", ja="数の番地"),
    "kind": Text(en="Kind", ja="種類"),
    "published": Text(en="Published", ja="発行日"),
    "retrieved": Text(en="Retrieved", ja="取得日"),
    "page": Text(en="Page", ja="ページ"),
    "licence": Text(en="Licence", ja="利用条件"),
}
_ENGLISH = Text(en="{aspect} (English)", ja="{aspect}(英語)")


def where(each: Difference, lang: Language) -> str:
    """Return what people call the thing that differs, and what of it: Note 注1: Reason."""
    if each.kind is Kind.REORDERED:
        return _ORDERS[each.what].to(lang)
    if each.aspect and each.what in (What.DATASET, What.TABLE):
        return _aspect(each.aspect, lang)  # the title above has told of what
    kind = "" if each.what is What.CELL else _WHATS[each.what].to(lang)
    name = f"{kind} {each.label.to(lang)}".strip()
    is_plain = each.aspect in ("", each.address) or (each.what is What.CELL and each.aspect in ("value", "text"))
    return name if is_plain else f"{name}: {_aspect(each.aspect, lang)}"


def shown(said: Said, each: Difference, lang: Language) -> str:
    """Return what one side says."""
    if isinstance(said, Cell):
        return f"{marks_of(said.notes)} {observed(said, lang)}".lstrip()
    if isinstance(said, Mapping):
        return _content(said, each, lang)
    if isinstance(said, FiscalYear):
        return said.label(lang)
    if isinstance(said, str):
        return said
    if isinstance(said, bool):
        return str(said).lower()
    if said is None or isinstance(said, int | Decimal):
        return figure(said)
    # The names in an order need not repeat the table that they all stand in.
    prefix = f"{each.table}." if each.kind is Kind.REORDERED else ""
    return (", " if lang == "en" else "、").join(name.removeprefix(prefix) for name in said)


def _aspect(aspect: str, lang: Language) -> str:
    stem = aspect.removesuffix("_en")
    words = _ASPECTS[stem].to(lang) if stem in _ASPECTS else stem.replace("_", "-")
    return words if stem == aspect else _ENGLISH.to(lang).format(aspect=words)


def _content(said: Mapping[str, Fact], each: Difference, lang: Language) -> str:
    """Return the leading text of a thing that one side has, or all that there is of it, by name."""
    name, lead = next(iter(said.items()), ("", None))
    if isinstance(lead, str):
        translation = said.get(f"{name}_en")
        return translation if lang == "en" and isinstance(translation, str) else lead
    return "; ".join(_named(name, one, each, lang) for name, one in telling(said))


def telling(said: Mapping[str, Fact]) -> Iterator[tuple[str, Fact]]:
    """Yield the facts that say something."""
    return ((name, one) for name, one in said.items() if not (one is None or one is False or one == ()))


def _named(name: str, said: Fact, each: Difference, lang: Language) -> str:
    text = shown(said, each, lang)
    if isinstance(said, Cell):
        return f"{said.column.label.to(lang)} {text}"
    return text if each.what is What.ROW else f"{_aspect(name, lang)} {text}"
