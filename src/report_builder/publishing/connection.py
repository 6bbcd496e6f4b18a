"""From an address to the target there. Each protocol is loaded only where it is used."""

from report_builder.errors import PublishError
from report_builder.publishing.addresses import FOLDER, Address
from report_builder.publishing.target import Target


def connect(address: Address) -> Target:
    """The target at an address. Raises PublishError."""
    try:
        if address.protocol == FOLDER:
            from fsspec.implementations.local import LocalFileSystem

            return Target(address, LocalFileSystem(skip_instance_cache=True), address.path)
        return _connect(address)
    except ImportError as error:
        reason = f"{error.name} is not installed here"
        raise PublishError(str(address), reason, "run scripts/setup publish") from error


def _connect(address: Address) -> Target:
    if address.protocol == "sftp":
        from report_builder.publishing import sftp

        return sftp.connect(address)
    if address.protocol == "s3":
        from report_builder.publishing import s3

        return s3.connect(address)
    from report_builder.publishing import webdav

    return webdav.connect(address)
