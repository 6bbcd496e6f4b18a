"""Files are hashed once in a build, and not one byte changes unnoticed for it."""

import os
from pathlib import Path

import pytest

from report_builder import store


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that this process has read, long enough after it was written."""
    monkeypatch.setattr(store, "_SETTLED", -1)
    path = tmp_path / "file"
    path.write_bytes(b"former")
    assert store.of_file(path) == store.digest(b"former")
    return path


def test_it_is_not_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} is read again"))
    assert store.of_file(file) == store.digest(b"former")


def written_in_place(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"latter")


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"latter")
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def back_in_time(path: Path) -> None:
    status = path.stat()
    written_in_place(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", [written_in_place, replaced, back_in_time])
def test_another_content_of_the_same_length_is_noticed(file: Path, change: object) -> None:
    before = file.stat().st_ctime_ns
    assert callable(change)
    while file.stat().st_ctime_ns == before:  # a tick of the clock that files are dated with
        change(file)
    assert store.of_file(file) == store.digest(b"latter")


def test_what_was_just_written_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"former")
    status = path.stat()
    assert store.of_file(path) == store.digest(b"former")
    path.write_bytes(b"latter")
    # As if the clock had not gone on in between.
    monkeypatch.setattr(Path, "stat", lambda path: status)
    assert store.of_file(path) == store.digest(b"latter")


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert store.of_file(tmp_path / "none") is None
    assert store.of_file(tmp_path) is None
