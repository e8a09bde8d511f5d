"""The number in a cell of a draft."""

from collections.abc import Mapping
from decimal import Decimal

from privstat.model import Number


def number_of(cell: object) -> Number | None:
    """Return the number that a cell of a draft holds, or None."""
    value = cell.get("value") if isinstance(cell, Mapping) else cell
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
