"""Comments kept, listed, worked off and sent back."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from conftest import SmallProject
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from reviewing import BUILD, Draft, send

from report_builder import store
from report_builder.cli import main
from report_builder.content import yaml
from report_builder.content.writing import written
from report_builder.review import comments

SLUG = SmallProject.slug
LEDGER = "reports/01-probe/review/comments.yaml"
KEYS = ["id", "issue", "draft", "file", "line", "field", "page", "kind", "author", "date", "quote",
        "text", "state", "replies", "stale", "note"]  # fmt: skip


@pytest.fixture
def draft(content: SmallProject) -> Draft:
    """A draft with three comments that were imported."""
    draft = send(content)
    copy = draft.copy()
    mark = copy.mark("Highlight", "standen im Flur", T="Anna", Contents="Wo?\n\nIm Rathaus?",
                     NM="x", M="D:20261103101500+01'00'")  # fmt: skip
    copy.answer(mark, T="Bo", Contents="Ja.", M="D:20261104")
    caret = copy.point(3, 200, 90, "Caret", T="=Cem", Contents="@Torte")
    copy.mark("StrikeOut", "Kuchen", IRT=caret.indirect_reference, RT="/Group")
    copy.point(4, 100, 45, "Ink", Contents="Hier?", M="D:20261105")
    assert run(draft, "import", copy.save("rathaus.pdf")).stdout.endswith("3 new\n")
    return draft


def run(draft: Draft, *arguments: object) -> Result:
    root = ["--project", str(draft.project.root)]
    return CliRunner().invoke(main, ["comments", *map(str, arguments), *root])


def listed(draft: Draft, *arguments: str) -> list[dict[str, object]]:
    result = run(draft, "list", SLUG, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.stdout)
    return found


# --- YAML ---------------------------------------------------------------------------------

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff")
    | st.sampled_from("\n\n\t:#-|>'\"{}[]&*!%@`~? "),
    max_size=40,
)
_KEY = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
_VALUE = st.recursive(
    _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(_KEY, _VALUE, min_size=1))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    tree, findings = yaml.parse(written(value).encode(), "x.yaml")  # type: ignore[arg-type]
    assert (tree.value, findings) == (value, [])


@given(st.text())
def test_any_text_can_be_cleaned_and_kept(text: str) -> None:
    value = {"text": yaml.clean(text)}
    assert yaml.parse(written(value).encode(), "x.yaml")[0].value == value


# --- the ledger ---------------------------------------------------------------------------


def test_the_ledger_can_be_read_by_people(draft: Draft) -> None:
    lines = draft.project.read(LEDGER).split("\n")
    begin = lines.index("    author: Anna")
    line = draft.project.place(draft.project.case, "standen")[0]
    assert lines[begin + 1 : begin + 7] == [
        "    date: 2026-11-03T10:15:00+01:00",
        "    text: |-",
        "      Wo?",
        "",
        "      Im Rathaus?",
        "    quote: standen im Flur",
    ]
    assert f"    line: {line}" in lines
    ids = [entry.removeprefix("  - id: ") for entry in lines if entry.startswith("  - id: ")]
    assert ids == sorted(ids) and len(ids) == 3


@pytest.mark.parametrize("changed_first", [True, False])
def test_comments_of_two_branches_are_joined(draft: Draft, changed_first: bool) -> None:
    """Git keeps an entry twice, when both have added it and one has changed it."""
    before = draft.project.read(LEDGER)
    head, entries = before[: before.index("  - id: ")], before[before.index("  - id: ") :]
    run(draft, "resolve", listed(draft)[0]["id"])
    changed = draft.project.read(LEDGER).removeprefix(head)
    both = changed + entries if changed_first else entries + changed
    draft.project.write(LEDGER, head + both)
    assert [c["state"] for c in listed(draft)] == ["resolved", "open", "open"]


def test_nothing_is_changed_while_another_command_writes(draft: Draft) -> None:
    before, (first, *_) = draft.project.read(LEDGER), listed(draft)
    copy = draft.copy()
    copy.mark("Highlight", "Ehrenamt brachte")
    with store.locked(draft.project.found.lock):
        for command in (["resolve", first["id"]], ["import", copy.save("b.pdf")]):
            result = run(draft, *command)
            assert (result.exit_code, "another command" in result.stderr) == (1, True)
    assert draft.project.read(LEDGER) == before


@pytest.mark.parametrize(("old", "new", "reason"), [
    ("draft: 1", "draft: eins", "invalid literal for int"),
    ("kind: ink", "kund: ink", "unexpected keyword argument 'kund'"),
    ("state: open", "state: erledigt", "its state is erledigt"),
    ("kind: ink", "<<<<<<< HEAD", "line"),
    ("comments:", "comment:", "a list of comments is missing"),
    ("date: 2026-11-03", "date: 3.11.2026", "Invalid isoformat"),
])  # fmt: skip
def test_a_damaged_ledger_is_named_with_its_line(
    draft: Draft, old: str, new: str, reason: str
) -> None:
    draft.project.write(LEDGER, draft.project.read(LEDGER).replace(old, new))
    result = run(draft, "list", SLUG)
    assert result.exit_code == 1 and result.stdout == ""
    assert f"{LEDGER} is damaged: " in result.stderr and reason in result.stderr
    assert "line " in result.stderr
    assert result.stderr.endswith("take the last version from git, or mend it by hand\n")


# --- lists --------------------------------------------------------------------------------


def test_json_has_exactly_these_keys(draft: Draft) -> None:
    found = listed(draft)
    assert [list(each) for each in found] == [KEYS] * 3
    first, second, third = found
    line = draft.project.place(draft.project.case, "standen")[0]
    assert first == {
        "id": first["id"], "issue": SLUG, "draft": 1, "file": draft.project.case, "line": line,
        "field": "/challenge", "page": 2, "kind": "highlight", "author": "Anna",
        "date": "2026-11-03T10:15:00+01:00", "quote": "standen im Flur",
        "text": "Wo?\n\nIm Rathaus?", "state": "open", "stale": False, "note": "",
        "replies": [{"author": "Bo", "date": "2026-11-04", "text": "Ja."}],
    }  # fmt: skip
    assert (second["kind"], second["quote"], second["text"]) == ("replace", "Kuchen", "@Torte")
    assert third["author"] == "(rathaus.pdf)"


def test_lines_follow_the_text_and_changed_text_is_told(draft: Draft) -> None:
    project = draft.project
    project.replace(project.case, "challenge: |\n", "challenge: |\n  Vorweg: Es war so.\n\n")
    project.replace(project.case, "Der Bauhof zimmerte", "# dazu\n  Bauhof zimmerte")
    first, second, third = listed(draft)
    assert (first["stale"], second["stale"], third["stale"]) == (True, True, False)
    assert first["line"] == project.place(project.case, "standen")[0]
    project.replace(project.case, "Alle standen im Flur", "Alle saßen herum")
    assert listed(draft)[0]["line"] == project.place(project.case, "|\n  Vorweg")[0]
    result = run(draft, "list")
    assert "/challenge  [text has changed]" in result.stdout


def test_an_entry_that_was_moved_is_found_again(content: SmallProject) -> None:
    draft = send(content)
    copy = draft.copy()
    copy.mark("Highlight", "Am Tisch redet")
    run(draft, "import", copy.save("a.pdf"))
    content.replace(content.case, "quotes:\n", "quotes:\n  - text: Ein neues Zitat steht davor.\n"
                                               "    person: Kämmerer\n")  # fmt: skip
    (found,) = listed(draft)
    assert (found["field"], found["stale"]) == ("/quotes/1/text", False)
    assert found["line"] == content.place(content.case, "Am Tisch redet")[0]


def test_a_file_that_is_gone_is_no_error(draft: Draft) -> None:
    draft.project.root.joinpath(draft.project.case).unlink()
    assert [(c["line"], c["stale"]) for c in listed(draft)] == [(0, True)] * 3


def test_the_table_fits_the_terminal(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    result = run(draft, "list")
    lines = result.stdout.splitlines()
    assert max(map(len, lines)) <= 70
    assert lines[-1] == "3 comments: 3 open"
    line = draft.project.place(draft.project.case, "standen")[0]
    assert lines[0] == "01-probe: draft 1 (magazine)"
    assert f"p. 2   case-studies/musterstadt.yaml:{line} /challenge" in lines[1]
    assert lines[2].strip() == "Anna, 2026-11-03: highlight “standen im Flur”"
    assert lines[3].strip() == "Wo? Im Rathaus?"
    assert lines[4].strip() == "– Bo: Ja."


def test_the_table_says_of_which_draft_a_page_is(draft: Draft) -> None:
    project = draft.project.found
    ledger = comments.load(project, SLUG)
    later = [replace(each, id=f"f{each.id}", draft=2) for each in ledger.values()]
    comments.save(project, SLUG, [*ledger.values(), *later])
    lines = run(draft, "list").stdout.splitlines()
    assert [line for line in lines if "draft" in line] == [
        "01-probe: draft 1 (magazine)", "01-probe: draft 2 (magazine)",
    ]  # fmt: skip
    assert run(draft, "list", "--format", "markdown").stdout.count("draft 2, page 2") == 1


def test_csv_holds_no_formulas(draft: Draft) -> None:
    rows = list(csv.DictReader(io.StringIO(run(draft, "list", "--format", "csv").stdout)))
    assert list(rows[0]) == KEYS
    assert [row["author"] for row in rows] == ["Anna", "'=Cem", "(rathaus.pdf)"]
    assert rows[1]["text"] == "'@Torte"
    assert rows[0]["replies"] == "Bo: Ja."


def test_markdown_can_be_ticked_off(draft: Draft) -> None:
    first = listed(draft)[0]
    run(draft, "resolve", first["id"])
    text = run(draft, "list", "--format", "markdown").stdout
    assert text.startswith(f"## {draft.project.case}\n\n- [x] `{first['id']}` line ")
    assert "“Kuchen”\n  - **=Cem**: @Torte\n" in text


def test_states_select_and_issues_have_to_exist(draft: Draft) -> None:
    (first, *_) = listed(draft)
    run(draft, "reject", first["id"])
    assert [c["id"] for c in listed(draft, "--state", "rejected")] == [first["id"]]
    assert len(listed(draft, "--state", "open")) == 2
    assert run(draft, "list", "01-brobe").exit_code == 2


# --- working off --------------------------------------------------------------------------


def test_comments_are_resolved_rejected_and_opened_again(draft: Draft) -> None:
    (first, second, _) = (str(each["id"]) for each in listed(draft))
    result = run(draft, "resolve", first[:5], second[:5], "--note", "Steht jetzt da.")
    assert result.stdout == f"{first}: resolved\n{second}: resolved\n"
    assert [c["state"] for c in listed(draft)] == ["resolved", "resolved", "open"]
    run(draft, "reopen", first)
    run(draft, "reject", second, "--note", "Doch nicht.")
    found = [(c["state"], c["note"]) for c in listed(draft)]
    assert found == [("open", "Steht jetzt da."), ("rejected", "Doch nicht."), ("open", "")]


def test_ids_have_to_be_unambiguous(draft: Draft) -> None:
    before = draft.project.read(LEDGER)
    first = str(listed(draft)[0]["id"])
    for names, reason in (((first, "xyz"), "no comment “xyz”"), (("",), "several comments")):
        result = run(draft, "resolve", *names)
        assert (result.exit_code, reason in result.stderr) == (2, True), result.output
    assert draft.project.read(LEDGER) == before


def test_show_tells_everything(draft: Draft) -> None:
    first = str(listed(draft)[0]["id"])
    run(draft, "resolve", first, "--note", "Erledigt.")
    text = run(draft, "show", first[:6]).stdout
    line, column = draft.project.place(draft.project.case, "standen")
    for words in (f"{first}: {SLUG}", f"{draft.project.case}:{line}:{column} /challenge",
                  f"draft 1 (magazine), page 2, line {line}", "by: Anna 2026-11-03T10:15:00+01:00",
                  "came in: rathaus.pdf", "  Im Rathaus?\n", "– Bo 2026-11-04: Ja.",
                  "state: resolved", "note: Erledigt."):  # fmt: skip
        assert words in text


# --- sent back ----------------------------------------------------------------------------


def exported(draft: Draft) -> Path:
    path = draft.project.root / "back" / "antwort.pdf"
    result = run(draft, "export", SLUG, "-o", path)
    assert result.exit_code == 0, result.output
    assert "draft 1 (magazine) with 3 comments" in result.stdout
    return path


def test_reviewers_see_comments_replies_and_states(draft: Draft) -> None:
    first, second, _ = (str(each["id"]) for each in listed(draft))
    run(draft, "resolve", first, "--note", "Steht jetzt da.")
    run(draft, "reject", second)
    reader = PdfReader(exported(draft), strict=True)
    found = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    told = {
        a["/NM"].removeprefix("report-builder:"): (
            a["/Subtype"], a.get("/T"), a.get("/Contents"), a.get("/State"))
        for a in found
    }  # fmt: skip
    assert told[first] == ("/Highlight", "Anna", "Wo?\n\nIm Rathaus?", None)
    assert told[f"{first}:1"] == ("/Text", "Bo", "Ja.", None)
    assert told[f"{first}:note"] == ("/Text", "Redaktion Probe", "Steht jetzt da.", None)
    assert told[f"{first}:state"] == ("/Text", "Redaktion Probe", None, "Completed")
    assert told[second][:3] == ("/Caret", "=Cem", "@Torte")
    assert told[f"{second}:struck"][0] == "/StrikeOut"
    assert told[f"{second}:state"][3] == "Rejected"
    assert len(told) == len(found) == 8


def test_comments_in_another_layout_are_exported_by_its_name(draft: Draft) -> None:
    folder, project = draft.pdf.parent, draft.project.found
    facts = json.loads((folder / "draft.json").read_bytes())
    brief = facts["proofs"][0] | {"layout": "brief", "build": "b2", "pdf": "brief.pdf"}
    (folder / "draft.json").write_text(json.dumps(facts | {"proofs": [*facts["proofs"], brief]}))
    shutil.copy(draft.pdf, folder / "brief.pdf")
    shutil.copy(folder / "magazine.map.json", folder / "brief.map.json")
    ledger = list(comments.load(project, SLUG).values())
    mark = replace(ledger[0].mark, build="b2")
    ledger.append(replace(ledger[0], id="ff000000", layout="brief", mark=mark))
    comments.save(project, SLUG, ledger)
    path = draft.project.root / "back" / "antwort.pdf"
    result = run(draft, "export", SLUG, "-o", path)
    assert "draft 1 (magazine) with 3 comments\n" in result.stdout
    assert result.stderr == "not in it: 1 on other drafts, or in other layouts (--layout NAME)\n"
    result = run(draft, "export", SLUG, "-o", path, "--layout", "brief")
    assert result.stdout.endswith("draft 1 (brief) with 1 comment\n")
    result = run(draft, "export", SLUG, "-o", path, "--layout", "poster")
    assert (result.exit_code, "draft in the layout “poster”" in result.stderr) == (1, True)


def test_comments_on_an_earlier_build_are_not_put_on_the_next_one(draft: Draft) -> None:
    """Until it is sent, a draft that is built again has the same number."""
    facts = draft.pdf.parent / "draft.json"
    facts.write_text(facts.read_text().replace(BUILD, "p7f4-magazine"))
    result = run(draft, "export", SLUG, "-o", draft.project.root / "antwort.pdf")
    assert (result.exit_code, "has no comments on a draft that" in result.stderr) == (1, True)
    assert [each["line"] > 1 for each in listed(draft)] == [True] * 3


def test_a_copy_that_was_exported_brings_only_what_is_new(draft: Draft) -> None:
    first, second, _ = (str(each["id"]) for each in listed(draft))
    run(draft, "resolve", first, "--note", "Steht jetzt da.")
    run(draft, "reject", second)
    before = draft.project.read(LEDGER)
    path = exported(draft)
    result = run(draft, "import", path)
    assert (result.stdout, result.stderr) == ("antwort.pdf: draft 1 of 01-probe: 3 known\n", "")
    assert draft.project.read(LEDGER) == before
    copy = draft.copy_of(path)
    (mark,) = (a for a in copy.annotations() if a["/NM"] == f"report-builder:{first}")
    copy.answer(mark, T="Anna", Contents="Danke!", M="D:20261120")
    copy.mark("Highlight", "ruft an", T="Anna", Contents="Wen?")
    result = run(draft, "import", copy.save("nochmal.pdf"))
    assert result.stdout == "nochmal.pdf: draft 1 of 01-probe: 1 new, 2 known, 1 changed\n"
    replies = [[r["text"] for r in c["replies"]] for c in listed(draft)]  # type: ignore[attr-defined]
    assert replies == [["Ja.", "Danke!"], [], [], []]


def test_the_exported_copy_is_the_draft_and_shows_the_marks(draft: Draft) -> None:
    """pdfium draws the marks, and nothing else has changed."""
    path = exported(draft)
    assert path.read_bytes().startswith(draft.pdf.read_bytes())
    with pypdfium2.PdfDocument(path) as after, pypdfium2.PdfDocument(draft.pdf) as before:
        differ = [
            one.render().to_pil() != other.render().to_pil()
            for one, other in zip(before, after, strict=True)
        ]
    assert differ == [False, False, True, True, True]


def test_without_comments_there_is_nothing_to_export(content: SmallProject) -> None:
    draft = send(content)
    result = run(draft, "export", SLUG, "-o", content.root / "x.pdf")
    assert result.exit_code == 1
    assert "has no comments on a draft that is kept here" in result.stderr
    assert not (content.root / "x.pdf").exists()
