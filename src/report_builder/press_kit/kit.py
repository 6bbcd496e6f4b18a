"""Everything that the press gets of an issue: the release, title image, logos; and all in a zip.

A build makes the release only if something changed that it says, or that it is made with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from report_builder.brand import Brand
from report_builder.conformance.report import Validation
from report_builder.content.types import slugify
from report_builder.edition import Artefact, Edition, leaflet
from report_builder.finishing.announcement import Announcement
from report_builder.press_kit import archive, releases
from report_builder.press_kit.documents import ID, PRESS, SITE, Documents
from report_builder.press_kit.releases import Release
from report_builder.sections import Press

FOLDER = "press"
"""Where it lies in the folder of the issue."""
_RELEASE = f"{FOLDER}/press-release"
_ZIP = f"{FOLDER}/press-kit.zip"
_IMAGE = "titelbild.jpg"
# What documents are made with, beside the files that a release names.
_MADE_WITH = (f"{PRESS}/", f"{SITE}/", "assets/")


@dataclass(frozen=True)
class Offer:
    """A file for the press, by its path in the folder of the issue, and what it is called."""

    name: str
    title: str


@dataclass(frozen=True)
class Kit:
    """`pdf` is the release; `others` are the files beside it. The title image is offered, but no
    file of the kit's own. `validation` is None where there is no validator."""

    pdf: Artefact
    others: Sequence[Artefact]
    offers: Sequence[Offer]
    validation: Validation | None = None


@dataclass(frozen=True)
class Made:
    """A release in its forms: `packed` is the page for a folder of its own, `note` tells of the
    title image. `offers` are as in a kit; the folder in the zip, the release and the title image
    there are called as `names` says."""

    pdf: bytes
    page: bytes
    packed: bytes
    text: bytes
    note: bytes
    offers: Sequence[Offer]
    names: Mapping[str, str]


def exists(edition: Edition) -> bool:
    """Whether the project has templates for the press."""
    return all((edition.root / folder).is_dir() for folder in (PRESS, SITE))


def release(editions: Sequence[Edition]) -> Made:
    """The release about an issue, of which these are the editions, the main one first.

    Raises LayoutError, RenderError, StoppedError, VerificationError.
    """
    main = editions[0]
    downloads = [(each.metadata.title, each.pdf_name) for each in editions]
    said = releases.of(main.report, main.metadata.address, downloads)
    if main.press is None:
        return _made(main, said)
    made_of = _made_of(main, main.press, said)
    return main.press.kept("the press release", lambda: _made(main, said), *made_of)


def _made_of(main: Edition, press: Press, said: Release) -> Iterator[bytes | str]:
    """What it says, what its PDF says of itself, and the files that it is made with."""
    yield repr(said)
    yield main.report.series.model_dump_json()
    yield main.metadata.packet
    yield repr(sorted(press.exceptions.items()))
    for name, digest in sorted(press.digests.items()):
        if name.startswith(_MADE_WITH) or name in said.files:
            yield f"{name} {digest}"


def _made(main: Edition, said: Release) -> Made:
    documents = Documents(main.root, main.report.series, main.brand, said)
    metadata = Announcement(
        main.report,
        file=f"{_RELEASE}.pdf",
        headline=documents.title,
        teaser=said.teaser,
        day=said.date,
    )
    logos = {name: file for name, file, _ in _logos(main.brand)}
    home = f"{main.report.series.base_url.rstrip('/')}/"
    return Made(
        leaflet(main, documents.document(), metadata, ID),
        documents.page("../../", "../", logos),
        documents.page(home, said.address, logos),
        documents.text(),
        documents.note(),
        list(_offers(documents, logos)),
        {name: documents.name(name) for name in ("folder", "release", "picture")},
    )


def _offers(documents: Documents, logos: Mapping[str, str]) -> Iterator[Offer]:
    yield Offer(f"{_RELEASE}.html", documents.name("page"))
    yield Offer(f"{_RELEASE}.pdf", documents.name("pdf"))
    yield Offer(f"{_RELEASE}.txt", documents.name("text"))
    yield Offer(_IMAGE, documents.name("image"))
    for name, file in logos.items():
        yield Offer(f"{FOLDER}/{file}", documents.name("logo", name=name))
    yield Offer(_ZIP, documents.name("zip"))


def kit(main: Edition, made: Made, title_image: bytes) -> Kit:
    """The files of a release that was made; the issue has `title_image` already."""
    logos = {file: (main.root / path).read_bytes() for _, file, path in _logos(main.brand)}
    others = {f"{_RELEASE}.html": made.page, f"{_RELEASE}.txt": made.text}
    others |= {f"{FOLDER}/{name}": data for name, data in logos.items()}
    others[_ZIP] = _packed(main, made, {f"{made.names['picture']}.jpg": title_image} | logos)
    artefacts = [Artefact(*file) for file in others.items()]
    return Kit(Artefact(f"{_RELEASE}.pdf", made.pdf), artefacts, made.offers)


def _logos(brand: Brand) -> Iterator[tuple[str, str, PurePosixPath]]:
    """The names that the brand has for its logos, with the names and the places of their files."""
    for name, image in brand.logo.images.items():
        yield name, f"logo-{slugify(name)}{image.path.suffix}", image.path


def _packed(main: Edition, made: Made, pictures: Mapping[str, bytes]) -> bytes:
    release, picture = made.names["release"], made.names["picture"]
    forms = {"pdf": made.pdf, "txt": made.text, "html": made.packed}
    files = {f"{release}.{form}": data for form, data in forms.items()}
    files |= {**pictures, f"{picture}.txt": made.note}
    folder = f"{main.stem}-{made.names['folder']}"
    named = {f"{folder}/{name}": data for name, data in files.items()}
    return archive.packed(named, main.report.date)
