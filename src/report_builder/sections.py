"""The pages of an issue out of its sections: each is rendered by itself, at the place that the
sections before it leave, with the numbers of the pages that it refers to.

What is known from earlier builds is not rendered again. Page numbers are settled by repeating until
nothing changes, beginning with the last known ones, so that one round is the rule.
"""

import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

from report_builder import cache as caching
from report_builder.cache import Cache
from report_builder.dispatch import Task, carried_out
from report_builder.errors import RenderError
from report_builder.pages import Extent, Part, Picture, Place
from report_builder.rendering import remote
from report_builder.rendering.job import Job, PictureJob

# A page more moves numbers, a longer number moves words, words move pages; that has an end.
_ROUNDS = 8


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

    `digests` are the SHA-256 of the project's files by name, `tools` is a digest of everything
    else that pages are made with.
    """

    lanes: Sequence[Executor]
    cache: Cache
    digests: Mapping[str, str]
    tools: str

    def bundle(self, name: str, sheets: Sequence[Sheet]) -> Bundle:
        """The pages of an issue. Raises RenderError for what the renderer complains of, and for
        references that lead nowhere; StoppedError for a section that takes more than the limits.
        """
        parts = _Settling(self, name, sheets).parts()
        if complaints := list(_astray([part.extent for part in parts])):
            raise RenderError(name, complaints)
        return Bundle(parts, self._photos(name, parts))

    def digest(self, job: Job) -> str:
        """Of everything that the pages of a job are made of."""
        files = [f"{file} {self.digests[file]}" for file in job.files]
        return caching.key(self.tools, job.html, repr(sorted(job.exceptions.items())), *files)

    def _photos(self, name: str, parts: Sequence[Part]) -> dict[str, bytes]:
        """Every photo of the parts once, as fine as its largest place needs it."""
        largest: dict[str, Picture] = {}
        for part in parts:
            for known, picture in part.pictures.items():
                largest[known] = max(largest.get(known, picture), picture, key=lambda p: p.ratio)
        keys = {known: self._photo_key(picture) for known, picture in largest.items()}
        made = {known: data for known, key in keys.items() if (data := self.cache.get(key))}
        tasks = [
            Task(known, remote.encode, PictureJob(picture, (picture.file,) if picture.file else ()))
            for known, picture in largest.items()
            if known not in made
        ]
        for known, data in carried_out(name, tasks, self.lanes).items():
            self.cache.put(keys[known], data)
            made[known] = data
        return made

    def _photo_key(self, picture: Picture) -> str:
        return caching.key("photo", self.tools, self.digests.get(picture.file, ""), repr(picture))


class _Settling:
    """The sections of one issue on their way to their places."""

    def __init__(self, press: Press, name: str, sheets: Sequence[Sheet]) -> None:
        self._press = press
        self._name = name
        self._sheets = sheets
        self._homes: dict[str, Executor] = {}
        self._made: dict[str, tuple[Place, Part]] = {}

    def parts(self) -> list[Part]:
        extents = self._first_guess()
        for _ in range(_ROUNDS):
            places = dict(zip(extents, _places(list(extents.values())), strict=True))
            due = [sheet for sheet in self._sheets if not self._is_made(sheet.id, places[sheet.id])]
            if not due:
                self._remember(extents)
                return [self._made[sheet.id][1] for sheet in self._sheets]
            self._make(due, places, extents)
            extents = {sheet.id: self._made[sheet.id][1].extent for sheet in self._sheets}
        raise RenderError(self._name, ["the page numbers do not settle: each moves the others"])

    def _first_guess(self) -> dict[str, Extent]:
        """What each section takes, as far as known: now, in the last build, or by a survey."""
        last, known = self._last(), dict[str, Extent]()
        for sheet in self._sheets:
            data = self._press.cache.get(caching.key("extent", sheet.digest))
            extent = pickle.loads(data) if data else last.get(sheet.id)
            if extent is not None:
                known[sheet.id] = extent
        new = [sheet for sheet in self._sheets if sheet.id not in known]
        tasks = [Task(sheet.id, remote.survey, sheet.job, len(sheet.job.html)) for sheet in new]
        known |= carried_out(self._name, tasks, self._press.lanes, self._homes)
        return {sheet.id: known[sheet.id] for sheet in self._sheets}

    def _is_made(self, name: str, place: Place) -> bool:
        if name not in self._made:
            return False
        former, part = self._made[name]
        return _matters(former, part.extent) == _matters(place, part.extent)

    def _make(
        self, due: list[Sheet], places: Mapping[str, Place], extents: Mapping[str, Extent]
    ) -> None:
        """Take parts from the cache, or render them."""
        tasks = []
        for sheet in due:
            place = places[sheet.id]
            if data := self._press.cache.get(_key(sheet, place, extents[sheet.id])):
                self._made[sheet.id] = place, pickle.loads(data)
            else:
                job = replace(sheet.job, place=place)
                tasks.append(Task(sheet.id, remote.render, job, len(job.html)))
        rendered = carried_out(self._name, tasks, self._press.lanes, self._homes)
        for sheet in due:
            if sheet.id in rendered:
                self._made[sheet.id] = places[sheet.id], rendered[sheet.id]
                self._keep(sheet, *self._made[sheet.id])

    def _keep(self, sheet: Sheet, place: Place, part: Part) -> None:
        """In the cache; not a part that was made of other files than its digest tells of."""
        expected = {name: self._press.digests[name] for name in sheet.job.files}
        if part.read.items() <= expected.items():
            extent = pickle.dumps(part.extent)
            self._press.cache.put(caching.key("extent", sheet.digest), extent)
            self._press.cache.put(_key(sheet, place, part.extent), pickle.dumps(part))

    def _last(self) -> dict[str, Extent]:
        data = self._press.cache.get(caching.key("last", self._name))
        return dict(pickle.loads(data)) if data else {}

    def _remember(self, extents: Mapping[str, Extent]) -> None:
        if extents != self._last():
            self._press.cache.put(caching.key("last", self._name), pickle.dumps(dict(extents)))


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
