"""Whether a build would find everything as another one left it, told before anything is loaded.

What is to be said after a build that went well is kept in the cache, under the digest of all that
it depends on and all that it left. A build that comes to the same digest says it and is done.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from report_builder import cache, store, tools
from report_builder.conformance import validator
from report_builder.errors import Problem, ReportBuilderError, Severity
from report_builder.project import Project
from report_builder.reading import FOLDERS
from report_builder.store import Digests


@dataclass(frozen=True)
class Outcome:
    """What is said when there is nothing to do: how many issues are current, and the warnings."""

    current: int
    problems: list[Problem]


class Memory:
    """What is known of one way to call `build`, whose arguments are the `request`.

    `seen` has the digests of all files that a project is made of, as they were at the beginning.
    It is None if they cannot be told for sure, and then nothing is known.
    """

    def __init__(self, project: Project, request: list[str]) -> None:
        self.project = project
        self._request = request
        self._cache = cache.of(project)
        self.seen = self._sources()

    def recall(self) -> Outcome | None:
        """What to say if there is nothing to do; None if that is not known."""
        key = self._key()
        kept = self._cache.get(key) if key else None
        return None if kept is None else _decoded(kept)

    def remember(self, outcome: Outcome) -> None:
        """Keep what is to be said after a build that succeeded, unless files have changed since
        it began."""
        with suppress(ReportBuilderError), store.locked(self.project.lock):
            key = self._key()
            if key and self._sources() == self.seen:
                self._cache.put(key, _encoded(outcome))

    def _sources(self) -> Digests | None:
        return self._look(self.project.root / name for name in FOLDERS)

    def _key(self) -> str | None:
        """The digest of everything that a build depends on, and of what is there already."""
        project, judge = self.project, validator.find()
        made = [project.dist, project.hosting, project.drafts, project.proofs, project.modern]
        left = self._look([*made, project.state])
        if self.seen is None or left is None:
            return None
        program = [tools.program(), judge and judge.identity, *tools.installed()]
        return cache.key("nothing to do", json.dumps([program, self._request, self.seen, left]))

    def _look(self, folders: Iterable[Path]) -> Digests | None:
        """Everything in these folders; None where that cannot be told for sure."""
        root = self.project.root
        try:
            return dict(sorted(entry for top in folders for entry in _entries(root, top)))
        except OSError:
            return None


def _entries(root: Path, top: Path) -> Iterator[tuple[str, str]]:
    """The digest of each file, and the name of each folder, in `top` that is not hidden.

    Raises OSError for what cannot be read, and for links to folders, which may lead anywhere.
    """
    if not top.exists():
        return
    for parent, folders, files in os.walk(top, onerror=_fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(parent, name) for name in folders):
            if path.is_symlink():
                raise OSError
            yield f"{path.relative_to(root).as_posix()}/", ""
        for path in (Path(parent, name) for name in files if not name.startswith(".")):
            name = path.relative_to(root).as_posix()
            yield name, _digest(path) if path.is_file() else ""
            if path.is_symlink():
                yield f"{name} →", os.path.realpath(path)


def _digest(path: Path) -> str:
    """Raises OSError."""
    value = store.of_file(path)
    if value is None:
        raise OSError
    return value


def _fail(error: OSError) -> NoReturn:
    raise error


def _encoded(outcome: Outcome) -> bytes:
    problems = [problem.as_dict() for problem in outcome.problems]
    return store.as_json({"current": outcome.current, "problems": problems})


def _decoded(data: bytes) -> Outcome:
    value = json.loads(data)
    found = [problem | {"severity": Severity(problem["severity"])} for problem in value["problems"]]
    return Outcome(value["current"], [Problem(**problem) for problem in found])
