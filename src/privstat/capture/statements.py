"""What a sentence states: its figures with their units and years, and what forbids to take one for a cell."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.capture.contacts import stretches
from privstat.capture.sentences import Sentence
from privstat.figures import UNITS
from privstat.period import FiscalYear
from privstat.printed import Date, dates, in_ascii, numerals

_UNIT = re.compile(rf"\s*(?P<unit>{UNITS}|社|団体|点|台|項目|件)")
_REFERENCE = re.compile(r"(?P<label>(?:別?表|図表?|別紙|資料|様式)\s*[0-9A-Z]+(?:-[0-9]+)?)(?:\s*の(?:とおり|通り))?")
_ORDINAL = re.compile(r"(?:第|注|※|内線|号|No\.?|№|[A-Za-z.~〜]|[0-9][-/:・.])\s*$")
_ELSEWHEN = re.compile(
    r"前年度?(?:同期|同月|末)?|前々年度?|昨年度?|翌年度?|次年度|来年度?|本年度?|今年度?|当年度?|前回|今回|従来|例年|過去|累計|通算|これまで"
)
_RANGE = re.compile(r"\s*(?:から|より|~|〜|―|-|以降|以前|以来|まで)")
_RANGE_TO = re.compile(r"(?:から|~|〜|―|-)\s*$")
_JOINS = re.compile(r"\s*(?:と|や|及び|および|並びに|・|、|,)\s*")

_ROUGHLY = re.compile(r"(?:約|およそ|おおよそ|ほぼ|延べ?|のべ|最大|最高|平均|毎年|毎月|各|上限|定員|年間)\s*$")
_COMPARED = re.compile(r"差|より|比べ|比較|対し")
_CHANGE = re.compile(
    r"\s*(?:の|も|ほど|を|が|、)?\s*"
    r"(?:増|減|多|少|上回|下回|超|余|弱(?!者)|強(?!制)|前後|程度|ほど|高い|高く|低い|低く|ポイント|倍|近く|上昇|低下)"
)
_DENIED = re.compile(r"で(?:は|も)?(?:なく|ない|ありません)")
_RULE = re.compile(
    r"(?:の[^、。]{0,12})?(?:につき|に対し|当たり|あたり|ごとに)|以内|以上|以下|未満|まで|目(?!的)|単位|ずつ|毎"
)
_NOT_YET = re.compile(r"予定|見込|目標|予測|見通し|それぞれ|順に|仮に|例えば|たとえば")
_SUM = re.compile(r"合わせて|あわせて|併せて|合計|総計|総数|全体|全部で|(?<![統会設推集累予時余])計(?![画算量測])")
_FACT = re.compile(r"(?:ました|でした|った|した|あった|である)[\s)）]*。?$")
_NEAR = 15  # years


class Span(NamedTuple):
    """Where something stands in a sentence."""

    start: int
    end: int


class When(NamedTuple):
    """The time that a figure is of: of a fiscal year, a month of it; `other` where it is another one, or not known."""

    fiscal: int | None = None
    month: int | None = None
    other: bool = False


class Statement(NamedTuple):
    """A figure that a sentence states. `span` has its unit in it, `since` is where the figure before it ends."""

    value: Decimal
    unit: str
    span: Span
    since: int
    when: When
    is_sum: bool
    reference: str | None  # the number of the table that the sentence names before it
    hedged: bool  # a difference, an estimate, a plan


class Stated(NamedTuple):
    """A sentence with its figures; `plain` has ASCII digits, `times` and `references` are where those stand."""

    sentence: Sentence
    plain: str
    statements: tuple[Statement, ...]
    times: tuple[Span, ...]
    references: tuple[Span, ...]

    @property
    def is_fact(self) -> bool:
        """Whether the sentence reports what was, not what shall be."""
        return bool(_FACT.search(self.plain)) and not _NOT_YET.search(self.plain)


def stated(sentence: Sentence, page_year: FiscalYear | None) -> Stated:
    """Return what a sentence states. Numbers of tables, articles and telephones, dates and rules are no figures."""
    plain = in_ascii(sentence.text)
    moments = _moments(plain, page_year)
    references = [Span(*found.span()) for found in _REFERENCE.finditer(plain)]
    names = [*(span for span, _ in moments), *references, *_contacts(plain)]
    statements: list[Statement] = []
    since = 0
    for span, value, unit in _figures(plain, names):
        before = plain[since : span.start]
        hedged = (
            _ROUGHLY.search(before) or _COMPARED.search(before) or _CHANGE.match(plain, span.end)
        ) or _NOT_YET.search(plain)
        named = [found["label"] for found in _REFERENCE.finditer(plain, 0, span.start)]
        statements.append(
            Statement(
                value=value,
                unit=unit,
                span=span,
                since=since,
                when=_when(moments, span.start),
                is_sum=bool(_SUM.search(before)),
                reference="".join(named[-1].split()) if named else None,
                hedged=bool(hedged or _DENIED.match(plain, span.end)),
            )
        )
        since = span.end
    return Stated(sentence, plain, tuple(statements), tuple(span for span, _ in moments), tuple(references))


def is_of(before: str, page_year: FiscalYear | None) -> When:
    """Return the time at which a paragraph is where a sentence begins that names none."""
    plain = in_ascii(before)
    return _when(_moments(plain, page_year), len(plain))


def _contacts(plain: str) -> Iterator[Span]:
    for text, _ in stretches(plain):
        yield from (Span(*found.span()) for found in re.finditer(re.escape(text), plain))


def _figures(plain: str, names: Sequence[Span]) -> Iterator[tuple[Span, Decimal, str]]:
    for number in numerals(plain):
        if any(name.start < number.end and number.start < name.end for name in names):
            continue
        if _ORDINAL.search(plain, max(number.start - 4, 0), number.start):
            continue
        found = _UNIT.match(plain, number.end)
        end = found.end() if found else number.end
        if _RULE.match(plain, end) or (not found and not _stands_alone(plain[end : end + 1])):
            continue
        yield Span(number.start, end), number.value, found["unit"] if found else ""


def _stands_alone(following: str) -> bool:
    return following in ("", *"、。,;)")


def _moments(plain: str, page_year: FiscalYear | None) -> list[tuple[Span, When]]:
    """Return the times that a sentence names, in its order."""
    found: list[tuple[Span, When]] = []
    for date in dates(plain.replace("元年", "1年")):
        is_range = _RANGE.match(plain, date.end) or _RANGE_TO.search(plain, max(date.start - 4, 0), date.start)
        is_joined = found and _JOINS.fullmatch(plain, found[-1][0].end, date.start)
        when = When(other=True) if is_range or is_joined else _of_date(date, page_year)
        found.append((Span(date.start, date.end), when))
    found += [(Span(*each.span()), When(other=True)) for each in _ELSEWHEN.finditer(plain)]
    return sorted(found)


def _of_date(date: Date, page_year: FiscalYear | None) -> When:
    years = [year for year in date.years if not date.bare or (page_year and abs(year - page_year.start) <= _NEAR)]
    if date.years and len(years) != 1:
        return When(other=True)
    if date.day or (date.years and not date.fiscal and not date.month):
        return When(other=True)
    if not years:
        return When(month=date.month)
    is_before_april = date.month is not None and date.month < 4 and not date.fiscal
    return When(years[0] - is_before_april, date.month)


def _when(moments: Sequence[tuple[Span, When]], at: int) -> When:
    """Return the time that holds at a place of a sentence: the last one before it; a month goes on with its year."""
    now = When()
    for span, when in moments:
        if span.end <= at:
            goes_on = when.month is not None and when.fiscal is None and not when.other
            now = when._replace(fiscal=now.fiscal, other=now.other) if goes_on else when
    return now
