"""Pages for browsers about a review, from the templates of layouts/review."""

from typing import Any

from report_builder import brand
from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates
from report_builder.project import Project

REVIEW = "layouts/review"


def rendered(project: Project, language: str, template: str, rendering: str, **facts: Any) -> bytes:
    """A page in the language of the series; `rendering` says in an error what it is.

    Where the brand cannot be used, `colors` are none. Raises LayoutError.
    """
    folder = project.root / REVIEW
    labels, _ = read_labels(project.root, folder)
    spoken = language if language in labels else language.split("-")[0]
    templates = Templates(project.root, folder, language, labels.get(spoken, {}))
    used, _, _ = brand.read(project.root)
    colors = used.colors() if used else {}
    return templates.render(template, rendering, language=language, colors=colors, **facts).encode()
