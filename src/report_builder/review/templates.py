"""The templates of what people see of a review, in the language of the series."""

from report_builder.layout.description import read_labels
from report_builder.layout.templates import Templates
from report_builder.project import Project
from report_builder.review.draft import TEMPLATES


def templates(project: Project, language: str) -> Templates:
    """Raises LayoutError where their labels cannot be read."""
    folder = project.root / TEMPLATES
    labels, _ = read_labels(project.root, folder)
    spoken = language if language in labels else language.split("-")[0]
    return Templates(project.root, folder, language, labels.get(spoken, {}))
