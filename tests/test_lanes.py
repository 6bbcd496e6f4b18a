"""Lanes: functions called in processes of their own, and what becomes of those."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor
from pathlib import Path

import calls
import pytest
from calls import Call, started
from test_faults import children, gone

from report_builder.errors import NativeLibraryError, RenderError, StoppedError
from report_builder.rendering import capacity
from report_builder.rendering.lanes import Lane, Server

# --- the fixtures -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = started(tmp_path_factory.mktemp("scratch"))
    yield server
    server.close()


@pytest.fixture
def lane(server: Server) -> Iterator[Lane]:
    lane = Lane(server, 20)
    yield lane
    lane.shutdown(cancel_futures=True)


def call(lane: Lane, function: Callable[[Path, Call], object], value: object = None) -> object:
    return lane.submit(function, Call(value=value)).result(timeout=30)


# --- one lane -----------------------------------------------------------------------------


def test_a_lane_is_an_executor_with_one_process_that_stays(lane: Lane) -> None:
    assert isinstance(lane, Executor)
    assert lane._process is None, "it begins with the first call"
    assert call(lane, calls.number) == call(lane, calls.number) != os.getpid()
    assert [call(lane, calls.keep, value) for value in "ab"] == [["a"], ["a", "b"]]
    assert list(lane.map(calls.echo, [Call(value=1), Call(value=2)])) == [
        (Path("/project"), 1), (Path("/project"), 2)]  # fmt: skip


def test_many_and_large_calls_go_through(lane: Lane) -> None:
    futures = [lane.submit(calls.echo, Call(value=value)) for value in range(300)]
    assert [future.result()[1] for future in futures] == list(range(300))
    assert call(lane, calls.echo, bytes(20_000_000)) == (Path("/project"), bytes(20_000_000))


def test_what_a_function_raises_keeps_its_facts(lane: Lane) -> None:
    process = call(lane, calls.number)
    with pytest.raises(RenderError, match="it was not rendered cleanly") as complained:
        call(lane, calls.fail, RenderError("it", ["a", "b"]))
    assert complained.value.complaints == ["a", "b"]
    with pytest.raises(NativeLibraryError, match="scripts/setup") as missing:
        call(lane, calls.fail, NativeLibraryError("libpango"))
    assert missing.value.reason == "libpango"
    with pytest.raises(KeyError) as bug:
        call(lane, calls.fail, KeyError("x"))
    assert "calls.py" in bug.value.__notes__[0], "where it was raised"
    assert call(lane, calls.number) == process


def test_what_cannot_be_sent_is_an_error_of_its_call_only(lane: Lane) -> None:
    process = call(lane, calls.number)
    for value in (lambda: None, calls.Unreadable()):
        with pytest.raises(Exception, match=r"pickle|Unreadable"):
            call(lane, calls.echo, value)
    assert call(lane, calls.number) == process


# --- limits -------------------------------------------------------------------------------


def test_a_call_that_takes_too_long_ends_its_process_only(server: Server, lane: Lane) -> None:
    other = Lane(server, 0.5)
    neighbour = call(lane, calls.number)
    process = call(other, calls.number)
    with pytest.raises(StoppedError, match=r"^the call: stopped after 0\.5 s; likely .* raise ren"):
        call(other, calls.sleep, 60)
    assert isinstance(process, int)
    assert gone(process, within=2)
    assert call(other, calls.number) not in (process, neighbour)
    assert call(lane, calls.number) == neighbour
    other.shutdown()


def test_a_call_that_takes_too_much_memory_ends_its_process_only(
    lane: Lane, capfd: pytest.CaptureFixture[str]
) -> None:
    process = call(lane, calls.number)
    with pytest.raises(StoppedError, match=r"^the call: stopped at 512 MB of memory; likely"):
        call(lane, calls.occupy, 600)
    assert call(lane, calls.number) != process
    assert capfd.readouterr().err == ""


def test_a_call_is_not_to_blame_for_what_others_keep(lane: Lane) -> None:
    assert [call(lane, calls.occupy, 200) for _ in range(3)] == [1, 2, 1]


@pytest.mark.parametrize(
    ("function", "value", "reason"),
    [
        (calls.die, 9, "the renderer was killed from outside; likely because the machine ran out"),
        (calls.die, 11, r"the renderer crashed \(SIGSEGV\); likely a damaged font"),
        (calls.leave, None, r"the renderer crashed \(exit status 1\); likely"),
    ],
)
def test_how_a_process_ended_is_told(
    server: Server, lane: Lane, function: Callable[[Path, Call], object], value: int, reason: str
) -> None:
    neighbour = Lane(server, 20)
    running = neighbour.submit(calls.sleep, Call(value=0.5))
    waiting = neighbour.submit(calls.number, Call())
    with pytest.raises(StoppedError, match=f"^the call: {reason}"):
        call(lane, function, value)
    assert call(lane, calls.echo) == (Path("/project"), None)
    assert running.result() is None
    assert isinstance(waiting.result(), int)
    neighbour.shutdown()


def test_garbage_goes_when_there_is_much_of_it(lane: Lane) -> None:
    """Looking for it after each call would cost more than the calls, where layouts are kept."""
    _, loaded = call(lane, calls.garbage)  # type: ignore[misc]
    assert loaded, "WeasyPrint was loaded before the process began"
    assert call(lane, calls.litter) >= 300_000  # type: ignore[operator]
    assert call(lane, calls.garbage)[0] < 10_000  # type: ignore[index]


# --- the end ------------------------------------------------------------------------------


def test_a_lane_can_be_ended_in_the_middle_of_a_call(lane: Lane) -> None:
    process = call(lane, calls.number)
    running, waiting = (lane.submit(calls.sleep, Call(value=60)) for _ in range(2))
    time.sleep(0.1)
    lane.shutdown(cancel_futures=True)
    for future in (running, waiting):
        with pytest.raises((StoppedError, CancelledError)):
            future.result(timeout=0)
    assert isinstance(process, int)
    assert gone(process, within=1)


def test_processes_that_are_no_longer_needed_are_not_left(server: Server) -> None:
    before = children(server._process.pid)
    for _ in range(20):
        with Lane(server, 20) as lane:
            call(lane, calls.number)
    assert children(server._process.pid) == before


def test_a_server_that_is_killed_is_started_anew(tmp_path: Path) -> None:
    server = started(tmp_path)
    lanes = [Lane(server, 20) for _ in range(2)]
    process = call(lanes[0], calls.number)
    server._process.kill()
    server._process.wait()
    assert call(lanes[0], calls.number) == process, "lanes go on without it"
    assert call(lanes[1], calls.echo) == (Path("/project"), None)
    # How a process of the first server ended, nobody knows.
    for lane, reason in zip(lanes, ["killed from outside", "crashed .SIGSEGV."], strict=True):
        with pytest.raises(StoppedError, match=reason):
            call(
                lane, calls.die, signal.SIGSEGV
            )  # of a process of the first server nobody knows more
        lane.shutdown()
    server.close()


def test_a_server_that_does_not_start_counts_as_killed(tmp_path: Path) -> None:
    server = started(tmp_path)
    lane = Lane(server, 20)
    server._process.send_signal(signal.SIGSTOP)
    future = lane.submit(calls.number, Call())
    time.sleep(0.1)
    server._process.kill()
    with pytest.raises(StoppedError, match=r"^the call: the renderer was killed from outside"):
        future.result()
    assert call(lane, calls.echo) == (Path("/project"), None)
    lane.shutdown()
    server.close()


def test_a_server_that_hangs_is_given_up(tmp_path: Path) -> None:
    server = started(tmp_path)
    first = server._process
    first.send_signal(signal.SIGSTOP)
    lane = Lane(server, 0.3)
    with pytest.raises(StoppedError, match="stopped after"):
        call(lane, calls.number)
    assert first.poll() == -signal.SIGKILL
    lane.shutdown()
    server.close()


BUILD = """
import sys, time
from pathlib import Path
import calls
from calls import Call, started
from report_builder.rendering.lanes import Lane
server = started(Path(sys.argv[1]))
if sys.argv[2] == "busy":
    lanes = [Lane(server, 60) for _ in range(2)]
    print(*(lane.submit(calls.number, Call()).result() for lane in lanes))
    lanes[0].submit(calls.sleep, Call(value=60))
print(server._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("state", ["loading", "busy"])
def test_a_build_that_is_killed_leaves_no_process_and_no_folder(tmp_path: Path, state: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-c", BUILD, str(scratch), state]
    build = subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE)
    assert build.stdout is not None
    lines = [build.stdout.readline() for _ in range(2 if state == "busy" else 1)]
    processes = [int(number) for line in lines for number in line.split()]
    assert len(processes) == (3 if state == "busy" else 1)
    build.kill()
    build.communicate()
    assert [process for process in processes if not gone(process, within=2)] == []
    deadline = time.monotonic() + 2
    while scratch.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not scratch.exists()


# --- how many -----------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with eight cores and 64 GB."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)), raising=False)
    write(tmp_path / "proc/meminfo", "MemTotal: 1 kB\nMemAvailable: 67108864 kB\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def limited(folder: Path, version: int, limit: object, usage: int, inactive: int) -> None:
    names = {1: ("memory.limit_in_bytes", "memory.usage_in_bytes"),
             2: ("memory.max", "memory.current")}[version]  # fmt: skip
    write(folder / names[0], f"{limit}\n")
    write(folder / names[1], f"{usage << 20}\n")
    write(folder / "memory.stat", f"anon 1\ninactive_file {inactive << 20}\n")


def test_there_are_as_many_lanes_as_cores_where_memory_is_enough(machine: Path) -> None:
    assert capacity.lanes(machine) == 8
    (machine / "proc/meminfo").unlink()
    assert capacity.lanes(machine) == 8, "where nothing is known of memory"


@pytest.mark.parametrize(("megabytes", "lanes"), [(1250, 4), (500, 1), (20, 1)])
def test_there_are_no_more_lanes_than_fit(machine: Path, megabytes: int, lanes: int) -> None:
    write(machine / "proc/meminfo", f"MemAvailable: {megabytes * 1024} kB\n")
    assert capacity.lanes(machine) == lanes


@pytest.mark.parametrize("group", ["", "/of/this"])
def test_the_limit_of_a_control_group_counts(machine: Path, group: str) -> None:
    write(machine / "proc/self/cgroup", f"0::{group or '/'}\n")
    own = machine / f"sys/fs/cgroup{group}"
    limited(own, 2, "max", 1, 0)
    assert capacity.lanes(machine) == 8
    limited(machine / "sys/fs/cgroup", 2, 2048 << 20, 1500, 400)
    assert capacity.lanes(machine) == 3, "948 MB can be had"


def test_the_limit_of_an_old_control_group_counts(machine: Path) -> None:
    write(machine / "proc/self/cgroup", "5:cpu:/a\n4:hugetlb,memory:/a/b\n0::/\n")
    limited(machine / "sys/fs/cgroup/memory/a", 1, 1024 << 20, 300, 0)
    assert capacity.lanes(machine) == 2


def test_this_machine_can_be_asked() -> None:
    assert 1 <= capacity.lanes() <= (os.cpu_count() or 1)
