"""Small documents, laid out and measured: sheets of sixteen lines of 20 pt, with margins of 40 pt.

measured("<p>Eine Zeile</p>").pages[0].boxes
"""

from conftest import REPOSITORY

from report_builder.geometry import Geometry
from report_builder.rendering.document import measure

STYLE = """
@font-face { font-family: Probe; src: url(assets/fonts/source-sans-3/SourceSans3-Regular.ttf) }
@page { size: 300pt 400pt; margin: 40pt; @bottom-left { content: "Fuß" } }
body { margin: 0; font: 10pt/20pt Probe }
h2, h3 { margin: 0; font: 10pt/20pt Probe }
p, figure, blockquote, ul { margin: 0; padding: 0 }
table { border-spacing: 0 }
td, th, caption { padding: 0; text-align: left }
section { break-before: page }
img { display: block; width: 100pt; height: 60pt }
.note { float: footnote }
"""
PICTURE = "assets/logos/zwk.svg"
IMAGE = f'<img src="{PICTURE}" alt="Bild"'


def measured(body: str, style: str = "") -> Geometry:
    html = f"<html lang=de><head><style>{STYLE}{style}</style></head><body>{body}</body></html>"
    return measure(html, REPOSITORY, "the test")


def lines(number: int, first: str = "Zeile") -> str:
    """So many lines of a block of text."""
    return "<br>".join(f"{first} {n}" for n in range(1, number + 1))


def text(number: int, attributes: str = "") -> str:
    """A paragraph of so many lines."""
    return f"<p {attributes}>{lines(number)}</p>"
