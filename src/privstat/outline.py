"""The outline of a table in a file: the names that addresses use, before there is a model."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Role
from privstat.model import SUBTOTAL, TOTAL, Target, target_of

Raw = Mapping[str, Any]  # a table of the file whose shape is known to be right
Key = tuple[str, ...]


class Outline(NamedTuple):
    """The names inside a table that addresses can use.

    `row_keys` are those of the rows in the printed order, with subtotals among them and the total last; `sums` are
    the columns that the total and each subtotal have.
    """

    columns: Mapping[str, Raw]
    spanners: frozenset[str]
    row_keys: list[Key]
    sums: Mapping[Key, frozenset[str]]

    @property
    def total(self) -> frozenset[str]:
        """The columns that have a printed total."""
        return self.sums.get((TOTAL,), frozenset())

    @property
    def key_columns(self) -> list[str]:
        """The ids of the columns that make the key of a row."""
        return self.with_role(KEY_ROLES)

    def target(self, address: str) -> Target | None:
        """Return what an address names, or None."""
        return target_of(address, {*self.columns, *self.spanners}, self.row_keys)

    def names(self) -> list[str]:
        """Return the names of columns, spanners and rows, to offer where one is misspelt."""
        return [*self.columns, *self.spanners, *(".".join(key) for key in self.row_keys if key)]

    def with_role(self, roles: Iterable[Role]) -> list[str]:
        """Return the ids of the columns with one of some roles."""
        return [id_ for id_, column in self.columns.items() if role_of(column) in roles]

    def figures(self, address: str) -> list[Key]:
        """Return the row keys of the figures that an address names, one for each figure; of totals only by name."""
        target = self.target(address)
        if target is None:
            return []
        columns = {
            id_ for id_ in self.with_role(NUMBER_ROLES) if target.column in ("", id_, self.columns[id_].get("under"))
        }
        return [
            key
            for key in self.row_keys
            if target.covers_row(key) and (target.row == key or key not in self.sums)
            for _ in columns & self.sums.get(key, columns)
        ]

    def years(self, row_keys: list[Key]) -> list[str]:
        """Return the fiscal years of some rows; "" where the table has no column of years."""
        roles = [role for role in map(role_of, self.columns.values()) if role in KEY_ROLES]
        if Role.FISCAL_YEAR not in roles:
            return [""] * len(row_keys)
        position = roles.index(Role.FISCAL_YEAR)
        return [key[position] for key in row_keys if key != (TOTAL,) and len(key) > position]

    def added_by(self, index: int, row: Raw) -> list[Key]:
        """Return the keys of the rows that the subtotal in this row adds up."""
        own = self.row_keys[index]
        named = [self._named(own, address) for address in dict.fromkeys(row[SUBTOTAL].get("of", ()))]
        return list(dict.fromkeys(key for keys in named for key in keys)) if named else self._above(index)

    def _named(self, own: Key, address: str) -> list[Key]:
        """Return the row of an address, or the rows that share the beginning of their keys."""
        target = Target(tuple(address.split(".")), "")
        exact = [key for key in self.row_keys if key == target.row]
        found = exact or [key for key in self.row_keys if key not in self.sums and target.covers_row(key)]
        return [key for key in found if key not in (own, (TOTAL,))]

    def _above(self, index: int) -> list[Key]:
        """Return the rows above that share the first parts of the key, back to the last subtotal of the same rank.

        The more parts a key has, the lower the rank: the subtotals of each department stand inside that of the city.
        """
        own = self.row_keys[index]
        found = []
        for key in reversed(self.row_keys[:index]):
            if key not in self.sums:
                found += [key] if key[: len(own) - 1] == own[:-1] else []
            elif len(key) <= len(own):
                break
        return found[::-1]


def outline_of(table: Raw) -> Outline:
    """Return the outline of a table whose shape is right."""
    columns = {column["id"]: column for column in table["columns"]}
    key_columns = [id_ for id_, column in columns.items() if role_of(column) in KEY_ROLES]
    keys, sums = [], {}
    for row in table["rows"]:
        if is_subtotal(row, columns):
            given = tuple(key_part(row[id_]) for id_ in key_columns if id_ in row)
            keys.append((*given, key_part(row[SUBTOTAL])))
            sums[keys[-1]] = frozenset(columns.keys() & row.keys())
        else:
            keys.append(tuple(key_part(row.get(id_)) for id_ in key_columns))
    if table.get("total"):
        keys.append((TOTAL,))
        sums[keys[-1]] = frozenset(columns.keys() & table["total"].keys())
    spanners = frozenset(spanner["id"] for spanner in table.get("spanners", ()))
    return Outline(columns, spanners, keys, sums)


def is_subtotal(row: Raw, columns: Iterable[str]) -> bool:
    """Tell whether a row is a subtotal; a column may be called so, too."""
    return SUBTOTAL in row and SUBTOTAL not in columns


def role_of(column: Raw) -> Role:
    """Return what a column holds."""
    return Role(column.get("role", Role.COUNT))


def key_part(cell: Any) -> str:
    """Return what a cell of a key column adds to the key of its row."""
    if isinstance(cell, dict):
        cell = cell.get("id", cell.get("value"))
    return str(cell)
