"""The documents say what is so: made parts are fresh, examples run, links lead somewhere."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from privstat import registry
from privstat.cli import COMMANDS
from privstat.codelists import Reason, Role, Status
from privstat.load import load_text
from privstat.validate import validation
from tests import documents
from tests.conftest import ROOT, Call, Golden

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def test_the_pages_made_from_the_code_are_fresh(golden: Golden, call: Call) -> None:
    golden(DOCS / "rules.md", documents.rules())
    golden(DOCS / "dataset.schema.json", call("schema").out)
    page = DOCS / "dataset-format.md"
    golden(page, documents.dataset_format(page.read_text(encoding="utf-8")))


def test_the_small_dataset_of_the_format_page_is_valid() -> None:
    text = (DOCS / "dataset-format.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    found = validation([load_text(text)])
    assert [finding.outcome.value for finding in found.findings] == ["explained"]


def test_the_closed_lists_stand_whole_on_the_format_page() -> None:
    text = (DOCS / "dataset-format.md").read_text(encoding="utf-8")
    schema = (DOCS / "dataset.schema.json").read_text(encoding="utf-8")
    for word in (*Status, *Reason, *Role):
        assert f"`{word.value}`" in text
        assert f'"{word.value}"' in schema


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_documents_run(page: Path, call: Call) -> None:
    """Every `privstat …` line in a console block ends as it is said to: with 0, or as a comment says."""
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for line in re.findall(r"^\$ privstat ([^|>\n#]*)(?:# exit (\d))?", block, re.MULTILINE):
            words, code = shlex.split(line[0]), int(line[1] or 0)
            assert call(*words).code == code, line[0]


def test_every_command_and_format_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"privstat {name}" in readme
    for form in (*registry.names("exporters"), *registry.names("reports")):
        assert f"`{form}`" in readme


def test_the_readme_has_exactly_two_lines_to_set_up() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^python3 -m venv .*$", readme, re.MULTILINE)) == 2


def test_every_word_of_the_public_model_is_in_the_glossary() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    words = "Catalog Dataset Table Column Row Cell Status Footnote Check Series Claim Rule Finding Place FiscalYear Era"
    for word in words.split():
        assert re.search(rf"\*\*{word}\b", glossary), word


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only git knows which files are the project's")
def test_the_project_names_no_machine_and_no_registry() -> None:
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
    for name in files.stdout.decode().splitlines():
        content = (ROOT / name).read_bytes()
        for word in (b"/root/", b"/home/", b"pythonhosted", b"file:///"):
            assert word not in content or name == "tests/test_docs.py", f"{name} contains {word.decode()}"


def test_the_version_stands_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    from privstat import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
