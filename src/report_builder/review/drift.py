"""What an issue no longer says as it was approved, told from the marks of its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report_builder.review.approvals import Marks, State, file_in, group_of
from report_builder.review.fields import Field, nearest

_CASES = "/case_studies/"


@dataclass(frozen=True)
class Change:
    """A field that was changed, added, removed or moved.

    `line` (from 1) is where it stands, or where what is left around it does; without a `pointer`
    it is about the file as a whole.
    """

    file: str
    line: int
    pointer: str
    kind: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.pointer[1:] or 'as a whole'} {self.kind}"


def changes(
    before: Mapping[str, State], now: Mapping[str, State], fields: Mapping[str, Field], issue: str
) -> dict[str, list[Change]]:
    """What changed in each file that does not say what it did `before`, by its name in the issue.

    `fields` are those of `now`. Of a file that was not there before it is one change. A file that
    is gone is none: the list of case studies tells of it.
    """
    return {
        name: _of_file(before.get(name), state, file_in(issue, name), fields)
        for name, state in now.items()
        if name not in before or before[name].digest != state.digest
    }


def _of_file(
    before: State | None, now: State, file: str, fields: Mapping[str, Field]
) -> list[Change]:
    if before is None:
        return [Change(file, 1, "", "added")]
    found = [
        Change(file, _line(fields, file, pointer), pointer, kind)
        for look in (_in_list, _outside, _in_values)
        for pointer, kind in look(before.marks, now.marks)
    ]
    # The marks are the same where somebody wrote another digest: then nothing is proved.
    return sorted(found, key=lambda each: each.line) or [Change(file, 1, "", "changed")]


def _line(fields: Mapping[str, Field], file: str, pointer: str) -> int:
    place = nearest(fields, f"{file}#{pointer}")
    return place.line if place else 1


def _outside(before: Marks, now: Marks) -> Iterator[tuple[str, str]]:
    """The fields that are different, but for the list of case studies."""
    for pointer in sorted({*before, *now}):
        if not pointer.startswith(_CASES) and before.get(pointer) != now.get(pointer):
            yield pointer, _kind(pointer in before, pointer in now)


def _kind(was: bool, there: bool) -> str:
    return "changed" if was and there else "added" if there else "removed"


def _in_list(before: Marks, now: Marks) -> Iterator[tuple[str, str]]:
    """Case studies that came or went, and whether the others have another order."""
    old, new = _listed(before), _listed(now)
    for pointer, name in [*old.items(), *new.items()]:
        if name not in old.values() or name not in new.values():
            yield pointer, _kind(name in old.values(), name in new.values())
    stayed = [name for name in old.values() if name in new.values()]
    if stayed != [name for name in new.values() if name in old.values()]:
        yield _CASES[:-1], "moved"


def _in_values(before: Marks, now: Marks) -> Iterator[tuple[str, str]]:
    """The values of charts that stand in another order."""
    old, new = ([p for p in marks if p in before and p in now] for marks in (before, now))
    for group in sorted({group_of(pointer) for pointer in old}):
        if [p for p in old if group_of(p) == group] != [p for p in new if group_of(p) == group]:
            yield group, "moved"


def _listed(marks: Marks) -> dict[str, str]:
    """The marks of the case studies' names, by pointer, in print order."""
    listed = {pointer: value for pointer, value in marks.items() if pointer.startswith(_CASES)}
    return dict(sorted(listed.items(), key=lambda item: int(item[0].removeprefix(_CASES))))
