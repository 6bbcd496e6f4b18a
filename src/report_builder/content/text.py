"""Rich text: CommonMark without raw HTML, with tables and footnotes (markdown-it-py)."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from report_builder.content.languages import is_language
from report_builder.content.types import is_email, is_slug, is_url

_MISSED = {
    "text-html": re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<!--"),
    "text-footnote": re.compile(r"\[\^[^\]\s]{1,40}\]"),
    "text-link": re.compile(r"\]\([^)]{0,200}\)?"),
    "text-language": re.compile(r"\{\s{0,9}lang\b[^}\n]{0,40}\}?"),
    # Bold that does not close, ticks and strokes of other dialects, a link with a space in it,
    # bullets out of a word processor.
    "text-markup": re.compile(r"\*\*|~~|^\[[ xX]\] |\]\s\((?=https?:)|^[•●▪]"),
}
_STAR_IN_WORD = re.compile(r"[^\W_]\*[^\W_]")
_WORD = re.compile(r"[^\W_]+")
# Twenty levels are as deep as the parser goes; what is below is not printed.
_MAX_LEVEL = 18
# A note is printed at each of its calls.
_MAX_CALLS = 10
# Short lines below a wide head are filled up with empty cells: a little text would make a huge
# table. The parser's own limit is two hundred times as high.
vars(import_module("markdown_it.rules_block.table"))["MAX_AUTOCOMPLETED_CELLS"] = 300

_CASE = "case:"

_LINE_END = re.compile(r"\r\n?|\n")  # as CommonMark counts lines


@dataclass(frozen=True)
class TextFault:
    """A rule that a rich text breaks, in which of its lines (from 0), and the words at fault."""

    rule: str
    line: int
    got: str


@dataclass(frozen=True)
class Heading:
    """A heading, from `#` (1) to `######` (6); line and column are those of the text, from 0."""

    level: int
    words: str
    line: int
    column: int


@dataclass(frozen=True)
class Hyperlink:
    """A link in a text, with its words and its address."""

    words: str
    address: str
    line: int
    column: int


@dataclass(frozen=True)
class Table:
    """A table: the words of its head, and for each other row its line and how many cells it has.

    Rows of bars without a head that CommonMark prints as they stand are a table without a head.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[int, int], ...]
    line: int


Part = Heading | Hyperlink | Table


def render(
    text: str, *, level: int, page: str = "page", addresses: Mapping[str, str] | None = None
) -> str:
    """HTML of a rich text whose most important heading gets `level` (2–6), the next ones follow.

    Footnotes stand where they are called, as `<span class="footnote">`, for CSS to move to the
    foot of the page (CSS Generated Content for Paged Media, 2.). Words in another language,
    `[Public Value]{lang=en}`, become `<span lang="en">`. References, `[see](case:musterstadt)`,
    become links with the class `case-reference` to the element `case-study-musterstadt`; they end
    with the word `page`, after which CSS puts the number (target-counter, 6.). Where case studies
    have `addresses`, by their names, they lead there instead.
    """
    tokens = _parser().parse(text)
    _shift_headings(tokens, level)
    if addresses is None:
        _point_to_pages(tokens, page)
    else:
        _point_to(tokens, addresses.get)
    notes = _take_footnotes(tokens)
    return str(_parser().renderer.render(tokens, _parser().options, {"notes": notes}))


def render_online(text: str, *, level: int, notes: list[str]) -> str:
    """HTML as `render` makes it, for a page in a browser that a case study has for itself.

    References lead to `musterstadt.html`. Footnotes are added to `notes`, as HTML; each call is a
    link to the element `note-<number>`, with the number that its note has in the list, from 1.
    """
    tokens = _parser().parse(text)
    _shift_headings(tokens, level)
    _point_to(tokens, "{}.html".format)
    env: EnvType = {"notes": _take_footnotes(tokens), "gathered": notes}
    return str(_parser().renderer.render(tokens, _parser().options, env))


def opening(text: str, size: int) -> str:
    """The beginning of a rich text: what stands before its first heading, as many of its blocks as
    have `size` characters together, and one at least. It does not end with a colon, and leaves
    footnotes out."""
    tokens = [token for token, _ in _parsed(text)[0] if token.level == 0 and token.map]
    lines, end, colon = _LINE_END.split(text), 0, False
    for token in tokens:
        assert token.map is not None
        block = "\n".join(lines[: token.map[1]]).rstrip()
        if token.type == "heading_open" or (end and not colon and len(block) > size):
            break
        end, colon = token.map[1], block.endswith(":")
    return _MISSED["text-footnote"].sub("", "\n".join(lines[:end])).strip()


Stream = Sequence[tuple[Token, int]]


@lru_cache(maxsize=32)  # the texts of one file, which is looked at twice
def _parsed(text: str) -> tuple[Stream, dict[str, Any]]:
    """All tokens of a rich text with their lines, and what else the parser knows. Only to read."""
    env: dict[str, Any] = {}
    return list(_walk(_parser(trusting=True).parse(text, env), 0)), env


def faults(text: str) -> Iterator[TextFault]:
    """What a rich text contains that will not be printed as its author hopes."""
    tokens, env = _parsed(text)
    calls = env.get("footnotes", {}).get("refs", {})
    uncalled = (TextFault("text-footnote", 0, f"[^{n[1:]}]") for n, i in calls.items() if i < 0)
    found = [*_markup_faults(tokens), *uncalled, *_nesting_faults(tokens)]
    yield from found or _lost_words(text, [token for token, _ in tokens])


def _markup_faults(tokens: Stream) -> Iterator[TextFault]:
    within_note, calls = False, Counter[str]()
    for token, line in tokens:
        within_note = within_note or token.type == "footnote_open"
        if token.type == "image":
            yield TextFault("text-image", line, token.content or str(token.attrs.get("src", "")))
        elif token.type == "link_open" and _leads_nowhere(token):
            yield TextFault("text-link", line, str(token.attrs.get("href", "")))
        elif token.type == "text":
            yield from _text_faults(token.content, line)
        elif token.type == "span_open" and _language(token) is None:
            yield TextFault("text-language", line, _braces(token))
        elif token.type == "footnote_ref":
            label = token.meta.get("label", "")
            calls[label] += 1
            if within_note or (label and calls[label] == _MAX_CALLS + 1):
                yield TextFault("text-footnote", line, f"[^{label}]")


def _nesting_faults(tokens: Stream) -> Iterator[TextFault]:
    """The first place that is nested too deeply."""
    deep = (line for token, line in tokens if token.level >= _MAX_LEVEL)
    yield from (TextFault("too-deep", line, "") for line in list(deep)[:1])


def _lost_words(text: str, tokens: Sequence[Token]) -> Iterator[TextFault]:
    """Lines with a word that is not printed: a cell without a head, a link that is not used."""
    printed = {word for part in _printed(tokens) for word in _WORD.findall(part.casefold())}
    for number, line in enumerate(text.split("\n")):
        # Character references (&auml;) are printed as something else.
        parts = (part for part in line.casefold().split() if "&" not in part)
        words = (word for part in parts for word in _WORD.findall(part))
        if lost := next((word for word in words if word not in printed), None):
            yield TextFault("text-lost", number, lost)


def _printed(tokens: Sequence[Token]) -> Iterator[str]:
    """What is printed of a text, in parts, and the words that only markup needs."""
    for token in tokens:
        if token.type != "inline":
            yield from (token.content, token.info, str(token.meta.get("label", "")))
        for name, value in token.attrs.items():
            yield from (name, str(value), normalizeLinkText(str(value)))


def parts(text: str) -> Iterator[Part]:
    """The headings, links and tables of a rich text, in their order."""
    lines = _LINE_END.split(text)
    stream, _ = _parsed(text)
    searched: dict[int, int] = {}
    for index, (token, line) in enumerate(stream):
        if token.type == "heading_open":
            column = len(lines[line]) - len(lines[line].lstrip())
            yield Heading(int(token.tag[1]), _words(stream, index), line, column)
        elif token.type == "link_open":
            link = _link(stream, index, lines[line], searched.get(line, 0))
            searched[line] = link.column + 1
            yield link
        elif token.type == "table_open":
            yield _table(stream, index, lines)
        elif token.type == "paragraph_open" and (row := _bare_row(stream[index + 1][0].content)):
            yield Table((), (), line + row - 1)


def _inner(stream: Stream, index: int) -> Iterator[tuple[Token, int]]:
    """What stands between the opening token at `index` and the one that closes it."""
    closing = stream[index][0].type.replace("_open", "_close")
    for place in range(index + 1, len(stream)):  # a slice would copy the rest each time
        if stream[place][0].type == closing:
            return
        yield stream[place]


def _words(stream: Stream, index: int) -> str:
    """The words of a heading, a link or a cell without their markup."""
    spoken = {"softbreak": " ", "hardbreak": " "}
    kinds = ("text", "code_inline", "image")
    inner = [token for token, _ in _inner(stream, index)]
    return "".join(t.content if t.type in kinds else spoken.get(t.type, "") for t in inner).strip()


def _link(stream: Stream, index: int, line: str, begin: int) -> Hyperlink:
    """A link, looked for in its line from `begin` on; the parser knows no columns."""
    token, number = stream[index]
    words, sign = _words(stream, index), "<" if token.markup == "autolink" else "["
    written = (f"{sign}{words}]", sign + words, sign)
    found = (line.find(start, begin) for start in written)
    column = next((column for column in found if column >= 0), begin)
    return Hyperlink(words, str(token.attrs.get("href", "")), number, column)


def _table(stream: Stream, index: int, lines: list[str]) -> Table:
    head, rows = [], []
    for at, (token, line) in enumerate(_inner(stream, index), index + 1):
        if token.type == "th_open":
            head.append(_words(stream, at))
        elif token.type == "tr_open" and line != stream[index][1]:
            rows.append((line, _cells(lines[line])))
    return Table(tuple(head), tuple(rows), stream[index][1])


def _cells(row: str) -> int:
    """How many cells a row has as it was written; the parser adds and drops some."""
    cells = escapedSplit(row.strip("> "))
    return len(cells) - (cells[0] == "") - (cells[-1] == "")


def _bare_row(content: str) -> int:
    """The first of at least two lines of bars in a paragraph, from 1; otherwise 0."""
    rows = [n for n, line in enumerate(content.split("\n"), 1) if line.startswith("|")]
    return rows[0] if len(rows) > 1 else 0


def _text_faults(text: str, line: int) -> Iterator[TextFault]:
    """Markup that was meant as such, but came out as text."""
    for rule, pattern in _MISSED.items():
        if found := pattern.search(text):
            yield TextFault(rule, line, found[0])


def _language(token: Token) -> str | None:
    """The language that a span says it is in, if it says just that."""
    language = str(token.attrs.get("lang", ""))
    alone = len(token.attrs) == 1 and "insecure_attrs" not in token.meta
    return language if alone and is_language(language) else None


def _braces(token: Token) -> str:
    written = token.attrs | token.meta.get("insecure_attrs", {})
    return "{" + " ".join(f"{name}={value}" for name, value in written.items()) + "}"


def case_name(address: str) -> str | None:
    """The name after `case:` in the address of a reference to a case study; otherwise None."""
    return unquote(address.removeprefix(_CASE)) if address.startswith(_CASE) else None


def is_link(address: str) -> bool:
    """Whether a link in a text leads to the web, to an e-mail address or to a case study."""
    if (name := case_name(address)) is not None:
        return is_slug(name)
    if address.startswith("mailto:"):
        return is_email(address.removeprefix("mailto:").split("?")[0])
    return is_url(address)


def _leads_nowhere(token: Token) -> bool:
    """Whether a link has an address of no kind; which case studies there are, `checks` knows."""
    address = str(token.attrs.get("href", ""))
    if case_name(address) is not None:
        return token.markup == "autolink"  # its words would be its address
    return not is_link(address)


@cache
def _parser(*, trusting: bool = False) -> MarkdownIt:
    """The parser for printing, or the trusting one that shows `faults` what was written."""
    options = {"html": False, "store_labels": trusting}
    parser = MarkdownIt("commonmark", options).enable("table").use(footnote_plugin)
    accepted: Callable[[str], bool] = (lambda url: True) if trusting else is_link
    parser.validateLink = accepted  # type: ignore[assignment,method-assign]
    # Only after words in brackets; behind anything else, braces are text.
    parser.use(attrs_plugin, after=(), spans=True)
    parser.inline.ruler.before("emphasis", "star", _read_star)
    if not trusting:
        parser.disable("image")
    parser.add_render_rule("ordered_list_open", _render_list)
    parser.add_render_rule("footnote_ref", _render_footnote)
    parser.add_render_rule("th_open", _render_table_head)
    parser.add_render_rule("span_open", _render_span)
    return parser


def _walk(tokens: Sequence[Token], line: int) -> Iterator[tuple[Token, int]]:
    for token in tokens:
        line = token.map[0] if token.map else line
        yield token, line
        inner = line
        for child in token.children or []:
            inner += child.type in ("softbreak", "hardbreak")
            yield child, inner


def _shift_headings(tokens: list[Token], level: int) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    ranks = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(6, ranks.index(token.tag) + level)}"


def _point_to_pages(tokens: list[Token], page: str) -> None:
    """Let references lead to their case studies, and say that the number of a page follows."""
    for token in tokens:
        children, close = token.children or [], 0
        for index, child in reversed(list(enumerate(children))):
            if child.type == "link_close":
                close = index
            elif child.type == "link_open":
                name = case_name(str(child.attrs["href"]))
                if name is not None:
                    child.attrs = {"class": "case-reference", "href": f"#case-study-{name}"}
                    space = " " if close > index + 1 else ""
                    children.insert(close, Token("text", "", 0, content=space + page))


def _point_to(tokens: Sequence[Token], address: Callable[[str], str | None]) -> None:
    """Let references to case studies lead to their addresses, as far as they have one."""
    for child in (child for token in tokens for child in token.children or []):
        if child.type == "link_open":
            name = case_name(str(child.attrs["href"]))
            if name is not None and (found := address(name)):
                child.attrs = {"href": found}


def _take_footnotes(tokens: list[Token]) -> dict[int, list[Token]]:
    """Remove the block of footnotes at the end; return the inline tokens of each."""
    notes: dict[int, list[Token]] = {}
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), None)
    if start is None:
        return notes
    number = 0
    for token in tokens[start:]:
        if token.type == "footnote_open":
            number = token.meta["id"]
        elif token.type == "inline":
            notes.setdefault(number, []).append(token)
    del tokens[start:]
    return notes


def _render_footnote(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    note = env["notes"].get(tokens[index].meta["id"], [])
    if not note:
        return ""
    # Notes within notes are refused by `faults`; here they could call each other for ever.
    inside: EnvType = {"notes": {}}
    inner = " ".join(self.renderInline(t.children or [], options, inside) for t in note)
    if "gathered" in env:
        kinds = [token.type for token in tokens[:index]]
        in_link = kinds.count("link_open") > kinds.count("link_close")
        return _call(env["gathered"], inner, in_link=in_link)
    return f'<span class="footnote">{inner}</span>'


def _call(notes: list[str], note: str, *, in_link: bool) -> str:
    """The number of a note, which leads to it, unless it stands within another link."""
    notes.append(note)
    number = len(notes)
    if in_link:
        return f'<sup id="call-{number}">{number}</sup>'
    link = f'<a id="call-{number}" href="#note-{number}" role="doc-noteref">{number}</a>'
    return f"<sup>{link}</sup>"


def _read_star(state: StateInline, silent: bool) -> bool:
    """A star within a word is a sign of its own, as CommonMark has it of `_`: Bürger*innen, 5*3."""
    if not _STAR_IN_WORD.fullmatch(state.src, max(0, state.pos - 1), state.pos + 2):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _render_list(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A list that begins with another number than 1 says so to the counter of the style sheet."""
    token = tokens[index]
    if "start" in token.attrs:
        token.attrSet("style", f"counter-reset: item {int(token.attrs['start']) - 1}")
    return str(self.renderToken(tokens, index, options, env))


def _render_table_head(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[index].attrSet("scope", "col")
    return str(self.renderToken(tokens, index, options, env))


def _render_span(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    language = _language(tokens[index])
    return "<span>" if language is None else f'<span lang="{language}">'
