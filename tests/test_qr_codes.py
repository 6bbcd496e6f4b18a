"""QR codes beside printed links: scannable, and nothing for a screen reader."""

import re
from urllib.parse import unquote

import segno
from conftest import SmallProject
from test_maps import document

CSS = "layouts/magazine/css/case-study.css"


def codes(project: SmallProject) -> list[str]:
    """The SVG of every code of the document."""
    styles = document(project).xpath("//*[starts-with(@class, 'closing__code ')]/@style")
    return [unquote(re.search(r"url\('data:[^,]*,(.*?)'\)", style)[1]) for style in styles]


def test_a_link_has_a_code_of_its_address(specimen: SmallProject) -> None:
    (drawn,) = codes(specimen)
    code = segno.make_qr("https://bauplan.example/tisch/", error="m", boost_error=False)
    width, _ = code.symbol_size(border=0)
    assert f"viewBox='0 0 {width} {width}'" in drawn
    (path,) = re.findall(r" d='([^']+)'", drawn)
    assert f'd="{path}"' in code.svg_inline(border=0)


def test_codes_are_eighteen_millimetres_wide_with_free_paper_around(specimen: SmallProject) -> None:
    css = specimen.read(CSS)

    def rule(name: str) -> str:
        return re.search(rf"{re.escape(name)} \{{([^}}]*)\}}", css)[1]

    assert "width: 18mm; height: 18mm" in rule(".closing__code")
    assert "padding-left: 22.5mm; min-height: 20.25mm" in rule(".closing__coded")
    assert "margin-bottom: 2.25mm" in rule(".closing h3")


def test_an_address_too_long_for_a_readable_code_has_none(specimen: SmallProject) -> None:
    old = "https://bauplan.example/tisch/"
    specimen.replace(specimen.case, old, old + "a" * 500)
    assert codes(specimen) == []


def test_codes_say_nothing_to_a_screen_reader(specimen: SmallProject) -> None:
    (code,) = document(specimen).xpath("//*[starts-with(@class, 'closing__code ')]")
    assert code.tag == "div" and not code.text_content() and len(code) == 0
    assert code.getparent().xpath(".//a[@href='https://bauplan.example/tisch/']")
