"""Comments back: what reviewers wrote in their copies, and where it stands in the files."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from conftest import SmallProject
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject
from reviewing import HEIGHT, WIDTH, Draft, send

from report_builder.cli import main
from report_builder.geometry import Rectangle
from report_builder.review import comments
from report_builder.review.comments import Comment

SLUG = SmallProject.slug


@pytest.fixture
def draft(content: SmallProject) -> Draft:
    return send(content)


def run(draft: Draft, *arguments: object) -> Result:
    root = ["--project", str(draft.project.root)]
    return CliRunner().invoke(main, ["comments", *map(str, arguments), *root])


def taken(draft: Draft, path: Path) -> list[Comment]:
    """The comments of a copy that is imported without a warning, in the order of the pages."""
    result = run(draft, "import", path)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return kept(draft)


def kept(draft: Draft) -> list[Comment]:
    found = comments.load(draft.project.found, SLUG).values()
    return sorted(found, key=lambda c: (c.page, c.mark.areas[0].top))


def only(draft: Draft, path: Path) -> Comment:
    (comment,) = taken(draft, path)
    return comment


# --- kinds --------------------------------------------------------------------------------


@pytest.mark.parametrize("subtype", ["Highlight", "Underline", "Squiggly", "StrikeOut"])
def test_marked_words_have_quote_line_and_field(draft: Draft, subtype: str) -> None:
    copy = draft.copy()
    copy.mark(subtype, "standen im Flur", T="Anna", Contents="Wo genau?", NM="a1",
              M="D:20261103101500+01'00'")  # fmt: skip
    comment = only(draft, copy.save("a.pdf"))
    line, column = draft.project.place(draft.project.case, "standen im Flur")
    assert (comment.file, comment.field) == (draft.project.case, "/challenge")
    assert (comment.line, comment.column) == (line, column)
    assert (comment.kind, comment.quote) == (subtype.lower(), "standen im Flur")
    assert (comment.author, comment.text) == ("Anna", "Wo genau?")
    assert comment.date == "2026-11-03T10:15:00+01:00"
    assert (comment.draft, comment.layout, comment.page) == (1, "magazine", 2)
    assert (comment.mark.name, comment.mark.copy, comment.state) == ("a1", "a.pdf", "open")


def test_words_divided_at_the_end_of_a_line_are_whole(draft: Draft) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "die Kommu-", "nalverwaltung hatte")
    copy.mark("Highlight", "Die Orts- und Stadt-", "teile schickten")
    first, second = taken(draft, copy.save("a.pdf"))
    assert first.quote == "die Kommunalverwaltung hatte"
    assert second.quote == "Die Orts- und Stadtteile schickten"
    case = draft.project.case
    assert (second.line, second.column) == draft.project.place(case, "Die Orts-")


def test_the_same_word_twice_is_told_apart_by_what_is_around_it(draft: Draft) -> None:
    copy = draft.copy()
    area = draft.area("den Tisch redeten")
    value = copy.mark("Highlight", "den Tisch redeten")
    value[NameObject("/QuadPoints")] = ArrayObject(
        FloatObject(each)
        for x in (area.left + 20, area.left + 45)
        for y in (HEIGHT - area.top, HEIGHT - area.bottom)
        for each in (x, y)
    )
    comment = only(draft, copy.save("a.pdf"))
    line, column = draft.project.place(draft.project.case, "Tisch redeten")
    assert (comment.quote, comment.line, comment.column) == ("Tisch", line, column)


def test_capitals_markup_and_links_are_no_hindrance(draft: Draft) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "EIN TISCH FÜR ALLE")
    copy.mark("Highlight", "keinen Raum dafür")
    copy.mark("Highlight", "Bohlen, rund und groß. Die")
    title, bold, link = taken(draft, copy.save("a.pdf"))
    case = draft.project.case
    place = draft.project.place
    assert (title.field, title.line, title.column) == ("/title", *place(case, "Ein Tisch für alle"))
    assert (bold.line, bold.column) == place(case, "keinen Raum")
    assert (link.line, link.column) == place(case, "Bohlen, [rund")


def test_notes_and_carets_belong_to_what_is_nearest(draft: Draft) -> None:
    copy = draft.copy()
    quote = draft.area("Am Tisch redet")
    copy.point(2, quote.left - 20, quote.top + 6, "Text", T="Bo", Contents="Wer sagt das?")
    word = draft.area("brachte")
    copy.point(3, word.right - 3, word.bottom, "Caret", Contents="gern")
    note, caret = taken(draft, copy.save("a.pdf"))
    assert (note.kind, note.field, note.quote) == ("note", "/quotes/0/text", "")
    assert note.line == draft.project.place(draft.project.case, "Am Tisch")[0]
    assert (caret.kind, caret.quote, caret.text) == ("caret", "brachte", "gern")
    assert caret.line == draft.project.place(draft.project.case, "brachte")[0]


@pytest.mark.parametrize("subtype", ["FreeText", "Ink", "Square", "Circle", "Stamp", "Line"])
def test_shapes_are_about_what_they_cover(draft: Draft, subtype: str) -> None:
    copy = draft.copy()
    area = draft.area("Bauhof schreibt")
    copy.point(4, area.left + 20, area.top + 6, subtype, RC="<p>Das <b>stimmt</b></p><p>so</p>")
    comment = only(draft, copy.save("a.pdf"))
    assert (comment.kind, comment.field) == (subtype.lower(), "/results")
    assert comment.text == "Das stimmt\nso"
    assert comment.line == draft.project.place(draft.project.case, "Wer nicht")[0]


def test_words_struck_out_and_those_for_them_are_one_comment(draft: Draft) -> None:
    copy = draft.copy()
    word = draft.area("Kuchen")
    caret = copy.point(3, word.right, word.bottom, "Caret", T="Cem", Contents="Torte")
    copy.mark("StrikeOut", "Kuchen", IRT=caret.indirect_reference, RT="/Group")
    comment = only(draft, copy.save("a.pdf"))
    assert (comment.kind, comment.quote, comment.text) == ("replace", "Kuchen", "Torte")


def test_replies_and_review_states_belong_to_their_comment(draft: Draft) -> None:
    copy = draft.copy()
    mark = copy.mark("Highlight", "standen im Flur", T="Anna", Contents="Wo?")
    first = copy.answer(mark, T="Bo", Contents="Im Rathaus", RT="/R", M="D:20261104")
    copy.answer(first, T="Anna", Contents="Danke", M="D:20261105")
    copy.answer(mark, T="Bo", StateModel="Review", State="Completed", M="D:20261106")
    copy.answer(mark, T="Bo", StateModel="Marked", State="Marked")
    copy.put(1, pop := type(mark)(), Subtype="/Popup", Rect=mark["/Rect"])
    assert pop["/Subtype"] == "/Popup"
    comment = only(draft, copy.save("a.pdf"))
    assert [(r.author, r.text) for r in comment.replies] == [
        ("Bo", "Im Rathaus"),
        ("Anna", "Danke"),
    ]
    assert [(v.author, v.state) for v in comment.verdicts] == [("Bo", "Completed")]
    assert comment.state == "resolved"


def test_a_reply_to_nothing_is_a_comment_and_circles_end(draft: Draft) -> None:
    copy = draft.copy()
    first = copy.mark("Highlight", "standen im Flur", Contents="eins")
    second = copy.answer(first, Contents="zwei")
    first[NameObject("/IRT")] = second.indirect_reference
    comment = only(draft, copy.save("a.pdf"))
    assert sorted([comment.text, *(r.text for r in comment.replies)]) == ["eins", "zwei"]


def test_emptied_highlights_are_no_comments(draft: Draft) -> None:
    copy = draft.copy()
    giant = ArrayObject(map(FloatObject, (0, 0, WIDTH, HEIGHT)))
    value = copy.mark("Highlight", "Am Tisch redet man anders.")
    value[NameObject("/Rect")], value[NameObject("/QuadPoints")] = giant, ArrayObject()
    result = run(draft, "import", copy.save("a.pdf"))
    assert result.stdout == "a.pdf: draft 1 of 01-probe: no comments\n"


# --- places -------------------------------------------------------------------------------


def test_layout_text_is_about_the_page_and_the_sheet_about_the_draft(draft: Draft) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "Vorgehen", Contents="Größer setzen")
    copy.point(0, 100, 100, "Text", Contents="Schöner Entwurf")
    sheet, heading = taken(draft, copy.save("a.pdf"))
    assert (sheet.page, sheet.file, sheet.field) == (0, "", "")
    assert (heading.page, heading.file, heading.field) == (3, draft.project.case, "")
    assert heading.quote == "Vorgehen"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_change_nothing(draft: Draft, turn: int) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "standen im Flur")
    copy.writer.pages[2].rotate(turn)
    assert only(draft, copy.save("a.pdf")).quote == "standen im Flur"


@pytest.mark.parametrize("boxes", [
    {"/MediaBox": (100, 50, 100 + WIDTH, 50 + HEIGHT)},
    {"/MediaBox": (-20, -20, WIDTH + 20, HEIGHT + 20), "/CropBox": (0, 0, WIDTH, HEIGHT)},
    {"/CropBox": (30, 10, WIDTH - 10, HEIGHT - 30)},
    {"/MediaBox": (30, 10, WIDTH - 10, HEIGHT - 30)},
])  # fmt: skip
def test_pages_may_begin_anywhere_and_be_cut(
    draft: Draft, boxes: dict[str, tuple[float, ...]]
) -> None:
    copy = draft.copy()
    value = copy.mark("Highlight", "standen im Flur")
    page = copy.writer.pages[2]
    for name, box in boxes.items():
        page[NameObject(name)] = ArrayObject(map(FloatObject, box))
    if boxes.get("/MediaBox", (0,))[0] == 100:  # what is on the page moved with it
        for key in ("/Rect", "/QuadPoints"):
            moved = [float(v) + (50 if n % 2 else 100) for n, v in enumerate(value[key])]
            value[NameObject(key)] = ArrayObject(map(FloatObject, moved))
    comment = only(draft, copy.save("a.pdf"))
    assert (comment.quote, comment.page) == ("standen im Flur", 2)
    area = draft.area("standen im Flur")
    assert comment.mark.areas[0] == pytest.approx(Rectangle(*area), abs=0.1)


# --- known and changed --------------------------------------------------------------------


def test_what_was_passed_round_comes_once(draft: Draft) -> None:
    copy = draft.copy()
    mark = copy.mark("Highlight", "standen im Flur", T="Anna", Contents="Wo?", NM="x")
    first = copy.save("anna.pdf")
    copy.answer(mark, T="Bo", Contents="Im Rathaus")
    copy.mark("Highlight", "ruft an", T="Bo", Contents="Wen?")
    second = copy.save("bo.pdf")
    assert run(draft, "import", first).stdout == "anna.pdf: draft 1 of 01-probe: 1 new\n"
    assert run(draft, "import", first).stdout == "anna.pdf: draft 1 of 01-probe: 1 known\n"
    assert run(draft, "import", second).stdout == "bo.pdf: draft 1 of 01-probe: 1 new, 1 changed\n"
    assert run(draft, "import", first, second).stdout.count("known") == 2
    assert [[r.text for r in c.replies] for c in kept(draft)] == [["Im Rathaus"], []]


def test_a_viewer_that_moves_and_renames_makes_no_second_comment(draft: Draft) -> None:
    ids = []
    for name, shift in (("x", 0.0), ("", 1.4)):
        copy = draft.copy()
        value = copy.mark("Highlight", "standen im Flur", T="Anna", Contents="Wo?", NM=name)
        quads = [float(v) + shift for v in value["/QuadPoints"]]
        value[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, quads))
        ids.append([c.id for c in taken(draft, copy.save("a.pdf"))])
    assert ids[0] == ids[1] and len(ids[0]) == 1


def test_a_newer_text_takes_the_place_of_the_old_one(draft: Draft) -> None:
    for day, text in ((3, "Wo?"), (5, "Wo genau?"), (4, "Wohin?")):
        copy = draft.copy()
        copy.mark("Highlight", "ruft an", T="Anna", Contents=text, NM="x", M=f"D:2026110{day}")
        found = taken(draft, copy.save("a.pdf"))
    assert [c.text for c in found] == ["Wo genau?"]


def test_what_the_team_decided_stays(draft: Draft) -> None:
    copy = draft.copy()
    mark = copy.mark("Highlight", "ruft an", T="Anna", Contents="Wen?", NM="x")
    comment = only(draft, copy.save("a.pdf"))
    run(draft, "reject", comment.id[:5], "--note", "Bleibt so.")
    copy.answer(mark, T="Bo", StateModel="Review", State="Completed", M="D:20261106")
    comment = only(draft, copy.save("b.pdf"))
    assert (comment.state, comment.note) == ("rejected", "Bleibt so.")
    assert [v.state for v in comment.verdicts] == ["Completed"]


# --- what was done to copies --------------------------------------------------------------


def annotated(draft: Draft) -> Path:
    copy = draft.copy()
    copy.mark("Highlight", "standen im Flur", T="Anna", Contents="Wo?")
    copy.mark("Highlight", "Ehrenamt brachte", T="Anna", Contents="Namen?")
    copy.mark("Highlight", "ruft an", T="Anna", Contents="Wen?")
    return copy.save("a.pdf")


def refused(draft: Draft, path: Path) -> str:
    """The message about a copy that cannot be used."""
    result = run(draft, "import", path)
    assert result.exit_code == 1 and result.stdout == "", result.output
    assert kept(draft) == []
    message, summary = result.stderr.splitlines()
    assert summary == "not imported: the file"
    return message.removeprefix(f"report-builder: {path} ")


def rearranged(draft: Draft, pages: list[int]) -> Path:
    """An annotated copy with some of its pages (from 0, the sheet), in this order."""
    with pikepdf.open(annotated(draft)) as pdf:
        chosen = [pdf.pages[number] for number in pages]
        for _ in range(len(pdf.pages)):
            del pdf.pages[0]
        pdf.pages.extend(chosen)
        path = draft.project.root / "back" / "r.pdf"
        pdf.save(path)
    return path


@pytest.mark.parametrize(("pages", "warning"), [
    ([1, 2, 3, 4], ""),
    ([0, 1, 3, 4], "pages were removed: 2; comments on the others are in place"),
    ([3, 4], "pages were removed: 1–2; comments on the others are in place"),
    ([0, 1, 4, 3, 2], "pages are in another order; comments were placed by the words of each page"),
])  # fmt: skip
def test_pages_are_known_by_their_words(draft: Draft, pages: list[int], warning: str) -> None:
    result = run(draft, "import", rearranged(draft, pages))
    assert result.stderr == (f"r.pdf: warning: {warning}\n" if warning else "")
    places = {2: "/challenge", 3: "/approach", 4: "/results"}
    expected = [(page, places[page]) for page in sorted(pages) if page in places]
    assert [(c.page, c.field) for c in kept(draft)] == expected


def test_a_page_that_was_added_has_no_place(draft: Draft) -> None:
    writer = PdfWriter(clone_from=annotated(draft))
    extra = writer.insert_blank_page(WIDTH, HEIGHT, 2)
    other = " ".join(f"ganz anderer Text Nummer{chr(97 + n)} hier" for n in range(8))
    extra[NameObject("/Resources")] = writer.pages[1]["/Resources"]
    stream = StreamObject()
    extra[NameObject("/Contents")] = writer._add_object(stream)
    stream.set_data(f"BT /F 4 Tf 20 300 Td ({other}) Tj ET".encode())
    path = draft.project.root / "back" / "b.pdf"
    writer.write(path)
    result = run(draft, "import", path)
    assert "not of the draft: 3; comments there have no place" in result.stderr
    assert [c.page for c in kept(draft)] == [2, 3, 4]


def printed(path: Path, keep: int = 0) -> Path:
    """What a printer driver makes of a PDF: its pages, with the first `keep` annotations at most,
    and nothing of what it says of itself."""
    writer = PdfWriter()
    for page in PdfReader(path).pages:
        added = writer.add_page(page)
        added[NameObject("/Annots")] = ArrayObject(added.get("/Annots", [])[:keep])
    writer.add_metadata({"/Producer": "Druckertreiber"})
    target = path.with_name("p.pdf")
    writer.write(target)
    return target


def test_a_printed_copy_is_recognised(draft: Draft) -> None:
    message = refused(draft, printed(annotated(draft)))
    assert message == (
        "has no comments that can be read: it was printed to a PDF or flattened by “Druckertreiber”"
        "; ask for the file as the viewer saves it"
    )


def test_a_rewritten_copy_is_read_by_the_build_in_print(draft: Draft) -> None:
    result = run(draft, "import", printed(annotated(draft), keep=1))
    assert result.exit_code == 0
    assert result.stderr == (
        "p.pdf: warning: it was rewritten by “Druckertreiber”: "
        "replies and inserted text may have been lost\n"
    )
    assert len(kept(draft)) == 3


def flattened(draft: Draft, *, all_of_it: bool) -> Path:
    """A copy in which comments have become part of the page, as qpdf does it."""
    with pikepdf.open(annotated(draft)) as pdf:
        for page in pdf.pages if all_of_it else [pdf.pages[2]]:
            if "/Annots" in page:
                del page.Annots
                page.contents_add(pdf.make_stream(b"1 0 0 rg 10 10 50 5 re f"))
        path = draft.project.root / "back" / "f.pdf"
        pdf.save(path)
    return path


def test_flattened_comments_are_recognised(draft: Draft) -> None:
    assert refused(draft, flattened(draft, all_of_it=True)) == (
        "was flattened: its comments are part of pages 3–5; ask for the file as the viewer saves it"
    )
    result = run(draft, "import", flattened(draft, all_of_it=False))
    assert result.stderr == (
        "f.pdf: warning: page 3: what was drawn into the page itself is no comment; "
        "ask for the file as the viewer saves it\n"
    )
    assert [c.field for c in kept(draft)] == ["/approach", "/results"]


def test_strokes_of_chromium_are_one_comment_where_they_are_near(draft: Draft) -> None:
    """Every stroke of a pen stands in the content of the page by itself."""
    area = draft.area("standen im Flur")
    x, y = area.left, HEIGHT - area.bottom
    strokes = [f"{x + n * 9} {y + 3} m {x + n * 9 + 5} {y + 9} l h f" for n in range(4)]
    strokes += [f"/FXE2 gs {x} {y + 40} {area.width} -6 re f", "garbled 1 2", "1e999 nan m f"]
    part = "".join(f"/GOOG:INKIsInker BMC\nq {stroke} Q\nEMC\n" for stroke in strokes)
    with pikepdf.open(draft.pdf) as pdf:
        page = pdf.pages[2]
        marker = pikepdf.Dictionary(FXE2=pikepdf.Dictionary(ca=0.4))
        page.Resources.ExtGState = marker
        page.contents_add(pdf.make_stream(f"q\n0 0 0 RG 1 w 0 J\n/FXE1 gs {part}Q\n".encode()))
        path = draft.project.root / "c.pdf"
        pdf.save(path)
    marked, drawn = taken(draft, path)
    assert (marked.kind, marked.page, len(marked.mark.areas)) == ("highlight", 2, 1)
    assert (drawn.kind, drawn.field) == ("ink", "/challenge")
    assert drawn.line == draft.project.place(draft.project.case, "standen im Flur")[0]


def test_a_copy_without_comments_is_no_fault(draft: Draft) -> None:
    result = run(draft, "import", draft.pdf)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "probe-draft-1.pdf: draft 1 of 01-probe: no comments\n"


def test_an_older_draft_that_was_not_kept_is_named(draft: Draft) -> None:
    path = annotated(draft)
    for file in draft.pdf.parent.iterdir():
        file.unlink()
    assert refused(draft, path) == (
        "is draft 1 of “01-probe” (build p7f3-magazine), which is not kept here: "
        "only drafts that were sent (report-builder draft send) and the last one built are kept"
    )


def test_a_draft_of_another_project_is_named(draft: Draft) -> None:
    path = annotated(draft)
    shutil.rmtree(draft.project.root / "reports/01-probe")
    assert refused(draft, path) == (
        "is draft 1 of “01-probe” (build p7f3-magazine), which is no issue of this project"
    )


def test_other_pdfs_are_no_drafts(draft: Draft) -> None:
    writer = PdfWriter(clone_from=draft.pdf)
    for page in writer.pages:
        stream = StreamObject()
        stream.set_data(page.get_contents().get_data().replace(b"Build", b"Rechnung"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    path = draft.project.root / "rechnung.pdf"
    writer.metadata = {}
    writer.root_object.pop("/Names")
    writer.write(path)
    assert refused(draft, path) == "is no draft: it has no build id, neither inside nor in print"


def test_pages_without_text_are_said_to_be_printed_or_scanned(draft: Draft) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    path = draft.project.root / "scan.pdf"
    writer.write(path)
    assert refused(draft, path) == (
        "has neither a build id nor text that can be read: it was perhaps printed or scanned; "
        "ask for the file as the viewer saves it"
    )


def test_what_is_no_pdf_is_named(draft: Draft) -> None:
    assert refused(draft, draft.project.write("a.docx", "PK")) == "is no PDF"


def test_encrypted_copies(draft: Draft) -> None:
    path = annotated(draft)
    with pikepdf.open(path) as pdf:
        pdf.save(path.with_name("open.pdf"), encryption=pikepdf.Encryption(owner="o", user=""))
        pdf.save(path.with_name("shut.pdf"), encryption=pikepdf.Encryption(owner="o", user="u"))
    assert refused(draft, path.with_name("shut.pdf")) == (
        "is encrypted: ask for a copy that opens without a password"
    )
    assert len(taken(draft, path.with_name("open.pdf"))) == 3


def test_one_file_that_cannot_be_used_leaves_the_others(draft: Draft) -> None:
    good, bad = annotated(draft), draft.project.write("back/b.pdf", "%PDF-1.7\nnothing")
    result = run(draft, "import", bad, good)
    assert result.exit_code == 1
    assert result.stdout == "a.pdf: draft 1 of 01-probe: 3 new\n"
    assert f"{bad} is damaged and cannot be read" in result.stderr
    assert result.stderr.endswith("not imported: 1 of 2 files\n")


def test_whatever_is_cut_off_is_never_lost_in_silence(draft: Draft) -> None:
    """From any place on behind the draft itself, what is left is read, or a warning is given."""
    whole = annotated(draft).read_bytes()
    begin = len(draft.pdf.read_bytes())
    full = 0
    for end in [*range(begin - 200, len(whole), 37), len(whole)]:
        path = draft.project.write("back/cut.pdf", whole[:end])
        draft.project.root.joinpath("reports/01-probe/review/comments.yaml").unlink(missing_ok=True)
        result = run(draft, "import", path)
        assert result.exception is None or isinstance(result.exception, SystemExit), end
        full += len(kept(draft)) == 3
        complete = whole[:end].rstrip() in (whole.rstrip(), draft.pdf.read_bytes().rstrip())
        assert complete == (result.stderr == ""), (end, result.output)
        assert complete or "damaged" in result.stderr
    assert full > 5, "hardly anything was mended"


def test_broken_annotations_are_counted(draft: Draft) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "standen im Flur", Contents="Wo?")
    broken = copy.mark("Highlight", "den Tisch redeten")
    broken[NameObject("/Rect")] = ArrayObject([FloatObject(1)])
    result = run(draft, "import", copy.save("a.pdf"))
    assert "page 3: 1 annotation could not be read" in result.stderr
    assert [c.text for c in kept(draft)] == ["Wo?"]


def test_flipped_bytes_end_no_import_with_a_traceback(draft: Draft) -> None:
    whole = bytearray(annotated(draft).read_bytes())
    begin = len(draft.pdf.read_bytes())
    for place in range(begin, len(whole), 29):
        damaged = bytes([*whole[:place], whole[place] ^ 0xFF, *whole[place + 1 :]])
        result = run(draft, "import", draft.project.write("back/cut.pdf", damaged))
        assert result.exception is None or isinstance(result.exception, SystemExit), place


def test_what_was_changed_since_has_its_line_of_the_draft_and_of_today(draft: Draft) -> None:
    project = draft.project
    before = project.place(project.case, "standen im Flur")[0]
    project.replace(project.case, "  Es gab keinen", "  Ganz neu.\n\n  Es gab einen")
    copy = draft.copy()
    copy.mark("Highlight", "standen im Flur")
    comment = only(draft, copy.save("a.pdf"))
    assert comment.line == before
    assert f"musterstadt.yaml:{before + 2} /challenge  [text has changed]" in run(
        draft, "list"
    ).stdout.replace("\n", " ")


def test_signs_that_steer_terminals_are_taken_out(draft: Draft) -> None:
    copy = draft.copy()
    copy.mark("Highlight", "ruft an", T="A\x1b[31mnna", Contents="Wen?\r\x1b]0;x\x07\u2028so")
    comment = only(draft, copy.save("a.pdf"))
    assert (comment.author, comment.text) == ("A [31mnna", "Wen?\n ]0;x  so")


def test_facts_of_a_foreign_draft_are_no_paths(draft: Draft) -> None:
    writer = PdfWriter()
    writer.add_blank_page(WIDTH, HEIGHT)
    facts = {"issue": "../\0x", "draft": [1], "build": "other"}
    writer.add_attachment("draft.json", json.dumps(facts).encode())
    path = draft.project.root / "fremd.pdf"
    writer.write(path)
    assert refused(draft, path) == (
        "is draft [1] of “../ x” (build other), which is no issue of this project"
    )
