"""When the content of an issue was changed, as every checkout of it knows."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from report_builder.content.loading import REPORTS, SERIES
from report_builder.review.repository import GitError, git


def last_change(root: Path, slug: str, names: Iterable[str]) -> tuple[date | None, bool]:
    """The day on which files of an issue, of all these, were committed last, None where there is no
    git; and whether they were changed since. Clocks of machines are not asked."""
    own = [name for name in names if name == SERIES or name.startswith(f"{REPORTS}/{slug}/")]
    try:
        said = git(root, "log", "-1", "--format=%cs", "--", *own).decode().strip()
        loose = git(root, "status", "--porcelain", "--", *own)
    except GitError:
        return None, False
    return (date.fromisoformat(said), bool(loose)) if said else (None, bool(loose))
