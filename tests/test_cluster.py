"""A real Dask cluster on this machine: what goes there, what comes back, and what may get lost."""

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path

import calls
import distributed
import pytest
from calls import Call
from conftest import REPOSITORY
from test_faults import gone

import report_builder
from report_builder import cluster as clusters
from report_builder import outpost
from report_builder.cluster import Cluster
from report_builder.errors import ClusterError, RenderError, StoppedError
from report_builder.outpost import Build, Order
from report_builder.pages import Place
from report_builder.project import Limits
from report_builder.rendering import remote
from report_builder.rendering.job import Job
from report_builder.rendering.process import Renderer

TESTS = Path(__file__).parent
FONTS = [f"assets/fonts/source-serif-4/SourceSerif4-{kind}.ttf" for kind in ("Regular", "Bold")]
LIMITS = Limits(20, 300)


class Processes:
    """The scheduler and the workers of a cluster, ended at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "scheduler.json"
        self._started: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--port", "0")
        self.address = self._wait_for_scheduler()

    def worker(self, *path: Path) -> "subprocess.Popen[bytes]":
        """Start a worker that finds modules in these folders first."""
        folders = [str(folder) for folder in (*path, TESTS)]
        return self._start("worker", "--nthreads", "1", "--no-nanny", path=folders)

    def end(self) -> None:
        for process in reversed(self._started):
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *options: str, path: Sequence[str] = ()
    ) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "dask", kind, "--scheduler-file", str(self._file),
                   "--host", "127.0.0.1", "--no-dashboard", *options]  # fmt: skip
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(path),
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
            "TMPDIR": str(self.folder),
        }
        with (self.folder / f"{kind}.log").open("ab") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self._started.append(process)
        return process

    def _wait_for_scheduler(self) -> str:
        while True:
            try:
                return str(json.loads(self._file.read_text())["address"])
            except (FileNotFoundError, ValueError):
                assert self._started[0].poll() is None, (self.folder / "scheduler.log").read_text()
                time.sleep(0.05)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    processes = Processes(tmp_path_factory.mktemp("cluster"))
    yield processes
    processes.end()


@pytest.fixture(scope="module")
def workers(processes: Processes) -> list["subprocess.Popen[bytes]"]:
    """Two workers that are like this machine."""
    return [processes.worker() for _ in range(2)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, as far as a cluster needs one."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("fonts", "hyphenation"):
        shutil.copytree(REPOSITORY / "assets" / folder, root / "assets" / folder)
    for name in ("a", "b"):
        write(root, name, name * 3)
    return root


@pytest.fixture(scope="module")
def cluster(processes: Processes, workers: Sequence[object], root: Path) -> Iterator[Cluster]:
    with distributed.Client(processes.address, set_as_default=False) as client:
        client.wait_for_workers(len(workers), timeout=60)
    with Cluster(processes.address, root, LIMITS, FONTS) as cluster:
        yield cluster


def write(root: Path, name: str, text: str) -> str:
    path = root / f"reports/{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return f"reports/{name}.yaml"


# --- what goes there, and what comes back -------------------------------------------------


def test_there_is_a_lane_for_each_worker(cluster: Cluster) -> None:
    assert len(cluster.lanes) == 2
    assert all(isinstance(lane, Executor) for lane in cluster.lanes)
    found = [lane.submit(calls.number, Call()).result() for lane in cluster.lanes for _ in "ab"]
    assert found[0] == found[1] != found[2] == found[3], "a lane keeps its process"


def test_a_job_finds_its_files_and_no_trace_of_this_machine(cluster: Cluster, root: Path) -> None:
    job = Call(files=("reports/a.yaml", "reports/none.yaml", "../outside"))
    seen = cluster.lanes[0].submit(calls.see, job).result()
    there = Path(os.fsdecode(seen.pop("")))
    assert seen == {"reports/a.yaml": b"aaa"}
    assert root not in [there, *there.parents]


def test_contents_are_sent_once_and_again_when_they_change(
    cluster: Cluster, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[set[str]] = []
    run = cluster.client.run

    def watched(function: object, *arguments: object, **options: object) -> object:
        if function is outpost.receive:
            sent.append({name for name in arguments[1] if name.startswith("reports/")})  # type: ignore[attr-defined]
        return run(function, *arguments, **options)

    monkeypatch.setattr(cluster.client, "run", watched)
    lane, job = cluster.lanes[1], Call(files=(write(root, "c", "c"), write(root, "d", "d")))
    assert [lane.submit(calls.see, job).result()["reports/c.yaml"] for _ in range(2)] == [b"c"] * 2
    write(root, "c", "changed")
    assert lane.submit(calls.see, job).result()["reports/c.yaml"] == b"changed"
    assert sent == [{"reports/c.yaml", "reports/d.yaml"}, {"reports/c.yaml"}]


def test_a_section_is_the_same_wherever_it_is_rendered(cluster: Cluster, root: Path) -> None:
    style = "<style>body {font-family: 'Source Serif 4'; width: 12mm; hyphens: auto}</style>"
    words = "Bürgerbeteiligung Deutschland Starkregen Fortschritt Übergang " * 4
    html = f'<html lang="de"><title>x</title>{style}<p>{words}'
    job = Job(html, "a section", tuple(FONTS), {"bürgerbeteiligung": (7,)}, Place(7, 9))
    with Renderer(root, LIMITS, jobs=1) as renderer:
        renderer.use([root / name for name in FONTS], {})
        expected = renderer.lanes[0].submit(remote.render, job).result()
    assert [lane.submit(remote.render, job).result() for lane in cluster.lanes] == [expected] * 2
    assert expected.fonts and expected.trace.pieces


def test_errors_keep_their_facts(cluster: Cluster) -> None:
    with pytest.raises(RenderError) as caught:
        cluster.lanes[0].submit(calls.fail, Call(value=RenderError("it", ["a"]))).result()
    assert caught.value.complaints == ["a"]


def test_limits_hold_on_the_workers(cluster: Cluster) -> None:
    with pytest.raises(StoppedError, match=r"^the call: stopped at 300 MB of memory; likely"):
        cluster.lanes[0].submit(calls.occupy, Call(value=400)).result()
    with pytest.raises(StoppedError, match=r"^the call: the renderer was killed from outside"):
        cluster.lanes[0].submit(calls.die, Call(value=9)).result()
    assert cluster.lanes[0].submit(calls.echo, Call(value=1)).result()[1] == 1


def test_an_outpost_goes_with_its_build(processes: Processes, cluster: Cluster, root: Path) -> None:
    before = scratch(processes)
    with Cluster(processes.address, root, LIMITS, FONTS) as second:
        processes_there = [lane.submit(calls.number, Call()).result() for lane in second.lanes]
        assert len(scratch(processes)) == len(before) + 2
        running = second.lanes[0].submit(calls.sleep, Call(value=60))
        time.sleep(0.2)
    assert [process for process in processes_there if not gone(process, within=3)] == []
    assert scratch(processes) == before
    with pytest.raises(Exception, match=r"cancelled|^$"):
        running.result(timeout=3)
    assert cluster.lanes[0].submit(calls.echo, Call(value=1)).result()[1] == 1


def scratch(processes: Processes) -> set[Path]:
    return set(processes.folder.glob("report-builder-*"))


# --- other workers, lost workers, no cluster ----------------------------------------------


def test_another_worker_gets_nothing_to_do_and_a_lost_one_costs_a_retry(
    processes: Processes,
    workers: list["subprocess.Popen[bytes]"],
    cluster: Cluster,
    root: Path,
    tmp_path: Path,
) -> None:
    package = tmp_path / "report_builder"
    shutil.copytree(Path(report_builder.__file__).parent, package)
    (package / "fonts.py").write_text((package / "fonts.py").read_text() + "# another\n")
    processes.worker(tmp_path)
    while len(cluster.workers()) < 3:
        time.sleep(0.05)
    with pytest.raises(
        ClusterError, match=r"tcp://127\.0\.0\.1:\d+ has report-builder \w{12} \(here"
    ):
        Cluster(processes.address, root, LIMITS, FONTS)
    pids = [lane.submit(calls.number, Call()).result() for lane in cluster.lanes]
    running = [
        lane.submit(calls.sleep, Call(value=0.5)) for lane in cluster.lanes for _ in range(3)
    ]
    time.sleep(0.2)
    lost = workers[1]
    (server,) = {parent(pid) for pid in pids if parent(parent(pid)) == lost.pid}
    lost.kill()
    lost.wait()
    assert [future.result(timeout=30) for future in running] == [None] * 6
    assert gone(server, within=3), "with it goes what it had started"
    found = {lane.submit(calls.number, Call()).result() for lane in cluster.lanes}
    assert {parent(parent(pid)) for pid in found} == {workers[0].pid}, "not the other one"


def parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def test_without_workers_a_build_ends(
    workers: list["subprocess.Popen[bytes]"], cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "WORKER", 0.5)
    workers[0].kill()
    workers[0].wait()
    with pytest.raises(ClusterError, match=r"no worker is left: .* has report-builder .*; start"):
        cluster.lanes[0].submit(calls.echo, Call()).result(timeout=20)


def test_without_a_scheduler_there_is_no_build(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "ANSWER", 0.5)
    monkeypatch.setattr(clusters, "WORKER", 0.5)
    for address in ("tcp://127.0.0.1:1", "no address", "tcp://nowhere.invalid:8786"):
        with pytest.raises(ClusterError, match=f"no scheduler answers at {address}; start it with"):
            Cluster(address, root, LIMITS, FONTS)
    alone = Processes(tmp_path)
    try:
        with pytest.raises(ClusterError, match=r"has had no worker for 0\.5 s; start some with"):
            Cluster(alone.address, root, LIMITS, FONTS)
    finally:
        alone.end()


# --- outposts by themselves ---------------------------------------------------------------


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    build = Build("a build", LIMITS, ())
    yield build
    outpost.close(build)


def order(build: Build, contents: dict[str, bytes]) -> bytes:
    digests = {name: sha256(data).hexdigest() for name, data in contents.items()}
    return pickle.dumps(Order(build, 0, calls.see, Call(), digests))


def test_old_files_make_room(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outpost, "MAX_BYTES", 10)
    first, second = {"reports/a": b"123456"}, {"reports/b": b"1234567"}
    assert outpost.carry_out(order(build, first)).lacking == {"reports/a"}
    for contents in (first, second):
        outpost.receive(build, contents)
        assert outpost.carry_out(order(build, contents)).value.items() >= contents.items()
    assert outpost.carry_out(order(build, first)).lacking == {"reports/a"}


def test_an_outpost_that_is_forgotten_goes(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outpost, "PATIENCE", 0.2)
    seen = outpost.carry_out(order(build, {})).value
    folder = Path(os.fsdecode(seen[""])).parent
    deadline = time.monotonic() + 5
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
