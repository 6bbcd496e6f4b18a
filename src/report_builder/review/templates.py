"""The templates of what people see of a review, in the language of the series."""

from typing import Any

from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates
from report_builder.project import Project
from report_builder.review.draft import TEMPLATES

_OTHERWISE = "en"


def rendered(project: Project, language: str, template: str, rendering: str, **facts: Any) -> str:
    """The text of a template; in English where there are no words in the language.

    It knows as `language` in which it is. `rendering` says in an error what was being made. Raises
    LayoutError.
    """
    folder = project.root / TEMPLATES
    labels, _ = read_labels(project.root, folder)
    known = [code for code in (language, language.split("-")[0]) if code in labels]
    spoken = language if known else _OTHERWISE
    words = labels.get(known[0] if known else _OTHERWISE, {})
    made = Templates(project.root, folder, spoken, words)
    return made.render(template, rendering, language=spoken, **facts)
