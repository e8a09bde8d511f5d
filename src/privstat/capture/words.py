"""The words of the field: which id a heading gets, what stands over several columns, what names a row."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from privstat.concepts import concepts_by_word

IDS = {  # the longest word that a label is, else begins or ends with
    "実施機関名": "organ",
    "実施機関": "organ",
    "部局": "department",
    "所管課": "department",
    "所管": "department",
    "担当課": "department",
    "根拠規定": "ground",
    "請求区分": "kind",
    "情報区分": "kind",
    "区分": "kind",
    "種別": "kind",
    "項目": "item",
    "業務名": "operation",
    "事務の名称": "operations",
    "接続先": "party",
    "記録項目": "items",
    "請求月": "month",
    "年月日": "date",
    "年度": "fiscal-year",
    "期間": "fiscal-year",
    "月": "month",
    "団体名": "area",
    "都道府県名": "prefecture",
    "市区町村名": "municipality",
    "請求件数": "requests",
    "請求数": "requests",
    "請求": "requests",
    "申出件数": "requests",
    "対象行政文書": "documents",
    "届け出件数": "notifications",
    "届出件数": "notifications",
    "登録数": "registered",
    "新規": "new",
    "廃止": "abolished",
    "変更": "changed",
    "処理状況": "outcome",
    "処理内訳": "outcome",
    "決定内容": "decision",
    "決定内訳": "decision",
    "決定": "decisions",
    "公開状況": "outcome",
    "内訳": "breakdown",
    "全部開示": "disclosed",
    "開示": "disclosed",
    "全部公開": "disclosed",
    "公開": "disclosed",
    "承諾": "disclosed",
    "一部開示": "partial",
    "部分開示": "partial",
    "一部公開": "partial",
    "部分公開": "partial",
    "非開示": "refused",
    "不開示": "refused",
    "非公開": "refused",
    "不存在": "not-held",
    "文書不存在": "not-held",
    "存否応答拒否": "existence-refused",
    "却下": "dismissed",
    "取下げ": "withdrawn",
    "取り下げ": "withdrawn",
    "処理中": "pending",
    "移送": "transferred",
    "その他不開示": "other-refused",
    "その他": "other",
    "審査請求": "reviews",
    "不服申立て": "appeals",
    "開示率": "rate",
    "目的外利用": "internal-use",
    "外部提供": "external-provision",
    "更新処理件数": "updates",
    "マイナンバーカード交付件数": "cards",
    "交付枚数": "issued",
    "住民票の写しの広域交付件数": "copies",
    "写しの交付": "copies",
    "対前年増減": "change",
    "人口": "population",
    "人口に対する交付枚数率": "rate",
    "件数": "count",
    "合計": "sum",
    "総数": "sum",
    "計": "sum",
    "本人": "self",
    "法定代理人": "legal-representative",
    "任意代理人": "appointed-representative",
    "遺族等": "bereaved",
    "開示請求": "disclosure",
    "訂正請求": "correction",
    "利用停止等請求": "suspension",
    "利用停止請求": "suspension",
    "町政情報": "government",
    "市政情報": "government",
    "自己情報": "own",
    "特定個人情報": "specific",
    "個人情報": "personal",
    "市長": "mayor",
    "町長": "mayor",
    "区長": "mayor",
    "知事": "governor",
    "議会": "assembly",
    "教育委員会": "board-of-education",
    "選挙管理委員会": "election-board",
    "監査委員": "auditors",
    "農業委員会": "agriculture-board",
    "公平委員会": "equity-board",
    "人事委員会": "personnel-board",
    "固定資産評価審査委員会": "property-board",
    "水道事業管理者": "waterworks",
    "下水道事業管理者": "sewerage",
    "病院事業管理者": "hospitals",
    "交通事業管理者": "transport",
    "消防長": "fire-chief",
    "指定管理者": "designated-managers",
    "法令に基づくもの": "law",
    "本人の同意を得たもの": "consent",
    "小計": "subtotal-row",
}
ORGANS = ("市長", "町長", "村長", "区長", "知事")  # what stands before its departments
TOTALS = re.compile(r"(?:合\s*計|総\s*計|総\s*数|計)")
SUBTOTALS = re.compile(r".*小\s*計")
_SPANNERS = re.compile(r".*(?:内訳|内容|状況|結果|区分別)")
_NAMES_ROWS = re.compile(
    r".*(?:機関名?|部局|課|所管|規定|区分|種別|項目|月|年度|期間|年月日|団体名|県名|町村名|業務名)"
)
_LETTER = re.compile(r"\(?[A-Z]\)?(?=[^\x00-\x7f])|\([A-Z](?:[+\-−][A-Z])*\)$")
_LONGEST_GLUED = 300  # characters of headings without borders
_SUFFIX = re.compile(r"\([^()]*\)|【[^】]*】")


def plain(label: str) -> str:
    """Return a label as words are compared: normalised, without the letters of formulas, brackets and spaces."""
    bare = unicodedata.normalize("NFKC", label)
    return _SUFFIX.sub("", _LETTER.sub("", bare)).replace(" ", "")


def is_sum_label(label: str) -> bool:
    """Tell whether a label is that of a total or subtotal."""
    return bool(TOTALS.fullmatch(label) or SUBTOTALS.fullmatch(label))


def concept_of(label: str) -> str | None:
    """Return the shared concept that a label stands for, or None."""
    return concepts_by_word().get(plain(label))


def stands_over_others(label: str) -> bool:
    """Tell whether a heading is one of those that stand over several columns: 処理状況, 内訳."""
    return bool(_SPANNERS.fullmatch(plain(label)))


def names_rows(label: str) -> bool:
    """Tell whether a heading is one of those that stand over the labels of rows: 実施機関."""
    return bool(_NAMES_ROWS.fullmatch(plain(label)))


def stands_alone(label: str) -> bool:
    """Tell whether a heading certainly has figures of its own below it: an outcome, a rate, a letter of a formula."""
    bare = unicodedata.normalize("NFKC", label)
    return concept_of(label) is not None or "率" in bare or "÷" in bare or bool(_LETTER.search(bare))


def letter_of(label: str) -> str:
    """Return the letter that formulas call a column by, or ""."""
    found = _LETTER.search(unicodedata.normalize("NFKC", label))
    bare = found[0].strip("()") if found else ""
    return bare if len(bare) == 1 else ""


def words_in(text: str) -> list[str] | None:
    """Return the known words that a text without borders consists of, each with its brackets, or None.

    The longest word that fits is taken, so その他不開示 is one.
    """
    found, rest = [], text
    if len(text) > _LONGEST_GLUED:
        return None
    while rest:
        word = next((word for word in _longest_first() if rest.startswith(word)), None)
        if word is None:
            return None
        suffix = re.match(r"[((][^()()]*[))]", rest[len(word) :])
        found.append(word + (suffix[0] if suffix else ""))
        rest = rest[len(found[-1]) :]
    return found


@cache
def _longest_first() -> list[str]:
    return sorted({*IDS, *concepts_by_word()} - {"開示請求", "請求取下げ"}, key=len, reverse=True)


def ids_for(labels: Iterable[str], fallback: str, taken: Iterable[str] = ()) -> list[str]:
    """Return an id for each label, none of them twice: from the words of the field, else the fallback and a number."""
    used = {"total", "subtotal", *taken}
    found = []
    for position, label in enumerate(labels, 1):
        base = _known_id(plain(label), IDS) or f"{fallback}-{position}"
        id_, number = base, 2
        while id_ in used:
            id_, number = f"{base}-{number}", number + 1
        used.add(id_)
        found.append(id_)
    return found


def _known_id(word: str, ids: Mapping[str, str]) -> str | None:
    if word in ids:
        return ids[word]
    if word.isascii() and re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", word) and len(word) < 40:
        return word.lower()
    bare = word.removesuffix("件数").removesuffix("の")
    ends = [known for known in ids if bare == known or (len(known) > 2 and word.endswith(known))]
    return ids[max(ends, key=len)] if ends else None
