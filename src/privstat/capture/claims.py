"""Figures that the prose states: each tied to the one cell that has it and that its words name, or doubted."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from privstat.capture.doubts import Doubt, doubt
from privstat.capture.naming import Saying, Vocabulary, table_words
from privstat.capture.sentences import Sentence, sentences
from privstat.capture.sketch import Draft, DraftClaim
from privstat.capture.statements import Stated, Statement, is_of, stated
from privstat.capture.targets import Target, targets
from privstat.grid import Page
from privstat.model import Number
from privstat.period import FiscalYear
from privstat.words import Message, Text

_MOST = 1_000  # figures of the prose that are looked at
_MOST_HOLDERS = 100  # cells with one value, or under one heading, beyond which no sentence tells which of them it means
_ANY = ""  # whatever the unit
_BY_CHANCE = 100  # below it, figures of all kinds are the same by chance
_SHOWN = 5
_CLAUSE = 24  # characters around a figure that are shown
_COUNTED = frozenset(["件", "枚", "人", "回", "面", "名", "通", "冊", "社", "団体", "事務", "業務", "世帯"])


def with_claims(draft: Draft, page: Page, page_year: FiscalYear | None) -> Draft:
    """Return the draft with the claims that its prose makes, and a doubt for each figure that could be several."""
    notes = {note.place for table in draft.tables for note in table.notes}
    found = list(_up_to_limit(sentences(page, notes), page_year))
    if not any(each.statements for each in found):
        return draft
    prose = _Prose(draft, page_year)
    claims: list[DraftClaim] = []
    doubts = list(draft.doubts)
    for each in found:
        said = list(prose.said(each))
        claims += _claims(each, said)
        doubts += [one for one in said if isinstance(one, Doubt)]
    if sum(len(each.statements) for each in found) > _MOST:
        doubts.append(doubt(found[-1].sentence.place, Message(_TOO_MANY, {"most": _MOST})))
    return draft._replace(claims=tuple(claims), doubts=tuple(doubts))


def _up_to_limit(among: Iterable[Sentence], page_year: FiscalYear | None) -> Iterator[Stated]:
    """Yield what sentences state, up to the one with which it is too much."""
    count = 0
    for sentence in among:
        found = stated(sentence, page_year)
        yield found
        count += len(found.statements)
        if count > _MOST:
            return


def _claims(found: Stated, said: Sequence[object]) -> Iterator[DraftClaim]:
    """Yield the claims of a sentence: one with all cells that it repeats, one for each figure that no cell has."""
    equals = {each.address: each.value for each in said if isinstance(each, Target)}
    if equals:
        yield DraftClaim(found.sentence.text, equals, None, "", found.sentence.place)
    yield from (each for each in said if isinstance(each, DraftClaim))


class _Prose:
    """The figures of a draft, found by their values and by their words."""

    def __init__(self, draft: Draft, page_year: FiscalYear | None) -> None:
        self._page_year = page_year
        self._by_value: dict[tuple[Number, str], list[Target]] = {}
        self._by_word: dict[str, list[Target]] = {}
        own: dict[int, list[Target]] = {at: [] for at in range(len(draft.tables))}
        for each in targets(draft.tables, page_year):
            own[each.table].append(each)
            for unit in {each.unit, _ANY}:
                self._by_value.setdefault((each.value, unit), []).append(each)
            if each.columns:
                self._by_word.setdefault(each.columns[0], []).append(each)
        self._words = [table_words(table, own[at], draft) for at, table in enumerate(draft.tables)]
        self._vocabulary = Vocabulary(word for words in self._words for word in (*words.columns, *words.rows))

    def said(self, found: Stated) -> Iterator[Target | DraftClaim | Doubt]:
        """Yield what each figure of a sentence is: the cell that it repeats, a claim of its own, or a doubt."""
        words = self._vocabulary.words_in(found)
        before = is_of(found.sentence.before, self._page_year)
        for statement in found.statements:
            yield from self._meant(Saying(found, statement, words, before))

    def _meant(self, saying: Saying) -> Iterator[Target | DraftClaim | Doubt]:
        found, said = saying.stated, saying.statement
        holders = self._by_value.get((_number(said.value), said.unit or _ANY), [])
        if len(holders) > _MOST_HOLDERS:
            yield _doubt(found, said, _SEVERAL, holders)
            return
        fitting = [] if said.hedged else list(self._named(saying, holders))
        if len(fitting) == 1 and not fitting[0].is_doubtful:
            yield fitting[0]
        elif len(fitting) > 1:
            yield _doubt(found, said, _SEVERAL, fitting)
        elif said.unit and holders:
            yield _doubt(found, said, _UNSAID, holders)
        elif said.unit:
            yield self._without_cell(saying)

    def _without_cell(self, saying: Saying) -> DraftClaim | Doubt:
        found, said = saying.stated, saying.statement
        words = dict.fromkeys(each.words for each in saying.found)
        near = [
            each for word in words for each in self._by_word.get(word, [])[:_MOST_HOLDERS] if each.unit == said.unit
        ]
        named = [] if said.hedged else list(self._named(saying, near))
        if named:
            return _doubt(found, said, _OTHERWISE, named)
        others = self._by_value.get((_number(said.value), _ANY), [])[:_MOST_HOLDERS]
        if any(_is_close(each, said, saying) for each in others):
            return _doubt(found, said, _OTHER_UNIT, others)
        if said.hedged or said.unit not in _COUNTED or not found.is_fact:
            return _doubt(found, said, _NONE, ())
        return DraftClaim(found.sentence.text, {}, _number(said.value), said.unit, found.sentence.place)

    def _named(self, saying: Saying, among: Iterable[Target]) -> Iterator[Target]:
        return (each for each in among if saying.means(each, self._words[each.table]))


def _is_close(cell: Target, said: Statement, saying: Saying) -> bool:
    """Tell whether a cell that counts something else has the same value by more than chance."""
    words = {each.words for each in saying.found if each.span.start >= said.since}
    return said.value >= _BY_CHANCE or not words.isdisjoint((*cell.columns, *cell.rows))


def _number(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value


def _doubt(found: Stated, said: Statement, sentence: Text, cells: Sequence[Target]) -> Doubt:
    text, place = found.sentence.text, found.sentence.place
    start, end = said.span
    facts = {
        "printed": text[start:end],
        "clause": text[max(start - _CLAUSE, 0) : end + _CLAUSE // 2],
        "cells": _addresses(cells),
        "number": cells[0].value if cells else 0,
    }
    return doubt(place, Message(sentence, facts))


def _addresses(cells: Sequence[Target]) -> str:
    return ", ".join(each.address for each in cells[:_SHOWN]) + (" …" if len(cells) > _SHOWN else "")


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
_TOO_MANY = Text(
    en="the figures of the prose after this sentence were not looked at: there are more than {most:,}",
    ja="本文の数値が {most:,} 個を超えるため、この文の後は読んでいません",
)
