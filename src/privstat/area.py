"""Codes of municipalities (全国地方公共団体コード): five digits and a check digit."""

_WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(code: str) -> str:
    """Return the sixth digit of a code from its first five."""
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code[:5], strict=True)) % 11
    return str(11 - remainder)[-1]


def is_area_code(code: str) -> bool:
    """Tell whether `code` has six digits, the last of them the right check digit."""
    return len(code) == 6 and code.isascii() and code.isdigit() and code[5] == check_digit(code)
