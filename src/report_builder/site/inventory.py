"""What is published, with checksums: manifest.json for programs, SHA256SUMS for sha256sum.

The schema of manifest.json is documented in docs/publishing.md.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from report_builder import store
from report_builder.site import kinds
from report_builder.site.facts import Site

MANIFEST, CHECKSUMS = "manifest.json", "SHA256SUMS"

File = Mapping[str, object]
"""Path in dist/, size in bytes, media type and SHA-256 of a file."""


def files(site: Site, beside: Iterable[File]) -> list[File]:
    """Every file that has an address, but for the two lists: those that each issue.json names, and
    those `beside` them, by their paths."""
    named = (
        _file(f"{issue['slug']}/{file['name']}", file["bytes"], file["type"], file["sha256"])
        for issue in site.issues
        for file in issue["files"]
    )
    return sorted((*named, *beside), key=lambda file: str(file["path"]))


def file_of(path: str, size: int, digest: str) -> File:
    """A file as the manifest has it."""
    return _file(path, size, kinds.of(path).media_type, digest)


def _file(path: str, size: int, kind: str, digest: str) -> File:
    return {"path": path, "size": size, "type": kind, "sha256": digest}


def manifest(site: Site, listed: Sequence[File]) -> bytes:
    """manifest.json, one file a line: a long series has tens of thousands."""
    facts = {"title": site.series.title, "base_url": site.address(), "updated": site.updated}
    lines = ",\n".join(json.dumps(file, ensure_ascii=False) for file in listed)
    head = json.dumps(facts, ensure_ascii=False)[:-1]
    return f'{head}, "files": [\n{lines}\n]}}\n'.encode()


def checksums(listed: Sequence[File], manifest: bytes) -> bytes:
    """SHA256SUMS: the files that are listed, and manifest.json itself."""
    lines = [f"{file['sha256']}  {file['path']}\n" for file in listed]
    return "".join([*lines, f"{store.digest(manifest)}  {MANIFEST}\n"]).encode()
