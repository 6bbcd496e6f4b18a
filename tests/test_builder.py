"""Many issues: what is built, why, what stays as it is, and what leaves dist/.

Only the tests at the end make pages; the others put a `pipeline.run` in place that is done at once.
"""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SmallProject, process_of
from test_pipeline import SITE

from report_builder import builder, pipeline, store, tools
from report_builder.builder import Summary
from report_builder.conformance.validator import Validator
from report_builder.edition import Artefact, Edition, Publication
from report_builder.errors import RenderError, StorageError, VerificationError
from report_builder.finishing import inspection
from report_builder.finishing.metadata import Metadata
from report_builder.pipeline import Product
from report_builder.site.facts import Issue
from report_builder.site.pages import Pages

OTHER = "reports/02-andere/issue.yaml"


class Bench:
    """Builds a project and keeps what happened."""

    def __init__(self, project: SmallProject) -> None:
        self.project = project
        self.events: list[tuple[str, str, list[str]]] = []
        self.rendered: list[str] = []

    def build(self, *slugs: str, draft: bool = False) -> Summary:
        self.events.clear()
        self.rendered.clear()
        return builder.build(self.project.gather(), slugs, draft, self.hear)

    def hear(self, name: str, event: str, reasons: list[str]) -> None:
        self.events.append((name, event, reasons))

    def reasons(self, name: str = "01-probe") -> list[str]:
        return [reason for told, _, reasons in self.events if told == name for reason in reasons]

    def run(self, editions: list[Edition], judge: Validator | None) -> Product:
        """Instead of the pipeline: PDFs that are nothing but their titles."""
        for edition in editions:
            self.rendered.append(edition.name)
            if "Abbruch" in edition.report.issue.title:
                raise RenderError(edition.name, ["a complaint"])
        return Product([publication(edition) for edition in editions])

    def dist(self) -> dict[str, bytes]:
        """Everything in dist/ by its name there."""
        folder = self.project.root / "dist"
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def publication(edition: Edition) -> Publication:
    title = edition.metadata.title
    artefact = Artefact(edition.pdf_name, title.encode())
    return Publication(edition.layout.name, title, 1, artefact)


class NoRenderer:
    """A renderer that must not be asked."""

    lanes: tuple[object, ...] = ()

    def __init__(self, *arguments: object) -> None: ...

    def __enter__(self) -> "NoRenderer":
        return self

    def __exit__(self, *error: object) -> None: ...

    def use(self, fonts: object, exceptions: object) -> None: ...


@pytest.fixture
def bench(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The small project with two final issues, built once."""
    project.publish()
    shutil.copytree(project.root / "reports/01-probe", project.root / "reports/02-andere")
    project.replace(OTHER, "number: 1", "number: 2")
    project.replace(OTHER, "title: Probeheft", "title: Das andere Heft")
    bench = Bench(project)
    monkeypatch.setattr(pipeline, "run", bench.run)
    monkeypatch.setattr(builder, "Renderer", NoRenderer)
    assert bench.build().exit_code == 0
    assert bench.rendered == ["01-probe", "02-andere"]
    return bench


# --- current or not -----------------------------------------------------------------------


def test_a_short_title_without_latin_letters_leaves_a_sound_file_name(bench: Bench) -> None:
    bench.project.replace("reports/series.yaml", "short_title: Probe", "short_title: Проба")
    assert [path.name for path in bench.build().built["01-probe"]] == ["01-probe.pdf"]


def test_second_build_does_nothing(built: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what really was built: nothing is rendered, written or removed."""
    bench = Bench(built)
    monkeypatch.setattr(pipeline, "run", lambda *job: pytest.fail("something was rendered"))
    monkeypatch.setattr(store, "write_all", lambda *file: pytest.fail("something was written"))
    before = bench.dist()
    summary = bench.build()
    assert (summary.current, summary.built, summary.exit_code) == (["01-probe"], {}, 0)
    assert bench.events == []
    assert bench.dist() == before


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("reports/01-probe/case-studies/musterstadt.yaml", "changed"),
        ("reports/01-probe/images/titel.png", "changed"),
        ("reports/01-probe/images/neu.png", "is new"),
        ("reports/series.yaml", "changed"),
        ("reports/images/logo.svg", "is new"),
        ("reports/hyphenation.txt", "is new"),
        ("assets/hyphenation/de/dehyphn-x-2022-03-16.pat", "changed"),
        ("assets/_brand.yml", "changed"),
        ("assets/fonts/source-sans-3/SourceSans3-Bold.ttf", "changed"),
        ("layouts/magazine/css/type.css", "changed"),
        ("layouts/magazine/labels.de.yaml", "changed"),
        ("layouts/magazine/contents.html", "changed"),
    ],
)
def test_a_changed_file_is_the_reason(bench: Bench, path: str, change: str) -> None:
    file = bench.project.root / path
    old = file.read_bytes() if file.exists() else b""
    bench.project.write(path, old + b"\n")
    assert "01-probe" in bench.build().built
    assert bench.reasons() == [f"{path} {change}"]
    assert bench.build().built == {}


def test_a_removed_file_is_the_reason(bench: Bench) -> None:
    (bench.project.root / "layouts/magazine/labels.en.yaml").unlink()
    bench.build()
    assert bench.reasons() == ["layouts/magazine/labels.en.yaml was removed"]


@pytest.mark.parametrize("name", ["weasyprint", "pikepdf", "pyphen", "jinja2"])
def test_another_library_is_the_reason(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    real = tools.versions()
    monkeypatch.setattr(tools, "versions", lambda: real | {name: "99.1"})
    bench.build()
    assert bench.reasons() == [f"{name} {real[name]} → 99.1"]


@pytest.mark.parametrize("damage", [None, b"", b"something else"])
def test_a_lost_output_is_the_reason(bench: Bench, damage: bytes | None) -> None:
    name = "dist/01-probe/probe-01-probe.pdf"
    before = bench.dist()
    (bench.project.root / name).unlink()
    if damage is not None:
        bench.project.write(name, damage)
    bench.build()
    assert bench.reasons() == [f"{name} is missing or was changed"]
    assert bench.dist() == before


@pytest.mark.parametrize("state", ["", "{", "[]", "null", '{"inputs": 1, "outputs": {}}', "\x00"])
def test_a_state_that_cannot_be_read_is_built_anew(bench: Bench, state: str) -> None:
    bench.project.write("build/state/01-probe.final.json", state)
    assert list(bench.build().built) == ["01-probe"]
    assert bench.reasons() == ["the record of its last build is unfinished or damaged"]
    assert bench.build().built == {}


def test_only_the_issue_that_changed_is_built(bench: Bench) -> None:
    bench.project.append(OTHER, "subtitle: Etwas anders\n")
    summary = bench.build()
    assert (list(summary.built), summary.current) == (["02-andere"], ["01-probe"])
    assert bench.rendered == ["02-andere"]


def test_what_does_not_matter_rebuilds_nothing(bench: Bench) -> None:
    for path in ("reports/01-probe/.DS_Store", "assets/.hidden/x", "notes.txt"):
        bench.project.write(path, "x")
    os.utime(bench.project.root / bench.project.case, (0, 0))
    assert bench.build().built == {}
    assert bench.events == []


def test_the_download_page_follows_its_template_alone(bench: Bench) -> None:
    bench.project.append("layouts/site/index.css", "p { margin: 0 }\n")
    assert bench.build().built == {}
    assert bench.reasons("index.html") == ["layouts/site/index.css changed"]
    assert b"p { margin: 0 }" in bench.dist()["index.html"]


@pytest.mark.parametrize("name", ["feed.atom", "_headers", "SHA256SUMS", "01-probe/cite.ris"])
def test_a_file_of_the_site_that_is_gone_is_written_again(bench: Bench, name: str) -> None:
    before = bench.dist()
    (bench.project.root / "dist" / name).unlink()
    assert bench.build().built == {}
    assert bench.reasons("index.html") == [f"dist/{name} is missing or was changed"]
    assert bench.dist() == before


def test_named_issues_only(bench: Bench) -> None:
    bench.project.append("layouts/magazine/css/type.css", "\n")
    assert list(bench.build("02-andere").built) == ["02-andere"]
    assert list(bench.build().built) == ["01-probe"]


# --- an issue in several layouts ----------------------------------------------------------


def name_layouts(bench: Bench, layouts: str) -> None:
    text = bench.project.read(bench.project.issue)
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith("layout:")]
    bench.project.write(bench.project.issue, "".join([*kept, f"layout: {layouts}\n"]))


@pytest.fixture
def twofold(bench: Bench) -> Bench:
    """The bench with its first issue in two layouts."""
    name_layouts(bench, "[magazine, brief]")
    assert bench.build().exit_code == 0
    return bench


def pdfs(bench: Bench) -> dict[str, bytes]:
    return {Path(name).name: data for name, data in bench.dist().items() if "01-probe/p" in name}


def test_each_layout_of_an_issue_gives_a_pdf(twofold: Bench) -> None:
    assert twofold.rendered == ["01-probe", "01-probe (brief)"]
    assert pdfs(twofold) == {
        "probe-01-probe.pdf": b"Probeheft",
        "probe-01-probe-brief.pdf": "Probeheft – Kurzfassung".encode(),
    }
    summary = twofold.build("01-probe", draft=True)
    assert [path.name for path in summary.built["01-probe"]] == [
        "probe-01-probe-draft.pdf", "probe-01-probe-brief-draft.pdf"]  # fmt: skip
    assert twofold.build().current == ["01-probe", "02-andere"]


@pytest.mark.parametrize("layouts", ["magazine", "[magazine]"])
def test_a_layout_that_is_taken_off_takes_its_pdf_along(twofold: Bench, layouts: str) -> None:
    name_layouts(twofold, layouts)
    summary = twofold.build()
    assert list(summary.built) == ["01-probe"]
    assert pdfs(twofold) == {"probe-01-probe.pdf": b"Probeheft"}
    assert b"brief" not in twofold.dist()["01-probe/issue.json"]
    assert b"brief" not in twofold.dist()["index.html"]


def test_a_change_of_any_of_its_layouts_rebuilds_an_issue(twofold: Bench) -> None:
    twofold.project.append("layouts/brief/css/page.css", "\n")
    summary = twofold.build()
    assert (list(summary.built), summary.current) == (["01-probe"], ["02-andere"])
    assert twofold.reasons() == ["layouts/brief/css/page.css changed"]


def test_all_pdfs_of_an_issue_leave_dist_with_it(twofold: Bench) -> None:
    twofold.project.replace(twofold.project.issue, "status: final", "status: draft")
    assert twofold.build().removed == ["01-probe"]
    assert pdfs(twofold) == {}


def test_nothing_is_replaced_before_all_is_verified(
    twofold: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise VerificationError("probe-01-probe-brief.pdf", ["it is not in order"])

    def run(editions: list[Edition], judge: Validator | None) -> Product:
        first, second = map(publication, editions)
        return Product([first, replace(second, pdf=replace(second.pdf, verify=fail))])

    before = twofold.dist()
    twofold.project.replace(twofold.project.issue, "title: Probeheft", "title: Anders")
    monkeypatch.setattr(pipeline, "run", run)
    summary = twofold.build()
    assert summary.failed == {
        "01-probe": "probe-01-probe-brief.pdf was not published: it is not in order"
    }
    assert twofold.dist() == before


# --- one does not stop the other ----------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    ["number: one", "number: 1\nnumbre: 2", "number: [", "number: 1\nlayout: nowhere"],
)
def test_a_broken_issue_does_not_stop_another(bench: Bench, broken: str) -> None:
    before = bench.dist()
    bench.project.replace(bench.project.issue, "number: 1", broken)
    bench.project.append(OTHER, "subtitle: Neu\n")
    summary = bench.build()
    assert (summary.broken, list(summary.built)) == (["01-probe"], ["02-andere"])
    assert summary.exit_code == 1
    assert bench.dist()["01-probe/probe-01-probe.pdf"] == before["01-probe/probe-01-probe.pdf"]
    assert bench.dist()["01-probe/issue.json"] == before["01-probe/issue.json"]


def test_an_issue_that_fails_does_not_stop_another(bench: Bench) -> None:
    before = bench.dist()
    bench.project.replace(bench.project.issue, "title: Probeheft", "title: Abbruch")
    bench.project.append(OTHER, "subtitle: Neu\n")
    summary = bench.build()
    assert summary.failed == {"01-probe": "01-probe was not rendered cleanly:\n  a complaint"}
    assert list(summary.built) == ["02-andere"]
    assert summary.exit_code == 1
    assert bench.dist()["01-probe/probe-01-probe.pdf"] == before["01-probe/probe-01-probe.pdf"]


def test_an_issue_that_failed_is_tried_again(bench: Bench) -> None:
    bench.project.replace(bench.project.issue, "title: Probeheft", "title: Abbruch")
    assert bench.build().failed
    assert bench.build().failed
    bench.project.replace(bench.project.issue, "title: Abbruch", "title: Probeheft")
    assert bench.build().current == ["01-probe", "02-andere"]


def test_a_broken_series_breaks_all_and_removes_nothing(bench: Bench) -> None:
    before = bench.dist()
    bench.project.replace(bench.project.series, "language: de", "langauge: de")
    summary = bench.build()
    assert summary.broken == ["01-probe", "02-andere"]
    assert bench.dist() == before


# --- leaving dist/ ------------------------------------------------------------------------


def test_a_final_issue_that_becomes_a_draft_leaves_dist(bench: Bench) -> None:
    bench.project.replace(bench.project.issue, "status: final", "status: draft")
    summary = bench.build()
    assert (summary.removed, summary.exit_code) == (["01-probe"], 0)
    assert {name.split("/")[0] for name in bench.dist()} == {"02-andere", *SITE}
    assert not (bench.project.root / "dist/01-probe").exists()
    left = bench.dist()
    assert [name for name in left if b"Probeheft" in left[name] or b"01-probe" in left[name]] == []
    assert bench.build().removed == []


def test_a_deleted_issue_leaves_dist(bench: Bench) -> None:
    shutil.rmtree(bench.project.root / "reports/01-probe")
    assert bench.build().removed == ["01-probe"]
    assert {name.split("/")[0] for name in bench.dist()} == {"02-andere", *SITE}


def test_what_the_program_did_not_write_stays_in_dist(bench: Bench) -> None:
    bench.project.write("dist/01-probe/press-release.pdf", "of the team")
    bench.project.replace(bench.project.issue, "status: final", "status: draft")
    bench.build()
    assert [name for name in bench.dist() if "01-probe" in name] == ["01-probe/press-release.pdf"]


def test_a_file_that_is_no_longer_made_leaves_dist(bench: Bench) -> None:
    """The name of the PDF is the series' short title."""
    bench.project.replace(bench.project.series, "short_title: Probe", "short_title: Neu")
    bench.build()
    pdfs = {name for name in bench.dist() if name.endswith(".pdf")}
    names = {"01-probe": "neu-01-probe.pdf", "02-andere": "neu-02-andere.pdf"}
    assert pdfs == {f"{s}/{v}{name}" for s, name in names.items() for v in ("", "v1.0/")}


def test_drafts_do_not_touch_dist(bench: Bench) -> None:
    before = bench.dist()
    bench.project.append(bench.project.case, "topics: [Neues]\n")
    summary = bench.build("01-probe", draft=True)
    draft = bench.project.root / "build/drafts/probe-01-probe-draft.pdf"
    assert summary.built == {"01-probe": [draft]}
    assert bench.dist() == before
    assert bench.build("01-probe", draft=True).current == ["01-probe"]


# --- with the real pipeline ---------------------------------------------------------------


@pytest.mark.usefixtures("rerun")
def test_a_pdf_that_is_not_in_order_is_not_published(
    built: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = "its language is not the issue's"
    monkeypatch.setattr(
        inspection, "faults", lambda pdf, facts, pages: [fault] if type(facts) is Metadata else []
    )
    bench = Bench(built)
    before = bench.dist()
    built.append(built.case, "# a note\n")
    summary = bench.build()
    assert summary.failed["01-probe"] == (f"pw-01-probe.pdf was not published: {fault}")
    assert summary.exit_code == 1
    assert bench.dist() == before


def test_a_renderer_that_dies_fails_its_issue_only(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from report_builder.rendering.process import Renderer

    def run(editions: list[Edition], judge: Validator | None) -> Product:
        (edition,) = editions
        for _ in range(2):
            edition.renderer.render('<html lang="de"><title>x</title><p>x', edition.name)
            if edition.name == "01-probe":
                os.kill(process_of(edition.renderer), signal.SIGKILL)
        return Product([publication(edition)])

    monkeypatch.setattr(pipeline, "run", run)
    monkeypatch.setattr(builder, "Renderer", Renderer)
    bench.project.append("layouts/magazine/css/type.css", "\n")
    summary = bench.build()
    assert summary.failed.pop("01-probe") == (
        "01-probe: the renderer was killed from outside; "
        "likely because the machine ran out of memory: end other programs and try again"
    )
    assert list(summary.built) == ["02-andere"], summary.failed


# --- store.write --------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "file.pdf"
    store.write(path, b"old")
    return path


def fails_with(error: BaseException) -> Callable[..., None]:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_failed_write_leaves_the_old_file_and_no_litter(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(os, step, fails_with(OSError(28, "No space left on device")))
    with pytest.raises(StorageError, match=r"cannot write .*file.pdf: No space left on device"):
        store.write(file, b"new")
    assert [path.read_bytes() for path in file.parent.iterdir()] == [b"old"]


@pytest.mark.parametrize("error", [ValueError("unsound"), KeyboardInterrupt()])
def test_a_failed_check_leaves_the_old_file_and_no_litter(file: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        store.write(file, b"new", fails_with(error))
    assert [path.read_bytes() for path in file.parent.iterdir()] == [b"old"]


def test_the_check_sees_the_whole_new_file_beside_the_old_one(file: Path) -> None:
    def check(staged: Path) -> None:
        assert (staged.read_bytes(), file.read_bytes()) == (b"new", b"old")
        assert (staged.parent, staged.suffix) == (file.parent, ".pdf")

    store.write(file, b"new", check)
    assert file.read_bytes() == b"new"
    assert [path.name for path in file.parent.iterdir()] == ["file.pdf"]


def test_written_files_can_be_served(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where a folder should be")
    with pytest.raises(StorageError, match="folder"):
        store.write(tmp_path / "folder" / "file.pdf", b"new")


# --- the site -----------------------------------------------------------------------------


@pytest.fixture
def pages(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The issues whose pages were made, in a series of five."""
    for number in range(3, 6):
        issue = f"reports/0{number}-weitere/issue.yaml"
        shutil.copytree(
            bench.project.root / "reports/01-probe", (bench.project.root / issue).parent
        )
        bench.project.replace(issue, "number: 1", f"number: {number}")
    made: list[str] = []
    page = Pages.issue

    def noting(pages: Pages, issue: Issue, *neighbours: Issue | None) -> bytes:
        made.append(issue["slug"])
        return page(pages, issue, *neighbours)

    monkeypatch.setattr(Pages, "issue", noting)
    assert bench.build().exit_code == 0
    assert sorted(made) == ["02-andere"] + [f"0{n}-weitere" for n in range(3, 6)]
    made.clear()
    return made


def test_only_pages_of_changed_issues_and_their_neighbours_are_made(
    bench: Bench, pages: list[str]
) -> None:
    issue = "reports/05-weitere/issue.yaml"
    bench.project.replace(issue, "title: Probeheft", "title: Ein neuer Titel")
    bench.build()
    assert pages == ["05-weitere", "04-weitere"]
    files = bench.dist()
    assert b"Ein neuer Titel" in files["04-weitere/index.html"]
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in
              files["SHA256SUMS"].decode().splitlines()}  # fmt: skip
    assert listed.keys() | {"SHA256SUMS", "_headers"} == files.keys()
    assert all(listed[name] == store.digest(files[name]) for name in listed)


def test_what_was_made_by_parts_is_what_is_made_at_once(bench: Bench, pages: list[str]) -> None:
    issue = "reports/03-weitere/issue.yaml"
    bench.project.replace(issue, "published: 2023-06-28", "published: 2024-06-28")
    bench.build()
    by_parts = bench.dist()
    assert pages == ["03-weitere", "05-weitere", "04-weitere", "02-andere"]
    (bench.project.root / "build/state/site.json").unlink()
    bench.build()
    assert bench.dist() == by_parts


def test_a_page_that_was_damaged_is_made_again(bench: Bench, pages: list[str]) -> None:
    before = bench.dist()
    bench.project.write("dist/02-andere/cite.bib", "@book{}")
    bench.build()
    assert (pages, bench.dist()) == (["02-andere"], before)


def test_an_issue_that_leaves_brings_its_neighbours_together(
    bench: Bench, pages: list[str]
) -> None:
    bench.project.replace("reports/03-weitere/issue.yaml", "status: final", "status: draft")
    bench.build()
    assert pages == ["04-weitere", "02-andere"]
    assert not any(name.startswith("03-weitere") for name in bench.dist())


def test_new_templates_make_all_pages(bench: Bench, pages: list[str]) -> None:
    bench.project.append("layouts/site/page.css", "/* */")
    bench.build()
    assert len(pages) == 5
