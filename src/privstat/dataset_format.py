"""The dataset format, version 1: which keys a file has and what each may hold.

Everything about the format is made from this declaration: the check of a file, the JSON Schema that editors
use (docs/dataset.schema.json) and the lists of keys in docs/dataset-format.md. The words of the closed lists
come from the model.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from privstat.codelists import Reason, Role, Status
from privstat.flaws import Flaw
from privstat.model import SUBTOTAL
from privstat.period import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR
from privstat.place import Keys
from privstat.shapes import (
    Choice,
    Date,
    Field,
    ListOf,
    MapOf,
    Number,
    OneOf,
    Record,
    Shape,
    String,
    Truth,
    Whole,
)
from privstat.words import Text

FORMAT = 1
REGIMES = ("ordinance", "national-act")
MOST = 500  # tables, and columns, codes and the like of one table; rows may be as many as the file has room for
KINDS = ("flow", "stock")

STRING = String()
ID = String(
    r"[a-z0-9]+(-[a-z0-9]+)*",
    Text(en="an id of small letters, digits and hyphens", ja="id(英小文字・数字・ハイフン)"),
    "external-provision",
    64,
)
ADDRESS = String(r"[a-z0-9*-]+(\.[a-z0-9*-]+)*", Text(en="an address", ja="アドレス"), "annex2.2020.cards", 200)
CONCEPT = String(r"[a-z0-9-]+:[a-z0-9-]+", Text(en="a concept", ja="概念"), "outcome:full", 130)
CODE = String(r"[0-9]{6}", Text(en="an area code of six digits in quotes", ja="6 桁の団体コード"), '"132047"')
MONTH = String(r"(188[6-9]|189[0-9]|19[0-9]{2}|2[0-9]{3})-(0[1-9]|1[0-2])", Text(en="a month", ja="月"), '"2020-04"')
SHA256 = String(r"[0-9a-f]{64}", Text(en="a SHA-256 in hexadecimal", ja="16 進の SHA-256"), "9f86d081…")
COUNT = Whole()  # which every column of figures may hold
YEAR = Whole(FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR)

_JA = Field(STRING, "the text in Japanese, as printed", required=True)
_EN = Field(STRING, "the text in English")
TEXT = OneOf((STRING, Record({"ja": _JA, "en": _EN})))
_LABEL = {"ja": _JA, "en": _EN}
_ID = Field(ID, "the name by which it is asked for", required=True)


def _statuses() -> Choice:
    return Choice(tuple(Status))


def _number_cell(number: Shape) -> OneOf:
    full = Record(
        {
            "value": Field(number, "the figure; left out where the status says that there is none"),
            "printed": Field(STRING, "the figure as printed, where it is more than the digits: 46,896件"),
            "status": Field(_statuses(), "what the value or the lack of one means; normal where it is left out"),
            "of-which": Field(Whole(), "the part of the value that stands in brackets: 120 (3)"),
            "notes": Field(ListOf(STRING, 1), "marks of the notes that hang on this cell"),
            "correction": Field(
                Record({"value": Field(number, "what the figure should be", required=True), **_LABEL}),
                "a known misprint: what should stand there and why; the printed figure is kept",
            ),
        }
    )
    symbol = String(longest=20, name=Text(en="a symbol in quotes", ja="引用符で囲んだ記号"))
    return OneOf((number, symbol, full))


def _printed_cell(value: Shape, what: str) -> OneOf:
    printed = Field(STRING, "as printed: 2年8月")
    return OneOf((value, Record({"value": Field(value, what, required=True), "printed": printed})))


_WORDS = OneOf((STRING, ListOf(STRING, 1)))
CELLS: dict[Role, Shape] = {
    Role.COUNT: _number_cell(COUNT),
    Role.CHANGE: _number_cell(Whole(-(10**15) + 1)),
    Role.RATE: _number_cell(Number()),
    Role.DIMENSION: OneOf(
        (
            String(ID.pattern, Text(en="the id of a code", ja="コードの id"), "law", 64),
            Record({"id": _ID, **_LABEL, "concept": Field(CONCEPT, "the shared code that it stands for")}),
        )
    ),
    Role.MONTH: _printed_cell(MONTH, "the month"),
    Role.FISCAL_YEAR: _printed_cell(YEAR, "the fiscal year, as the year in which it starts"),
    Role.TEXT: OneOf(
        (
            STRING,
            ListOf(STRING, 1),
            Record(
                {
                    "ja": Field(_WORDS, "one text or a list of them, as printed", required=True),
                    "en": Field(_WORDS, "the same in English"),
                }
            ),
        )
    ),
}


SUBTOTAL_LABEL = Record(
    {
        "id": _ID,
        **_LABEL,
        "of": Field(ListOf(ADDRESS, 1), "the rows that it adds up; those above it where they are left out"),
    }
)


class Row(NamedTuple):
    """A table with a key for each column; what may stand there depends on the column, so `load` looks at it."""

    types: tuple[type, ...] = (dict,)
    name: Text = Text(en="a table { … }", ja="テーブル { … }")

    def flaws(self, value: object, keys: Keys) -> Sequence[Flaw]:  # noqa: ARG002 — see the docstring
        return ()

    def schema(self) -> dict[str, object]:
        cells: list[dict[str, object]] = []
        for shape in CELLS.values():
            cells.extend(each for each in _alternatives(shape) if each not in cells)
        return {
            "type": "object",
            "properties": {SUBTOTAL: {"anyOf": [SUBTOTAL_LABEL.schema(), *cells]}},
            "patternProperties": {f"^(?!{SUBTOTAL}$)(?:{ID.pattern})$": {"anyOf": cells}},
            "additionalProperties": False,
        }


def _alternatives(shape: Shape) -> list[dict[str, object]]:
    return [each.schema() for each in shape.shapes] if isinstance(shape, OneOf) else [shape.schema()]


COLUMN = Record(
    {
        "id": _ID,
        "ja": Field(STRING, "the heading as printed; a group column has none"),
        "en": _EN,
        "role": Field(Choice(tuple(Role)), "what the column holds; count where it is left out"),
        "unit": Field(TEXT, "the unit of this column, where it is not that of the table"),
        "under": Field(ID, "the spanner above the heading"),
        "concept": Field(CONCEPT, "the shared code that the column stands for"),
        "codes": Field(
            ListOf(Record({"id": _ID, **_LABEL, "concept": Field(CONCEPT, "the shared code")}), 1, MOST),
            "the items of a dimension, where rows name them by id",
        ),
        "group": Field(Truth(), "true for a dimension printed as a heading line over its rows"),
        "formula": Field(
            Record(
                {
                    "sum": Field(
                        ListOf(ID, 1), "the columns, or spanners, that are added above the line", required=True
                    ),
                    "over": Field(ListOf(ID, 1), "those that are added below it", required=True),
                    "percent": Field(Truth(), "false for a ratio that is not in per cent"),
                }
            ),
            "what a rate is made of: (A+B)÷(A+B+C)×100",
        ),
        "rounded-to": Field(Number(Decimal("1e-9")), "the unit that figures are rounded to, if not their last digit"),
        "separator": Field(STRING, "what stands between the items of a list in print; 、 where it is left out"),
    }
)

NOTE = Record(
    {
        "mark": Field(String(longest=20), "the mark as printed, without brackets: 注1", required=True),
        "at": Field(ListOf(ADDRESS, 1), "what the note hangs on; the whole table where it is left out"),
        "reason": Field(Choice(tuple(Reason)), "why the note stands there: what the numbers may do", required=True),
        **_LABEL,
    }
)

_IDS = ListOf(ID, 1, MOST)
_EXPECTED = Record(
    {
        "row": Field(ADDRESS, "the row, where there are several"),
        "parts": Field(Number(), "what the parts add up to", required=True),
        "whole": Field(Number(), "the whole as printed", required=True),
    }
)
CHECK = Record(
    {
        "parts": Field(_IDS, "columns, or spanners for the columns under them, that add up"),
        "whole": Field(ID, "the column that they add up to, in every row"),
        "total": Field(ID, "the column whose printed total is explained; with `rows`, whose subtotals are"),
        "count": Field(ID, "the column that counts the names"),
        "names": Field(ID, "the text column whose names are counted"),
        "rows": Field(ListOf(ADDRESS, 1), "the rows that the check is about, where it is not all of them"),
        "pending": Field(_IDS, "columns with cases still open: added to the parts"),
        "carried": Field(_IDS, "columns with cases from last year: added to the whole"),
        "excludes": Field(_IDS, "columns among the parts that the whole leaves out"),
        "includes": Field(_IDS, "columns outside the parts that the whole contains"),
        "explained-by": Field(STRING, "the mark of the note that explains why the sum differs"),
        "expect": Field(
            OneOf((_EXPECTED, ListOf(_EXPECTED, 1))),
            "the figures that the explanation covers, and no others",
        ),
    }
)

TABLE = Record(
    {
        "label": Field(String(longest=40), "the number as printed: 表6", required=True),
        "title": Field(TEXT, "the title as printed", required=True),
        "unit": Field(TEXT, "the unit of the figures"),
        "as-of": Field(TEXT, "the date that the figures are of, as printed"),
        "section": Field(ID, "the section of the page"),
        "source": Field(ID, "the source, where the dataset has several"),
        "columns": Field(ListOf(COLUMN, 1, MOST), "the columns in the printed order", required=True),
        "spanners": Field(ListOf(Record({"id": _ID, **_LABEL}), 1, MOST), "headings over several columns"),
        "rows": Field(ListOf(Row()), "the rows and subtotals in the printed order", required=True),
        "total": Field(Row(), "the printed total row"),
        "notes": Field(ListOf(NOTE, 1, MOST), "the footnotes in the printed order"),
        "checks": Field(ListOf(CHECK, 1, MOST), "relations between the figures"),
    }
)

DATASET = Record(
    {
        "format": Field(Whole(FORMAT, FORMAT), "the version of this format", required=True),
        "dataset": Field(
            Record(
                {
                    "id": _ID,
                    "fiscal-year": Field(YEAR, "the year in which the fiscal year starts", required=True),
                    "title": Field(TEXT, "what the page is about", required=True),
                    "area": Field(
                        Record({"code": Field(CODE, "全国地方公共団体コード", required=True), **_LABEL}),
                        "the municipality",
                        required=True,
                    ),
                    "regime": Field(Choice(REGIMES), "the legal frame of the figures", required=True),
                }
            ),
            "what was published",
            required=True,
        ),
        "symbols": Field(
            MapOf(String(longest=20), _statuses(), MOST), "printed symbols that stand for a status: － = nil"
        ),
        "sources": Field(
            ListOf(
                Record(
                    {
                        "id": _ID,
                        "title": Field(TEXT, "the title of the publication", required=True),
                        "tables": Field(
                            ListOf(STRING, 1, MOST), "every table number that the page prints", required=True
                        ),
                        "absent": Field(ListOf(STRING, 1, MOST), "table numbers that the page skips"),
                        "ignored": Field(
                            ListOf(
                                Record(
                                    {
                                        "text": Field(STRING, "a stretch of the page, word for word", required=True),
                                        "why": Field(TEXT, "why its numbers are not captured", required=True),
                                    }
                                ),
                                1,
                                MOST,
                            ),
                            "stretches of the page whose numbers are no figures",
                        ),
                        "url": Field(String(r"https?://\S+", Text(en="a web address", ja="URL"), "https://…"), "where"),
                        "published": Field(Date(), "the date of publication"),
                        "retrieved": Field(Date(), "the date on which it was captured"),
                        "page": Field(STRING, "the page or pages"),
                        "licence": Field(STRING, "the terms of use"),
                        "sha256": Field(SHA256, "the checksum of an archived copy"),
                    }
                ),
                1,
                MOST,
            ),
            "the publications that the figures were captured from",
            required=True,
        ),
        "sections": Field(
            MapOf(
                ID,
                Record(
                    {
                        "heading": Field(TEXT, "the heading of the section"),
                        "office": Field(TEXT, "the office that answers for it"),
                        "extension": Field(STRING, "its telephone extension"),
                    }
                ),
            ),
            "the sections of the page",
        ),
        "tables": Field(MapOf(ID, TABLE, MOST), "the tables in the printed order", required=True),
        "series": Field(
            ListOf(
                Record(
                    {
                        "id": _ID,
                        "title": Field(TEXT, "what is followed; the column's heading where it is left out"),
                        "measure": Field(ADDRESS, "the address of the figure: annex2.cards", required=True),
                        "kind": Field(Choice(KINDS), "whether it counts a year or a state", required=True),
                        "any-regime": Field(Truth(), "true where the figure does not depend on the legal frame"),
                    }
                ),
                1,
                MOST,
            ),
            "the figures that are followed over the years",
        ),
        "claims": Field(
            ListOf(
                Record(
                    {
                        "id": Field(ID, "a name, where other files refer to the claim"),
                        **_LABEL,
                        "equals": Field(MapOf(ADDRESS, Number()), "the cells that the prose repeats"),
                        "value": Field(Number(), "the figure, where no table has it"),
                        "unit": Field(TEXT, "the unit of the value"),
                    }
                ),
                1,
                MOST,
            ),
            "figures that the page states in its prose",
        ),
    }
)


def json_schema() -> dict[str, object]:
    """Return the JSON Schema (draft 7) of a dataset file."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "privstat dataset",
    } | DATASET.schema()
