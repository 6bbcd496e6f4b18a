"""Sending a draft out: what reviewers get is kept as it is, for as long as anybody may ask."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from report_builder import store
from report_builder.content.loading import Content, IssueContent
from report_builder.errors import DraftError, ReviewError
from report_builder.project import Project
from report_builder.review import changes, rounds
from report_builder.review.fields import fields_of
from report_builder.review.rounds import Round


def send(project: Project, content: Content, issue: IssueContent, day: date) -> Round:
    """Keep the draft of an issue that was built last, as sent on that `day`. The names of its PDFs
    get its number: reviewers may have those of several drafts in one folder.

    Raises DraftError if there is none that says what the files say, or it was sent already;
    ReviewError, StorageError.
    """
    built = rounds.built(project, issue.slug)
    if built is None:
        raise DraftError(issue.slug, "no draft of it was built")
    if built.number in {draft.number for draft in rounds.sent(project, issue.slug)}:
        raise DraftError(issue.slug, f"draft {built.number} was sent already")
    if changes.compared(built.fields, fields_of(project.root, content, issue)):
        raise DraftError(issue.slug, "its content has changed since the draft was built")
    folder = rounds.folder_of(project, issue.slug) / f"draft-{built.number}"
    proofs = [replace(p, pdf=f"{Path(p.pdf).stem}-{built.number}.pdf") for p in built.proofs]
    draft = replace(built, folder=folder, sent=day, proofs=proofs)
    pairs = zip(built.proofs, proofs, strict=True)
    files = {draft.pdf(new): _pdf(built.pdf(old)) for old, new in pairs}
    maps = [built.map_of(proof) for proof in built.proofs]
    kept = rounds.files_of(draft, list(built.fields.values()), maps)
    store.write_all(files | kept, {})
    return draft


def _pdf(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReviewError(path, f"cannot be read: {error.strerror or error}") from error
