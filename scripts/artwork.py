"""Draw the artwork of the sample series: ``python scripts/artwork.py [NAME…]``.

Every picture is drawn by code and comes out the same on every run. Without a NAME all of
them are written; a NAME is the stem of a file (``nordersiel``) or, where two issues share a
stem, its folder too (``02-trends-in-der-buergerbeteiligung/titel``). The outputs go to

- ``reports/<issue>/images/`` – covers, case studies, galleries and the portrait,
- ``reports/images/`` – the wordmark of the funder notice,
- ``assets/logos/`` – the wordmarks of the series.

``--preview DIR`` writes small PNGs and a contact sheet to DIR instead. The vocabulary
(people, places, things) and the scenes live in ``scripts/drawing/``.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drawing import wordmarks
from drawing.render import contact_sheet, jpeg, paint, write
from drawing.scenes import (
    auental,
    bergwalde,
    cover_one,
    cover_two,
    halmstedt,
    hochmoor,
    kuestenhagen,
    mittelheide,
    neu_falkenrode,
    nordersiel,
    portrait,
    rheinfurt,
    saarwiesen,
    seewinkel,
    steinach_am_forst,
    talbruecken,
    weinhuegelland,
)
from drawing.shapes import COVER_H, COVER_W, picture

ROOT = Path(__file__).resolve().parent.parent
ONE = "reports/01-arbeiten-im-krisenmodus/images"
TWO = "reports/02-trends-in-der-buergerbeteiligung/images"


@dataclass(frozen=True)
class Work:
    """One picture: where it goes, its units, its pixels and how heavy it may be."""

    file: str
    draw: Callable[[], list[str]]
    width: float = 1500
    height: float = 1000
    pixels: int = 3000
    limit: int = 550_000

    @property
    def stem(self) -> str:
        return Path(self.file).stem

    def answers_to(self, name: str) -> bool:
        issue = Path(self.file).parent.parent.name
        return name in (self.stem, f"{issue}/{self.stem}")

    def svg(self) -> str:
        return picture(self.width, self.height, *self.draw())

    def make(self) -> bytes:
        svg = self.svg()
        if self.file.endswith(".svg"):
            return svg.encode()
        return jpeg(paint(svg, self.width, self.height, self.pixels), self.limit)


def cover(folder: str, draw: Callable[[], list[str]]) -> Work:
    return Work(f"{folder}/titel.jpg", draw, COVER_W, COVER_H, 2600, 1_200_000)


WORKS = (
    cover(ONE, cover_one.cover),
    Work(f"{ONE}/portrait-leitung.jpg", portrait.portrait, 800, 1000, 1200),
    Work(f"{ONE}/talbruecken.jpg", talbruecken.talbruecken),
    Work(f"{ONE}/nordersiel.jpg", nordersiel.nordersiel),
    Work(f"{ONE}/rheinfurt.jpg", rheinfurt.rheinfurt),
    Work(f"{ONE}/mittelheide.jpg", mittelheide.mittelheide),
    Work(f"{ONE}/steinach-am-forst.svg", steinach_am_forst.steinach),
    Work(f"{ONE}/bergwalde.jpg", bergwalde.bergwalde),
    Work(f"{ONE}/seewinkel.jpg", seewinkel.seewinkel),
    Work(f"{ONE}/weinhuegelland.jpg", weinhuegelland.weinhuegelland),
    Work(f"{ONE}/halmstedt.jpg", halmstedt.halmstedt),
    Work(f"{ONE}/talbruecken-lagewand.jpg", talbruecken.lagewand, pixels=2400),
    Work(f"{ONE}/talbruecken-rollenkarten.jpg", talbruecken.rollenkarten, pixels=2400),
    Work(f"{ONE}/nordersiel-westen.jpg", nordersiel.westen, pixels=2400),
    Work(f"{ONE}/nordersiel-karte.jpg", nordersiel.karte, pixels=2400),
    Work(f"{ONE}/halmstedt-rueckblick.jpg", halmstedt.rueckblick, pixels=2400),
    cover(TWO, cover_two.cover),
    Work(f"{TWO}/auental.jpg", auental.auental),
    Work(f"{TWO}/kuestenhagen.jpg", kuestenhagen.kuestenhagen),
    Work(f"{TWO}/neu-falkenrode.jpg", neu_falkenrode.neu_falkenrode),
    Work(f"{TWO}/hochmoor.svg", hochmoor.hochmoor),
    Work(f"{TWO}/saarwiesen.jpg", saarwiesen.saarwiesen),
    Work(f"{TWO}/hochmoor-innen.jpg", hochmoor.hochmoor_innen, pixels=2400),
    Work("reports/images/foerderhinweis.svg", wordmarks.funder_notice, *wordmarks.FUNDER_SIZE),
    Work("assets/logos/zwk.svg", wordmarks.series, *wordmarks.SERIES_SIZE),
    Work("assets/logos/zwk-invers.svg", wordmarks.series_inverted, *wordmarks.SERIES_SIZE),
)


def chosen(names: list[str]) -> list[Work]:
    """The works that answer to the names; all of them without a name."""
    for name in names:
        if not any(work.answers_to(name) for work in WORKS):
            sys.exit(f"no picture is called {name!r}; known: {', '.join(w.stem for w in WORKS)}")
    return [w for w in WORKS if not names or any(w.answers_to(n) for n in names)]


def preview(works: list[Work], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    images = []
    for work in works:
        image = paint(work.svg(), work.width, work.height, 900)
        image.save(folder / f"{Path(work.file).parent.parent.name[:2]}-{work.stem}.png")
        images.append(image)
    contact_sheet(images).save(folder / "contact-sheet.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--preview", type=Path, metavar="DIR", help="small PNGs to look at")
    options = parser.parse_args()
    works = chosen(options.names)
    if options.preview:
        preview(works, options.preview)
        return
    for work in works:
        data = work.make()
        write(ROOT / work.file, data)
        print(f"{work.file}  {len(data) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
