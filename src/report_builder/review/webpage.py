"""Pages for browsers about a review."""

from typing import Any

from report_builder import brand
from report_builder.project import Project
from report_builder.review import templates


def rendered(project: Project, language: str, template: str, rendering: str, **facts: Any) -> bytes:
    """A page in the language of the series; `rendering` says in an error what it is.

    Where the brand cannot be used, `colors` are none. Raises LayoutError.
    """
    used, _, _ = brand.read(project.root)
    facts["colors"] = used.colors() if used else {}
    return templates.rendered(project, language, template, rendering, **facts).encode()
