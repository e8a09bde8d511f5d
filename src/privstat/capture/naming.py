"""Whether the words of a sentence name a figure of a table: nothing but known words may stand between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from privstat.capture.frame import Kind
from privstat.capture.sketch import Draft, DraftTable
from privstat.capture.statements import Span, Stated, Statement, When
from privstat.capture.targets import Target, words_of
from privstat.printed import in_ascii

_COUNT = re.compile(r"(?:の)?(?:総|延べ)?(?:[件枚人回面名通冊]数|数)")
_LETTER = re.compile(r"[^\W\d_ぁ-ゟ]")  # of a word that may go on: kanji, katakana, Latin
_BETWEEN = re.compile(r"(?:[のはがもで、,:・\s()（）]|[件枚人回]数|数|うち|のうち|全体|合計|総数|となり|であり)*")
_JOINS = re.compile(r"\s*(?:と|や|及び|および|並びに|ならびに|又は|または|もしくは|か|も|・|、|,|から|~|〜)\s*")
_ENDS_SO = re.compile(
    r"\s*(?:$|[。、,()（）]|で(?!は|も)|あり|と(?:なり|なっ|、)|だっ|の?うち|の内訳|(?:が|を)(?:受け?付け|あり|ござい))"
)
_DONE = re.compile(
    r"(?:$|[。、]|で(?!は|も)|と(?:なり|なっ)|を(?:行い|行っ|実施|受け?付け)|が(?:あり|あっ|ござい|行われ|寄せられ))"
)
_PARTICLE = re.compile(
    r"(?:に(?:対する|係る|関する|基づく|ついて(?:の|は)?|おける|は)?|による|により|への|からの?|より|では?|として|って|の|は|が|も)$"
)
_TOPIC = re.compile(r"(?<!また)(?<!又)(?<!るい)(?:で|に|について|に関して)?は(?!じ)")
_STATE = re.compile(r"(?:の|実施|運用|処理)*(?:状況|内訳|うち)$")
_LONGEST_WORD = 30
_OPENING = frozenset(
    [
        "うち",
        "このうち",
        "また",
        "なお",
        "その",
        "この",
        "そ",
        "こ",
        "市",
        "町",
        "村",
        "区",
        "都",
        "県",
        "本市",
        "当市",
        "本町",
        "当町",
        "本区",
        "当区",
    ]
)


class Word(NamedTuple):
    """A word of the tables in a sentence."""

    span: Span
    words: str


class Words(NamedTuple):
    """The words of a table: of its columns and of its rows; and what is said over it, which restricts nothing."""

    columns: frozenset[str]
    rows: frozenset[str]
    over: str


def table_words(table: DraftTable, own: Iterable[Target], draft: Draft) -> Words:
    """Return the words that a sentence about a table may have."""
    found = list(own)
    columns = {words for each in found for words in each.columns} | {words_of(each.label) for each in table.spanners}
    rows = {words for each in found for words in each.rows}
    headings = [each.heading for each in draft.sections if each.id == table.section]
    return Words(
        frozenset(columns - {""}), frozenset(rows - {""}), in_ascii("\n".join([draft.title, table.title, *headings]))
    )


class Vocabulary:
    """Finds the words of all tables in a sentence, the longest first, none inside another word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if word}
        self._lengths: dict[str, list[int]] = {}
        for first, length in sorted({(word[0], len(word)) for word in self._words}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def words_in(self, stated: Stated) -> list[Word]:
        """Return the words that stand in a sentence, in its order."""
        plain = stated.plain
        offsets = [at for at, each in enumerate(plain) if each != "の" and not each.isspace()]
        bare = "".join(plain[at] for at in offsets)
        ends = {span.end for span in (*stated.times, *stated.references)}
        ends |= {each.span.end for each in stated.statements}
        found: list[Word] = []
        at = 0
        while at < len(bare):
            word = self._at(bare, at)
            if word is None:
                at += 1
                continue
            start, end = offsets[at], offsets[at + len(word) - 1] + 1
            counted = _COUNT.match(plain, end)
            end = counted.end() if counted else end
            begins = start == 0 or start in ends or not _LETTER.match(plain[start - 1])
            if begins and not _LETTER.match(plain[end : end + 1]):
                found.append(Word(Span(start, end), word))
                ends.add(end)
            at += len(word)
        return found

    def _at(self, bare: str, at: int) -> str | None:
        stretches = (bare[at : at + length] for length in self._lengths.get(bare[at], ()))
        return next((each for each in stretches if each in self._words), None)


class Saying(NamedTuple):
    """One figure of a sentence with the words around it, asked whether it means a figure of a table."""

    stated: Stated
    statement: Statement
    found: Sequence[Word]
    before: When  # the time of the paragraph so far

    def means(self, target: Target, words: Words) -> bool:
        """Tell whether the words of the sentence name a figure, whatever its value: table, row, column, time."""
        said = self.statement
        if said.reference is not None and said.reference != target.label:
            return False
        if target.columns and all(each.words != target.columns[0] for each in self.found):
            return False
        if target.kind is Kind.SUBTOTAL or (said.is_sum and target.kind is not Kind.TOTAL):
            return False
        if "" in (*target.columns, *target.rows) or not self._is_time_of(target):
            return False
        if not target.rows and any(each.words in words.rows for each in self.found):
            return False
        return self._is_named(target, words) and self._speaks_of(words)

    def _is_time_of(self, target: Target) -> bool:
        when = self.statement.when
        if when == When():  # a year has to be named; that of the table may be left out, if nothing before is another
            when = self.before
            if when.month or target.fiscal:
                return False
        if when.other:
            return False
        if target.month:
            year = target.month.fiscal_year.start
            return when.month == target.month.month and when.fiscal in (None, year)
        if when.month:
            return False
        return when.fiscal == target.fiscal if target.fiscal else when.fiscal in (None, target.year)

    def _is_named(self, target: Target, words: Words) -> bool:
        needed = [(each, words.columns) for each in target.columns] + [(each, words.rows) for each in target.rows]
        if not needed:
            return self.statement.reference is not None and self._ends_plainly()
        after = self._word_after()
        spans = []
        for name, rivals in needed:
            if after and rivals is words.columns and name == target.columns[0]:
                if after.words != name or not self._is_alone_before(words):
                    return False
                spans.append(after.span)
                continue
            span = self._before(name, rivals, words, over=name in target.columns[1:])
            if span is None:
                return False
            spans.append(span)
        return (after is not None or self._ends_plainly()) and self._is_new(spans, target)

    def _is_new(self, spans: Sequence[Span], target: Target) -> bool:
        """Tell whether something that names the figure stands after the figure before."""
        times = self.stated.times if target.fiscal or target.month else ()
        since, start = self.statement.since, self.statement.span.start
        return any(span.start >= since for span in spans) or any(since <= span.start < start for span in times)

    def _ends_plainly(self) -> bool:
        return bool(_ENDS_SO.match(self.stated.plain, self.statement.span.end))

    def _word_after(self) -> Word | None:
        """Return the word of which the figure says how many there are: 46,896件の更新処理."""
        end, plain = self.statement.span.end, self.stated.plain
        word = next((each for each in self.found if each.span.start >= end), None)
        if word is None or plain[end : word.span.start].strip() != "の":
            return None
        return word if _DONE.match(plain, word.span.end) else None

    def _is_alone_before(self, words: Words) -> bool:
        """Tell whether nothing before a figure says more closely what the word after it means."""
        since, start = self.statement.since, self.statement.span.start
        rivals = [each for each in self.found if since <= each.span.start < start and each.words in words.columns]
        return not rivals and self._begins_freely(start, words)

    def _before(self, name: str, rivals: frozenset[str], words: Words, *, over: bool) -> Span | None:
        """Return the last word of a kind before the figure, where it is the one wanted and certainly belongs to it."""
        start = self.statement.span.start
        mine = [each for each in self.found if each.words in rivals and each.span.start < start]
        if over:
            mine = [each for each in mine if each.words == name]
        if not mine or mine[-1].words != name:
            return None
        last = mine[-1].span
        if len(mine) > 1 and _JOINS.fullmatch(self.stated.plain[mine[-2].span.end : last.start]):
            return None
        if not _BETWEEN.fullmatch(self._unknown(last.end, start, words)):
            return None
        return last if self._begins_freely(last.start, words) else None

    def _unknown(self, start: int, end: int, words: Words) -> str:
        """Return what stands in a stretch besides words of the table, figures, times and names of tables."""
        known = [*self.stated.times, *self.stated.references, *(each.span for each in self.stated.statements)]
        known += [each.span for each in self._own(words)]
        text, at = "", start
        for span in sorted(span for span in known if start <= span.start and span.end <= end):
            text, at = text + self.stated.plain[at : span.start], max(at, span.end)
        return text + self.stated.plain[at:end]

    def _own(self, words: Words) -> Iterator[Word]:
        return (each for each in self.found if each.words in words.columns or each.words in words.rows)

    def _speaks_of(self, words: Words) -> bool:
        """Tell whether all that the sentence is about up to the figure is known: no 未成年者は."""
        for topic in _TOPIC.finditer(self.stated.plain, 0, self.statement.span.start):
            noun = _STATE.sub("", self.stated.plain[: topic.start()])
            if not (self._known_at(len(noun), words) or _is_opening(noun) or _said_over(noun, words.over)):
                return False
        return True

    def _begins_freely(self, at: int, words: Words) -> bool:
        """Tell whether nothing before a word narrows its meaning, as 未成年者の審査請求 does, besides what is known."""
        text = self.stated.plain[:at].rstrip(" \u3000「『(")
        clause = text.rstrip("、,・:")
        if not clause or any(span.end == len(clause) for span in self.stated.references):
            return True
        if known := self._known_at(len(clause), words):
            return self._begins_freely(len(clause) - known, words)
        particle = _PARTICLE.search(clause.removesuffix("うち"))
        if particle is None:
            return (clause != text and not _LETTER.match(clause[-1])) or _is_opening(clause)
        noun = clause[: particle.start()]
        known = self._known_at(len(noun), words) or _said_over(noun, words.over)
        return _is_opening(noun) or (known > 0 and self._begins_freely(len(noun) - known, words))

    def _known_at(self, end: int, words: Words) -> int:
        """Return the length of what is known and ends at a place: a word of the table, a figure, a time."""
        known = [*self.stated.times, *self.stated.references, *(each.span for each in self.stated.statements)]
        known += [each.span for each in self._own(words)]
        return max((end - span.start for span in known if span.end == end), default=0)


def _is_opening(noun: str) -> bool:
    return re.split("[、,。]", noun)[-1] in _OPENING


def _said_over(noun: str, over: str) -> int:
    """Return the length of the longest word at the end of a text that stands over the table, too; 0 where none does."""
    for length in range(min(len(noun), _LONGEST_WORD), 1, -1):
        begins = not _LETTER.match(noun[-length - 1 : -length]) and _LETTER.match(noun[-length])
        if begins and noun[-length:] in over:
            return length
    return 0
