"""Passwords: from the environment or the keyring, never from a file or an address."""

import contextlib
import os

from report_builder.publishing.addresses import Address

PASSWORD = "REPORT_BUILDER_PASSWORD"
_SERVICE = "report-builder"


def password(address: Address) -> str | None:
    """The password of the user whom the address names; None where there is none."""
    if address.user is None:
        return None
    return os.environ.get(PASSWORD) or _kept(f"{address.user}@{address.host}")


def _kept(name: str) -> str | None:
    with contextlib.suppress(Exception):  # there is no keyring here, or it stays locked
        import keyring

        return keyring.get_password(_SERVICE, name)
    return None
