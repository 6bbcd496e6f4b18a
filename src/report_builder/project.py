"""Where things are: the folders of a project; and its settings."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from report_builder.errors import NoProjectError, SettingsError

SETTINGS = "pyproject.toml"


@dataclass(frozen=True)
class Limits:
    """What a build may take, in MB of 2²⁰ bytes: the rendering of one document time (in seconds)
    and memory, the cache space on disk."""

    seconds: int = 300
    megabytes: int = 4096
    cache_megabytes: int = 1024


# Each setting: the limit that it sets, and its least value. The renderer alone needs 150 MB; a
# cache that does not hold all of an issue forgets it from build to build.
_LIMITS = {
    "render-seconds": ("seconds", 1),
    "render-memory-mb": ("megabytes", 256),
    "cache-mb": ("cache_megabytes", 64),
}
_TARGET = "publish"


@dataclass(frozen=True)
class Project:
    """A folder with reports/, layouts/ and assets/; `root` is absolute and resolved."""

    root: Path
    limits: Limits = Limits()
    target: str = ""
    """Where dist/ is published, as it is written in the settings."""

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def drafts(self) -> Path:
        return self.root / "build" / "drafts"

    @property
    def proofs(self) -> Path:
        """What is kept of the drafts that were built last."""
        return self.root / "build" / "review"

    @property
    def lock(self) -> Path:
        return self.root / "build" / "lock"

    @property
    def modern(self) -> Path:
        """For PDFs that are tried in the experimental standard."""
        return self.root / "build" / "ua-2"

    @property
    def hosting(self) -> Path:
        """Configuration for servers, which they must not serve."""
        return self.root / "build" / "hosting"

    @property
    def pictures(self) -> Path:
        """What is remembered of pictures that were decoded to their end."""
        return self.root / "build" / "pictures.json"

    @property
    def cache(self) -> Path:
        """What builds keep for later ones; it can be removed at any time."""
        return self.root / "build" / "cache"

    @property
    def state(self) -> Path:
        return self.root / "build" / "state"


def find(start: Path) -> Project:
    """The project in `start`, or in the nearest folder above it.

    Raises NoProjectError if there is none, SettingsError if its settings are wrong.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "reports").is_dir():
            return _with_settings(folder)
    raise NoProjectError(start)


def _with_settings(root: Path) -> Project:
    path = root / SETTINGS
    settings = _settings(path)
    target = settings.pop(_TARGET, "")
    if not isinstance(target, str):
        raise SettingsError(path, _TARGET, "has to be the address of a folder")
    return Project(root, _limits(path, settings), target)


def _limits(path: Path, settings: dict[str, Any]) -> Limits:
    limits = {}
    for key, value in settings.items():
        if key not in _LIMITS:
            known = ", ".join([*_LIMITS, _TARGET])
            raise SettingsError(path, key, f"is unknown; there are: {known}")
        name, least = _LIMITS[key]
        if type(value) is not int or value < least:
            raise SettingsError(path, key, f"has to be a whole number of at least {least}")
        limits[name] = value
    return Limits(**limits)


def _settings(path: Path) -> dict[str, Any]:
    """The table [tool.report-builder] of a pyproject.toml; empty where there is none."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        for key in ("tool", "report-builder"):
            table = table.get(key, {})
        return dict(table)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise SettingsError(path, "", f"cannot be read: {error}") from error
