"""A folder of a WebDAV server."""

from urllib.parse import quote

from webdav4.fsspec import WebdavFileSystem

from report_builder.errors import UsageError
from report_builder.publishing import credentials
from report_builder.publishing.addresses import Address
from report_builder.publishing.target import Target

_SECONDS = 60
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class _Collection(Target):
    def _rename(self, staged: str, final: str) -> None:
        """By MOVE; to fsspec, moving is copying and removing."""
        self._system.client.move(staged, final, overwrite=True)


def connect(address: Address) -> Target:
    """The folder at an address; it is asked nothing yet. Raises UsageError."""
    secure = address.protocol == "webdavs"
    password = credentials.password(address)
    if password and not secure and address.host not in _THIS_MACHINE:
        raise UsageError("anybody could read the password on its way: use webdavs://")
    url = f"http{'s' * secure}://{address.server}/{quote(address.path.lstrip('/'))}"
    login = (address.user, password or "") if address.user else None
    return _Collection(address, WebdavFileSystem(url, auth=login, timeout=_SECONDS), "")
