"""The file of another year, made from the text of one that is there: the same page, with nothing entered yet."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from privstat.canonical import canonical
from privstat.codelists import NUMBER_ROLES, Role, Status
from privstat.errors import PrivstatError
from privstat.load import load_text
from privstat.model import Cell, Dataset, Table
from privstat.period import FiscalYear, Month
from privstat.place import Keys
from privstat.toml_edit import Edit, Layout, edited
from privstat.toml_places import comments
from privstat.toml_text import Document
from privstat.words import Message, Text, message
from privstat.year_shift import names_a_year, shifted

_MARKS = ("?", "？", "未入力")
_OF_ONE_ISSUE = ("url", "published", "retrieved", "page", "sha256")  # of a source: what the next one has of its own
_TITLES = frozenset({"title", "as-of", "heading"})
_ADDRESSES = frozenset({"at", "of", "measure"})
_PERIODS = frozenset({Role.FISCAL_YEAR, Role.MONTH})
_FIRST_NATIONAL_YEAR = 2023  # since when the national Act is in force


class SameYear(PrivstatError):
    """A file of a year asked for from one of the same year."""

    def __init__(self, path: str, year: FiscalYear) -> None:
        super().__init__(
            message(
                en="{path} is of {year} already; --from names a file of another year",
                ja="{path} はすでに{year}のものです。--from でほかの年度のファイルを指定してください",
                path=path,
                year=year.words,
            )
        )


class UnderAHeader(PrivstatError):
    """A cell that is written as a table with a header of its own."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            message(
                en="{place}: {address} stands under a header of its own; write it as {{ … }}",
                ja="{place}: {address} に見出し [ … ] があります。{{ … }} の形で書いてください",
                place=cell.place,
                address=cell.address,
            )
        )


class Moved(NamedTuple):
    """A year that was moved: where, and what stood and stands there."""

    where: str
    before: str
    after: str


class Sequel(NamedTuple):
    """The text of another year's file, what was moved in it, and what a person must look at."""

    text: str
    year: FiscalYear
    waiting: tuple[Cell, ...]  # the cells that are not entered yet
    moved: tuple[Moved, ...]
    questions: tuple[Message, ...]


def sequel(dataset: Dataset, year: FiscalYear) -> Sequel:
    """Return the file of a year made from the text of a dataset of another one. Raises SameYear and UnderAHeader."""
    path = dataset.edition.path
    if year == dataset.edition.fiscal_year:
        raise SameYear(path, year)
    document = dataset.edition.origin.document
    assert isinstance(document, Document)
    writer = _Writer(load_text(canonical(document.text), path), year)
    new = canonical(edited(writer.layout.text, writer.edits()))
    made = load_text(new, path)
    waiting = tuple(cell for table in made.tables for cell in table.all_cells if cell.status is Status.NOT_ENTERED)
    return Sequel(new, year, waiting, tuple(writer.moved), tuple(writer.questions))


class _Writer:
    """Gathers the edits that make another year's file, and what is to be said of them."""

    def __init__(self, dataset: Dataset, year: FiscalYear) -> None:
        document = dataset.edition.origin.document
        assert isinstance(document, Document)
        self.dataset = dataset
        self.raw = document.mapping
        self.layout = Layout(document)
        self.document = document
        self.old, self.year = dataset.edition.fiscal_year, year
        self.by = year.start - self.old.start
        known = (symbol for symbol, status in dataset.symbols.items() if status is Status.NOT_ENTERED)
        free = (mark for mark in _MARKS if mark not in dataset.symbols)
        self.has_mark = Status.NOT_ENTERED in dataset.symbols.values()
        self.mark = f'"{next(known, None) or next(free)}"'
        self.moved: list[Moved] = []
        self.questions: list[Message] = []

    def edits(self) -> list[Edit]:
        """Return all edits."""
        found = [*self._head(), *self._sources()]
        for table in self.dataset.tables:
            found += [*self._cells(table), *self._checks(table)]
            self._ask_about(table)
        found += [*self._titles(), *self._addresses(), *self._claims()]
        self._ask_about_other_texts()
        return found

    # The head of the file ---------------------------------------------------------------------------------

    def _head(self) -> Iterator[Edit]:
        edition = self.dataset.edition
        old, new = str(self.old.start), str(self.year.start)
        id_ = edition.id.replace(old, new) if old in edition.id else f"{edition.id}-{new}"
        yield self._move(("dataset", "id"), f'"{id_}"')
        yield self._move(("dataset", "fiscal-year"), new)
        regime = "ordinance" if self.year.start < _FIRST_NATIONAL_YEAR else "national-act"
        if regime != edition.regime:
            yield self._move(("dataset", "regime"), f'"{regime}"')
            self._ask(_REGIME)
        if not self.has_mark:
            yield self._symbol()

    def _symbol(self) -> Edit:
        """Return the edit that declares the mark, after the last symbol or after the head."""
        name = "symbols" if "symbols" in self.raw else "dataset"
        ends = [
            self.document.span((name, *below[:depth])).end
            for below, _ in _leaves(self.raw[name])
            for depth in range(1, len(below) + 1)
        ]
        pair = f'{self.mark} = "not-entered"'
        if not ends and self.layout.is_pair((name,)):
            return self.layout.replaced((name,), f"{{ {pair} }}")
        end = max(ends, default=self.document.span((name,)).end)
        line = self.layout.text[end:].partition("\n")[0]
        if ends and line.lstrip()[:1] in (",", "}"):
            if name == "symbols":
                return Edit(end, end, f", {pair}")
            end = self.layout.pair((name,)).end
            return Edit(end, end, f"\nsymbols.{pair}")
        is_dotted = not self.layout.text.startswith("[", self.document.span((name,)).key)
        above = "symbols." if is_dotted else "" if name == "symbols" else "\n[symbols]\n"
        return Edit(end + len(line), end + len(line), f"\n{above}{pair}")

    def _sources(self) -> Iterator[Edit]:
        removed = [
            ("sources", index, key)
            for index, source in enumerate(self.raw["sources"])
            for key in _OF_ONE_ISSUE
            if key in source
        ]
        yield from map(self.layout.removed, removed)
        if removed:
            self._ask(_SOURCE, keys=", ".join(dict.fromkeys(str(keys[-1]) for keys in removed)))

    # Tables -----------------------------------------------------------------------------------------------

    def _cells(self, table: Table) -> Iterator[Edit]:
        counted = {check.names for check in table.checks}
        for row in table.all_rows:
            for cell in row.cells.values():
                if cell.column.role in NUMBER_ROLES or cell.column.id in counted:
                    yield from self._emptied(cell)
                elif isinstance(cell.value, Month | FiscalYear):
                    yield from self._period(cell, cell.value)

    def _emptied(self, cell: Cell) -> Iterator[Edit]:
        keys = cell.origin.keys
        notes = (*keys, "notes")
        mark = self.mark
        if cell.own_marks:  # without its place on a cell, a note would be about the whole table
            mark = f'{{ status = "not-entered", notes = {self.layout.value(notes)} }}'
        if self.layout.is_pair(keys):
            yield self.layout.replaced(keys, mark)
            return
        span = self.document.span(keys)
        if self.layout.text.startswith("[", span.key):
            raise UnderAHeader(cell)
        first, *others = self._written_below(keys)
        start, end = self.layout.pair(first)
        name = self.layout.text[start : self.document.span(first).key].rpartition(".")[0]
        depth = len(first) - len(keys) - 1  # of cards.correction.value two parts belong to the value
        name = name.rsplit(".", depth)[0] if depth else name
        yield Edit(start, end, f"{name} = {mark}")
        yield from map(self.layout.removed, others)

    def _written_below(self, keys: Keys) -> list[Keys]:
        """Return the pairs that a cell with dotted keys is written as."""
        raw: Any = self.raw
        for key in keys:
            raw = raw[key]
        found: list[Keys] = []
        for key in raw:
            inner = (*keys, key)
            found += [inner] if self.layout.is_pair(inner) else self._written_below(inner)
        return found

    def _period(self, cell: Cell, value: Month | FiscalYear) -> Iterator[Edit]:
        keys = cell.origin.keys
        years = {value.year, value.fiscal_year.start} if isinstance(value, Month) else {value.start}
        if isinstance(value, Month):
            new = f'"{value._replace(year=value.year + self.by).iso}"'
        else:
            new = str(value.start + self.by)
        yield self._move((*keys, "value") if cell.given else keys, new)
        if cell.given is None:
            return
        fiscal = {value.start} if isinstance(value, FiscalYear) else set()
        printed = self.layout.value((*keys, "printed"))
        moved = shifted(printed, fiscal, years, self.by)
        if moved != printed:
            yield self._move((*keys, "printed"), moved)
        elif names_a_year(printed) or printed.strip("\"'").isdecimal():
            self._ask(_KEPT, where=cell.address, text=cell.given)

    def _checks(self, table: Table) -> Iterator[Edit]:
        pinned = [check for check in table.checks if check.expected]
        for check in pinned:
            yield self.layout.removed((*check.origin.keys, "expect"))
        if pinned:
            self._ask(_PINS, table=table.label)

    def _ask_about(self, table: Table) -> None:
        roles = {column.role for column in table.columns if not column.codes}
        if Role.DIMENSION in roles:
            self._ask(_ROWS, table=table.label, year=self.old.words)
        counted = {check.names for check in table.checks}
        kept = [column.label for column in table.columns if column.role is Role.TEXT and column.id not in counted]
        for label in kept:
            self._ask(_TEXTS, table=table.label, column=label, year=self.old.words)
        for note in table.notes:
            self._ask(_NOTE, table=table.label, mark=note.mark)

    def _addresses(self) -> Iterator[Edit]:
        """Yield the edits of the addresses that name rows by a year or a month that was moved."""
        moving = {each.id for each in self.dataset.tables if _PERIODS & {column.role for column in each.columns}}
        for keys, value in _strings(self.raw):
            table = keys[1] if keys[0] == "tables" else value.partition(".")[0]
            is_address = _ADDRESSES & {keys[-1], *keys[-2:-1]} or keys[2:3] + keys[-2:-1] == ("checks", "rows")
            if table not in moving or keys[0] not in ("tables", "series") or not is_address:
                continue
            new = ".".join(self._moved_part(part) for part in value.split("."))
            if new != value:
                yield self._move(keys, f'"{new}"')

    def _moved_part(self, part: str) -> str:
        if re.fullmatch(r"\d{4}", part):
            return str(int(part) + self.by)
        month = Month.parse(part)
        return month._replace(year=month.year + self.by).iso if month else part

    # Texts ------------------------------------------------------------------------------------------------

    def _titles(self) -> Iterator[Edit]:
        fiscal, calendar = {self.old.start}, {self.old.start, self.old.start + 1}
        for keys, value in _strings(self.raw):
            if not _is_title(keys):
                continue
            written = self.layout.value(keys)
            new = shifted(written, fiscal, calendar, self.by)
            if new != written:
                yield self._move(keys, new)
            elif names_a_year(value):
                self._ask(_KEPT, where=_name(keys), text=value)

    def _claims(self) -> Iterator[Edit]:
        if not self.dataset.claims:
            return
        self._ask(_CLAIMS, count=len(self.dataset.claims))
        if self.layout.is_pair(("claims",)):
            yield from self.layout.commented(*self.layout.pair(("claims",)))
            return
        for index in range(len(self.dataset.claims)):
            keys = ("claims", index)
            start = self.document.span(keys).start
            ends = (self.document.span((*keys, *below)).end for below, _ in _leaves(self.raw["claims"][index]))
            yield from self.layout.commented(start, max(ends))

    def _ask_about_other_texts(self) -> None:
        for keys, value in _strings(self.raw):
            is_label = keys[-1] in ("ja", "en", "unit") and not _is_title(keys)
            if is_label and keys[0] != "claims" and "rows" not in keys and names_a_year(value):
                self._ask(_KEPT, where=_name(keys), text=value)
        for comment in comments(self.layout.text):
            if names_a_year(comment):
                self._ask(_COMMENT, text=comment)

    def _move(self, keys: Keys, new: str) -> Edit:
        edit = self.layout.replaced(keys, new)
        self.moved.append(Moved(_name(keys), self.layout.value(keys).strip("\"'"), new.strip("\"'")))
        return edit

    def _ask(self, template: Text, **facts: object) -> None:
        self.questions.append(Message(template, facts))


def _is_title(keys: Keys) -> bool:
    return keys[0] != "claims" and bool(_TITLES & {keys[-1], *keys[-2:-1]})


def _strings(raw: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield all texts of a tree with their keys."""
    return ((at, leaf) for at, leaf in _leaves(raw, keys) if isinstance(leaf, str))


def _leaves(raw: Any, keys: Keys = ()) -> Iterator[tuple[Keys, Any]]:
    if isinstance(raw, dict | list):
        for key, inner in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from _leaves(inner, (*keys, key))
    else:
        yield keys, raw


def _name(keys: Keys) -> str:
    return ".".join(str(key) for key in keys)


_REGIME = Text(
    en="the legal frame changed in fiscal 2023: do the tables, words and any-regime of the series still hold?",
    ja="2023 年度に法的枠組みが変わりました。表、用語、系列の any-regime はそのままでよいですか",
)
_SOURCE = Text(
    en="the source: its {keys} were taken out; which tables does the new page have, and which numbers does it skip?",
    ja="出典の {keys} を除きました。新しい紙面の表番号と、飛んでいる番号を確かめてください",
)
_KEPT = Text(en="{where} names a year and was kept: {text}", ja="{where} は年を含みますが、そのままです: {text}")
_COMMENT = Text(en="a comment names a year and was kept: {text}", ja="コメントは年を含みますが、そのままです: {text}")
_ROWS = Text(en="{table}: the rows are those of {year}", ja="{table}の行は{year}のものです")
_TEXTS = Text(en="{table}: the texts under {column} are those of {year}", ja="{table}の「{column}」は{year}のものです")
_NOTE = Text(en="{table}: is {mark} still printed, word for word?", ja="{table}の{mark}は、同じ文面で載っていますか")
_PINS = Text(
    en="{table}: the figures that a note explains are to be pinned again (expect), once they are entered",
    ja="{table}の注が説明する数値(expect)は、入力してから固定し直してください",
)
_CLAIMS = Text(
    en="{count} claims of the prose were made comments; write those of the new page",
    ja="本文の記述 {count} 件をコメントにしました。新しい紙面の記述を書いてください",
)
