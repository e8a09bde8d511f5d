"""Numbers as Excel shows them, for the formats that statistics use; no number is changed without a word about it."""

import re
from decimal import ROUND_HALF_UP, Decimal

_IGNORED = r"\[(?:Red|Black|Blue|Green|White|Color ?\d+|\$[^\]]*)\]"
_TOKEN = re.compile(rf'"(?P<quoted>[^"]*)"|\\(?P<one>.)|_.|\*.|{_IGNORED}|(?P<rest>.)')
_PLAIN = " -+,、。△▲円件枚人%％"  # stand for themselves between the digits and the text


def shown(value: float, code: str) -> tuple[str, str]:
    """Return a number as a format shows it, and the format; with the exact number where that is not to be seen.

    A format that is not understood shows the exact number.
    """
    number = Decimal(repr(value)) if isinstance(value, int) else Decimal(format(value, ".15g"))
    exact = f"{number.normalize():f}"
    if not code or code.lower() == "general":
        return exact, ""
    text, is_exact = _formatted(number, code)
    return (exact, code) if text is None else (text, code if is_exact else f"{code} = {exact}")


def _formatted(number: Decimal, code: str) -> tuple[str | None, bool]:
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    at = 1 if number < 0 else 2 if number == 0 else 0
    section = sections[at] if at < min(len(sections), 3) else sections[0]
    has_sign_of_its_own = at == 1 and len(sections) > 1
    pieces = _pieces(section)
    if pieces is None or (has_sign_of_its_own and "(" in "".join(pieces)):
        return None, True
    before, digits, after = pieces
    if not digits:  # a zero that is shown as a dash
        return before.strip(), False
    plain = digits.rstrip(",")
    whole, _, decimals = plain.partition(".")
    wanted = number * 100 ** after.count("%") * Decimal(1000) ** (len(plain) - len(digits))
    rounded = wanted.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}".zfill(_width(whole, decimals))
    for _ in range(decimals.count("#")):
        text = text.removesuffix("0")
    sign = "-" if rounded < 0 and not has_sign_of_its_own else ""
    is_exact = rounded == wanted and digits == plain
    return f"{sign}{before}{text.removesuffix('.')}{after}".strip(), is_exact


def _width(whole: str, decimals: str) -> int:
    """Return how many characters a number has at the least: 0000 shows 12 as 0012."""
    return whole.count("0") + (len(decimals) + 1 if decimals else 0)


def _pieces(section: str) -> tuple[str, str, str] | None:
    """Return what stands before the digits, the digits, and what stands behind, or None where there is more to it."""
    pieces = ["", "", ""]
    at = 0
    for token in _TOKEN.finditer(section):
        literal = token["quoted"] or token["one"] or ""
        rest = token["rest"] or ""
        if rest and rest in "0#?.,":
            if at == 2:
                return None
            at = 1
            pieces[1] += rest.replace("?", "#")
        elif rest and not (rest in _PLAIN or rest in "()"):
            return None
        elif literal or rest:
            at = 2 if at else 0
            pieces[at] += literal or rest
    before, digits, after = pieces
    is_plain = re.fullmatch(r"(?:[#0]+(?:,[#0]+)*(?:\.[#0]*)?,*)?", digits) is not None
    return (before, digits, after) if is_plain and "%" not in before else None
