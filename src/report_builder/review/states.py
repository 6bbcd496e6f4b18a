"""The states of an issue that can be compared: drafts, the working files, what was committed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from report_builder.content.loading import Content, IssueContent
from report_builder.errors import UnknownDraftError
from report_builder.project import Project
from report_builder.review import changes, repository, revisions, rounds
from report_builder.review.fields import Fields, fields_of
from report_builder.review.rounds import Round

WORKING = "working"
BUILT = "built"
# Longer numbers are abbreviated names of commits.
_DIGITS = 4


class Origin(StrEnum):
    DRAFT = "draft"
    """A draft that was sent."""
    BUILT = "built"
    """The draft that was built last."""
    WORKING = "working"
    REVISION = "revision"


@dataclass(frozen=True)
class State:
    """The content of an issue at some time.

    `detail` is the number of a draft, or what a commit was called; `draft` has the pages that show
    this content, where there are any; `commit` and `day` say since when it was changed.
    """

    origin: Origin
    fields: Fields
    detail: str = ""
    draft: Round | None = None
    commit: str = ""
    day: date | None = None

    def __str__(self) -> str:
        names = {
            Origin.DRAFT: f"draft {self.detail}",
            Origin.BUILT: "the draft built last",
            Origin.WORKING: "the working files",
            Origin.REVISION: self.detail,
        }
        return names[self.origin]


class States:
    """The states of one issue, which has to be usable as it is now."""

    def __init__(self, project: Project, content: Content, issue: IssueContent) -> None:
        self._project = project
        self._content = content
        self._issue = issue

    def named(self, name: str) -> State:
        """`working`, `built`, the number of a draft that was sent, or a revision of git.

        Raises UnknownDraftError, RevisionError, ReviewError.
        """
        if name == WORKING:
            return self.working()
        if name == BUILT:
            return self._built()
        if name.isdecimal() and len(name) <= _DIGITS:
            return self._sent(int(name))
        fields = revisions.fields_at(self._project.root, self._issue.slug, name)
        commit = repository.commit_of(self._project.root, name)
        return State(Origin.REVISION, fields, name, commit=commit)

    def working(self) -> State:
        """The files as they are; their pages are those of the draft that says the same."""
        fields = fields_of(self._project.root, self._content, self._issue)
        draft = rounds.built(self._project, self._issue.slug)
        is_current = draft is not None and not changes.compared(draft.fields, fields)
        return State(Origin.WORKING, fields, draft=draft if is_current else None)

    def last_sent(self) -> State:
        """The draft that was sent last. Raises UnknownDraftError, ReviewError."""
        return self._sent(None)

    def _sent(self, number: int | None) -> State:
        drafts = rounds.sent(self._project, self._issue.slug)
        for draft in reversed(drafts):
            if number in (None, draft.number):
                return _of(Origin.DRAFT, draft)
        missed = "draft" if number is None else f"draft {number}"
        raise UnknownDraftError(self._issue.slug, missed, [draft.number for draft in drafts])

    def _built(self) -> State:
        draft = rounds.built(self._project, self._issue.slug)
        if draft is None:
            sent = rounds.sent(self._project, self._issue.slug)
            numbers = [draft.number for draft in sent]
            raise UnknownDraftError(self._issue.slug, "draft that was built", numbers)
        return _of(Origin.BUILT, draft)


def _of(origin: Origin, draft: Round) -> State:
    return State(origin, draft.fields, str(draft.number), draft, draft.commit, draft.sent)
