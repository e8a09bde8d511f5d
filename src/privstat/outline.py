"""The outline of a table in a file: the names that addresses use, before there is a model."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from privstat.codelists import KEY_ROLES, NUMBER_ROLES, Role
from privstat.model import TOTAL, Target, target_of

Raw = Mapping[str, Any]  # a table of the file whose shape is known to be right


class Outline(NamedTuple):
    """The names inside a table that addresses can use."""

    columns: Mapping[str, Raw]
    spanners: frozenset[str]
    row_keys: list[tuple[str, ...]]
    total: frozenset[str]  # the columns that have a printed total

    def target(self, address: str) -> Target | None:
        """Return what an address names, or None."""
        return target_of(address, {*self.columns, *self.spanners}, self.row_keys)

    def names(self) -> list[str]:
        """Return the names of columns, spanners and rows, to offer where one is misspelt."""
        return [*self.columns, *self.spanners, *(".".join(key) for key in self.row_keys if key)]

    def with_role(self, roles: Iterable[Role]) -> list[str]:
        """Return the ids of the columns with one of some roles."""
        return [id_ for id_, column in self.columns.items() if role_of(column) in roles]

    def figures(self, address: str) -> list[tuple[str, ...]]:
        """Return the row keys of the figures that an address names, one for each figure; the total only by name."""
        target = self.target(address)
        if target is None:
            return []
        columns = {
            id_ for id_ in self.with_role(NUMBER_ROLES) if target.column in ("", id_, self.columns[id_].get("under"))
        }
        return [
            key
            for key in self.row_keys
            if target.covers_row(key) and (target.row or key != (TOTAL,))
            for _ in (columns & self.total if key == (TOTAL,) else columns)
        ]

    def years(self, row_keys: list[tuple[str, ...]]) -> list[str]:
        """Return the fiscal years of some rows; "" where the table has no column of years."""
        roles = [role for role in map(role_of, self.columns.values()) if role in KEY_ROLES]
        if Role.FISCAL_YEAR not in roles:
            return [""] * len(row_keys)
        return [key[roles.index(Role.FISCAL_YEAR)] for key in row_keys if key != (TOTAL,)]


def outline_of(table: Raw) -> Outline:
    """Return the outline of a table whose shape is right."""
    columns = {column["id"]: column for column in table["columns"]}
    key_columns = [id_ for id_, column in columns.items() if role_of(column) in KEY_ROLES]
    row_keys = [tuple(key_part(row.get(id_)) for id_ in key_columns) for row in table["rows"]]
    total = table.get("total", {})
    return Outline(
        columns,
        frozenset(spanner["id"] for spanner in table.get("spanners", ())),
        [*row_keys, (TOTAL,)] if total else row_keys,
        frozenset(id_ for id_ in total if id_ in columns),
    )


def role_of(column: Raw) -> Role:
    """Return what a column holds."""
    return Role(column.get("role", Role.COUNT))


def key_part(cell: Any) -> str:
    """Return what a cell of a key column adds to the key of its row."""
    if isinstance(cell, dict):
        cell = cell.get("id", cell.get("value"))
    return str(cell)
