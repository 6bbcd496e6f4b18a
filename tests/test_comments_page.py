"""`report-builder comments page`: all comments in one file, with pictures of their places."""

import base64
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import Visit, faults, visit
from click.testing import CliRunner, Result
from conftest import REPOSITORY, SmallProject
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, expect
from reviewing import HEIGHT, WIDTH, Draft, send

from report_builder import facsimile
from report_builder.cli import main
from report_builder.geometry import Rectangle
from report_builder.layout.description import read_labels
from report_builder.review import comments
from report_builder.review.comments import Comment, Mark, Reply
from report_builder.review.standing import digest

SLUG = SmallProject.slug
SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"


@pytest.fixture
def draft(project: SmallProject) -> Draft:
    return send(project)


def remark(draft: Draft, words: str, name: str, **facts: object) -> Comment:
    """A comment on words of one line."""
    piece = draft.piece(words)
    file, _, field = piece.source.partition("#")
    mark = Mark([draft.area(words)], "", "a.pdf")
    facts = {"kind": "highlight", "author": "Anna Weber", "text": "Wo genau?", "date": "",
             "page": piece.page, "quote": words, "file": file, "field": field, **facts}  # fmt: skip
    return Comment(name, 1, "magazine", **{"mark": mark, **facts})


def some(draft: Draft) -> list[Comment]:
    """Comments of every kind that a page has to show."""
    answered = {
        "text": "Seit wann?\nUnd warum?",
        "date": "2026-11-03T10:15:00+01:00",
        "replies": (Reply("Jan Brandt", "2026-11-04", "Seit dem Frühjahr."),),
    }
    on_the_whole = {"page": 0, "file": "", "field": "", "quote": "", "kind": "note"}
    return [
        remark(draft, "standen im Flur", "aa000001", **answered),
        remark(draft, "zimmerte einen Tisch", "aa000002", kind="replace", author="Cem Aydin",
               text="baute einen Tisch", state="resolved", note="So übernommen."),
        remark(draft, "Ausgangslage", "aa000003", author="Cem Aydin", file="", field=""),
        remark(draft, "jedes Wort mit", "aa000004", state="rejected", author="", text=""),
        remark(draft, "EIN TISCH", "aa000005", text="Sehr schön!", **on_the_whole),
        remark(draft, "EIN TISCH", "aa000006", file=draft.project.issue, field="/title"),
    ]  # fmt: skip


def hostile(draft: Draft) -> list[Comment]:
    """What strangers may write."""
    return [
        remark(draft, "standen im Flur", "bb000001", author=SCRIPT, text=SCRIPT, quote=SCRIPT,
               note=f"</p></article>{SCRIPT}", state="resolved"),
        remark(draft, "standen im Flur", "bb000002", author="x" * 300, text="w" * 5000),
        remark(draft, "standen im Flur", "bb000003", author="דניאל \u202e", kind="no such kind",
               text="שלום עולם \u202eabc", quote="\u202e" * 50),
    ]  # fmt: skip


def written(draft: Draft, found: Sequence[Comment]) -> Path:
    """The page of comments, after they were put into the ledger."""
    comments.save(draft.project.found, SLUG, found)
    path = draft.project.root / "comments.html"
    result = run(draft, path)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert result.stdout == f"wrote {path}: {len(found)} comment{'s' * (len(found) != 1)}\n"
    return path


def run(draft: Draft, path: Path) -> Result:
    root = ["--project", str(draft.project.root)]
    return CliRunner().invoke(main, ["comments", "page", SLUG, "-o", str(path), *root])


# --- what is on it ------------------------------------------------------------------------


def articles(path: Path) -> dict[str, str]:
    """The words of each comment by its id."""
    html = path.read_text("utf-8")
    found = re.findall(r'<article id="(\w+)".*?</article>', html, re.DOTALL)
    bodies = re.findall(r"<article id=.*?</article>", html, re.DOTALL)
    plain = (re.sub(r"<[^>]+>", " ", body) for body in bodies)
    return dict(zip(found, (" ".join(words.split()) for words in plain), strict=True))


def test_a_comment_says_everything_that_is_known_of_it(draft: Draft) -> None:
    (first, second, *_) = some(draft)
    text = draft.project.read(draft.project.case)
    line = 1 + text[: text.index("standen im Flur")].count("\n")
    changed = replace(second, digest=digest("what it was"))
    told = articles(written(draft, [first, changed]))
    assert told["aa000001"] == (
        "Entwurf 1, Seite 2 Anna Weber hat markiert offen Text hat sich geändert 3. November 2026 "
        "aa000001 standen im Flur Seit wann? Und warum? Jan Brandt 4. November 2026 "
        f"Seit dem Frühjahr. {draft.project.case}:{line} /challenge"
    )
    assert "Cem Aydin hat ersetzt erledigt Text hat sich geändert" in told["aa000002"]
    assert "Stattdessen: baute einen Tisch Entscheidung: So übernommen." in told["aa000002"]


def test_a_comment_whose_text_is_as_in_the_draft_is_not_called_changed(draft: Draft) -> None:
    comment = some(draft)[0]
    (challenge,) = re.findall(r"challenge: \|\n(.*?)approach:", draft.project.read(
        draft.project.case), re.DOTALL)  # fmt: skip
    same = digest("\n".join(line.strip() for line in challenge.splitlines()) + "\n")
    told = articles(written(draft, [replace(comment, digest=same)]))
    assert "Text hat sich geändert" not in told["aa000001"]


def test_comments_stand_by_section_those_on_the_whole_first(draft: Draft) -> None:
    html = written(draft, some(draft)).read_text("utf-8")
    found = re.findall(r'<h2>(.*?)</h2>|<article id="(\w+)"', html)
    assert [title or name for title, name in found] == [
        *("Zum Entwurf als Ganzem", "aa000005"),
        *("Das Heft", "aa000006"),
        # What the layout prints belongs to the section of its page.
        *("Ein Tisch für alle", "aa000003", "aa000001", "aa000002", "aa000004"),
    ]


def test_an_english_series_has_an_english_page(draft: Draft) -> None:
    draft.project.replace(draft.project.series, "language: de", "language: en-GB")
    path = written(draft, some(draft))
    assert '<html lang="en-GB">' in path.read_text("utf-8")
    assert "Draft 1, page 2 Anna Weber highlighted open" in articles(path)["aa000001"]


def test_both_languages_have_the_same_labels() -> None:
    labels, findings = read_labels(REPOSITORY, REPOSITORY / "layouts/review")
    assert findings == []
    german, english = (labels[code]["comments"] for code in ("de", "en"))
    assert list(german) == list(english)
    for key in ("counts", "states", "kinds"):
        assert list(german[key]) == list(english[key])


def test_the_same_comments_make_the_same_file(draft: Draft) -> None:
    first = written(draft, some(draft)).read_bytes()
    assert written(draft, some(draft)).read_bytes() == first


def test_content_and_brand_that_are_broken_keep_nobody_from_the_comments(draft: Draft) -> None:
    draft.project.write(draft.project.case, "title: [\n")
    draft.project.write("assets/_brand.yml", "nothing: here\n")
    told = articles(written(draft, some(draft)))
    assert "standen im Flur" in told["aa000001"]


def test_a_ledger_that_is_damaged(draft: Draft) -> None:
    draft.project.write(f"reports/{SLUG}/review/comments.yaml", "comments: [{id: 1}]\n")
    result = run(draft, draft.project.root / "x.html")
    assert result.exit_code == 1
    assert "comments.yaml is damaged: the comment in line 1" in result.stderr
    assert not (draft.project.root / "x.html").exists()


# --- pictures -----------------------------------------------------------------------------


def pictures(path: Path) -> dict[str, tuple[Image.Image, list[Rectangle]]]:
    """The picture in each comment, by its id, with its marks in px."""
    found = {}
    html = path.read_text("utf-8")
    for name, body in re.findall(r'<article id="(\w+)"(.*?)</article>', html, re.DOTALL):
        data = re.search(r'src="data:image/webp;base64,([^"]+)"', body)
        if data:
            picture = Image.open(io.BytesIO(base64.b64decode(data[1]))).convert("RGB")
            found[name] = picture, [mark_of(style, picture) for style in _marks(body)]
    return found


def _marks(body: str) -> list[str]:
    return re.findall(r'class="mark" style="([^"]+)"', body)


def mark_of(style: str, picture: Image.Image) -> Rectangle:
    parts = {name: float(value) / 100 for name, value in re.findall(r"(\w+): ([-\d.]+)%", style)}
    left, top = parts["left"] * picture.width, parts["top"] * picture.height
    right, bottom = left + parts["width"] * picture.width, top + parts["height"] * picture.height
    return Rectangle(left, top, right, bottom)


def test_the_mark_is_around_the_words_in_the_picture(draft: Draft) -> None:
    """What is within it looks like these words in the draft."""
    words = {"aa000001": "standen im Flur", "aa000002": "zimmerte einen Tisch"}
    shown = pictures(written(draft, some(draft)))
    for name, text in words.items():
        picture, (mark,) = shown[name]
        area = draft.area(text)
        whole = facsimile.page(draft.pdf.read_bytes(), draft.piece(text).page + 1, 1000)
        expected = whole.crop([round(side * 1000 / WIDTH) for side in area])
        there = picture.crop([round(side) for side in mark]).resize(expected.size)
        different = ImageStat.Stat(ImageChops.difference(expected, there)).mean
        assert max(different) < 12, (name, different)
        assert min(ImageStat.Stat(expected).stddev) > 40  # there is something in it


def test_pictures_are_small_and_show_what_is_around(draft: Draft) -> None:
    lines = [piece.area for piece in draft.source_map.on(2)]
    tall = replace(some(draft)[0], mark=Mark(lines, "", "a.pdf"))
    shown = pictures(written(draft, [tall, some(draft)[1]]))
    assert shown["aa000002"][0].size == (640, 200)
    picture, marks = shown["aa000001"]
    assert max(picture.width / 640, picture.height / 480) == 1
    assert len(marks) == len(lines)
    assert all(0 <= m.left < m.right <= picture.width for m in marks)


@pytest.mark.parametrize(
    "area",
    [
        Rectangle(-50, -50, 3 * WIDTH, 3 * HEIGHT),
        Rectangle(WIDTH, HEIGHT, WIDTH, HEIGHT),
        Rectangle(10, 10, 10, 30),
    ],
)
def test_marks_of_any_shape_have_a_picture(draft: Draft, area: Rectangle) -> None:
    odd = replace(some(draft)[0], mark=Mark([area], "", "a.pdf"))
    picture, (mark,) = pictures(written(draft, [odd]))["aa000001"]
    assert 0 <= mark.left <= mark.right <= picture.width + 1
    assert 0 <= mark.top <= mark.bottom <= picture.height + 1


@pytest.mark.parametrize(
    "facts",
    [
        {"page": 99},
        {"draft": 2},
        {"layout": "brief"},
        {"mark": Mark([Rectangle(900, 900, 910, 910)], "", "a.pdf")},
        {"mark": Mark([], "", "a.pdf")},
        {"mark": Mark([Rectangle(*[float("nan")] * 4)], "", "a.pdf")},
    ],
)
def test_without_a_page_there_is_no_picture(draft: Draft, facts: dict[str, object]) -> None:
    path = written(draft, [replace(some(draft)[0], **facts)])
    assert pictures(path) == {}
    assert "kein Bild" in articles(path)["aa000001"]


def test_a_draft_that_cannot_be_shown(draft: Draft) -> None:
    draft.pdf.write_bytes(b"no PDF")
    comments.save(draft.project.found, SLUG, some(draft))
    result = run(draft, draft.project.root / "x.html")
    assert result.exit_code == 1
    assert f"{draft.proof.pdf} cannot be shown" in result.stderr


# --- in a browser -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with every kind of comment and with hostile ones. Only to be read."""
    import shutil

    project = SmallProject(tmp_path_factory.mktemp("page"))
    for folder in ("layouts", "assets"):
        shutil.copytree(REPOSITORY / folder, project.root / folder)
    draft = send(project)
    return written(draft, [*some(draft), *hostile(draft)])


@pytest.fixture
def visited(browser: Browser, page: Path) -> Iterator[Visit]:
    with visit(browser, page) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_browser_finds_nothing_wrong(
    browser: Browser, page: Path, width: int, scheme: str
) -> None:
    with visit(browser, page, width, scheme) as visited:
        assert faults(visited) == []
        assert [each for each in visited.requests if not each.startswith("data:")] == [
            page.as_uri()
        ]
        assert visited.page.title() == "Anmerkungen: Probeheft"  # no comment has run
        assert visited.page.locator("article").count() == 9
        assert visited.page.locator("img:not(.sheet img)").count() == 0


def shown(visited: Visit) -> list[str]:
    found = visited.page.locator("article").filter(visible=True)
    return found.evaluate_all("articles => articles.map(article => article.id)")


def said(visited: Visit) -> str:
    return visited.page.locator("output").inner_text()


def tab_to(visited: Visit, selector: str) -> None:
    """Press the tabulator until something has the focus, which can then be seen."""
    for _ in range(10):
        visited.page.keyboard.press("Tab")
        if visited.page.locator(f"{selector}:focus").count():
            style = visited.page.locator(":focus").evaluate("e => getComputedStyle(e).outline")
            assert "3px" in style and "solid" in style
            return
    raise AssertionError(f"the tabulator does not reach {selector}")


def test_filters_work_by_keyboard_and_say_what_is_left(visited: Visit) -> None:
    keyboard = visited.page.keyboard
    assert said(visited) == "9 von 9 werden gezeigt"
    tab_to(visited, "select[name=person]")
    keyboard.type("Cem")
    assert shown(visited) == ["aa000003", "aa000002"]
    assert said(visited) == "2 von 9 werden gezeigt"
    tab_to(visited, "input[value=resolved]")
    keyboard.press("Space")
    assert shown(visited) == ["aa000003"]
    assert visited.page.locator("section").filter(visible=True).count() == 1
    tab_to(visited, "input[value=rejected]")
    keyboard.press("Enter")  # sends no form
    tab_to(visited, "button")
    keyboard.press("Enter")
    expect(visited.page.locator("output")).to_have_text("9 von 9 werden gezeigt")
    assert len(shown(visited)) == 9
    tab_to_section(visited)
    assert shown(visited) == ["aa000006"]
    assert visited.messages == []


def tab_to_section(visited: Visit) -> None:
    """Back to the sections, of which the second one is chosen."""
    for _ in range(4):
        visited.page.keyboard.press("Shift+Tab")
    assert visited.page.locator("select[name=section]:focus").count()
    visited.page.keyboard.type("Das Heft")


def test_what_is_left_is_announced(visited: Visit) -> None:
    assert visited.page.get_by_role("status").inner_text() == "9 von 9 werden gezeigt"


def test_one_can_skip_to_the_comments_and_link_to_each(visited: Visit, page: Path) -> None:
    visited.page.keyboard.press("Tab")
    assert visited.page.locator("a.skip:focus").bounding_box()["x"] >= 0
    visited.page.keyboard.press("Enter")
    visited.page.keyboard.press("Tab")
    assert visited.page.locator("article#aa000005 a:focus").count() == 1
    visited.page.goto(f"{page.as_uri()}#aa000002")
    assert visited.page.locator("article:target").get_attribute("id") == "aa000002"


def test_without_javascript_everything_is_shown(browser: Browser, page: Path) -> None:
    with visit(browser, page, script=False) as visited:
        assert visited.page.locator("article").filter(visible=True).count() == 9
        assert not visited.page.locator("form").is_visible()


def test_on_paper_there_are_all_comments_and_no_filters(visited: Visit) -> None:
    visited.page.emulate_media(media="print")
    assert visited.page.locator("article").filter(visible=True).count() == 9
    assert not visited.page.locator("form").is_visible()


def test_without_comments(browser: Browser, draft: Draft) -> None:
    with visit(browser, written(draft, [])) as visited:
        assert faults(visited) == []
        assert "Bisher gibt es keine Anmerkungen." in visited.page.locator("main").inner_text()


def test_there_is_no_picture_of_another_build(draft: Draft) -> None:
    """Until it is sent, a draft that is built again has the same number."""
    (first, *_) = some(draft)
    other = replace(first, id="cc000001", mark=replace(first.mark, build="another"))
    text = written(draft, [first, other]).read_text("utf-8")
    assert text.count("kein Bild, denn das PDF dieses Entwurfs liegt hier nicht") == 1
    assert text.count("<img ") == 1
