"""Comments out of the PDFs that reviewers sent back, into the ledger."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from report_builder import store
from report_builder.content import yaml
from report_builder.content.loading import REPORTS
from report_builder.geometry import Rectangle
from report_builder.pages import Piece
from report_builder.project import Project
from report_builder.review import comments, copies, fields, places, quotes, standing, threads
from report_builder.review.comments import Comment, Mark
from report_builder.review.copies import Copy
from report_builder.review.fields import Field
from report_builder.review.recognition import Recognised, recognise
from report_builder.review.threads import MARKING, Remark

# Kinds whose quote says more than where they stand.
_QUOTING = (*MARKING, "caret", "square", "circle")


@dataclass(frozen=True)
class Intake:
    """What came out of a copy: how many comments are new, were known, have more replies, another
    text or another state; `warnings` tell what may be missing or in a wrong place."""

    path: Path
    issue: str
    draft: int
    new: int
    known: int
    changed: int
    warnings: Sequence[str]


def take(project: Project, path: Path) -> Intake:
    """Put the comments in a copy into the ledger of its issue. Raises ReviewError, StorageError."""
    copy = copies.read(path)
    recognised = recognise(project, copy)
    found = list(_Reader(project, copy, recognised).comments())
    issue = recognised.draft.issue
    ledger = comments.load(project, issue)
    outcomes = Counter(_add(ledger, comment) for comment in found)
    if outcomes["new"] or outcomes["changed"]:
        comments.save(project, issue, ledger.values())
    warnings = [*copy.warnings, *recognised.warnings]
    new, known, changed = (outcomes[kind] for kind in ("new", "known", "changed"))
    return Intake(path, issue, recognised.draft.number, new, known, changed, warnings)


def _add(ledger: dict[str, Comment], comment: Comment) -> str:
    """Add a comment to a ledger, or what it has in addition to one that is there."""
    earlier = ledger.get(comment.id) or next(
        (c for c in ledger.values() if c.is_same(comment)), None
    )
    if earlier is None:
        ledger[comment.id] = comment
        return "new"
    joined = earlier.joined(comment)
    ledger[earlier.id] = joined
    return "known" if joined == earlier else "changed"


@dataclass(frozen=True)
class _Reader:
    """Makes comments of the remarks in a copy."""

    project: Project
    copy: Copy
    recognised: Recognised

    @cached_property
    def _files(self) -> standing.Files:
        return standing.Files(self.project.root)

    def comments(self) -> Iterator[Comment]:
        pages = [page.annotations for page in self.copy.pages]
        remarks = threads.remarks(pages, [page.media for page in self.copy.pages])
        for index, found in enumerate(remarks):
            for remark in found:
                yield self._comment(index, remark)

    def _comment(self, index: int, remark: Remark) -> Comment:
        page = self.recognised.pages[index] or 0
        copied = self.copy.pages[index]
        sizes = self.recognised.source_map.sizes
        own = (copied.media.right - copied.media.left, copied.media.top - copied.media.bottom)
        areas = threads.placed(remark, copied.media, copied.crop, sizes[page - 1] if page else own)
        draft, proof = self.recognised.draft, self.recognised.proof
        comment = Comment(
            _id(proof.build, page, remark, areas),
            draft.number,
            proof.layout,
            page,
            remark.kind,
            remark.author,
            remark.date,
            remark.text,
            Mark(areas, remark.name, yaml.clean(self.copy.path.name), proof.build),
            state=comments.meaning(remark.verdicts),
            replies=remark.replies,
            verdicts=remark.verdicts,
        )
        return self._found(comment) if page else comment

    def _found(self, comment: Comment) -> Comment:
        """The comment with what it is about."""
        source_map = self.recognised.source_map
        here = source_map.on(comment.page)
        source = places.source_of(here, comment.kind, comment.mark.areas)
        pieces = [piece for piece in source_map.pieces if piece.source == source]
        if not source:
            return self._about_page(comment, here)
        words = places.words_of(pieces, comment.page, comment.kind, comment.mark.areas)
        field = self._field(source, quotes.quoted(words, "").words)
        if field is None:
            return self._about_page(comment, here)
        quote = quotes.quoted(words, field.text)
        shown = quote.words if comment.kind in _QUOTING else ""
        comment = replace(
            comment,
            quote=shown,
            anchor="" if shown else quote.words,
            file=field.file,
            field=field.pointer,
            letters=quotes.found(field.text, quote) or 0,
            digest=standing.digest(field.text),
        )
        line, column = self._position(comment, field)
        return replace(comment, line=line, column=column)

    def _field(self, source: str, words: str) -> Field | None:
        """The field at a source. What only tells how an issue is published is none of the draft's;
        it is taken as it is now."""
        if field := _below(self.recognised.draft.fields, source, words):
            return field
        file, _, pointer = source.partition("#")
        written = self._files.read(file)
        if written is None or pointer not in written.scalars:
            return None
        return Field(source, written.scalars[pointer], *written.positions[pointer])

    def _about_page(self, comment: Comment, here: Sequence[Piece]) -> Comment:
        """A comment on no field: on the file that most of its page is from, or on the issue."""
        files: Counter[str] = Counter({f"{REPORTS}/{self.recognised.draft.issue}/issue.yaml": 1})
        for piece in here:
            files[piece.source.partition("#")[0]] += len(piece.words) if piece.source else 0
        file, letters = files.most_common(1)[0]
        if letters < files.total() / 2:
            file = next(iter(files))
        tight = [piece for piece in here if not piece.source]
        words = places.words_of(tight, comment.page, comment.kind, comment.mark.areas)
        quote = quotes.quoted(words, "").words if comment.kind in MARKING else ""
        return replace(comment, file=file, quote=quote, line=1, column=1)

    def _position(self, comment: Comment, field: Field) -> tuple[int, int]:
        """Where the words stood in the draft.

        Its files are not kept: what is the same now stands as many lines below the field's begin.
        """
        now = self._files.standing(comment)
        begin = self._files.begin(comment.file, now.field)
        if now.stale or begin is None:
            return field.line + _lines_before(field.text, comment.letters), field.column
        return now.line - begin[0] + field.line, now.column


def _lines_before(text: str, letters: int) -> int:
    """How many lines below its begin a letter of a text of several lines (`|`) stands."""
    places = quotes.letters(text).places
    block = "\n" in text and letters < len(places)
    return 1 + text.count("\n", 0, places[letters]) if block else 0


def _below(known: fields.Fields, source: str, words: str) -> Field | None:
    """The field at a source; of several below it, the one that has the words, or the title."""
    nearest = fields.nearest(known, source)
    if nearest is None or source in known:
        return nearest
    below = [field for name, field in known.items() if name.startswith(f"{source}/")]
    sought = quotes.letters(words).text
    having = [field for field in below if sought and sought in quotes.letters(field.text).text]
    titles = [field for field in below if field.pointer.endswith("/title")]
    return next(iter([*having, *titles]), nearest)


def _id(build: str, page: int, remark: Remark, areas: Sequence[Rectangle]) -> str:
    """An id that the same annotation has in every copy."""
    if exported := threads.exported_id(remark.name):
        return exported
    place = " ".join(f"{edge:.0f}" for area in areas for edge in area)
    facts = (build, remark.name, remark.kind, str(page), place, remark.author, remark.text)
    return store.digest("\0".join(facts).encode())[:8]
