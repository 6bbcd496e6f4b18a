"""The catalogue of everything `check` can say, in the languages of the editors.

A stage that finds something records a `Finding`: the rule, the place and the facts. `problem`
turns it into words in the language of the series, so that no other module composes sentences.
Each rule has its entry in docs/redaktion.md; a test holds the two together.
"""

from dataclasses import dataclass, field
from typing import Any

from report_builder.errors import Problem, Severity


@dataclass(frozen=True)
class Finding:
    """A broken rule at a place: line and column from 1, `path` of keys and indices."""

    rule: str
    file: str
    line: int
    column: int
    path: tuple[str | int, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """Message and hint as format strings over the facts of a finding, by language."""

    de: tuple[str, str]
    en: tuple[str, str]
    severity: Severity = Severity.ERROR


def problem(finding: Finding, language: str) -> Problem:
    """The finding in words: German for a German series, English for every other."""
    rule = RULES[finding.rule]
    german = language.split("-")[0] == "de"
    words = _GERMAN if german else _ENGLISH
    facts = {name: _word(value, words) for name, value in finding.facts.items()}
    if "meant" in facts:
        facts["meant"] = words["meant"].format(facts["meant"]) if facts["meant"] else ""
    message, hint = (text.format(**facts) for text in (rule.de if german else rule.en))
    severity = finding.facts.get("severity", rule.severity)
    return Problem(
        finding.file,
        finding.line,
        finding.column,
        pointer(finding.path),
        severity,
        finding.rule,
        message,
        " ".join(hint.split()),
    )


def pointer(path: tuple[str | int, ...]) -> str:
    """JSON pointer (RFC 6901) of a path of keys and list indices."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _word(value: Any, words: dict[str, str]) -> Any:
    """Facts that are names of kinds are translated, lists are joined, the rest is shown."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_word(part, words)) for part in value)
    if isinstance(value, str):
        return words.get(value, value)
    return value


_ENGLISH = {
    "meant": "Did you mean “{}”?",
    "expected:text": "text",
    "expected:integer": "a whole number such as 48200",
    "expected:number": "a number such as 12 or 3.5",
    "expected:boolean": "true or false",
    "expected:mapping": "a group of keys, indented below this one",
    "expected:list": "a list",
    "expected:year": "a year such as 2023",
    "expected:licence": "a licence identifier such as CC-BY-4.0, or name and url",
    "expected:focus": "two numbers from 0 to 1, such as [0.5, 0.4]",
    "expected:coordinates": "latitude and longitude, such as [52.1, 9.4]",
    "got:nothing": "nothing",
    "got:mapping": "a group of keys",
    "got:list": "a list",
}
_GERMAN = {
    "meant": "Meinten Sie „{}“?",
    "expected:text": "Text",
    "expected:integer": "eine ganze Zahl wie 48200",
    "expected:number": "eine Zahl wie 12 oder 3.5",
    "expected:boolean": "true oder false",
    "expected:mapping": "eine Gruppe von Schlüsseln, eingerückt unter diesem",
    "expected:list": "eine Liste",
    "expected:year": "eine Jahreszahl wie 2023",
    "expected:licence": "eine Lizenzkennung wie CC-BY-4.0 oder name und url",
    "expected:focus": "zwei Zahlen von 0 bis 1, etwa [0.5, 0.4]",
    "expected:coordinates": "Breite und Länge, etwa [52.1, 9.4]",
    "got:nothing": "nichts",
    "got:mapping": "eine Gruppe von Schlüsseln",
    "got:list": "eine Liste",
}

RULES: dict[str, Rule] = {
    # --- the file -------------------------------------------------------------------------
    "encoding": Rule(
        de=(
            "Die Datei ist nicht in UTF-8 gespeichert",
            "Im Editor „Speichern mit Codierung: UTF-8“ wählen.",
        ),
        en=("the file is not saved as UTF-8", "Save it with the encoding UTF-8."),
    ),
    "control-character": Rule(
        de=("Unsichtbares Steuerzeichen {character}", "Das Zeichen an dieser Stelle löschen."),
        en=("invisible control character {character}", "Delete the character at this place."),
    ),
    "file-too-large": Rule(
        de=("Die Datei ist größer als {limit} KiB", "Texte auf mehrere Fallbeispiele verteilen."),
        en=("the file is larger than {limit} KiB", "Divide the text into several case studies."),
    ),
    "unreadable-file": Rule(
        de=("Die Datei kann nicht gelesen werden: {reason}", "Zugriffsrechte der Datei prüfen."),
        en=("the file cannot be read: {reason}", "Check the permissions of the file."),
    ),
    "too-deep": Rule(
        de=("Zu tief verschachtelt", "Einrückungen und Klammern an dieser Stelle prüfen."),
        en=("nested too deeply", "Check indentation and brackets at this place."),
    ),
    "too-many-values": Rule(
        de=("Die Datei hat zu viele Einträge", "Auf mehrere Fallbeispiele verteilen."),
        en=("the file has too many entries", "Divide it into several case studies."),
    ),
    "empty-file": Rule(
        de=("Die Datei ist leer", "`make new-case-study` legt eine Vorlage an."),
        en=("the file is empty", "`make new-case-study` writes a template."),
    ),
    # --- YAML -----------------------------------------------------------------------------
    "yaml-syntax": Rule(
        de=(
            "Hier ist das YAML nicht lesbar",
            "Einrückung dieser und der vorigen Zeile prüfen: gleiche Ebene, gleich viele "
            "Leerzeichen; Klammern und Listen abschließen. (Meldung des Lesers: {reason})",
        ),
        en=(
            "the YAML cannot be read here",
            "Check the indentation of this line and the one before: same level, same number of "
            "spaces; close brackets and lists. (Parser: {reason})",
        ),
    ),
    "yaml-colon": Rule(
        de=(
            "Ein Doppelpunkt an dieser Stelle macht die Zeile unlesbar",
            'Den ganzen Text in gerade Anführungszeichen setzen ("…: …") oder mit | auf einer '
            "neuen Zeile beginnen; sonst die Einrückung prüfen.",
        ),
        en=(
            "a colon at this place makes the line unreadable",
            'Put the whole text into straight quotes ("…: …") or begin it on a new line after |; '
            "otherwise check the indentation.",
        ),
    ),
    "yaml-character": Rule(
        de=(
            "Mit diesem Zeichen darf hier nichts beginnen",
            "Zum Einrücken Leerzeichen statt Tabulatoren verwenden; Text, der mit @, `, %, & "
            "oder * beginnt, in gerade Anführungszeichen setzen.",
        ),
        en=(
            "nothing can begin with this character here",
            "Indent with spaces instead of tabs; put text that begins with @, `, %, & or * into "
            "straight quotes.",
        ),
    ),
    "yaml-quote": Rule(
        de=(
            "Ein Anführungszeichen wird nicht geschlossen",
            "Am Ende des Textes fehlt das Zeichen \" oder ', mit dem er beginnt.",
        ),
        en=(
            "a quote is not closed",
            "The text lacks at its end the \" or ' with which it begins.",
        ),
    ),
    "yaml-documents": Rule(
        de=("Die Datei enthält mehrere Dokumente", "Zeilen, die nur aus --- bestehen, löschen."),
        en=("the file holds several documents", "Delete lines that are only ---."),
    ),
    "yaml-anchor": Rule(
        de=(
            "YAML-Anker &{name} sind nicht erlaubt",
            "Text, der mit & beginnt, in gerade Anführungszeichen setzen.",
        ),
        en=("YAML anchors (&{name}) are not allowed", "Put text that begins with & in quotes."),
    ),
    "yaml-alias": Rule(
        de=(
            "YAML-Verweise *{name} sind nicht erlaubt",
            "Text, der mit * beginnt, in gerade Anführungszeichen setzen.",
        ),
        en=("YAML aliases (*{name}) are not allowed", "Put text that begins with * in quotes."),
    ),
    "yaml-tag": Rule(
        de=(
            "YAML-Typangaben ({name}) sind nicht erlaubt",
            "Text, der mit ! beginnt, in gerade Anführungszeichen setzen.",
        ),
        en=("YAML tags ({name}) are not allowed", "Put text that begins with ! in quotes."),
    ),
    "yaml-key": Rule(
        de=("Ein Schlüssel muss ein einfaches Wort sein", "Klammern und ? vor dem : entfernen."),
        en=("a key has to be a plain word", "Remove brackets and ? before the colon."),
    ),
    "duplicate-key": Rule(
        de=(
            "Der Schlüssel „{key}“ steht schon in Zeile {first}",
            "Einen der beiden Einträge löschen oder beide zusammenführen.",
        ),
        en=("the key “{key}” stands already on line {first}", "Delete or merge one of the two."),
    ),
    # --- keys and values ------------------------------------------------------------------
    "unknown-key": Rule(
        de=("Unbekannter Schlüssel „{key}“", "{meant} Bekannt sind hier: {known}."),
        en=("unknown key “{key}”", "{meant} Known here: {known}."),
    ),
    "missing-key": Rule(
        de=("Es fehlt „{key}“", "Eine Zeile „{key}: …“ auf dieser Ebene ergänzen."),
        en=("“{key}” is missing", "Add a line “{key}: …” on this level."),
    ),
    "empty-value": Rule(
        de=("„{key}“ ist leer", "Einen Wert eintragen; ein freiwilliges Feld sonst weglassen."),
        en=("“{key}” is empty", "Write a value; an optional field can be left out."),
    ),
    "wrong-type": Rule(
        de=("Hier wird {expected} erwartet, gefunden: {got}", "Schreibweise des Wertes prüfen."),
        en=("expected {expected}, found {got}", "Check how the value is written."),
    ),
    "out-of-range": Rule(
        de=("Der Wert {got} liegt nicht im erlaubten Bereich", "Erlaubt: {allowed}."),
        en=("the value {got} is out of range", "Allowed: {allowed}."),
    ),
    "length": Rule(
        de=("Der Text hat {got} Zeichen", "Erlaubt: {allowed} Zeichen."),
        en=("the text has {got} characters", "Allowed: {allowed} characters."),
    ),
    "item-count": Rule(
        de=("Die Liste hat {got} Einträge", "Erlaubt: {allowed}."),
        en=("the list has {got} items", "Allowed: {allowed}."),
    ),
    "not-allowed": Rule(
        de=("„{got}“ gibt es hier nicht", "{meant} Möglich sind: {allowed}."),
        en=("“{got}” is not possible here", "{meant} Possible: {allowed}."),
    ),
    "bad-date": Rule(
        de=(
            "„{got}“ ist kein Datum",
            "Ein Datum, das es im Kalender gibt, als Jahr-Monat-Tag schreiben: 2023-06-28.",
        ),
        en=("“{got}” is not a date", "Write a date that exists as year-month-day: 2023-06-28."),
    ),
    "bad-url": Rule(
        de=(
            "„{got}“ ist keine Internetadresse",
            "Die vollständige Adresse schreiben: https://www.beispiel.de/seite.",
        ),
        en=(
            "“{got}” is not a web address",
            "Write the whole address: https://www.example.org/page.",
        ),
    ),
    "bad-email": Rule(
        de=("„{got}“ ist keine E-Mail-Adresse", "Schreiben wie name@beispiel.de."),
        en=("“{got}” is not an e-mail address", "Write it like name@example.org."),
    ),
    "bad-phone": Rule(
        de=("„{got}“ ist keine Telefonnummer", "International schreiben: +49 30 23125 010."),
        en=("“{got}” is not a telephone number", "Write it internationally: +49 30 23125 010."),
    ),
    "bad-issn": Rule(
        de=("„{got}“ ist keine gültige ISSN", "Acht Stellen prüfen, die letzte ist Prüfziffer."),
        en=("“{got}” is not a valid ISSN", "Check its eight digits; the last is a check digit."),
    ),
    "bad-language": Rule(
        de=("„{got}“ ist kein Sprachkürzel", "Ein Kürzel nach BCP 47 schreiben: de, en, de-AT."),
        en=("“{got}” is not a language code", "Write a BCP 47 code: de, en, de-AT."),
    ),
    "bad-name": Rule(
        de=(
            "Der Name „{got}“ taugt nicht für Dateien und Adressen",
            "Nur Kleinbuchstaben a–z, Ziffern und Bindestriche; ä→ae, ß→ss: {suggestion}",
        ),
        en=(
            "the name “{got}” does not serve for files and addresses",
            "Only letters a–z, digits and hyphens: {suggestion}",
        ),
    ),
    # --- references -----------------------------------------------------------------------
    "missing-file": Rule(
        de=(
            "Die Datei „{got}“ gibt es nicht",
            "{meant} Der Pfad gilt ab {folder}; Groß- und Kleinschreibung zählt.",
        ),
        en=(
            "there is no file “{got}”",
            "{meant} The path starts at {folder}; upper and lower case count.",
        ),
    ),
    "file-outside": Rule(
        de=("„{got}“ liegt außerhalb des Projekts", "Die Datei in den Ordner {folder} legen."),
        en=("“{got}” lies outside the project", "Put the file into the folder {folder}."),
    ),
    "file-type": Rule(
        de=("„{got}“ hat kein Format, das hier passt", "Erlaubt sind: {allowed}."),
        en=("“{got}” is not of a format that fits here", "Allowed: {allowed}."),
    ),
    "missing-case-study": Rule(
        de=(
            "Das Fallbeispiel „{got}“ gibt es nicht",
            "{meant} Gesucht wurde {file}; `make new-case-study` legt eine Vorlage an.",
        ),
        en=(
            "there is no case study “{got}”",
            "{meant} Looked for {file}; `make new-case-study` writes a template.",
        ),
    ),
    "unlisted-case-study": Rule(
        de=(
            "Das Fallbeispiel „{name}“ steht in keinem Heft",
            "In {issue} unter case_studies eintragen, oder den Dateinamen mit _ beginnen, "
            "um es zurückzustellen.",
        ),
        en=(
            "the case study “{name}” is not listed in its issue",
            "List it in {issue} under case_studies, or let the file name begin with _ to park it.",
        ),
    ),
    "duplicate-item": Rule(
        de=("„{got}“ steht mehrfach in der Liste", "Einen der Einträge löschen."),
        en=("“{got}” is listed more than once", "Delete one of the entries."),
    ),
    "duplicate-number": Rule(
        de=("Die Heftnummer {number} hat schon {other}", "Eine freie Nummer vergeben."),
        en=("the issue number {number} belongs to {other}", "Give it a number that is free."),
    ),
    "missing-issue-file": Rule(
        de=(
            "Im Ordner {folder} fehlt issue.yaml",
            "`make new-issue` legt ein Heft an; Ordner ohne Heft mit _ beginnen lassen.",
        ),
        en=(
            "the folder {folder} lacks issue.yaml",
            "`make new-issue` writes one; let folders that are no issue begin with _.",
        ),
    ),
    # --- images and editorial care --------------------------------------------------------
    "image-alt": Rule(
        de=(
            "Dem Bild fehlt der Alternativtext",
            "„alt: …“ beschreibt, was zu sehen ist; ein reines Schmuckbild bekommt "
            "„decorative: true“.",
        ),
        en=(
            "the image lacks its text alternative",
            "“alt: …” says what is to be seen; a purely decorative one has “decorative: true”.",
        ),
    ),
    "image-credit": Rule(
        de=("Dem Bild fehlt der Bildnachweis", "„credit: …“ ergänzen, etwa „Foto: …“."),
        en=("the image lacks its credit", "Add “credit: …”, such as “Photo: …”."),
    ),
    "missing-published": Rule(
        de=(
            "Einem fertigen Heft fehlt „published“",
            "„published: 2023-06-28“ ergänzen, oder „status: draft“ setzen.",
        ),
        en=(
            "a final issue lacks “published”",
            "Add “published: 2023-06-28”, or set “status: draft”.",
        ),
    ),
    "period-order": Rule(
        de=("Der Zeitraum endet {end}, vor seinem Beginn {start}", "Jahre vertauscht?"),
        en=("the period ends in {end}, before its start in {start}", "Were the years swapped?"),
    ),
    "placeholder": Rule(
        de=("Hier steht noch ein Platzhalter (TODO)", "Den Text der Vorlage ersetzen."),
        en=("a placeholder (TODO) is still here", "Replace the text of the template."),
    ),
    "text-html": Rule(
        de=(
            "HTML im Text wird nicht ausgeführt, sondern so gedruckt: {got}",
            "Auszeichnen mit CommonMark: **fett**, *kursiv*, - Liste, [Text](Adresse).",
        ),
        en=(
            "HTML in a text is not interpreted but printed: {got}",
            "Use CommonMark: **bold**, *italic*, - list, [text](address).",
        ),
        severity=Severity.WARNING,
    ),
    "text-link": Rule(
        de=(
            "Der Verweis „{got}“ führt zu keiner Internet- oder E-Mail-Adresse",
            "Erlaubt sind https://…, http://… und mailto:….",
        ),
        en=(
            "the link “{got}” leads to no web or e-mail address",
            "Allowed are https://…, http://… and mailto:….",
        ),
    ),
    "text-image": Rule(
        de=(
            "Bilder stehen nicht im Fließtext: {got}",
            "Das Bild unter „gallery“ mit alt und credit eintragen.",
        ),
        en=(
            "images do not stand in running text: {got}",
            "List the image under “gallery” with alt and credit.",
        ),
    ),
    # --- layout and brand -----------------------------------------------------------------
    "unknown-layout": Rule(
        de=("Das Layout „{got}“ gibt es nicht", "{meant} Vorhanden: {allowed}."),
        en=("there is no layout “{got}”", "{meant} There are: {allowed}."),
    ),
    "missing-part": Rule(
        de=("Das Layout „{layout}“ braucht „{part}“", "„{part}: …“ im Heft ergänzen."),
        en=("the layout “{layout}” needs “{part}”", "Add “{part}: …” to the issue."),
    ),
    "bad-color": Rule(
        de=("„{got}“ ist keine Farbe", "Als #RRGGBB schreiben, etwa #0B4F5C."),
        en=("“{got}” is not a colour", "Write it as #RRGGBB, such as #0B4F5C."),
    ),
    "missing-labels": Rule(
        de=(
            "Das Layout „{layout}“ spricht „{got}“ nicht",
            "Eine Datei labels.{got}.yaml im Layout anlegen. Vorhanden: {allowed}.",
        ),
        en=(
            "the layout “{layout}” does not speak “{got}”",
            "Write labels.{got}.yaml in the layout. There are: {allowed}.",
        ),
    ),
    "missing-template": Rule(
        de=("Dem Layout fehlt die Vorlage {got}", "Die Datei anlegen oder den Teil streichen."),
        en=("the layout lacks the template {got}", "Write the file or remove the part."),
    ),
}
