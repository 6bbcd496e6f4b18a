"""The drafts that reviewers got: what each PDF was, which content it had, where that stood.

A draft that was sent out is frozen in `reports/<slug>/review/draft-<number>/`; the last one that
was built, sent or not, is known from `build/review/<slug>/`. Both have the same files.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from report_builder import store
from report_builder.content.yaml import clean
from report_builder.errors import ReviewError
from report_builder.project import Project
from report_builder.review import source_map
from report_builder.review.fields import Field
from report_builder.review.source_map import SourceMap

REVIEW = "review"
_FACTS, _CONTENT, _MAP = "draft.json", "content.json", "{}.map.json"


@dataclass(frozen=True)
class Proof:
    """A PDF of a draft: the issue in one of its layouts.

    `build` identifies it, in the PDF (see `finishing.envelope`) and in print; `pdf` is its file
    name; `sheet` is the number of pages that stand before the cover and tell what changed;
    `pages` the number of all pages after them.
    """

    layout: str
    build: str
    pdf: str
    pages: int
    sheet: int


@dataclass(frozen=True)
class Round:
    """A draft: its `number` from 1; the day it was `sent`, None for one that was only built.

    `commit` is the one that the working files were based on, empty where there was none.
    """

    folder: Path
    issue: str
    number: int
    sent: date | None
    proofs: Sequence[Proof]
    commit: str = ""

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The content of the draft, by source. Raises ReviewError if it cannot be read."""
        path = self.folder / _CONTENT
        try:
            fields = (_field(part) for part in json.loads(path.read_bytes()))
            return {field.source: field for field in fields}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ReviewError(path, f"cannot be read: {error}") from error

    def pdf(self, proof: Proof) -> Path:
        """Its PDF: beside its facts once it was sent, among the drafts before."""
        folder = self.folder if self.sent else self.folder.parents[1] / "drafts"
        return folder / proof.pdf

    def map_of(self, proof: Proof) -> SourceMap:
        """Where the content stands on the pages after the sheet. Raises ReviewError."""
        path = self.folder / _MAP.format(proof.layout)
        try:
            return source_map.decoded(path.read_bytes())
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ReviewError(path, f"cannot be read: {error}") from error


def files_of(draft: Round, fields: Sequence[Field], maps: Sequence[SourceMap]) -> dict[Path, bytes]:
    """What is to be written to keep a draft, but for its PDFs; `maps` as its proofs."""
    facts = {"issue": draft.issue, "number": draft.number}
    facts |= {"sent": draft.sent.isoformat() if draft.sent else None}
    facts |= {"commit": draft.commit}
    facts |= {"proofs": [asdict(proof) for proof in draft.proofs]}
    files = {
        draft.folder / _MAP.format(proof.layout): source_map.encoded(each)
        for proof, each in zip(draft.proofs, maps, strict=True)
    }
    files[draft.folder / _CONTENT] = store.as_json([asdict(field) for field in fields])
    files[draft.folder / _FACTS] = store.as_json(facts)
    return files


def folder_of(project: Project, issue: str) -> Path:
    """What is kept of an issue's reviews."""
    return project.reports / issue / REVIEW


def sent(project: Project, issue: str) -> list[Round]:
    """The drafts of an issue that were sent out, the first one first. Raises ReviewError."""
    folders = folder_of(project, issue).glob(f"draft-*/{_FACTS}")
    return sorted((_read(path.parent) for path in folders), key=lambda each: each.number)


def built(project: Project, issue: str) -> Round | None:
    """The draft of an issue that was built last. Raises ReviewError."""
    folder = workshop(project, issue)
    return _read(folder) if (folder / _FACTS).exists() else None


def kept(project: Project, issue: str) -> list[Round]:
    """The drafts that were sent out, and the one that was built last if it is none of them.

    Raises ReviewError.
    """
    drafts = sent(project, issue)
    last = built(project, issue)
    known = {draft.number for draft in drafts}
    return drafts + ([last] if last and last.number not in known else [])


def workshop(project: Project, issue: str) -> Path:
    """Where the draft is kept that was built last."""
    return project.proofs / issue


def find(project: Project, build: str) -> tuple[Round, Proof] | None:
    """The draft whose PDF has the identifier `build`, and that PDF. Raises ReviewError."""
    for draft in every(project):
        for proof in draft.proofs:
            if proof.build == build:
                return draft, proof
    return None


def every(project: Project) -> Iterator[Round]:
    """All drafts that are kept, of all issues. Raises ReviewError."""
    for top in (f"reports/*/{REVIEW}/draft-*", f"build/{REVIEW}/*"):
        for path in sorted(project.root.glob(f"{top}/{_FACTS}")):
            yield _read(path.parent)


def _read(folder: Path) -> Round:
    path = folder / _FACTS
    try:
        value = json.loads(path.read_bytes())
        day = value["sent"] and date.fromisoformat(value["sent"])
        proofs = [_proof(proof) for proof in value["proofs"]]
        issue, number = _name(value["issue"]), value["number"]
        if type(number) is not int:
            raise ValueError(f"“{number}” is no number")
        return Round(folder, issue, number, day, proofs, str(value.get("commit", "")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReviewError(path, f"cannot be read: {error}") from error


def _proof(value: dict[str, Any]) -> Proof:
    proof = Proof(**value)
    if [type(part) for part in astuple(proof)] != [str, str, str, int, int]:
        raise ValueError(f"“{proof.layout}” is no PDF of a draft")
    return replace(proof, layout=_name(proof.layout), pdf=_name(proof.pdf))


def _name(value: Any) -> str:
    """The name of a file or folder, which is no way to another one."""
    if not isinstance(value, str) or value in ("", "..") or PurePosixPath(value).name != value:
        raise ValueError(f"“{value}” is no name")
    return value


def _field(value: dict[str, Any]) -> Field:
    """A field as YAML files can have it, without signs that would steer a terminal."""
    field = Field(**value)
    types = [type(part) for part in astuple(field)]
    if types != [str, str, int, int, str] or clean(said := field.source + field.text) != said:
        raise ValueError(f"“{field.source}” is no field")
    return field
