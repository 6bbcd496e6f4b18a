"""Which picture files can be printed, and what is said about those that cannot."""

import base64
import io
import json
import os
from pathlib import Path, PurePosixPath

import pytest
from conftest import REPOSITORY, SmallProject, png
from PIL import Image

from report_builder import store
from report_builder.pictures import drawing, inspection, raster

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP"}


def encoded(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def photo(form: str = "PNG", **options: object) -> bytes:
    return encoded(Image.effect_noise((320, 200), 90), form, **options)


def raster_rules(data: bytes, expected: str) -> list[str]:
    faults = [*raster.header_faults(data, expected)] or [*raster.decoding_faults(data)]
    return [fault.rule for fault in faults]


def drawn(inside: str = "", size: str = 'viewBox="0 0 9 9"') -> bytes:
    return f"{HEAD} {size}>{inside}</svg>".encode()


def drawing_rules(data: bytes) -> list[str]:
    return [fault.rule for fault in drawing.faults(data)]


# --- photos -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_a_whole_photo_is_fine(form: str) -> None:
    assert raster_rules(photo(FORMATS[form]), form) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_photo_that_is_cut_off_is_damaged(form: str, share: float) -> None:
    data = photo(FORMATS[form])
    assert raster_rules(data[: int(share * len(data))], form) == ["image-damaged"]


def test_a_progressive_photo_that_is_cut_off_is_damaged() -> None:
    data = photo("JPEG", progressive=True)
    assert raster_rules(data, "JPEG") == []
    assert raster_rules(data[: len(data) // 2], "JPEG") == ["image-damaged"]


def test_a_photo_with_another_in_its_middle_is_damaged() -> None:
    data = photo("PNG")
    assert raster_rules(data[:5000] + bytes(500) + data[5500:], "PNG") == ["image-damaged"]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<!DOCTYPE html><title>404 Not Found</title>", "HTML"),
        (b"\xef\xbb\xbf\n<html><body>404", "HTML"),
        (photo("JPEG"), "JPEG"),
        (photo("GIF"), "GIF"),
        (photo("TIFF"), "TIFF"),
        (photo("BMP"), "BMP"),
        (photo("WEBP"), "WebP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\3\4", "ZIP"),
        (drawn(), "SVG"),
        (b"no picture", raster.UNKNOWN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_is_called_what_it_is(data: bytes, found: str) -> None:
    [fault] = raster.header_faults(data, "PNG")
    assert (fault.rule, fault.facts) == ("image-format", {"found": found, "expected": "PNG"})


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_colours_that_print_as_they_look_are_fine(mode: str) -> None:
    assert raster_rules(encoded(Image.new(mode, (9, 9))), "PNG") == []


def test_colours_that_would_print_wrong_are_refused() -> None:
    assert raster_rules(encoded(Image.new("CMYK", (9, 9)), "JPEG"), "JPEG") == ["image-colours"]
    assert raster_rules(encoded(Image.new("I;16", (9, 9))), "PNG") == ["image-colours"]


@pytest.mark.parametrize("form", ["PNG", "WebP"])
def test_what_moves_is_named(form: str) -> None:
    more = [Image.new("RGB", (9, 9), "red")]
    data = encoded(Image.new("RGB", (9, 9)), FORMATS[form], save_all=True, append_images=more)
    assert raster_rules(data, form) == ["image-animated"]


def test_a_photo_with_a_preview_in_it_does_not_move() -> None:
    """As many cameras write them."""
    more = [Image.new("RGB", (9, 9))]
    data = encoded(Image.new("RGB", (90, 90)), "MPO", save_all=True, append_images=more)
    assert raster_rules(data, "JPEG") == []


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0"])
def test_broken_camera_data_and_colour_profiles_do_no_harm(exif: bytes) -> None:
    assert raster_rules(photo("JPEG", exif=exif, icc_profile=b"garbage"), "JPEG") == []
    assert raster_rules(photo("PNG", icc_profile=b"garbage"), "PNG") == []


@pytest.mark.parametrize("size", [(20_001, 1), (1, 20_001), (10_001, 10_000)])
def test_too_many_pixels_are_refused_by_the_header(size: tuple[int, int]) -> None:
    data = encoded(Image.new("1", size))
    assert [fault.rule for fault in raster.header_faults(data, "PNG")] == ["image-too-large"]


def test_as_many_pixels_as_are_allowed_are_fine() -> None:
    assert raster_rules(encoded(Image.new("1", (10_000, 10_000))), "PNG") == []


def test_no_pixels_at_all_are_refused() -> None:
    data = bytearray(png())
    data[16:24] = bytes(8)  # width and height in the header
    assert raster_rules(bytes(data), "PNG") == ["image-damaged"]
    assert raster_rules(b"", "PNG") == ["image-damaged"]


# --- drawings -----------------------------------------------------------------------------

INKSCAPE = """\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5"
   inkscape:version="1.2.2" sodipodi:docname="karte.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:zoom="0.7"/>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
  <defs id="defs2">
    <linearGradient id="g1"><stop style="stop-color:#0b4f5c" offset="0"/></linearGradient>
    <linearGradient xlink:href="#g1" id="g2" x1="1" y1="2" x2="3" y2="4"/>
  </defs>
  <g inkscape:label="Ebene 1" inkscape:groupmode="layer" id="layer1">
    <rect style="fill:url(#g2);-inkscape-font-specification:'Sans, Normal'" width="9" height="9"/>
    <a xlink:href="https://www.probe.example/"><use xlink:href="#layer2" x="1"/></a>
  </g>
  <g id="layer2"><circle r="3" style="font-family:'Source Sans 3'"/></g>
</svg>
"""

ILLUSTRATOR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Ebene_1" xmlns="http://www.w3.org/2000/svg"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"
   x="0px" y="0px" viewBox="0 0 595.3 841.9"
   style="enable-background:new 0 0 595.3 841.9;" xml:space="preserve">
<style type="text/css">
  .st0{clip-path:url(#SVGID_2_);fill:url(#SVGID_1_);} .st1{font-family:'MyriadPro-Regular';}
</style>
<switch>
  <foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" x="0" y="0"
     width="1" height="1"><i:pgfRef xlink:href="#adobe_illustrator_pgf"></i:pgfRef></foreignObject>
  <g i:extraneous="self">
    <defs><rect id="SVGID_1_" width="9" height="9"/></defs>
    <clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
    <path class="st0" d="M0,0l9,9"/>
  </g>
</switch>
<i:pgf id="adobe_illustrator_pgf">eJzsvWmPHbexMPx9gPkP</i:pgf>
</svg>
"""


@pytest.mark.parametrize("text", [INKSCAPE, ILLUSTRATOR], ids=["Inkscape", "Illustrator"])
def test_what_drawing_programs_write_is_fine(text: str) -> None:
    assert drawing_rules(text.encode()) == []


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("[ar]*s/**/*.svg")), ids=lambda p: p.name)
def test_the_drawings_of_the_series_are_fine(path: Path) -> None:
    assert drawing_rules(path.read_bytes()) == []


def test_another_encoding_is_fine() -> None:
    assert drawing_rules(drawn("<title>Brücke</title>").decode().encode("utf-16")) == []


PICTURE = "data:image/png;base64," + base64.b64encode(png()).decode()


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<script>alert(1)</script>", "svg-active"),
        ('<x:script xmlns:x="urn:x"/>', "svg-active"),
        ('<g onclick="alert(1)"/>', "svg-active"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
         "svg-active"),
        ('<image href="photo.png"/>', "svg-reference"),
        ('<image xlink:href="file:///etc/passwd"/>', "svg-reference"),
        ('<image href=" https://www.probe.example/x.png"/>', "svg-reference"),
        ('<use href="other.svg#part"/>', "svg-reference"),
        ('<a href="javascript:alert(1)"/>', "svg-reference"),
        ('<a href="file:///etc/passwd"/>', "svg-reference"),
        ('<g xml:base="https://www.probe.example/"/>', "svg-reference"),
        ('<rect fill="url(https://www.probe.example/x.svg#p)"/>', "svg-reference"),
        ('<rect style="fill: URL( \'other.svg#p\' )"/>', "svg-reference"),
        ('<style>@import "https://www.probe.example/x.css";</style>', "svg-reference"),
        ("<style>@\\69mport 'x.css';</style>", "svg-reference"),
        ("<style>rect { fill: \\75 rl(x.svg#p) }</style>", "svg-reference"),
        ("<style><![CDATA[ @font-face { src: url(x.woff2) } ]]></style>", "svg-reference"),
        ('<image href="data:image/svg+xml,&lt;svg/&gt;"/>', "svg-reference"),
        ('<image href="data:text/html,x"/>', "svg-reference"),
        (f'<image href="{PICTURE[:80]}"/>', "image-damaged"),
        (f'<image href="{PICTURE.replace("png", "jpeg")}"/>', "image-format"),
        ('<image href="data:image/png;base64,A"/>', "image-damaged"),
    ],
)  # fmt: skip
def test_what_a_drawing_must_not_contain(inside: str, rule: str) -> None:
    assert drawing_rules(drawn(inside)) == [rule]


@pytest.mark.parametrize(
    "inside", ['<use href="#a"/>', f'<image href="{PICTURE}"/>', '<rect fill="url(#none)"/>']
)
def test_what_a_drawing_brings_itself_is_fine(inside: str) -> None:
    assert drawing_rules(drawn(f'<g id="a"/>{inside}')) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg></g>",
        b"\0\0\0",
        b'<?xml version="1.0" encoding="nonsense"?><svg/>',
        b'<?xml version="1.0" encoding="utf-8"?><svg>\xff</svg>',
        drawn()[:-3],
    ],
)
def test_a_drawing_that_is_not_well_formed_is_damaged(data: bytes) -> None:
    assert drawing_rules(data) == ["image-damaged"]


def test_a_drawing_that_is_something_else_is_called_what_it_is() -> None:
    for data in (b"<html><body/></html>", b"<!DOCTYPE html><p>404", png(), b"<svg/>", b"<a/>"):
        assert drawing_rules(data) == ["image-format"]


@pytest.mark.parametrize(
    "size",
    [
        'width="12mm" height="8mm"',
        'width="12" height=".8e1px"',
        'viewBox="0,0,9,9" width="100%"',
        'viewBox="-1 -1 1e3 9"',
    ],
)
def test_a_size_to_go_by_is_fine(size: str) -> None:
    assert drawing_rules(drawn(size=size)) == []


@pytest.mark.parametrize(
    "size",
    [
        "",
        'width="100%" height="100%"',
        'width="9"',
        'width="0" height="9"',
        'width="9 9" height="9"',
        'viewBox=""',
        'viewBox="0 0 9"',
        'viewBox="0 0 0 9"',
        'viewBox="0 0 -9 9"',
        'viewBox="0 0 nan 9"',
        'viewBox="0 0 1e999 9"',
        'viewBox="0 0 wide 9"',
        'width="1e7" height="9"',
    ],
)
def test_a_size_that_says_nothing_is_refused(size: str) -> None:
    assert drawing_rules(drawn(size=size)) == ["svg-size"]


def unfolding(levels: int, times: int, link: str) -> bytes:
    """Groups that show the one before them `times` times, by what `link` writes of its id."""
    groups = ['<g id="g0"><circle r="1"/></g>']
    for level in range(1, levels):
        inside = link.replace("ID", f"g{level - 1}") * times
        groups.append(f'<g id="g{level}">{inside}</g>')
    return drawn("".join(groups))


@pytest.mark.parametrize("levels", [6, 90, 300])
@pytest.mark.parametrize(
    "link",
    [
        '<use href="#ID"/>',
        '<use xlink:href="#ID"/>',
        '<rect mask="url(#ID)"/>',
        '<rect style="clip-path:url(#ID)"/>',
    ],
)
def test_drawings_that_unfold_without_end_are_refused(levels: int, link: str) -> None:
    assert drawing_rules(unfolding(levels, 10, link)) == ["svg-too-complex"]
    assert drawing_rules(unfolding(3, 10, link)) == []


def test_patterns_within_patterns_are_counted_where_style_sheets_name_them() -> None:
    parts = [
        f'<style>.c{n} {{ fill: url(#p{n}) }}</style>'
        f'<pattern id="p{n}">{f"<rect class={chr(34)}c{n - 1}{chr(34)}/>" * 10}</pattern>'
        for n in range(1, 9)
    ]  # fmt: skip
    assert drawing_rules(drawn("".join(parts) + '<rect class="c8"/>')) == ["svg-too-complex"]


def test_patterns_are_drawn_for_every_shape_below_them() -> None:
    pattern = f'<pattern id="p">{"<rect/>" * 1000}</pattern>'
    assert drawing_rules(drawn(f'{pattern}<g fill="url(#p)">{"<rect/>" * 10}</g>')) == []
    many = f'{pattern}<g fill="url(#p)">{"<rect/>" * 1000}</g>'
    assert drawing_rules(drawn(many)) == ["svg-too-complex"]


def test_gradients_and_long_paths_are_not_many_shapes() -> None:
    gradient = f'<linearGradient id="p">{"<stop/>" * 100}</linearGradient>'
    path = f'<path d="{"1 2 " * 20_000}"/>'
    assert drawing_rules(drawn(f'{gradient}<g fill="url(#p)">{"<rect/>" * 5000}</g>{path}')) == []


def test_the_text_of_a_drawing_is_known() -> None:
    inside = "<title>unseen</title><text>a<tspan>b</tspan>c</text><g><text>d</text></g>"
    assert drawing.lettering(drawn(inside)) == "abcd"
    assert drawing.lettering(drawn("<g/>")) == ""


def test_a_group_within_itself_is_refused() -> None:
    assert drawing_rules(drawn('<g id="a"><use href="#a"/></g>')) == ["svg-too-complex"]
    assert drawing_rules(drawn("<g>" * 200 + "</g>" * 200)) == ["svg-too-complex"]


# --- files --------------------------------------------------------------------------------


@pytest.fixture
def folder(content: SmallProject) -> Path:
    return content.root / "reports" / "01-probe" / "images"


def inspected(root: Path, name: str) -> list[str]:
    path = PurePosixPath(f"reports/01-probe/images/{name}")
    found = inspection.inspect(root, [path], root / "build" / "pictures.json")
    return [fault.rule for fault in found[path].faults]


def test_pipes_folders_and_missing_files_are_damaged_at_once(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    (folder / "loop.png").symlink_to("loop.png")
    for name in ("pipe.png", "folder.png", "loop.png", "missing.png"):
        assert inspected(folder.parents[2], name) == ["image-damaged"], name


def test_only_decoding_is_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, decoded = folder.parents[2], []
    monkeypatch.setattr(raster, "decoding_faults", lambda data: decoded.append(data) or [])
    (folder / "a.png").write_bytes(png(9, 9))
    assert inspected(root, "a.png") == inspected(root, "a.png") == []
    assert len(decoded) == 1
    (folder / "a.png").write_bytes(png(8, 9))
    assert inspected(root, "a.png") == []
    assert len(decoded) == 2


def test_a_memory_of_other_versions_or_of_nonsense_is_forgotten(folder: Path) -> None:
    root, memory = folder.parents[2], folder.parents[2] / "build" / "pictures.json"
    (folder / "a.png").write_bytes(photo()[:5000])
    digest = store.digest(photo()[:5000])
    for value in ("", "[]", "{}", '{"pillow": 1, "whole": 2}', "\udcff",
                  json.dumps({"pillow": "1.0", "whole": [digest]})):  # fmt: skip
        store.write(memory, value.encode(errors="surrogateescape"))
        assert inspected(root, "a.png") == ["image-damaged"], value


def test_a_memory_cannot_make_a_bomb_pass(folder: Path) -> None:
    data = encoded(Image.new("1", (20_000, 20_000)))
    (folder / "a.png").write_bytes(data)
    inspected(folder.parents[2], "titel.png")
    memory = folder.parents[2] / "build" / "pictures.json"
    known = json.loads(memory.read_bytes())
    memory.write_text(json.dumps(known | {"whole": [store.digest(data)]}))
    assert inspected(folder.parents[2], "a.png") == ["image-too-large"]


def test_where_nothing_can_be_remembered_pictures_are_looked_at_all_the_same(folder: Path) -> None:
    (folder.parents[2] / "build").write_text("in the way")
    assert inspected(folder.parents[2], "titel.png") == []
