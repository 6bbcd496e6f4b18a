"""Language codes after BCP 47, held against the registry that Babel carries (Unicode CLDR)."""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

FORM = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
# Registered, but no language of a text: undetermined, several, none.
_NO_LANGUAGE = {"und", "mul", "zxx"}


@dataclass(frozen=True)
class _Registry:
    """The subtags that are registered, and what was meant by others."""

    languages: Set[str]
    scripts: Set[str]
    regions: Set[str]
    replaced: dict[str, str]
    """Codes of ISO 639-2 and -3 that BCP 47 writes shorter: ger and deu are de."""
    replaced_regions: dict[str, list[str]]


def is_language(text: str) -> bool:
    """Whether `text` is a language, a script and a region, the last two optional, as in de-AT."""
    if not FORM.fullmatch(text):
        return False
    language, *others = text.split("-")
    known = _registry()
    return language in known.languages and all(
        part in (known.scripts if len(part) == 4 else known.regions) for part in others
    )


def meant(text: str) -> str | None:
    """The code that was meant by ger, DE, de_AT, de-DEU or Deutsch, or None."""
    named = _names().get(text.casefold())
    language, *others = re.split(r"[-_ ]", text)
    known = _registry()
    code = known.replaced.get(language.lower(), language.lower())
    for part in others:
        region = known.replaced_regions.get(part.upper(), [part.upper()])[0]
        code += f"-{part.title() if len(part) == 4 else region}"
    return named or (code if is_language(code) else None)


@cache
def _registry() -> _Registry:
    """CLDR's likely subtags name every living language; its English data the few others."""
    from babel.core import get_global
    from babel.localedata import load

    english = load("en")
    languages = {code for code in get_global("likely_subtags") if "_" not in code}
    languages |= {code for code in english["languages"] if "_" not in code}
    replaced = get_global("language_aliases")
    return _Registry(
        languages - set(replaced) - _NO_LANGUAGE,
        set(english["scripts"]),
        set(english["territories"]),
        {old: new.split("_")[0] for old, new in replaced.items()},
        dict(get_global("territory_aliases")),
    )


@cache
def _names() -> dict[str, str]:
    """Codes by the German and English names of the languages, in small letters."""
    from babel.localedata import load

    named = [pair for own in ("de", "en") for pair in load(own)["languages"].items()]
    return {str(name).casefold(): code.replace("_", "-") for code, name in named}
