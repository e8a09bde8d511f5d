"""Slips of the keyboard: lines of the shipped file that are gone, twice, swapped, or have another character."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from privstat import registry
from privstat.batch import inspections
from privstat.validate import all_rules
from privstat.views.findings import FindingsView
from privstat.words import LANGUAGES
from tests.conftest import FY2020

RULES = all_rules()
LINES = FY2020.read_text(encoding="utf-8").splitlines()
CHARACTERS = "\0\n\t \"'[]{}=,.#-+\\01９年é\u202e\x1b😀"


@st.composite
def slips(draw: st.DrawFn) -> str:
    lines = list(LINES)
    at = draw(st.integers(0, len(lines) - 2))
    match draw(st.sampled_from(["gone", "twice", "swapped", "character"])):
        case "gone":
            del lines[at]
        case "twice":
            lines.insert(at, lines[at])
        case "swapped":
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        case _:
            place = draw(st.integers(0, len(lines[at])))
            width = draw(st.integers(0, 2))
            lines[at] = lines[at][:place] + draw(st.sampled_from(CHARACTERS)) + lines[at][place + width :]
    return "\n".join(lines) + "\n"


@settings(max_examples=60)
@given(slips())
def test_a_slip_is_a_fault_with_a_place_or_a_dataset_in_every_form(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.toml"
        path.write_text(text, encoding="utf-8")
        (found,) = inspections([str(path)], RULES)
    for finding in found.findings:
        assert finding.sentence.en
        assert 1 <= finding.places[0].line <= text.count("\n") + 1
    for form in registry.names("exporters"):
        for lang in LANGUAGES:
            assert registry.module("exporters", form).export(FindingsView([found], RULES, RULES), lang, 80)
    for form in registry.names("reports"):
        assert registry.module("reports", form).report([found], "ja")
