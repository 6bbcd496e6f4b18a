"""The pages of an issue out of its sections: each is rendered by itself, at the place that the
sections before it leave, with the numbers of the pages that it refers to.

What is known from earlier builds is not rendered again. Page numbers are settled by repeating until
nothing changes, beginning with the last known ones, so that one round is the rule.
"""

import pickle
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from report_builder import cache as caching
from report_builder.cache import Cache
from report_builder.dispatch import Shift, Task
from report_builder.errors import RenderError
from report_builder.hyphenation import Breaks
from report_builder.pages import Extent, Part, Picture, Place
from report_builder.rendering import remote
from report_builder.rendering.job import Job, PictureJob

T = TypeVar("T")

# A page more moves numbers, a longer number moves words, words move pages; that has an end.
_ROUNDS = 8
# How much longer a section takes whose pages are laid out again, with the numbers of others.
_AGAIN = 10


@dataclass(frozen=True)
class Sheet:
    """A section to be rendered: its `id`, its job (at no place yet), and the digest of everything
    that its pages are made of, but for where they stand."""

    id: str
    job: Job
    digest: str


@dataclass(frozen=True)
class Bundle:
    """The parts of an issue in their order, with the photos for all of them by name."""

    parts: Sequence[Part]
    photos: Mapping[str, bytes]

    @property
    def pages(self) -> int:
        return sum(part.extent.pages for part in self.parts)

    @property
    def anchors(self) -> dict[str, int]:
        """The page (from 1) on which each anchor of the issue begins."""
        return _anchors([part.extent for part in self.parts])


@dataclass(frozen=True)
class Press:
    """Where sections are rendered: on some lanes, beside what earlier builds have made.

    `root` is the project, `digests` are the SHA-256 of its files by name, `exceptions` the words
    with breaks of their own; `tools` is a digest of everything else that pages are made with.
    """

    root: Path
    lanes: Sequence[Executor]
    cache: Cache
    digests: Mapping[str, str]
    tools: str
    exceptions: Breaks = field(default_factory=dict)

    def bundle(self, name: str, sheets: Iterable[Sheet]) -> Bundle:
        """The pages of an issue, whose sections are rendered while `sheets` gives the next ones.

        Raises RenderError for what the renderer complains of, and for references that lead nowhere;
        StoppedError for a section that takes more than the limits.
        """
        parts = _Settling(self, name).parts(sheets)
        if complaints := list(_astray([part.extent for part in parts])):
            raise RenderError(name, complaints)
        return Bundle(parts, self._photos(name, parts))

    def knows(self, sheet: Sheet) -> bool:
        """Whether a section was rendered before, here or elsewhere in the issue."""
        return self.cache.get(_extent_key(sheet)) is not None

    def alone(self, name: str, sheet: Sheet) -> Part:
        """A section that is none of the issue, but may refer to its pages. Raises as `bundle`."""
        (part,) = _Settling(self, name).parts([sheet])
        return part

    def digest(self, job: Job) -> str:
        """Of everything that the pages of a job are made of."""
        files = [f"{file} {self.digests[file]}" for file in job.files]
        return caching.key(self.tools, job.html, repr(sorted(job.exceptions.items())), *files)

    def kept(self, what: str, make: Callable[[], T], *made_of: bytes | str) -> T:
        """What `make` makes of these, or made in an earlier build."""
        key = caching.key(what, self.tools, *made_of)
        if data := self.cache.get(key):
            known: T = pickle.loads(data)
            return known
        made = make()
        self.cache.put(key, pickle.dumps(made))
        return made

    def encoding(self, picture: Picture) -> Task:
        """Makes a photo for the issue; to be kept under its id."""
        key = caching.key("photo", self.tools, self.digests.get(picture.file, ""), repr(picture))
        files = (picture.file,) if picture.file else ()
        return Task(key, remote.encode, PictureJob(picture, files))

    def _photos(self, name: str, parts: Sequence[Part]) -> dict[str, bytes]:
        """Every photo of the parts once."""
        tasks = {known: self.encoding(picture) for known, picture in _largest(parts).items()}
        made = {task.id: data for task in tasks.values() if (data := self.cache.get(task.id))}
        with Shift(name, self.lanes, {}) as shift:
            shift.give(*(task for task in tasks.values() if task.id not in made))
            for task, data in shift.completed():
                self.cache.put(task.id, data)
                made[task.id] = data
        return {known: made[task.id] for known, task in tasks.items()}


class _Settling:
    """The sections of one issue on their way to their places."""

    def __init__(self, press: Press, name: str) -> None:
        self._press = press
        self._name = name
        self._sheets: dict[str, Sheet] = {}
        self._homes: dict[str, Executor] = {}
        self._made: dict[str, tuple[Place, Part]] = {}

    def parts(self, sheets: Iterable[Sheet]) -> list[Part]:
        extents = self._first_guess(sheets)
        for _ in range(_ROUNDS):
            places = dict(zip(extents, _places(list(extents.values())), strict=True))
            due = [name for name in self._sheets if not self._is_made(name, places[name])]
            if not due:
                self._remember(extents)
                return [self._made[name][1] for name in self._sheets]
            self._make(due, places, extents)
            extents = {name: self._made[name][1].extent for name in self._sheets}
        raise RenderError(self._name, ["the page numbers do not settle: each moves the others"])

    def _first_guess(self, sheets: Iterable[Sheet]) -> dict[str, Extent]:
        """What each section takes, as far as known: now, in the last build, or by a survey.

        One that has changed is likely to stand where it stood, and is rendered there at once.
        """
        last, known = self._last(), dict[str, Extent]()
        stood = dict(zip(last, _places(list(last.values())), strict=True))
        with self._shift() as shift:
            for sheet in sheets:
                self._sheets[sheet.id] = sheet
                if data := self._press.cache.get(_extent_key(sheet)):
                    known[sheet.id] = pickle.loads(data)
                elif sheet.id in last:
                    known[sheet.id] = last[sheet.id]
                    shift.give(self._rendering(sheet, stood[sheet.id]))
                else:
                    shift.give(Task(sheet.id, remote.survey, sheet.job, len(sheet.job.html)))
            for task, result in shift.completed():
                if isinstance(result, Part):
                    self._keep(task.id, task.job.place, result)
                else:
                    known[task.id] = result
        made = {name: part.extent for name, (_, part) in self._made.items()}
        return {name: made.get(name) or known[name] for name in self._sheets}

    def _is_made(self, name: str, place: Place) -> bool:
        if name not in self._made:
            return False
        former, part = self._made[name]
        return _matters(former, part.extent) == _matters(place, part.extent)

    def _make(
        self, due: list[str], places: Mapping[str, Place], extents: Mapping[str, Extent]
    ) -> None:
        """Take parts from the cache, or render them."""
        missing: list[str] = []
        for name in due:
            key = _key(self._sheets[name], places[name], extents[name])
            if data := self._press.cache.get(key):
                self._made[name] = places[name], pickle.loads(data)
            else:
                missing.append(name)
        with self._shift() as shift:
            shift.give(*(self._rendering(self._sheets[name], places[name]) for name in missing))
            for task, result in shift.completed():
                if isinstance(result, Part):
                    missing.remove(task.id)
                    self._keep(task.id, task.job.place, result)
                    shift.give(*self._encodings(result, missing))
                else:
                    self._press.cache.put(task.id, result)

    def _encodings(self, part: Part, missing: Collection[str]) -> Iterator[Task]:
        """The photos of a part that no section still to be rendered shows, for lanes that would
        wait for the last sections."""
        awaited = {file for name in missing for file in self._sheets[name].job.files}
        largest = _largest([made for _, made in self._made.values()])
        for name, picture in part.pictures.items():
            if picture.file and picture.file not in awaited:
                task = self._press.encoding(largest[name])
                if self._press.cache.get(task.id) is None:
                    yield task

    def _shift(self) -> Shift:
        return Shift(self._name, self._press.lanes, self._homes)

    def _rendering(self, sheet: Sheet, place: Place) -> Task:
        cost = len(sheet.job.html) * (_AGAIN if place.references else 1)
        return Task(sheet.id, remote.render, replace(sheet.job, place=place), cost)

    def _keep(self, name: str, place: Place, part: Part) -> None:
        """As made, and in the cache; there is none of other files than its digest tells of."""
        self._made[name] = place, part
        sheet = self._sheets[name]
        expected = {file: self._press.digests[file] for file in sheet.job.files}
        if part.read.items() <= expected.items():
            extent = pickle.dumps(part.extent)
            self._press.cache.put(_extent_key(sheet), extent)
            self._press.cache.put(_key(sheet, place, part.extent), pickle.dumps(part))

    def _last(self) -> dict[str, Extent]:
        data = self._press.cache.get(caching.key("last", self._name))
        return dict(pickle.loads(data)) if data else {}

    def _remember(self, extents: Mapping[str, Extent]) -> None:
        if extents != self._last():
            self._press.cache.put(caching.key("last", self._name), pickle.dumps(dict(extents)))


def _largest(parts: Iterable[Part]) -> dict[str, Picture]:
    """The photos of the parts by name, as fine as the largest of their places needs them."""
    largest: dict[str, Picture] = {}
    for part in parts:
        for name, picture in part.pictures.items():
            largest[name] = max(largest.get(name, picture), picture, key=lambda each: each.ratio)
    return largest


def _places(extents: Sequence[Extent]) -> Iterator[Place]:
    """Where sections that take so much stand, one after the other."""
    total, anchors = sum(extent.pages for extent in extents), _anchors(extents)
    first, notes = 1, 0
    for extent in extents:
        references = {name: anchors[name] for name in extent.wanted if name in anchors}
        yield Place(first, total, notes, references)
        first, notes = first + extent.pages, notes + extent.notes


def _anchors(extents: Sequence[Extent]) -> dict[str, int]:
    anchors: dict[str, int] = {}
    before = 0
    for extent in extents:
        anchors |= {name: before + page for name, page in extent.anchors.items()}
        before += extent.pages
    return anchors


def _matters(place: Place, extent: Extent) -> tuple[Any, ...]:
    """What the pages of a section show of its place."""
    return (
        place.first_page,
        place.notes if extent.notes else 0,
        place.pages if extent.counts else 0,
        sorted((name, place.references.get(name)) for name in extent.wanted),
    )


def _extent_key(sheet: Sheet) -> str:
    return caching.key("extent", sheet.digest)


def _key(sheet: Sheet, place: Place, extent: Extent) -> str:
    return caching.key("part", sheet.digest, repr(_matters(place, extent)))


def _astray(extents: Sequence[Extent]) -> Iterator[str]:
    """Complaints about anchors that are named, but not there, or there twice."""
    there = Counter(name for extent in extents for name in extent.anchors)
    for name in sorted(set[str]().union(*(e.wanted | e.linked for e in extents)) - there.keys()):
        yield f"No anchor #{name} for internal URI reference"
    for name, times in sorted(there.items()):
        if times > 1:
            yield f"Anchor defined twice: {name!r}"
