"""The plain door and Typer read one declaration, and answer alike."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privstat import cli, commandline, registry, typer_app
from privstat.commandline import Argument, Option, parameters, plain_values
from privstat.words import Text

RUNS = {name: registry.module("commands", name).run for name in cli.COMMANDS}
WORDS = ["table6", "表6", "2020", "-", "", "--", "-5", "a=b", "text", "json", "ja", "fr", "--help", "-h", "--nope"]


def values_of_typer(name: str, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any] | None:
    """Return the values that Typer gives to a command, or None where it refuses the words or shows help."""
    seen: list[dict[str, Any]] = []

    def record(_run: Any, values: dict[str, Any]) -> int:
        seen.append(values)
        return 0

    with monkeypatch.context() as patch:
        patch.setattr(typer_app, "called", record)
        try:
            typer_app.run_with_typer(cli._modules(), Text("x", "x"), [name, *words], "en", "0")
        except typer_app.UsageError:
            return None
    return seen[0] if seen else None


@st.composite
def command_lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a command and words for it: mostly its own options, with values that fit or not, in any order."""
    name = draw(st.sampled_from(sorted(RUNS)))
    known = parameters(RUNS[name])
    words: list[str] = []
    for _ in range(draw(st.integers(0, 4))):
        options = [each for each in known if isinstance(each.declared, Option)]
        with_option: bool = draw(st.booleans())
        if options and with_option:
            option = draw(st.sampled_from(options))
            assert isinstance(option.declared, Option)
            choices = list(option.declared.choices()) if option.declared.choices else []
            value = draw(st.sampled_from([*choices, *WORDS]))
            flag = option.declared.name
            spelt = [[flag]] if option.is_switch else [[flag, value], [f"{flag}={value}"]]
            words += draw(st.sampled_from([*spelt, [flag], [flag[:4]], [f"{flag}=x"]]))
        else:
            words.append(draw(st.sampled_from(WORDS)))
    return name, words


@settings(max_examples=400)
@given(command_lines())
def test_what_the_plain_door_reads_typer_reads_alike(line: tuple[str, list[str]]) -> None:
    name, words = line
    plain = plain_values(RUNS[name], words)
    if plain is not None:
        with pytest.MonkeyPatch.context() as patch:
            assert values_of_typer(name, words, patch) == plain


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", ["table6"]),
        ("show", ["--year", "2020", "table6", "--as-printed", "--lang=ja", "--format", "json"]),
        ("trend", ["mynumber-cards", "--chart", "--json"]),
        ("validate", []),
        ("validate", ["a.toml", "b.toml", "--data", "c"]),
        ("totals", []),
        ("explain", ["T001"]),
        ("diff", ["a.toml", "b.toml", "--format=md"]),
        ("diff", ["-", "b.toml"]),
        ("diff", ["a.toml", "--json", "-"]),
        ("schema", []),
    ],
)
def test_everyday_calls_are_plain(name: str, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = plain_values(RUNS[name], words)
    assert plain is not None
    assert values_of_typer(name, words, monkeypatch) == plain


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", []),
        ("show", ["table6", "table5"]),
        ("show", ["table6", "--help"]),
        ("show", ["table6", "--year"]),
        ("show", ["table6", "--year", "-5"]),
        ("show", ["table6", "--format", "xml"]),
        ("show", ["table6", "--form", "json"]),
        ("show", ["table6", "--json=yes"]),
        ("show", ["--", "table6"]),
        ("show", ["table6", "--year", "-"]),
        ("diff", ["-"]),
        ("list", ["x"]),
    ],
)
def test_everything_else_is_left_to_typer(name: str, words: list[str]) -> None:
    assert plain_values(RUNS[name], words) is None


def test_every_option_of_every_command_does_something() -> None:
    for name, run in RUNS.items():
        for each in parameters(run):
            assert isinstance(each.declared, Argument | Option), name
            assert each.declared.help.en.endswith("."), name
            assert each.declared.help.ja.endswith("。"), name


def test_the_shell_is_offered_tables_series_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = {}
    for name, run in RUNS.items():
        for each in parameters(run):
            if isinstance(each.declared, Argument) and each.declared.complete:
                offered[name] = list(each.declared.complete())
    assert "table6" in offered["show"]
    assert "mynumber-cards" in offered["trend"]
    assert "T001" in offered["explain"]
    monkeypatch.setenv("PRIVSTAT_DATA", "nowhere")
    (show,) = [each.declared.complete for each in parameters(RUNS["show"]) if isinstance(each.declared, Argument)]
    assert show
    assert list(show()) == []


def test_the_declaration_is_all_there_is_to_know() -> None:
    known = {each.name: each for each in parameters(RUNS["show"])}
    assert known["table"].default is ...
    assert known["as_printed"].is_switch
    assert not known["as_printed"].shared
    assert known["lang"].shared
    assert commandline.parameters(RUNS["validate"])[0].is_list
