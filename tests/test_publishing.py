"""dist/ online: what is sent to real servers, in which order, and what readers see meanwhile."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
import servers
from click.testing import CliRunner, Result
from conftest import SmallProject, absent
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked
from servers import Line, Reader

from report_builder import store
from report_builder.cli import main
from report_builder.publishing import addresses
from report_builder.publishing.files import files_of
from report_builder.site import kinds
from report_builder.site.kinds import is_versioned

FILES = {
    "01/v1.0/01.pdf": b"%PDF one",
    "01/cover.jpg": b"jpeg",
    "01/grüße.pdf": b"%PDF stable",
    "_headers": b"/*\n",
    "01/index.html": b"<p>issue</p>",
    "01/issue.json": b"{}",
    "SHA256SUMS": b"0  01/01.pdf",
    "feed.atom": b"<feed/>",
    "index.html": b"<p>series</p>",
}
RECORD = ".published.json"


class Place:
    """A target: its address, and what stands there as its owner sees it, without the server."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.folder = folder

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def remove(self, path: str) -> None:
        (self.folder / path).unlink()


class Bucket(Place):
    """The same of a bucket."""

    def __init__(self, endpoint: str) -> None:
        import boto3

        self.bucket = boto3.resource("s3", endpoint_url=endpoint).create_bucket(Bucket="Hefte1")
        super().__init__("s3://Hefte1/zwk", Path())

    def files(self) -> dict[str, bytes]:
        found = self.bucket.objects.all()
        return {each.key.removeprefix("zwk/"): each.get()["Body"].read() for each in found}

    def write(self, path: str, data: bytes) -> None:
        self.bucket.put_object(Key=f"zwk/{path}", Body=data)

    def remove(self, path: str) -> None:
        self.bucket.Object(f"zwk/{path}").delete()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """OpenSSH's server: the home of its client, and the port."""
    if servers.SSHD is None:
        absent("there is no sshd here: scripts/setup dev installs it")
    home = tmp_path_factory.mktemp("home")
    with servers.sshd(home) as port:
        servers.trust(home, port)
        yield home, port


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def client(shell: tuple[Path, int], monkeypatch: pytest.MonkeyPatch) -> tuple[Path, int]:
    """The server, with this process at home at its client."""
    monkeypatch.setenv("HOME", str(shell[0]))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return shell


@pytest.fixture(params=["folder", "sftp", "webdav", "s3"])
def place(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """An empty target of each kind."""
    folder = tmp_path / "online"
    if request.param == "folder":
        yield Place(str(folder), folder)
    elif request.param == "sftp":
        _, port = request.getfixturevalue("client")
        yield Place(f"sftp://127.0.0.1:{port}{folder}", folder)
    elif request.param == "webdav":
        (folder / "hefte").mkdir(parents=True)
        monkeypatch.setenv("REPORT_BUILDER_PASSWORD", servers.PASSWORD)
        with servers.webdav(folder) as port:
            yield Place(f"webdav://zwk@127.0.0.1:{port}/hefte", folder / "hefte")
    else:
        endpoint = request.getfixturevalue("s3_endpoint")
        for name, value in (("AWS_ENDPOINT_URL", endpoint), ("AWS_ACCESS_KEY_ID", "key"),
                            ("AWS_SECRET_ACCESS_KEY", "secret"),
                            ("AWS_DEFAULT_REGION", "us-east-1")):  # fmt: skip
            monkeypatch.setenv(name, value)
        bucket = Bucket(endpoint)
        bucket.bucket.objects.all().delete()
        yield bucket


@pytest.fixture
def site(content: SmallProject) -> SmallProject:
    """A project with a small dist/."""
    for name, data in FILES.items():
        content.write(f"dist/{name}", data)
    return content


def publish(site: SmallProject, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["publish", *arguments, "--project", str(site.root)])


def done(result: Result) -> list[str]:
    """What was sent and removed, in its order."""
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()[:-1]


def readers(place: Place) -> dict[str, bytes]:
    return {name: data for name, data in place.files().items() if name != RECORD}


# --- every kind of target -----------------------------------------------------------------


def test_sends_what_differs_in_the_order_in_which_readers_may_see_it(
    site: SmallProject, place: Place
) -> None:
    sent = done(publish(site, place.address))
    assert readers(place) == FILES
    assert sent[0] == "uploaded 01/v1.0/01.pdf" and sent[-1] == "uploaded index.html"
    naming = {"01/index.html", "01/issue.json", "SHA256SUMS", "feed.atom"}
    assert {line.removeprefix("uploaded ") for line in sent[-5:-1]} == naming

    assert done(publish(site, place.address)) == []
    site.write("dist/01/index.html", b"<p>issuE</p>")  # of the same size
    place.remove("feed.atom")
    place.write("01/cover.jpg", b"half a jpeg")
    shown = done(publish(site, place.address, "--dry-run"))
    assert [line.split()[2] for line in shown] == ["01/cover.jpg", "01/index.html", "feed.atom"]
    assert "feed.atom" not in place.files()
    assert len(done(publish(site, place.address))) == 3
    assert readers(place) == FILES | {"01/index.html": b"<p>issuE</p>"}


def test_never_overwrites_what_is_online_under_a_version(site: SmallProject, place: Place) -> None:
    done(publish(site, place.address))
    before = place.files()
    site.write("dist/01/v1.0/01.pdf", b"%PDF two")
    site.write("dist/index.html", b"<p>more</p>")
    for recorded in (True, False):
        if not recorded:  # then what is there is read back
            place.remove(RECORD)
            del before[RECORD]
        refused = publish(site, place.address)
        assert refused.exit_code == 1
        assert "raise version" in refused.stderr and "01/v1.0/01.pdf" in refused.stderr
        assert place.files() == before


def test_prunes_what_it_has_put_there_and_nothing_else(site: SmallProject, place: Place) -> None:
    done(publish(site, place.address))
    place.write("impressum.html", b"of the website")
    for name in ("01/cover.jpg", "01/v1.0/01.pdf"):
        (site.root / "dist" / name).unlink()
    assert done(publish(site, place.address)) == []
    assert readers(place) == FILES | {"impressum.html": b"of the website"}
    assert done(publish(site, place.address, "--prune", "--dry-run")) == [
        "would remove 01/cover.jpg"
    ]
    assert done(publish(site, place.address, "--prune")) == ["removed 01/cover.jpg"]
    left = FILES | {"impressum.html": b"of the website"}
    assert readers(place) == {name: data for name, data in left.items() if name != "01/cover.jpg"}


def test_takes_no_record_at_its_word(site: SmallProject, place: Place) -> None:
    done(publish(site, place.address))
    for damaged in (b"{", b"[]", b'{"feed.atom": 1}'):
        place.write(RECORD, damaged)
        assert done(publish(site, place.address)) == []
        assert json.loads(place.files()[RECORD]).keys() == FILES.keys()


def test_removes_what_a_run_that_was_cut_off_has_left(site: SmallProject, place: Place) -> None:
    place.write("01/.uploading-00ff00ff-01.pdf", b"%PD")
    done(publish(site, place.address))
    assert readers(place) == FILES


# --- cut off ------------------------------------------------------------------------------

PROGRAM = [sys.executable, "-c", "from report_builder.cli import main; main()"]
NEW = {f"02/{number:02}.jpg": os.urandom(200_000) for number in range(8)}


def renew(site: SmallProject, large: int = 0) -> dict[str, bytes]:
    """Another edition of every file that may change, and new ones; returns them all.

    In the midst is one of so many bytes.
    """
    files = {name: data if is_versioned(name) else data + b" anew" for name, data in FILES.items()}
    files |= NEW | {"02/04.jpg": bytes(large) or NEW["02/04.jpg"]}
    for name, data in files.items():
        site.write(f"dist/{name}", data)
    return files


def assert_nothing_was_half_visible(reader: Reader, after: dict[str, bytes]) -> None:
    old, new = ({n: store.digest(data) for n, data in files.items()} for files in (FILES, after))
    assert len(reader.states) > 3
    for state in reader.states:
        assert old.keys() <= state.keys() <= new.keys()
        assert [n for n, seen in state.items() if seen not in (old.get(n), new[n])] == []
        if state["index.html"] == new["index.html"]:
            assert state == new, "the front page came before what it names"


def kill(site: SmallProject, place: Place, ready: Callable[[], object]) -> None:
    """Publish until `ready`, and no longer."""
    command = [*PROGRAM, "publish", place.address, "--project", str(site.root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while not ready():
            assert process.poll() is None, "it was done before it could be killed"
            time.sleep(0.0005)
        process.kill()


def go_on(site: SmallProject, place: Place, after: dict[str, bytes]) -> None:
    """What was cut off is in part there; the rest is sent, and nothing else."""
    before = place.files()
    assert before["index.html"] == FILES["index.html"]
    assert any(name.startswith("02/.uploading-") for name in before)
    there = sum(before.get(name) == data for name, data in after.items())
    assert 3 <= there < len(after)
    assert len(done(publish(site, place.address))) == len(after) - there
    assert readers(place) == after
    time.sleep(0.05)  # for the reader


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_goes_on_after_a_kill_and_nobody_sees_it(site: SmallProject, place: Place) -> None:
    done(publish(site, place.address))
    after = renew(site, large=40_000_000)
    with Reader(place.folder) as reader:
        large = "02/.uploading-*04.jpg"
        kill(site, place, lambda: any(p.stat().st_size for p in place.folder.glob(large)))
        go_on(site, place, after)
    assert_nothing_was_half_visible(reader, after)


@pytest.mark.parametrize("ending", ["cut", "kill"])
def test_goes_on_after_the_line_broke_and_nobody_sees_it(
    site: SmallProject,
    client: tuple[Path, int],
    tmp_path: Path,
    ending: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from report_builder.publishing import sftp

    monkeypatch.setattr(sftp, "_ALIVE", 1)  # that is how it notices
    home, port = client
    with Line(port) as line:
        servers.trust(home, line.port)
        place = Place(f"sftp://127.0.0.1:{line.port}{tmp_path}/online", tmp_path / "online")
        done(publish(site, place.address))
        after = renew(site)
        with Reader(place.folder) as reader:
            line.limit, line.hanging = 900_000, ending == "kill"
            if ending == "kill":
                kill(site, place, line.hangs.is_set)
                line.cut.set()
            else:
                cut = publish(site, place.address)
                assert cut.exit_code == 1 and "publish again to go on" in cut.stderr, cut.output
            line.limit = None
            go_on(site, place, after)
    assert_nothing_was_half_visible(reader, after)


# --- SSH ----------------------------------------------------------------------------------


def test_refuses_a_host_that_nobody_knows(
    site: SmallProject, client: tuple[Path, int], tmp_path: Path
) -> None:
    with Line(client[1]) as line:
        refused = publish(site, f"sftp://127.0.0.1:{line.port}{tmp_path}/online")
    assert refused.exit_code == 1
    assert "the host key is not known" in refused.stderr and "ssh -p" in refused.stderr
    assert not (tmp_path / "online").exists()


def test_refuses_a_host_whose_key_has_changed(
    site: SmallProject, client: tuple[Path, int], tmp_path: Path
) -> None:
    home, port = client
    with Line(port) as line:
        kind, key, *_ = (home / ".ssh/id_ed25519.pub").read_text().split()  # any other one
        with (home / ".ssh/known_hosts").open("a") as known:
            known.write(f"[127.0.0.1]:{line.port} {kind} {key}\n")
        refused = publish(site, f"sftp://127.0.0.1:{line.port}{tmp_path}/online")
    assert refused.exit_code == 1
    assert "has CHANGED" in refused.stderr and "ssh-keygen -R" in refused.stderr
    assert not (tmp_path / "online").exists()


def test_says_so_where_no_key_is_taken(
    site: SmallProject, client: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "stranger"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh/known_hosts").write_text((client[0] / ".ssh/known_hosts").read_text())
    monkeypatch.setenv("HOME", str(home))
    refused = publish(site, f"sftp://127.0.0.1:{client[1]}{tmp_path}/online")
    assert refused.exit_code == 1 and "takes none of our keys" in refused.stderr


def test_leaves_nothing_where_the_disk_is_not_ours(
    site: SmallProject, client: tuple[Path, int]
) -> None:
    refused = publish(site, f"sftp://127.0.0.1:{client[1]}/dev/null/online")
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1, refused.output


# --- S3 and WebDAV ------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["s3"], indirect=True)
def test_objects_have_their_type_and_how_long_they_are_kept(
    site: SmallProject, place: Bucket
) -> None:
    done(publish(site, place.address))
    for name in FILES:
        found = place.bucket.Object(f"zwk/{name}")
        assert found.content_type == kinds.of(name).content_type
        assert found.cache_control == kinds.cache_control(name)


@pytest.mark.parametrize("place", ["webdav"], indirect=True)
def test_a_wrong_password_is_one_line(
    site: SmallProject, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORT_BUILDER_PASSWORD", "geraten")
    refused = publish(site, place.address)
    assert refused.exit_code == 1 and "401" in refused.stderr
    assert refused.stderr.count("\n") == 1 and "geraten" not in refused.stderr
    assert place.files() == {}


class Keyring(KeyringBackend):
    """A keyring in memory; one that is locked raises, as real ones do."""

    priority = 1

    def __init__(self, locked: bool) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("nobody typed the password of the keyring")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring(request: pytest.FixtureRequest) -> Iterator[None]:
    """A keyring that has the password of zwk, as docs/publishing.md says it gets there."""
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring(locked=request.param == "locked"))
    keyring.set_password("report-builder", "zwk@127.0.0.1", servers.PASSWORD)
    yield
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("ring", "environment", "user", "enters"),
    [
        ("open", None, "zwk", True),
        ("open", "geraten", "zwk", False),  # the environment comes first
        ("locked", servers.PASSWORD, "zwk", True),
        ("locked", None, "zwk", False),
        ("open", None, "nobody", False),
    ],
    indirect=["ring"],
)
@pytest.mark.parametrize("place", ["webdav"], indirect=True)
def test_the_password_comes_from_the_environment_or_the_keyring(
    site: SmallProject,
    place: Place,
    ring: None,
    environment: str | None,
    user: str,
    enters: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REPORT_BUILDER_PASSWORD")
    if environment is not None:
        monkeypatch.setenv("REPORT_BUILDER_PASSWORD", environment)
    result = publish(site, place.address.replace("zwk@", f"{user}@"))
    assert (readers(place) == FILES, "401" in result.stderr) == (enters, not enters)


# --- the command --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("sftp://zwk:geheim@www.example/hefte", "no password in an address"),
        ("sftp://zwk:ge/heim@www.example/hefte", "no address"),
        ("ftp://www.example/hefte", "nothing can be published by ftp://"),
        ("sftp://www.example", "names no folder"),
        ("webdav://zwk@www.example/hefte", "use webdavs://"),
        ("dist/inside", "into itself"),
    ],
)
def test_refuses_such_targets(
    site: SmallProject, target: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORT_BUILDER_PASSWORD", "geheim")
    monkeypatch.chdir(site.root)
    refused = publish(site, target)
    assert refused.exit_code == 2 and said in refused.stderr
    assert "geheim" not in refused.output and "heim@" not in refused.output


def test_takes_the_target_of_the_settings(site: SmallProject) -> None:
    assert "say where to" in publish(site).stderr
    site.write("pyproject.toml", '[tool.report-builder]\npublish = "online"\ncache-mb = 64\n')
    place = Place("", site.root / "online")
    done(publish(site))
    assert readers(place) == FILES
    site.write("pyproject.toml", "[tool.report-builder]\npublish = 1\n")
    assert publish(site).exit_code == 2


def test_an_empty_dist_is_not_published(content: SmallProject, tmp_path: Path) -> None:
    refused = publish(content, str(tmp_path / "online"))
    assert refused.exit_code == 2 and not (tmp_path / "online").exists()


def test_addresses_are_shown_as_they_are_written(tmp_path: Path) -> None:
    for text in ("sftp://zwk@www.example:2222/srv/www", "s3://Hefte/a", "webdavs://[::1]:8/d"):
        assert str(addresses.parse(text, tmp_path)) == text
    assert addresses.parse("sftp://www.example/~/www", tmp_path).path == "www"


# --- the website --------------------------------------------------------------------------


def served(site: SmallProject, path: str) -> tuple[int, dict[str, str], bytes]:
    """As a server answers that does everything right."""
    from urllib.parse import unquote

    name = unquote(path).removeprefix("/hefte/")
    if name == "_headers" or name not in FILES:
        return 404, {}, b""
    said = {
        "Content-Type": kinds.of(name).content_type,
        "Cache-Control": kinds.cache_control(name),
    }
    return 200, said, site.read(f"dist/{name}").encode()


def verified(
    site: SmallProject, answer: Callable[[str], tuple[int, dict[str, str], bytes]]
) -> Result:
    online = str(site.root / "online")
    with servers.website(lambda method, path: answer(path)) as port:
        return publish(site, online, "--verify", f"http://127.0.0.1:{port}/hefte/", "-q")


def test_finds_nothing_on_a_website_that_is_right(site: SmallProject) -> None:
    result = verified(site, lambda path: served(site, path))
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("name", "status", "changed", "body", "said"),
    [
        ("01/cover.jpg", 404, {}, None, "01/cover.jpg: HTTP 404"),
        ("index.html", 200, {}, b"<p>serieS</p>", "index.html: other content"),
        ("feed.atom", 200, {}, FILES["feed.atom"] + b"<more/>", "feed.atom: other content"),
        ("01/index.html", 200, {"Content-Type": "text/plain"}, None,
         "01/index.html: Content-Type text/plain, not text/html"),
        ("index.html", 200, {"Content-Type": "text/html;charset=latin-1"}, None, "latin-1, not"),
        ("01/v1.0/01.pdf", 200, {"Cache-Control": "max-age=60"}, None, "not public, max-age=315"),
        ("index.html", 200, {"Cache-Control": "max-age=60, immutable"}, None, "immutable, not"),
        ("index.html", 200, {"Cache-Control": ""}, None, "Cache-Control missing, not"),
    ],
)  # fmt: skip
def test_names_what_a_website_does_wrong(
    site: SmallProject, name: str, status: int, changed: dict[str, str], body: bytes, said: str
) -> None:
    def wrong(path: str) -> tuple[int, dict[str, str], bytes]:
        right = served(site, path)
        if path != f"/hefte/{name}":
            return right
        return status, right[1] | changed, right[2] if body is None else body

    result = verified(site, wrong)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert said in line


def test_hidden_files_stay_here(site: SmallProject) -> None:
    site.write("dist/.htpasswd", b"secret")
    assert {file.path for file in files_of(site.root / "dist")} == FILES.keys()
