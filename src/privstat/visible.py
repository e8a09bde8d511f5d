"""Untrusted text made visible: control characters are shown as escapes and never reach a terminal."""

import re

HIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # bidi controls, invisible characters
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"  # lone surrogates, what is no character in XML, tags
)
# What a runner of continuous integration takes for a command: at the start of a line, or anywhere in it.
_COMMAND_LINE = r"(?m)^(\s*)::"
COMMAND = r"##(?=\[|vso\[)"


def visible(text: str) -> str:
    """Return the text with every control and invisible character as \\x1b or \\u202e; tab and newline stay."""
    if text.isprintable():  # in Python's sense: neither control nor format character, nor an unusual space
        return text
    return re.sub(HIDDEN, lambda found: _escape(found[0]), text)


def one_line(text: str) -> str:
    """Return the visible text with spaces for newlines and tabs."""
    return re.sub(r"\s*[\n\t]\s*", " ", visible(text)) if "\n" in text or "\t" in text else visible(text)


def without_commands(text: str) -> str:
    """Return the text with no line that a runner of continuous integration would obey."""
    if "::" not in text and "##" not in text:
        return text
    return re.sub(COMMAND, r"\\x23#", re.sub(_COMMAND_LINE, r"\1\\x3a:", text))


def visible_in_json(text: str, unwanted: str = HIDDEN) -> str:
    """Return JSON text with unwanted characters, which stand only in its strings, as escapes of JSON."""
    return re.sub(unwanted, lambda found: "".join(f"\\u{unit:04x}" for unit in _utf16(found[0])), text)


def _utf16(text: str) -> tuple[int, ...]:
    import struct

    content = text.encode("utf-16-be", "surrogatepass")
    return struct.unpack(f">{len(content) // 2}H", content)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
