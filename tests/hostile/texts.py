"""Files that are no TOML, subtly no TOML, in other encodings, or bombs."""

from collections.abc import Iterator

from tests.conftest import FY2020
from tests.hostile.case import FINE, FOUND, REFUSED, Case, of_content, table

GOOD = table()
KEYED = '{ id = "k", ja = "K", role = "dimension" }, { id = "n", ja = "N" }, { id = "m", ja = "M" }'


def keyed_rows(count: int) -> str:
    """Return rows of KEYED that no sum fits."""
    return ", ".join(f'{{ k = {{ id = "r{number}", ja = "x" }}, n = 1, m = 2 }}' for number in range(count))


def not_toml() -> Iterator[Case]:
    contents: dict[str, str | bytes] = {
        "nothing": "",
        "blanks": " \n\t\n",
        "a comment": "# nothing",
        "JSON": '{"format": 1, "dataset": {}}',
        "YAML": "format: 1\ndataset:\n  - id: x\n",
        "HTML": "<!DOCTYPE html>\n<html><body>表6</body></html>",
        "XML": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        "CSV": "month,updates\n2020-04,5774\n",
        "Python": "import os\nos.system('true')\n",
        "a shell script": "#!/bin/sh\nexec true\n",
        "an archive": b"PK\x03\x04" + bytes(range(256)),
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "a pickle": b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94.",
        "zeros": bytes(1000),
        "all bytes": bytes(range(256)),
        "a conflict of git": f"<<<<<<< ours\n{GOOD}=======\n{GOOD}>>>>>>> theirs\n",
        "an escape": "\x1b]0;title\x07\x1b[31m",
        "commands of runners": "::error::x\n##[error]x\n##vso[task.complete]x\n",
    }
    return (of_content("not TOML", name, content) for name, content in contents.items())


def subtle() -> Iterator[Case]:
    changes = {
        "a missing quote": ('"表X"', '"表X'),
        "a typographic quote": ('"表X"', "“表X”"),
        "a full-width equals sign": ("label = ", "label ＝ "),
        "full-width digits": ("n = 1", "n = １"),
        "a thousands separator": ("n = 1", "n = 1,000"),
        "a leading zero": ("n = 1", "n = 01"),
        "a number without a fraction": ("n = 1", "n = 1."),
        "two underscores": ("n = 1", "n = 1__0"),
        "a month without quotes": ("n = 1", "n = 2020-04"),
        "a day that is none": ("n = 1", "n = 2021-02-30"),
        "an hour that is none": ("n = 1", "n = 25:00:00"),
        "a year of zero": ("n = 1", "n = 0000-01-01"),
        "True": ("n = 1", "n = True"),
        "null": ("n = 1", "n = null"),
        "nothing after the equals sign": ("n = 1", "n = "),
        "a bare word": ("n = 1", "n = one"),
        "a key in Japanese": ("n = 1", "件数 = 1"),
        "an open list": ("rows = [{ n = 1 }]", "rows = [{ n = 1 }"),
        "an open table": ("rows = [{ n = 1 }]", "rows = [{ n = 1 ]"),
        "a line break in an inline table": ("{ n = 1 }", "{ n = 1\n}"),
        "an unknown escape": ('"題"', '"\\q"'),
        "an escape of a surrogate": ('"題"', '"\\ud800"'),
        "an escape beyond Unicode": ('"題"', '"\\U00110000"'),
        "a control character": ('"題"', '"\x01"'),
        "a tab that is an escape": ('"題"', '"\x1b[31m"'),
        "a lone carriage return": ("label", "\rlabel"),
        "a header without its end": ("[tables.x]", "[tables.x"),
        "a header twice": ("[tables.x]", "[tables.x]\n[tables.x]"),
        "a header of nothing": ("[tables.x]", "[]"),
        "a table that is a value": ("[tables.x]", "[format.x]"),
        "a list that is a table": ("[tables.x]", "[[dataset]]"),
        "a dotted key into a value": ("label", "title.ja = 1\nlabel"),
        "something after the value": ("n = 1 }]", "n = 1 }] x"),
        "a comma first": ("{ n = 1 }", "{ , n = 1 }"),
        "an open text of several lines": ('"題"', '"""題'),
    }
    for name, (old, new) in changes.items():
        yield of_content("subtly wrong TOML", name, GOOD.replace(old, new, 1))


def encodings() -> Iterator[Case]:
    kind = "encodings"
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp932", "euc-jp", "iso2022_jp"):
        yield of_content(kind, encoding, GOOD.encode(encoding))
    good = GOOD.encode()
    yield of_content(kind, "a cut character", good[: good.index("題".encode()) + 2])
    yield of_content(kind, "a continuation byte", good.replace("題".encode(), b"\x80"))
    yield of_content(kind, "an overlong slash", good.replace("題".encode(), b"\xc0\xaf"))
    yield of_content(kind, "a surrogate in UTF-8", good.replace("題".encode(), b"\xed\xa0\x80"))
    yield of_content(kind, "a byte beyond Unicode", good.replace("題".encode(), b"\xf5\x80\x80\x80"))
    yield of_content(kind, "a NUL", good.replace("題".encode(), b"\x00"))
    yield of_content(kind, "two byte-order marks", b"\xef\xbb\xbf" * 2 + good)
    yield of_content(kind, "a byte-order mark inside", good.replace(b"label", b"\xef\xbb\xbflabel"))
    yield of_content(kind, "a byte-order mark", b"\xef\xbb\xbf" + good, FINE)
    yield of_content(kind, "carriage returns and newlines", good.replace(b"\n", b"\r\n"), FINE)


def bombs() -> Iterator[Case]:
    kind = "bombs"
    lists = {
        "a megabyte": ("#" * 1_000_000, False),
        "one byte over the limit": ("#" * 250_001, False),
        "lists in lists": (f"{GOOD}a = {'[' * 50_000}", True),
        "closed lists in lists": (f"{GOOD}a = {'[' * 1_000}{']' * 1_000}", True),
        "lists that the parser bears": (f"{GOOD}a = {'[' * 200}{']' * 200}", True),
        "tables in tables": (f"{GOOD}a = {'{a=' * 1_000}1{'}' * 1_000}", True),
        "a key of 100,000 parts": (f"{GOOD}{'.'.join('a' * 100_000)} = 1", True),
        "a header of 10,000 parts": (f"[{'.'.join('a' * 10_000)}]\n{GOOD}", True),
        "a header of 33 parts": (f"{GOOD}[{'.'.join('a' * 33)}]", True),
        "an integer of 100,000 digits": (GOOD.replace("n = 1", f"n = {'9' * 100_000}"), True),
        "an integer of 100,000 hexadecimal digits": (GOOD.replace("n = 1", f"n = 0x{'f' * 100_000}"), True),
        "20,000 keys": ("\n".join(f"a{number} = 1" for number in range(20_000)), True),
        "16,000 misspelt keys": ("\n".join(f"forma{number} = 1" for number in range(16_000)), True),
        "a key of 200,000 characters": (f"{'a' * 200_000} = 1", True),
        "a key of 10,000 lines": (f'"{chr(92)}n{"x" * 9}' * 10_000 + '" = 1', True),
        "10,000 tables": (GOOD + "\n".join(f"[tables.t{number}]" for number in range(10_000)), True),
        "10,000 columns": (table(", ".join('{id="a",ja="x"}' for _ in range(10_000))), True),
        "a text of 20,000 characters": (GOOD.replace("題", "題" * 20_000), True),
        "2,000 negative counts": (table(KEYED, keyed_rows(2_000).replace("n = 1", "n = -1")), True),
        "notes by cells": (table(KEYED, keyed_rows(1_500), _notes(400)), True),
        "checks by rows": (table(KEYED, keyed_rows(1_500), _checks(400)), True),
        "pins by rows": (table(KEYED, keyed_rows(1_000), _notes(1) + _pins(1_000)), True),
        "claims by rows": (table(KEYED, keyed_rows(1_500), after=_claims(500)), True),
        "series by rows": (table(KEYED, keyed_rows(1_500), after=_series(400)), True),
        "501 claims": (table(after=_claims(501)), True),
    }
    for name, (text, has_place) in lists.items():
        yield of_content(kind, name, text, has_place=has_place)
    yield of_content(kind, "an integer of five digits in 400 tables", _many_tables(400), FOUND)
    yield of_content(kind, "300 figures that are wrong", table(KEYED, keyed_rows(300), _checks(1)), FOUND)
    wide = ", ".join(f'{{ id = "a{number}", ja = "{"é" * 200}", role = "text" }}' for number in range(300))
    texts = ", ".join(f'a{number} = "{"、" * 100}"' for number in range(300))
    yield of_content(kind, "300 wide columns", table(wide, f"{{ {texts} }}"), FINE)
    yield of_content(kind, "a heading of 9,900 characters", GOOD.replace('"N"', f'"{"é" * 9_900}"'), FINE)
    yield of_content(kind, "a thousand repeats of the shipped file", FY2020.read_text(encoding="utf-8") * 8)


def _notes(count: int) -> str:
    notes = ", ".join(f'{{ mark = "{number}", reason = "other", ja = "x" }}' for number in range(count))
    return f"notes = [{notes}]\n"


def _checks(count: int) -> str:
    check = '{ parts = ["n"], whole = "m" }'
    return f"checks = [{', '.join([check] * count)}]\n"


def _pins(count: int) -> str:
    pins = ", ".join(f'{{ row = "r{number}", parts = 1, whole = 2 }}' for number in range(count))
    return f'checks = [{{ parts = ["n"], whole = "m", explained-by = "0", expect = [{pins}] }}]\n'


def _claims(count: int) -> str:
    return "\n".join(f'[[claims]]\nja = "x"\nequals = {{ "x.r{number}.n" = 1 }}' for number in range(count))


def _series(count: int) -> str:
    return "\n".join(
        f'[[series]]\nid = "s{number}"\nkind = "flow"\nmeasure = "x.r{number}.n"' for number in range(count)
    )


def _many_tables(count: int) -> str:
    more = "\n".join(
        f'[tables.t{number}]\nlabel = "{number}"\ntitle = "題"\n'
        'columns = [{ id = "n", ja = "N" }]\nrows = [{ n = 12345 }]'
        for number in range(count)
    )
    return table(after=more)


def edges() -> Iterator[Case]:
    counts = {
        "-0": FINE,
        "0": FINE,
        "999_999_999_999_999": FINE,
        "0x10": FINE,
        "-1": REFUSED,
        "1_000_000_000_000_000": REFUSED,
        "9223372036854775808": REFUSED,
        "1e3": REFUSED,
        "1.0": REFUSED,
        "nan": REFUSED,
        "-inf": REFUSED,
    }
    for number, code in counts.items():
        yield of_content("edges", f"a count of {number}", GOOD.replace("n = 1", f"n = {number}"), code)
    rates = {
        "-0.0": FINE,
        "0.000000001": FINE,
        "999999999999999.0": FINE,
        "1e-13": REFUSED,
        "1e-99999999": REFUSED,
        "1e-999999999999999999": REFUSED,
        "1e2": REFUSED,
        "1e999": REFUSED,
        "1e999999999": REFUSED,
        "nan": REFUSED,
        "inf": REFUSED,
        "1000000000000000.0": REFUSED,
        f"0.{'1' * 1000}": REFUSED,
    }
    rate = '{ id = "n", ja = "N", role = "rate" }'
    for number, code in rates.items():
        yield of_content("edges", f"a rate of {number[:20]}", table(rate, f"{{ n = {number} }}"), code)
    months = {
        "2020-04": FOUND,
        "1886-04": FOUND,
        "2999-12": FOUND,
        "1800-04": REFUSED,
        "0000-01": REFUSED,
        "9999-12": REFUSED,
        "２０２０-04": REFUSED,
        "2020-13": REFUSED,
        "2020-04\\n": REFUSED,
    }
    month = '{ id = "k", ja = "月", role = "month" }, { id = "n", ja = "N" }'
    for text, code in months.items():
        yield of_content("edges", f"the month {text}", table(month, f'{{ k = "{text}", n = 1 }}'), code)
    for year, code in {1885: REFUSED, 1886: FINE, 2999: FINE, 3000: REFUSED}.items():
        yield of_content("edges", f"the fiscal year {year}", GOOD.replace("= 2020", f"= {year}"), code)
    yield of_content("edges", "no rows", table(rows=""), FINE)
    yield of_content("edges", "a total without rows", table(rows="", more="total = { n = 1 }"), FINE)
    yield of_content("edges", "a total of nothing", table(more="total = { }"), FINE)
    yield of_content("edges", "no columns", table("", "{ }"))
    yield of_content("edges", "an area code in other digits", GOOD.replace("132047", "１３２０４７"))
