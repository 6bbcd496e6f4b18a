"""When content was changed, and what git calls its state."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from report_builder.content.loading import REPORTS, SERIES
from report_builder.review.revisions import GitError, git


def last_change(root: Path, slug: str, names: Iterable[str]) -> date:
    """The day on which one of an issue's files was last changed: as committed, so that every
    checkout has the same, or by the clock for what is not committed or where there is no git."""
    own = [name for name in names if name == SERIES or name.startswith(f"{REPORTS}/{slug}/")]
    return max(_days(root, own))


def _days(root: Path, names: list[str]) -> Iterator[date]:
    try:
        said = git(root, "log", "-1", "--format=%cs", "--", *names).decode().strip()
        loose = git(root, "ls-files", "--others", "--modified", "-z", "--", *names).decode()
    except GitError:
        said, loose = "", "\0".join(names)
    if said:
        yield date.fromisoformat(said)
    changed = [name for name in loose.split("\0") if name and (root / name).exists()]
    for name in changed or ([] if said else names):
        yield date.fromtimestamp((root / name).stat().st_mtime)
