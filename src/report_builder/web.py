"""Asking web servers: with patience, with a name, and for no more than is needed."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from report_builder import __version__

# Seconds: for an answer; before each further try.
ANSWER = 20.0
PAUSES = (1.0, 4.0)
# Answers after which it is worth asking again.
_PASSING = {429, 500, 502, 503, 504}
_RESERVED = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True)
class Answer:
    """What a server said in the end, after redirects; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(url: str, method: str = "GET", *, limit: int = 0) -> Answer:
    """Ask for an http(s) address, and read so many bytes of what comes. Raises OSError.

    A server that does not answer, or has a passing failure, is asked again.
    """
    for pause in PAUSES:
        try:
            answer = _asked(url, method, limit)
            if answer.status not in _PASSING:
                return answer
        except OSError as error:
            if not _can_pass(error):
                raise
        time.sleep(pause)
    return _asked(url, method, limit)


def _asked(url: str, method: str, limit: int) -> Answer:
    agent = {"User-Agent": f"report-builder/{__version__}", "Accept": "*/*"}
    request = urllib.request.Request(_ascii(url), headers=agent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=ANSWER) as response:
            return _answer(response.status, response.headers.items(), response.read(limit))
    except urllib.error.HTTPError as error:
        with error:
            return _answer(error.code, error.headers.items(), b"")
    except (http.client.HTTPException, ValueError) as error:
        raise OSError(f"no sensible answer: {error!r}") from error


def _answer(status: int, headers: Iterable[tuple[str, str]], body: bytes) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers}, body)


def _can_pass(error: OSError) -> bool:
    """Certificates do not get better by asking again; networks and name servers do."""
    reason = getattr(error, "reason", error)
    return not isinstance(reason, ValueError)  # ssl.SSLCertVerificationError is one


def _ascii(url: str) -> str:
    """An address as it is sent: hosts in IDNA, the rest with percent signs."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe=_RESERVED) for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))
