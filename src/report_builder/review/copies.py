"""Reading a PDF that came back from a reviewer: what it is a copy of, its words and annotations."""

import io
import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdf import PageObject, PdfReader

from report_builder import store
from report_builder.content import yaml
from report_builder.errors import ReviewError
from report_builder.review import annotations, strokes
from report_builder.review.annotations import Annotation, Corners

BUILD = "/ReportBuilderBuild"
FACTS = "draft.json"
# What qpdf says of a table that leaves itself out, as pypdf writes it.
_HARMLESS = "a common error handled correctly"
# Viewers that do not end a file by the book write no more than this behind its end.
_BEHIND_THE_END = 16


@dataclass(frozen=True)
class CopiedPage:
    """A page of a copy: its boxes, its printed words, the annotations that are comments.

    `painted` is a digest of all else that is on it, without strokes that are taken for comments.
    """

    media: Corners
    crop: Corners
    words: str
    painted: str
    annotations: Sequence[Annotation]


@dataclass(frozen=True)
class Copy:
    """A PDF from a reviewer.

    `build` is the identifier in its Info, empty if there is none; `facts` are those of the attached
    `draft.json`; `tagged` says whether it has the structure of a draft, `damaged` that parts of the
    file are missing; `warnings` tell what of it could not be read.
    """

    path: Path
    pages: Sequence[CopiedPage]
    build: str
    facts: Mapping[str, str]
    producer: str
    tagged: bool
    damaged: bool
    warnings: Sequence[str]

    @property
    def annotations(self) -> list[Annotation]:
        return [each for page in self.pages for each in page.annotations]


def read(path: Path) -> Copy:
    """Read a copy: strictly first, and mended by qpdf if it is damaged or encrypted.

    Raises ReviewError if it cannot be read at all.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said by `warnings`
    data = _content(path)
    reason = "" if _has_end(data) else "its end is missing"
    try:
        with PdfReader(io.BytesIO(data), strict=True) as reader:
            if not reader.is_encrypted and not reason:
                copy = _copy(path, data, reader, "")
                if not copy.warnings:
                    return copy
    except Exception as error:  # foreign files fail pypdf in every way there is
        reason = reason or str(error) or type(error).__name__
    return _mended(path, data, reason)


def painted(path: Path) -> list[str]:
    """A digest of what is on each page of a PDF of ours, annotations apart."""
    with PdfReader(path) as reader:
        return [_painted(_content_of(page)) for page in reader.pages]


def _content_of(page: PageObject) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _painted(content: bytes) -> str:
    """Some viewers put a content between q and Q before they draw."""
    return store.digest(content.strip().removeprefix(b"q").removesuffix(b"Q").strip())


def _content(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReviewError(path, f"cannot be read: {error.strerror or error}") from error
    if b"%PDF-" not in data[:1024]:
        raise ReviewError(path, "is no PDF")
    return data


def _has_end(data: bytes) -> bool:
    """Whether the end of the file is that of its last change: readers would take an earlier one,
    and have no comments."""
    end = data.rfind(b"%%EOF")
    return end >= 0 and len(data[end + 5 :].strip()) <= _BEHIND_THE_END


def _mended(path: Path, data: bytes, reason: str) -> Copy:
    """A copy that qpdf has opened: it finds objects that no table of the file leads to.

    What it does not object to is no damage.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            mended = io.BytesIO()
            pdf.save(mended)
            faults = [str(told) for told in pdf.get_warnings() if _HARMLESS not in str(told)]
        whole = not faults and _has_end(data)
        reason = "" if whole else reason or faults[0].rpartition(": ")[2]
        with PdfReader(mended) as reader:
            return _copy(path, mended.getvalue(), reader, reason)
    except pikepdf.PasswordError as error:
        remedy = "ask for a copy that opens without a password"
        raise ReviewError(path, f"is encrypted: {remedy}") from error
    except Exception as error:  # as above
        remedy = "ask for it once more"
        raise ReviewError(path, f"is damaged and cannot be read ({error}): {remedy}") from error


def _damage(reason: str) -> str:
    return (
        f"the file is damaged ({reason.strip().rstrip('.')}); what could be found in it was read, "
        "but comments may be missing: ask for it once more"
    )


def _copy(path: Path, data: bytes, reader: PdfReader, damage: str) -> Copy:
    words = _words(data)
    pages: list[CopiedPage] = []
    warnings = [_damage(damage)] if damage else []
    for number, page in enumerate(reader.pages, 1):
        found, unread = annotations.read(page, number)
        warnings += [f"page {number}: {_lost(unread)} could not be read"] if unread else []
        text = words[number - 1] if number <= len(words) else ""
        boxes = _box(page.mediabox), _box(page.cropbox)
        content, drawn = strokes.taken_out(_content_of(page), page.get("/Resources"), number)
        pages.append(CopiedPage(*boxes, text, _painted(content), [*found, *drawn]))
    info = {
        str(key): yaml.clean(str(value))[:200] for key, value in (reader.metadata or {}).items()
    }
    return Copy(
        path,
        pages,
        info.get(BUILD, "").strip(),
        _facts(reader),
        info.get("/Producer", ""),
        "/StructTreeRoot" in reader.root_object,
        bool(damage),
        warnings,
    )


def _lost(number: int) -> str:
    return f"{number} annotation{'s' * (number != 1)}"


def _box(box: Any) -> Corners:
    return Corners(*(float(side) for side in (box.left, box.bottom, box.right, box.top)))


def _words(data: bytes) -> list[str]:
    """The printed words of each page; pdfium reads them thirty times as fast as pypdf."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            return [_printed(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        return []


def _printed(page: Any) -> str:
    with closing(page), closing(page.get_textpage()) as text:
        return str(text.get_text_range())


def _facts(reader: PdfReader) -> Mapping[str, str]:
    try:
        value = json.loads(reader.attachments[FACTS][0])
        return {key: yaml.clean(str(part))[:200] for key, part in value.items()}
    except Exception:  # none, or one that is damaged: the build is found elsewhere
        return {}
