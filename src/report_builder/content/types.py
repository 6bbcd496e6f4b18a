"""The kinds of value a field can have, each read from the text that stands in the YAML file.

A reader gets a scalar's text and returns the value, or raises a `PydanticCustomError` whose type
is a rule of `rules` and whose context are the facts of the finding.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    EmailStr,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from report_builder.content import languages
from report_builder.content.suggestion import closest

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,11})")
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,11})(\.\d{1,6})?")
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PHONE = re.compile(r"(?=(\D*\d){5})\+?[\d\s()/–-]{5,30}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#\\.]+(\.[^\s/?#\\.]+)+([/?#]\S*)?", re.IGNORECASE)
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)")


class RichText(str):
    """A long text in CommonMark; `text.render` turns it into HTML."""

    __slots__ = ()


def failure(rule: str, **facts: Any) -> PydanticCustomError:
    """An error that `validation` turns into a finding of `rule` with these facts."""
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **facts})


def _shown(value: Any) -> str:
    """What was found, short enough for a message."""
    if value is None:
        return "got:nothing"
    if isinstance(value, dict):
        return "got:mapping"
    if isinstance(value, list):
        return "got:list"
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _scalar(value: Any, expected: str) -> str:
    if not isinstance(value, str):
        raise failure("wrong-type", expected=expected, got=_shown(value))
    return value


def _line(value: Any) -> str:
    return " ".join(_scalar(value, "expected:text").split())


def _rich_text(value: Any) -> str:
    """The text without what surrounds it, but with its leading empty lines, which count."""
    return _scalar(value, "expected:text").rstrip().lstrip(" \t")


def _matching(pattern: re.Pattern[str], expected: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _scalar(value, expected)
        if not pattern.fullmatch(text):
            raise failure("wrong-type", expected=expected, got=_shown(text))
        return text

    return read


_integer = _matching(_INTEGER, "expected:integer")
_number = _matching(_NUMBER, "expected:number")
_year = _matching(re.compile(r"(19|20)\d\d"), "expected:year")


def _read_integer(value: Any) -> int:
    return value if isinstance(value, int) else int(_integer(value))


def _read_number(value: Any) -> Decimal:
    return Decimal(_number(value))


def _read_figure(value: Any) -> Decimal | str:
    text = _line(value)
    if _THOUSANDS.fullmatch(text):
        raise failure("thousands", got=text, plain=text.replace(".", ""))
    if not text:
        raise PydanticKnownError("missing")
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def _read_amount(value: Any) -> Decimal:
    found = _read_figure(value)
    return found if isinstance(found, Decimal) else _read_number(value)


def _read_boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _scalar(value, "expected:boolean")
    if text not in ("true", "false"):
        raise failure("wrong-type", expected="expected:boolean", got=_shown(text))
    return text == "true"


def _read_date(value: Any) -> date:
    text = _scalar(value, "expected:text")
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise failure("bad-date", got=_shown(text))


def is_color(text: str) -> bool:
    """Whether `text` is a colour as #RRGGBB."""
    return bool(re.fullmatch(r"#[0-9A-Fa-f]{6}", text))


_HTTP_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_EMAIL: TypeAdapter[str] = TypeAdapter(EmailStr)


def is_url(text: str) -> bool:
    """Whether `text` is an absolute http(s) address with a dotted host and no credentials."""
    if not _WEB_ADDRESS.fullmatch(text):  # the reader below would mend what browsers do not
        return False
    try:
        url = _HTTP_URL.validate_python(text)
    except ValidationError:
        return False
    return url.username is None


def is_email(text: str) -> bool:
    """Whether `text` has the form of a bare e-mail address; nothing is looked up."""
    if "<" in text:
        return False
    try:
        _EMAIL.validate_python(text)
    except ValidationError:
        return False
    return True


def _checked(holds: Callable[[str], bool], rule: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _line(value)
        if not holds(text):
            raise failure(rule, got=_shown(text))
        return text

    return read


def _is_issn(text: str) -> bool:
    """ISO 3297: seven digits and a check digit modulo 11, X for ten."""
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", text):
        return False
    digits = [10 if sign == "X" else int(sign) for sign in text.replace("-", "")]
    return (
        sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0
    )


def is_slug(text: str) -> bool:
    """Whether `text` can be a file name and part of an address on every system."""
    return bool(_SLUG.fullmatch(text))


def slugify(text: str) -> str:
    """`text` as lowercase ASCII words joined by hyphens: ä→ae, ß→ss."""
    german = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    composed = unicodedata.normalize("NFC", text).lower().translate(german)
    letters = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _read_language(value: Any) -> str:
    text = _line(value)
    if not languages.is_language(text):
        raise failure("bad-language", got=_shown(text), meant=languages.meant(text))
    return text


def _read_slug(value: Any) -> str:
    text = _line(value)
    if not is_slug(text):
        suggestion = slugify(text.removesuffix(".yaml"))
        raise failure("bad-name", got=_shown(text), suggestion=suggestion)
    return text


def _read_slugs(value: Any) -> Any:
    """A name that stands alone is a list of one."""
    return [_read_slug(value)] if isinstance(value, str) else value


def _pair(
    expected: str, low: tuple[float, float], high: tuple[float, float]
) -> Callable[[Any], Any]:
    def read(value: Any) -> tuple[float, float]:
        if not isinstance(value, list) or len(value) != 2:
            raise failure("wrong-type", expected=expected, got=_shown(value))
        pair = (float(_number(value[0])), float(_number(value[1])))
        if any(not low[i] <= pair[i] <= high[i] for i in (0, 1)):
            raise failure("wrong-type", expected=expected, got=f"[{pair[0]}, {pair[1]}]")
        return pair

    return read


class OneOf:
    """Annotation of a text that is one of some choices."""

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def read(self, value: Any) -> str:
        text = _line(value)
        if text not in self.choices:
            meant = closest(text, self.choices)
            raise failure("not-allowed", got=_shown(text), allowed=self.choices, meant=meant)
        return text

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}


def sized(low: int, high: int) -> AfterValidator:
    """A text of `low` to `high` characters."""

    def check(value: str) -> str:
        if not low <= len(value) <= high:
            raise failure("length", got=len(value), allowed=f"{low}–{high}")
        return value

    return AfterValidator(check)


def creative_commons(spdx: str) -> tuple[str, str] | None:
    """Name and address of a Creative Commons licence by its SPDX identifier."""
    if spdx == "CC0-1.0":
        return "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(spdx)
    if not found:
        return None
    kind, version = found.groups()
    return f"CC {kind} {version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"


def read_licence(value: Any) -> Any:
    """Accept an SPDX identifier where the name and address of a licence are kept."""
    if not isinstance(value, str):
        return value
    known = creative_commons(value.strip())
    if known is None:
        raise failure("wrong-type", expected="expected:licence", got=_shown(value))
    return {"spdx": value.strip(), "name": known[0], "url": known[1]}


# Thirteen pages. The parser looks from each bracket for the one that closes it, which for thousands
# of them takes more than the second that a text may take.
MAX_PROSE, MAX_BRACKETS = 40_000, 2_000


def _few_brackets(value: str) -> str:
    if value.count("[") > MAX_BRACKETS:
        raise failure("too-deep")
    return value


_TEXT_SCHEMA = {"type": ["string", "number", "boolean"]}
_NOT_EMPTY = StringConstraints(min_length=1)

Line = Annotated[str, BeforeValidator(_line), _NOT_EMPTY, WithJsonSchema(_TEXT_SCHEMA)]
Prose = Annotated[
    str,
    BeforeValidator(_rich_text),
    _NOT_EMPTY,
    sized(1, MAX_PROSE),
    AfterValidator(_few_brackets),
    AfterValidator(RichText),
    WithJsonSchema({"type": ["string", "number", "boolean"], "contentMediaType": "text/markdown"}),
]
Integer = Annotated[int, BeforeValidator(_read_integer), WithJsonSchema({"type": "integer"})]
Count = Annotated[Integer, Field(ge=1)]
Number = Annotated[Decimal, BeforeValidator(_read_number), WithJsonSchema({"type": "number"})]
Figure = Annotated[
    Decimal | str, BeforeValidator(_read_figure), WithJsonSchema({"type": ["number", "string"]})
]
Amount = Annotated[Decimal, BeforeValidator(_read_amount), WithJsonSchema({"type": "number"})]
Year = Annotated[
    int, BeforeValidator(lambda value: int(_year(value))), WithJsonSchema({"type": "integer"})
]
Boolean = Annotated[bool, BeforeValidator(_read_boolean), WithJsonSchema({"type": "boolean"})]
Date = Annotated[
    date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})
]
Url = Annotated[
    str,
    BeforeValidator(_checked(is_url, "bad-url")),
    WithJsonSchema({"type": "string", "format": "uri"}),
]
Email = Annotated[
    str,
    BeforeValidator(_checked(is_email, "bad-email")),
    WithJsonSchema({"type": "string", "format": "email"}),
]
Phone = Annotated[
    str,
    BeforeValidator(_checked(lambda text: bool(_PHONE.fullmatch(text)), "bad-phone")),
    WithJsonSchema({"type": "string"}),
]
Issn = Annotated[
    str,
    BeforeValidator(_checked(_is_issn, "bad-issn")),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{3}[\dX]$"}),
]
Language = Annotated[
    str,
    BeforeValidator(_read_language),
    WithJsonSchema({"type": "string", "pattern": f"^{languages.FORM.pattern}$"}),
]
_SLUG_SCHEMA = {"type": "string", "pattern": f"^{_SLUG.pattern}$"}
Slug = Annotated[str, BeforeValidator(_read_slug), WithJsonSchema(_SLUG_SCHEMA)]
Slugs = Annotated[
    list[Slug],
    Field(min_length=1),
    BeforeValidator(_read_slugs),
    WithJsonSchema(
        {
            "anyOf": [
                _SLUG_SCHEMA,
                {"type": "array", "items": _SLUG_SCHEMA, "minItems": 1, "uniqueItems": True},
            ]
        }
    ),
]
Color = Annotated[
    str,
    BeforeValidator(_checked(is_color, "bad-color")),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}),
]
# Corners of the sixteen Länder, generously; swapped coordinates lie far outside.
_GERMANY = ((47.0, 5.5), (55.5, 15.5))
_PAIR_SCHEMA = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
Focus = Annotated[
    tuple[float, float],
    BeforeValidator(_pair("expected:focus", (0, 0), (1, 1))),
    WithJsonSchema(_PAIR_SCHEMA),
]
Coordinates = Annotated[
    tuple[float, float],
    BeforeValidator(_pair("expected:coordinates", *_GERMANY)),
    WithJsonSchema(_PAIR_SCHEMA),
]
