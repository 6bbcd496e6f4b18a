"""The cache: what was put in comes out, or nothing does; and it keeps to its limit."""

import errno
import json
import os
import random
import resource
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count, product
from pathlib import Path
from typing import Any

import pytest
from conftest import SmallProject
from test_cli import run
from test_faults import Disk, forked, staged, written

from report_builder import builder, cache, store
from report_builder.cache import Cache
from report_builder.project import Limits, Project
from report_builder.workspace import gather

__all__ = ["written"]

KEY = cache.key("a text")


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", 1)


def content(number: int, kilobytes: int = 200) -> bytes:
    """Different for each number, and as large as that."""
    return number.to_bytes(4, "big") * (kilobytes * 256)


def keys(number: int) -> list[str]:
    return [cache.key(str(each)) for each in range(number)]


def age(kept: Cache, *names: str) -> None:
    """Let entries be used last an hour ago, a minute after each other."""
    for minutes, name in enumerate(names):
        moment = time.time() - 3600 + 60 * minutes
        os.utime(kept.folder / name, (moment, moment))


# --- what comes out -----------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"x", bytes(range(256)) * 1000])
def test_what_was_put_comes_out(kept: Cache, data: bytes) -> None:
    assert kept.get(KEY) is None
    kept.put(KEY, data)
    assert kept.get(KEY) == data
    assert kept.get(cache.key("another text")) is None
    kept.put(KEY, b"renewed")
    assert kept.get(KEY) == b"renewed"


def test_a_key_tells_where_its_parts_end() -> None:
    parts = [(), ("",), ("", ""), ("abc",), ("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc"),
             ("a\0bc",), ("a", "\0bc")]  # fmt: skip
    assert len({cache.key(*each) for each in parts}) == len(parts)
    assert cache.key("Ä", b"\0") == cache.key("Ä".encode(), "\0")


def test_every_damaged_byte_is_noticed(
    kept: Cache, record_property: Callable[[str, Any], None]
) -> None:
    kept.put(KEY, b"the content of an entry")
    path = kept.folder / KEY
    whole = path.read_bytes()
    flipped = [whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
               for at, bit in product(range(len(whole)), range(8))]  # fmt: skip
    damaged = [*flipped, *(whole[:size] for size in range(len(whole))), whole + b"\0", 2 * whole]
    for data in damaged:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        assert kept.get(KEY) is None, data
        assert not path.exists()
    path.parent.mkdir()
    path.write_bytes(whole)
    assert kept.get(KEY) == b"the content of an entry"
    record_property("faults", f"{len(damaged)} entries of the cache damaged")


def test_an_entry_under_the_key_of_another_is_noticed(kept: Cache) -> None:
    one, other = keys(2)
    kept.put(one, b"of the one")
    shutil.copy(kept.folder / one, kept.folder / other)
    assert kept.get(other) is None
    assert kept.get(one) == b"of the one"


# --- how much is kept ---------------------------------------------------------------------


def test_what_was_not_used_for_longest_goes_first(kept: Cache) -> None:
    names = keys(6)  # of 204 KB each: five find room
    for number, name in enumerate(names):
        kept.put(name, content(number))
    age(kept, *names)
    assert kept.get(names[0]) == content(0)
    assert kept.prune() == 1
    assert [name for name in names if kept.get(name) is None] == [names[1]]
    assert kept.prune() == 0


def test_the_limit_counts_whole_blocks(kept: Cache) -> None:
    for name in keys(257):
        kept.put(name, b"x")
    assert kept.info().size == 257 * 4096
    assert kept.prune() == 1
    assert (kept.info().entries, kept.info().size) == (256, 2**20)


def test_what_is_larger_than_the_limit_does_not_stay(kept: Cache) -> None:
    kept.put(KEY, content(1, kilobytes=2000))
    assert kept.get(KEY) == content(1, kilobytes=2000)
    assert kept.prune() == 1
    assert kept.info().entries == 0


def test_info_of_a_cache_that_is_not_there(kept: Cache) -> None:
    assert kept.info() == cache.Info(0, 0, 2**20, None, None)
    assert (kept.prune(), kept.clear()) == (0, 0)
    assert not kept.folder.exists()


# --- several at once ----------------------------------------------------------------------


def use(kept: Cache, seed: int, seconds: float) -> None:
    """Put, get and prune, in the order of a seed; ends the process with 1 where that fails."""
    chance, end = random.Random(seed), time.monotonic() + seconds
    while time.monotonic() < end:
        number = chance.randrange(12)
        name = cache.key(str(number))
        if kept.get(name) not in (None, content(number)):
            os._exit(1)
        kept.put(name, content(number))
        if not chance.randrange(3):
            kept.prune()
    os._exit(0)


def test_several_builds_use_one_cache(kept: Cache) -> None:
    with ExitStack() as running:
        for seed in range(4):
            child = running.enter_context(forked(lambda seed=seed: use(kept, seed, seconds=1)))
            running.callback(lambda child=child: ended.append(status(child)))
        ended: list[int] = []
    assert ended == [0] * 4
    assert staged(kept.folder) == []
    kept.prune()
    assert 0 < kept.info().size <= 2**20


def status(process: int) -> int:
    found = os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    return found.si_status if found else -1


def test_who_reads_an_entry_that_is_removed_reads_on(kept: Cache) -> None:
    kept.put(KEY, content(1))
    with (kept.folder / KEY).open("rb") as file:
        beginning = file.read(1000)
        kept.clear()
        assert (beginning + file.read()).endswith(content(1))


# --- faults -------------------------------------------------------------------------------


def test_a_kill_leaves_entries_whole_or_none(
    kept: Cache, record_property: Callable[[str, Any], None]
) -> None:
    names, chance, rounds = keys(40), random.Random(7), 40
    half = 0
    for _ in range(rounds):
        with forked(lambda: [kept.put(name, content(7)) for name in names]):
            end = time.monotonic() + 10
            while kept.get(names[0]) is None and time.monotonic() < end:
                time.sleep(0.0005)  # how long it takes to begin is the machine's affair
            time.sleep(chance.uniform(0, 0.01))
        found = [kept.get(name) for name in names]
        assert set(found) <= {None, content(7)}
        half += None in found and content(7) in found
        # As the next build does; only there for what was killed.
        store.remove(store.litter(kept.folder.parent))
        assert staged(kept.folder.parent) == []
        kept.clear()
    assert half > 0  # how many depends on what else the machine does
    record_property("faults", f"{rounds} kills while the cache was written")


@pytest.mark.parametrize("full", [False, True])
def test_whatever_write_fails_nothing_else_does(kept: Cache, full: bool) -> None:
    for number in count(1):
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch)
            disk.arm(number, full)
            kept.put(KEY, content(1))
        assert kept.get(KEY) in (None, content(1))
        assert staged(kept.folder.parent) == []
        shutil.rmtree(kept.folder, ignore_errors=True)
        if not disk.injected:
            break
    assert number > 3


def test_a_file_that_may_not_grow_is_no_entry(kept: Cache) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        kept.put(KEY, content(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert kept.get(KEY) is None
    assert list(kept.folder.iterdir()) == []


def test_something_else_in_the_place_of_the_cache_is_left_alone(kept: Cache) -> None:
    kept.folder.write_text("a file of the team")
    kept.put(KEY, b"x")
    assert (kept.get(KEY), kept.prune(), kept.clear(), kept.info().entries) == (None, 0, 0, 0)
    assert kept.folder.read_text() == "a file of the team"


def test_a_folder_in_the_place_of_an_entry_is_left_alone(kept: Cache) -> None:
    (kept.folder / KEY).mkdir(parents=True)
    kept.put(KEY, b"x")
    assert (kept.get(KEY), kept.clear()) == (None, 0)
    assert (kept.folder / KEY).is_dir()


def test_entries_that_cannot_be_marked_are_used_all_the_same(
    kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    kept.put(KEY, b"x")
    monkeypatch.setattr(os, "utime", refuse)
    assert kept.get(KEY) == b"x"


def test_a_build_prunes_the_cache_in_the_end(written: SmallProject) -> None:
    project = Project(written.root, Limits(cache_megabytes=1))
    kept = cache.of(project)
    for number, name in enumerate(keys(8)):
        kept.put(name, content(number))
    builder.build(gather(project), (), False, lambda *event: None)
    assert 0 < kept.info().size <= 2**20


# --- the commands -------------------------------------------------------------------------


def test_the_commands(content: SmallProject) -> None:
    content.write("pyproject.toml", "[tool.report-builder]\ncache-mb = 64\n")
    assert run(content, "cache", "info").stdout == "0 entries, 0.0 of 64 MB\n"
    kept = Cache(content.found.cache, 64)
    kept.put(KEY, b"x" * 2**20)
    age(kept, KEY)
    kept.put(cache.key("another"), b"x")
    first, second = run(content, "cache", "info").stdout.splitlines()
    assert first == "2 entries, 1.0 of 64 MB"
    assert second.startswith("used between 2") and " and 2" in second
    assert run(content, "cache", "prune").stdout == "removed 0 entries\n"
    assert run(content, "cache", "clear").stdout == "removed 2 entries\n"
    assert run(content, "cache", "info").stdout == "0 entries, 0.0 of 64 MB\n"


def test_info_for_programs(content: SmallProject) -> None:
    said = json.loads(run(content, "cache", "info", "--format", "json").stdout)
    assert said == {"entries": 0, "bytes": 0, "limit": 2**30, "oldest": None, "newest": None}
    kept = Cache(content.found.cache, 1024)
    kept.put(KEY, b"x")
    os.utime(kept.folder / KEY, (0, 0))
    said = json.loads(run(content, "cache", "info", "--format", "json").stdout)
    assert said == {"entries": 1, "bytes": 4096, "limit": 2**30,
                    "oldest": "1970-01-01T00:00:00+00:00",
                    "newest": "1970-01-01T00:00:00+00:00"}  # fmt: skip
