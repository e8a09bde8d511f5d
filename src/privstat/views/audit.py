"""A dataset beside its page: how much of each is in the other, and what is left over."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from privstat.audit import Audit, PageNumber
from privstat.audit_item import Item
from privstat.ink import Span, Use
from privstat.sheet import Heading, Line, Sheet
from privstat.views._words import bilingual
from privstat.words import Language, Message, Text, message

_TITLE = Text(en="{dataset} beside {page}", ja="{dataset} と {page}")
_WHAT = Text(en="What", ja="対象")
_FOUND = Text(en="Found", ja="一致")
_TOTAL = Text(en="Of", ja="総数")
_FIGURES = Text(en="Figures of the dataset, on the page", ja="データセットの数値(ページ上)")
_TEXTS = Text(en="Texts of the dataset, on the page", ja="データセットの文言(ページ上)")
_NUMBERS = Text(en="Numbers of the page, accounted for", ja="ページの数(説明のつくもの)")
_USED = Text(en="The numbers of the page: ", ja="ページの数の内訳: ")
_NOTHING = Text(en="Nothing is left over.", ja="余りはありません。")
_USES = {
    Use.CELL: Text(en="cells", ja="セル"),
    Use.CLAIM: Text(en="claims", ja="本文の数値"),
    Use.NUMBER: Text(en="table numbers", ja="表番号"),
    Use.EXTENSION: Text(en="extensions", ja="内線"),
    Use.TEXT: Text(en="texts", ja="文言"),
    Use.DATE: Text(en="dates", ja="日付"),
    Use.IGNORED: Text(en="ignored", ja="対象外"),
}
_NAMES = (
    *("direction", "kind", "name", "expected", "found", "path", "line", "column"),
    *("page_path", "page_line", "page_column", "page_text", "context", "problem"),
)


class AuditView(NamedTuple):
    """An audit: the coverage in both directions, and every item with its places."""

    audit: Audit

    def as_object(self) -> dict[str, object]:
        audit = self.audit
        return {
            "dataset": audit.dataset.edition.id,
            "path": audit.dataset.edition.path,
            "pages": [leaf.path for leaf in audit.ink.page.leaves],
            "complete": audit.is_complete,
            "coverage": {
                name: {"found": found, "total": total, "percent": _percent(found, total)}
                for name, (found, total) in audit.coverage.items()
            },
            "numbers_by_use": {use.value: count for use, count in _uses(audit).items()},
            **{name: [self._item(each) for each in items] for name, items in self._items().items()},
            "numbers": [self._number(each) for each in audit.numbers],
        }

    def _items(self) -> dict[str, list[Item]]:
        """Return figures, texts and ignored stretches; the missing ones know what stands in their stead."""
        audit = self.audit
        missing = {each.origin.keys: each for each in audit.missing}
        lists = {"figures": audit.figures, "texts": audit.texts, "ignored": audit.ignored}
        return {
            name: [each if each.span else missing[each.origin.keys] for each in items] for name, items in lists.items()
        }

    def _item(self, each: Item) -> dict[str, object]:
        problem = Text(each.problem.to("ja"), each.problem.to("en")) if each.problem else None
        return {
            "kind": each.kind,
            "name": each.name,
            "expected": each.shown,
            "found": each.span is not None,
            **each.origin.place._asdict(),
            "on_page": self._spot(each.span),
            "instead": self._spot(each.instead) if each.span is None else None,
            **bilingual("problem", problem),
        }

    def _number(self, each: PageNumber) -> dict[str, object]:
        known = each.known
        return {"use": known and known.use.value, "of": known and known.name, **(self._spot(each.span) or {})}

    def _spot(self, span: Span | None) -> dict[str, object] | None:
        if span is None:
            return None
        ink = self.audit.ink
        start, end = ink.on_page(span)
        place = ink.page.place(start)._asdict()
        return {"text": ink.original(span), **place, "context": ink.page.context(start, end)}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        audit = self.audit
        items = [self._item_record(each) for items in self._items().values() for each in items]
        return _NAMES, [*items, *(self._number_record(each) for each in audit.numbers)]

    def _item_record(self, each: Item) -> dict[str, object]:
        return {
            "direction": "dataset",
            "kind": each.kind,
            "name": each.name,
            "expected": each.shown,
            "found": each.span is not None,
            **each.origin.place._asdict(),
            **_on_page(self._spot(each.span or each.instead)),
            "problem": each.problem and each.problem.to("en"),
        }

    def _number_record(self, each: PageNumber) -> dict[str, object]:
        return {
            "direction": "page",
            "kind": each.known and each.known.use.value,
            "name": each.known and each.known.name,
            "found": each.known is not None,
            **_on_page(self._spot(each.span)),
        }

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        audit = self.audit
        pages = ", ".join(leaf.path for leaf in audit.ink.page.leaves)
        uses = [f"{_USES[use].to(lang)} {count:,}" for use, count in _uses(audit).items() if count]
        return [
            Sheet(
                title=_TITLE.to(lang).format_map({"dataset": audit.dataset.edition.path, "page": pages}),
                headings=(
                    Heading(_WHAT.to(lang)),
                    *(Heading(each.to(lang), numeric=True) for each in (_FOUND, _TOTAL)),
                    Heading("%", numeric=True),
                ),
                lines=tuple(
                    Line((name.to(lang), f"{found:,}", f"{total:,}", f"{_percent(found, total):g}"))
                    for name, (found, total) in zip((_FIGURES, _TEXTS, _NUMBERS), audit.coverage.values(), strict=True)
                ),
                remarks=(f"{_USED.to(lang)}{', '.join(uses)}",),
            ),
            Sheet(remarks=tuple(each.to(lang) for each in self._left_over()) or (_NOTHING.to(lang),)),
        ]

    def _left_over(self) -> Iterator[Message]:
        """Yield what is left over: of the dataset in the order of the file, then of the page."""
        for each in sorted(self.audit.missing, key=lambda item: item.origin.place):
            yield self._missing(each)
        for number in self.audit.unknown:
            spot = self._spot(number.span) or {}
            yield message(
                en="{path}:{line}:{column}: {text} is nothing that the dataset knows: {context}",
                ja="{path}:{line}:{column}: {text} はデータセットにありません: {context}",
                **spot,
            )

    def _missing(self, each: Item) -> Message:
        sentence = _IN_CELL if each.kind in ("cell", "text") else _IN_PROSE if each.kind == "claim" else _AS_TEXT
        return Message(
            sentence,
            {
                "place": each.origin.place,
                "kind": _KINDS.get(each.kind, Text("")),
                "name": each.name,
                "shown": each.shown,
                "why": message(en=": {why}", ja="({why})", why=each.problem) if each.problem else "",
                "instead": self._instead(each),
            },
        )

    def _instead(self, each: Item) -> Message | str:
        spot = self._spot(each.instead)
        if spot is None:
            return ""
        return message(
            en="; {path}:{line}:{column} has '{text}': {context}",
            ja="。{path}:{line}:{column} には「{text}」とあります: {context}",
            **spot,
        )


_IN_CELL = Text(
    en="{place}: {name} '{shown}' is not on the page{why}{instead}",
    ja="{place}: {name}「{shown}」がページにありません{why}{instead}",
)
_IN_PROSE = Text(
    en="{place}: the claim '{name}' ({shown}) is not on the page{why}{instead}",
    ja="{place}: claim「{name}」({shown})がページにありません{why}{instead}",
)
_AS_TEXT = Text(
    en="{place}: the {kind} '{shown}' is not on the page{why}{instead}",
    ja="{place}: {kind}「{shown}」がページにありません{why}{instead}",
)
_KINDS = {
    "label": Text(en="table number", ja="表番号"),
    "title": Text(en="title", ja="題名"),
    "as-of": Text(en="date", ja="時点"),
    "heading": Text(en="heading", ja="見出し"),
    "code": Text(en="code", ja="項目"),
    "note": Text(en="note", ja="注"),
    "sentence": Text(en="sentence of a claim", ja="本文"),
    "office": Text(en="office", ja="担当"),
    "extension": Text(en="extension", ja="内線"),
    "ignored": Text(en="ignored text", ja="対象外の文言"),
}


def _uses(audit: Audit) -> dict[Use, int]:
    counts = Counter(each.known.use for each in audit.numbers if each.known)
    return {use: counts[use] for use in Use}


def _percent(found: int, total: int) -> float:
    """Return the share in per cent, cut after one decimal, so that only all of it is 100."""
    return found * 1000 // total / 10 if total else 100.0


def _on_page(spot: dict[str, object] | None) -> dict[str, object]:
    if spot is None:
        return {}
    place = {f"page_{name}": spot[name] for name in ("path", "line", "column", "text")}
    return place | {"context": spot["context"]}
