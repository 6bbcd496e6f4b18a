"""An issue as a source for Typst, with the same words and pictures.

`manuscript.typ` is the layout and reads the content as JSON; its rich texts are Typst's markup.
What the layout lacks is said in docs/performance.md.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from report_builder.content import text
from report_builder.content.model import CaseStudy, Image, Report

LAYOUT = Path(__file__).with_name("manuscript.typ")
PROSE = ("challenge", "approach", "results", "lessons", "transfer")
# By the tag of HTML: what begins and ends it, and what stands between its parts.
_AROUND = {
    "p": ("", "\n\n"),
    "em": ("#emph[", "]"),
    "strong": ("#strong[", "]"),
    "ul": ("#list(", ")\n\n"),
    "ol": ("#enum(", ")\n\n"),
    "li": ("[", "],"),
    "th": ("[", "],"),
    "td": ("[", "],"),
    "thead": ("table.header(", "),"),
    "h3": ("#heading(level: 2)[", "]\n\n"),
    "h4": ("#heading(level: 3)[", "]\n\n"),
    "br": ("#linebreak()", ""),
}


def write(report: Report, folder: Path) -> Path:
    """Put layout and content of an issue into a folder of its project; returns Typst's input."""
    folder.mkdir()
    content = json.dumps(_content(report), ensure_ascii=False, indent=1)
    (folder / "issue.json").write_text(content, "utf-8")
    return Path(shutil.copy(LAYOUT, folder))


def _content(report: Report) -> dict[str, Any]:
    issue, series = report.issue, report.series
    texts = {"Vorwort": issue.foreword, "Einleitung": issue.introduction, "Fazit": issue.conclusion}
    return {
        "series": series.title,
        "number": issue.number,
        "title": issue.title,
        "subtitle": issue.subtitle,
        "publisher": series.publisher.name,
        "about": _markup(series.project.about if series.project else None),
        "cover": _picture(issue.cover),
        "texts": {
            head: {"title": part.title or head, "text": _markup(part.text, level=3)}
            for head, part in texts.items() if part is not None
        },
        "recommendations": [_markup(t) for t in issue.conclusion.recommendations]
        if issue.conclusion else [],
        "cases": [_case(case) for case in report.case_studies],
        "glossary": [[entry.term, _markup(entry.definition)] for entry in issue.glossary],
        "sources": [_markup(source.text) for source in issue.sources],
        "credits": sorted({image.rights for image in report.images}),
    }  # fmt: skip


def _case(case: CaseStudy) -> dict[str, Any]:
    place, period = case.municipality, case.period
    return {
        "name": case.name,
        "title": case.title,
        "teaser": case.teaser,
        "place": place.name,
        "profile": {
            "Land": place.state,
            "Einwohnerzahl": str(place.population) if place.population else None,
            "Zeitraum": f"{period.start}–{period.end or ''}" if period else None,
            "Themen": ", ".join(case.topics),
        },
        "image": _picture(case.image),
        "fields": {field: _markup(getattr(case, field)) for field in PROSE},
        "figures": [[f"{figure.value}", figure.unit, figure.label] for figure in case.key_figures],
        "quotes": [[quote.text, quote.person, quote.role] for quote in case.quotes],
        "boxes": [[box.title, _markup(box.text)] for box in case.info_boxes],
        "steps": [[step.when, step.title, _markup(step.text)] for step in case.steps],
        "charts": [
            {"title": chart.title, "summary": chart.summary,
             "series": [series.name for series in chart.series],
             "rows": [[str(c), *(str(series.values.get(c)) for series in chart.series)]
                      for c in chart.categories]}
            for chart in case.charts
        ],
        "gallery": [_picture(image) for image in case.gallery],
        "partners": list(case.partners),
        "links": [[link.title, str(link.url)] for link in case.links],
    }  # fmt: skip


def _picture(image: Image) -> dict[str, Any]:
    return {
        "file": f"/{image.path}",
        "alt": image.alt or "",
        "caption": image.caption,
    }


def _markup(rich: str | None, level: int = 4) -> str | None:
    """A rich text as Typst's markup, by way of the HTML that the program makes of it."""
    if rich is None:
        return None
    html = text.render(rich, level=level, page="Seite")
    return _inside(ElementTree.fromstring(f"<div>{html}</div>")).strip()


def _inside(element: Element) -> str:
    listing = element.tag in ("ul", "ol", "table", "thead", "tbody", "tr")
    parts = ["" if listing else _escaped(element.text)]
    for child in element:
        parts += [_element(child), "" if listing else _escaped(child.tail)]
    return "".join(parts)


def _element(element: Element) -> str:
    inside, kind = _inside(element), element.get("class")
    if kind == "footnote":
        return f"#footnote[{inside}]"
    if kind == "case-reference":
        return f"#reference({json.dumps(element.get('href', '')[1:])})[{inside}]"
    if element.tag == "a":
        return f"#link({json.dumps(element.get('href'))})[{inside}]"
    if element.tag == "table":
        return f"#table(columns: {len(element.findall('./thead/tr/th'))}, {inside})\n\n"
    before, after = _AROUND.get(element.tag, ("", ""))
    return f"{before}{inside}{after}"


def _escaped(words: str | None) -> str:
    return re.sub(r"""([\\#$*_`<>@\[\]~"'=+/-])""", r"\\\1", words or "")
