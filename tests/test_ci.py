"""The hook and the action work as docs/ci.md says; the runner's part is played here."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import FY2020, ROOT, Call

ACTION = ROOT / "action.yml"
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL))
SCHEMAS = {
    ".github/workflows/statistics.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "action.yml": "vendor.github-actions",
}


def loaded(text: str) -> Any:
    return YAML(typ="safe").load(text)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_ci_services_read_keeps_to_their_schemas(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file.yml"
    file.write_text(SNIPPETS.get(name) or ACTION.read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(file)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_guide_tells_every_input_of_the_action_and_its_default() -> None:
    rows = re.findall(r"^\| (`.*?) \| .* \| (.*) \|$", GUIDE, re.MULTILINE)
    told = {name: default.strip("`") for names, default in rows for name in re.findall("`([a-z-]+)`", names)}
    inputs = {name: each["default"] for name, each in loaded(ACTION.read_text(encoding="utf-8"))["inputs"].items()}
    assert list(told) == list(inputs)
    assert {name: default for name, default in told.items() if inputs[name]} == {
        name: default for name, default in inputs.items() if default
    }
    workflow = loaded(SNIPPETS[".github/workflows/statistics.yml"])
    used = [step for step in workflow["jobs"]["validate"]["steps"] if "privstat" in step["uses"]]
    assert set(used[0]["with"]) <= set(inputs)


HOOKS = {hook["id"]: hook for hook in loaded((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def words_of(hook: dict[str, Any]) -> list[str]:
    program, *words = hook["entry"].split()
    assert program == "privstat"
    return [*words, *hook.get("args", [])]


def test_the_guide_tells_every_hook_and_hooks_are_about_the_files_of_the_folder() -> None:
    (entry,) = loaded(SNIPPETS[".pre-commit-config.yaml"])["repos"]
    assert sorted(each["id"] for each in entry["hooks"]) == sorted(HOOKS)
    for hook in HOOKS.values():
        for path, chosen in (("data/fy2020.toml", True), ("data/a/b.toml", True), ("x/data/y.toml", False)):
            assert bool(re.search(hook["files"], path)) is chosen


def test_the_hook_validates_the_folder(call: Call) -> None:
    hook = HOOKS["privstat-validate"]
    assert not hook["pass_filenames"]
    assert call(*words_of(hook)).code == 0


def test_the_hook_puts_the_files_that_it_is_given_into_their_form(call: Call, tmp_path: Path) -> None:
    words = words_of(HOOKS["privstat-fmt"])
    assert call(*words, str(FY2020)) == (0, "", "")
    path = tmp_path / "loose.toml"
    path.write_text(FY2020.read_text(encoding="utf-8").replace(" = ", "="), encoding="utf-8")
    assert call(*words, "--check", str(path)).code == 1
    assert call(*words, str(path)).code == 0  # pre-commit sees that the file has changed
    assert call(*words, "--check", str(path)).code == 0


def played(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Play a runner: run the last step of the action in a folder, with what it is given."""
    action = loaded(ACTION.read_text(encoding="utf-8"))
    inputs = {name: given.get(name.replace("-", "_"), each["default"]) for name, each in action["inputs"].items()}
    programs = folder / "runner temp" / "privstat" / "bin"
    programs.mkdir(parents=True, exist_ok=True)
    program = programs / "privstat"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m privstat "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    step = action["runs"]["steps"][-1]
    assert "${{" not in step["run"]
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: inputs[found[1]], value)
        for name, value in step["env"].items()
    }
    environment |= {"RUNNER_TEMP": str(folder / "runner temp")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, env=dict(os.environ) | environment, cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fy2020.toml").write_text(FY2020.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_the_action_annotates_and_writes_reports(folder: Path) -> None:
    ran = played(folder, sarif_file="a.sarif", junit_file="my reports.xml")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("::notice file=data/fy2020.toml,line=126,")
    assert '"version": "2.1.0"' in (folder / "a.sarif").read_text(encoding="utf-8")
    assert "<testsuites " in (folder / "my reports.xml").read_text(encoding="utf-8")


def test_the_action_fails_as_the_command_does_and_has_written_its_reports(folder: Path) -> None:
    (folder / "data" / "x.toml").write_text("x = \n", encoding="utf-8")
    ran = played(folder, sarif_file="a.sarif", format="text")
    assert ran.returncode == 2
    assert "x.toml:1:5: S001 not-toml" in ran.stderr
    assert '"executionSuccessful": false' in (folder / "a.sarif").read_text(encoding="utf-8")


def test_inputs_of_the_action_are_data(folder: Path) -> None:
    for name in ("paths", "select", "fail_on", "lang", "format", "sarif_file"):
        ran = played(folder, **{name: '$(touch pwned); `touch pwned`\n"; touch pwned; "'})
        assert (ran.returncode == 0) is (name == "sarif_file")  # which is an odd name, but a name
        assert not (folder / "pwned").exists()
    assert played(folder, paths="--help\n").returncode == 2
    assert "the input paths is empty" in played(folder, paths=" \n".strip()).stderr
