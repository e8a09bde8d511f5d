"""Sheets in colour on a terminal, with Rich; the only place that knows it."""

from collections.abc import Iterable, Sequence
from typing import IO, TypeVar

from rich.console import Console
from rich.text import Text

from privstat.layout import laid_out
from privstat.sheet import Sheet
from privstat.visible import without_commands

T = TypeVar("T")

_STYLES = {
    "title": "bold",
    "fact": "dim",
    "heading": "bold cyan",
    "rule": "dim",
    "group": "bold",
    "number": "",
    "text": "",
    "total": "bold",
    "subtotal": "bold",
    "mark": "yellow",
    "note": "yellow",
    "remark": "",
    "warning": "yellow",
    "error": "bold red",
    "excerpt": "dim",
    "hint": "",
    "example": "green",
}


def show(sheets: Sequence[Sheet], file: IO[str], width: int | None = None) -> None:
    """Print sheets in colour, in lines of at most `width` columns; None is as long as they need to be."""
    # What is a terminal, and how wide it is, was decided before Rich was imported.
    show_on(Console(file=file, force_terminal=True), sheets, width)


def with_bar(items: Iterable[T], count: int) -> Iterable[T]:
    """Yield the items, with a bar on standard error that goes away at the end."""
    from rich.progress import Progress

    # Without a thread that draws: processes are forked while the items are made.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=count)
        for number, item in enumerate(items, 1):
            yield item
            is_new = number * 100 // count > (number - 1) * 100 // count
            progress.update(task, completed=number, refresh=is_new)


def show_on(console: Console, sheets: Sequence[Sheet], width: int | None = None) -> None:
    """Print sheets on a console of Rich's."""
    for number, sheet in enumerate(sheets):
        if number:
            console.print()
        for line in laid_out(sheet, width):
            # Text objects are never read as markup, and the layout has already broken the lines.
            text = Text.assemble(*((without_commands(piece.text), _STYLES[piece.style]) for piece in line))
            console.print(text, soft_wrap=True, highlight=False, emoji=False)
