"""What is published does not depend on how it came about: on what was in the cache, on what was
built before, on what is damaged."""

import random
import shutil
from pathlib import Path

import pytest
from conftest import Published, SmallProject

from report_builder import builder, sections
from report_builder.dispatch import Shift, Task

WORD = "Es gab keinen Tisch"


def dist(root: Path) -> dict[str, bytes]:
    files = [path for path in (root / "dist").rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def build(project: SmallProject) -> None:
    """Build anew what is there, whatever the record says."""
    for record in (project.root / "build" / "state").glob("*.final.json"):
        record.unlink()
    summary = builder.build(project.gather(), (), False, lambda *event: None)
    assert list(summary.built) == [project.slug], summary


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sections and photos that lanes were given."""
    given: list[str] = []

    class Noting(Shift):
        def give(self, *tasks: Task) -> None:
            given.extend(task.id for task in tasks)
            super().give(*tasks)

    monkeypatch.setattr(sections, "Shift", Noting)
    return given


def test_of_what_is_kept(built: SmallProject, published: Published, tasks: list[str]) -> None:
    build(built)
    assert dist(built.root) == dist(published.project.root)
    assert tasks == []


def test_of_nothing(built: SmallProject, published: Published, tasks: list[str]) -> None:
    shutil.rmtree(built.root / "build")
    build(built)
    assert dist(built.root) == dist(published.project.root)
    assert "case-study-musterstadt" in tasks


def test_after_an_edit_and_its_undoing(
    built: SmallProject, published: Published, tasks: list[str]
) -> None:
    text = built.read(built.case)
    assert text.count(WORD) == 1
    built.write(built.case, text.replace(WORD, f"{WORD}, und niemand saß"))
    build(built)
    assert dist(built.root) != dist(published.project.root)
    assert set(tasks) == {"case-study-musterstadt"}
    tasks.clear()
    built.write(built.case, text)
    build(built)
    assert dist(built.root) == dist(published.project.root)
    assert tasks == []


@pytest.mark.parametrize("cut", [False, True], ids=["a flipped bit", "cut off"])
def test_with_every_entry_damaged(
    built: SmallProject, published: Published, tasks: list[str], *, cut: bool
) -> None:
    dice = random.Random(5)
    entries = [path for path in (built.root / "build" / "cache").iterdir() if path.is_file()]
    assert len(entries) > 20
    for path in sorted(entries):
        data = bytearray(path.read_bytes())
        place = dice.randrange(len(data))
        if cut:
            del data[place:]
        else:
            data[place] ^= 1 << dice.randrange(8)
        path.write_bytes(data)
    build(built)
    assert dist(built.root) == dist(published.project.root)
    assert "case-study-musterstadt" in tasks
