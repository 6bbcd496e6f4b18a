"""The press image: from photos as cameras and editors deliver them, and from drawings."""

import io
from pathlib import Path

import pytest
from conftest import Published, SmallProject
from PIL import Image

from report_builder import builder, covers
from report_builder.content.model import Report

ORIENTATION = 0x0112


def report_of(project: SmallProject) -> Report:
    (issue,) = project.gather().content.issues
    assert issue.report is not None
    return issue.report


def title_image(project: SmallProject, drawn: bytes | None = None) -> Image.Image:
    return Image.open(io.BytesIO(covers.title_image(report_of(project), project.root, drawn)))


def photo(path: Path, image: Image.Image, **options: object) -> None:
    image.save(path, "JPEG" if path.suffix == ".jpg" else None, **options)


@pytest.fixture
def cover(project: SmallProject) -> Path:
    """Where the cover photo lies; the issue names it."""
    project.replace(project.issue, "file: images/titel.png", "file: images/titel.jpg")
    path = project.root / "reports/01-probe/images/titel.jpg"
    photo(path, Image.effect_noise((60, 40), 90))
    return path


def test_a_photo_keeps_its_size(project: SmallProject, cover: Path) -> None:
    picture = title_image(project)
    assert (picture.size, picture.mode, picture.info["dpi"]) == ((60, 40), "RGB", (300, 300))


def test_a_drawing_fills_a_page_at_300_dpi(project: SmallProject, published: Published) -> None:
    picture = title_image(project, published.pdf.read_bytes())
    assert picture.size == (2480, 3507)


def test_a_photo_from_a_tilted_camera_stands_upright(project: SmallProject, cover: Path) -> None:
    """As it stands on the page: WeasyPrint follows the orientation that the camera noted."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    photo(cover, Image.new("RGB", (60, 40), "#0B4F5C"), exif=exif)
    assert title_image(project).size == (40, 60)


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGBA", "P"])
def test_every_kind_of_picture_becomes_an_rgb_photo(project: SmallProject, mode: str) -> None:
    suffix = "jpg" if mode in ("CMYK", "L") else "png"
    project.replace(project.issue, "images/titel.png", f"images/{mode.lower()}.{suffix}")
    path = project.root / f"reports/01-probe/images/{mode.lower()}.{suffix}"
    photo(path, Image.new(mode, (60, 40)))
    picture = title_image(project)
    assert (picture.format, picture.mode) == ("JPEG", "RGB")


@pytest.mark.parametrize("mode", ["LA", "P", "RGBA"])
def test_what_a_picture_lets_shine_through_is_white(project: SmallProject, mode: str) -> None:
    path = project.root / "reports/01-probe/images/titel.png"
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    clear.convert(mode).save(path, transparency=0 if mode == "P" else None)
    assert title_image(project).getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.usefixtures("rerun")
def test_a_photo_that_is_cut_off_after_the_check_fails_its_issue(built: SmallProject) -> None:
    workspace = built.gather()
    path = built.root / "reports/01-probe/images/titel.png"
    Image.effect_noise((64, 64), 90).save(path)
    path.write_bytes(path.read_bytes()[:1200])
    summary = builder.build(workspace, (), False, lambda *event: None)
    assert "titel.png" in summary.failed["01-probe"]
