"""Drafts that follow each other: what the second one shows of the first, and what is kept."""

import json
import shutil
from collections.abc import Iterator
from datetime import date

import drafting
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from conftest import REPOSITORY, SmallProject
from drafting import marks, page_texts, without_overlay
from specimen import fill
from test_diff import commit, git

from report_builder.cli import main
from report_builder.conformance.validator import Run, Validator
from report_builder.content import loading
from report_builder.errors import DraftError
from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.review import comparison, rounds, sending, sheet
from report_builder.review.draft import Wishes, begun
from report_builder.review.rounds import Round
from report_builder.review.source_map import SourceMap
from report_builder.review.states import Origin, State

NAME = "pw-01-probe-draft.pdf"
SENTENCE = "Darum steht hier ein neuer Satz, den noch niemand kennt."


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallProject]:
    """The specimen, whose first draft was sent; changed, and built as the second one."""
    project = SmallProject(tmp_path_factory.mktemp("second"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    fill(project)
    assert draft(project).exit_code == 0
    assert report_builder(project, "draft", "send", project.slug).exit_code == 0
    project.replace(project.case, "challenge: |\n", f"challenge: |\n  {SENTENCE}\n\n")
    assert draft(project, "--line-numbers").exit_code == 0
    yield project


def report_builder(project: SmallProject, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--project", str(project.root)])


def draft(project: SmallProject, *options: str) -> Result:
    return report_builder(project, "build", "--draft", project.slug, *options)


def built(project: SmallProject) -> Round:
    found = rounds.built(project.found, project.slug)
    assert found is not None
    return found


def sent(project: SmallProject) -> Round:
    (found,) = rounds.sent(project.found, project.slug)
    return found


def test_a_sent_draft_is_kept_with_all_that_is_known_of_it(second: SmallProject) -> None:
    first = sent(second)
    assert (first.number, first.sent) == (1, date.today())
    (proof,) = first.proofs
    assert first.pdf(proof).name == "pw-01-probe-draft-1.pdf"
    assert first.pdf(proof).read_bytes().startswith(b"%PDF")
    assert SENTENCE not in first.fields[f"{second.case}#/challenge"].text
    assert any(piece.source.startswith(second.case) for piece in first.map_of(proof).pieces)


def test_the_next_draft_has_the_next_number_and_a_sheet(second: SmallProject) -> None:
    (first,), (proof,) = sent(second).proofs, built(second).proofs
    assert built(second).number == 2
    assert (first.sheet, proof.sheet) == (0, 1)
    assert proof.build != first.build
    pages = page_texts(built(second).pdf(proof))
    assert len(pages) == proof.sheet + proof.pages
    assert "Was sich geändert hat" in pages[0]
    assert SENTENCE.split(",")[0] in " ".join(pages[0].split())


def test_a_new_case_study_is_one_line_of_the_sheet(content: SmallProject) -> None:
    before = drafting.fields(content.root, content.slug)
    other = content.case.replace("musterstadt", "neustadt")
    content.write(other, content.read(content.case).replace("Ein Tisch für alle", "Neu dabei"))
    content.replace(content.issue, "  - musterstadt\n", "  - musterstadt\n  - neustadt\n")
    after = drafting.fields(content.root, content.slug)
    states = (State(Origin.DRAFT, before), State(Origin.WORKING, after))
    compared = comparison.compare(content.root, content.slug, *states)
    pieces = [Piece(7, Rectangle(0, 0, 9, 9), f"{other}#/title", "Neu dabei")]
    (group,) = sheet._groups(compared, SourceMap([], pieces), "de")
    (line,) = group.lines
    assert (group.title, line.kind, line.pages) == ("Neu dabei", "case_kinds.inserted", [7])
    assert line.field == "Fallbeispiele 2"
    content.replace(
        content.issue, "  - musterstadt\n  - neustadt\n", "  - neustadt\n  - musterstadt\n"
    )
    states = (
        State(Origin.DRAFT, after),
        State(Origin.WORKING, drafting.fields(content.root, content.slug)),
    )
    compared = comparison.compare(content.root, content.slug, *states)
    (group,) = sheet._groups(compared, SourceMap([], pieces), "de")
    assert [(line.kind, line.places, line.pages) for line in group.lines] == [
        ("case_kinds.moved", (2, 1), [7])
    ]


def test_every_page_says_which_draft_it_is_of(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    for page in page_texts(built(second).pdf(proof)):
        words = " ".join(page.split())
        assert "PW 71 · Entwurf 2 · Stand " in words
        assert f"Build {proof.build} · Anmerkungen bitte bis 12. Mai 2023" in words


def test_pages_are_counted_from_the_cover(second: SmallProject) -> None:
    pdf = pypdfium2.PdfDocument(built(second).pdf(built(second).proofs[0]))
    assert [pdf.get_page_label(number) for number in range(4)] == ["Δ", "Titelseite", "2", "3"]


def test_the_sheet_leads_to_the_pages(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    (page,) = {
        piece.page for piece in built(second).map_of(proof).pieces if "neuer Satz" in piece.words
    }
    with pikepdf.open(built(second).pdf(proof)) as pdf:
        links = [link for link in pdf.pages[0].Annots if "/Dest" in link]
        names = pdf.Root.Names.Dests.Names
        places = {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}
        (target,) = {places[str(link.Dest)][0].objgen for link in links}
        assert target == pdf.pages[proof.sheet + page - 1].obj.objgen


def test_bars_stand_beside_what_changed_and_nowhere_else(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    changed = {
        piece.page for piece in built(second).map_of(proof).pieces if "neuer Satz" in piece.words
    }
    with pikepdf.open(built(second).pdf(proof)) as pdf:
        marked = {
            number - proof.sheet
            for number, page in enumerate(pdf.pages, 1)
            if "/Overlay1" in page.Resources.XObject
        }
    assert marked == changed


def test_lines_are_numbered_on_pages_with_a_number(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    with pikepdf.open(built(second).pdf(proof)) as pdf:
        stamped = [len(list(marks(page))) for page in pdf.pages]
    assert stamped[0] == 1  # the sheet
    assert stamped[1] == 1  # the cover
    assert max(stamped) > 20


def test_without_overlay_and_sheet_a_draft_has_the_text_of_a_final(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    pages = page_texts(without_overlay(built(second).pdf(proof)))[proof.sheet :]
    assert report_builder(second, "build", second.slug).exit_code == 0
    assert pages == page_texts(second.root / "dist" / second.slug / "pw-01-probe.pdf")


def test_a_copy_is_recognised(second: SmallProject) -> None:
    (proof,) = built(second).proofs
    path = built(second).pdf(proof)
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/ReportBuilderBuild"]) == proof.build
        facts = json.loads(pdf.attachments["draft.json"].get_file().read_bytes())
    assert facts == {
        "issue": second.slug, "draft": 2, "layout": "magazine", "build": proof.build,
    }  # fmt: skip
    assert rounds.find(second.found, proof.build) == (built(second), proof)


def test_a_draft_with_everything_conforms(second: SmallProject, real_validator: Validator) -> None:
    pdf = built(second).pdf(built(second).proofs[0]).read_bytes()
    with Run(real_validator, [pdf]) as run:
        (validation,) = run.results()
    assert validation.faults() == []


def test_what_was_sent_or_has_changed_is_not_sent(second: SmallProject) -> None:
    text = second.read(second.case)
    second.replace(second.case, SENTENCE, "Ein anderer Satz.")
    workspace = second.gather()
    with pytest.raises(DraftError, match="content has changed since"):
        sending.send(second.found, workspace.content, workspace.content.issues[0], date.today())
    second.write(second.case, text)
    shutil.copytree(second.root, copy := second.root.with_name("copy"), dirs_exist_ok=True)
    project = SmallProject.__new__(SmallProject)
    project.root = copy
    assert report_builder(project, "draft", "send", project.slug).exit_code == 0
    again = report_builder(project, "draft", "send", project.slug)
    assert (again.exit_code, "draft 2 was sent already" in again.stderr) == (1, True)


def test_there_has_to_be_a_draft(project: SmallProject) -> None:
    told = report_builder(project, "draft", "send", project.slug)
    assert told.exit_code == 1
    assert "no draft of it was built; make draft ISSUE=01-probe builds one" in told.stderr


def test_an_unknown_state_to_compare_with_is_told(project: SmallProject) -> None:
    told = draft(project, "--since", "7")
    assert (told.exit_code, "there is no draft 7 of 01-probe" in told.stderr) == (1, True)


def test_the_day_of_a_draft_is_that_of_its_last_commit(
    content: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def day() -> tuple[date | None, bool]:
        found = loading.load(content.root)
        inputs = dict.fromkeys((content.series, content.issue, content.case), "")
        return begun(content.found, found, found.issues[0], inputs, Wishes()).day

    content.replace(content.issue, "status: draft\n", "status: draft\npublished: 2031-01-31\n")
    assert day() == (date(2031, 1, 31), False)
    git(content.root, "init")
    content.write("LIESMICH", "")
    git(content.root, "add", "LIESMICH")
    git(content.root, "commit", "-m", "Anfang")
    assert day() == (None, True)  # that it will be published some day says nothing of its content
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2023-05-02T23:30:00+0200")
    commit(content)
    assert day() == (date(2023, 5, 2), False)
    content.append(content.case, "lessons: Holz hält.\n")
    assert day() == (date(2023, 5, 2), True)


def test_options_of_drafts_are_for_drafts(project: SmallProject) -> None:
    told = report_builder(project, "build", "--line-numbers")
    assert (told.exit_code, "are for drafts" in told.stderr) == (2, True)


def test_a_layout_whose_mark_has_no_bars_says_so(project: SmallProject) -> None:
    """As layouts of other projects had it before drafts showed changes."""
    template = "layouts/magazine/draft.html"
    html = project.read(template)
    mark = html[: html.index('<div class="bar">')] + "</body></html>"
    project.write(template, mark)
    assert draft(project).exit_code == 0
    assert report_builder(project, "draft", "send", project.slug).exit_code == 0
    assert draft(project).exit_code == 0  # nothing has changed: there is nothing to stand beside
    project.replace(project.case, "Es gab keinen Tisch.", SENTENCE)
    told = draft(project)
    assert told.exit_code == 1
    assert "layouts/magazine/draft.html: it has 1 page, but bars beside changes" in told.stderr
