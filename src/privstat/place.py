"""Where something stands: in a file at line and column, and in the tree that the file holds."""

from typing import NamedTuple, Protocol

Keys = tuple[str | int, ...]  # ("tables", "table6", "rows", 0, "requests")


class Place(NamedTuple):
    """A place in a file; line and column count from 1, columns in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Spot(NamedTuple):
    """A place with what stands there: the whole line, and how many of its characters are meant."""

    place: Place
    length: int
    line: str


class Places(Protocol):
    """A file that can tell where its keys stand."""

    path: str

    def place(self, keys: Keys) -> Place:
        """Return the place of the value at `keys`."""
        ...

    def spot(self, keys: Keys) -> Spot:
        """Return the place of the value at `keys`, with its line."""
        ...


class Origin(NamedTuple):
    """What something was made from; its place is looked up only when it is asked for."""

    document: Places
    keys: Keys

    @property
    def place(self) -> Place:
        """The place in the file."""
        return self.document.place(self.keys)

    @property
    def spot(self) -> Spot:
        """The place in the file, with its line."""
        return self.document.spot(self.keys)

    def at(self, *keys: str | int) -> "Origin":
        """Return the origin of something inside."""
        return Origin(self.document, (*self.keys, *keys))
