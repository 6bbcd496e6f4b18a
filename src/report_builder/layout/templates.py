"""Jinja2 for layouts: the environment, the helpers that templates may use, and their errors.

The helpers are documented for layout authors in docs/layouts.md.
"""

import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import jinja2
from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import meta
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from report_builder import cache, tools
from report_builder.cache import Cache
from report_builder.content import alphabet, text
from report_builder.content.node import Node
from report_builder.content.types import slugify
from report_builder.errors import LayoutError
from report_builder.project import Project


class _Compiled(jinja2.BytecodeCache):
    """Templates as Python's bytecode: compiling them takes longer than filling in most of them."""

    def __init__(self, kept: Cache, words: str) -> None:
        self._kept = kept
        self._words = words

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := self._kept.get(self._key(bucket)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        """Filters are called for constants when a template is compiled: so this program and the
        words that it is given matter as well."""
        return cache.key("template", tools.digest(), self._words, bucket.key, bucket.checksum)


class Templates:
    """The templates of one folder, in one language.

    `labels` are the words of the layout; `root` is the project, to which addresses are relative.
    """

    def __init__(self, root: Path, folder: Path, language: str, labels: Mapping[str, Any]) -> None:
        self._root = root
        self._folder = folder
        self._labels = labels
        self._locale = _locale(language, folder.relative_to(root).as_posix())
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(cache.of(Project(root)), repr((language, labels))),
        )
        self._environment.globals.update(
            t=self.label, src=source_attribute, anchor=anchor, file=self._file
        )
        self._environment.filters.update(self._filters())

    def render(self, template: str, rendering: str, **context: Any) -> str:
        """The text of a template; `rendering` says in an error what was being made.

        Raises LayoutError with template and line.
        """
        try:
            return self._environment.get_template(template).render(context)
        except LayoutError:
            raise
        except Exception as error:
            raise self._layout_error(error, template, rendering) from error

    def label(self, key: str, **facts: Any) -> str:
        """The words for a dotted key of labels.<language>.yaml, with facts put in."""
        value: Any = self._labels
        for step in key.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if not isinstance(value, str):
            raise jinja2.UndefinedError(f"there is no label “{key}” in labels.{self._locale}.yaml")
        if any(isinstance(fact, Markup) for fact in facts.values()):
            return escape(value).format(**facts)
        return value.format(**facts)

    def date(self, value: date, form: str = "long") -> str:
        """A date in the words of the language: 28. Juni 2023."""
        return format_date(value, form, locale=self._locale)

    def number(self, value: int | Decimal | str, signs: int | None = None) -> str:
        """A number in the figures of the language: grouped from five digits on, unless text.

        `signs` rounds to so many places after the decimal sign.
        """
        if isinstance(value, str):
            return value
        grouped = not -10_000 < value < 10_000
        pattern = ("#,##0" if grouped else "0") + _decimals(value, signs)
        written = format_decimal(value, pattern, locale=self._locale)
        sign = self._labels.get("group_separator")
        comma = self._locale.number_symbols["latn"]["group"]
        written = written.replace("-", "\u2212")
        return written.replace(comma, sign) if grouped and isinstance(sign, str) else written

    def size(self, octets: int) -> str:
        """A file size for readers: 620 KB, 2,4 MB."""
        if octets < 999_500:  # above, rounding would make it 1000 KB
            return f"{self.number(Decimal(max(1, round(octets / 1000))), 0)}\u00a0KB"
        return f"{self.number(Decimal(octets) / 1_000_000, 1)}\u00a0MB"

    def _filters(self) -> dict[str, Callable[..., Any]]:
        return {
            "markdown": self._markdown,
            "date": self.date,
            "number": self.number,
            "size": self.size,
            "alphabetical": _alphabetical,
            "isodate": lambda value: self.date(date.fromisoformat(value)),
            "url": lambda path: quote(str(path)),
            "bare_url": lambda url: url.split("//", 1)[-1].removeprefix("www.").rstrip("/"),
        }

    def _markdown(self, value: str, level: int = 4) -> Markup:
        """Rich text as HTML; its references to case studies take their words from the labels."""
        return Markup(text.render(value, level=level, page=self.label("page")))

    def _file(self, name: str) -> str:
        """The address of a file of the layout's folder, relative to the project."""
        if not (self._folder / name).is_file():
            raise jinja2.TemplateNotFound(name)
        return quote((self._folder / name).relative_to(self._root).as_posix())

    def _layout_error(self, error: Exception, template: str, rendering: str) -> LayoutError:
        name, line = template, None
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = error.name or template, error.lineno
        for frame in traceback.extract_tb(error.__traceback__):
            if Path(frame.filename).is_relative_to(self._folder):
                name, line = Path(frame.filename).relative_to(self._folder).as_posix(), frame.lineno
        place = (self._folder / name).relative_to(self._root).as_posix()
        folder = self._folder.relative_to(self._root).as_posix()
        return LayoutError(place, line, rendering, _reason(error, folder))


def sources(folder: Path, template: str) -> list[Path]:
    """The files that a template is rendered from: itself, what it extends and includes, labels.

    Names that are put together while it is rendered are not known.
    """
    environment, found, pending = jinja2.Environment(), dict[str, None](), [template]
    while pending:
        name = pending.pop()
        if name not in found and (folder / name).is_file():
            found[name] = None
            pending += _named(environment, (folder / name).read_text("utf-8"))
    return sorted([*map(folder.joinpath, found), *folder.glob("labels.*.yaml")])


def _named(environment: jinja2.Environment, source: str) -> list[str]:
    """The templates that a template names; none where it is broken, as rendering will say."""
    try:
        names = meta.find_referenced_templates(environment.parse(source))
        return [name for name in names if name is not None]
    except jinja2.TemplateSyntaxError:
        return []


def _locale(language: str, layout: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        reason = f"there are no rules for dates and numbers in the language “{language}”"
        raise LayoutError(layout, None, "the first page", reason) from error


def source_attribute(node: Node, *steps: str | int, of: str = "data") -> Markup:
    """The attribute data-src that says which field of which file an element prints; or, of another
    attribute that running heads take their text from, the one that says it of that."""
    return Markup(f' {of}-src="') + escape(str(node.origin.at(*steps))) + Markup('"')


def anchor(node: Node) -> str:
    """An id for the element that shows `node`, the same wherever it is asked for."""
    stem = PurePosixPath(node.origin.file).stem
    return "-".join(["at", slugify(stem), *(slugify(str(step)) for step in node.origin.path)])


def _alphabetical(nodes: Iterable[Node], field: str) -> list[Node]:
    """Nodes in the alphabetical order of a text."""
    return sorted(nodes, key=lambda node: alphabet.order(getattr(node, field)))


def _decimals(value: int | Decimal, signs: int | None) -> str:
    if signs is None:
        exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
        signs = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "." + "0" * signs if signs else ""


def _reason(error: Exception, folder: str) -> str:
    if isinstance(error, jinja2.TemplateNotFound):
        advice = f"a folder of an older version lacks it: copy it from report-builder's {folder}/"
        return f"there is no file “{error.name}” in {folder}/; {advice}"
    if isinstance(error, jinja2.TemplateError):
        return str(error.message or error)
    return f"{type(error).__name__}: {error}"
