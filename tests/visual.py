"""Pages held against pictures of them, as an eye would.

`tests/pages/` has a small picture of every page of the samples. `make references`, which is
`python tests/visual.py`, builds the samples and renews the pictures that no longer match; what it
changed is to be looked at before it is committed.

Two pages look the same if neither lines nor colours differ. *Lines* are compared in lightness,
slightly blurred, in blocks of 3 mm: enough for a word that was changed, not for the edges of
letters that another version of pdfium draws. *Colours* are compared as the mean of 1 cm², in which
edges and the losses of the references' compression are gone. Both in CIELAB, where equal steps look
about equal; its channels have 255 steps here.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
from drafting import without_overlay
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageOps

REPOSITORY = Path(__file__).resolve().parents[1]
REFERENCES = REPOSITORY / "tests" / "pages"
EVIDENCE = REPOSITORY / "build" / "visual"

_DPI, _FINER = 40, 3
"""Pages are drawn three times as fine and reduced, so that hinting and antialiasing even out."""
_BLUR = 0.7
_LINE_BLOCK, _COLOR_BLOCK = 5, 16
"""In px of 40 dpi."""
# Measured on the samples: the compression, and the pdfium of a year before, make up to 8 and 3; one
# word of running text in place of another as long makes 9 and more, in 59 of 60 cases.
_LINE_LIMIT, _COLOR_LIMIT = 8, 5


def documents(root: Path) -> dict[str, Path]:
    """The built PDFs of a project by their folder under REFERENCES.

    An issue that has no final is there as a draft.
    """
    finals = {f"{pdf.parent.name}/{pdf.stem}": pdf for pdf in (root / "dist").glob("*/*.pdf")}
    slugs = {folder.parent.name for folder in (root / "reports").glob("*/issue.yaml")}
    slugs -= {name.split("/")[0] for name in finals}
    drafts = {f"{slug}/{pdf.stem}": pdf for slug in slugs
              for pdf in (root / "build" / "drafts").glob(f"*{slug}*.pdf")}  # fmt: skip
    return dict(sorted((finals | drafts).items()))


def pages(pdf: Path) -> Iterator[Image.Image]:
    """Every page of a PDF at 40 dpi; of a draft, without what says which one it is."""
    with pypdfium2.PdfDocument(_lasting(pdf)) as document:
        for page in document:
            drawn = page.render(scale=_DPI * _FINER / 72).to_pil().convert("RGB")
            yield drawn.reduce(_FINER)


def _lasting(pdf: Path) -> Path | bytes:
    return without_overlay(pdf) if pdf.stem.endswith("-draft") else pdf


def difference(expected: Image.Image, actual: Image.Image) -> Image.Image | None:
    """Where two pages differ, white on black and as large as `actual`; None if they look alike."""
    if expected.size != actual.size:
        return Image.new("L", actual.size, 255)
    masks = (_lines(expected, actual), _colors(expected, actual))
    whole = ImageChops.lighter(*(m.resize(actual.size, Image.Resampling.NEAREST) for m in masks))
    return whole if whole.getbbox() else None


def _lines(expected: Image.Image, actual: Image.Image) -> Image.Image:
    blur = ImageFilter.GaussianBlur(_BLUR)
    sides = (_lab(page.filter(blur)).getchannel("L") for page in (expected, actual))
    mean = ImageChops.difference(*sides).reduce(_LINE_BLOCK)
    return mean.point(lambda step: 255 * (step > _LINE_LIMIT))


def _colors(expected: Image.Image, actual: Image.Image) -> Image.Image:
    sides = (_lab(page).reduce(_COLOR_BLOCK) for page in (expected, actual))
    lightness, *chroma = ImageChops.difference(*sides).split()
    most = ImageChops.lighter(lightness, ImageChops.lighter(*chroma))
    return most.point(lambda step: 255 * (step > _COLOR_LIMIT))


def _lab(image: Image.Image) -> Image.Image:
    return ImageCms.applyTransform(image, _transform())


@cache
def _transform() -> ImageCms.ImageCmsTransform:
    profiles = (ImageCms.createProfile(space) for space in ("sRGB", "LAB"))
    return ImageCms.buildTransform(*profiles, "RGB", "LAB")


def complaints(pdf: Path, references: Path, evidence: Path) -> Iterator[str]:
    """What looks different in a PDF than in the references of its pages.

    Expected page, actual page and their difference are saved side by side in `evidence`.
    """
    expected = _references(references)
    if not expected:
        yield f"{pdf.stem}: no references, run make references"
        return
    actual = list(pages(pdf))
    if len(actual) != len(expected):
        yield f"{pdf.stem} has {len(actual)} pages, not {len(expected)} as its references"
    for number, (file, page) in enumerate(zip(expected, actual, strict=False), 1):
        reference = _read(file)
        if (where := difference(reference, page)) is not None:
            saved = evidence / f"{pdf.stem}-{number:03}.png"
            saved.parent.mkdir(parents=True, exist_ok=True)
            _side_by_side(reference, page, where).save(saved)
            yield f"{pdf.stem}: page {number} looks different, see {saved}"


def renew(pdf: Path, references: Path) -> Iterator[str]:
    """Write the references that are missing or no longer match; say which."""
    references.mkdir(parents=True, exist_ok=True)
    surplus = set(_references(references))
    for number, page in enumerate(pages(pdf), 1):
        file = references / f"{number:03}.webp"
        state = "changed" if file in surplus else "new"
        surplus.discard(file)
        if state == "new" or difference(_read(file), page) is not None:
            _save(page, file)
            yield f"{state}: {file}"
    for file in sorted(surplus):
        file.unlink()
        yield f"removed: {file}"


def _save(page: Image.Image, file: Path) -> None:
    """As small as the page can still be told from others: a busy picture suffers more than text."""
    for quality in (45, 70, 90):
        page.save(file, quality=quality, method=6)
        if difference(_read(file), page) is None:
            return


def _references(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.webp"))


def _read(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def _side_by_side(expected: Image.Image, actual: Image.Image, where: Image.Image) -> Image.Image:
    """Expected, actual, and the actual page in grey with red where it differs."""
    faded = ImageOps.colorize(actual.convert("L"), "#808080", "#FFFFFF")
    faded.paste("#D00000", mask=where.point(lambda value: value * 3 // 4))
    sides = (expected, actual, faded)
    sheet = Image.new("RGB", (sum(s.width for s in sides), max(s.height for s in sides)), "white")
    for index, side in enumerate(sides):
        sheet.paste(side, (sum(s.width for s in sides[:index]), 0))
    return sheet


def _build(root: Path) -> None:
    """Build a copy of the samples in `root`: the finals, and all drafts."""
    for folder in ("reports", "layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    for options in ([], ["--draft"]):
        command = [sys.executable, "-m", "report_builder", "build", *options]
        subprocess.run([*command, "--project", str(root)], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder))
        found = documents(Path(folder))
        for old in REFERENCES.glob("*/*"):
            if str(old.relative_to(REFERENCES)) not in found:
                shutil.rmtree(old)
                print(f"removed: {old.relative_to(REPOSITORY)}")
        for name, pdf in found.items():
            for line in renew(pdf, REFERENCES / name):
                print(line.replace(f"{REPOSITORY}/", ""))


if __name__ == "__main__":
    main()
