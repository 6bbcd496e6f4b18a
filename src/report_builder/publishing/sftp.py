"""A folder on an SSH server. Its host key is checked; keys come from the agent or ~/.ssh."""

from pathlib import Path
from typing import Any

import asyncssh
from sshfs import SSHFileSystem

from report_builder.errors import PublishError
from report_builder.publishing import credentials
from report_builder.publishing.addresses import Address
from report_builder.publishing.target import Target

# Seconds: until the server answers, until it lets us in; between two signs of life.
_ANSWER, _LOGIN, _ALIVE = 20, 30, 15
_PORT = 22


class _Files(SSHFileSystem):  # type: ignore[misc]  # it ships no types
    async def _mv(self, old: str, new: str, **_: object) -> None:
        """In one step or not at all; where a server cannot, sshfs would copy."""
        async with self._pool.get() as channel:
            await channel.posix_rename(old, new)


def connect(address: Address) -> Target:
    """The folder at an address. Raises PublishError."""
    # By itself sshfs takes any host key: () are those of ~/.ssh/known_hosts.
    options: dict[str, Any] = {"known_hosts": (), "connect_timeout": _ANSWER,
                               "login_timeout": _LOGIN, "keepalive_interval": _ALIVE}  # fmt: skip
    given = {"username": address.user, "port": address.port,
             "password": credentials.password(address)}  # fmt: skip
    options |= {name: value for name, value in given.items() if value is not None}
    where = str(address)
    try:
        system = _Files(address.host, skip_instance_cache=True, **options)
    except asyncssh.HostKeyNotVerifiable as error:
        raise _untrusted(address) from error
    except PermissionError as error:
        reason = "the server takes none of our keys"
        raise PublishError(
            where, reason, "ssh-add the right one; see docs/publishing.md"
        ) from error
    except Exception as error:  # of the network, of asyncssh, of keys
        raise PublishError(where, f"no connection ({error})", "correct it or try later") from error
    return Target(address, system, address.path.rstrip("/") or "/")


def _untrusted(address: Address) -> PublishError:
    """What is to be said of a host key that is not the one that we know."""
    port = address.port or _PORT
    name = address.host if port == _PORT else f"[{address.host}]:{port}"
    if _knows(address.host, port):
        return PublishError(
            str(address),
            "the host key has CHANGED: it is not the one in ~/.ssh/known_hosts, and the server "
            "may be another one than it says",
            f"ask its host why, and only then: ssh-keygen -R '{name}'",
        )
    return PublishError(
        str(address),
        "the host key is not known",
        f"compare it with what its host says of it: ssh -p {port} {address.host}",
    )


def _knows(host: str, port: int) -> bool:
    path = Path("~/.ssh/known_hosts").expanduser()
    if not path.is_file():
        return False
    keys, *_ = asyncssh.match_known_hosts(str(path), host, "", port)
    return bool(keys)
