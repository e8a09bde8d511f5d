"""`privstat` as a process: pipes, signals, encodings, terminals, what is imported."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

PRIVSTAT = [sys.executable, "-m", "privstat"]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "COLUMNS"))}


def ran(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PRIVSTAT, *words], env=PLAIN | environment, capture_output=True, cwd=ROOT, check=False)


def imported(*words: str, **environment: str) -> set[str]:
    """Return the packages that a call imports."""
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "privstat", *words],
        env={name: value for name, value in PLAIN.items() if not name.startswith("COV")} | environment,
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    return {line.split(b"|")[-1].strip().decode().partition(".")[0] for line in process.stderr.splitlines()}


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX", "en_GB.UTF-8"])
def test_any_locale_will_do(locale: str) -> None:
    process = ran("show", "表6", LC_ALL=locale)
    assert process.returncode == 0
    assert "(注1) One request" in process.stdout.decode()
    assert process.stderr == b""


def test_an_encoding_without_a_character_loses_nothing_in_silence() -> None:
    cp932 = ran("show", "table6", "--lang", "ja", PYTHONIOENCODING="cp932")
    assert "開示請求の状況" in cp932.stdout.decode("cp932")
    chart = ran("trend", "mynumber-cards", "--chart", PYTHONIOENCODING="ascii")
    assert b"x3.48  ##############################" in chart.stdout
    assert b"\\u" not in chart.stdout
    text = ran("show", "table6", PYTHONIOENCODING="ascii")
    assert text.stdout.startswith(b"\\u88686  Disclosure requests\n")
    json = ran("show", "table6", "--json", PYTHONIOENCODING="ascii")
    assert b'"title": "\\u958b\\u793a' in json.stdout
    csv = ran("show", "table6", "--format", "csv", PYTHONIOENCODING="ascii")
    assert (csv.returncode, csv.stdout) == (2, b"")
    assert b"encoding ascii has no" in csv.stderr


def test_a_reader_that_leaves_early_is_no_error() -> None:
    for words in (["explain", "--format", "json"], ["--help"], ["show", "table8"]):
        with subprocess.Popen(
            [*PRIVSTAT, *words], env=PLAIN, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() in (-signal.SIGPIPE, 0)


def test_a_closed_or_full_output_is_one_message() -> None:
    for redirect, words in ((">&-", "standard output is closed"), (">/dev/full", "No space left on device")):
        for command in ("show table6", "--help"):
            shell = f"{sys.executable} -m privstat {command} {redirect}"
            process = subprocess.run(["sh", "-c", shell], env=PLAIN, capture_output=True, cwd=ROOT, check=False)
            assert process.returncode == 2
            assert words in process.stderr.decode()
            assert len(process.stderr.splitlines()) == 1


READY = """
import sys
from privstat import __main__, cli

sys.argv = ["privstat", "validate", sys.argv[1]]
print("ready", file=sys.stderr, flush=True)
__main__.main()
"""


def test_ctrl_c_is_exit_130_and_quiet(tmp_path: Path) -> None:
    text = (ROOT / "data" / "fy2020.toml").read_text(encoding="utf-8")
    for name in range(100):
        (tmp_path / f"{name}.toml").write_text(text.replace("mitaka-fy2020", f"copy-{name}"), encoding="utf-8")
    command = [sys.executable, "-c", READY, str(tmp_path)]
    with subprocess.Popen(command, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert process.stderr.readline() == b"ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate()
    assert (process.returncode, complaint) == (130, b"")


def on_terminal(*words: str, **environment: str) -> str:
    """Return what a call prints on a terminal of 80 columns."""
    master, slave = pty.openpty()
    try:
        process = subprocess.Popen(
            [*PRIVSTAT, *words], env=PLAIN | {"TERM": "xterm"} | environment, cwd=ROOT, stdout=slave
        )
        os.close(slave)
        printed = b""
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # Linux ends a pseudo-terminal so
                break
            if not chunk:
                break
            printed += chunk
        assert process.wait() == 0
    finally:
        os.close(master)
    return printed.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_and_a_pipe_does_not() -> None:
    coloured = on_terminal("show", "table6", COLUMNS="120")
    assert "\x1b[1m表6  Disclosure requests" in coloured
    assert "\x1b" not in ran("show", "table6").stdout.decode()
    assert "\x1b[1m表6" in ran("show", "table6", FORCE_COLOR="1").stdout.decode()
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        plain = on_terminal("show", "table6", COLUMNS="120", **environment)
        assert "\x1b" not in plain
        assert "表6  Disclosure requests" in plain
    assert "\x1b" not in ran("show", "table6", FORCE_COLOR="0").stdout.decode()


def test_the_width_is_that_of_the_environment_or_of_the_terminal() -> None:
    narrow = ran("show", "table6", COLUMNS="40").stdout.decode()
    assert max(map(len, narrow.splitlines())) <= 40
    assert re.search(r"^  Disclosed +35$", narrow, re.MULTILINE)
    wide = ran("show", "table6").stdout.decode()
    assert re.search(r"^ +59 +35 +19 +3 +20 +2 +1$", wide, re.MULTILINE)
    assert ran("show", "table6", COLUMNS="wide").stdout.decode() == wide
    assert ran("show", "table6", COLUMNS="1").stdout == ran("show", "table6", COLUMNS="20").stdout


def test_plain_calls_import_neither_typer_nor_rich_nor_dataclasses() -> None:
    plain = ("show table6", "show table6 --json", "trend mynumber-cards", "totals", "validate data/fy2020.toml")
    for words in plain:
        assert not imported(*words.split()) & {"typer", "rich", "dataclasses", "inspect", "pathlib", "argparse"}, words
    assert "rich" in imported("show", "table6", FORCE_COLOR="1")
    assert "typer" in imported("--help")
    assert "rich" not in imported("--help")
