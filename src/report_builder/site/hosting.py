"""What web servers are told of dist/, from the table of `kinds`: _headers, nginx, Apache."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from report_builder.site.kinds import CACHING, EVERYWHERE, FOREVER, KINDS, VERSION, Kind

HEADERS = "_headers"
# What begins so is for servers or unfinished.
_HIDDEN = "[._]"
_IN_VERSION = f"[^/]+/{VERSION}/"
_GZIPPED = """\
        gzip on;
        gzip_types *;
        gzip_vary on;
        gzip_min_length 1024;
"""
_DEFLATED = """\
    <IfModule mod_deflate.c>
        SetOutputFilter DEFLATE
    </IfModule>
"""


def headers_file(versions: Iterable[str]) -> bytes:
    """dist/_headers, which Netlify, Cloudflare and others read, and do not serve.

    `versions` are the names of the folders of versions: one block does for all issues, because
    Cloudflare reads no more than a hundred, each with one asterisk. Hosts send what all matching
    blocks say; so of files that may have a version none but the blocks of these folders say how
    long they may be kept, and others of their kind as long as the host thinks right. They compress
    text unasked. No block can name a file after itself; browsers save it under the name in its
    address anyway.
    """
    blocks = {"/*": dict(EVERYWHERE)}
    blocks |= {f"/:issue/{folder}/*": {CACHING: FOREVER} for folder in sorted(set(versions))}
    for kind in KINDS:
        disposition = {"Content-Disposition": "inline"} if kind.offered else {}
        found = {"Content-Type": kind.content_type, **kind.headers, **disposition}
        if kind.versioned:
            del found[CACHING]
        blocks[f"/{kind.pattern}"] = found
        if kind.pattern == "*.html":
            blocks |= {"/": found, "/*/": found}  # pages by the names of their folders
    return "\n".join(_block(path, found) for path, found in blocks.items()).encode()


def _block(path: str, headers: Mapping[str, str]) -> str:
    return f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


def examples(base_url: str) -> dict[str, bytes]:
    """Configuration for servers that read none from dist/, by the names of the files."""
    return {"nginx.conf": _nginx(base_url).encode(), "apache.conf": _apache().encode()}


def _nginx(base_url: str) -> str:
    url = urlsplit(base_url)
    path = f"{url.path.rstrip('/')}/"
    kept = (_nginx_location(kind, path, _IN_VERSION) for kind in KINDS if kind.versioned)
    kinds = "".join([*kept, *(_nginx_location(kind, path) for kind in KINDS)])
    return f"""\
# To be included in the server block of {url.hostname}; the files of dist/ lie in {path} below root.
location ^~ {path} {{
    index index.html;
    autoindex off;
    etag on;
{_added(EVERYWHERE, 4)}
    location ~ "^{re.escape(path)}(?:.*/)?{_HIDDEN}" {{ return 404; }}
{kinds}}}
"""


def _nginx_location(kind: Kind, path: str, folder: str = "") -> str:
    """The first location that matches counts, and its headers take the place of those around it."""
    named = {"Content-Disposition": "inline; filename*=UTF-8''$offered"} if kind.offered else {}
    kept = {CACHING: FOREVER} if folder else {}
    headers = _added({**EVERYWHERE, **kind.headers, **named, **kept}, 8)
    compressed = _GZIPPED if kind.compressible else ""
    return f"""
    location ~ "^{re.escape(path)}{folder}(?:.*/)?{_name(kind, "offered")}$" {{
        types {{ }}
        default_type "{kind.content_type}";
{compressed}{headers}    }}
"""


def _added(headers: Mapping[str, str], depth: int) -> str:
    lines = (f'add_header {name} "{value}";\n' for name, value in headers.items())
    return "".join(" " * depth + line for line in lines)


def _apache() -> str:
    kinds = "".join(_apache_files(kind) for kind in KINDS)
    kept = {CACHING: FOREVER}
    return f"""\
# To be put beside index.html as .htaccess, or into the <Directory> of it. Needs mod_headers and
# mod_setenvif; with mod_deflate, text is compressed.
Options -Indexes
DirectoryIndex index.html
FileETag MTime Size
SetEnvIf Request_URI "([^/]+)$" OFFERED=$1
# Apache does not know its own mark of what it compressed.
RequestHeader edit If-None-Match '-gzip"$' '"'
{_set(EVERYWHERE, 0)}
<FilesMatch "^{_HIDDEN}">
    Require all denied
</FilesMatch>
{kinds}
<If "%{{REQUEST_URI}} =~ m#/{_IN_VERSION}#">
{_set(kept, 4)}</If>
"""


def _apache_files(kind: Kind) -> str:
    named = {"Content-Disposition": "inline; filename*=UTF-8''%{OFFERED}e"} if kind.offered else {}
    return f"""
<FilesMatch "^{_name(kind)}$">
    ForceType "{kind.content_type}"
{_set({**kind.headers, **named}, 4)}{_DEFLATED if kind.compressible else ""}</FilesMatch>
"""


def _set(headers: Mapping[str, str], depth: int) -> str:
    lines = (f'Header set {name} "{value}"\n' for name, value in headers.items())
    return "".join(" " * depth + line for line in lines)


def _name(kind: Kind, capture: str = "") -> str:
    """A regular expression for the names of such files, without their folder."""
    name = kind.pattern.rpartition("/")[2]
    expression = re.escape(name).replace(r"\*", "[^/]*")
    return f"(?<{capture}>{expression})" if capture and kind.offered else expression
