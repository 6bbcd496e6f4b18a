"""All pictures of a project, each file looked at once, and remembered when that took long."""

import contextlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import PIL

from report_builder import reading, store
from report_builder.content.files import FileFault
from report_builder.errors import StorageError
from report_builder.pictures import drawing, raster

SUFFIXES = (*raster.FORMATS, ".svg")
# Each may hold a decoded picture of raster.MAX_PIXELS.
_THREADS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a picture, the text that it sets in fonts, and its digest if it was
    decoded to its end."""

    faults: list[FileFault]
    lettering: str = ""
    whole: str | None = None


def inspect(
    root: Path, paths: Iterable[PurePosixPath], memory: Path
) -> dict[PurePosixPath, Verdict]:
    """What is to be said of each of these files, by its path relative to `root`.

    Only decoding is slow: the digests of what was decoded to its end are kept in the file
    `memory`, for as long as Pillow stays the same. Everything else is looked at every time.
    """
    known = _recall(memory)
    distinct = sorted(set(paths))
    with ThreadPoolExecutor(_THREADS) as threads:
        verdicts = list(threads.map(lambda path: _verdict(root, path, known), distinct))
    whole = {verdict.whole for verdict in verdicts if verdict.whole}
    if whole != known:
        _remember(memory, whole)
    return dict(zip(distinct, verdicts, strict=True))


def _verdict(root: Path, path: PurePosixPath, known: set[str]) -> Verdict:
    try:
        data = reading.read(root, reading.locate(root, str(path)))
    except (OSError, ValueError) as error:
        return Verdict([FileFault("image-damaged", {"reason": str(error)})])
    suffix = path.suffix.lower()
    if suffix == ".svg":
        faults = list(drawing.faults(data))
        return Verdict(faults, "" if faults else drawing.lettering(data))
    return _raster_verdict(data, raster.FORMATS[suffix], known)


def _raster_verdict(data: bytes, expected: str, known: set[str]) -> Verdict:
    faults = list(raster.header_faults(data, expected))
    if any(fault.rule != "image-animated" for fault in faults):
        return Verdict(faults)
    digest = store.digest(data)
    if digest not in known:
        faults += raster.decoding_faults(data)
    broken = any(fault.rule == "image-damaged" for fault in faults)
    return Verdict(faults, whole=None if broken else digest)


def _recall(memory: Path) -> set[str]:
    try:
        value = json.loads(memory.read_bytes())
        return set(value["whole"]) if value["pillow"] == PIL.__version__ else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _remember(memory: Path, whole: set[str]) -> None:
    value = {"pillow": PIL.__version__, "whole": sorted(whole)}
    # Where nothing can be written, the next check takes its time again.
    with contextlib.suppress(StorageError):
        store.write(memory, store.as_json(value))
