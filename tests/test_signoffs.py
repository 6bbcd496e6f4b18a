# ruff: noqa: F811
"""Sign-offs: who found which PDF accessible, what the site says of it, and when that lapses."""

import json

import pytest
from click.testing import Result
from conftest import SmallProject
from lxml import html as parser
from test_builder import Bench, bench  # noqa: F401 (a fixture)
from test_cli import run

from report_builder import builder, pipeline, store
from report_builder.errors import ReviewError
from report_builder.review import signoffs
from report_builder.review.signoffs import SignOff
from report_builder.unchanged import Memory

FILE = "reports/01-probe/review/accessibility.yaml"
PDF = "pw-01-probe.pdf"
ERIKA = ["--by", "Erika Muster", "--on", "2023-07-05"]


def sign(project: SmallProject, name: str = PDF, *options: str) -> Result:
    path = project.root / "dist/01-probe" / name
    return run(project, "sign-off", str(path), *(options or ERIKA))


def refused(project: SmallProject, name: str = PDF, *options: str) -> str:
    result = sign(project, name, *options)
    assert result.exit_code in (1, 2) and not (project.root / FILE).exists()
    return result.stderr


def facts(project: SmallProject) -> dict[str, object]:
    value: dict[str, object] = json.loads((project.root / "dist/01-probe/issue.json").read_bytes())
    return value


def signed(name: str, by: str, day: str, digest: str) -> SignOff:
    facts = {"file": name, "sha256": digest * 64, "by": by, "date": day}
    return SignOff.model_validate(facts)


# --- the command --------------------------------------------------------------------------


def test_a_sign_off_alone_has_the_pages_written_and_no_pdf(
    built: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert builder.build(built.gather(), (), False, lambda *event: None).exit_code == 0
    memory = Memory(built.found, ["build"])
    digest = store.digest((built.root / "dist/01-probe" / PDF).read_bytes())
    result = sign(built, PDF, *ERIKA, "--note", "NVDA 2023.1,  PAC 2021")
    assert (result.exit_code, result.stdout) == (
        0,
        f"Erika Muster signed off 01-probe/{PDF} as accessible\n"
        f"wrote {FILE}; make has the pages of the site say so\n",
    )
    assert built.read(FILE) == (
        "# Written by report-builder sign-off; see docs/publishing.md. Not to be edited by hand.\n"
        f"sign_offs:\n  - file: {PDF}\n    sha256: {digest}\n    by: Erika Muster\n"
        '    date: 2023-07-05\n    note: "NVDA 2023.1, PAC 2021"\n'
    )
    assert Memory(built.found, ["build"]).seen != memory.seen, "a build must look"
    assert f"{FILE} is new" in run(built, "why", "01-probe").stdout
    monkeypatch.setattr(pipeline, "run", lambda *job: pytest.fail("something was rendered"))
    events: list[tuple[str, str, list[str]]] = []
    summary = builder.build(built.gather(), (), False, lambda *event: events.append(event))
    assert (summary.current, summary.failed) == (["01-probe"], {})
    assert events == [("index.html", "writing", [f"{FILE} is new"])]
    assert store.digest((built.root / "dist/01-probe" / PDF).read_bytes()) == digest
    for page in ("index.html", "01-probe/index.html", "01-probe/embed.html"):
        text = (built.root / "dist" / page).read_text("utf-8")
        said = parser.fromstring(text).text_content()
        assert "PDF/UA- und PDF/A-geprüft, barrierefrei" in said
        assert "Erika" not in text, "names are not published"


def test_status_tells_of_sign_offs(built: SmallProject) -> None:
    sign(built)
    line = f"accessible: {PDF}: signed off by Erika Muster on 2023-07-05"
    assert line in " ".join(run(built, "status").stdout.split())
    built.replace(FILE, "sha256: ", "sha256: 00")
    damaged = built.read(FILE)
    assert "that is no SHA-256" in " ".join(run(built, "status").stdout.split())
    start = damaged.index("sha256: 00") + len("sha256: ")
    built.write(FILE, damaged[:start] + "0" * 64 + damaged[start + 66 :])
    assert f"{line}, but it is another file now" in " ".join(run(built, "status").stdout.split())
    (found,) = json.loads(run(built, "status", "--format", "json").stdout)
    assert found["signed_off"] == [
        {"file": PDF, "by": "Erika Muster", "date": "2023-07-05", "holds": False}
    ]


def test_the_copy_under_its_version_is_the_same_file(built: SmallProject) -> None:
    assert sign(built, f"v1.27/{PDF}").exit_code == 0
    assert f"file: {PDF}\n" in built.read(FILE)


def test_case_studies_can_be_signed_off(built: SmallProject) -> None:
    assert sign(built, "case-studies/pw-01-probe-zweitdorf.pdf").exit_code == 0
    assert "file: case-studies/pw-01-probe-zweitdorf.pdf\n" in built.read(FILE)


def test_what_cannot_be_signed_off(built: SmallProject) -> None:
    outside = built.write("dist/01-probe/other.pdf", b"%PDF")
    assert "is no file of a final issue" in refused(built, outside.name)
    assert "is no file of a final issue" in refused(built, "../../reports/series.yaml")
    assert "is no PDF of the version" in refused(built, "og.jpg")
    assert "say who checked the file" in refused(built, PDF, "--by", " \x07")
    assert "is still to come" in refused(built, PDF, "--by", "Erika", "--on", "9999-12-31")
    assert "is no file of a final issue" in _as_a_draft(built)
    (built.root / "dist/01-probe" / PDF).write_bytes(b"%PDF")
    assert "is not the file that was built" in refused(built)


def _as_a_draft(project: SmallProject) -> str:
    project.replace(project.issue, "status: final", "status: draft")
    said = refused(project)
    project.replace(project.issue, "status: draft", "status: final")
    return said


def test_what_no_validator_has_seen_is_not_signed_off(built: SmallProject) -> None:
    known = facts(built)
    editions = known["editions"]
    assert isinstance(editions, list)
    editions[0]["validation"] = {"status": "not validated"}
    built.write("dist/01-probe/issue.json", json.dumps(known))
    assert "was seen by no validator; make validator" in refused(built)


# --- the record ---------------------------------------------------------------------------


def test_the_order_does_not_depend_on_who_came_first() -> None:
    three = [signed("b.pdf", "Erika", "2023-07-05", "1"), signed("a.pdf", "Max", "2023-07-06", "2"),
             signed("a.pdf", "Ada", "2023-07-06", "2")]  # fmt: skip
    one = signoffs.with_added(three[:2], three[2])
    assert one == signoffs.with_added(three[:0:-1], three[0])
    assert [line for line in one.decode().split("\n") if "by:" in line] == [
        "    by: Ada", "    by: Max", "    by: Erika"]  # fmt: skip


def test_the_same_person_and_file_stand_once_and_earlier_files_stay() -> None:
    known = [signed("a.pdf", "Erika", "2023-07-05", "1")]
    again = signoffs.with_added(known, signed("a.pdf", "Erika", "2023-08-01", "1")).decode()
    assert "2023-07-05" not in again and again.count("by: Erika") == 1
    assert (
        signoffs.with_added(known, signed("a.pdf", "Erika", "2023-08-01", "2")).count(b"by:") == 2
    )


def test_a_file_is_what_it_was_signed_off_as_or_lapsed() -> None:
    known = [signed("a.pdf", "Erika", "2023-07-05", "1"), signed("a.pdf", "Max", "2023-08-01", "2"),
             signed("gone.pdf", "Max", "2023-08-01", "3")]  # fmt: skip
    for digest, by, holds in (("1", "Erika", True), ("2", "Max", True), ("9", "Max", False)):
        (standing,) = signoffs.standings(known, {"a.pdf": digest * 64})
        assert (standing.last.by, standing.holds) == (by, holds)


@pytest.mark.parametrize("text", ["sign_offs: 1", "sign_offs: [{file: a}]", "{", "people: []"])
def test_a_record_that_cannot_be_read_is_named(content: SmallProject, text: str) -> None:
    content.write(FILE, text)
    with pytest.raises(ReviewError, match=f"^{FILE}:1 cannot be used: "):
        signoffs.signed(content.root)


# --- building -----------------------------------------------------------------------------


def test_a_build_tells_whose_sign_off_lapsed(bench: Bench) -> None:
    path = "dist/01-probe/probe-01-probe.pdf"
    digest = store.digest((bench.project.root / path).read_bytes())
    entry = {"file": "probe-01-probe.pdf", "sha256": digest, "by": "Erika", "date": "2023-07-05"}
    new = SignOff.model_validate(entry)
    bench.project.write(FILE, signoffs.with_added([], new))
    assert bench.build().lapsed == []
    bench.project.replace(bench.project.issue, "title: Probeheft", "title: Anderes Heft")
    assert bench.build().lapsed == [
        "01-probe/probe-01-probe.pdf: signed off by Erika on 2023-07-05, but it is another file now"
    ]
    assert bench.build().lapsed == []


def test_a_damaged_record_keeps_the_pages_as_they_are(bench: Bench) -> None:
    before = bench.dist()
    bench.project.write(FILE, "sign_offs: 1")
    assert list(bench.build().failed) == ["index.html"]
    assert bench.dist() == before
