"""Mutation testing, by hand or at night: would the tests notice if a rule were another one?

    .venv/bin/pip install mutmut
    .venv/bin/python bench/mutation.py FOLDER [PROCESSES]

FOLDER gets a copy of what git knows, in which mutmut changes the rules and what they stand on, one change at a time,
and runs the tests that are about them. Templates of messages are left alone: their words are for people to read, and
the golden files hold them. So are the decorators of rules, which have done their work before mutmut begins. Afterwards
`mutmut results` and `mutmut show NAME`, in FOLDER, tell what survived.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHANGED = [f"src/privstat/{name}.py" for name in ("rules/*", "validate", "relations", "totals", "repair")]
_FAMILIES = ("between", "edges", "notes", "plausibility", "totals", "years")
TESTS = ("rules", *(f"rules_{family}" for family in _FAMILIES), "relations", "totals", "subtotals", "slips", "repair")
CONFIG = """
[tool.mutmut]
source_paths = ["src/privstat/"]
only_mutate = %s
also_copy = ["data", "docs", "bench", "README.md", "CHANGELOG.md"]
do_not_mutate_patterns = ['^\\s*(en|ja)=["f]', 'return lambda .*Rule\\(']
pytest_add_cli_args_test_selection = %s
"""
# mutmut leaves decorated functions alone, and every rule is one.
_RULE = re.compile(r"^@(rule(?:_between)?\(.*\))\ndef (\w+)\(", re.MULTILINE)


def main(folder: Path, processes: str = "1") -> int:
    """Make the copy, run mutmut in it, and return its exit code."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for path in (folder / "src" / "privstat" / "rules").glob("*.py"):
        path.write_text(_undecorated(path.read_text(encoding="utf-8")), encoding="utf-8")
    tests = [f"tests/test_{name}.py" for name in TESTS if (folder / "tests" / f"test_{name}.py").is_file()]
    settings = (folder / "pyproject.toml").read_text(encoding="utf-8")
    settings = re.sub(r' (--cov[^ "]*|-n auto)', "", settings) + CONFIG % (CHANGED, tests)
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", processes]
    return subprocess.run(command, cwd=folder, check=False).returncode


def _undecorated(text: str) -> str:
    """Return a rule as a plain function and a call of its decorator."""
    found = _RULE.search(text)
    if not found:
        return text
    call, name = found.groups()
    function = text.replace(found[0], f"def check_of_{name}(", 1)
    return f"{function}\n\n{name} = {call}(check_of_{name})\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
