"""What a table is broken down by: its columns, its headings, the items of its dimensions, and how these change."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from privstat.codelists import Role
from privstat.model import Code, Column, Dataset, Row, Table
from privstat.once import once
from privstat.place import Origin
from privstat.prose import plain
from privstat.words import Text


class Category(NamedTuple):
    """A column, a spanner or an item; `parent` is what it stands under, and the beginning of the id of an item."""

    id: str
    label: Text
    parent: str
    origin: Origin

    @property
    def words(self) -> tuple[str, str]:
        """What it is called on the page, and under what."""
        return self.parent, plain(self.label.ja)


class CategoryList(NamedTuple):
    """All columns of a table, all spanners, or all items of a dimension."""

    name: Text
    categories: tuple[Category, ...]
    origin: Origin


class Changes(NamedTuple):
    """How one list differs from the same list of an earlier page; the pairs are earlier and later.

    Where nothing differs, everything is empty.
    """

    added: tuple[Category, ...]
    removed: tuple[Category, ...]
    renamed: tuple[tuple[Category, Category], ...]
    moved: tuple[tuple[Category, Category], ...]  # what is called the same has another id


class Succession(NamedTuple):
    """A list of a table beside the same list of the table before it."""

    before: Table
    here: Table
    list: CategoryList
    changes: Changes


def tables_by_id(publisher: Iterable[Dataset]) -> Iterable[Sequence[Table]]:
    """Return the tables of one id that follow each other in the datasets of a publisher, for each id."""
    found: dict[str, list[Table]] = {}
    for dataset in publisher:
        for table in dataset.tables:
            found.setdefault(table.id, []).append(table)
    return found.values()


@once
def successions(publisher: Sequence[Dataset]) -> tuple[Succession, ...]:
    """Return the lists of the tables that follow each other in the datasets of a publisher."""
    return tuple(
        Succession(before, here, now, changes(old[name], now))
        for tables in tables_by_id(publisher)
        for (before, old), (here, new) in pairwise((table, category_lists(table)) for table in tables)
        for name, now in new.items()
        if name in old
    )


def category_lists(table: Table) -> dict[str, CategoryList]:
    """Return the lists of a table, by the ids of dimensions; those of columns and spanners have signs for names."""
    columns = [Category(each.id, each.label, each.under or "", each.origin) for each in table.columns]
    place = table.origin.at("spanners")
    spanners = [Category(each.id, each.label, "", place.at(index)) for index, each in enumerate(table.spanners)]
    lists = {
        "*": CategoryList(Text(en="columns", ja="列"), tuple(columns), table.origin.at("columns")),
        "**": CategoryList(Text(en="headings over columns", ja="列の上の見出し"), tuple(spanners), place),
    }
    dimensions = [column for column in table.columns if column.role is Role.DIMENSION]
    for level, column in enumerate(dimensions):
        items = tuple(_items(table, dimensions[: level + 1]))
        name = column.label if column.label.ja else Text(column.id)
        lists[column.id] = CategoryList(name, items, table.origin.at("rows"))
    return lists


def _items(table: Table, dimensions: Sequence[Column]) -> Iterator[Category]:
    """Yield the items of the last of some dimensions, each once under each item of those before it."""
    *outer, column = dimensions
    if column.codes:
        for index, code in enumerate(column.codes):
            yield Category(code.id, code.label, "", column.origin.at("codes", index))
        return
    found: dict[str, Category] = {}
    for row in table.rows:
        cell = row.cells[column.id]
        assert isinstance(cell.value, Code)
        parent = "".join(f"{_id(row, each)}." for each in outer)
        item = Category(parent + cell.value.id, cell.value.label, parent, cell.origin)
        found.setdefault(item.id, item)
    yield from found.values()


def _id(row: Row, column: Column) -> str:
    value = row.cells[column.id].value
    assert isinstance(value, Code)
    return value.id


def changes(before: CategoryList, here: CategoryList) -> Changes:
    """Return how a list has changed."""
    if [each[:3] for each in before.categories] == [each[:3] for each in here.categories]:  # as nearly always
        return Changes((), (), (), ())
    old, new = ({each.id: each for each in side.categories} for side in (before, here))
    moved = tuple(_moved(before.categories, here.categories))
    gone, come = {each.id for each, _ in moved}, {each.id for _, each in moved}
    return Changes(
        added=tuple(each for id_, each in new.items() if id_ not in old and id_ not in come),
        removed=tuple(each for id_, each in old.items() if id_ not in new and id_ not in gone),
        renamed=tuple(
            (each, new[id_])
            for id_, each in old.items()
            if id_ in new and plain(each.label.ja) != plain(new[id_].label.ja) and id_ not in gone | come
        ),
        moved=moved,
    )


def _moved(before: Iterable[Category], here: Iterable[Category]) -> Iterator[tuple[Category, Category]]:
    """Yield those that are called the same and have other ids, as long as each stands alone with its name."""
    old, new = _by_words(before), _by_words(here)
    for words in old:
        if words[1] and len(old[words]) == len(new.get(words, ())) == 1:
            pair = old[words][0], new[words][0]
            if pair[0].id != pair[1].id:
                yield pair


def _by_words(categories: Iterable[Category]) -> dict[tuple[str, str], list[Category]]:
    found: dict[tuple[str, str], list[Category]] = {}
    for each in categories:
        found.setdefault(each.words, []).append(each)
    return found
