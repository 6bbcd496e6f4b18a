"""Where lines end: patterns, exceptions, limits, compounds, addresses, soft hyphens.

Everything is rendered by the real renderer, in the fonts and with the style sheet of `magazine`,
and read back from the PDF.
"""

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import REPOSITORY, SmallProject
from pypdf import PdfReader

from report_builder import brand, builder
from report_builder.content import hyphenation
from report_builder.errors import RenderError, Severity
from report_builder.hyphenation import Breaks
from report_builder.project import Limits
from report_builder.rendering import words
from report_builder.rendering.process import Renderer

PATTERNS = REPOSITORY / "assets/hyphenation/de/dehyphn-x-2022-03-16.pat"
HAND_CHECKED = (REPOSITORY / "tests/golden/hyphenation.txt").read_text("utf-8")
WORDS = [line for line in HAND_CHECKED.splitlines() if not line.startswith("#")]
# Only where words are divided as words.
NARROW = "width: 1mm; overflow-wrap: normal"
EVERY_BREAK = f"{NARROW}; hyphenate-limit-chars: 4 2 2"
EXCEPTIONS = "reports/hyphenation.txt"

Lines = Callable[..., list[str]]


class Typesetter:
    """Sets paragraphs as `magazine` does, and reads their lines from the PDF."""

    def __init__(self, root: Path, exceptions: Breaks | None = None) -> None:
        self.root = root
        self._renderer = Renderer(root, Limits())
        found, _, _ = brand.read(REPOSITORY)
        assert found is not None
        self._css = found.css()
        fonts = [REPOSITORY / name for name in found.font_files()]
        self._renderer.use(fonts, exceptions or {})

    def close(self) -> None:
        self._renderer.__exit__(None, None, None)

    def pages(self, body: str, lang: str) -> list[str]:
        html = (
            f'<html lang="{lang}"><head><title>Probe</title><style>{self._css}</style>'
            '<link rel="stylesheet" href="layouts/magazine/css/type.css">'
            "<style>@page {size: 210mm 297mm} h1 {font-size: 5pt}</style></head>"
            f"<body><h1>Probe</h1>{body}</body></html>"
        )
        pdf = self._renderer.render(html, "the probe").pdf
        return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]

    def html(self, body: str, lang: str = "de") -> list[str]:
        """The lines of a body of HTML."""
        lines = "\n".join(self.pages(body, lang)).split("\n")
        return [line.strip() for line in lines if line.strip()][1:]

    def text(self, text: str, style: str = NARROW, lang: str = "de") -> list[str]:
        """The lines of a paragraph."""
        return self.html(f'<p style="{style}">{escape(text)}</p>', lang)

    def word(self, word: str, style: str = EVERY_BREAK, lang: str = "de") -> str:
        """A word with every break that shows in a column of no width."""
        return "".join(self.text(word, style, lang))


@pytest.fixture(scope="module")
def magazine() -> Iterator[Typesetter]:
    typesetter = Typesetter(REPOSITORY)
    yield typesetter
    typesetter.close()


@pytest.fixture
def typesetter(content: SmallProject) -> Iterator[Callable[..., Typesetter]]:
    """Makes typesetters for a project of their own, with exceptions or without patterns."""
    made: list[Typesetter] = []
    for folder in ("layouts", "assets/fonts"):
        shutil.copytree(REPOSITORY / folder, content.root / folder)

    def make(exceptions: Breaks | None = None, patterns: bool = True) -> Typesetter:
        if patterns:
            target = content.root / "assets/hyphenation/de"
            target.mkdir(parents=True)
            shutil.copy(PATTERNS, target)
        made.append(Typesetter(content.root, exceptions))
        return made[-1]

    yield make
    for one in made:
        one.close()


# --- patterns -----------------------------------------------------------------------------


def test_the_patterns_are_those_that_were_published() -> None:
    digest = hashlib.sha256(PATTERNS.read_bytes()).hexdigest()
    assert digest in (REPOSITORY / "assets/THIRD_PARTY.md").read_text("utf-8")


def test_everyday_words_are_divided_where_they_may_be(magazine: Typesetter) -> None:
    assert len(WORDS) >= 120
    body = "".join(f'<p style="{EVERY_BREAK}">{word.replace("-", "")}</p>' for word in WORDS)
    assert re.sub(r"-\n", "-", "\n".join(magazine.html(body))).split("\n") == WORDS


@pytest.mark.parametrize(
    "word", ["Deutsch-land", "Stark-re-gen-vor-sor-ge", "Über-gang", "Fort-schritt",
             "Kli-ma-an-pas-sung", "Kom-mu-nal-ver-wal-tung"],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["de", "de-DE", "de-AT", "de-CH", "de-LI"])
def test_every_german_has_the_same_patterns(magazine: Typesetter, lang: str, word: str) -> None:
    assert magazine.word(word.replace("-", ""), lang=lang) == word


@pytest.mark.parametrize("word", ["Stras-sen-bau", "Gross-rats-wahl", "Mass-nah-me"])
def test_swiss_spelling_is_divided_as_swiss_do(magazine: Typesetter, word: str) -> None:
    assert magazine.word(word.replace("-", ""), lang="de-CH") == word


def test_english_keeps_the_patterns_of_pyphen(magazine: Typesetter) -> None:
    found = [magazine.word("municipality", lang=lang) for lang in ("en", "en-GB", "en-US")]
    assert found == ["mu-ni-cip-al-ity", "mu-ni-cip-al-ity", "mu-nic-ipal-ity"]


def test_each_language_of_a_document_has_its_own(magazine: Typesetter) -> None:
    text = '<p style="width: 1mm">Kommunalverwaltung <span lang="en-US">municipality</span></p>'
    assert "".join(magazine.html(text)) == "Kom-mu-nal-ver-wal-tungmu-nic-ipal-ity"


def test_a_project_without_patterns_has_those_of_pyphen(typesetter: Lines) -> None:
    assert typesetter(patterns=False).word("Deutschland") == "Deut-sch-land"


@pytest.mark.parametrize("content_of_file", [b"", b"\\patterns{%\n}", b"\xff\xfe"])
def test_patterns_that_cannot_be_read_are_named(
    typesetter: Lines, content: SmallProject, content_of_file: bytes
) -> None:
    content.write("assets/hyphenation/de/broken.pat", content_of_file)
    with pytest.raises(RenderError, match=r"broken\.pat"):
        typesetter(patterns=False).word("Deutschland")


def test_the_rest_of_a_word_is_divided_as_in_the_word(magazine: Typesetter) -> None:
    """Of its own, the rest would be taken for a word: Be-, teil-igung; Fried-, hof-ssatzung."""
    assert magazine.word("Beteiligung", NARROW) == "Be-tei-li-gung"
    assert magazine.word("Friedhofssatzung", NARROW) == "Fried-hofs-sat-zung"
    text = "Beteiligung Teil Friedhofssatzung"
    assert "".join(magazine.text(text)) == "Be-tei-li-gungTeilFried-hofs-sat-zung"


# --- limits -------------------------------------------------------------------------------


def test_two_letters_stay_before_a_break_and_three_after(magazine: Typesetter) -> None:
    assert magazine.word("Starkregenvorsorge", NARROW) == "Stark-re-gen-vor-sorge"
    assert magazine.word("Haltestelle", NARROW) == "Hal-te-stelle"
    assert magazine.word("Hilfe", NARROW) == "Hilfe"


def test_upper_case_is_divided_like_lower_case(magazine: Typesetter) -> None:
    assert magazine.word("KOMMUNALVERWALTUNG") == "KOM-MU-NAL-VER-WAL-TUNG"
    assert magazine.word("ÜBERGANG") == "ÜBER-GANG"


def test_punctuation_does_not_matter(magazine: Typesetter) -> None:
    assert magazine.word("„Kommunalverwaltung“,", NARROW) == "„Kom-mu-nal-ver-wal-tung“,"


@pytest.mark.parametrize("word", ["Covid19maßnahme", "2023er", "CO2neutralität", "Dr.med.vet"])
def test_what_is_no_word_is_not_divided(magazine: Typesetter, word: str) -> None:
    assert magazine.text(word) == [word]


def test_forms_for_all_genders_are_divided_like_words(magazine: Typesetter) -> None:
    lines = magazine.text("Einwohner:innenversammlung Einwohner*innenversammlung")
    assert [line for line in lines if len(line.strip(":*-")) < 2] == []
    assert "samm-" in lines


# --- compounds with a hyphen --------------------------------------------------------------


def test_a_compound_is_divided_after_its_hyphen(magazine: Typesetter) -> None:
    style = "width: 24mm; hyphens: none"
    assert magazine.text("Bund-Länder-Kommission", style) == ["Bund-Länder-", "Kommission"]


def test_the_parts_of_a_compound_are_words_of_their_own(magazine: Typesetter) -> None:
    lines = magazine.text("Klimaanpassungs-Strategiepapier")
    assert lines == ["Kli-", "ma-", "an-", "pas-", "sungs-", "Stra-", "te-", "gie-", "pa-", "pier"]


@pytest.mark.parametrize("word", ["E-Mail", "Plan-B", "U-Bahn", "S-Bahn"])
def test_a_single_letter_stays_with_its_compound(magazine: Typesetter, word: str) -> None:
    assert magazine.text(word) == [word]
    assert magazine.text(f"Unser {word} hier") == ["Unser", word, "hier"]


def test_a_part_after_a_single_letter_can_be_divided(magazine: Typesetter) -> None:
    assert "".join(magazine.text("E-Verwaltungsportal")) == "E-Ver-wal-tungs-por-tal"


# --- exceptions ---------------------------------------------------------------------------


def test_exceptions_override_the_patterns(typesetter: Lines) -> None:
    special = typesetter({"urinstinkt": (2,), "halmstedt": (), "municipality": (4,)})
    assert special.word("Urinstinkt") == "Ur-instinkt"
    assert special.word("URINSTINKT") == "UR-INSTINKT"
    assert special.word("Halmstedt") == "Halmstedt"
    assert special.word("municipality", lang="en") == "muni-cipality"
    assert special.word("Halmstedter") == "Halm-sted-ter"


def test_exceptions_keep_to_the_limits_of_the_layout(typesetter: Lines) -> None:
    assert typesetter({"urinstinkte": (2, 9)}).word("Urinstinkte", NARROW) == "Ur-instinkte"


def test_the_list_of_a_series_is_read(content: SmallProject) -> None:
    content.write(EXCEPTIONS, "# Namen\n\nUr-instinkt\n  Halmstedt  # nie\r\nU\u0308ber-gang\n")
    found = ({"urinstinkt": (2,), "halmstedt": (), "übergang": (4,)}, [])
    assert hyphenation.read(content.root) == found
    assert content.problems() == []


def test_the_list_of_a_series_reaches_the_page(project: SmallProject) -> None:
    project.write(EXCEPTIONS, "Kom-munalverwaltung\n")
    project.replace(project.case, "Es gab keinen Tisch.", "Kommunalverwaltung " * 100)
    builder.build(project.gather(), (), True, lambda *event: None)
    reader = PdfReader(next(project.found.drafts.glob("*.pdf")))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert set(re.findall(r"\bKom\w*-$", text, re.MULTILINE)) == {"Kom-"}


def test_a_series_needs_no_list(content: SmallProject) -> None:
    assert hyphenation.read(content.root) == ({}, [])


MISTAKES = [
    ("hyphenation-word", "Ur instinkt", 1, 3),
    ("hyphenation-word", "# Namen\n  Ur-inst1nkt", 2, 10),
    ("hyphenation-word", "Ur--instinkt", 1, 3),
    ("hyphenation-word", "-Urinstinkt", 1, 1),
    ("hyphenation-word", "Urinstinkt-", 1, 11),
    ("hyphenation-word", "Ur\u00adinstinkt", 1, 3),
    ("hyphenation-word", "Ur-instinkt, Urahn", 1, 12),
    ("hyphenation-break", "U-rinstinkt", 1, 2),
    ("hyphenation-break", "Ur-instink-te", 1, 11),
    ("hyphenation-duplicate", "Ur-instinkt\nurin-stinkt", 2, 1),
    ("file-too-large", "a" * 1_048_577, 1, 1),
    ("encoding", "Ur-instinkt\nÜber-gang".encode("latin-1"), 2, 1),
    ("control-character", "Ur-\0instinkt", 1, 4),
]


@pytest.mark.parametrize(("rule", "text", "line", "column"), MISTAKES)
def test_mistakes_in_the_list_are_named_with_their_place(
    content: SmallProject, rule: str, text: str | bytes, line: int, column: int
) -> None:
    content.write(EXCEPTIONS, text)
    (problem,) = content.problems()
    place = (problem.rule, problem.file, problem.line, problem.column, problem.severity)
    assert place == (rule, EXCEPTIONS, line, column, Severity.ERROR)


def test_a_list_that_cannot_be_read_is_a_problem(content: SmallProject) -> None:
    (content.root / EXCEPTIONS).symlink_to("/dev/null")
    assert [problem.rule for problem in content.problems()] == ["file-outside"]
    (content.root / EXCEPTIONS).unlink()
    (content.root / EXCEPTIONS).symlink_to(content.root)
    assert "unreadable-file" in [problem.rule for problem in content.problems()]


def test_the_same_mistake_in_english(content: SmallProject) -> None:
    content.replace(content.series, "language: de", "language: en")
    content.write(EXCEPTIONS, "re-cord\nRe-cord\n")
    (problem,) = content.problems()
    assert problem.message == "“Re-cord” stands in line 1 already"


# --- addresses ----------------------------------------------------------------------------

ADDRESSES = [
    "www.musterstadt.de/rathaus/buergerbeteiligung",
    "https://www.zukunftswerkstatt-kommunen.example/neues/01-arbeiten-im-krisenmodus/",
    "redaktion@zukunftswerkstatt-kommunen.example",
    "landkreis-weinhuegelland.example/wohnpatenschaft",
    "rathaus.landkreis-weinhuegelland.example",
    "Musterstadt.de/Rathaus/Buergerbeteiligung.html?seite=2&ansicht=lang#abschnitt_drei",
]


@pytest.mark.parametrize("width", ["1mm", "20mm", "34mm", "60mm"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("frame", ["{}", "Näheres unter {}.", "(Näheres: {}, Seite zwei)"])
def test_addresses_never_get_a_hyphen_nor_lose_a_letter(
    magazine: Typesetter, frame: str, address: str, width: str
) -> None:
    body = f'<p style="width: {width}">{escape(frame.format(address))}</p>'
    lines = magazine.html(body)
    assert address in "".join(lines).replace("\u200b", "#").replace("\u2060", "#")
    assert not any(line.endswith("-") for line in lines if line in address)


def test_addresses_go_on_at_sensible_places(magazine: Typesetter) -> None:
    assert magazine.text("https://www.muster-stadt.de/rathaus/team.html") == [
        "https://", "www.muster", "-stadt", ".de/", "rathaus/", "team", ".html"
    ]  # fmt: skip
    assert magazine.text("info@muster-stadt.example") == ["info", "@muster", "-stadt", ".example"]


def test_an_address_that_is_a_link_is_kept_as_well(magazine: Typesetter) -> None:
    link = f'<p class="prose" style="{NARROW}"><a href="https://musterstadt.de/">musterstadt.de</a></p>'
    assert magazine.html(link) == ["musterstadt", ".de"]


def test_words_in_a_link_are_words(magazine: Typesetter) -> None:
    link = '<p style="width: 1mm"><a href="https://musterstadt.de/">Kommunalverwaltung</a></p>'
    assert "".join(magazine.html(link)) == "Kom-mu-nal-ver-wal-tung"


@pytest.mark.parametrize(
    "text", ["z. B. heute", "Ende.Neuer Satz", "Bürger.innen", "3.10", "10:30 Uhr", "§ 3 a.F.",
             "ein@", "@stadt", "1/2", "und/oder", "Ost-West", "https://", "www."],
)  # fmt: skip
def test_what_is_no_address_is_left_alone(text: str) -> None:
    root = ElementTree.fromstring(f"<p>{text}</p>")
    words.prepare(root)
    assert ElementTree.tostring(root, "unicode") == f"<p>{text}</p>"


def test_only_printed_text_is_touched() -> None:
    html = (
        "<html><head><title>www.a.de</title><style>a{background:url(https://b.de/)}</style></head>"
        '<body><!--www.c.de--><p title="www.d.de">Text <b>fett</b> und www.e.de, f@g.de.</p></body>'
        "</html>"
    )
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    root = ElementTree.fromstring(html, parser)
    words.prepare(root)
    touched = ElementTree.tostring(root, "unicode")
    assert re.sub(r"</?span[^>]*>|[\u200b\u2060]", "", touched) == html
    assert re.findall(r"<span[^>]*>(.*?)</span>", touched) == [
        "www.e\u200b.de",
        "f\u200b@g\u200b.de",
    ]


@pytest.mark.parametrize(
    "piece", ["a", "a.", "www.", "a@", "-", "a-", "\u00ad", "a\u00ad", "http://"]
)
def test_the_longest_nonsense_is_read_in_no_time(piece: str) -> None:
    root = ElementTree.Element("p")
    root.text = piece * 50_000
    start = time.perf_counter()
    words.prepare(root)
    assert time.perf_counter() - start < 1


# --- headings -----------------------------------------------------------------------------


def test_headings_are_divided_only_where_a_word_does_not_fit(magazine: Typesetter) -> None:
    title = "Bürgerbeteiligung braucht eine Kommunalverwaltungsdigitalisierungsstrategie"
    lines = magazine.html(f'<h2 style="width: 80mm; font-size: 22pt">{title}</h2>')
    assert lines == ["Bürgerbeteiligung", "braucht eine", "Kommunalverwaltungs-",
                     "digitalisierungsstrategie"]  # fmt: skip


def test_running_text_of_the_same_width_is_divided(magazine: Typesetter) -> None:
    lines = magazine.html('<p style="width: 34mm">Es braucht Bürgerbeteiligung</p>')
    assert lines == ["Es braucht Bürgerbe-", "teiligung"]


# --- soft hyphens -------------------------------------------------------------------------


def test_a_soft_hyphen_replaces_the_breaks_of_its_word(magazine: Typesetter) -> None:
    assert magazine.text("Kommunal\u00adverwaltung") == ["Kommunal-", "verwaltung"]


def test_a_soft_hyphen_leaves_other_words_alone(magazine: Typesetter) -> None:
    text = "Auf Dauer hilft die Kommunalverwaltung %s und mehr"
    with_soft, without = (
        magazine.text(text % word, "width: 40mm") for word in ("Hoch\u00adwasser", "Hochwasser")
    )
    assert with_soft[0] == without[0] == "Auf Dauer hilft die Kom-"


def test_a_soft_hyphen_that_is_not_needed_does_not_show(magazine: Typesetter) -> None:
    assert magazine.text("Kommunal\u00adverwaltung", "") == ["Kommunalverwaltung"]
