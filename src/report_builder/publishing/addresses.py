"""Where dist/ goes, as it is written on the command line or in the settings."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from report_builder.errors import UsageError

FOLDER = "file"
_PROTOCOLS = (FOLDER, "sftp", "s3", "webdav", "webdavs")


@dataclass(frozen=True)
class Address:
    """A folder somewhere: `protocol` is file, sftp, s3, webdav or webdavs.

    The `host` of s3 is the bucket. A `path` of sftp without a slash in front begins at home.
    """

    protocol: str
    path: str
    host: str = ""
    port: int | None = None
    user: str | None = None

    def __str__(self) -> str:
        if self.protocol == FOLDER:
            return self.path
        user = f"{self.user}@" if self.user else ""
        home = "" if self.path.startswith("/") or self.protocol != "sftp" else "~/"
        return f"{self.protocol}://{user}{self.server}/{home}{self.path.lstrip('/')}"

    @property
    def server(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host


def parse(text: str, folder: Path) -> Address:
    """The address that `text` is; a path begins at `folder`. Raises UsageError.

    No message repeats what was written: it may hold a password.
    """
    if "://" not in text:
        return Address(FOLDER, str((folder / Path(text).expanduser()).resolve()))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError("the target is no address: sftp://USER@HOST/FOLDER") from error
    if parts.password is not None:
        raise UsageError(
            "no password in an address, where others can read it: use an SSH agent, the "
            "environment (REPORT_BUILDER_PASSWORD) or the keyring; see docs/publishing.md"
        )
    if parts.scheme not in _PROTOCOLS:
        known = "a folder, sftp://, s3://, webdav:// or webdavs://"
        raise UsageError(f"nothing can be published by {parts.scheme}://; a target is {known}")
    path = unquote(parts.path)
    if parts.scheme == FOLDER:
        return Address(FOLDER, str(Path(path).resolve()))
    if not parts.hostname or (parts.scheme == "sftp" and not path.strip("/")):
        raise UsageError(f"the target names no folder: {parts.scheme}://HOST/FOLDER")
    # Names of buckets are as they are written; hosts have no case.
    host = parts.netloc.rpartition("@")[2] if parts.scheme == "s3" else parts.hostname
    return Address(parts.scheme, path.removeprefix("/~/"), host, port, parts.username)
