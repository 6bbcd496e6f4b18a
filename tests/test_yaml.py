"""Strict YAML: text stays text, every part knows its place, and nothing makes the reader fall."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder.content.rules import RULES, Finding, problem
from report_builder.content.yaml import MAX_BYTES, MAX_DEPTH, MAX_NODES, Tree, parse


def read(text: str | bytes) -> tuple[Tree, list[Finding]]:
    return parse(text.encode() if isinstance(text, str) else text, "some.yaml")


def value(text: str | bytes) -> object:
    """The value of a file that has nothing wrong."""
    tree, findings = read(text)
    assert findings == []
    return tree.value


def places(text: str | bytes) -> list[tuple[str, int, int]]:
    return [(finding.rule, finding.line, finding.column) for finding in read(text)[1]]


# --- values -------------------------------------------------------------------------------


SURPRISING = """\
NO no on yes true 12:30 0123 0x1F 1_000 3.10 1e3 .inf .nan 2024-13-01 2023-06-28 = Null NULL"""


@pytest.mark.parametrize("written", [*SURPRISING.split(), "48 200"])
def test_text_stays_the_text_that_was_written(written):
    assert value(f"key: {written}") == {"key": written}


@pytest.mark.parametrize("written", ["", "~", "null", "# only a comment"])
def test_absence_of_a_value(written):
    assert value(f"key: {written}") == {"key": None}


@pytest.mark.parametrize("quoted", ["''", '""', "'~'", '"null"'])
def test_quotes_make_text_of_anything(quoted):
    assert value(f"key: {quoted}") == {"key": quoted[1:-1]}


def test_block_scalars_keep_or_fold_their_lines():
    assert value("a: |\n  1\n  2\nb: >-\n  3\n  4\n") == {"a": "1\n2\n", "b": "3 4"}


def test_merge_keys_merge_nothing():
    assert value("a:\n  <<: {b: 1}\n") == {"a": {"<<": {"b": "1"}}}


def test_a_number_of_5000_digits_is_text():
    assert value("number: " + "9" * 5000) == {"number": "9" * 5000}


# --- places -------------------------------------------------------------------------------


def test_places_in_block_style():
    tree, _ = read("title: Ä\nlist:\n  - one\n  - key:   two\n")
    assert tree.keys == {("title",): (1, 1), ("list",): (2, 1), ("list", 1, "key"): (4, 5)}
    assert tree.values[("title",)] == (1, 8)
    assert tree.values[("list", 0)] == (3, 5)
    assert tree.values[("list", 1, "key")] == (4, 12)


def test_places_in_flow_style():
    tree, _ = read("ä: {b: 1,\n  c: [2, {d: 3}]}")
    assert tree.keys[("ä", "b")] == (1, 5)
    assert tree.keys[("ä", "c")] == (2, 3)
    assert tree.values[("ä", "c", 0)] == (2, 7)
    assert tree.values[("ä", "c", 1, "d")] == (2, 14)


def test_what_is_missing_stands_where_its_parent_stands():
    tree, _ = read("a: 1\nb:\n  c: 2\n")
    assert tree.position(("b", "missing"), key=True) == (2, 1)
    assert tree.position(("b", "c")) == (3, 6)
    assert tree.position(("b", "c"), key=True) == (3, 3)
    assert tree.position(("missing",)) == (1, 1)


def test_lines_of_a_literal_text_are_lines_of_the_file():
    tree, _ = read("a: 1\nb: |\n  x\n  y\nc: >\n  z\n")
    assert tree.line_of(("b",), 1) == 4
    assert tree.line_of(("c",), 1) == 5  # folded lines cannot be told apart


def test_windows_line_ends_count_as_one_line():
    tree, findings = read("a: 1\r\nb:\r\n  c: |\r\n    x\r\n    y\r\n")
    assert findings == []
    assert tree.value == {"a": "1", "b": {"c": "x\ny\n"}}
    assert tree.keys[("b", "c")] == (3, 3)


# --- the file itself ----------------------------------------------------------------------


def test_a_byte_order_mark_is_no_part_of_the_text():
    tree, findings = read(b"\xef\xbb\xbftitle: x")
    assert (tree.value, findings) == ({"title": "x"}, [])
    assert tree.keys[("title",)] == (1, 1)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with-bom"])
def test_latin_1_is_refused_at_its_first_umlaut(mark):
    assert places(mark + "title: Bäume\nteaser: Grün".encode("latin-1")) == [("encoding", 1, 9)]
    assert places(mark + b"title: x\n\xe4: y") == [("encoding", 2, 1)]


def test_utf_16_is_refused():
    assert places("title: Bäume".encode("utf-16")) == [("encoding", 1, 1)]
    assert places("title: x".encode("utf-16-le")) == [("control-character", 1, 2)]


@pytest.mark.parametrize(
    ("character", "name"),
    [("\0", "U+0000"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\u2028", "U+2028")],
)
def test_control_characters_are_named(character, name):
    text = f"title: x\nteaser: a{character}b"
    assert places(text) == [("control-character", 2, 10)]
    assert read(text)[1][0].facts == {"character": name}


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\u0085\\e", "\\uFFFE"])
def test_escaped_control_characters_are_refused_as_well(escape):
    assert places(f'title: x\nteaser: "a{escape}b"') == [("control-character", 2, 9)]


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "---\n...\n", "~"])
def test_an_empty_file_is_none_without_a_finding(text):
    assert value(text) is None


def test_a_megabyte_is_enough():
    assert value(b"# " + b"x" * (MAX_BYTES - 2)) is None
    assert places(b"# " + b"x" * (MAX_BYTES - 1)) == [("file-too-large", 1, 1)]


# --- syntax -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text", "line", "column"),
    [
        ("yaml-colon", "title: a\nteaser: b: c", 2, 10),
        ("yaml-colon", "a: 1\n b: 2", 2, 3),
        ("yaml-character", "a:\n\tb: 1", 2, 1),
        ("yaml-character", "title: @home", 1, 8),
        ("yaml-character", "title: `code`", 1, 8),
        ("yaml-character", "title: %", 1, 8),
        ("yaml-character", "a: 1\ntext: **bold**", 2, 7),
        ("yaml-character", "text: *italic*\nb: 1", 1, 7),
        ("yaml-quote", 'a: 1\ntitle: "open\nteaser: x\n', 2, 8),
        ("yaml-quote", "title: 'open", 1, 8),
        ("yaml-syntax", 'path: "C:\\Users"', 1, 12),
        ("yaml-syntax", "list: [1, 2\nb: 3", 2, 2),
        ("yaml-syntax", "- a\nb: 1", 2, 1),
        ("yaml-syntax", "a: 1\nno colon\nb: 2", 2, 1),
        ("yaml-syntax", "a:\n    - x\n   - y", 3, 4),
    ],
)
def test_syntax_errors_name_their_place(rule, text, line, column):
    assert places(text) == [(rule, line, column)]


def test_several_documents_are_refused_and_only_the_first_counts():
    tree, findings = read("number: 1\n---\nnumber: 2\n--- \nother: 3")
    assert [(f.rule, f.line) for f in findings] == [("yaml-documents", 2), ("yaml-documents", 4)]
    assert tree.value == {"number": "1"}
    assert tree.keys == {("number",): (1, 1)}


def test_anchors_and_aliases_are_refused_by_name():
    tree, findings = read("a: &name 1\nb: *name\nc: [&other {}]")
    assert [(f.rule, f.line, f.column, f.facts["name"]) for f in findings] == [
        ("yaml-anchor", 1, 4, "name"),
        ("yaml-alias", 2, 4, "name"),
        ("yaml-anchor", 3, 5, "other"),
    ]
    assert tree.value == {"a": "1", "b": None, "c": [{}]}


def test_markdown_emphasis_at_the_start_of_a_value_is_called_what_it_is():
    assert places("quote: *sehr* gut\n")[0] == ("yaml-character", 1, 8)
    assert places("quote: *sehr gut*\n")[0] == ("yaml-alias", 1, 8)


@pytest.mark.parametrize("tag", ["!!int 12", "!!python/object:os.system x", "!x 1", "!!set {a}"])
def test_tags_are_refused(tag):
    assert places(f"a: 1\nkey: {tag}") == [("yaml-tag", 2, 6)]


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a: 1\n? [b]\n: 2", 2, 3), ("{a: 1}: 2", 1, 1), ("*a : 1", 1, 1)]
)
def test_keys_have_to_be_words(text, line, column):
    assert ("yaml-key", line, column) in places(text)


def test_a_duplicate_key_names_both_lines_and_the_first_counts():
    tree, findings = read("a:\n  b: 1\n  c: 2\n  b: {d: 3}\n")
    assert [(f.rule, f.line, f.column, f.path) for f in findings] == [
        ("duplicate-key", 4, 3, ("a", "b"))
    ]
    assert findings[0].facts == {"key": "b", "first": 2}
    assert tree.value == {"a": {"b": "1", "c": "2"}}
    assert tree.values[("a", "b")] == (2, 6)


def test_the_same_key_at_different_places_is_no_duplicate():
    assert value("a: {x: 1}\nb: {x: 1}\nc: [{x: 1}, {x: 1}]") is not None


def test_the_value_of_a_duplicate_key_is_checked_as_well():
    assert places("a: 1\na: {b: &x 2}") == [("duplicate-key", 2, 1), ("yaml-anchor", 2, 8)]


# --- bombs --------------------------------------------------------------------------------


def test_an_alias_bomb_does_not_grow():
    lines = ["a0: &a0 [x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    tree, findings = read("\n".join(lines))
    assert {f.rule for f in findings} == {"yaml-anchor", "yaml-alias"}
    assert tree.value["a11"] == [None] * 9


def test_a_merge_bomb_does_not_grow():
    tree, findings = read("a: &a {x: 1}\nb:\n  <<: [*a, *a, *a]\n")
    assert [f.rule for f in findings] == ["yaml-anchor"] + ["yaml-alias"] * 3
    assert tree.value["b"] == {"<<": [None, None, None]}


def test_nesting_ends_at_the_limit():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert places(f"[{deepest}]") == []
    assert places(f"[[{deepest}]]") == [("too-deep", 1, MAX_DEPTH + 2)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "{? ", "- "])
def test_as_many_openings_as_fit_are_too_deep_and_more_too_large(opening):
    """900,000 of them end the C composer of PyYAML, and Python with it."""
    assert places(opening * (MAX_BYTES // len(opening)))[-1][0] == "too-deep"
    assert places(opening * 900_000) == [("file-too-large", 1, 1)]


def test_too_many_values():
    assert value("- x\n" * (MAX_NODES - 1)) == ["x"] * (MAX_NODES - 1)
    assert places("- x\n" * MAX_NODES) == [("too-many-values", MAX_NODES, 3)]


@pytest.mark.parametrize(
    ("text", "line", "column"), [("{", 1, 2), ("a: [", 1, 5), ("a: {\n", 2, 1), ("a:\r- [", 2, 4)]
)
def test_what_is_missing_at_the_end_is_missed_within_the_file(text, line, column):
    assert places(text) == [("yaml-syntax", line, column)]


def test_lines_end_as_they_do_for_yaml():
    assert places("a\r b\0") == places("a\r\n b\0") == [("control-character", 2, 3)]


# --- anything at all ----------------------------------------------------------------------

thorough = settings(derandomize=True, max_examples=200, deadline=None)
# Text that is more likely to mean something to a YAML parser than letters.
yamlish = st.lists(st.sampled_from([*"-?:,[]{}#&*!|>'\"%@` \n\tab0~", "\r\n", "- ", ": ", "<<"]))


@thorough
@given(st.binary())
def test_any_bytes_give_a_tree_and_findings(data):
    check_any(data)


@thorough
@given(st.text())
def test_any_text_gives_a_tree_and_findings(text):
    check_any(text.encode("utf-8", "surrogatepass"))


@thorough
@given(yamlish.map("".join))
def test_any_punctuation_gives_a_tree_and_findings(text):
    check_any(text.encode())


def check_any(data):
    tree, findings = parse(data, "some.yaml")
    assert isinstance(tree, Tree)
    for finding in findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert problem(finding, "de").rule in RULES
