"""What templates can draw, in the brand's colours and font: charts, maps, QR codes, words."""

from pathlib import Path

import segno
from markupsafe import Markup

from report_builder import hyphenation
from report_builder.brand import Brand
from report_builder.charts import drawing, maps
from report_builder.charts.canvas import MILLIMETRE
from report_builder.charts.geography import Bounds, outlines
from report_builder.charts.style import Style
from report_builder.content.charts import Chart
from report_builder.content.model import CaseStudy, Municipality, Report
from report_builder.layout.templates import Templates, anchor

# A QR code of 77 modules: at 18 mm its modules are 0.23 mm wide, which a telephone still reads.
_FINEST_CODE = 15


class Drawings:
    """The drawings of one report; `has_map` says whether there is anything to put on a map."""

    def __init__(self, root: Path, report: Report, brand: Brand, templates: Templates) -> None:
        self._root = root
        self._report = report
        self._brand = brand
        self._templates = templates
        self._codes: dict[str, str | None] = {}
        self.has_map = bool(brand.map and report.places)

    def chart(self, chart: Chart) -> Markup:
        """A chart, with its summary as title."""
        hyphenation.install(self._root)
        style = self._style(anchor(chart), self._templates.label("total"))
        return Markup(drawing.draw(chart, style))

    def is_wide(self, chart: Chart) -> bool:
        """Whether a chart needs all twelve columns."""
        return drawing.is_wide(chart)

    def map(self, width: float, alt: str) -> Markup:
        """All municipalities with their names on a map `width` mm wide, those of earlier issues
        of the series as rings."""
        places = [_place(each) for each in self._report.municipalities]
        former = [_place(each) for one in self._report.earlier for each in one.municipalities]
        style = self._style("map")
        return Markup(maps.overview(self._base(), places, style, width * MILLIMETRE, alt, former))

    def inset(self, case: CaseStudy, width: float, alt: str) -> Markup:
        """A small map, `width` mm wide, on which one municipality is marked among the others."""
        places = [_place(each) for each in self._report.municipalities]
        style = self._style("inset")
        width *= MILLIMETRE
        return Markup(
            maps.inset(self._base(), places, _place(case.municipality), style, width, alt)
        )

    def qr_code(self, url: str) -> str | None:
        """A QR code (ISO/IEC 18004, level M, without quiet zone) as data: address of an SVG.

        None for an address that is too long for a code of 18 mm.
        """
        if url not in self._codes:
            self._codes[url] = self._qr_code(url)
        return self._codes[url]

    def _qr_code(self, url: str) -> str | None:
        code = segno.make_qr(url, error="m", boost_error=False)
        if int(code.version) > _FINEST_CODE:
            return None
        ink = self._brand.colors()["foreground"]
        return str(code.svg_data_uri(border=0, dark=ink, omitsize=True, svgns=True))

    def outlined(self, words: str, color: str) -> Markup:
        """Words as shapes in the boldest face of the interface, as inline SVG.

        Nobody can select them: they do not get in the way of the text that they are laid over.
        """
        from report_builder import fonts  # slow

        path, box = fonts.shapes(self._root, self._brand.boldest("interface"), words)
        edges = " ".join(f"{edge:g}" for edge in box)
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}"><path fill="{}" d="{}"/></svg>'
        return Markup(svg).format(edges, self._brand.colors()[color], path)

    def _base(self) -> maps.BaseMap:
        """The base map. Only where `has_map`."""
        file = self._brand.map
        assert file is not None
        edges = (file.west, file.north, file.east, file.south)
        return maps.BaseMap(outlines(self._root / file.path), Bounds(*map(float, edges)))

    def _style(self, name: str, total: str = "") -> Style:
        return Style(
            self._brand.colors(),
            self._brand.fonts()["interface"],
            self._templates.number,
            total=total,
            language=self._report.language,
            name=name,
        )


def _place(place: Municipality) -> maps.Place:
    assert place.coordinates is not None
    return maps.Place(place.name, *place.coordinates, str(place.origin.at("name")))
