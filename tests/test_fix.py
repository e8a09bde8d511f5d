"""The command that lists repairs and writes the one that is asked for; the file that stays whole whatever fails."""

import csv
import io
import json
import os
import stat
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privstat.amend import amend
from privstat.load import load_dataset
from privstat.model import Dataset
from privstat.rewrite import UnwritableFile, rewrite
from tests.conftest import FY2020, Call, Golden, dataset_text

GOLDEN = Path(__file__).parent / "golden"
ORIGINAL = FY2020.read_text(encoding="utf-8")
SLIP = ("updates = 2652", "updates = 2752")
PLACE = "fy.toml:296:69"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, where paths are short and the same in every run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def broken(*changes: tuple[str, str], name: str = "fy.toml") -> Path:
    text = ORIGINAL
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = Path(name)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_repairs_of_a_page_with_one_slip_are_as_they_were(lang: str, call: Call, golden: Golden) -> None:
    broken(SLIP)
    ran = call("fix", "fy.toml", "--lang", lang)
    assert (ran.code, ran.err) == (1, "")
    golden(GOLDEN / f"fix.{lang}.txt", ran.out)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("form", ["md", "json", "csv", "tsv"])
def test_the_repairs_in_other_formats_are_as_they_were(form: str, call: Call, golden: Golden) -> None:
    broken(SLIP)
    ran = call("fix", "fy.toml", "--format", form)
    assert (ran.code, ran.err) == (1, "")
    golden(GOLDEN / f"fix.{form}", ran.out)
    if form != "md":
        assert call("fix", "fy.toml", "--format", form, "--lang", "ja").out == ran.out


def test_nothing_broken_is_exit_0(call: Call) -> None:
    assert call("fix") == (0, "No sum, count or claim is broken.\n", "")
    assert call("fix", "data/fy2020.toml", "--lang", "ja").out == "合わない和、件数、本文の数値はありません。\n"
    assert json.loads(call("fix", "--json").out) == {"broken": []}


@pytest.mark.usefixtures("here")
def test_what_no_single_slip_explains_is_listed_without_repairs(call: Call) -> None:
    broken(("updates = 2652", "updates = 2779"))
    ran = call("fix", "fy.toml")
    assert ran.code == 1
    assert ran.out.splitlines()[0].endswith("add up to 47,023 (+127); no single slip would mend it")
    assert len(ran.out.splitlines()) == 1
    (record,) = csv.DictReader(io.StringIO(call("fix", "fy.toml", "--format", "csv").out))
    assert (record["code"], record["rank"], record["line"], record["fitting"]) == ("T001", "", "308", "0")


@pytest.mark.usefixtures("here")
def test_another_year_tells_which_figure_it_was(call: Call) -> None:
    broken(SLIP)
    assert len(json.loads(call("fix", "fy.toml", "--json").out)["broken"][0]["repairs"]) > 1
    again = ORIGINAL.replace('"mitaka-fy2020"', '"yearbook"')
    Path("yearbook.toml").write_text(again, encoding="utf-8")
    for words in (["fix", "fy.toml", "yearbook.toml"], ["fix", "--data", "."]):
        (repair,) = json.loads(call(*words, "--json").out)["broken"][0]["repairs"]
        assert [change["new"] for change in repair["changes"]] == [2652]


@pytest.mark.usefixtures("here")
def test_apply_writes_exactly_one_value(call: Call) -> None:
    path = broken(SLIP)
    ran = call("fix", "fy.toml", "--apply", f"T001@{PLACE}")
    assert ran == (0, f"{PLACE}: annex1.2020-05.updates: 2,652 instead of 2,752\n", "")
    assert path.read_text(encoding="utf-8") == ORIGINAL
    assert os.listdir() == ["fy.toml"]
    assert call("fix", "fy.toml").code == 0
    broken(SLIP)
    ran = call("fix", "fy.toml", "--apply", f"T001@{PLACE}", "--format", "csv")
    assert ran.out.splitlines()[1:] == ["T001,annex1.2020-05.updates,2752,2652,fy.toml,296,69"]


@pytest.mark.usefixtures("here")
def test_the_code_may_be_in_small_letters_and_the_path_may_be_longer(call: Call) -> None:
    path = broken(SLIP)
    ran = call("fix", "./fy.toml", "--apply", f"t001@{PLACE}", "--json")
    assert json.loads(ran.out) == {
        "code": "T001",
        "address": "annex1.2020-05.updates",
        "old": 2752,
        "new": 2652,
        "path": "./fy.toml",
        "line": 296,
        "column": 69,
    }
    assert path.read_text(encoding="utf-8") == ORIGINAL


@pytest.mark.usefixtures("here")
def test_of_a_cell_that_is_a_table_only_the_value_is_written(call: Call) -> None:
    path = broken(("value = 46896, printed", "value = 48696, printed"))
    for code in ("T001", "P001"):
        assert f"{code}@fy.toml:308:58: annex1.total.updates: 46,896 instead of 48,696" in call("fix", "fy.toml").out
    assert call("fix", "fy.toml", "--apply", "P001@fy.toml:308:58").code == 0
    assert path.read_text(encoding="utf-8") == ORIGINAL


@pytest.mark.usefixtures("here")
def test_a_figure_of_the_prose_can_be_written(call: Call) -> None:
    path = broken(('"annex1.total.updates" = 46896', '"annex1.total.updates" = 46986'))
    (name,) = [line.split(": ")[0].split()[-1] for line in call("fix", "fy.toml").out.splitlines() if " 1. " in line]
    assert call("fix", "fy.toml", "--apply", name).code == 0
    assert path.read_text(encoding="utf-8") == ORIGINAL


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (f"T009@{PLACE}", f"no repair is called 'T009@{PLACE}'; there are: T001@"),
        ("T001@fy.toml:296:70", "no repair is called 'T001@fy.toml:296:70'"),
        ("T001@other.toml:296:69", "no repair is called"),
        ("T001", "no repair is called 'T001'"),
        ("T001@\x1b[31m", "'T001@\\x1b[31m'"),
    ],
)
def test_an_unknown_name_is_one_message_and_writes_nothing(asked: str, said: str, call: Call) -> None:
    path = broken(SLIP)
    before = path.read_bytes()
    ran = call("fix", "fy.toml", "--apply", asked)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert path.read_bytes() == before
    assert call("fix", "fy.toml", "--apply", asked, "--lang", "ja").code == 2


@pytest.mark.usefixtures("here")
def test_a_place_that_has_been_mended_is_no_longer_there(call: Call) -> None:
    broken(SLIP)
    assert call("fix", "fy.toml", "--apply", f"T001@{PLACE}").code == 0
    ran = call("fix", "fy.toml", "--apply", f"T001@{PLACE}")
    assert (ran.code, ran.err) == (2, f"there is no repair to apply, so none is called 'T001@{PLACE}'\n")


SWAPPED = """
[tables.x]
label   = "表X"
title   = "題"
columns = [
  { id = "year", ja = "年度", role = "fiscal-year" },
  { id = "a", ja = "A" }, { id = "b", ja = "B" }, { id = "both", ja = "計" },
]
rows    = [
  { year = 2001, a = 32, b = 57, both = 80 },
  { year = 2002, a = 23, b = 34, both = 66 },
]
checks  = [{ parts = ["a", "b"], whole = "both" }]
"""


@pytest.mark.usefixtures("here")
def test_two_swapped_figures_are_listed_but_not_written(call: Call) -> None:
    text = dataset_text(SWAPPED)
    Path("x.toml").write_text(text, encoding="utf-8")
    out = call("fix", "x.toml").out
    assert "1. T002@x.toml:23:22, T002@x.toml:24:22: x.2001.a: 23 instead of 32, x.2002.a: 32 instead of 23" in out
    records = list(csv.DictReader(io.StringIO(call("fix", "x.toml", "--format", "csv").out)))
    assert [(each["rank"], each["address"], each["new"]) for each in records[:2]] == [
        ("1", "x.2001.a", "23"),
        ("1", "x.2002.a", "32"),
    ]
    ran = call("fix", "x.toml", "--apply", "T002@x.toml:23:22")
    assert ran.code == 2
    assert ran.err.startswith("--apply writes exactly one figure, but at T002@x.toml:23:22 there is: x.2001.a: 23")
    assert Path("x.toml").read_text(encoding="utf-8") == text


@pytest.mark.usefixtures("here")
def test_a_symbolic_link_is_not_replaced(call: Call) -> None:
    path = broken(SLIP, name="real.toml")
    Path("fy.toml").symlink_to("real.toml")
    before = path.read_bytes()
    ran = call("fix", "fy.toml", "--apply", f"T001@{PLACE}")
    assert ran.code == 2
    assert ran.err.startswith("fy.toml: not written: this is a symbolic link; name the file itself: ")
    assert path.read_bytes() == before
    assert Path("fy.toml").is_symlink()


def test_permissions_stay(here: Path) -> None:
    path = here / "x"
    path.write_bytes(b"old")
    path.chmod(0o640)
    rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_may_only_be_read_is_not_replaced(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "x"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UnwritableFile, match="it may only be read"):
        rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_changed_meanwhile_is_not_replaced(here: Path) -> None:
    path = here / "x"
    path.write_bytes(b"newer")
    with pytest.raises(UnwritableFile, match="it has changed meanwhile"):
        rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"newer"
    assert os.listdir(here) == ["x"]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_the_old_file_is_whole(
    step: str, error: BaseException, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "x"
    path.write_bytes(b"old")

    def fail(*_: Any) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(UnwritableFile if isinstance(error, OSError) else KeyboardInterrupt):
        rewrite(str(path), b"old", b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(here) == ["x"]


def test_a_folder_that_may_only_be_read_is_one_message(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "x"
    path.write_bytes(b"old")

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnwritableFile, match="x: not written: Permission denied"):
        rewrite(str(path), b"old", b"new")


def test_where_folders_cannot_be_synchronised_files_are_written_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    monkeypatch.delattr(os, "chown")
    (here / "x").write_bytes(b"old")
    rewrite(str(here / "x"), b"old", b"new")
    assert (here / "x").read_bytes() == b"new"


def figure(dataset: Dataset, address: str) -> Any:
    return next(dataset.cells(address)).origin


def test_a_file_that_changed_after_it_was_loaded_is_not_written(here: Path) -> None:
    path = here / "x.toml"
    path.write_text(ORIGINAL, encoding="utf-8")
    origin = figure(load_dataset(path), "table6.reviews")
    path.write_text(ORIGINAL + "\n", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="it has changed meanwhile"):
        amend(origin, 2)
    path.unlink()
    with pytest.raises(UnwritableFile, match="No such file"):
        amend(origin, 2)


ROW = st.sampled_from(
    [
        "{{ n = {old} }}",
        "{{n={old}}}",
        "{{  n\t=  {old}  }}",
        "{{ n = {{ value = {old}, printed = '{old}件' }} }}",
        '{{ n = {{ printed = "値{old}", "value" = {old} }} }}',
        "{{ n.value = {old}, n.printed = '全角：{old}' }}",
        "{{ n = {old} }}, # {old}",
    ]
)
WRITTEN = st.sampled_from([("46896", "46986"), ("46_896", "46_986"), ("+46896", "46986"), ("0", "46986")])


@settings(max_examples=60)
@given(
    row=ROW,
    numbers=WRITTEN,
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    before=st.sampled_from(["", "# 全角のコメント 46896\n", "# \U0001f600\n\n"]),
    end=st.sampled_from(["", "\n", "\n\n# 終わり\n"]),
)
def test_every_other_byte_stays(
    row: str, numbers: tuple[str, str], line_end: str, mark: bytes, before: str, end: str, tmp_path_factory: Any
) -> None:
    old, new = numbers
    table = "\n[tables.x]\nlabel = '表X'\ntitle = '題'\ncolumns = [{ id = 'n', ja = '件数' }]\nrows = [\n  %s\n]"

    def content(row: str) -> bytes:
        text = before + dataset_text(table % row).rstrip() + end
        return mark + text.replace("\n", line_end).encode()

    path = tmp_path_factory.mktemp("amend") / "x.toml"
    path.write_bytes(content(row.format(old=old)))
    dataset = load_dataset(path)
    amend(figure(dataset, "x.n"), 46986)
    expected = row.replace("{old}", "\0").format()
    at = expected.index("\0", expected.index("\0") + 1 if '"値' in expected else 0)
    expected = (expected[:at] + new + expected[at + 1 :]).replace("\0", old)
    assert path.read_bytes() == content(expected)
    assert next(load_dataset(path).cells("x.n")).value == 46986


def test_a_rate_is_written_as_a_decimal(here: Path) -> None:
    table = '\n[tables.x]\nlabel = "X"\ntitle = "T"\ncolumns = [{ id = "r", ja = "率", role = "rate" }]\n'
    path = here / "x.toml"
    path.write_text(dataset_text(table + "rows = [{ r = 98.90 }]\n"), encoding="utf-8")
    amend(figure(load_dataset(path), "x.r"), Decimal("99.80"))
    assert "r = 99.80 }" in path.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_synchronised_is_no_trouble(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "x").write_bytes(b"old")
    synchronise, is_folder = os.fsync, []

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            is_folder.append(descriptor)
            raise OSError(22, "Invalid argument")
        synchronise(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    rewrite(str(here / "x"), b"old", b"new")
    assert (here / "x").read_bytes() == b"new"
    assert is_folder
