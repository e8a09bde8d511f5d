import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from privstat import registry
from privstat.sheet import Heading, Line, Sheet
from privstat.words import Language

texts = st.text(max_size=12)
values = texts | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.none()


class Sample(NamedTuple):
    """A view of one record."""

    record: Mapping[str, object]

    def as_object(self) -> dict[str, object]:
        return {"record": self.record}

    def records(self) -> tuple[Sequence[str], Sequence[Mapping[str, object]]]:
        return list(self.record), [self.record]

    def sheets(self, lang: Language) -> Sequence[Sheet]:
        texts = tuple(str(value) for value in self.record.values())
        return [
            Sheet(
                title=f"{lang} {texts[0]}",
                headings=tuple(Heading(text) for text in texts),
                lines=(Line(texts), Line(texts[:1], "group")),
                notes=((texts[0], texts[-1]),),
            )
        ]


samples = st.lists(values, min_size=1, max_size=4).map(
    lambda row: Sample({f"c{index}": value for index, value in enumerate(row)})
)


def exported(form: str, view: Sample) -> str:
    text: str = registry.module("exporters", form).export(view, "en")
    return text


@given(samples)
def test_json_is_read_back_as_it_was(view: Sample) -> None:
    back = json.loads(exported("json", view))["record"]
    for name, value in view.record.items():
        assert back[name] == (float(value) if isinstance(value, Decimal) else value)


@given(samples)
def test_csv_is_read_back_with_numbers_exact_and_formulas_inert(view: Sample) -> None:
    names, row = csv.reader(io.StringIO(exported("csv", view)))
    assert names == list(view.record)
    for value, text in zip(view.record.values(), row, strict=True):
        if isinstance(value, int | Decimal):
            assert Decimal(text) == value
        elif value is None:
            assert text == ""
        else:
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(samples)
def test_tsv_is_one_line_a_record_with_as_many_fields(view: Sample) -> None:
    lines = exported("tsv", view).split("\n")
    assert len(lines) == 3
    assert {line.count("\t") for line in lines[:2]} == {len(view.record) - 1}


@given(samples)
def test_nothing_that_a_terminal_obeys_is_written_in_any_format(view: Sample) -> None:
    for form in registry.names("exporters"):
        hidden = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
        assert not re.search(hidden, exported(form, view).replace("\r\n", "\n")), form


@given(samples)
def test_markdown_has_as_many_cells_in_every_row_and_runs_no_html(view: Sample) -> None:
    text = exported("md", view)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in rows}) <= 1
    assert not re.search(r"<(?!br>)", text)


def test_the_formats_are_those_that_the_readme_names() -> None:
    assert registry.names("exporters") == ("csv", "json", "md", "text", "tsv")
