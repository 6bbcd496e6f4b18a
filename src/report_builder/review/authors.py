"""Who changed what, as far as git knows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from report_builder.content.loading import REPORTS, SERIES
from report_builder.content.yaml import clean
from report_builder.errors import RevisionError
from report_builder.review import repository, wording
from report_builder.review.changes import Change, Kind
from report_builder.review.repository import GitError, git

NOT_COMMITTED = "not committed"
"""Stands in the place of a name for what was changed since the last commit."""

Authors = Mapping[str, Sequence[str]]
"""Those who changed a file (relative to the project), in alphabetical order."""


def since(root: Path, commit: str, day: date | None, until: str = "") -> Authors:
    """Who changed the content since a commit or, if git does not know it, since a day.

    Until another commit, or until now. Empty where there is no git, or neither commit nor day.
    """
    try:
        if not (commits := _range(root, commit, day, until or "HEAD")):
            return {}
        found: dict[str, set[str]] = {}
        for author, file in _commits(root, commits):
            found.setdefault(file, set()).add(author)
        names = {file: sorted(authors) for file, authors in found.items()}
        for file in () if until else _uncommitted(root):
            names.setdefault(file, []).append(NOT_COMMITTED)
    except GitError:
        return {}
    return names


def of(authors: Authors, change: Change, issue: str) -> list[str]:
    """Those who changed the files that a change is in: of a picture, its own."""
    files = dict.fromkeys(file for each in change.each() for file in _files(each, issue))
    names = dict.fromkeys(name for file in files for name in authors.get(file, ()))
    return sorted(names, key=lambda name: (name == NOT_COMMITTED, name))


def _files(change: Change, issue: str) -> Iterator[str]:
    if change.kind is Kind.PICTURE:
        folder = REPORTS if change.field.file == SERIES else f"{REPORTS}/{issue}"
        yield f"{folder}/{change.field.text}"
    if change.kind is not Kind.PICTURE or wording.is_changed(change.words):
        yield change.field.file


def _range(root: Path, commit: str, day: date | None, end: str) -> list[str]:
    """The commits, as git log takes them; empty where nothing says since when."""
    try:
        return [f"{repository.commit_of(root, commit)}..{end}"] if commit else _since(day, end)
    except RevisionError:
        return _since(day, end)


def _since(day: date | None, end: str) -> list[str]:
    return [f"--since={day}T00:00:00", end] if day else []


def _commits(root: Path, commits: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Authors, each with a file that they changed. Raises GitError."""
    form = ("--format=%x01%aN", "--name-only", "--no-renames", "--relative", "-z")
    listed = git(root, "log", *form, *commits, "--", REPORTS).decode(errors="replace")
    for entry in listed.split("\x01")[1:]:
        author, *files = entry.split("\0")
        yield from ((clean(author), file.lstrip("\n")) for file in files if file.strip())


def _uncommitted(root: Path) -> list[str]:
    """The files that are not as they were committed. Raises GitError."""
    changed = git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", REPORTS)
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", REPORTS)
    return [name for name in (changed + new).decode(errors="replace").split("\0") if name]
