"""Figures that the prose states: each tied to the one cell that has it and that its words name, or doubted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from privstat.capture.doubts import Doubt, doubt
from privstat.capture.naming import Saying, Vocabulary, Words, table_words
from privstat.capture.sentences import Sentence, sentences
from privstat.capture.sketch import Draft, DraftClaim
from privstat.capture.statements import Reading, Statement, reading
from privstat.capture.targets import Target, targets
from privstat.grid import Page
from privstat.model import Number
from privstat.period import FiscalYear
from privstat.words import Message, Text

_MOST = 1_000  # sentences of a page that are read
_MOST_HOLDERS = 500  # cells with one value, beyond which no sentence tells which of them it means
_BY_CHANCE = 100  # below it, figures of all kinds are the same by chance
_SHOWN = 5
_CLAUSE = 24  # characters around a figure that are shown
_COUNTED = frozenset(["件", "枚", "人", "回", "面", "名", "通", "冊", "社", "団体", "事務", "業務", "世帯"])


def with_claims(draft: Draft, page: Page, page_year: FiscalYear | None) -> Draft:
    """Return the draft with the claims that its prose makes, and a doubt for each figure that could be several."""
    prose = _Prose(draft, page_year)
    claims, doubts = [], list(draft.doubts)
    notes = {note.place for table in draft.tables for note in table.notes}
    for sentence, _ in zip(sentences(page, notes), range(_MOST), strict=False):
        said = [*prose.said(sentence)]
        equals = {each.address: each.value for each in said if isinstance(each, Target)}
        if equals:
            claims.append(DraftClaim(sentence.text, equals, None, "", sentence.place))
        for each in said:
            if isinstance(each, DraftClaim):
                claims.append(each)
            elif isinstance(each, Doubt):
                doubts.append(each)
    return draft._replace(claims=tuple(claims), doubts=tuple(doubts))


class _Prose:
    """The figures of a draft, found by their values and by their words."""

    def __init__(self, draft: Draft, page_year: FiscalYear | None) -> None:
        self.page_year = page_year
        self.words: list[Words] = []
        self.by_value: dict[Number, list[Target]] = {}
        self.by_word: dict[str, list[Target]] = {}
        found = list(targets(draft.tables, page_year))
        own: Mapping[int, list[Target]] = {at: [] for at in range(len(draft.tables))}
        for each in found:
            own[each.table].append(each)
            self.by_value.setdefault(each.value, []).append(each)
            if each.columns:
                self.by_word.setdefault(each.columns[0], []).append(each)
        self.words = [table_words(table, own[at], draft) for at, table in enumerate(draft.tables)]
        self.vocabulary = Vocabulary(word for words in self.words for word in (*words.columns, *words.rows))

    def said(self, sentence: Sentence) -> Iterator[Target | DraftClaim | Doubt]:
        """Yield what each figure of a sentence is: the cell that it repeats, a claim of its own, or a doubt."""
        found = reading(sentence, self.page_year)
        words = self.vocabulary.words_in(found)
        for statement in found.statements:
            yield from self._meant(found, statement, Saying(found, statement, words, self.page_year))

    def _meant(self, found: Reading, said: Statement, saying: Saying) -> Iterator[Target | DraftClaim | Doubt]:
        holders = [each for each in self.by_value.get(_number(said.value), ()) if each.holds(said.value, said.unit)]
        if len(holders) > _MOST_HOLDERS:
            yield _doubt(found, said, _SEVERAL, holders)
            return
        fitting = [] if said.hedged else [each for each in holders if saying.means(each, self.words[each.table])]
        if len(fitting) == 1 and not fitting[0].is_doubtful:
            yield fitting[0]
        elif len(fitting) > 1:
            yield _doubt(found, said, _SEVERAL, fitting)
        elif not said.unit:
            return
        elif holders:
            yield _doubt(found, said, _UNSAID, holders)
        else:
            yield self._without_cell(found, said, saying)

    def _without_cell(self, found: Reading, said: Statement, saying: Saying) -> DraftClaim | Doubt:
        named = [
            each
            for each in self._named(saying)
            if each.holds(each.value, said.unit) and saying.means(each, self.words[each.table])
        ]
        others = self.by_value.get(_number(said.value), [])
        if named and not said.hedged:
            return _doubt(found, said, _OTHERWISE, named)
        if any(_is_close(each, said, saying) for each in others):
            return _doubt(found, said, _OTHER_UNIT, others)
        if said.hedged or said.unit not in _COUNTED or not found.is_fact:
            return _doubt(found, said, _NONE, ())
        sentence = found.sentence
        return DraftClaim(sentence.text, {}, _number(said.value), said.unit, sentence.place)

    def _named(self, saying: Saying) -> Iterator[Target]:
        for words in dict.fromkeys(each.words for each in saying.found):
            yield from self.by_word.get(words, [])[:_MOST_HOLDERS]


def _is_close(cell: Target, said: Statement, saying: Saying) -> bool:
    """Tell whether a cell that counts something else has the same value by more than chance."""
    words = {each.words for each in saying.found if each.span.start >= said.since}
    return said.value >= _BY_CHANCE or not words.isdisjoint((*cell.columns, *cell.rows))


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value


def _doubt(found: Reading, said: Statement, sentence: Text, cells: Sequence[Target]) -> Doubt:
    text, place = found.sentence.text, found.sentence.place
    start, end = said.span
    facts = {
        "printed": text[start:end],
        "clause": text[max(start - _CLAUSE, 0) : end + _CLAUSE // 2],
        "cells": _addresses(cells),
        "number": cells[0].value if cells else 0,
    }
    return doubt(place, Message(sentence, facts))


def _addresses(cells: Iterable[Target]) -> str:
    found = [each.address for each in cells]
    return ", ".join(found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")


_SEVERAL = Text(
    en="the prose states {printed}, and several cells may be meant ({cells}): {clause}",
    ja="本文に {printed} とありますが、当てはまるセルが複数あります({cells}): {clause}",
)
_UNSAID = Text(
    en="the prose states {printed}, but its words do not tell whether {cells} is meant: {clause}",
    ja="本文に {printed} とありますが、{cells} のことか文言からは決まりません: {clause}",
)
_OTHERWISE = Text(
    en="the prose states {printed}, but {cells}, which its words name, is {number:,}: {clause}",
    ja="本文に {printed} とありますが、文言の指す {cells} は {number:,} です: {clause}",
)
_OTHER_UNIT = Text(
    en="the prose states {printed}, but {cells}, which has this value, counts something else: {clause}",
    ja="本文に {printed} とありますが、同じ値の {cells} は単位が違います: {clause}",
)
_NONE = Text(
    en="the prose states {printed}, and no cell has it: {clause}",
    ja="本文に {printed} とありますが、そのセルはありません: {clause}",
)
