"""Links to other websites: which are asked for, how politely, and what is said of the dead ones;
and those between the pages of the site."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from threading import Lock

import pytest
import servers
from click.testing import CliRunner, Result
from conftest import Published, SmallProject

from report_builder import linkcheck, web
from report_builder.cli import main
from report_builder.site import links

ANSWERS = {
    "/gone": 404,
    "/broken": 500,
    "/refused": 403,
    "/moved": 301,
    "/no-head": 405,
}


class Web:
    """A website that counts what it is asked for, and how often at once."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.at_once = self.most = 0
        self._lock = Lock()

    def answer(self, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        with self._lock:
            self.asked[f"{method} {path}"] += 1
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        time.sleep(0.02)
        with self._lock:
            self.at_once -= 1
        if path == "/no-head" and method == "GET":
            return 200, {}, b"here"
        if path == "/passing" and self.asked["HEAD /passing"] == 1:
            return 503, {}, b""
        more = {"Location": "/here"} if path == "/moved" else {}
        return ANSWERS.get(path, 200), more, b"here"


@pytest.fixture
def site() -> Iterator[tuple[Web, str]]:
    found = Web()
    with servers.website(found.answer) as port:
        yield found, f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PAUSES", (0.0, 0.0))


@pytest.fixture
def linking(project: SmallProject, site: tuple[Web, str]) -> SmallProject:
    """The small project with a link of each kind; nobody listens on port 9."""
    address = site[1]
    project.replace(
        project.case,
        "  population: 48200\n",
        f"  population: 48200\n  website: {address}/here\n",
    )
    project.replace(
        project.case, "  Alle standen.\n", f"  Alle [standen im Flur]({address}/gone).\n"
    )
    names = ("moved", "refused", "no-head", "passing", "here#part", "umlaut/ä")
    listed = "".join(f"  - {{title: Seite {n}, url: {address}/{n}}}\n" for n in names)
    project.append(project.case, f"links:\n{listed}")
    project.append(
        project.issue,
        f"sources:\n  - {{text: Eine Quelle, url: '{address}/broken'}}\n"
        "  - {text: Noch eine, url: 'http://127.0.0.1:9/'}\n",
    )
    return project


def check(project: SmallProject, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--project", str(project.root)])


def found(project: SmallProject) -> dict[str, dict[str, object]]:
    listed = json.loads(check(project, "--links", "-q", "--format", "json").stdout)
    return {each["message"].split()[0]: each for each in listed if each["rule"] == "dead-link"}


def test_dead_links_are_warnings_at_their_place(
    linking: SmallProject, site: tuple[Web, str]
) -> None:
    dead = found(linking)
    assert dead.keys() == {f"{site[1]}/gone", f"{site[1]}/broken", "http://127.0.0.1:9/"}
    gone = dead[f"{site[1]}/gone"]
    assert (gone["line"], gone["column"]) == linking.place(linking.case, "[standen im Flur]")
    assert "404 Not Found" in str(gone["message"]) and gone["severity"] == "warning"
    broken = dead[f"{site[1]}/broken"]
    assert (broken["file"], broken["field"]) == (linking.issue, "/sources/0/url")


def test_a_plain_check_asks_nobody(linking: SmallProject, site: tuple[Web, str]) -> None:
    assert check(linking).exit_code == 0
    assert site[0].asked == {}


def test_asks_one_after_the_other_and_once_for_each(
    linking: SmallProject, site: tuple[Web, str]
) -> None:
    found(linking)
    asked = site[0].asked
    assert site[0].most == 1
    assert asked["HEAD /here"] + asked["GET /here"] == 2  # itself, and where /moved leads
    assert asked["HEAD /broken"] == asked["GET /broken"] == 3
    assert asked["HEAD /gone"] == asked["GET /gone"] == asked["GET /no-head"] == 1
    assert asked["HEAD /umlaut/%C3%A4"] == 1


def test_what_answered_is_not_asked_again_for_some_days(
    linking: SmallProject, site: tuple[Web, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = check(linking, "--links").stderr
    assert "9 addresses asked for, 0 that answered" in said
    site[0].asked.clear()
    assert len(found(linking)) == 3
    assert {line.split()[1] for line in site[0].asked} == {"/gone", "/broken"}
    later = linkcheck._today() + timedelta(days=8)
    monkeypatch.setattr(linkcheck, "_today", lambda: later)
    found(linking)
    assert site[0].asked["HEAD /here"] > 0


def test_an_exception_can_be_made_and_is_never_called_useless(
    linking: SmallProject, site: tuple[Web, str]
) -> None:
    excuse = "ignore: [dead-link], ignore_reason: Nur im Netz der Stadt zu sehen."
    linking.replace(linking.issue, "http://127.0.0.1:9/'", f"http://127.0.0.1:9/', {excuse}")
    dead = found(linking)
    assert dead.keys() == {f"{site[1]}/gone", f"{site[1]}/broken"}
    assert "ignore-unused" not in check(linking).stderr


# --- the site -----------------------------------------------------------------------------

BASE = "https://www.probe.example/neues/"
ALIVE = f"""\
<p id="above">Wörter
<a href="#above">here</a> <a href="?page=2">here</a> <a href="#">here</a> <a href="01/">issue</a>
<a href="{BASE}01/h%C3%A4ft.pdf#page=9">PDF</a>
<img src=01/a.jpg srcset="01/a.jpg 1x, 01/a.jpg 2x">
<a href="https://www.probe.example/">other pages</a> <a href=mailto:info@probe.example>mail</a>
"""
DEAD = [("#below", 7, 4), ("02/", 8, 1), (f"{BASE}01/x.pdf", 9, 1), ("01/#below", 10, 1),
        ("01/b.jpg", 11, 1), ("01", 12, 1)]  # fmt: skip


def test_links_of_the_site_that_lead_nowhere_are_errors(content: SmallProject) -> None:
    dead = [f'<a href="{address}">there</a>' for address, *_ in DEAD]
    dead[4] = '<img srcset="01/a.jpg 320w, 01/b.jpg 640w">'
    content.write("dist/index.html", ALIVE + "\n<p>" + "\n".join(dead))
    content.write("dist/01/index.html", '<p id="above"><a href="../#above">back</a>')
    content.write("dist/01/häft.pdf", b"%PDF")
    content.write("dist/01/a.jpg", b"jpeg")
    result = check(content, "--links", "-q", "--format", "json")
    found = [each for each in json.loads(result.stdout) if each["rule"] == "site-link"]
    assert [(each["message"].split()[0], each["line"], each["column"]) for each in found] == DEAD
    assert {(each["file"], each["severity"]) for each in found} == {("dist/index.html", "error")}
    assert result.exit_code == 1
    assert "site-link" not in check(content, "-q", "--format", "json").stdout


def test_every_link_of_a_site_that_was_built_is_alive(published: Published) -> None:
    dist = published.folder.parent
    assert list(links.findings(dist, "https://downloads.example/neues/")) == []
