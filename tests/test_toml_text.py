import contextlib
import os
import socket
from pathlib import Path
from threading import Thread

import pytest

from privstat.errors import FaultyFile, PrivstatError, UnreadableFile
from privstat.toml_text import MAX_BYTES, Document, byte_limit, read_document


def complaint(text: str, lang: str = "en") -> str:
    with pytest.raises(FaultyFile) as error:
        Document("x.toml", text)
    return error.value.message("ja" if lang == "ja" else "en")


@pytest.mark.parametrize(
    ("text", "begin", "hint"),
    [
        ("請求件数 = 59", "x.toml:1:1: S001 not-toml: ", 'must be quoted ("請求件数" = 59)'),
        ("rows = [{ 請求件数 = 59 }]", "x.toml:1:11: S001", "must be quoted"),
        ("a = 1\nb \uff1d 2", "x.toml:2:3: S001", "ASCII sign ="),
        ("a = \uff15\uff19", "x.toml:1:5: S001", "ASCII digits"),
        ("a = \u201cx\u201d", "x.toml:1:5: S001", "straight quotes"),
        ("updates = 46,896", "x.toml:1:13: S001", "without separators"),
        ("month = 2020-04", "x.toml:1:13: S001", 'quote a month: "2020-04"'),
        ("code = 011002", "x.toml:1:9: S001", "no leading zero"),
        ("a = [1", "x.toml:1:", "Unclosed array"),
        ("a = ", "x.toml:1:5: S001", "Invalid value"),
        ("a = 1\nb = 2\na = 3", "x.toml:3:1: S001", "the key 'a' stands twice; first on line 1"),
        ("[t]\nx = 1\n[t]\n", "x.toml:3:1: S001", "'t' stands twice"),
        ("a = { b = 1, b = 2 }", "x.toml:1:14: S001", "'a.b' stands twice"),
        ("a = 1\na.b = 2", "x.toml:2:", "not TOML"),
        ("a = '\0'", "x.toml:1:6: S001", "not TOML"),
        ("a = { b = 1,\n c = 2 }", "x.toml:1:", "not TOML"),  # TOML 1.1 allows it, and 1.0 does not
        ("a = " + "9" * 5000, "x.toml:1:5: S001", "too many digits"),
        ("a = " + "[" * 10_000, "x.toml:1:10004: S001", "nested 10,000 levels deep; the limit is 32"),
        ("a." * 10_000 + "b = 1", "x.toml:1:1: S001", "a key of 10,001 parts; the limit is 32"),
        ("[" + "a." * 1000 + "b]", "x.toml:1:2: S001", "a key of 1,001 parts"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_what_is_not_toml_is_one_clear_error(text: str, begin: str, hint: str) -> None:
    for lang in ("en", "ja"):
        said = complaint(text, lang)
        assert said.startswith(begin)
        sentence, *excerpt = said.split("\n")
        assert len(sentence) < 300
        if len(text) < 1000:  # an endless line is not shown
            assert excerpt[0].startswith("  ")
            assert excerpt[1].lstrip(" |").strip("^") == ""
        assert len(excerpt) == 2 * (len(text) < 1000)
    assert hint in complaint(text)


def test_a_line_with_many_dots_in_a_text_is_no_long_key() -> None:
    dots = "…" + "." * 100
    assert Document("x.toml", f'a = "{dots}"\nb = """\n{dots}"""').mapping["a"] == dots


def test_a_byte_order_mark_and_crlf_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "windows.toml"
    path.write_bytes('\ufeffa = "表6"\r\nb = 1\r\n'.encode())
    document = read_document(str(path))
    assert document.mapping == {"a": "表6", "b": 1}
    assert document.place(("b",))[1:] == (2, 5)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('a = "表6"'.encode("utf-16"), "1:1: S001 not-toml: not UTF-8 (it looks like UTF-16)"),
        ('a = "x"\nb = "表6"'.encode("cp932"), "2:6: S001 not-toml: not UTF-8 (it looks like Shift_JIS)"),
        ('a = "表'.encode()[:-1], "1:6: S001 not-toml: not UTF-8"),
        (b'\xef\xbb\xbfa = "\xff"', "1:6: S001 not-toml: not UTF-8"),
    ],
)
def test_other_encodings_are_refused_at_their_first_byte(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(FaultyFile) as error:
        read_document(str(path))
    assert words in error.value.message("en")
    assert "UTF-8" in error.value.message("ja")


def test_a_file_over_the_limit_is_refused_and_the_limit_can_be_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.toml"
    path.write_text("#" * (MAX_BYTES + 1))
    with pytest.raises(UnreadableFile, match=r"250,001 bytes are more than the limit of 250,000; \$PRIVSTAT_MAX_BYTES"):
        read_document(str(path))
    monkeypatch.setenv("PRIVSTAT_MAX_BYTES", str(MAX_BYTES + 1))
    assert read_document(str(path)).mapping == {}
    monkeypatch.setenv("PRIVSTAT_MAX_BYTES", "plenty")
    assert byte_limit() == MAX_BYTES


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    folder, fifo, loop, sock = (tmp_path / name for name in ("folder", "fifo", "loop", "sock"))
    folder.mkdir()
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(sock))
        for path, words in {
            folder: "this is a folder, not a file",
            fifo: "this is a FIFO, not a file",
            Path("/dev/null"): "this is a device, not a file",
            sock: "this is a socket, not a file",
            loop: "symbolic link",
            tmp_path / "missing.toml": "No such file",
        }.items():
            with pytest.raises(UnreadableFile, match=words) as error:
                read_document(str(path))
            assert error.value.message("ja").startswith(f"{path}: ")
    with pytest.raises(PrivstatError):
        read_document("nul\0.toml")


def test_a_fifo_is_read_only_where_somebody_asked_for_it_by_name(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for content, said in (
        (b"a = 1", None),
        (b"#" * (MAX_BYTES + 9), "250,001 bytes are more than the limit of 250,000"),
    ):
        writer = Thread(target=write_to, args=(fifo, content))
        writer.start()
        if said is None:
            assert read_document(str(fifo), piped=True).mapping == {"a": 1}
        else:
            with pytest.raises(UnreadableFile, match=said):
                read_document(str(fifo), piped=True)
        writer.join()
    with pytest.raises(UnreadableFile, match="this is a FIFO, not a file"):
        read_document(str(fifo))
    with pytest.raises(UnreadableFile, match="this is a folder, not a file"):
        read_document(str(tmp_path), piped=True)
    with pytest.raises(UnreadableFile, match="No such file"):
        read_document("-")


def write_to(path: Path, content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), path.open("wb") as file:
        file.write(content)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_text("a = 1")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="Permission denied"):
        read_document(str(path))
