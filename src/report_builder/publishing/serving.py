"""Whether a web server gives readers the files that are in dist/, and says the right things."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote

from report_builder import store, web
from report_builder.errors import UsageError
from report_builder.publishing.files import File
from report_builder.site import kinds
from report_builder.web import Answer

_AT_ONCE = 4
_DAY = 86400
# Instructions to the server, which it may not give to readers.
_SETTINGS = {"_headers"}


def differences(files: Sequence[File], address: str) -> list[str]:
    """What differs at an address, one a line, in the order of the files. Raises UsageError."""
    if not address.startswith(("https://", "http://")):
        raise UsageError("--verify wants the address of the website: https://…")
    asked = [file for file in files if file.path not in _SETTINGS]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(partial(_difference, address.rstrip("/")), asked)
        return [f"{file.path}: {said}" for file, said in zip(asked, found, strict=True) if said]


def _difference(address: str, file: File) -> str:
    try:
        answer = web.ask(f"{address}/{quote(file.path)}", limit=file.size + 1)
    except OSError as error:
        return f"no answer ({error})"
    if answer.status != 200:
        return f"HTTP {answer.status}"
    said = (look(answer, file) for look in (_content, _type, _keeping))
    return "; ".join(filter(None, said))


def _content(answer: Answer, file: File) -> str:
    return "" if store.digest(answer.body) == file.digest else "other content"


def _type(answer: Answer, file: File) -> str:
    """The type has to be the same; a charset may be missing, but not another one."""
    expected, _, charset = kinds.of(file.path).content_type.partition(";")
    got, _, named = answer.headers.get("content-type", "").partition(";")
    right = got.strip().lower() == expected and named.strip().lower() in ("", charset.strip())
    return (
        "" if right else f"Content-Type {got or 'missing'}{named and ';' + named}, not {expected}"
    )


def _keeping(answer: Answer, file: File) -> str:
    """Versioned files are kept for ever; of others a newer one has to be seen within a day."""
    got = answer.headers.get("cache-control", "")
    wanted = kinds.cache_control(file.path)
    age = re.search(r"max-age=(\d+)", got)
    fresh = bool(age and int(age[1]) <= _DAY) or "no-cache" in got or "no-store" in got
    right = "immutable" in got if "immutable" in wanted else fresh and "immutable" not in got
    return "" if right else f"Cache-Control {got or 'missing'}, not {wanted}"
