"""How an answer leaves the program."""

import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO, TypeVar

from privstat import registry
from privstat.errors import PrivstatError
from privstat.sheet import View
from privstat.visible import COMMAND, visible, visible_in_json, without_commands
from privstat.words import Language, message

_NARROWEST = 20  # columns; nothing is laid out for less
_WIDEST = 10_000  # no terminal has more; $COLUMNS may say anything
_FOR_PROGRAMS = ("csv", "tsv", "toml")
_JSON = ("json", "sarif", "ess")
_XML = ("junit",)
_COMMANDS = ("github",)  # lines that a runner is to obey; what comes from files is escaped in them
_FEWEST_FOR_A_BAR = 50
_STAND_INS = str.maketrans({"█": "#", "×": "x", "…": "...", **dict.fromkeys("▏▎▍▌▋▊▉", "")})

T = TypeVar("T")


class UnwritableCharacter(PrivstatError):
    """A character that the encoding of standard output does not have, in a format that must not lose it."""

    def __init__(self, error: UnicodeEncodeError) -> None:
        character = error.object[error.start]
        super().__init__(
            message(
                en="the output's encoding {encoding} has no '{character}' (U+{code:04X}); PYTHONUTF8=1 makes it UTF-8",
                ja="出力の文字コード {encoding} に「{character}」(U+{code:04X})がありません。"
                "PYTHONUTF8=1 で UTF-8 になります",
                encoding=error.encoding,
                character=character,
                code=ord(character),
            )
        )


def answer(view: View, lang: Language, format_name: str) -> None:
    """Print a result on standard output: in colour only as text on a terminal, which alone needs Rich."""
    output = sys.stdout
    width = _width()
    if format_name == "text" and _in_colour():
        from privstat import terminal

        _on_unwritable(output, "backslashreplace")
        terminal.show(view.sheets(lang), output, width)
        return
    write(registry.module("exporters", format_name).export(view, lang, width), format_name)


def write(text: str, format_name: str) -> None:
    """Print a text in a form; of the forms that programs read, no character is lost in silence."""
    output = sys.stdout
    if not _is_utf8(output):
        text = _in_what_there_is(text, format_name, output)
    if format_name in _JSON and "##" in text:
        text = visible_in_json(text, COMMAND)
    # People can do with an escape in place of a character; programs would not notice that it was another.
    _on_unwritable(output, "strict" if format_name in _FOR_PROGRAMS else "backslashreplace")
    try:
        output.write(text if format_name in _COMMANDS else without_commands(text))
    except UnicodeEncodeError as error:
        raise UnwritableCharacter(error) from None


def complain(text: str) -> None:
    """Print the message of an error, or what else is no result, on standard error."""
    sys.stdout.flush()
    print(without_commands(visible(text)), file=sys.stderr)


def progress(items: Iterable[T], count: int) -> Iterable[T]:
    """Return the items; while many are made, a bar shows how far they are, where standard error is a terminal."""
    if count < _FEWEST_FOR_A_BAR or not sys.stderr.isatty():
        return items
    from privstat.terminal import with_bar

    return with_bar(items, count)


def _in_colour() -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0")
    return forced or (sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown"))


def _width() -> int | None:
    """Return $COLUMNS, else the width of the terminal, else None: what is piped does not depend on a window."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns[:9]) <= _WIDEST:
        return max(int(columns), _NARROWEST)
    if not sys.stdout.isatty():
        return None
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
    except OSError:  # a terminal that does not tell
        return 80


def _is_utf8(output: TextIO) -> bool:
    return (output.encoding or "utf-8").lower().replace("_", "-") in ("utf-8", "utf8")


def _in_what_there_is(text: str, format_name: str, output: TextIO) -> str:
    """Return the text with escapes or stand-ins for what the output lacks, where the format has such."""
    if format_name in _JSON:  # who reads it expects UTF-8, of which ASCII is a part
        return visible_in_json(text, "[^\x00-\x7f]+")
    if format_name in _XML:
        return text.encode("ascii", "xmlcharrefreplace").decode()
    if format_name in _FOR_PROGRAMS or _writable(text, output):
        return text
    return text.translate(_STAND_INS)


def _writable(text: str, output: TextIO) -> bool:
    try:
        text.encode(output.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _on_unwritable(output: TextIO, errors: str) -> None:
    if isinstance(output, io.TextIOWrapper):
        output.reconfigure(errors=errors)
