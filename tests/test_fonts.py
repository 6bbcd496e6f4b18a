"""What the fonts of the brand can draw: asked of each file once, and kept."""

from pathlib import Path

import pytest
from conftest import REPOSITORY

from report_builder import fonts
from report_builder.cache import Cache

SANS = "assets/fonts/source-sans-3/SourceSans3-Regular.ttf"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", 1)


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """A copy of a font, in a project of its own."""
    file = tmp_path / SANS
    file.parent.mkdir(parents=True)
    file.write_bytes((REPOSITORY / SANS).read_bytes())
    return file


def test_what_was_asked_once_is_not_asked_again(
    tmp_path: Path, kept: Cache, font: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawable, faults = fonts.examine(tmp_path, [SANS], kept)
    assert {ord("a"), ord("ß"), ord("€")} < drawable
    assert faults == {}
    monkeypatch.setattr(fonts, "_code_points", lambda data: {0})
    assert fonts.examine(tmp_path, [SANS], kept) == (drawable, {})
    font.write_bytes(font.read_bytes() + b"\0")
    assert fonts.examine(tmp_path, [SANS], kept) == ({0}, {})


def test_a_broken_font_is_broken_every_time(tmp_path: Path, kept: Cache, font: Path) -> None:
    font.write_bytes(font.read_bytes()[:1000])
    first = fonts.examine(tmp_path, [SANS], kept)
    assert list(first[1]) == [SANS]
    assert fonts.examine(tmp_path, [SANS], kept) == first
    assert kept.info().entries == 0
