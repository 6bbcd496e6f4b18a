"""Every page of the samples looks as it did; and what the comparison of pages sees and does not."""

from collections.abc import Callable
from pathlib import Path

import pytest
import visual
from conftest import REPOSITORY
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = REPOSITORY / "assets" / "fonts"
DPI = 120
BASELINE = round(4.5 / 25.4 * DPI)
TEXT = (
    "Als der Deich weich wurde, kamen mehr Menschen mit Schaufeln, als jemand zählen konnte, und "
    "keiner von ihnen wusste, wohin. Die Gemeinde hatte einen Plan für das Wasser, aber keinen "
    "für die Hilfe. Am dritten Tag stand im Rathaus ein Tisch mit einer Karte darauf, und an der "
    "Karte steckten Nadeln in drei Farben."
)


def size(points: float) -> int:
    return round(points / 72 * DPI)


def page(
    *, text: str = TEXT, moved: int = 0, picture: bool = True, field: str = "#0B4F5C",
    box: str = "#F6F1E7",
) -> Image.Image:  # fmt: skip
    """A page at 120 dpi: a picture, a heading, text, a box and a field at the foot.

    The fourth line of the text is `moved` down by so many pixels.
    """
    sheet = Image.new("RGB", (993, 1404), "white")
    draw = ImageDraw.Draw(sheet)
    if picture:
        sheet.paste(Image.radial_gradient("L").resize((600, 260)), (100, 100))
    draw.text((100, 400), "Dreihundert Schaufeln", "#0B4F5C", _font("Display-Semibold", 22))
    draw.rectangle((100, 900, 893, 1000), box)
    draw.rectangle((0, 1200, sheet.width, sheet.height), field)
    body, x, y = _font("-Regular", 9.6), 100, 500
    for word in text.split():
        if x + body.getlength(word) > 700:
            x, y = 100, y + BASELINE
        draw.text((x, y + (moved if y == 500 + 3 * BASELINE else 0)), word, "#1C2226", body)
        x += round(body.getlength(word + " "))
    return sheet


def _font(face: str, points: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"source-serif-4/SourceSerif4{face}.ttf", size(points))


def reduced(sheet: Image.Image) -> Image.Image:
    return sheet.reduce(3)


@pytest.fixture
def reference(tmp_path: Path) -> Image.Image:
    """The page as it is kept."""
    reduced(page()).save(tmp_path / "page.webp", quality=45, method=6)
    return Image.open(tmp_path / "page.webp").convert("RGB")


CHANGES: dict[str, Callable[[], Image.Image]] = {
    "a line a baseline lower": lambda: page(moved=BASELINE),
    "a line a millimetre lower": lambda: page(moved=round(DPI / 25.4)),
    "a word": lambda: page(text=TEXT.replace("Schaufeln", "Laternen")),
    "a short word": lambda: page(text=TEXT.replace("Nadeln", "Fahnen")),
    "no picture": lambda: page(picture=False),
    "a dark colour": lambda: page(field="#14576A"),
    "another hue as light": lambda: page(field="#17503F"),
    "a light colour": lambda: page(box="#EFE6D3"),
    "no box": lambda: page(box="#FFFFFF"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_seen(reference: Image.Image, change: Callable[[], Image.Image]) -> None:
    assert visual.difference(reference, reduced(change())) is not None


NOISE: dict[str, Callable[[Image.Image], Image.Image]] = {
    "nothing": reduced,
    "another filter": lambda s: s.resize(reduced(s).size, Image.Resampling.LANCZOS),
    "a softer filter": lambda s: s.resize(reduced(s).size, Image.Resampling.BICUBIC),
    "heavier strokes": lambda s: reduced(Image.blend(s, s.filter(ImageFilter.MinFilter(3)), 0.05)),
    "stored once more": lambda s: Image.eval(reduced(s), lambda v: v // 4 * 4 + 1),
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_noise_is_not_seen(
    reference: Image.Image, noise: Callable[[Image.Image], Image.Image]
) -> None:
    assert visual.difference(reference, noise(page())) is None


def test_the_difference_shows_where_it_is(reference: Image.Image) -> None:
    where = visual.difference(reference, reduced(page(picture=False)))
    assert where is not None and where.size == reference.size
    left, top, right, bottom = where.getbbox() or (0, 0, 0, 0)
    assert left < 50 and right > 200 and top < 50 and 100 < bottom < 140, "the picture's frame"


def test_a_page_of_another_size_differs_everywhere(reference: Image.Image) -> None:
    where = visual.difference(reference, reference.crop((0, 0, 100, 100)))
    assert where is not None and where.getextrema() == (255, 255)


# --- documents ------------------------------------------------------------------------------


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., Path]:
    """Writes a PDF of these pages."""

    def write(*sheets: Image.Image) -> Path:
        file = tmp_path / "document.pdf"
        sheets[0].save(file, save_all=True, append_images=sheets[1:], resolution=DPI, quality=95)
        return file

    return write


def test_without_references_it_says_how_to_make_them(
    pdf: Callable[..., Path], tmp_path: Path
) -> None:
    found = list(visual.complaints(pdf(page()), tmp_path / "none", tmp_path))
    assert found == ["document: no references, run make references"]


def test_the_same_document_has_no_complaints(pdf: Callable[..., Path], tmp_path: Path) -> None:
    written = list(visual.renew(pdf(page(), page(picture=False)), tmp_path / "kept"))
    names = [tmp_path / "kept" / name for name in ("001.webp", "002.webp")]
    assert written == [f"new: {name}" for name in names]
    assert all(name.stat().st_size < 12_000 for name in names)
    again = pdf(page(), page(picture=False))
    assert list(visual.complaints(again, tmp_path / "kept", tmp_path)) == []
    assert list(visual.renew(again, tmp_path / "kept")) == []


def test_a_page_that_differs_is_named_and_shown(pdf: Callable[..., Path], tmp_path: Path) -> None:
    list(visual.renew(pdf(page(), page()), tmp_path / "kept"))
    changed = pdf(page(), page(moved=BASELINE))
    (complaint,) = visual.complaints(changed, tmp_path / "kept", tmp_path / "seen")
    saved = tmp_path / "seen" / "document-002.png"
    assert complaint == f"document: page 2 looks different, see {saved}"
    shown = Image.open(saved).convert("RGB")
    width, height = reduced(page()).size
    assert abs(shown.width - 3 * width) <= 3 and abs(shown.height - height) <= 1
    right = shown.crop((2 * width, 0, shown.width, height))
    colours = [colour for _, colour in right.getcolors(1 << 20) or ()]
    assert any(red > green + 60 for red, green, _ in colours), "red where it differs"


def test_other_numbers_of_pages_are_named(pdf: Callable[..., Path], tmp_path: Path) -> None:
    list(visual.renew(pdf(page(), page()), tmp_path / "kept"))
    (complaint,) = visual.complaints(pdf(page()), tmp_path / "kept", tmp_path)
    assert complaint == "document has 1 pages, not 2 as its references"


def test_references_are_renewed_only_where_pages_changed(
    pdf: Callable[..., Path], tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    list(visual.renew(pdf(page(), page(), page()), kept))
    written = list(visual.renew(pdf(page(), page(picture=False)), kept))
    assert written == [f"changed: {kept / '002.webp'}", f"removed: {kept / '003.webp'}"]


def test_finals_are_compared_and_drafts_of_the_other_issues(tmp_path: Path) -> None:
    for name in ("dist/01-a/zwk-01-a.pdf", "dist/01-a/zwk-01-a-brief.pdf",
                 "build/drafts/zwk-01-a-draft.pdf", "build/drafts/zwk-02-b-draft.pdf",
                 "reports/01-a/issue.yaml", "reports/02-b/issue.yaml"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    names = ["01-a/zwk-01-a", "01-a/zwk-01-a-brief", "02-b/zwk-02-b-draft"]
    assert list(visual.documents(tmp_path)) == names


# --- the samples ----------------------------------------------------------------------------


def test_every_page_of_the_samples_looks_as_it_did(samples: Path) -> None:
    found = [
        complaint
        for name, pdf in visual.documents(samples).items()
        for complaint in visual.complaints(pdf, visual.REFERENCES / name, visual.EVIDENCE)
    ]
    assert not found, "\n".join(found)


def test_every_reference_belongs_to_a_page_and_all_are_small(samples: Path) -> None:
    folders = {str(f.relative_to(visual.REFERENCES)) for f in visual.REFERENCES.glob("*/*")}
    assert folders <= visual.documents(samples).keys(), "run make references"
    assert sum(file.stat().st_size for file in visual.REFERENCES.rglob("*.webp")) < 1_200_000
