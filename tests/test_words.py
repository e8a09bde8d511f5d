import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from privstat.words import Later, Text, message, preferred_language
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_a_text_falls_back_to_the_other_language() -> None:
    assert Text("表6").to("en") == "表6"
    assert Text("", "Outcome").to("ja") == "Outcome"
    assert Text("開示", "Disclosed").to("en") == "Disclosed"


def test_the_parts_of_a_message_follow_its_language() -> None:
    inner = message(en="{n:,} rows", ja="{n:,} 行", n=1234)
    later = Later(lambda: Text(en="now", ja="今"))
    outer = message(
        en="{what}: {inner} {later}", ja="{what}は{inner} {later}", what=Text("表", "table"), inner=inner, later=later
    )
    assert outer.to("en") == "table: 1,234 rows now"
    assert outer.to("ja") == "表は1,234 行 今"


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("ja", {"PRIVSTAT_LANG": "en"}, "ja"),
        (None, {"PRIVSTAT_LANG": "ja", "LANG": "en_GB.UTF-8"}, "ja"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "ja_JP.UTF-8", "LANG": "C"}, "ja"),
        (None, {"LANG": "ja_JP.UTF-8"}, "ja"),
        (None, {"LC_ALL": "", "LANG": "ja"}, "ja"),
        (None, {"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_option_comes_before_the_environment_before_the_locale(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert preferred_language(asked, environment) == language


def _bilingual_calls(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, English and Japanese of every Text(...) and message(...) that is written out in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Text", "message"):
            words = {each.arg: each.value for each in node.keywords if each.arg in ("en", "ja")}
            constants = {name: value.value for name, value in words.items() if isinstance(value, ast.Constant)}
            if constants:
                yield node.lineno, str(constants.get("en", "")), str(constants.get("ja", ""))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_of_the_program_is_there_in_both_languages_with_the_same_blanks(path: Path) -> None:
    for line, english, japanese in _bilingual_calls(path):
        assert english, f"{path}:{line} has no English"
        assert japanese, f"{path}:{line} has no Japanese"
        assert _blanks(english) == _blanks(japanese), f"{path}:{line}"


def _blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_the_program_speaks_both_languages_in_more_than_a_hundred_places() -> None:
    assert sum(1 for path in SOURCES for _ in _bilingual_calls(path)) > 100
