"""A case: a bad input, how it is made, and what is expected."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.conftest import dataset_text

REFUSED, FOUND, FINE = 2, 1, 0


class Case(NamedTuple):
    """A bad input of a class. `make` writes it in an empty folder and returns what `validate` is given."""

    kind: str
    name: str
    make: Callable[[Path], str]
    code: int = REFUSED
    has_place: bool = True  # whether the message names a line and a column

    @property
    def id(self) -> str:
        return f"{self.kind}: {self.name}"


def of_content(kind: str, name: str, content: str | bytes, code: int = REFUSED, *, has_place: bool = True) -> Case:
    """Return the case of a file with some content."""

    def make(folder: Path) -> str:
        path = folder / "bad.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        return str(path)

    return Case(kind, name, make, code, has_place)


def table(
    columns: str = '{ id = "n", ja = "N" }', rows: str = "{ n = 1 }", more: str = "", head: str = "", after: str = ""
) -> str:
    """Return a dataset of one table, x; `more` belongs to the table, `head` to the file, `after` comes last."""
    inside = f'label = "表X"\ntitle = "題"\ncolumns = [{columns}]\nrows = [{rows}]\n{more}\n'
    return dataset_text(f"\n{head}\n[tables.x]\n{inside}\n{after}\n")
