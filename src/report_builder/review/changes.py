"""What is different between two states of an issue, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from report_builder.review import alignment, wording
from report_builder.review.alignment import Item
from report_builder.review.fields import Field, Fields
from report_builder.review.parts import Part, documents
from report_builder.review.wording import Mark, Run

_LIST = "case_studies"
_FOLDER = "case-studies"


class Kind(StrEnum):
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"
    MOVED = "moved"
    PICTURE = "picture"
    """Another picture, under the same name or a new one."""


@dataclass(frozen=True)
class Change:
    """Something that is different.

    `old` and `new` are the field in either state, None where there was or is none; `words` what
    became of its text. Where a case study or an item of several fields was inserted or deleted,
    these are `below`, and `new` or `old` is only the place of the whole: the entry of the case
    study in the issue's list, or a field without text. The same goes for a case study whose file
    was renamed: it is CHANGED, with what is different in it below.
    """

    kind: Kind
    old: Field | None
    new: Field | None
    words: Sequence[Run] = ()
    below: Sequence["Change"] = ()

    @property
    def field(self) -> Field:
        """The new field; of what was deleted the old one."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def is_case_study(self) -> bool:
        """Whether it is about a case study as a whole."""
        return self.field.pointer.startswith(f"/{_LIST}/")

    @property
    def places(self) -> tuple[int, int]:
        """Of what was moved: its old and its new place in the list, from 1."""
        assert self.old is not None and self.new is not None
        return _place(self.old), _place(self.new)

    def each(self) -> Iterator["Change"]:
        """This change and those below it."""
        yield self
        for change in self.below:
            yield from change.each()


def _place(field: Field) -> int:
    return int(field.pointer.rpartition("/")[2]) + 1


def compared(old: Fields, new: Fields) -> list[Change]:
    """What is different: in the series, in the issue, then in the case studies in print order,
    each in the order of its file."""
    before, after = documents(old), documents(new)
    found: list[Change] = []
    for file in dict.fromkeys((*after, *before)):
        if PurePosixPath(file).parent.name != _FOLDER:
            found += _different(_apart(before.get(file)), _apart(after.get(file)))
    return [*found, *_of_cases(_cases(before), _cases(after))]


def _apart(document: Part | None) -> Part | None:
    """A document without its list of case studies."""
    if document is None:
        return None
    parts = {key: part for key, part in document.parts.items() if key != _LIST}
    return Part(document.source, None, parts)


def _different(old: Part | None, new: Part | None) -> Iterator[Change]:
    """What is different between two parts, one of which may be missing."""
    if old is None or new is None or bool(old.field) != bool(new.field):
        yield from _only(old, Kind.DELETED)
        yield from _only(new, Kind.INSERTED)
    elif old.field and new.field:
        yield from _of_field(old.field, new.field)
    elif old.is_list and new.is_list:
        yield from _of_list(list(old.parts.values()), list(new.parts.values()))
    else:
        for key in _merged(list(old.parts), list(new.parts)):
            yield from _different(old.parts.get(key), new.parts.get(key))


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The keys of two mappings in the order of the new one."""
    places = {key: index for index, key in enumerate(new)}
    both = [(index, places[key]) for index, key in enumerate(old) if key in places]
    for before, after in alignment.side_by_side(both, old, new):
        yield after or before or ""


def _only(part: Part | None, kind: Kind) -> Iterator[Change]:
    """What stands in one state only: a field, each item of a list, or the whole of a mapping."""
    if part is None:
        return
    if part.is_list:
        for item in part.parts.values():
            yield from _only(item, kind)
        return
    below = [_alone(each, kind) for each in part.fields()]
    yield below[0] if len(below) == 1 else _alone(part.head(), kind, below)


def _alone(field: Field, kind: Kind, below: Sequence[Change] = ()) -> Change:
    if kind is Kind.INSERTED:
        return Change(kind, None, field, _words(Mark.INSERTED, field), below)
    return Change(kind, field, None, _words(Mark.DELETED, field), below)


def _words(mark: Mark, field: Field) -> list[Run]:
    return [Run(mark, field.text)] if field.text else []


def _of_field(old: Field, new: Field) -> Iterator[Change]:
    if (old.text, old.picture) == (new.text, new.picture):
        return
    words = wording.compared(old.text, new.text)
    if old.picture and new.picture and old.picture != new.picture:
        yield Change(Kind.PICTURE, old, new, words)
    elif wording.is_changed(words):
        yield Change(Kind.CHANGED, old, new, words)


def _of_list(old: Sequence[Part], new: Sequence[Part]) -> Iterator[Change]:
    found = alignment.pairs([part.item() for part in old], [part.item() for part in new])
    moved = {new[j].source for _, j in set(found).difference(alignment.steady(found))}
    # Short ones may have nothing in common with those in whose place they stand: numbers, names.
    others = alignment.replaced(found, len(old), len(new))
    found += [(i, j) for i, j in others if old[i].field and new[j].field]
    for before, after in alignment.side_by_side(found, old, new):
        if before and after and after.source in moved:
            yield Change(Kind.MOVED, before.head(), after.head())
        yield from _different(before, after)


# --- case studies -------------------------------------------------------------------------


class _Case(NamedTuple):
    """A case study: its entry in the issue's list, and its file."""

    entry: Field
    document: Part

    def item(self) -> Item:
        """As an item of the list: known by its name, and otherwise by what it says."""
        return Item(self.entry.text, self.document.item().words)


def _cases(found: Mapping[str, Part]) -> list[_Case]:
    """The case studies in print order."""
    cases = []
    for file, document in found.items():
        for entry in document.parts[_LIST].fields() if _LIST in document.parts else ():
            own = found.get(f"{PurePosixPath(file).parent}/{_FOLDER}/{entry.text}.yaml")
            cases += [_Case(entry, own)] if own else []
    return cases


def _of_cases(old: Sequence[_Case], new: Sequence[_Case]) -> Iterator[Change]:
    found = alignment.pairs([case.item() for case in old], [case.item() for case in new])
    moved = {new[j].entry for _, j in set(found).difference(alignment.steady(found))}
    for before, after in alignment.side_by_side(found, old, new):
        if before and after:
            if after.entry in moved:
                yield Change(Kind.MOVED, before.entry, after.entry)
            yield from _of_case(before, after)
        elif after:
            below = [_alone(field, Kind.INSERTED) for field in after.document.fields()]
            yield _alone(after.entry, Kind.INSERTED, below)
        elif before:
            below = [_alone(field, Kind.DELETED) for field in before.document.fields()]
            yield _alone(before.entry, Kind.DELETED, below)


def _of_case(old: _Case, new: _Case) -> Iterator[Change]:
    """What is different in a case study; if its file was renamed, as one change."""
    below = list(_different(old.document, new.document))
    if old.entry.text == new.entry.text:
        yield from below
        return
    words = [*_words(Mark.DELETED, old.entry), *_words(Mark.INSERTED, new.entry)]
    yield Change(Kind.CHANGED, old.entry, new.entry, words, below)
