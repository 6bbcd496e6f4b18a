"""The content of an issue as it was at a revision of git."""

import io
import os
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from report_builder.content import loading
from report_builder.content.loading import REPORTS, Content, IssueContent
from report_builder.errors import ReviewError, RevisionError, Severity
from report_builder.review.fields import Field, fields_of
from report_builder.review.repository import GitError, commit_of, git


def fields_at(root: Path, slug: str, revision: str) -> dict[str, Field]:
    """The fields of an issue as they were committed.

    Raises RevisionError where there is no such revision, or not this issue in it; ReviewError if
    its content was broken.
    """
    commit = commit_of(root, revision)
    with tempfile.TemporaryDirectory(prefix="report-builder-") as folder:
        then = Path(folder).resolve()
        try:
            archive = git(root, "archive", "--format=tar", commit, *_paths(root, slug, commit))
        except GitError as error:
            raise RevisionError(revision, str(error)) from error
        _extract(archive, then)
        content = loading.load(then)
        return fields_of(then, content, _usable(content, slug, revision))


def _paths(root: Path, slug: str, commit: str) -> list[str]:
    """What is to be taken of reports/: all but the folders of other issues. Raises GitError."""
    listed = git(root, "ls-tree", "-r", "-z", "--name-only", commit, f"{REPORTS}/")
    paths = [PurePosixPath(os.fsdecode(name)) for name in listed.split(b"\0") if name]
    issues = {path.parts[1] for path in paths if len(path.parts) == 3 and path.name == "issue.yaml"}
    if slug not in issues:
        raise GitError(f"there was no issue “{slug}” in it")
    kept = {path.parts[1] for path in paths} - issues | {slug}
    return [f":(literal){REPORTS}/{name}" for name in sorted(kept)]


def _extract(archive: bytes, folder: Path) -> None:
    """Write the files of a tar archive below a folder; links are not followed, so not made."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if member.isfile() and not path.is_absolute() and ".." not in path.parts:
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                file = tar.extractfile(member)
                target.write_bytes(file.read() if file else b"")


def _usable(content: Content, slug: str, revision: str) -> IssueContent:
    """The issue, if nothing is wrong with it. Raises ReviewError."""
    (issue,) = (each for each in content.issues if each.slug == slug)
    problems = loading.shown([*content.problems, *issue.problems])
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if errors or issue.report is None:
        first = f": line {errors[0].line}: {errors[0].message}" if errors else ""
        file = errors[0].file if errors else issue.tree.file
        raise ReviewError(Path(file), f"is broken at “{revision}”{first}")
    return issue
