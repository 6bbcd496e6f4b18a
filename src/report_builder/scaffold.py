"""Commented templates for new issues and case studies."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template

from report_builder import store
from report_builder.content import validation
from report_builder.content.files import folders
from report_builder.content.model import Issue
from report_builder.content.types import is_slug, slugify
from report_builder.errors import UsageError
from report_builder.project import Project

PLACEHOLDER_IMAGE = "images/platzhalter.svg"


def new_issue(project: Project, language: str, title: str, slug: str | None) -> list[Path]:
    """Start an issue that can be built as a draft at once; returns the files written."""
    number = 1 + max(_numbers(project), default=0)
    slug = slug or f"{number:02d}-{slugify(title)}"
    _require_slug(slug)
    folder = project.reports / slug
    if folder.exists():
        raise UsageError(f"{folder} exists already")
    first = "musterstadt" if language.startswith("de") else "sampletown"
    paths = [
        _write(
            folder / "issue.yaml", language, "issue.yaml", number=number, title=title, case=first
        ),
        _write(folder / PLACEHOLDER_IMAGE, language, "placeholder.svg"),
    ]
    return [*paths, _write_case_study(folder, language, first, title="TODO")]


def new_case_study(project: Project, language: str, slug: str, name: str, title: str) -> list[Path]:
    """Start a case study and list it in its issue; returns the files written or changed."""
    _require_slug(name)
    folder = project.reports / slug
    if not (folder / "issue.yaml").is_file():
        raise UsageError(f"there is no issue “{slug}” in {project.reports}")
    path = folder / "case-studies" / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists already")
    image = folder / PLACEHOLDER_IMAGE
    paths = [] if image.exists() else [_write(image, language, "placeholder.svg")]
    paths.append(_write_case_study(folder, language, name, title))
    return paths + _list_case_study(project, slug, name)


def _require_slug(name: str) -> None:
    if not is_slug(name):
        raise UsageError(
            f"“{name}” does not serve as a name: only a–z, digits and hyphens, "
            f"such as “{slugify(name) or 'musterstadt'}”"
        )


def _write_case_study(folder: Path, language: str, name: str, title: str) -> Path:
    path = folder / "case-studies" / f"{name}.yaml"
    return _write(path, language, "case-study.yaml", title=title, image=PLACEHOLDER_IMAGE)


def _write(path: Path, language: str, template: str, **facts: object) -> Path:
    code = "de" if language.split("-")[0] == "de" else "en"
    source = files("report_builder") / "scaffolds"
    source = source / template if template.endswith(".svg") else source / code / template
    quoted = {name: _quoted(value) for name, value in facts.items()}
    text = Template(source.read_text("utf-8")).substitute(quoted)
    store.write(path, text.encode())
    return path


def _quoted(value: object) -> str:
    """A value as YAML: numbers and names as they are, all other text in quotes."""
    text = str(value)
    if text != "null" and (is_slug(text) or text == PLACEHOLDER_IMAGE):
        return text
    return json.dumps(text, ensure_ascii=False)


def _numbers(project: Project) -> Iterator[int]:
    """The numbers of the issues that can be read."""
    for slug in folders(project.reports):
        issue, _, _ = validation.read(Issue, project.root, f"reports/{slug}/issue.yaml")
        if issue is not None:
            yield issue.number


def _list_case_study(project: Project, slug: str, name: str) -> list[Path]:
    """Add `name` below the last entry of case_studies, leaving everything else as it stands."""
    file = f"reports/{slug}/issue.yaml"
    _, tree, _ = validation.read(Issue, project.root, file)
    listed = tree.value.get("case_studies") if isinstance(tree.value, dict) else None
    if not isinstance(listed, list) or not listed or name in listed:
        return []
    line, column = tree.position(("case_studies", len(listed) - 1))
    lines = (project.root / file).read_bytes().decode("utf-8").splitlines(keepends=True)
    before = lines[line - 1][: column - 1]
    if before.strip() != "-":
        return []
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    lines[line - 1] = lines[line - 1].rstrip("\r\n") + end
    lines.insert(line, f"{before}{name}{end}")
    store.write(project.root / file, "".join(lines).encode())
    return [project.root / file]
