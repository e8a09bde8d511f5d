"""Files of the right shape that contradict themselves."""

from collections.abc import Iterator

from tests.hostile.case import FINE, FOUND, REFUSED, Case, of_content, table

COLUMNS = """
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A", under = "both" }, { id = "b", ja = "B", under = "both" }, { id = "c", ja = "C" },
  { id = "t", ja = "T", role = "text" },
"""
ROWS = '{ year = 2019, a = 1, b = 2, c = 3, t = "x" }, { year = 2020, a = 0, b = 0, c = 0, t = "y" }'
AROUND = """
spanners = [{ id = "both", ja = "両方" }]
total = { year = "計", a = 1, b = 2, c = 3 }
notes = [{ mark = "注", at = ["both"], reason = "overlap", ja = "…" }]
"""


def contradictions() -> Iterator[Case]:
    kind = "contradictions"
    checks = {
        "a total of a total": ('total = "a", rows = ["total"]', FINE),
        "checks in a circle": ('parts = ["a"], whole = "b" }, { parts = ["b"], whole = "a"', FOUND),
        "a whole that is its only part": ('parts = ["a"], whole = "a"', REFUSED),
        "a whole among its parts": ('parts = ["a", "b"], whole = "a"', REFUSED),
        "a whole under the heading of its parts": ('parts = ["both"], whole = "a"', REFUSED),
        "a part twice": ('parts = ["a", "a"], whole = "c"', REFUSED),
        "a part and the heading over it": ('parts = ["both", "a"], whole = "c"', REFUSED),
        "parts that are texts": ('parts = ["t"], whole = "c"', REFUSED),
        "a whole that is a heading": ('parts = ["a"], whole = "both"', REFUSED),
        "a whole that is a year": ('parts = ["a"], whole = "year"', REFUSED),
        "a total of texts": ('total = "t"', REFUSED),
        "names that are counts": ('count = "a", names = "b"', REFUSED),
        "two kinds at once": ('parts = ["a"], whole = "c", total = "a"', REFUSED),
        "no kind at all": ('explained-by = "注"', REFUSED),
        "a row that is not there": ('parts = ["a"], whole = "c", rows = ["1999"]', REFUSED),
        "a pin without a note": ('parts = ["both"], whole = "c", expect = { parts = 1, whole = 2 }', REFUSED),
        "a pin to other figures": (
            'parts = ["a"], whole = "c", explained-by = "注", expect = { parts = 9, whole = 9 }',
            FOUND,
        ),
        "a pin to huge figures": (
            'parts = ["a"], whole = "c", explained-by = "注", expect = { parts = 1e99, whole = 9 }',
            REFUSED,
        ),
        "two pins of one row": (
            'parts = ["both"], whole = "c", explained-by = "注", expect = '
            '[{ row = "2019", parts = 3, whole = 3 }, { row = "2019", parts = 4, whole = 3 }]',
            FINE,
        ),
        "a note that is not there": ('parts = ["a"], whole = "c", explained-by = "注9"', REFUSED),
    }
    for name, (check, code) in checks.items():
        yield of_content(kind, name, table(COLUMNS, ROWS, f"{AROUND}checks = [{{ {check} }}]"), code)
    notes = {
        "a note on itself": ('at = ["注"]', REFUSED),
        "a note on a note": ('at = ["x.notes"]', REFUSED),
        "a note on everything": ('at = ["*"]', FINE),
        "a note on all of everything": ('at = ["*.*.*.*"]', REFUSED),
        "a note twice at one place": ('at = ["a", "a"]', FINE),
    }
    for name, (at, code) in notes.items():
        yield of_content(kind, name, table(COLUMNS, ROWS, AROUND.replace('at = ["both"]', at)), code)
    after = {
        "a claim on a text": '[[claims]]\nja = "…"\nequals = { "x.2019.t" = 1 }',
        "a claim on a year": '[[claims]]\nja = "…"\nequals = { "x.2019.year" = 1 }',
        "a claim on a whole table": '[[claims]]\nja = "…"\nequals = { "x" = 1 }',
        "a claim of two kinds": '[[claims]]\nja = "…"\nvalue = 1\nequals = { "x.2019.a" = 1 }',
        "a claim of nothing": '[[claims]]\nja = "…"\nequals = { }\nvalue = 1',
        "a series of two columns": '[[series]]\nid = "s"\nkind = "flow"\nmeasure = "x.both"',
        "a series of texts": '[[series]]\nid = "s"\nkind = "flow"\nmeasure = "x.t"',
        "a series of everything": '[[series]]\nid = "s"\nkind = "flow"\nmeasure = "x.*"',
        "a series twice": '[[series]]\nid = "s"\nkind = "flow"\nmeasure = "x.a"\n' * 2,
    }
    for name, text in after.items():
        yield of_content(kind, name, table(COLUMNS, ROWS, AROUND, after=text))
    yield of_content(
        kind,
        "claims that contradict each other",
        table(
            COLUMNS,
            ROWS,
            AROUND,
            after="".join(f'[[claims]]\nja = "…"\nequals = {{ "x.2019.a" = {n} }}\n' for n in (1, 2)),
        ),
        FOUND,
    )
    rows = {
        "a row twice": f"{ROWS}, {ROWS}",
        "a row called total": ROWS.replace("2019", '"total"'),
        "a row without a cell": ROWS.replace("a = 1, ", ""),
        "a value where there is none": ROWS.replace("a = 1", 'a = { value = 1, status = "suppressed" }'),
        "no value where there is one": ROWS.replace("a = 1", 'a = { status = "revised" }'),
        "a symbol that nobody declared": ROWS.replace("a = 1", 'a = "▲"'),
    }
    for name, text in rows.items():
        yield of_content(kind, name, table(COLUMNS, text, AROUND))
    yield of_content(kind, "more of which than there is", table(rows="{ n = { value = 1, of-which = 2 } }"), FOUND)
