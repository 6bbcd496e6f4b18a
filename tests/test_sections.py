"""Sections find their places: with a made-up renderer, whose sections say in their HTML what they
take and refer to."""

import json
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from report_builder.cache import Cache
from report_builder.dispatch import Shift, Task
from report_builder.errors import RenderError, StoppedError
from report_builder.pages import Extent, Part, Picture, Trace
from report_builder.rendering import remote
from report_builder.rendering.job import Job, PictureJob
from report_builder.sections import Press, Sheet

TOOLS = "weasyprint 70"


class Lane(Executor):
    """Does what it is asked in this process, at once, and keeps a list of it."""

    def __init__(self, log: list[tuple[str, str]]) -> None:
        self.log = log

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        self.log.append((function.__name__, getattr(args[0], "what", "a photo")))
        try:
            done.set_result(function(Path("/"), *args))
        except Exception as error:
            done.set_exception(error)
        return done


def survey(root: Path, job: Job) -> Extent:
    """A section of as many pages as its HTML says; each reference from page 10 on adds one."""
    facts = json.loads(job.html)
    if "fault" in facts:
        raise RenderError(job.what, [facts["fault"]])
    if "stopped" in facts:
        raise StoppedError(job.what, "stopped", "make it shorter")
    long = sum(number > 9 for number in job.place.references.values())
    return Extent(
        facts.get("pages", 1) + facts.get("growth", 0) * long,
        facts.get("notes", 0),
        dict.fromkeys(facts.get("anchors", [job.what]), 1),
        frozenset(facts.get("wanted", ())),
        frozenset(facts.get("linked", ())),
        facts.get("counts", False),
    )


def render(root: Path, job: Job) -> Part:
    facts = json.loads(job.html)
    place = job.place
    shown = [place.first_page, place.notes, place.pages, sorted(place.references.items())]
    photos = {
        name: Picture(name, f"{name}.jpg", "none", True, ratio)
        for name, ratio in facts.get("photos", {}).items()
    }
    extent, read = survey(root, job), facts.get("read", {})
    return Part(json.dumps(shown).encode(), extent, [], {}, {}, photos, read, Trace([], []))


def encode(root: Path, job: PictureJob) -> bytes:
    return f"{job.picture.file} at {job.picture.ratio}".encode()


@dataclass
class Office:
    """A press with made-up lanes; `log` is what was done."""

    cache: Cache
    lanes: int = 1
    digests: dict[str, str] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)

    def bundle(self, tools: str = TOOLS, **sections: Mapping[str, Any]) -> list[Any]:
        """What each section shows of its place; sections by name, with their facts."""
        self.log.clear()
        lanes = [Lane(self.log) for _ in range(self.lanes)]
        press = Press(Path("/"), lanes, self.cache, self.digests, tools)
        self.made = press.bundle("an issue", list(self._sheets(press, sections)))
        return [json.loads(part.pdf) for part in self.made.parts]

    def _sheets(self, press: Press, sections: Mapping[str, Mapping[str, Any]]) -> Iterator[Sheet]:
        for name, facts in sections.items():
            job = Job(json.dumps({"id": name, **facts}), name, tuple(facts.get("files", ())))
            yield Sheet(name, job, press.digest(job))

    @property
    def rendered(self) -> list[str]:
        return [what for function, what in self.log if function == "render"]


@pytest.fixture(autouse=True)
def _made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (survey, render, encode):
        monkeypatch.setattr(remote, function.__name__, function)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(Cache(tmp_path / "cache", 64))


def test_sections_stand_one_after_the_other(office: Office) -> None:
    shown = office.bundle(cover={}, text={"pages": 4, "notes": 2}, end={"counts": True})
    assert [each[0] for each in shown] == [1, 2, 6]
    assert [each[1] for each in shown] == [0, 0, 2]
    assert {each[2] for each in shown} == {6}
    assert office.made.pages == 6
    assert office.made.anchors == {"cover": 1, "text": 2, "end": 6}


def test_references_get_their_pages_forwards_and_backwards(office: Office) -> None:
    shown = office.bundle(
        contents={"wanted": ["b", "a"]}, a={"pages": 3}, b={"wanted": ["contents"]}
    )
    assert shown[0][3] == [["a", 2], ["b", 5]]
    assert shown[2][3] == [["contents", 1]]


def test_one_survey_and_one_round_are_the_rule(office: Office) -> None:
    office.bundle(contents={"wanted": ["b"]}, a={"pages": 3}, b={})
    assert sorted(office.log) == sorted(
        (what, name) for what in ("survey", "render") for name in ("contents", "a", "b")
    )


def test_nothing_is_rendered_again(office: Office) -> None:
    sections = {"contents": {"wanted": ["b"]}, "a": {"pages": 3}, "b": {"notes": 1}}
    first = office.bundle(**sections)
    assert office.bundle(**sections) == first
    assert office.log == []


def test_an_edit_that_moves_nothing_renders_its_section_alone(office: Office) -> None:
    office.bundle(contents={"wanted": ["b"]}, a={"pages": 3, "text": "old"}, b={})
    office.bundle(contents={"wanted": ["b"]}, a={"pages": 3, "text": "new"}, b={})
    assert office.log == [("render", "a")]


def test_a_page_more_renders_what_stands_behind_and_what_refers_to_it(office: Office) -> None:
    office.bundle(contents={"wanted": ["b"]}, a={"pages": 3}, b={}, c={})
    shown = office.bundle(contents={"wanted": ["b"]}, a={"pages": 4}, b={}, c={})
    assert sorted(office.rendered) == ["a", "b", "c", "contents"]
    assert shown[0][3] == [["b", 6]]


def test_what_does_not_show_the_number_of_pages_is_not_rendered_for_it(office: Office) -> None:
    office.bundle(a={}, b={"counts": True}, c={"pages": 1})
    office.bundle(a={}, b={"counts": True}, c={"pages": 2})
    assert sorted(office.rendered) == ["b", "c"]


def test_an_edit_and_its_undoing(office: Office) -> None:
    old, new = {"a": {"pages": 1}, "b": {}}, {"a": {"pages": 2}, "b": {}}
    first = office.bundle(**old)
    office.bundle(**new)
    assert office.bundle(**old) == first
    assert office.log == []


def test_numbers_that_move_pages_settle(office: Office) -> None:
    """The reference to page 9 makes its section grow as soon as it says 10."""
    shown = office.bundle(a={"wanted": ["b"], "growth": 1, "pages": 9}, b={})
    assert shown[0][3] == [["b", 11]]
    assert [each[0] for each in shown] == [1, 11]


def test_numbers_that_never_settle_are_an_error(office: Office) -> None:
    with pytest.raises(RenderError, match="do not settle"):
        office.bundle(a={"wanted": ["b"], "growth": -1, "pages": 9}, b={})


@pytest.mark.parametrize("kind", ["wanted", "linked"])
def test_a_reference_that_leads_nowhere_is_an_error(office: Office, kind: str) -> None:
    with pytest.raises(RenderError, match="No anchor #nowhere"):
        office.bundle(a={kind: ["nowhere"]}, b={})


def test_an_anchor_that_is_there_twice_is_an_error(office: Office) -> None:
    with pytest.raises(RenderError, match="defined twice: 'x'"):
        office.bundle(a={"anchors": ["x"]}, b={"anchors": ["x"]})


def test_other_tools_render_everything(office: Office) -> None:
    office.bundle(a={}, b={})
    office.bundle(tools="weasyprint 71", a={}, b={})
    assert sorted(office.rendered) == ["a", "b"]


def test_a_file_that_changed_renders_the_sections_that_name_it(office: Office) -> None:
    sections: dict[str, Any] = {"a": {"files": ["x.svg"]}, "b": {}}
    office.digests["x.svg"] = "1"
    office.bundle(**sections)
    office.digests["x.svg"] = "2"
    office.bundle(**sections)
    assert office.rendered == ["a"]


@pytest.mark.parametrize("read", [{"y.svg": "1"}, {"x.svg": "2"}])
def test_a_part_made_of_other_files_is_not_kept(office: Office, read: dict[str, str]) -> None:
    """Of a file that nobody foresaw, or of one that changed in the meantime."""
    office.digests |= {"x.svg": "1", "y.svg": "1"}
    sections: dict[str, Any] = {"a": {"files": ["x.svg"], "read": read}}
    office.bundle(**sections)
    office.bundle(**sections)
    assert office.rendered == ["a"]


def test_each_photo_is_encoded_once_for_its_largest_place(office: Office) -> None:
    office.digests["p.jpg"] = "1"
    office.bundle(a={"photos": {"p": 0.1}}, b={"photos": {"p": 0.5}})
    assert office.made.photos == {"p": b"p.jpg at 0.5"}
    office.bundle(a={"photos": {"p": 0.1}, "text": "new"}, b={"photos": {"p": 0.5}})
    assert office.log == [("render", "a")]


def test_what_the_renderer_complains_of_is_told_for_all_sections(office: Office) -> None:
    with pytest.raises(RenderError) as error:
        office.bundle(a={"fault": "one"}, b={}, c={"fault": "two"})
    assert error.value.complaints == ["one", "two"]


@pytest.mark.parametrize("lanes", [1, 2])
def test_a_section_that_takes_too_much_ends_it(office: Office, lanes: int) -> None:
    office.lanes = lanes
    with pytest.raises(StoppedError, match="a: stopped"):
        office.bundle(b={}, a={"stopped": True})


def done(
    tasks: Sequence[Task], lanes: Sequence[Executor], homes: MutableMapping[str, Executor]
) -> list[str]:
    """The tasks in the order in which they were done."""
    with Shift("an issue", lanes, homes) as shift:
        shift.give(*tasks)
        return [task.id for task, _ in shift.completed()]


def test_what_was_surveyed_goes_to_the_same_lane() -> None:
    lanes = [Lane([]), Lane([])]
    homes: dict[str, Executor] = {}
    tasks = [Task(name, survey, Job('{"pages": 1}', name)) for name in "abcdef"]
    done(tasks, lanes, homes)
    for lane in lanes:
        lane.log.clear()
    done(tasks, lanes, homes)
    for lane in lanes:
        assert all(homes[name] is lane for _, name in lane.log)


def test_the_largest_section_begins_first() -> None:
    lane = Lane([])
    costs = {"a": 1, "b": 3, "c": 2}
    tasks = [Task(name, survey, Job("{}", name), cost) for name, cost in costs.items()]
    assert done(tasks, [lane], {}) == ["b", "c", "a"]
    assert [name for _, name in lane.log] == ["b", "c", "a"]
