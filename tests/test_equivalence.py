"""What is joined of sections that were rendered apart is what the reference renderer gives."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from equivalence import differences
from pikepdf import Array, Name, Pdf

from report_builder import builder
from report_builder.means import Means
from report_builder.project import Project
from report_builder.workspace import gather

SAMPLES = ["zwk-01-arbeiten-im-krisenmodus", "zwk-01-arbeiten-im-krisenmodus-brief",
           "zwk-02-trends-in-der-buergerbeteiligung"]  # fmt: skip
STRESS = ["mitteilungen-01-haertefall", "mitteilungen-01-haertefall-brief",
          "mitteilungen-02-pflichtfelder"]  # fmt: skip


def drafts(project: Path, copy: Path) -> Path:
    """The drafts of a project as single documents: all issues, under their mark."""
    for folder in ("reports", "layouts", "assets"):
        shutil.copytree(project / folder, copy / folder)
    means = Means(single_document=True)
    summary = builder.build(gather(Project(copy)), (), True, lambda *event: None, means=means)
    assert summary.exit_code == 0, summary
    return copy / "build" / "drafts"


@pytest.fixture(scope="module")
def samples_in_one(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drafts(samples, tmp_path_factory.mktemp("samples-in-one"))


@pytest.fixture(scope="module")
def stress_in_one(stressed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drafts(stressed, tmp_path_factory.mktemp("stress-in-one"))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_as_in_one(samples: Path, samples_in_one: Path, name: str) -> None:
    file = f"{name}-draft.pdf"
    assert differences(samples_in_one / file, samples / "build" / "drafts" / file) == []


@pytest.mark.parametrize("name", STRESS)
def test_hard_issues_are_as_in_one(stressed: Path, stress_in_one: Path, name: str) -> None:
    file = f"{name}-draft.pdf"
    assert differences(stress_in_one / file, stressed / "build" / "drafts" / file) == []


# --- what the comparison notices ----------------------------------------------------------


def with_line(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(b"0 0 m 200 200 l S")


def with_other_letters(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0065>", b"<0061>"))


def with_another_heading(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.Title = "Anders"


def with_another_element(pdf: Pdf) -> None:
    pdf.Root.Outlines.First.SE = pdf.Root.StructTreeRoot.K


def with_shifted_link(pdf: Pdf) -> None:
    links = [link for page in pdf.pages for link in page.get(Name.Annots, Array())]
    links[-1].Rect[0] += 1


def with_shifted_destination(pdf: Pdf) -> None:
    pdf.Root.Names.Dests.Names[1][3] += 1


def with_another_role(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0].S = Name.Art


def with_another_alternative(pdf: Pdf) -> None:
    figures = [item for item in pdf.objects
               if isinstance(item, pikepdf.Dictionary) and Name.Alt in item]  # fmt: skip
    figures[-1].Alt = "Etwas anderes"


def with_another_owner(pdf: Pdf) -> None:
    of_page = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    of_page[0], of_page[-1] = of_page[-1], of_page[0]


def with_another_title(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = "Anders"


def with_another_label(pdf: Pdf) -> None:
    pdf.Root.PageLabels.Nums[0] = 1


def with_another_width(pdf: Pdf) -> None:
    (font, *_) = pdf.pages[0].Resources.Font.values()
    font.DescendantFonts[0].W[1][0] += 50


def with_second_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    again = pdf.make_stream(profile.read_bytes(), N=3)
    pdf.pages[0].Resources.ColorSpace = pikepdf.Dictionary(srgb=Array([Name.ICCBased, again]))


def with_ballast(pdf: Pdf) -> None:
    size = len(pdf.pages[0].obj.unparse())
    pdf.Root.PieceInfo = pdf.make_stream(bytes(1_000_000 + size), Type=Name.Metadata)


DEFECTS = {
    "pixels": with_line,
    "text": with_other_letters,
    "outline": with_another_heading,
    "outline ": with_another_element,
    "links": with_shifted_link,
    "destinations": with_shifted_destination,
    "structure": with_another_role,
    "structure ": with_another_alternative,
    "fault": with_another_owner,
    "metadata": with_another_title,
    "metadata ": with_another_label,
    "fonts": with_another_width,
    "held": with_second_profile,
    "size": with_ballast,
}


@pytest.mark.parametrize("kind", DEFECTS)
def test_a_difference_is_noticed(samples: Path, kind: str, tmp_path: Path) -> None:
    (brief,) = samples.glob("dist/*/*-brief.pdf")
    with pikepdf.open(brief) as pdf:
        spoil: Callable[[Pdf], None] = DEFECTS[kind]
        spoil(pdf)
        pdf.save(tmp_path / "spoilt.pdf", compress_streams=kind != "size")
    found = differences(brief, tmp_path / "spoilt.pdf")
    assert kind.strip() in {line.split(":")[0] for line in found}, found
