"""Two states of an issue: what is different, by field and by word."""

from collections.abc import Sequence

import drafting
from conftest import SmallProject, png

from report_builder.review import wording
from report_builder.review.changes import Change, Kind, compared
from report_builder.review.fields import Field
from report_builder.review.wording import Mark, Run

QUOTES = """\
quotes:
  - text: Der Tisch war der Anfang von allem.
    person: Anna Amt
  - text: Ohne den Bauhof säßen wir noch heute auf dem Boden.
    person: Bernd Bauhof
    role: Leiter
"""
HARBOUR = """\
title: Der Hafen gehört allen
teaser: Wie Hafenstadt seine Kaje öffnete, ohne den Betrieb zu stören.
municipality: {name: Hafenstadt, kind: city, state: Bremen}
image: {file: images/tisch.svg, alt: Eine Kaje, credit: "Zeichnung: Probe"}
challenge: Die Kaje war seit dreißig Jahren abgesperrt.
approach: An jedem Sonntag steht das Tor nun offen.
results: Tausend Menschen kommen an guten Tagen.
"""


def fields(project: SmallProject) -> dict[str, Field]:
    assert project.problems() == []
    return drafting.fields(project.root, project.slug)


def shown(runs: Sequence[Run]) -> str:
    signs = {Mark.EQUAL: "{}", Mark.INSERTED: "{{+{}+}}", Mark.DELETED: "[-{}-]"}
    return "".join(signs[run.mark].format(run.words) for run in runs)


def words(old: str, new: str) -> str:
    return shown(wording.compared(old, new))


def told(changes: list[Change]) -> list[tuple[str, str]]:
    """The changes by kind and the end of their source."""
    return [(c.kind.value, c.field.source.removeprefix("reports/01-probe/")) for c in changes]


def add_case(project: SmallProject, name: str, text: str, before: str = "musterstadt") -> None:
    project.write(f"reports/01-probe/case-studies/{name}.yaml", text)
    project.replace(project.issue, f"  - {before}\n", f"  - {name}\n  - {before}\n")


# --- words --------------------------------------------------------------------------------


def test_words_are_whole_and_marks_are_their_own() -> None:
    assert words("Es gab keinen Tisch.", "Es gab einen runden Tisch!") == (
        "Es gab [-keinen-]{+einen runden+} Tisch[-.-]{+!+}"
    )
    assert words("foo bar", "foo, bar") == "foo{+,+} bar"
    assert words("Von 1.200 Menschen", "Von 1.300 Menschen") == "Von [-1.200-]{+1.300+} Menschen"
    assert words("[Karte](https://a.de/1?x=2)", "[Karte](https://a.de/2?x=2)") == (
        "[Karte]([-https://a.de/1?x=2-]{+https://a.de/2?x=2+})"
    )


def test_short_words_between_replaced_ones_are_absorbed() -> None:
    assert words("alte und kleine Häuser", "neue und große Häuser") == (
        "[-alte und kleine-]{+neue und große+} Häuser"
    )
    # What was only inserted on both sides of a word does not swallow it.
    assert words("alt und kalt", "alt, rot und sehr kalt") == "alt{+, rot+} und {+sehr +}kalt"


def test_wrapped_lines_are_no_change() -> None:
    assert not wording.is_changed(wording.compared("eins zwei\ndrei\n", "eins\nzwei drei"))


def test_blocks_hard_breaks_and_no_break_spaces_are() -> None:
    for old, new in (
        ("eins\nzwei", "eins\n\nzwei"),
        ("- eins\n- zwei", "- eins - zwei"),
        ("eins  \nzwei", "eins\nzwei"),
        ("10 %", "10\u00a0%"),
        ("10%", "10 %"),
    ):
        assert wording.is_changed(wording.compared(old, new)), (old, new)


def test_runs_give_both_texts_back() -> None:
    old = "Der Bauhof zimmerte\n\neinen Tisch, rund und groß.\n\n- Alle saßen\n- Alle standen"
    new = "Der *Bauhof* zimmerte einen Tisch – rund, groß.\n\n- Alle saßen gern\n- alle standen"
    runs = wording.compared(old, new)
    assert "".join(run.words for run in runs if run.mark is not Mark.DELETED) == new
    assert "".join(run.words for run in runs if run.mark is not Mark.INSERTED) == old


def test_long_texts_without_anything_in_common_are_compared_in_time() -> None:
    runs = wording.compared("a b " * 50_000, "b a " * 49_000 + "c")
    assert runs[-1] == Run(Mark.INSERTED, "c") or shown(runs).endswith("c+}")


# --- fields -------------------------------------------------------------------------------


def test_nothing_changed(content: SmallProject) -> None:
    assert compared(fields(content), fields(content)) == []


def test_a_changed_field_knows_both_states(content: SmallProject) -> None:
    old = fields(content)
    content.replace(content.case, "teaser: Wie", "# Hinweis\nteaser: Wo")
    (change,) = compared(old, fields(content))
    assert change.kind is Kind.CHANGED
    assert change.old and change.new
    assert (change.old.line, change.new.line) == (2, 3)
    assert (change.new.file, change.new.pointer) == (content.case, "/teaser")
    assert shown(change.words).startswith("[-Wie-]{+Wo+} Musterstadt einen")


def test_new_and_lost_fields(content: SmallProject) -> None:
    old = fields(content)
    content.append(content.case, "lessons: Holz hält.\n")
    content.replace(content.case, "  population: 48200\n", "")
    changes = compared(old, fields(content))
    assert told(changes) == [
        ("deleted", "case-studies/musterstadt.yaml#/municipality/population"),
        ("inserted", "case-studies/musterstadt.yaml#/lessons"),
    ]
    assert [shown(change.words) for change in changes] == ["[-48200-]", "{+Holz hält.+}"]


def test_a_new_part_of_several_fields_is_one_change(content: SmallProject) -> None:
    old = fields(content)
    content.append(content.issue, "conclusion: {title: Schluss, text: Alle sitzen gut.}\n")
    (change,) = compared(old, fields(content))
    assert told([change]) == [("inserted", "issue.yaml#/conclusion")]
    assert told(list(change.below)) == [
        ("inserted", "issue.yaml#/conclusion/title"),
        ("inserted", "issue.yaml#/conclusion/text"),
    ]
    assert change.field.line == 11


def test_a_picture_changed_under_its_name(content: SmallProject) -> None:
    old = fields(content)
    content.write("reports/01-probe/images/titel.png", png(24, 16))
    (change,) = compared(old, fields(content))
    assert told([change]) == [("picture", "issue.yaml#/cover/file")]
    assert shown(change.words) == "images/titel.png"


def test_a_picture_that_only_got_another_name_is_no_other_picture(content: SmallProject) -> None:
    old = fields(content)
    content.write("reports/01-probe/images/neu.png", png())
    content.replace(content.issue, "images/titel.png", "images/neu.png")
    (change,) = compared(old, fields(content))
    assert change.kind is Kind.CHANGED


def test_a_logo_that_is_only_named_is_a_picture(content: SmallProject) -> None:
    content.append(content.series, "funder: {name: Amt, logo: images/logo.png}\n")
    content.write("reports/images/logo.png", png())
    old = fields(content)
    content.write("reports/images/logo.png", png(24, 16))
    (change,) = compared(old, fields(content))
    assert (change.kind, change.field.source) == (
        Kind.PICTURE, "reports/series.yaml#/funder/logo",
    )  # fmt: skip


# --- lists --------------------------------------------------------------------------------


def test_an_item_at_the_top_is_one_insertion(content: SmallProject) -> None:
    content.append(content.case, QUOTES)
    old = fields(content)
    new = "quotes:\n  - {text: Endlich ein Tisch!, person: Carla Chor}\n"
    content.replace(content.case, "quotes:\n", new)
    (change,) = compared(old, fields(content))
    assert told([change]) == [("inserted", "case-studies/musterstadt.yaml#/quotes/0")]
    assert [below.field.text for below in change.below] == ["Endlich ein Tisch!", "Carla Chor"]


def test_an_item_is_known_by_what_is_left_of_it(content: SmallProject) -> None:
    content.append(content.case, QUOTES)
    old = fields(content)
    first = "  - text: Der Tisch war der Anfang von allem.\n    person: Anna Amt\n"
    content.replace(content.case, first, "")
    content.replace(content.case, "noch heute auf", "immer noch auf")
    changes = compared(old, fields(content))
    assert told(changes) == [
        ("deleted", "case-studies/musterstadt.yaml#/quotes/0"),
        ("changed", "case-studies/musterstadt.yaml#/quotes/0/text"),
    ]
    assert "wir [-noch heute-]{+immer noch+} auf" in shown(changes[1].words)
    assert changes[1].old and changes[1].old.pointer == "/quotes/1/text"


def test_items_that_passed_each_other_were_moved(content: SmallProject) -> None:
    content.append(content.case, "topics: [Haushalt, Ehrenamt, Klima]\n")
    old = fields(content)
    content.replace(content.case, "[Haushalt, Ehrenamt, Klima]", "[Klima, Haushalt, Ehrenamt]")
    (change,) = compared(old, fields(content))
    assert (change.kind, change.places, change.field.text) == (Kind.MOVED, (3, 1), "Klima")


def test_equal_items_do_not_pass_each_other(content: SmallProject) -> None:
    steps = "steps:\n" + "  - {when: März, title: Sitzung}\n" * 3
    content.append(content.case, steps)
    old = fields(content)
    content.replace(content.case, "steps:\n", "steps:\n  - {when: Mai, title: Feier}\n")
    assert [c.kind for c in compared(old, fields(content))] == [Kind.INSERTED]


def test_short_items_take_the_place_of_others(content: SmallProject) -> None:
    content.append(content.case, "topics: [Haushalt, Ehrenamt, Klima]\n")
    old = fields(content)
    content.replace(content.case, "[Haushalt, Ehrenamt, Klima]", "[Haushalt, Vereine, Klima]")
    (change,) = compared(old, fields(content))
    assert shown(change.words) == "[-Ehrenamt-]{+Vereine+}"


def test_the_years_of_a_chart_are_no_list(content: SmallProject) -> None:
    chart = (
        "charts:\n  - kind: bar\n    title: Tische\n    summary: Jedes Jahr mehr neue Tische.\n"
        "    series: [{name: Tische, values: {2019: 1, 2020: 2, 2021: 3}}]\n"
    )
    content.append(content.case, chart)
    old = fields(content)
    content.replace(content.case, "{2019: 1, 2020: 2, 2021: 3}", "{2020: 2, 2021: 4}")
    below = "case-studies/musterstadt.yaml#/charts/0/series/0/values"
    assert told(compared(old, fields(content))) == [
        ("deleted", f"{below}/2019"),
        ("changed", f"{below}/2021"),
    ]


# --- case studies -------------------------------------------------------------------------


def test_a_new_case_study_is_one_change(content: SmallProject) -> None:
    old = fields(content)
    add_case(content, "hafenstadt", HARBOUR)
    (change,) = compared(old, fields(content))
    assert told([change]) == [("inserted", "issue.yaml#/case_studies/0")]
    assert change.is_case_study
    assert len(change.below) == 11 and len(list(change.each())) == 12
    (back,) = compared(fields(content), old)
    assert (back.kind, back.field.text, len(back.below)) == (Kind.DELETED, "hafenstadt", 11)


def test_a_moved_case_study_was_not_changed(content: SmallProject) -> None:
    for name in ("eins", "zwei"):
        add_case(content, name, HARBOUR.replace("Hafenstadt", name.title()))
    old = fields(content)
    content.replace(
        content.issue, "- eins\n  - zwei\n  - musterstadt", "- musterstadt\n  - eins\n  - zwei"
    )
    content.replace(content.case, "Alle sitzen.", "Alle sitzen gern.")
    moved, changed = compared(old, fields(content))
    assert (moved.kind, moved.places, moved.field.text) == (Kind.MOVED, (3, 1), "musterstadt")
    assert moved.is_case_study
    assert (changed.kind, changed.field.source) == (Kind.CHANGED, f"{content.case}#/results")


def test_a_renamed_case_study_is_one_change(content: SmallProject) -> None:
    add_case(content, "hafenstadt", HARBOUR)
    old = fields(content)
    path = content.root / "reports/01-probe/case-studies/hafenstadt.yaml"
    path.rename(path.with_name("kaje.yaml"))
    content.replace(content.issue, "- hafenstadt", "- kaje")
    content.replace("reports/01-probe/case-studies/kaje.yaml", "Tausend", "Zweitausend")
    (change,) = compared(old, fields(content))
    assert told([change]) == [("changed", "issue.yaml#/case_studies/0")]
    assert shown(change.words) == "[-hafenstadt-]{+kaje+}"
    assert told(list(change.below)) == [("changed", "case-studies/kaje.yaml#/results")]


def test_another_case_study_in_the_place_is_no_renamed_one(content: SmallProject) -> None:
    old = fields(content)
    content.write("reports/01-probe/case-studies/hafenstadt.yaml", HARBOUR)
    (content.root / content.case).unlink()
    content.replace(content.issue, "- musterstadt", "- hafenstadt")
    assert [c.kind for c in compared(old, fields(content))] == [Kind.DELETED, Kind.INSERTED]
