"""Bad input, row by row: what an editor sees instead of a hanging or leaking build.

Content comes from many hands and is not trusted; layouts are the team's own code. A layout that
takes all memory or time is ended by the limits of the render process (see its own tests); here
stands that content cannot bring what a layout can.
"""

import io
import os
import socket
import struct
import subprocess
import sys
import time
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import DRAWING, SmallProject, png
from PIL import Image

from report_builder.cli import main
from report_builder.content import text
from report_builder.errors import RenderError
from report_builder.project import Limits
from report_builder.rendering.document import render

PHOTO = "reports/01-probe/images/titel.png"
TABLE = "reports/01-probe/images/tisch.svg"
AT_PHOTO, AT_DRAWING = f"{SmallProject.issue}:6:9", f"{SmallProject.case}:10:9"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def said(project: SmallProject) -> list[str]:
    """The lines that `check` prints about problems, without their hints."""
    result = CliRunner().invoke(main, ["check", "--project", str(project.root)])
    lines = result.stderr.splitlines()
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == int(any(": error: " in line for line in lines))
    return [line for line in lines if not line.startswith("    ")]


def photo(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((320, 200), 90).save(buffer, form)
    return buffer.getvalue()


def header(width: int, height: int) -> bytes:
    """A PNG that promises more than it holds."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    image = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + image + chunk(b"IEND", b"")


# --- pictures that are none ---------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_truncated_photo(project: SmallProject, suffix: str, form: str) -> None:
    project.replace(project.issue, "images/titel.png", f"images/rathaus.{suffix}")
    data = photo(form)
    project.write(f"reports/01-probe/images/rathaus.{suffix}", data[: len(data) // 2])
    assert said(project) == [
        f"{AT_PHOTO}: error: Die Bilddatei „images/rathaus.{suffix}“ ist beschädigt [image-damaged]"
    ]


def test_a_web_page_saved_as_a_picture(project: SmallProject) -> None:
    project.write(PHOTO, "<!DOCTYPE html><title>404 Not Found</title>")
    assert said(project) == [
        f"{AT_PHOTO}: error: „images/titel.png“ ist nicht PNG, wie die Endung sagt, sondern HTML "
        "[image-format]"
    ]


def test_an_empty_picture(project: SmallProject) -> None:
    project.write(PHOTO, "")
    assert said(project) == [
        f"{AT_PHOTO}: error: Die Bilddatei „images/titel.png“ ist beschädigt [image-damaged]"
    ]


def test_colours_for_printing_houses(project: SmallProject) -> None:
    project.replace(project.issue, "images/titel.png", "images/titel.jpg")
    Image.new("CMYK", (60, 40)).save(project.root / "reports/01-probe/images/titel.jpg")
    assert said(project) == [
        f"{AT_PHOTO}: error: Die Farben von „images/titel.jpg“ können nicht gedruckt werden: CMYK "
        "[image-colours]"
    ]


def test_a_picture_that_moves(project: SmallProject) -> None:
    more = [Image.new("RGB", (9, 9), "red")]
    Image.new("RGB", (9, 9)).save(project.root / PHOTO, save_all=True, append_images=more)
    assert said(project) == [
        f"{AT_PHOTO}: warning: „images/titel.png“ ist animiert; gedruckt wird nur das erste Bild "
        "[image-animated]"
    ]


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_what_is_no_file_does_not_hang(
    project: SmallProject, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project.root / PHOTO
    path.unlink()
    with socket.socket(socket.AF_UNIX) as listener:
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            monkeypatch.chdir(path.parent)  # the address of a socket is short
            listener.bind(path.name)
        assert [line.split(" error: ")[0] for line in said(project)] == [f"{AT_PHOTO}:"]


@pytest.mark.parametrize(
    ("file", "old", "folder"),
    [
        ("assets/_brand.yml", "logos/zwk.svg", "assets"),
        (SmallProject.issue, "images/titel.png", "reports/01-probe"),
    ],
)
def test_drawings_of_brand_and_content_are_held_to_the_same(
    project: SmallProject, file: str, old: str, folder: str
) -> None:
    line, column = project.place(file, old)
    project.write(f"{folder}/evil.svg", f"{SVG}<script/></svg>")
    project.replace(file, old, "evil.svg")
    assert said(project) == [
        f"{file}:{line}:{column}: error: Die Zeichnung „evil.svg“ enthält, was nicht gezeichnet "
        "werden kann: <script> [svg-active]"
    ]


def test_drawings_of_a_layout_are_held_to_the_same(project: SmallProject) -> None:
    project.write("layouts/magazine/css/evil.svg", f"{SVG}<script/></svg>")
    assert said(project) == [
        "layouts/magazine/css/evil.svg:1:1: error: Die Zeichnung „evil.svg“ enthält, was nicht "
        "gezeichnet werden kann: <script> [svg-active]"
    ]


# --- what reaches outside -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<image href="file:///etc/passwd"/>', "file:///etc/passwd"),
        ('<image href="../../../secret.png"/>', "../../../secret.png"),
        ('<image href="..%2f..%2f..%2fsecret.png"/>', "..%2f..%2f..%2fsecret.png"),
        ("<style>@import 'https://www.probe.example/x.css'</style>", "@import"),
    ],
)
def test_a_drawing_that_reaches_outside(project: SmallProject, inside: str, found: str) -> None:
    project.write(TABLE, f"{SVG}{inside}</svg>")
    assert said(project) == [
        f"{AT_DRAWING}: error: Die Zeichnung „images/tisch.svg“ braucht eine andere Datei: {found} "
        "[svg-reference]"
    ]


@pytest.mark.parametrize(
    "name",
    ["/etc/hostname", "../../../x.png", "images/link.png", "images/out/x.png", "../../dist/x.png",
     "../../.git/x.png"],
)  # fmt: skip
def test_a_picture_outside(project: SmallProject, tmp_path_factory: pytest.TempPathFactory,
                           name: str) -> None:  # fmt: skip
    outside = tmp_path_factory.mktemp("outside")
    images = project.root / "reports" / "01-probe" / "images"
    (outside / "x.png").write_bytes(png())
    (images / "link.png").symlink_to(outside / "x.png")
    (images / "out").symlink_to(outside)
    for folder in ("dist", ".git"):
        project.write(f"{folder}/x.png", png())
    project.replace(project.issue, "images/titel.png", name)
    assert said(project) == [
        f"{AT_PHOTO}: error: „{name}“ liegt nicht in reports/, layouts/ oder assets/ [file-outside]"
    ]


OUTSIDE = [
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<link rel="stylesheet" href="{}">',
    '<img src="{}" alt="x">',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<base href="{}"><img src="x.png" alt="x">',
    "<style>@import url({});</style>",
    "<style>p {{ background: url({}) }}</style><p>x",
    "<style>p::before {{ content: url({}) }}</style><p>x",
    "<style>li {{ list-style-image: url({}) }}</style><ul><li>x</ul>",
    "<style>p {{ border: 1px solid; border-image: url({}) 1 }}</style><p>x",
    "<style>@font-face {{ font-family: X; src: url({}) }} p {{ font-family: X }}</style><p>x",
    '<svg viewBox="0 0 9 9"><title>t</title><image href="{}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title>'
    "<style>@font-face {{ font-family: X; src: url({}) }} text {{ font-family: X }}</style>"
    "<text y='9'>x</text></svg>",
]
# Never read, whatever they name.
IGNORED = [
    '<iframe src="{}"></iframe>',
    '<script src="{}"></script>',
    '<video src="{}" poster="{}"></video>',
    '<link rel="icon" href="{}">',
    '<img srcset="{} 1x" alt="x">',
    '<meta http-equiv="refresh" content="0; url={}">',
    '<svg viewBox="0 0 9 9"><title>t</title><use href="{}#part"/></svg>',
    '<svg viewBox="0 0 9 9"><title>t</title><rect width="9" height="9" fill="url({}#part)"/></svg>',
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An empty project beside a secret."""
    (tmp_path / "project" / "reports").mkdir(parents=True)
    (tmp_path / "secret").write_text("the secret")
    (tmp_path / "project" / "reports" / "link").symlink_to("../../secret")
    return tmp_path / "project"


def rendered(site: Path, body: str) -> bytes:
    return render(f'<html lang="de"><title>Probe</title>{body}', site, "the probe").pdf


def complaints(site: Path, body: str) -> str:
    with pytest.raises(RenderError) as caught:
        rendered(site, body)
    return str(caught.value)


@pytest.mark.parametrize("body", OUTSIDE, ids=range(len(OUTSIDE)))
def test_a_layout_reads_no_file_of_the_machine(site: Path, body: str) -> None:
    address = f"file://{site.parent}/secret"
    assert "only files of the project can be used" in complaints(site, body.format(address))


@pytest.mark.parametrize(
    "address",
    [
        "FILE:///etc/passwd",
        "/etc/passwd",
        "../secret",
        "..%2fsecret",
        "%2e%2e%2fsecret",
        "reports/..%2f..%2fsecret",
        "reports/link",
        "reports/link%00.png",
        "reports\\..\\..\\secret",
        "//www.probe.example/x",
        "https://project.invalid@www.probe.example/x",
        "https://project.invalid:8080/x",
        "http://project.invalid/x",
        "data:image/png;base64," + "A" * 2_000_000,
        "DATA:text/css,p",
        "jar:file:///etc/passwd!/x",
    ],
    ids=lambda address: address[:30],
)
def test_hard_addresses_are_refused(site: Path, address: str) -> None:
    message = complaints(site, f'<link rel="attachment" href="{address}"><p>x')
    assert message.count("\n") <= 3
    assert len(message) < 1500


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A server of this machine, also given as proxy, that nobody must talk to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.delenv("no_proxy", raising=False)
        yield server


@pytest.mark.parametrize("scheme", ["http", "https", "ftp"])
def test_no_document_reaches_the_network(site: Path, listener: socket.socket, scheme: str) -> None:
    address = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/x"
    for body in OUTSIDE:
        complaints(site, body.format(address))
    for body in IGNORED:
        rendered(site, body.format(address, address))
    with pytest.raises(BlockingIOError):
        listener.accept()


@pytest.mark.parametrize("body", IGNORED)
def test_what_is_not_read_does_not_appear(site: Path, body: str) -> None:
    address = f"file://{site.parent}/secret"
    assert b"the secret" not in rendered(site, body.format(address, address))


# --- bombs --------------------------------------------------------------------------------


def unfolding(levels: int) -> str:
    groups = "".join(
        f'<g id="g{n}">{f"<use href={chr(34)}#g{n - 1}{chr(34)}/>" * 10}</g>'
        for n in range(1, levels)
    )
    return f'{SVG}<g id="g0"><circle r="1"/></g>{groups}</svg>'


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMBS = {
    "400 megapixels": (PHOTO, header(20_000, 20_000), "image-too-large"),
    "wide": (PHOTO, header(100_000, 10), "image-too-large"),
    "flat": (PHOTO, header(2**31 - 1, 2**31 - 1), "image-too-large"),
    "use": (TABLE, unfolding(30), "svg-too-complex"),
    "laughs": (TABLE, f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>{SVG}&l9;</svg>', "svg-active"),
    "levels": (TABLE, SVG + "<g>" * 200_000 + "</g>" * 200_000 + "</svg>", "svg-too-complex"),
    "elements": (TABLE, SVG + "<g/>" * 1_000_000 + "</svg>", "svg-too-complex"),
    "style": (TABLE, f"{SVG}<style>{'a{fill:url(#b)}' * 300_000}</style></svg>", "svg-too-complex"),
    "aliases": (
        SmallProject.case,
        "a0: &a0 ha\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30)),
        "yaml-alias",
    ),
    "merges": (SmallProject.case, "a: &a {b: c}\n" + "d: {<<: *a}\n" * 9000, "yaml-alias"),
    "brackets": (SmallProject.case, "[" * 200_000, "too-deep"),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_problem_within_two_seconds(project: SmallProject, bomb: str) -> None:
    file, data, rule = BOMBS[bomb]
    project.write(file, data)
    begin = time.process_time()
    lines = said(project)
    assert time.process_time() - begin < 2
    assert any(line.endswith(f"[{rule}]") for line in lines), lines[:3]


CHILD = """
import re, sys
from pathlib import Path
from report_builder.cli import main
try:
    main(["check", "--quiet", "--project", sys.argv[1]])
finally:
    print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
@pytest.mark.parametrize("bomb", ["400 megapixels", "use", "laughs", "elements", "brackets"])
def test_a_bomb_takes_little_memory(project: SmallProject, bomb: str) -> None:
    file, data, _ = BOMBS[bomb]
    project.write(file, data)
    command = [sys.executable, "-c", CHILD, str(project.root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    # In KiB, since the program started (ru_maxrss counts its parent as well).
    assert int(done.stdout) < 250 * 1024, "a check without a bomb takes 60 MiB"


def test_a_bomb_says_what_can_be_done(project: SmallProject) -> None:
    project.write(PHOTO, header(100_000, 10))
    project.write(TABLE, unfolding(30))
    result = CliRunner().invoke(main, ["check", "--project", str(project.root)])
    assert (
        f"{AT_PHOTO}: error: Das Bild „images/titel.png“ ist zu groß: 100000 × 10 Pixel "
        "[image-too-large]\n    Im Bildprogramm verkleinern" in result.stderr
    )
    assert f"{AT_DRAWING}: error: Die Zeichnung „images/tisch.svg“ ist zu umfangreich (> 10^" in (
        result.stderr
    )


def test_content_brings_no_css(project: SmallProject) -> None:
    """`var()` bombs and nested flex come from style sheets; those are the layout's alone."""
    style = "<style>p { color: red }</style> <p style='display: flex'>x</p>"
    printed = text.render(style, level=4)
    assert "<style" not in printed and "<p style" not in printed
    project.replace(project.case, "  Alle sitzen.", f"  {style}")
    assert [line.split("[")[-1] for line in said(project)] == ["text-html]"]


# --- what the renderer only mentions ------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<img src="reports/missing.png" alt="x">', "reports/missing.png"),
        ('<link rel="stylesheet" href="reports/missing.css">', "reports/missing.css"),
        ("<style>@font-face { font-family: X; src: url(reports/missing.ttf) }</style>",
         "reports/missing.ttf"),
        ("<style>@font-face { font-family: X; src: url(reports/broken.ttf) }</style>",
         "Font-face 'X' cannot be loaded"),
        ('<img src="reports/broken.svg" alt="x">', "reports/broken.svg"),
        ('<img src="reports/page.png" alt="x">', "reports/page.png"),
        ('<img src="data:image/png;base64,AAAA" alt="x">', "data:image/png"),
        ('<a href="#nowhere">x</a>', "#nowhere"),
        ('<p id="twice">x<p id="twice">y', "'twice'"),
        ("<p>\N{ROCKET}", "U+1F680"),
    ],
)  # fmt: skip
def test_whatever_the_renderer_mentions_fails_the_build(site: Path, body: str, named: str) -> None:
    """There is no list of exceptions: none was needed."""
    (site / "reports" / "broken.ttf").write_bytes(b"no font" * 99)
    (site / "reports" / "broken.svg").write_text("<svg><g>")
    (site / "reports" / "page.png").write_text("<!DOCTYPE html>404")
    assert named in complaints(site, body)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("Ein Tisch 🚀 für alle", "🚀 (U+1F680 ROCKET)"),
        ("Ein Tisch &#x1F680;", "🚀 (U+1F680 ROCKET)"),
        ("漢字漢字", "漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22), 字 (U+5B57 CJK UNIFIED "
         "IDEOGRAPH-5B57)"),
        ("Ein \\uE000", "\ue000 (U+E000)"),
        ("աբգդեզ", "ա (U+0561 ARMENIAN SMALL LETTER AYB), բ (U+0562 ARMENIAN SMALL LETTER BEN), "
         "գ (U+0563 ARMENIAN SMALL LETTER GIM), դ (U+0564 ARMENIAN SMALL LETTER DA), ե (U+0565 "
         "ARMENIAN SMALL LETTER ECH), …"),
    ],
)  # fmt: skip
def test_a_character_without_a_glyph(project: SmallProject, written: str, named: str) -> None:
    project.replace(project.case, "title: Ein Tisch für alle", f'title: "{written}"')
    assert said(project) == [
        f"{project.case}:1:8: error: Die Schriften des Heftes haben kein Zeichen für: {named} "
        "[missing-glyph]"
    ]


def test_a_character_without_a_glyph_in_running_text(project: SmallProject) -> None:
    project.replace(project.case, "  Alle standen.", "  Alle standen ☃.")
    [line] = said(project)
    row = project.place(project.case, "Alle standen")[0]
    assert line.startswith(f"{project.case}:{row}:1: error: ")


def test_a_character_without_a_glyph_in_a_drawing(project: SmallProject) -> None:
    project.write(TABLE, f"{SVG}<text>Los 🚀</text></svg>")
    [line] = said(project)
    assert line.startswith(f"{AT_DRAWING}: error: Die Schriften des Heftes haben kein Zeichen für")


def test_characters_that_need_no_glyph_or_have_one_are_fine(project: SmallProject) -> None:
    """Spaces, joiners and soft hyphens; letters in parts; what only one of the families has."""
    fine = "z.\u202fB. a\u00adb\u200b\u200d\u2060c\u2011d \u2009 o\u0302 u\u0308 ẞ ⁄ → ✓ Привет"
    fine += " עמית ليلى Ελένη"
    project.replace(project.case, "  Alle standen.", f"  {fine}")
    assert said(project) == []
    html = f'<html lang="de"><title>P</title><p>{fine}'
    from report_builder.rendering.process import Renderer

    brand = project.gather().brand
    assert brand is not None
    with Renderer(project.root, Limits()) as renderer:
        renderer.use((project.root / name for name in brand.font_files()), {})
        renderer.render_plain(html, "the probe", {})


def test_a_broken_font(project: SmallProject) -> None:
    path = "assets/fonts/source-serif-4/SourceSerif4-Bold.ttf"
    project.write(path, (project.root / path).read_bytes()[:90_000])
    name = path.removeprefix("assets/")
    line, column = project.place("assets/_brand.yml", name)
    assert said(project) == [
        f"assets/_brand.yml:{line}:{column}: error: Die Schriftdatei „{name}“ ist beschädigt oder "
        "keine Schrift [bad-font]"
    ]


# --- YAML ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("teaser:", "title: Zwei\nteaser:", "2:1: error: Der Schlüssel „title“ steht schon in "
         "Zeile 1 [duplicate-key]"),
        ("population: 48200", "population: 0123", "7:15: error: Erwartet: eine ganze Zahl wie "
         "48200 – gefunden: 0123 [wrong-type]"),
        ("population: 48200", "population: 1_000", "7:15: error: Erwartet: eine ganze Zahl wie "
         "48200 – gefunden: 1_000 [wrong-type]"),
        ("population: 48200", "population: 12:30", "7:15: error: Erwartet: eine ganze Zahl wie "
         "48200 – gefunden: 12:30 [wrong-type]"),
        ("population: 48200", f"population: {'9' * 5000}", "7:15: error: Erwartet: eine ganze Zahl "
         f"wie 48200 – gefunden: {'9' * 59}… [wrong-type]"),
        ("  Alle standen.", "  Alle\0standen.", "16:7: error: Unsichtbares Steuerzeichen U+0000 "
         "[control-character]"),
        ("  name: Musterstadt", "\tname: Musterstadt", "4:1: error: Mit diesem Zeichen darf hier "
         "nichts beginnen [yaml-character]"),
        ("  Alle standen.", "  [Hier](javascript:alert(1))", "16:1: error: Der Link "
         "„javascript:alert(1)“ führt zu keiner Internet- oder E-Mail-Adresse [text-link]"),
        ("  Alle standen.", "  [Hier](data:text/html,x)", "16:1: error: Der Link "
         "„data:text/html,x“ führt zu keiner Internet- oder E-Mail-Adresse [text-link]"),
        ("  Alle standen.", "  <b>Alle</b> standen.", "16:1: warning: HTML wirkt hier nicht, es "
         "wird gedruckt, wie es dasteht: <b> [text-html]"),
    ],
    ids=lambda value: value[:24].strip(),
)  # fmt: skip
def test_yaml_that_surprises(project: SmallProject, old: str, new: str, expected: str) -> None:
    project.replace(project.case, old, new)
    assert said(project)[0] == f"{project.case}:{expected}"


@pytest.mark.parametrize("word", ["NO", "on", "12:30", "0123", "3.10", "1_000", "2024-13-01"])
def test_text_stays_text(project: SmallProject, word: str) -> None:
    project.replace(project.case, "Ein Tisch für alle", word)
    assert said(project) == []
    [issue] = project.gather().content.issues
    assert issue.report is not None and issue.report.case_studies[0].title == word


def test_a_date_that_does_not_exist(project: SmallProject) -> None:
    project.replace(project.issue, "status: draft", "status: final\npublished: 2024-13-01")
    assert said(project) == [f"{project.issue}:5:12: error: „2024-13-01“ ist kein Datum [bad-date]"]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding(project: SmallProject, encoding: str) -> None:
    project.write(project.case, project.read(project.case).encode(encoding))
    [line] = said(project)
    assert line.endswith("error: Die Datei ist nicht in UTF-8 gespeichert [encoding]")


def test_a_byte_order_mark_is_fine(project: SmallProject) -> None:
    project.write(project.case, b"\xef\xbb\xbf" + project.read(project.case).encode())
    assert said(project) == []


def test_braces_and_html_are_printed_as_they_stand(project: SmallProject) -> None:
    printed = text.render("{{ 7 * 7 }} {% include '/etc/passwd' %} <b>x</b>", level=4)
    assert "{{ 7 * 7 }} {% include '/etc/passwd' %} &lt;b&gt;x&lt;/b&gt;" in printed


# --- file names ---------------------------------------------------------------------------


def test_the_wrong_case(project: SmallProject) -> None:
    project.replace(project.issue, "images/titel.png", "Images/Titel.PNG")
    assert said(project) == [
        f"{AT_PHOTO}: error: Die Datei „Images/Titel.PNG“ gibt es nicht [missing-file]"
    ]


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_umlauts_and_spaces_in_names(project: SmallProject, on_disk: str, written: str) -> None:
    name = "images/Größe der Brücke.png"
    project.write(f"reports/01-probe/{unicodedata.normalize(on_disk, name)}", png())
    project.replace(project.issue, "images/titel.png", unicodedata.normalize(written, name))
    assert said(project) == []


def test_what_is_fine_says_nothing(project: SmallProject) -> None:
    project.write(TABLE, DRAWING)
    assert said(project) == []
