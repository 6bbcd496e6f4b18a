"""The folder that readers see: listed, read, and changed so that they see nothing half-done."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from report_builder import store
from report_builder.errors import PublishError, ReportBuilderError, VersionedError
from report_builder.publishing.addresses import Address

STAGED = ".uploading-"
_AGAIN = "what readers see is whole; publish again to go on"


class Target:
    """A folder of a `system` of fsspec that renames in one step.

    Paths are those below the folder, with forward slashes. All methods raise PublishError.
    """

    def __init__(self, address: Address, system: Any, base: str) -> None:
        self.address = address
        self._system = system
        self._base = base
        self._folders: set[str] = set()

    def sizes(self) -> dict[str, int]:
        """All files that are there, hidden ones too, in bytes; -1 for what is no regular file."""
        with self._told():
            return dict(self._below(""))

    def read(self, path: str) -> bytes:
        with self._told():
            return bytes(self._system.cat_file(self._at(path)))

    def put(self, path: str, data: bytes, *, new: bool = False) -> None:
        """Let readers have `data` at `path`, from one moment to the next.

        It is written under another name, read back, and renamed. Raises VersionedError where it
        has to be `new` and there is something.
        """
        name = PurePosixPath(path)
        staged = self._at(str(name.with_name(f"{STAGED}{secrets.token_hex(4)}-{name.name}")))
        with self._told():
            self._make_folder(str(name.parent))
            try:
                self._system.pipe_file(staged, data)
                self._compare(staged, path, data)
                self._refuse(path, new)
                self._rename(staged, self._at(path))
            except BaseException:
                with contextlib.suppress(Exception):  # it may be gone, or the connection
                    self._system.rm_file(staged)
                raise

    def remove(self, path: str) -> None:
        with self._told(), contextlib.suppress(FileNotFoundError):
            self._system.rm_file(self._at(path))

    def _rename(self, staged: str, final: str) -> None:
        """Put a file in the place of another one, in one step."""
        self._system.mv(staged, final)

    def _refuse(self, path: str, new: bool) -> None:
        if new and self._system.exists(self._at(path)):
            raise VersionedError([path])

    def _compare(self, written: str, path: str, data: bytes) -> None:
        if store.digest(self._system.cat_file(written)) != store.digest(data):
            raise PublishError(
                f"{self.address}/{path}", "what arrived is not what was sent", _AGAIN
            )

    def _at(self, path: str) -> str:
        return f"{self._base}/{path}".rstrip("/") if self._base else path

    def _make_folder(self, path: str) -> None:
        folder = self._at("" if path == "." else path)
        if folder and folder not in self._folders:
            self._system.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _below(self, path: str) -> Iterator[tuple[str, int]]:
        folder = self._at(path)
        try:
            found = self._system.ls(folder, detail=True)
        except FileNotFoundError:
            if path:
                raise
            return  # nothing was published yet
        for info in found:
            whole = info["name"].strip("/")
            if whole == folder.strip("/"):
                continue  # S3 may list the folder itself
            name = str(PurePosixPath(path, whole.rpartition("/")[2]))
            if info["type"] == "directory":
                yield from self._below(name)
            else:
                yield name, info["size"] if info["type"] == "file" else -1

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong is told as one error: each protocol has its own."""
        try:
            yield
        except ReportBuilderError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise PublishError(str(self.address), reason, _AGAIN) from error
