"""The brand file assets/_brand.yml, following the brand.yml convention, as CSS.

Colours become custom properties `--color-<name>`, font families `--font-base`, `--font-headings`
and `--font-interface`, font files `@font-face` rules.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from report_builder import contrast
from report_builder.content import exemptions, validation
from report_builder.content.model import LicenceField
from report_builder.content.node import FileNode, Node
from report_builder.content.rules import IGNORABLE, Finding
from report_builder.content.suggestion import closest
from report_builder.content.types import Color, Integer, Line, Number, OneOf, Url, is_color
from report_builder.content.yaml import Tree

BRAND_FILE = "assets/_brand.yml"
SEMANTIC_COLORS = (
    "foreground",
    "background",
    "primary",
    "secondary",
    "tertiary",
    "success",
    "info",
    "warning",
    "danger",
    "light",
    "dark",
)


# What a layout gets for a colour that the brand does not name. The tertiary colour is what stands
# on the dark ones beside the background's, so it has to be light.
_SUBSTITUTES = {
    "secondary": "primary",
    "light": "background",
    "tertiary": "light",
    "dark": "primary",
}


class Meta(Node):
    name: Line
    link: Url | None = None


class LogoImage(FileNode):
    file: Line = Field(alias="path")
    alt: Line | None = None


class Logos(Node):
    images: dict[str, LogoImage] = {}


class Colors(Node):
    palette: dict[str, Color] = {}
    foreground: Line
    background: Line
    primary: Line
    secondary: Line | None = None
    tertiary: Line | None = None
    success: Line | None = None
    info: Line | None = None
    warning: Line | None = None
    danger: Line | None = None
    light: Line | None = None
    dark: Line | None = None


class FontFile(FileNode):
    types: ClassVar[tuple[str, ...]] = (".ttf", ".otf", ".woff2")

    file: Line = Field(alias="path")
    weight: Integer = 400
    style: Annotated[str, OneOf("normal", "italic")] = "normal"


class Font(Node):
    family: Line
    source: Annotated[str, OneOf("file")] = "file"
    files: list[FontFile]


class Face(Node):
    family: Line


FaceField = Annotated[
    Face, BeforeValidator(lambda value: {"family": value} if isinstance(value, str) else value)
]


class Typography(Node):
    fonts: list[Font]
    base: FaceField
    headings: FaceField | None = None


class MapFile(FileNode):
    """The base map on which the municipalities lie: its edges in degrees, whose work it is."""

    types: ClassVar[tuple[str, ...]] = (".svg",)

    file: Line = Field(alias="path")
    west: Number
    north: Number
    east: Number
    south: Number
    credit: Line
    licence: LicenceField | None = None


class OwnDefaults(Node):
    """What the convention has no place for: the face of labels and tables, and the base map."""

    interface: FaceField | None = None
    map: MapFile | None = None


class Defaults(Node):
    report_builder: OwnDefaults = Field(OwnDefaults(), alias="report-builder")


class Brand(Node):
    """assets/_brand.yml"""

    meta: Meta
    logo: Logos = Logos()
    color: Colors
    typography: Typography
    defaults: Defaults = Defaults()

    def logo_path(self, name: str) -> str | None:
        """The file of a logo relative to the project, or None."""
        image = self.logo.images.get(name)
        return str(image.path) if image else None

    @property
    def map(self) -> MapFile | None:
        """The base map, if the project has one."""
        return self.defaults.report_builder.map

    def colors(self) -> dict[str, str]:
        """Every colour by name, semantic names resolved through the palette."""
        palette = self.color.palette
        semantic = {name: getattr(self.color, name) for name in SEMANTIC_COLORS}
        for name, substitute in _SUBSTITUTES.items():
            semantic[name] = semantic[name] or semantic[substitute]
        return palette | {name: palette.get(c, c) for name, c in semantic.items() if c}

    def fonts(self) -> dict[str, str]:
        """The font family of each role: base, headings, interface."""
        base = self.typography.base.family
        headings = self.typography.headings
        interface = self.defaults.report_builder.interface
        return {
            "base": base,
            "headings": headings.family if headings else base,
            "interface": interface.family if interface else base,
        }

    def css(self) -> str:
        """Custom properties and font faces; addresses are relative to the project."""
        properties = [f"--color-{name}: {value};" for name, value in self.colors().items()]
        properties += [f'--font-{role}: "{family}";' for role, family in self.fonts().items()]
        return "\n".join([*self._font_faces(), ":root {", *properties, "}"])

    def files(self) -> Iterator[PurePosixPath]:
        """The brand file and every file that it names, relative to the project."""
        yield PurePosixPath(BRAND_FILE)
        yield from (node.path for node in self.nodes() if isinstance(node, FileNode))

    def font_files(self) -> list[str]:
        """Every font file, relative to the project."""
        return [str(file.path) for font in self.typography.fonts for file in font.files]

    def boldest(self, role: str) -> str:
        """The file of the boldest upright face of a role's family, relative to the project.

        One of another family, where this one has no files.
        """
        family = self.fonts()[role]
        files = [
            (font.family == family, file.style == "normal", int(file.weight), str(file.path))
            for font in self.typography.fonts
            for file in font.files
        ]
        return max(files)[-1]

    def _font_faces(self) -> Iterator[str]:
        for font in self.typography.fonts:
            for file in font.files:
                yield (
                    f'@font-face {{ font-family: "{font.family}"; font-weight: {file.weight}; '
                    f'font-style: {file.style}; src: url("{file.path}") }}'
                )


def read(root: Path) -> tuple[Brand | None, Tree, list[Finding]]:
    """The brand of the project, None if it cannot be used, and what is wrong with it."""
    brand, tree, findings = validation.read(Brand, root, BRAND_FILE)
    if brand is None:
        return None, tree, findings
    findings += validation.resolve_files(root, brand, tree, root / "assets")
    findings += _color_findings(brand, tree)
    findings += _family_findings(brand, tree)
    pairs, more = contrast.read(root)
    contrasts = _contrast_findings(brand, tree, pairs)
    findings += exemptions.settle(brand, tree, contrasts, IGNORABLE)
    return brand, tree, findings + more


def _color_findings(brand: Brand, tree: Tree) -> Iterator[Finding]:
    palette = brand.color.palette
    for name in SEMANTIC_COLORS:
        value = getattr(brand.color, name)
        if value and value not in palette and not is_color(value):
            facts = {"got": value, "allowed": list(palette), "meant": closest(value, palette)}
            yield validation.at(tree, ("color", name), "not-allowed", facts)


def _contrast_findings(brand: Brand, tree: Tree, pairs: list[contrast.Pair]) -> Iterator[Finding]:
    colors = brand.colors()
    for pair, ratio in contrast.shortfalls(colors, pairs):
        place = ("color",) if pair.color in SEMANTIC_COLORS else ("color", "palette")
        facts = {
            "color": pair.color,
            "value": colors[pair.color],
            "ground": pair.ground,
            "ground_value": colors[pair.ground],
            "got": ratio,
            "minimum": pair.minimum,
            "file": pair.file,
        }
        yield validation.at(tree, (*place, pair.color), "contrast", facts)


def _family_findings(brand: Brand, tree: Tree) -> Iterator[Finding]:
    families = [font.family for font in brand.typography.fonts]
    faces = (
        brand.typography.base,
        brand.typography.headings,
        brand.defaults.report_builder.interface,
    )
    for face in faces:
        if face is not None and face.family not in families:
            meant = closest(face.family, families)
            facts = {"got": face.family, "allowed": families, "meant": meant}
            yield validation.at(tree, face.origin.path, "not-allowed", facts)
