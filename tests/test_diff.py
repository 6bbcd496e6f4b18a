"""`report-builder diff`: states of an issue held against each other, for eyes and for programs."""

import json
import os
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import drafting
import pytest
from click.testing import CliRunner, Result
from conftest import REPOSITORY, SmallProject

from report_builder import contrast
from report_builder.cli import main
from report_builder.layout.description import read_labels
from report_builder.review import repository as repositories

ISSUE = "01-probe"
DRAWING = "reports/01-probe/images/tisch.svg"


def diff(project: SmallProject, *arguments: str, color: bool = False) -> Result:
    command = ["diff", ISSUE, *arguments, "--project", str(project.root)]
    return CliRunner().invoke(main, command, color=color)


def git(folder: Path, *arguments: str, author: str = "Erika Muster") -> None:
    names = {f"GIT_{who}_NAME": author for who in ("AUTHOR", "COMMITTER")}
    names |= {f"GIT_{who}_EMAIL": "git@probe.example" for who in ("AUTHOR", "COMMITTER")}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=os.environ | names)


def commit(project: SmallProject, author: str = "Erika Muster") -> None:
    git(project.root, "add", "--all", ".")
    git(project.root, "commit", "-m", "Stand", author=author)


@pytest.fixture
def repository(tmp_path: Path) -> SmallProject:
    """The small project in a folder of a repository, committed and tagged `first`."""
    git(tmp_path, "init")
    project = SmallProject(tmp_path / "hefte")
    project.write("reports/00-anderes/issue.yaml", "number: [broken")
    commit(project)
    git(tmp_path, "tag", "first")
    return project


@pytest.fixture
def sent(project: SmallProject) -> SmallProject:
    """The small project with a draft that was sent, and changes since."""
    drafting.send(project.root, ISSUE)
    project.replace(project.case, "Es gab keinen Tisch.", "Es gab einen runden Tisch.")
    project.write(
        "reports/01-probe/images/tisch.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    )
    project.append(project.case, "lessons: Holz hält.\n")
    return project


# --- for eyes -----------------------------------------------------------------------------


def test_what_changed_since_the_last_draft(sent: SmallProject) -> None:
    result = diff(sent)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "3 changes between draft 1 and the working files\n"
        "\n"
        f"{sent.case}:10 image/file is another picture\n"
        "    images/tisch.svg\n"
        "\n"
        f"{sent.case}:13 challenge changed\n"
        "    Es gab [-keinen-]{+einen runden+} Tisch.\n"
        "\n"
        "    Alle standen.\n"
        "\n"
        f"{sent.case}:21 lessons inserted\n"
        "    {+Holz hält.+}\n"
    )


def test_colours_where_they_are_wanted(sent: SmallProject) -> None:
    assert "\x1b[32m{+einen runden+}\x1b[0m" in diff(sent, color=True).stdout
    assert "\x1b" not in diff(sent).stdout


def test_words_far_from_a_change_are_left_out(project: SmallProject) -> None:
    words = [f"wort{n}" for n in range(60)]
    project.replace(project.case, "Alle sitzen.", " ".join(words))
    drafting.send(project.root, ISSUE)
    project.replace(project.case, "wort20", "anders")
    project.replace(project.case, "wort45", "neu")
    (line,) = (line for line in diff(project).stdout.splitlines() if "[-" in line)
    assert line == (
        "    … wort12 wort13 wort14 wort15 wort16 wort17 wort18 wort19 [-wort20-]{+anders+} "
        "wort21 wort22 wort23 wort24 wort25 wort26 wort27 wort28 … "
        "wort37 wort38 wort39 wort40 wort41 wort42 wort43 wort44 [-wort45-]{+neu+} "
        "wort46 wort47 wort48 wort49 wort50 wort51 wort52 wort53 …"
    )


def test_nothing_changed(content: SmallProject) -> None:
    drafting.send(content.root, ISSUE)
    result = diff(content)
    assert result.exit_code == 0
    assert result.stdout == "nothing changed between draft 1 and the working files\n"


def test_case_studies_as_a_whole(content: SmallProject) -> None:
    drafting.send(content.root, ISSUE)
    other = content.read(content.case).replace("Musterstadt", "Neustadt").replace("Tisch", "Stuhl")
    other = other.replace("Alle sitzen.", "Niemand steht dort noch herum, wenn ein Stuhl frei ist.")
    content.write("reports/01-probe/case-studies/neustadt.yaml", other)
    content.append(content.issue, "  - neustadt\n")
    lines = diff(content).stdout.splitlines()
    assert lines[2] == f"{content.issue}:11 case_studies/1 case study neustadt inserted"
    assert "    reports/01-probe/case-studies/neustadt.yaml:1 title inserted" in lines
    assert "        {+Ein Stuhl für alle+}" in lines
    drafting.send(content.root, ISSUE, 2)
    content.replace(
        content.issue, "  - musterstadt\n  - neustadt\n", "  - neustadt\n  - musterstadt\n"
    )
    moved = diff(content).stdout.splitlines()
    assert moved[0] == "1 change between draft 2 and the working files"
    assert moved[2].endswith("case study neustadt moved from place 2 to place 1")


def test_broken_content_is_not_compared(sent: SmallProject) -> None:
    sent.replace(sent.case, "title: ", "titel: ")
    result = diff(sent)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "[unknown-key]" in result.stderr
    assert result.stderr.endswith("not compared: 01-probe has errors\n")


# --- for programs -------------------------------------------------------------------------


def test_json(sent: SmallProject) -> None:
    value = json.loads(diff(sent, "--format", "json").stdout)
    assert (value["issue"], value["from"], value["to"]) == (ISSUE, "draft 1", "the working files")
    picture, changed, inserted = value["changes"]
    assert (picture["kind"], changed["kind"], inserted["kind"]) == (
        "picture", "changed", "inserted",
    )  # fmt: skip
    assert picture["old"]["picture"] != picture["new"]["picture"]
    assert changed["words"][1:3] == [["deleted", "keinen"], ["inserted", "einen runden"]]
    assert inserted["old"] is None
    place = {
        "file": sent.case,
        "line": 21,
        "field": "/lessons",
        "text": "Holz hält.",
        "picture": "",
    }
    assert inserted["new"] == place
    assert (inserted["places"], inserted["below"], inserted["who"]) == (None, [], [])


# --- states -------------------------------------------------------------------------------


def test_drafts_by_their_number(content: SmallProject) -> None:
    for number, word in enumerate(("sitzen", "reden", "essen"), 1):
        content.replace(
            content.case, content.read(content.case).splitlines()[-1], f"  Alle {word}."
        )
        drafting.send(content.root, ISSUE, number)
    result = diff(content, "--from", "1", "--to", "2")
    assert result.stdout.startswith("1 change between draft 1 and draft 2\n")
    assert "[-sitzen-]{+reden+}" in result.stdout
    assert "[-reden-]{+essen+}" in diff(content, "--from", "2").stdout
    assert diff(content).stdout.startswith("nothing changed between draft 3 and")


def test_drafts_that_there_are_not(content: SmallProject) -> None:
    result = diff(content)
    assert result.exit_code == 2
    assert result.stderr == (
        "report-builder: there is no draft of 01-probe; drafts that were sent: none "
        "(report-builder draft send sends one; a revision of git will do as well)\n"
    )
    drafting.send(content.root, ISSUE)
    assert "there is no draft 7 of 01-probe; drafts that were sent: 1" in (
        diff(content, "--from", "7").stderr
    )
    assert "there is no draft that was built of 01-probe" in diff(content, "--to", "built").stderr


@pytest.mark.parametrize(
    "text",
    [
        "[{",
        '[{"source": "a#/b", "text": 1, "line": 1, "column": 1}]',
        '[{"source": "a#/b", "text": "\\u001b[2J", "line": 1, "column": 1}]',
    ],
)
def test_a_damaged_draft_is_named(content: SmallProject, text: str) -> None:
    drafting.send(content.root, ISSUE)
    content.write("reports/01-probe/review/draft-1/content.json", text)
    result = diff(content)
    assert result.exit_code == 1
    assert "review/draft-1/content.json cannot be read" in result.stderr


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "1"},
        {"issue": "../elsewhere"},
        {"sent": 5},
        {"proofs": [{"layout": "magazine", "build": "b1", "pdf": "a.pdf", "pages": "9"}]},
        {"proofs": [["magazine", "b1"]]},
    ],
    ids=str,
)
def test_damaged_facts_of_a_draft_are_named(
    content: SmallProject, facts: dict[str, object]
) -> None:
    drafting.send(content.root, ISSUE)
    file = "reports/01-probe/review/draft-1/draft.json"
    content.write(file, json.dumps(json.loads(content.read(file)) | facts))
    result = diff(content)
    assert (result.exit_code, f"{file} cannot be read: " in result.stderr) == (1, True)


def test_an_issue_that_there_is_not(content: SmallProject) -> None:
    result = CliRunner().invoke(main, ["diff", "02-fehlt", "--project", str(content.root)])
    assert (result.exit_code, "there is no issue “02-fehlt”" in result.stderr) == (2, True)


# --- git ----------------------------------------------------------------------------------


def test_a_revision_of_git(repository: SmallProject) -> None:
    repository.replace(repository.case, "Alle sitzen.", "Alle sitzen gern.")
    result = diff(repository, "--from", "first")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 change between first and the working files\n")
    assert "Alle sitzen{+ gern+}." in result.stdout
    assert diff(repository, "--from", "HEAD", "--to", "first").stdout == (
        "nothing changed between HEAD and first\n"
    )


def test_pictures_of_a_revision(repository: SmallProject) -> None:
    repository.write(
        "reports/01-probe/images/tisch.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    )
    assert "image/file is another picture (not committed)" in (
        diff(repository, "--from", "first").stdout
    )


def test_who_changed_it(repository: SmallProject) -> None:
    repository.replace(repository.case, "Alle sitzen.", "Alle sitzen gern.")
    commit(repository, "Zoë Zander")
    repository.replace(repository.case, "Alle standen.", "Alle standen herum.")
    commit(repository, "Anna Amt")
    repository.replace(repository.issue, "Ein kleines Heft", "Ein sehr kleines Heft")
    lines = diff(repository, "--from", "first").stdout.splitlines()
    assert f"{repository.issue}:3 summary changed (not committed)" in lines
    assert f"{repository.case}:13 challenge changed (Anna Amt, Zoë Zander)" in lines
    # What the tag has, she changed; between two commits nothing is uncommitted.
    then = diff(repository, "--from", "first", "--to", "HEAD~1").stdout
    assert f"{repository.case}:19 results changed (Zoë Zander)" in then.splitlines()
    assert "not committed" not in then


def test_who_changed_it_since_a_draft_was_sent(repository: SmallProject) -> None:
    drafting.send(repository.root, ISSUE, commit=repositories.head(repository.root))
    repository.replace(repository.case, "Alle sitzen.", "Alle sitzen gern.")
    commit(repository, "Anna Amt")
    assert "results changed (Anna Amt)" in diff(repository).stdout
    # Git knows nothing of this commit any more: since the day.
    drafting.send(repository.root, ISSUE, commit="0" * 40)
    repository.replace(repository.case, "Alle sitzen gern.", "Alle sitzen sehr gern.")
    assert "results changed (Anna Amt, Erika Muster, not committed)" in diff(repository).stdout


@pytest.mark.parametrize("name", ["nonsense", "--output=x", "first:reports", "123456"])
def test_a_revision_that_there_is_not(repository: SmallProject, name: str) -> None:
    result = diff(repository, f"--from={name}")
    assert result.exit_code == 2
    assert result.stderr == (
        f"report-builder: cannot compare with “{name}”: "
        "git knows no commit, branch or tag of this name\n"
    )


def test_an_issue_that_a_revision_does_not_have(repository: SmallProject) -> None:
    git(repository.root, "checkout", "--orphan", "empty")
    git(repository.root, "rm", "-rq", "--cached", ".")
    repository.write("LIESMICH", "nichts")
    git(repository.root, "add", "LIESMICH")
    git(repository.root, "commit", "-m", "Leer")
    result = diff(repository, "--from", "empty")
    assert result.exit_code == 2
    assert "cannot compare with “empty”: there was no issue “01-probe” in it" in result.stderr


def test_content_that_was_broken_in_a_revision(repository: SmallProject) -> None:
    repository.replace(repository.case, "title: ", "titel: ")
    commit(repository)
    repository.replace(repository.case, "titel: ", "title: ")
    result = diff(repository, "--from", "HEAD")
    assert result.exit_code == 1
    assert f"{repository.case} is broken at “HEAD”: line 1: " in result.stderr


def test_no_repository(content: SmallProject) -> None:
    result = diff(content, "--from", "main")
    assert result.exit_code == 2
    assert "cannot compare with “main”: not a git repository" in result.stderr
    assert repositories.head(content.root) == ""


def test_no_git(content: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(content.root))
    told = diff(content, "--from", "main").stderr
    assert "cannot compare with “main”: git is not installed" in told
    drafting.send(content.root, ISSUE)
    content.replace(content.case, "Alle sitzen.", "Alle sitzen gern.")
    assert "results changed\n" in diff(content).stdout


def test_a_repository_without_commits(content: SmallProject) -> None:
    git(content.root, "init")
    drafting.send(content.root, ISSUE)
    content.replace(content.case, "Alle sitzen.", "Alle sitzen gern.")
    assert diff(content).exit_code == 0
    assert diff(content, "--from", "HEAD").exit_code == 2


def test_what_a_hook_of_git_is_called_with_leads_nowhere(
    repository: SmallProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert diff(repository, "--from", "first").exit_code == 0


# --- the page -----------------------------------------------------------------------------

_VOID = {"meta", "img", "link", "br"}


class _Page(HTMLParser):
    """Whether each element is closed where it should be, and the addresses on the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open += [] if tag in _VOID else [tag]
        self.addresses += [v or "" for k, v in attributes if k in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(project: SmallProject, *arguments: str) -> str:
    result = diff(project, "-o", str(project.root / "out"), *arguments)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"wrote {project.root / 'out' / 'index.html'}\n"
    return project.read("out/index.html")


def test_a_page_of_words_beside_each_other(sent: SmallProject) -> None:
    text = page(sent)
    _Page(text)
    assert '<html lang="de">' in text
    assert "Vorher: Entwurf 1 (1. Mai 2023). Nachher: die Dateien, wie sie jetzt sind." in text
    deleted = '<del><span class="unseen" lang="de">[gestrichen: </span>keinen<span class="unseen">'
    inserted = '<ins><span class="unseen" lang="de">[eingefügt: </span>einen runden<span'
    assert f'<td lang="de">Es gab {deleted}' in text
    assert f'<td lang="de">Es gab {inserted}' in text
    assert "Seiten werden nur gezeigt, wenn" in text
    assert "<script" not in text and "<link" not in text


def test_everything_on_the_page_is_escaped(sent: SmallProject) -> None:
    evil = """'</td><script>alert("x")</script> & "mehr"'"""
    sent.replace(sent.case, "title: Ein Tisch für alle", f"title: {evil}")
    sent.replace(sent.issue, "title: Probeheft", f"title: {evil}")
    sent.replace(sent.series, "title: Neues aus der Probe", f"title: {evil}")
    text = page(sent)
    found = _Page(text)
    assert "script" not in found.tags
    assert text.count("&lt;/td&gt;&lt;script&gt;alert(&#34;x&#34;)") >= 6


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_speaks_the_language_of_the_series_or_english(
    sent: SmallProject, language: str
) -> None:
    sent.replace(sent.series, "language: de", f"language: {language}")
    text = page(sent)
    assert '<html lang="en">' in text
    assert "Before: draft 1 (May 1, 2023). After: the files as they are now." in text
    assert "gestrichen" not in text


def test_a_page_without_changes(project: SmallProject) -> None:
    drafting.send(project.root, ISSUE)
    text = page(project)
    _Page(text)
    assert "Am Inhalt hat sich nichts geändert." in text


def test_a_page_without_its_templates(sent: SmallProject) -> None:
    (sent.root / "layouts/review/changes.html").unlink()
    result = diff(sent, "-o", str(sent.root / "out"))
    assert result.exit_code == 1
    assert "layouts/review/changes.html: there is no file" in result.stderr


def test_both_languages_have_the_same_labels() -> None:
    labels, findings = read_labels(REPOSITORY, REPOSITORY / "layouts/review")
    assert findings == []
    german, english = (labels[code]["changes"] for code in ("de", "en"))
    assert list(german) == list(english)
    for key in ("states", "kinds", "case_kinds"):
        assert list(german[key]) == list(english[key])


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_have_contrast(scheme: int) -> None:
    css = (REPOSITORY / "layouts/review/base.css").read_text("utf-8")
    line = [line for line in css.splitlines() if "--ground:" in line][scheme]
    colors = dict(re.findall(r"--([\w-]+): (#\w{6})", line))
    pairs = [("ink", "ground"), ("quiet", "ground"), ("accent", "ground")]
    for text, ground in [*pairs, ("new-ink", "new"), ("old-ink", "old")]:
        assert contrast.ratio(colors[text], colors[ground]) >= 4.5, (text, ground)
