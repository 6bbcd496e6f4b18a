"""Commented templates for new issues and case studies."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from string import Template

from report_builder import store
from report_builder.content import validation
from report_builder.content.files import folders
from report_builder.content.model import Issue
from report_builder.content.types import is_slug, slugify
from report_builder.errors import StorageError, UsageError
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
    facts = {"number": number, "title": title, "case": first}
    case, image, issue = (
        _case_file(folder, first),
        folder / PLACEHOLDER_IMAGE,
        folder / "issue.yaml",
    )
    with _all_or_none([case, image, issue]):
        _write_case_study(case, language, title="TODO")
        _write(image, language, "placeholder.svg")
        _write(issue, language, "issue.yaml", **facts)
    return [issue, image, case]


def new_case_study(project: Project, language: str, slug: str, name: str, title: str) -> list[Path]:
    """Start a case study and list it in its issue; returns the files written or changed."""
    _require_slug(name)
    folder = project.reports / slug
    if not (folder / "issue.yaml").is_file():
        raise UsageError(f"there is no issue “{slug}” in {project.reports}")
    path, image = _case_file(folder, name), folder / PLACEHOLDER_IMAGE
    if path.exists():
        raise UsageError(f"{path} exists already")
    new = [path] if image.exists() else [image, path]
    with _all_or_none(new):
        if image in new:
            _write(image, language, "placeholder.svg")
        _write_case_study(path, language, title)
        return new + _list_case_study(project, slug, name)


@contextmanager
def _all_or_none(paths: list[Path]) -> Iterator[None]:
    """Remove new files, and the folders made for them, if not all of them can be written."""
    try:
        yield
    except StorageError:
        with suppress(StorageError):
            store.remove(paths)
        raise


def _require_slug(name: str) -> None:
    if not is_slug(name):
        raise UsageError(
            f"“{name}” does not serve as a name: only a–z, digits and hyphens, "
            f"such as “{slugify(name) or 'musterstadt'}”"
        )


def _case_file(folder: Path, name: str) -> Path:
    return folder / "case-studies" / f"{name}.yaml"


def _write_case_study(path: Path, language: str, title: str) -> None:
    _write(path, language, "case-study.yaml", title=title, image=PLACEHOLDER_IMAGE)


def _write(path: Path, language: str, template: str, **facts: object) -> None:
    code = "de" if language.split("-")[0] == "de" else "en"
    source = files("report_builder") / "scaffolds"
    source = source / template if template.endswith(".svg") else source / code / template
    quoted = {name: _quoted(value) for name, value in facts.items()}
    text = Template(source.read_text("utf-8")).substitute(quoted)
    store.write(path, text.encode())


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
