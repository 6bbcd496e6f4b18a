"""Git, where the project has it: asked as it is, and never changed."""

import os
import subprocess
from pathlib import Path

from report_builder.errors import RevisionError


class GitError(Exception):
    """What git, or the system in its place, said."""


def git(root: Path, *arguments: str) -> bytes:
    """The answer of git in a folder. Raises GitError."""
    # What a hook of git is called with would lead to another repository.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(
            command, cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True
        )
    except OSError as error:
        raise GitError("git is not installed") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise GitError(said.removeprefix("fatal: ") or f"git {arguments[0]} failed")
    return done.stdout


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision names: a branch, a tag, a digest, HEAD~3. Raises RevisionError."""
    try:
        git(root, "rev-parse", "--git-dir")
    except GitError as error:
        raise RevisionError(revision, str(error)) from error
    try:
        name = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return git(root, "rev-parse", *name).decode().strip()
    except GitError as error:
        raise RevisionError(revision, "git knows no commit, branch or tag of this name") from error


def head(root: Path) -> str:
    """The commit that the working files are based on; empty where there is none."""
    try:
        return commit_of(root, "HEAD")
    except RevisionError:
        return ""
