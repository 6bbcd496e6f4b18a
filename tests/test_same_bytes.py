"""Same input, same bytes: issue 1 in two checkouts that have nothing in common but their content.

One is built as the developer at the desk would, the other one elsewhere: in a folder of another
name and depth, on another day, in another time zone and language, for another user with another
home and other permissions, with another hash seed, on one processor, from files that were copied
in another order, have other times, and are listed backwards (see elsewhere/sitecustomize.py). Both
are built at the same time.
"""

import io
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from conftest import ISSUE_ONE, REPOSITORY

from report_builder.store import files_below

PLACE = "Prüfstand nebenan/tief/unten"
USER = "erika-nebenan"
HOST = "rechner-nebenan"
LONG_AGO = 1_000_000_000  # seconds since 1970
PDF = "zwk-01-arbeiten-im-krisenmodus"


@dataclass(frozen=True)
class Elsewhere:
    """The other checkout, what was built there, and the processes that did it with their day."""

    root: Path
    witnesses: list[str]

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def drafts(self) -> Path:
        return self.root / "build" / "drafts"


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Elsewhere:
    """The other checkout, built while `issue_one` and its draft are being built."""
    base = tmp_path_factory.mktemp("elsewhere")
    root, environment = base / PLACE, _environment(base)
    _copy_backwards(root)
    for options, fixture in ((), "issue_one"), (("--draft",), "issue_one_draft"):
        program = [sys.executable, "-c", "from report_builder.cli import main; main()"]
        command = [*program, "build", ISSUE_ONE, *options, "--project", str(root)]
        build = subprocess.Popen(
            command, cwd=base, env=environment, umask=0o077, stdout=subprocess.DEVNULL
        )
        try:
            request.getfixturevalue(fixture)
            assert build.wait(timeout=600) == 0
        finally:
            build.kill()
    return Elsewhere(root, (base / "log").read_text("utf-8").splitlines())


def _environment(base: Path) -> dict[str, str]:
    for name in ("heim", "ablage"):
        (base / name).mkdir()
    return os.environ | {
        "ELSEWHERE_LOG": str(base / "log"),
        "HOME": str(base / "heim"),
        "LANG": "en_US.ISO-8859-1",
        "LC_ALL": "C",
        "LOGNAME": USER,
        "PYTHONHASHSEED": "77",
        "PYTHONPATH": str(Path(__file__).with_name("elsewhere")),
        "TMPDIR": str(base / "ablage"),
        "TZ": "Pacific/Kiritimati",
        "USER": USER,
    }


def _copy_backwards(root: Path) -> None:
    """The project folder, its files written from the last to the first, and long ago."""
    folders = ("reports", "layouts", "assets")
    found = [path for folder in folders for path in (REPOSITORY / folder).rglob("*")]
    for path in sorted([*found, REPOSITORY / "pyproject.toml"], reverse=True):
        if path.is_file():
            target = root / path.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (LONG_AGO, LONG_AGO))


# --- the two are the same -----------------------------------------------------------------


def test_everything_in_dist_is_the_same_elsewhere(issue_one: Path, elsewhere: Elsewhere) -> None:
    assert first_difference(issue_one, elsewhere.dist) is None


def test_the_draft_is_the_same_elsewhere(issue_one_draft: Path, elsewhere: Elsewhere) -> None:
    assert first_difference(issue_one_draft, elsewhere.drafts) is None


def test_build_and_renderer_were_elsewhere_indeed(elsewhere: Elsewhere) -> None:
    days = {witness.split()[0] for witness in elsewhere.witnesses}
    assert all((date.fromisoformat(day) - date.today()).days > 1000 for day in days)
    assert sum("--project" in witness for witness in elsewhere.witnesses) == 2
    assert sum("rendering.worker" in witness for witness in elsewhere.witnesses) == 2


def test_files_can_be_read_by_everybody_whatever_the_umask(
    issue_one: Path, elsewhere: Elsewhere
) -> None:
    for folder in (issue_one, elsewhere.dist, elsewhere.drafts):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in files_below(folder)}
        assert modes == {0o644}


def test_the_identifier_of_a_pdf_comes_from_its_content(
    issue_one: Path, issue_one_draft: Path
) -> None:
    """ISO 32000-1, 14.4: two strings, from what the renderer made and from the finished file."""
    final, draft = (
        [bytes(part) for part in pikepdf.open(path).trailer.ID]
        for path in (issue_one / ISSUE_ONE / f"{PDF}.pdf", issue_one_draft / f"{PDF}-draft.pdf")
    )
    assert [len(part) for part in final] == [32, 16]
    # The pages of a draft are laid out as those of the final; the mark comes later.
    assert (draft[0] == final[0], draft[1] == final[1]) == (True, False)


def test_no_file_says_where_when_or_by_whom_it_was_built(
    issue_one: Path, issue_one_draft: Path, elsewhere: Elsewhere
) -> None:
    days = {date.today(), *(date.fromisoformat(w.split()[0]) for w in elsewhere.witnesses)}
    places = [issue_one.parent, REPOSITORY, Path(sys.prefix), *elsewhere.root.parents[:3]]
    telling = [name for place in places for name in (str(place), place.name) if len(name) > 4]
    telling += [USER, HOST, *(spelling for day in days for spelling in spellings(day))]
    for path in (*files_below(issue_one), *files_below(issue_one_draft)):
        content = unpacked(path)
        found = [word for word in telling if any(form in content for form in encoded(word))]
        assert found == [], path.name


# --- the means ----------------------------------------------------------------------------


def first_difference(one: Path, other: Path) -> str | None:
    """The first file below two folders that is not the same, and where; None if there is none."""
    names = {p.relative_to(root) for root in (one, other) for p in root.rglob("*") if p.is_file()}
    assert names, f"nothing was built in {one}"
    for name in sorted(names):
        missing = [str(root) for root in (one, other) if not (root / name).is_file()]
        if missing:
            return f"{name} is missing in {missing[0]}"
        if (one / name).read_bytes() != (other / name).read_bytes():
            return f"{name} differs {_place(unpacked(one / name), unpacked(other / name))}"
    return None


def _place(one: bytes, other: bytes) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    objects = re.findall(rb"^\d+ 0 obj", one[:at], re.MULTILINE)
    where = f" in {objects[-1].decode()}" if objects else ""
    shown = [content[max(0, at - 20) : at + 20] for content in (one, other)]
    return f"from byte {at} of its unpacked content{where}: {shown[0]!r} and {shown[1]!r}"


def unpacked(path: Path) -> bytes:
    """The content of a file; of a PDF with all its streams decoded."""
    if path.suffix != ".pdf":
        return path.read_bytes()
    with pikepdf.open(path) as pdf:
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            qdf=True,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return buffer.getvalue()


def spellings(day: date) -> Iterator[str]:
    for form in ("%Y-%m-%d", "%Y%m%d", "%Y:%m:%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %b %Y"):
        yield day.strftime(form)


def encoded(word: str) -> Iterator[bytes]:
    """How a word can stand in a file: as text, and as a string of a PDF (ISO 32000-1, 7.9.2)."""
    for code in ("utf-8", "latin-1", "utf-16-be"):
        form = word.encode(code)
        yield from (form, form.hex().encode())


@pytest.mark.parametrize("name", ["zwk-01-arbeiten-im-krisenmodus.pdf", "issue.json", "og.jpg"])
def test_a_difference_is_found_and_placed(issue_one: Path, tmp_path: Path, name: str) -> None:
    copy = Path(shutil.copytree(issue_one, tmp_path / "dist"))
    assert first_difference(issue_one, copy) is None
    path = copy / ISSUE_ONE / name
    if path.suffix == ".pdf":
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            pdf.docinfo.Title = str(pdf.docinfo.Title) + "!"
            pdf.save(path)
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    told = first_difference(issue_one, copy)
    assert told is not None
    assert told.startswith(f"{ISSUE_ONE}/{name} differs from byte ")
    assert ("0 obj" in told) == (path.suffix == ".pdf")
    path.unlink()
    assert first_difference(issue_one, copy) == f"{ISSUE_ONE}/{name} is missing in {copy}"


def test_a_telling_word_is_found_in_a_pdf(issue_one: Path, tmp_path: Path) -> None:
    path = issue_one / ISSUE_ONE / f"{PDF}.pdf"
    with pikepdf.open(path) as pdf:
        pdf.docinfo.Author = "Prüfstand nebenan"
        pdf.Root.PieceInfo = pikepdf.Stream(pdf, f"/home/{USER}".encode())
        pdf.save(tmp_path / "leaking.pdf")
    content = unpacked(tmp_path / "leaking.pdf")
    for word in ("Prüfstand nebenan", USER):
        assert any(form in content for form in encoded(word))
