"""Many files at once: a bad one does not stop the rest, and the order does not depend on who was first."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from privstat import batch
from privstat.batch import Inspection, WorkerDied, files_at, inspections
from privstat.errors import UnknownName
from privstat.validate import all_rules
from tests.conftest import FY2020, Call

TEXT = FY2020.read_text(encoding="utf-8")
CITIES = {"132047": "三鷹市", "011002": "札幌市", "242071": "鈴鹿市"}


def write(folder: Path, code: str, year: int, *changes: tuple[str, str]) -> Path:
    """Write the dataset of a city and year: the shipped one with another code, name, year and id."""
    text = TEXT.replace("132047", code).replace("三鷹市", CITIES[code]).replace("mitaka-fy2020", f"x{code}-fy{year}")
    for old, new in (("fiscal-year = 2020\n", f"fiscal-year = {year}\n"), *changes):
        text = text.replace(old, new)
    path = folder / code / f"fy{year}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for year in range(2017, 2023):
        for code in CITIES:
            write(tmp_path, code, year)
    (tmp_path / "broken.toml").write_text("format = 1\nx = \n", encoding="utf-8")
    (tmp_path / "132047" / "fy2030.toml").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "not-this.toml").write_text("")
    return tmp_path


def found(folder: Path) -> list[Inspection]:
    return list(inspections(files_at([str(folder)]), all_rules()))


def test_every_file_is_told_in_the_order_of_the_paths(folder: Path) -> None:
    paths = [Path(each.path).relative_to(folder).as_posix() for each in found(folder)]
    assert paths == sorted(paths)
    assert "broken.toml" in paths
    assert len(paths) == 19
    assert len({each.dataset for each in found(folder)}) == 19


def test_the_answer_is_the_same_with_one_process_and_with_several(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_cores", lambda: 1)
    alone = found(folder)
    monkeypatch.setattr(batch, "_cores", lambda: 3)
    assert found(folder) == alone


def test_a_bad_file_is_told_and_does_not_stop_the_others(folder: Path, call: Call) -> None:
    ran = call("validate", str(folder), "--select", "T")
    assert ran.code == 2
    assert ran.err.startswith(f"{folder}/broken.toml:2:5: S001 not-toml: not TOML")
    assert ran.out.count("T002 parts-mismatch [explained]") == 18
    assert "19 files, 1 of them unreadable" in ran.out


def test_datasets_are_compared_with_the_others_of_their_publisher_only(folder: Path) -> None:
    write(folder, "132047", 2023)
    others = {each.dataset: each.others for each in found(folder) if each.dataset}
    assert others["x132047-fy2017"] == 6
    assert others["x011002-fy2017"] == 5


def test_the_second_file_of_an_id_is_an_error_of_that_file(folder: Path, call: Call) -> None:
    (folder / "zz.toml").write_text((folder / "011002" / "fy2018.toml").read_text(encoding="utf-8"), encoding="utf-8")
    last = found(folder)[-1]
    assert [finding.rule.code for finding in last.findings] == ["S010"]
    assert "the dataset 'x011002-fy2018' is also in" in call("validate", str(folder)).err


def test_only_one_publisher_is_answered_for_where_that_is_asked(folder: Path, call: Call) -> None:
    assert call("validate", str(folder), "--area", "札幌市", "--select", "T").out.count("[explained]") == 6
    ran = call("validate", str(folder), "--area", "京都市")
    assert ran.code == 2
    assert "there are: 札幌市 (011002), 三鷹市 (132047), 鈴鹿市 (242071)" in ran.err


def test_an_unknown_area_is_told_with_the_known_ones(folder: Path) -> None:
    with pytest.raises(UnknownName, match="札幌市"):
        batch.of_area(found(folder), "京都市")


def test_more_datasets_of_a_publisher_than_are_held_together_are_compared_in_parts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_TOGETHER", 4)
    assert [each.others for each in found(folder) if each.area and each.area.code == "011002"] == [3, 3, 3, 3, 1, 1]


def test_a_process_that_was_killed_is_one_clear_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(batch, "_cores", lambda: 2)
    monkeypatch.setattr(batch, "load_dataset", killed)
    with pytest.raises(WorkerDied, match="too little memory"):
        found(folder)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals of this kind")
def test_a_bar_on_a_terminal_shows_how_far_it_is_and_leaves_the_output_alone(tmp_path: Path) -> None:
    for year in range(1960, 2020):
        write(tmp_path, "132047", year)
    master, slave = os.openpty()
    words = [sys.executable, "-m", "privstat", "validate", str(tmp_path), "--select", "T", "--json"]
    process = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=slave, check=True, env=os.environ | {"TERM": "xterm"}
    )
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "%" in shown
    assert len(json.loads(process.stdout)["findings"]) == 60
