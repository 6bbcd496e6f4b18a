"""How an issue is cited: in words, and as BibTeX, RIS and CSL-JSON for reference managers."""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from report_builder import store
from report_builder.site.facts import Issue, Site

# A brace counts for BibTeX even behind a backslash, so none may stand alone.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ENDS = tuple("?!.:…")


def files(site: Site, issue: Issue) -> dict[str, bytes]:
    """The citations of an issue by their file names."""
    return {
        "cite.bib": bibtex(site, issue),
        "cite.ris": ris(site, issue),
        "cite.csl.json": csl(site, issue),
    }


def facts(site: Site, issue: Issue) -> dict[str, str]:
    """What a reference in words is put together of."""
    return {
        "publisher": issue["publisher"],
        "year": str(_day(issue).year),
        "title": _title(issue),
        "series": issue["series"],
        "number": str(issue["number"]),
        "version": issue["version"],
        "url": site.landing(issue),
    }


def bibtex(site: Site, issue: Issue) -> bytes:
    """A @techreport; its second braces keep the capitals of names and titles."""
    day = _day(issue)
    words = {
        "author": f"{{{_latex(issue['publisher'])}}}",
        "title": f"{{{_latex(_title(issue))}}}",
        "institution": _latex(issue["publisher"]),
        "type": _latex(issue["series"]),
        "number": str(issue["number"]),
        "year": str(day.year),
        "month": str(day.month),
        "issn": site.series.issn,
        "language": issue["languages"][0],
        "keywords": _latex(", ".join(issue["keywords"])),
        "abstract": _latex(issue["summary"]),
        "note": f"Version {_latex(issue['version'])}",
        "url": _bare(_pdf(site, issue)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in words.items() if value)
    return f"@techreport{{{_key(issue)},\n{lines}}}\n".encode()


def ris(site: Site, issue: Issue) -> bytes:
    """A record of the type RPRT, its lines ended as the format wants it."""
    day = _day(issue)
    tags = [
        ("TY", "RPRT"),
        ("ID", _key(issue)),
        ("TI", _title(issue)),
        ("T2", issue["series"]),
        ("AU", issue["publisher"]),
        ("PB", issue["publisher"]),
        ("IS", str(issue["number"])),
        ("ET", issue["version"]),
        ("PY", str(day.year)),
        ("DA", f"{day:%Y/%m/%d}/"),
        ("SN", site.series.issn),
        ("LA", issue["languages"][0]),
        ("AB", issue["summary"]),
        *(("KW", keyword) for keyword in issue["keywords"]),
        ("UR", site.landing(issue)),
        ("L1", _pdf(site, issue)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "]).encode()


def csl(site: Site, issue: Issue) -> bytes:
    """A list with one item of the type report."""
    day = _day(issue)
    item: dict[str, Any] = {
        "id": _key(issue),
        "type": "report",
        "title": _title(issue),
        "author": [{"literal": issue["publisher"]}],
        "publisher": issue["publisher"],
        "collection-title": issue["series"],
        "number": str(issue["number"]),
        "version": issue["version"],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "ISSN": site.series.issn,
        "language": issue["languages"][0],
        "abstract": issue["summary"],
        "keyword": ", ".join(issue["keywords"]),
        "number-of-pages": str(issue["pages"]),
        "URL": _pdf(site, issue),
    }
    return store.as_json([{name: value for name, value in item.items() if value}])


def _title(issue: Issue) -> str:
    title, subtitle = issue["title"], issue["subtitle"]
    if not subtitle:
        return str(title)
    return f"{title} {subtitle}" if title.endswith(_ENDS) else f"{title}: {subtitle}"


def _key(issue: Issue) -> str:
    """What a citation is called: as the file."""
    return PurePosixPath(issue["pdf"]).stem


def _day(issue: Issue) -> date:
    return date.fromisoformat(issue["published"])


def _pdf(site: Site, issue: Issue) -> str:
    return site.downloads(issue)[0].address


def _latex(words: str) -> str:
    return re.sub(r'[\\{}~^"&%$#_]', lambda found: _LATEX[found[0]], words)


def _bare(address: str) -> str:
    """An address without braces, which the macro for addresses would take for its own."""
    return address.replace("{", "%7B").replace("}", "%7D")
