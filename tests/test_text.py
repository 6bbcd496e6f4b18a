"""Rich text: CommonMark, tables and footnotes become HTML; anything else stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder.content.text import TextFault, case_name, faults, is_link, render


def found(text: str) -> list[tuple[str, int, str]]:
    return [(fault.rule, fault.line, fault.got) for fault in faults(text)]


def html(text: str) -> str:
    """The HTML of a text that has nothing wrong."""
    assert found(text) == []
    return render(text, level=3)


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Name and attributes of every element, as a browser would see them."""
    seen = []
    parser = HTMLParser()
    parser.handle_starttag = lambda name, attributes: seen.append((name, dict(attributes)))
    parser.feed(html)
    parser.close()
    return seen


def names(html: str) -> list[str]:
    return [name for name, _ in elements(html)]


# --- what is printed ----------------------------------------------------------------------


def test_commonmark():
    assert html("**a** *b* `c`\n\n- d\n- e") == (
        "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n<ul>\n<li>d</li>\n<li>e</li>\n</ul>\n"
    )


def test_tables_say_what_their_heads_belong_to():
    table = html("| Jahr | Fälle |\n|---|--:|\n| 2021 | 12 |\n")
    assert names(table) == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert [a["scope"] for name, a in elements(table) if name == "th"] == ["col", "col"]


def test_footnotes_stand_where_they_are_called():
    text = "Ein Satz[^1] und[^name] mehr.\n\n[^1]: Die *erste*.\n[^name]: Die zweite.\n"
    assert html(text) == (
        '<p>Ein Satz<span class="footnote">Die <em>erste</em>.</span> '
        'und<span class="footnote">Die zweite.</span> mehr.</p>\n'
    )


def test_footnotes_written_inline():
    assert html("a^[Note.] b") == '<p>a<span class="footnote">Note.</span> b</p>\n'


def test_footnotes_in_tables_and_lists():
    text = "| a[^1] |\n|---|\n| b |\n\n- c[^1]\n\n[^1]: Note."
    assert html(text).count('<span class="footnote">Note.</span>') == 2


def test_a_footnote_that_was_never_written_is_text_and_a_fault():
    assert render("a[^1]", level=3) == "<p>a[^1]</p>\n"
    assert found("a\nb[^1]") == [("text-footnote", 1, "[^1]")]


def test_a_footnote_that_is_never_called_is_a_fault():
    assert found("a\n\n[^1]: Note") == [("text-footnote", 0, "[^1]")]


def test_a_call_within_a_footnote_is_a_fault():
    assert found("a[^1]\n\n[^1]: Note[^1]") == [("text-footnote", 2, "[^1]")]


def test_a_link_that_is_none_is_a_fault():
    assert found("[x](https://probe.example/a b)") == [
        ("text-link", 0, "](https://probe.example/a b)")
    ]


def test_words_in_another_language_are_marked():
    assert html("Das heißt [Public *Value*]{lang=en}.") == (
        '<p>Das heißt <span lang="en">Public <em>Value</em></span>.</p>\n'
    )
    assert html('[a]{lang="zh-Hant-TW"}') == '<p><span lang="zh-Hant-TW">a</span></p>\n'


def test_words_in_another_language_within_tables_and_footnotes():
    assert html("| [a]{lang=en} |\n|---|\n| b |").count('<span lang="en">a</span>') == 1
    assert html("a^[The [note]{lang=en}.]").count('<span lang="en">note</span>') == 1


@pytest.mark.parametrize(
    "braces",
    ["{}", "{.big}", "{#id}", "{lang=english1}", "{lang=}", "{lang=en .big}", "{onclick=x}",
     "{lang=en onclick=x}", "{style=x}", "{lang=en lang=fr style=x}", "{href=javascript:x}"],
)  # fmt: skip
def test_braces_that_name_anything_but_a_language_are_a_fault(braces):
    assert [rule for rule, _, _ in found(f"a\nb [c]{braces}")] == ["text-language"]
    assert all(set(given) <= {"lang"} for _, given in elements(render(f"[c]{braces}", level=3)))


@pytest.mark.parametrize("text", ["[a] {lang=en}", "**a**{lang=en}", "[a]{lang=„en“}", "{lang=en"])
def test_a_language_in_a_place_where_it_marks_nothing_is_a_fault(text):
    assert [rule for rule, _, _ in found(text)] == ["text-language"]
    assert "<span" not in render(text, level=3)


def test_braces_behind_a_link_are_a_fault_and_text():
    text = "[a](https://probe.example/){lang=en}"
    assert found(text) == [("text-language", 0, "{lang=en}")]
    assert "{lang=en}" in render(text, level=3)


def test_a_star_within_a_word_is_a_star():
    text = "Bürger*innen und Mitarbeiter*innen, 5*3*2 m, *schräg* und **fett**"
    assert html(text) == (
        "<p>Bürger*innen und Mitarbeiter*innen, 5*3*2 m, <em>schräg</em> und "
        "<strong>fett</strong></p>\n"
    )
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["**Wichtig:**Das bleibt.", "** fett **", "~~weg~~", "- [ ] Raum", "- [x] WLAN",
     "[Bericht] (https://probe.example/)", "Text:\n• eins\n• zwei"],
)  # fmt: skip
def test_markup_that_comes_out_as_text_is_a_fault(text):
    assert {rule for rule, _, _ in found(text)} == {"text-markup"}


def test_a_list_begins_with_its_number():
    assert html("3. Oktober") == (
        '<ol start="3" style="counter-reset: item 2">\n<li>Oktober</li>\n</ol>\n'
    )


def test_other_braces_are_text():
    assert html("Die Menge {a, b} und [c] {d}") == "<p>Die Menge {a, b} und [c] {d}</p>\n"


def test_a_footnote_written_inline_within_a_footnote_is_a_fault():
    assert found("a[^1]\n\n[^1]: b^[c]") == [("text-footnote", 2, "[^]")]
    assert found("a^[b^[c]]")[0][0] == "text-footnote"


def test_a_footnote_is_called_ten_times_at_most():
    note = "\n\n[^1]: Note"
    assert html("a[^1] " * 10 + note).count("Note") == 10
    assert found("a[^1] " * 20 + note) == [("text-footnote", 0, "[^1]")]


def test_a_footnote_that_calls_itself_ends():
    assert "Note" in render("a[^1]\n\n[^1]: Note[^1]", level=3)


def test_footnotes_that_call_each_other_end():
    assert "One" in render("a[^1]\n\n[^1]: One[^2]\n\n[^2]: Two[^1]", level=3)


@pytest.mark.parametrize(
    ("text", "level", "tags"),
    [
        ("# a\n## b\n### c", 3, ["h3", "h4", "h5"]),
        ("### a\n#### b\n### c", 2, ["h2", "h3", "h2"]),
        ("# a\n### b\n###### c", 2, ["h2", "h3", "h4"]),
        ("## a\n#### b\n##### c", 5, ["h5", "h6", "h6"]),
        ("a\n===\nb\n---", 3, ["h3", "h4"]),
    ],
)
def test_headings_begin_at_the_level_and_skip_none(text, level, tags):
    assert names(render(text, level=level)) == tags


def test_rendering_the_same_text_twice_gives_the_same():
    text = "# a\n\nb[^1] [c](https://d.example)\n\n[^1]: e"
    assert render(text, level=3) == render(text, level=3)
    assert render(text, level=2).startswith("<h2>")


# --- references ---------------------------------------------------------------------------


def reference(words: str) -> str:
    return f'<a class="case-reference" href="#case-study-neu-ort">{words}</a>'


def test_references_end_with_the_word_for_page():
    text = "([siehe *dort*](case:neu-ort)) [](case:neu-ort 'Titel')"
    assert found(text) == []
    assert render(text, level=3, page="S. & T.") == (
        f"<p>({reference('siehe <em>dort</em> S. &amp; T.')}) {reference('S. &amp; T.')}</p>\n"
    )


def test_references_in_footnotes_lists_and_tables():
    text = "a[^1] b^[[c](case:neu-ort)]\n\n- [c](case:neu-ort)\n\n| d |\n|---|\n| [c][2] |\n"
    notes = "\n[^1]: [c](case:neu-ort)\n\n[2]: case:neu-ort\n"
    assert html(text + notes).count(reference("c page")) == 4


def test_a_link_beside_a_reference_is_a_link():
    text = "[a](https://a.example) [c](case:neu-ort) [b](https://b.example)"
    assert [a["href"] for name, a in elements(html(text)) if name == "a"] == [
        "https://a.example", "#case-study-neu-ort", "https://b.example",
    ]  # fmt: skip


def test_the_name_in_a_reference():
    assert case_name("case:neu-ort") == "neu-ort"
    assert case_name("case:m%C3%BCnster") == "münster"
    assert case_name("https://case:a.example") is None


def test_an_address_that_is_its_own_words_is_no_reference():
    assert found("<case:neu-ort>") == [("text-link", 0, "case:neu-ort")]


@pytest.mark.parametrize("name", ["", "Ort", "a b", 'a"onclick=x', "a#b", "../a", "a%22b"])
def test_a_reference_that_can_be_none_is_not_printed(name):
    assert "a" not in names(render(f"[x](<case:{name}>)", level=3))


# --- what is not --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<b>x</b>", "<div>\nx\n</div>", "<!-- x -->", "<img src=x>"],
)
def test_html_is_shown_as_text(text):
    assert names(render(text, level=3)) == ["p"]
    assert {rule for rule, _, _ in found(text)} == {"text-html"}


def test_html_in_code_is_what_the_author_meant():
    assert html("`<b>`\n\n    <i>\n").count("&lt;") == 2


@pytest.mark.parametrize(
    "text", ["1 < 2 > 1", "a <3 b", "x<y", "AT&T &amp; Co", "<https://a.example>"]
)
def test_signs_that_are_no_html(text):
    assert "<script" not in html(text)


@pytest.mark.parametrize("text", ["{{ name }}", "{% if x %}", "{# note #}", "${x}", "%(x)s", "{0}"])
def test_braces_are_text(text):
    assert html(text) == f"<p>{text}</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example",
        "seite.html",
        "#anker",
        "https://localhost/",
        "https://me:secret@a.example",
        "mailto:nobody",
    ],
)
def test_links_that_lead_nowhere_are_neither_printed_nor_accepted(address):
    assert not is_link(address)
    text = f"[Text]({address})"
    assert "a" not in names(render(text, level=3))
    assert found(text) == [("text-link", 0, address)]


@pytest.mark.parametrize(
    "text",
    [
        "<javascript:alert(1)>",
        "[a][1]\n\n[1]: javascript:alert(1)",
        "[a](java&#115;cript:alert(1))",
    ],
)
def test_links_in_other_spellings(text):
    assert "a" not in names(render(text, level=3))
    assert found(text) == [("text-link", 0, "javascript:alert(1)")]


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d", "http://a.example", "mailto:a@b.example?subject=c"]
)
def test_links_to_the_web_and_to_people(address):
    assert elements(html(f"[Text]({address})")) == [("p", {}), ("a", {"href": address})]


@pytest.mark.parametrize(
    "text", ["![Alt](a.png)", "![](https://a.example/b.png)", "![a][1]\n\n[1]: b"]
)
def test_images_are_not_printed(text):
    assert "img" not in names(render(text, level=3))
    assert [rule for rule, _, _ in found(text)] == ["text-image"]


# --- what would be lost -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("| a |\n|---|\n| b | verloren |", 2, "verloren"),
        ("Text\n\n[Hinweis]: vertraulich", 2, "hinweis"),
        ("a\n\n[Quelle]: https://a.example", 2, "quelle"),
    ],
)
def test_words_that_are_not_printed_are_a_fault(text, line, word):
    assert found(text) == [("text-lost", line, word)]


@pytest.mark.parametrize(
    "text",
    [
        "[Text][Straße]\n\n[Straße]: https://müller.example/Gruß 'Titel'",
        "<https://xn--mller-kva.example/a%20b>",
        "K&ouml;ln &#196;hre &amp; \\*Stern* Wort\\\nWort",
        "3. drei\n4. vier",
        "```yaml\na: b\n```",
        "| a | b |\n|:--|--:|\n| c |",
        "Ein[^wort].\n\n[^wort]: Note",
        "Ver*ein*s_wesen_ `x y`",
        "Titel\n=====\n\n> > Zitat",
    ],
)
def test_words_that_only_markup_needs_are_not_missed(text):
    html(text)


def test_too_many_levels_are_a_fault():
    assert "Wort" in html("> " * 16 + "Wort")
    assert found("> " * 17 + "Wort") == [("too-deep", 0, "")]
    assert "Wort" not in render("> " * 21 + "Wort", level=3)


# --- where it stands ----------------------------------------------------------------------

LINES = """\
Ein Absatz

mit [gut](https://a.example)
und [schlecht](eins.html)\\
und [schlecht](zwei.html)

- Liste
  - mit <b>HTML</b>

| Tabelle |
|---|
| a |
| [x](drei.html) |

> Zitat
> ![Bild](b.png)

## Titel mit [x](vier.html)

Fußnote[^1]

[^1]: Zeile
    mit [x](fünf.html)
"""


def test_faults_know_their_lines():
    lines = LINES.split("\n")
    expected = ["eins", "zwei", "<b>", "drei", "![Bild", "vier", "fünf"]
    numbers = [next(i for i, line in enumerate(lines) if mark in line) for mark in expected]
    assert sorted(fault.line for fault in faults(LINES)) == numbers


def test_faults_quote_what_is_wrong():
    assert list(faults("a\n![Bild](b.png)")) == [TextFault("text-image", 1, "Bild")]
    assert list(faults("a\n![](b.png)")) == [TextFault("text-image", 1, "b.png")]
    assert list(faults("a\n<br/>")) == [TextFault("text-html", 1, "<br/>")]


# --- anything at all ----------------------------------------------------------------------

thorough = settings(derandomize=True, max_examples=200, deadline=None)
PIECES = """\
# ## - 1. > | |---| * ** _ ` ``` ~~~ [ ]( ) ![ < > </ <script> <!-- --> & &amp; &#106; [^1] [^1]:
^[ [1]: javascript: data: https://a.example mailto: case:a "onclick=" ' \\ {{ }}
ä x href="javascript:"""
marked = st.lists(st.sampled_from([*PIECES.split(), " ", "    ", "\n", "\n\n"]), max_size=30)
ALLOWED = {
    *("p", "em", "strong", "code", "pre", "a", "br", "hr", "ul", "ol", "li", "blockquote", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6"),
}


@thorough
@given(st.text())
def test_any_text_is_rendered_safely(text):
    check_safe(text)


@thorough
@given(marked.map("".join))
def test_any_marks_are_rendered_safely(text):
    check_safe(text)


def check_safe(text):
    list(faults(text))
    html = render(text, level=3)
    assert "<script" not in html
    assert 'href="javascript' not in html
    for name, attributes in elements(html):
        assert name in ALLOWED
        assert set(attributes) <= {"href", "title", "class", "scope", "style", "start"}
        assert re.match(r"https?://|mailto:|#case-study-[a-z]|$", attributes.get("href", ""))
