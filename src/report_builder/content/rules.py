"""The catalogue of everything `check` can say, in the languages of the editors.

A stage that finds something records a `Finding`: the rule, the place and the facts. `problem`
turns it into words in the language of the series, so that no other module composes sentences.
Each rule has its entry in docs/redaktion.md; a test holds the two together.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from report_builder.errors import Problem, Severity

# Controls, and the surrogates by which Python keeps the bytes of a name that is no Unicode.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Finding:
    """A broken rule at a place: line and column from 1, `path` of keys and indices.

    `excuse` is the reason that an editor gave for an exception, see `exemptions`.
    """

    rule: str
    file: str
    line: int
    column: int
    path: tuple[str | int, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    excuse: str | None = None


@dataclass(frozen=True)
class Rule:
    """Message and hint as format strings over the facts of a finding, by language.

    Severity follows one principle: what standards call a failure for readers (WCAG 2.2 with its
    documented failures F…, ISO 14289-1) is an error; what is a matter of judgement is a warning.
    `ignorable` is what an editor may keep for a reason: never form, references or safety.
    """

    de: tuple[str, str]
    en: tuple[str, str]
    severity: Severity = Severity.ERROR
    ignorable: bool = False


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
    if finding.excuse is not None:
        severity, hint = Severity.IGNORED, finding.excuse
    return Problem(
        _printable(finding.file),
        finding.line,
        finding.column,
        pointer(finding.path),
        severity,
        finding.rule,
        _printable(" ".join(message.split())),
        _printable(" ".join(hint.split())),
    )


def _printable(text: str) -> str:
    """`text` with a mark for what names of files can have, but no terminal and no JSON should."""
    return _UNPRINTABLE.sub("\ufffd", text)


def pointer(path: tuple[str | int, ...]) -> str:
    """JSON pointer (RFC 6901) of a path of keys and list indices."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _word(value: Any, words: dict[str, str]) -> Any:
    """Facts that are names of kinds are translated, lists are joined, the rest is shown."""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_word(part, words)) for part in value)
    if isinstance(value, str) and value.startswith(("expected:", "got:")):
        return words.get(value, value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", words["point"])
    return value


_ENGLISH = {
    "point": ".",
    "meant": "Did you mean “{}”?",
    "expected:text": "text",
    "expected:integer": "a whole number such as 48200",
    "expected:number": "a number such as 12 or 3.5",
    "expected:boolean": "true or false",
    "expected:mapping": "a group of keys, indented below this one",
    "expected:list": "a list, each item after “- ” on a line of its own",
    "expected:year": "a year such as 2023",
    "expected:licence": "a licence identifier such as CC-BY-4.0, or a group of name and url",
    "expected:focus": "two numbers from 0 to 1, such as [0.5, 0.4]",
    "expected:coordinates": "latitude and longitude, such as [52.1, 9.4]",
    "got:nothing": "nothing",
    "got:mapping": "a group of keys",
    "got:list": "a list",
    "got:unknown": "something unknown",
}
_GERMAN = {
    "point": ",",
    "meant": "Meinten Sie „{}“?",
    "expected:text": "Text",
    "expected:integer": "eine ganze Zahl wie 48200",
    "expected:number": "eine Zahl wie 12 oder 3.5",
    "expected:boolean": "true oder false",
    "expected:mapping": "eine Gruppe von Schlüsseln, darunter eingerückt",
    "expected:list": "eine Liste, jeder Eintrag mit „- “ auf eigener Zeile",
    "expected:year": "eine Jahreszahl wie 2023",
    "expected:licence": "eine Lizenzkennung wie CC-BY-4.0 oder eine Gruppe aus name und url",
    "expected:focus": "zwei Zahlen von 0 bis 1, etwa [0.5, 0.4]",
    "expected:coordinates": "Breite und Länge, etwa [52.1, 9.4]",
    "got:nothing": "nichts",
    "got:mapping": "eine Gruppe von Schlüsseln",
    "got:list": "eine Liste",
    "got:unknown": "etwas Unbekanntes",
}

RULES: dict[str, Rule] = {
    # --- the file -------------------------------------------------------------------------
    "encoding": Rule(
        de=(
            "Die Datei ist nicht in UTF-8 gespeichert",
            "Die Datei im Editor mit der Codierung UTF-8 speichern.",
        ),
        en=("the file is not saved as UTF-8", "Save it with the encoding UTF-8."),
    ),
    "control-character": Rule(
        de=(
            "Unsichtbares Steuerzeichen {character}",
            "Die Zeichen um diese Stelle herum löschen und neu tippen.",
        ),
        en=(
            "invisible control character {character}",
            "Delete the characters around this place and type them anew.",
        ),
    ),
    "file-too-large": Rule(
        de=("Die Datei ist größer als {limit} KiB", "Ihren Inhalt kürzen oder aufteilen."),
        en=("the file is larger than {limit} KiB", "Shorten or divide its content."),
    ),
    "unreadable-file": Rule(
        de=(
            "Die Datei kann nicht gelesen werden: {reason}",
            "Prüfen, ob es die Datei gibt und ob sie sich öffnen lässt.",
        ),
        en=("the file cannot be read: {reason}", "Check that it exists and that you may open it."),
    ),
    "too-deep": Rule(
        de=(
            "Hier ist zu viel ineinander verschachtelt",
            "Einrückungen und Klammern an dieser Stelle prüfen.",
        ),
        en=("nested too deeply", "Check indentation and brackets at this place."),
    ),
    "too-many-values": Rule(
        de=("Die Datei hat zu viele Einträge", "Texte auf mehrere Fallbeispiele verteilen."),
        en=("the file has too many entries", "Divide it into several case studies."),
    ),
    "empty-file": Rule(
        de=("Die Datei ist leer", "Den Inhalt nach dem Muster einer vorhandenen Datei eintragen."),
        en=("the file is empty", "Fill it in, following the pattern of another file."),
    ),
    # --- hyphenation.txt ------------------------------------------------------------------
    "hyphenation-word": Rule(
        de=(
            "„{got}“ ist kein Wort mit Trennstellen",
            "Ein Wort je Zeile, nur Buchstaben, an jeder erlaubten Trennstelle ein Bindestrich: "
            "Ur-instinkt. Die Teile einer Schreibung mit Bindestrich sind eigene Wörter. "
            "Bemerkungen beginnen mit #.",
        ),
        en=(
            "“{got}” is not a word with its breaks",
            "One word a line, nothing but letters, a hyphen wherever it may be divided: "
            "re-cord. The parts of a hyphenated compound are words of their own. "
            "Comments begin with #.",
        ),
    ),
    "hyphenation-break": Rule(
        de=(
            "In „{got}“ liegt eine Trennstelle zu nah am Rand",
            "Vor einer Trennung stehen mindestens zwei Buchstaben, danach mindestens drei. "
            "Diesen Bindestrich streichen.",
        ),
        en=(
            "in “{got}” a break is too near to the edge",
            "At least two letters stand before a break, and at least three after it. "
            "Remove this hyphen.",
        ),
    ),
    "hyphenation-duplicate": Rule(
        de=("„{got}“ steht schon in Zeile {other}", "Eine der beiden Zeilen löschen."),
        en=("“{got}” stands in line {other} already", "Delete one of the two lines."),
    ),
    # --- YAML -----------------------------------------------------------------------------
    "yaml-syntax": Rule(
        de=(
            "Hier wird die Datei unlesbar",
            "Diese Zeile und ihre Nachbarn prüfen: gleiche Ebene, gleich viele Leerzeichen, keine "
            "Tabulatoren; Anführungszeichen, auch weiter oben, und Klammern schließen; Text, der "
            "mit einem Sonderzeichen beginnt, in gerade Anführungszeichen setzen. "
            "(Technisch: {reason})",
        ),
        en=(
            "the YAML cannot be read here",
            "Check this line and its neighbours: same level, same number of spaces, no tabs; "
            "close quotes, those further up as well, and brackets; put text that begins with a "
            "special character into straight quotes. (Parser: {reason})",
        ),
    ),
    "yaml-colon": Rule(
        de=(
            "Ein Doppelpunkt an dieser Stelle macht die Zeile unlesbar",
            "Gehört er zum Text, den ganzen Text in gerade Anführungszeichen setzen "
            '("…: …"). Sonst die Einrückung prüfen und die Zeile davor: Fehlt dort der '
            "Doppelpunkt oder das Leerzeichen danach?",
        ),
        en=(
            "a colon at this place makes the line unreadable",
            'If it belongs to the text, put the whole text into straight quotes ("…: …"). '
            "Otherwise check the indentation, and whether the line before lacks its colon or the "
            "space after it.",
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
        de=("Hier beginnt ein zweites Dokument", "Zeilen, die nur aus --- bestehen, löschen."),
        en=("a second document begins here", "Delete lines that are only ---."),
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
    "lost-text": Rule(
        de=(
            "„{got}“ geht verloren: Für YAML beginnt mit # ein Kommentar",
            'Den ganzen Text in gerade Anführungszeichen setzen ("Platz #1"); einen Kommentar '
            "mit Leerzeichen nach dem # schreiben.",
        ),
        en=(
            "“{got}” is lost: for YAML a comment begins with #",
            'Put the whole text into straight quotes ("No. #1"); write a comment with a space '
            "after the #.",
        ),
        severity=Severity.WARNING,
    ),
    "yaml-key": Rule(
        de=(
            "Ein Schlüssel muss ein einfaches Wort sein",
            "Klammern und Fragezeichen vor dem Doppelpunkt entfernen.",
        ),
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
        de=(
            "Es fehlt „{key}“",
            "Eine Zeile „{key}: …“ ergänzen, so weit eingerückt wie die anderen dieser Gruppe.",
        ),
        en=("“{key}” is missing", "Add a line “{key}: …”, indented like the others of its group."),
    ),
    "empty-value": Rule(
        de=(
            "„{key}“ ist leer",
            "Einen Wert eintragen; freiwillige Angaben und leere Listeneinträge löschen.",
        ),
        en=("“{key}” is empty", "Write a value; delete optional fields and empty list items."),
    ),
    "wrong-type": Rule(
        de=(
            "Erwartet: {expected} – gefunden: {got}",
            "Den Wert so schreiben wie erwartet; Text mit einem Doppelpunkt oder mit # am Anfang "
            "in gerade Anführungszeichen setzen.",
        ),
        en=(
            "expected {expected}, found {got}",
            "Write the value as expected; put text that holds a colon or begins with # into "
            "straight quotes.",
        ),
    ),
    "thousands": Rule(
        de=(
            "Ist der Punkt in „{got}“ ein Komma oder ein Tausenderpunkt?",
            "Ohne Tausenderpunkt schreiben, das Heft gliedert selbst: {plain}. Für eine Zahl mit "
            "Nachkommastellen die Nullen am Ende weglassen.",
        ),
        en=(
            "is the point in “{got}” a decimal point or does it group thousands?",
            "Write thousands without a point, the page groups them: {plain}. Leave out trailing "
            "zeros of decimals.",
        ),
    ),
    "out-of-range": Rule(
        de=("Der Wert {got} liegt nicht im erlaubten Bereich", "Erlaubt: {allowed}."),
        en=("the value {got} is out of range", "Allowed: {allowed}."),
    ),
    "length": Rule(
        de=("Die Länge passt nicht: {got} Zeichen", "Erlaubt: {allowed} Zeichen."),
        en=("the length does not fit: {got} characters", "Allowed: {allowed} characters."),
    ),
    "item-count": Rule(
        de=("Die Zahl der Listeneinträge passt nicht: {got}", "Erlaubt: {allowed}."),
        en=("the number of list items does not fit: {got}", "Allowed: {allowed}."),
    ),
    "not-allowed": Rule(
        de=("„{got}“ ist hier nicht möglich", "{meant} Möglich sind: {allowed}."),
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
            "„{got}“ ist keine vollständige Internetadresse",
            "Mit https:// beginnen und ohne Leerzeichen schreiben: https://www.beispiel.de/seite",
        ),
        en=(
            "“{got}” is not a whole web address",
            "Begin with https:// and write no spaces: https://www.example.org/page",
        ),
    ),
    "bad-email": Rule(
        de=("„{got}“ ist keine E-Mail-Adresse", "Schreiben wie name@beispiel.de"),
        en=("“{got}” is not an e-mail address", "Write it like name@example.org"),
    ),
    "bad-phone": Rule(
        de=(
            "„{got}“ ist keine Telefonnummer",
            "Nur die Nummer schreiben, ohne Zusätze und mit Landesvorwahl: +49 30 23125 010",
        ),
        en=(
            "“{got}” is not a telephone number",
            "Write nothing but the number, with its country code: +49 30 23125 010",
        ),
    ),
    "bad-issn": Rule(
        de=(
            "„{got}“ ist keine gültige ISSN",
            "Wie 1234-5679 schreiben und die Ziffern vergleichen; die letzte ist eine Prüfziffer.",
        ),
        en=(
            "“{got}” is not a valid ISSN",
            "Write it like 1234-5679 and compare the digits; the last is a check digit.",
        ),
    ),
    "bad-language": Rule(
        de=(
            "„{got}“ ist kein Sprachkürzel",
            "{meant} Ein Kürzel schreiben wie de, en oder de-AT.",
        ),
        en=(
            "“{got}” is not a language code",
            "{meant} Write a code such as de, en or de-AT (BCP 47).",
        ),
    ),
    "bad-name": Rule(
        de=(
            "Der Name „{got}“ eignet sich nicht für Dateien und Adressen",
            "Erlaubt sind a–z, 0–9 und Bindestriche; aus ä wird ae, aus ß wird ss. "
            "Vorschlag: {suggestion}",
        ),
        en=(
            "the name “{got}” does not serve for files and addresses",
            "Only small letters a–z, digits and hyphens: {suggestion}",
        ),
    ),
    # --- references -----------------------------------------------------------------------
    "missing-file": Rule(
        de=(
            "Die Datei „{got}“ gibt es nicht",
            "{meant} Der Pfad beginnt im Ordner {folder}; Groß- und Kleinschreibung zählt.",
        ),
        en=(
            "there is no file “{got}”",
            "{meant} The path starts at {folder}; upper and lower case count.",
        ),
    ),
    "file-outside": Rule(
        de=(
            "„{got}“ liegt nicht in reports/, layouts/ oder assets/",
            "Die Datei in den Ordner {folder} legen.",
        ),
        en=(
            "“{got}” does not lie in reports/, layouts/ or assets/",
            "Put the file into the folder {folder}.",
        ),
    ),
    "file-type": Rule(
        de=(
            "Das Dateiformat von „{got}“ passt hier nicht",
            "In einem dieser Formate speichern: {allowed}.",
        ),
        en=("“{got}” is not of a format that fits here", "Save it as one of: {allowed}."),
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
    "unexpected-file": Rule(
        de=(
            "Die Datei „{got}“ wird nicht gelesen",
            "Fallbeispiele enden auf .yaml: in {suggestion} umbenennen, oder den Namen mit _ "
            "beginnen.",
        ),
        en=(
            "the file “{got}” is not read",
            "Case studies end in .yaml: rename it to {suggestion}, or let its name begin with _.",
        ),
    ),
    "unlisted-case-study": Rule(
        de=(
            "Das Fallbeispiel „{name}“ steht nicht in der Liste seines Heftes",
            "In {issue} unter case_studies eintragen oder zurückstellen: den Dateinamen mit _ "
            "beginnen.",
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
        de=("Die Heftnummer {number} ist vergeben: {other}", "Eine freie Nummer eintragen."),
        en=("the issue number {number} belongs to {other}", "Give it a number that is free."),
    ),
    "missing-issue-file": Rule(
        de=(
            "Im Ordner {folder} fehlt issue.yaml",
            "Ist der Ordner kein Heft, seinen Namen mit _ beginnen; ein neues Heft legt "
            "`make new-issue` an.",
        ),
        en=(
            "the folder {folder} lacks issue.yaml",
            "If the folder is no issue, let its name begin with _; `make new-issue` starts one.",
        ),
    ),
    # --- images and editorial care --------------------------------------------------------
    "image-alt": Rule(
        de=(
            "Dem Bild fehlt der Alternativtext",
            "„alt: …“ ergänzen: was auf dem Bild zu sehen ist. Ein reines Schmuckbild bekommt "
            "stattdessen „decorative: true“.",
        ),
        en=(
            "the image lacks its text alternative",
            "“alt: …” says what is to be seen; a purely decorative one has “decorative: true”.",
        ),
    ),
    "image-credit": Rule(
        de=(
            "Dem Bild fehlt der Bildnachweis",
            'Eine Zeile ergänzen, mit geraden Anführungszeichen: credit: "Foto: Name"',
        ),
        en=(
            "the image lacks its credit",
            'Add a line, with straight quotes: credit: "Photo: Name"',
        ),
    ),
    "image-format": Rule(
        de=(
            "„{name}“ ist nicht {expected}, wie die Endung sagt, sondern {found}",
            "Im Bildprogramm öffnen und als {expected} speichern, oder der Datei hier und im "
            "Ordner die richtige Endung geben. HTML ist eine Internetseite: das Bild selbst noch "
            "einmal herunterladen.",
        ),
        en=(
            "“{name}” is not {expected}, as its suffix says, but {found}",
            "Open it in an image editor and save it as {expected}, or give it the right suffix, "
            "here and in the folder. HTML is a web page: download the image itself once more.",
        ),
    ),
    "image-damaged": Rule(
        de=(
            "Die Bilddatei „{name}“ ist beschädigt",
            "Noch einmal herunterladen, kopieren oder im Bildprogramm neu speichern. "
            "(Technisch: {reason})",
        ),
        en=(
            "the image file “{name}” is damaged",
            "Download or copy it once more, or save it anew in an image editor. "
            "(Decoder: {reason})",
        ),
    ),
    "image-too-large": Rule(
        de=(
            "Das Bild „{name}“ ist zu groß: {found}",
            "Im Bildprogramm verkleinern: Eine ganze Seite braucht 2600 × 3700 Pixel. Erlaubt: "
            "{allowed}.",
        ),
        en=(
            "the image “{name}” is too large: {found}",
            "Make it smaller in an image editor: a full page needs 2600 × 3700 pixels. Allowed: "
            "{allowed}.",
        ),
    ),
    "image-colours": Rule(
        de=(
            "Die Farben von „{name}“ können nicht gedruckt werden: {found}",
            "Im Bildprogramm in RGB mit 8 Bit umwandeln (sRGB) und neu speichern; CMYK ist für "
            "Druckereien.",
        ),
        en=(
            "the colours of “{name}” cannot be printed: {found}",
            "Convert it to RGB with 8 bits (sRGB) in an image editor; CMYK is for printing houses.",
        ),
    ),
    "image-animated": Rule(
        de=(
            "„{name}“ ist animiert; gedruckt wird nur das erste Bild",
            "Das gewünschte Bild als einzelnes speichern.",
        ),
        en=(
            "“{name}” is animated; only its first picture is printed",
            "Save the picture that you want by itself.",
        ),
        severity=Severity.WARNING,
    ),
    "svg-active": Rule(
        de=(
            "Die Zeichnung „{name}“ enthält, was nicht gezeichnet werden kann: {found}",
            "Ohne Skripte, HTML und Entitäten neu speichern: in Inkscape als „Einfaches SVG“, in "
            "Illustrator ohne „Illustrator-Bearbeitungsfunktionen“, in draw.io ohne formatierten "
            "Text.",
        ),
        en=(
            "the drawing “{name}” contains what cannot be drawn: {found}",
            "Save it without scripts, HTML and entities: as “Plain SVG” in Inkscape, without "
            "“Illustrator Editing Capabilities” in Illustrator, without formatted text in draw.io.",
        ),
    ),
    "svg-reference": Rule(
        de=(
            "Die Zeichnung „{name}“ braucht eine andere Datei: {found}",
            "Bilder (PNG, JPEG, WebP) in die Zeichnung einbetten, Schriften in Pfade umwandeln "
            "und neu speichern.",
        ),
        en=(
            "the drawing “{name}” needs another file: {found}",
            "Embed images (PNG, JPEG, WebP) in the drawing, convert text to paths, and save it "
            "anew.",
        ),
    ),
    "svg-too-complex": Rule(
        de=(
            "Die Zeichnung „{name}“ ist zu umfangreich ({found})",
            "Vereinfachen oder als PNG exportieren. Erlaubt: {allowed} Formen und 10 MiB; was "
            "wiederholt wird, zählt jedes Mal, und nichts darf sich selbst enthalten (∞).",
        ),
        en=(
            "the drawing “{name}” is too complex ({found})",
            "Simplify it or export it as PNG. Allowed: {allowed} shapes and 10 MiB; what is "
            "repeated counts each time, and nothing may contain itself (∞).",
        ),
    ),
    "svg-size": Rule(
        de=(
            "Die Zeichnung „{name}“ hat keine brauchbare Größe: {found}",
            "Mit viewBox oder mit Breite und Höhe speichern: in Inkscape unter "
            "Dokumenteinstellungen „Seite an Inhalt anpassen“.",
        ),
        en=(
            "the drawing “{name}” has no size to go by: {found}",
            "Save it with a viewBox or with width and height: in Inkscape, “Resize page to "
            "content” in the document properties.",
        ),
    ),
    "missing-glyph": Rule(
        de=(
            "Die Schriften des Heftes haben kein Zeichen für: {got}",
            "Durch ein anderes Zeichen oder ein Wort ersetzen. Eine Schrift, die es hat, ergänzt, "
            "wer die Marke betreut.",
        ),
        en=(
            "the fonts of the issue cannot draw: {got}",
            "Replace it by another character or a word. Who looks after the brand can add a font "
            "that has it.",
        ),
    ),
    "missing-published": Rule(
        de=(
            "Dem Heft fehlt das Erscheinungsdatum „published“",
            "Eine Zeile wie „published: 2023-06-28“ ergänzen oder „status: draft“ setzen.",
        ),
        en=(
            "a final issue lacks “published”",
            "Add “published: 2023-06-28”, or set “status: draft”.",
        ),
    ),
    "period-order": Rule(
        de=(
            "Der Zeitraum endet {end}, vor seinem Beginn {start}",
            "Die beiden Jahre prüfen: start ist das frühere, end das spätere.",
        ),
        en=(
            "the period ends in {end}, before its start in {start}",
            "Check the two years: start is the earlier one, end the later.",
        ),
    ),
    "placeholder": Rule(
        de=("Hier steht noch ein Platzhalter (TODO)", "Durch den eigenen Text ersetzen."),
        en=("a placeholder (TODO) is still here", "Replace it by your own text."),
        ignorable=True,
    ),
    "text-html": Rule(
        de=(
            "HTML wirkt hier nicht, es wird gedruckt, wie es dasteht: {got}",
            "Stattdessen so auszeichnen: **fett**, *kursiv*, - Liste, [Linktext](https://…)",
        ),
        en=(
            "HTML in a text is not interpreted but printed: {got}",
            "Write instead: **bold**, *italic*, - list, [text](https://…)",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "text-markup": Rule(
        de=(
            "„{got}“ wird gedruckt, wie es dasteht",
            "**fett** schließt direkt am Wort, vor dem nächsten Wort steht ein Leerzeichen; eine "
            "Liste beginnt mit „- “; zwischen ] und ( steht nichts; durchgestrichen gibt es nicht.",
        ),
        en=(
            "“{got}” is printed as it stands",
            "**bold** closes at the word and a space follows; a list begins with “- ”; nothing "
            "stands between ] and (; there is no strikethrough.",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "text-link": Rule(
        de=(
            "Der Link „{got}“ führt zu keiner Internet- oder E-Mail-Adresse",
            "Die Adresse in der runden Klammer muss mit https://, http:// oder mailto: beginnen, "
            "ein Verweis auf ein Fallbeispiel mit case:, etwa [siehe](case:musterstadt).",
        ),
        en=(
            "the link “{got}” leads to no web or e-mail address",
            "The address in parentheses has to begin with https://, http:// or mailto:, a "
            "reference to a case study with case:, such as [see](case:musterstadt).",
        ),
    ),
    "text-reference": Rule(
        de=(
            "Der Verweis „case:{got}“ führt zu keinem Fallbeispiel dieses Heftes",
            "{meant} Nach case: steht ein Name aus der Liste case_studies in issue.yaml; in "
            "series.yaml sind solche Verweise nicht möglich.",
        ),
        en=(
            "the reference “case:{got}” leads to no case study of this issue",
            "{meant} After case: stands a name from the list case_studies in issue.yaml; in "
            "series.yaml such references are not possible.",
        ),
    ),
    "text-footnote": Rule(
        de=(
            "Der Fußnote {got} fehlt Aufruf oder Text, sie steht in einer Fußnote oder hat mehr "
            "als zehn Aufrufe",
            "Aufruf [^1] im Absatz und eine Zeile „[^1]: Text“ am Ende desselben Feldes.",
        ),
        en=(
            "the footnote {got} lacks its call or its text, stands in a footnote, or has more "
            "than ten calls",
            "A call [^1] in the paragraph and a line “[^1]: text” at the end of the same field.",
        ),
    ),
    "text-language": Rule(
        de=(
            "{got} nennt keine Sprache",
            "Fremdsprachige Wörter so auszeichnen: [Public Value]{{lang=en}}; nur mit lang und "
            "einem Sprachcode wie en, fr oder nds.",
        ),
        en=(
            "{got} names no language",
            "Mark words in another language like this: [Gemeinderat]{{lang=de}}, with lang and a "
            "language code such as de, fr or nds alone.",
        ),
    ),
    "text-lost": Rule(
        de=(
            "„{got}“ und was dabei steht wird nicht gedruckt",
            "Tabellenzeilen dürfen nicht mehr Zellen haben als der Kopf, und eine Zeile "
            "„[Wort]: …“ gilt als Adresse für Links: anders schreiben.",
        ),
        en=(
            "“{got}” and what stands beside it is not printed",
            "Rows of a table may have no more cells than its head, and a line “[word]: …” counts "
            "as an address for links: write it differently.",
        ),
        severity=Severity.WARNING,
    ),
    "text-image": Rule(
        de=(
            "Bilder können nicht im Fließtext stehen: {got}",
            "Im Fallbeispiel unter „gallery“ eintragen, mit file, alt und credit.",
        ),
        en=(
            "images cannot stand in running text: {got}",
            "List it under “gallery” of the case study, with file, alt and credit.",
        ),
    ),
    # --- accessibility --------------------------------------------------------------------
    "alt-meaningless": Rule(  # WCAG 2.2, failure F30
        de=(
            "„{got}“ sagt nicht, was auf dem Bild zu sehen ist",
            "Das Bild in ein bis zwei Sätzen beschreiben; ein Dateiname oder nur „Bild“ oder "
            "„Foto“ hilft niemandem, der es nicht sieht.",
        ),
        en=(
            "“{got}” does not say what is to be seen",
            "Describe the image in a sentence or two; a file name or just “image” or “photo” "
            "helps nobody who does not see it.",
        ),
        ignorable=True,
    ),
    "alt-credit": Rule(  # WCAG 2.2, failure F30
        de=(
            "Der Alternativtext ist der Bildnachweis",
            "Unter alt beschreiben, was zu sehen ist; wer das Bild gemacht hat, steht unter "
            "credit.",
        ),
        en=(
            "the text alternative is the credit",
            "Describe under alt what is to be seen; credit says who made the image.",
        ),
        ignorable=True,
    ),
    "alt-caption": Rule(
        de=(
            "Der Alternativtext ist derselbe wie die Bildunterschrift",
            "Vorleseprogramme sprechen beides: Unter alt beschreiben, was zu sehen ist; die "
            "Bildunterschrift ergänzt es.",
        ),
        en=(
            "the text alternative is the same as the caption",
            "Screen readers speak both: describe under alt what is to be seen; the caption adds "
            "to it.",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "alt-length": Rule(
        de=(
            "Der Alternativtext hat {got} Zeichen",
            "Ein bis zwei Sätze genügen, {allowed} Zeichen; Einzelheiten gehören in den Text.",
        ),
        en=(
            "the text alternative has {got} characters",
            "A sentence or two will do, {allowed} characters; details belong in the text.",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "alt-decorative": Rule(
        de=(
            "Ein Schmuckbild hat keinen Alternativtext: „decorative“ und „alt“ widersprechen sich",
            "Teilt das Bild etwas mit, „decorative: true“ löschen, sonst „alt“.",
        ),
        en=(
            "a decorative image has no text alternative: “decorative” and “alt” contradict",
            "If the image says something, delete “decorative: true”, otherwise “alt”.",
        ),
    ),
    "heading-level": Rule(  # ISO 14289-1, 7.4.2
        de=(
            "Die Zwischenüberschrift „{got}“ hat die Ebene {level}, hier passt {expected}",
            "Die erste Zwischenüberschrift eines Textes ist die höchste; darunter kommt je Ebene "
            "ein # dazu.",
        ),
        en=(
            "the heading “{got}” is of level {level}; {expected} fits here",
            "The first heading of a text is the highest; below it each level adds one #.",
        ),
        ignorable=True,
    ),
    "heading-empty": Rule(  # ISO 14289-1, 7.4; WCAG 2.2, 1.3.1
        de=(
            "Hier steht eine Zwischenüberschrift ohne Text",
            "Nach den # den Text der Überschrift schreiben, oder die Zeile löschen.",
        ),
        en=("a heading has no text", "Write the heading after the #, or delete the line."),
        ignorable=True,
    ),
    "link-empty": Rule(  # WCAG 2.2, failure F89
        de=(
            "Der Link zu {address} hat keinen Linktext",
            "In die eckige Klammer schreiben, wohin er führt: [Bericht 2023](https://…)",
        ),
        en=(
            "the link to {address} has no text",
            "Write between the brackets where it leads: [Report 2023](https://…)",
        ),
        ignorable=True,
    ),
    "link-text": Rule(  # WCAG 2.2, failure F84
        de=(
            "Der Linktext „{got}“ sagt nicht, wohin der Link führt",
            "Wer sich die Links vorlesen lässt, hört nur diese Wörter. Das Ziel nennen: "
            "[Bericht 2023](https://…)",
        ),
        en=(
            "the link text “{got}” does not say where the link leads",
            "Who lists the links hears these words alone. Name the target: "
            "[Report 2023](https://…)",
        ),
        ignorable=True,
    ),
    "link-address": Rule(
        de=(
            "Der Linktext ist eine Internetadresse: {got}",
            "Vorleseprogramme buchstabieren sie. Das Ziel in Worten nennen: "
            "[Bericht 2023](https://…)",
        ),
        en=(
            "the link text is a web address: {got}",
            "Screen readers spell it out. Name the target in words: [Report 2023](https://…)",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "link-same-text": Rule(
        de=(
            "„{got}“ führt hier zu {address}, weiter oben zu {other}",
            "Die Linktexte so wählen, dass man die Ziele unterscheiden kann.",
        ),
        en=(
            "“{got}” leads to {address} here and to {other} further up",
            "Choose link texts that tell the targets apart.",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "table-head": Rule(  # WCAG 2.2, failure F91
        de=(
            "Der Tabelle fehlt der Kopf, oder eine seiner Zellen ist leer",
            "Die erste Zeile nennt, was in jeder Spalte steht, die zweite besteht aus Strichen, "
            "beide mit gleich vielen Zellen: | Jahr | Stühle | und |---|---|",
        ),
        en=(
            "the table lacks its head, or one of its cells is empty",
            "The first line says what stands in each column, the second is of dashes, both with "
            "as many cells: | Year | Chairs | and |---|---|",
        ),
        ignorable=True,
    ),
    "table-row": Rule(  # WCAG 2.2, 1.3.1; ISO 14289-1, 7.5
        de=(
            "Diese Tabellenzeile hat {got} Zellen, der Kopf hat {expected}",
            "Was zu viel ist, wird nicht gedruckt; eine leere Zelle ist „| |“, ein Strich als "
            "Zeichen „\\|“.",
        ),
        en=(
            "this row of the table has {got} cells, its head has {expected}",
            "What is too much is not printed; an empty cell is “| |”, a bar as a sign “\\|”.",
        ),
        ignorable=True,
    ),
    "contrast": Rule(  # WCAG 2.2, 1.4.3 and 1.4.11
        de=(
            "„{color}“ ({value}) auf „{ground}“ ({ground_value}) hat nur den Kontrast {got}:1",
            "Nötig ist {minimum}:1, denn so verwendet sie {file}: eine der beiden Farben heller "
            "oder dunkler wählen.",
        ),
        en=(
            "“{color}” ({value}) on “{ground}” ({ground_value}) has a contrast of {got}:1 only",
            "{minimum}:1 is needed, for {file} uses them so: make one of the two lighter or "
            "darker.",
        ),
        ignorable=True,
    ),
    # --- exceptions -----------------------------------------------------------------------
    "ignore-reason": Rule(
        de=(
            "Der Ausnahme {got} fehlt die Begründung",
            "Daneben eine Zeile „ignore_reason: …“ ergänzen: warum die Ausnahme richtig ist.",
        ),
        en=(
            "the exception {got} lacks its reason",
            "Add beside it a line “ignore_reason: …”: why the exception is right.",
        ),
    ),
    "ignore-unused": Rule(
        de=(
            "Die Ausnahme {got} wird nicht mehr gebraucht",
            "Hier ist nichts zu übergehen: den Eintrag unter „ignore“ löschen, mit dem letzten "
            "auch „ignore_reason“.",
        ),
        en=(
            "the exception {got} is no longer needed",
            "Nothing is to be ignored here: delete the entry under “ignore”, and with the last "
            "one “ignore_reason”.",
        ),
        severity=Severity.WARNING,
    ),
    # --- charts ---------------------------------------------------------------------------
    "chart-empty": Rule(
        de=(
            "Das Diagramm hat nichts zu zeigen",
            "Unter values mindestens eine Zahl eintragen; ein Ring braucht eine größere als 0.",
        ),
        en=(
            "there is nothing to show in the chart",
            "Write at least one number under values; a donut needs one greater than 0.",
        ),
    ),
    "chart-size": Rule(
        de=(
            "Zu viele Werte für diese Art ({kind}): {got}, Platz ist für {allowed}",
            "Kleine Werte zusammenfassen, Reihen weglassen oder auf zwei Diagramme verteilen.",
        ),
        en=(
            "too many values for this kind ({kind}): {got}, there is room for {allowed}",
            "Put small values together, leave out series, or make it two charts.",
        ),
    ),
    "chart-one-series": Rule(
        de=(
            "Ein Ring zeigt genau eine Reihe – gefunden: {got}",
            "Für mehrere Reihen „kind: stacked_bar“ wählen.",
        ),
        en=("a donut shows exactly one series, found {got}", "For several: “kind: stacked_bar”."),
    ),
    "chart-negative": Rule(
        de=(
            "{got} kann kein Teil eines Ganzen sein (kind: {kind})",
            "Für Werte unter null „kind: bar“ oder „kind: line“ wählen.",
        ),
        en=(
            "{got} cannot be a part of a whole (kind: {kind})",
            "For values below zero: “kind: bar” or “kind: line”.",
        ),
    ),
    # --- laid-out pages -------------------------------------------------------------------
    "page-overflow": Rule(
        de=(
            "Auf Seite {page} hat „{got}“ keinen Platz: Text steht im Rand oder ist abgeschnitten",
            "Kürzen oder umstellen; ein langes Wort in reports/hyphenation.txt teilen, einer "
            "Tabelle eine Spalte nehmen. Sonst muss das Layout mehr Platz geben.",
        ),
        en=(
            "on page {page} there is no room for “{got}”: text is in the margin or cut off",
            "Shorten or rephrase; divide a long word in reports/hyphenation.txt, take a column "
            "from a table. Otherwise the layout has to give more room.",
        ),
        ignorable=True,
    ),
    "page-picture": Rule(
        de=(
            "Auf Seite {page} ragt ein Bild aus seinem Platz in den Rand",
            "Ein anderes Seitenverhältnis wählen. Bleibt es dabei, muss das Layout das Bild "
            "begrenzen.",
        ),
        en=(
            "on page {page} a picture sticks out of its place into the margin",
            "Choose other proportions. If that does not help, the layout has to limit the picture.",
        ),
        ignorable=True,
    ),
    "page-overlap": Rule(
        de=(
            "Auf Seite {page} liegt „{got}“ über „{other}“",
            "Den längeren der beiden Texte kürzen. Bleibt es dabei, ist es ein Fehler im Layout.",
        ),
        en=(
            "on page {page} “{got}” lies over “{other}”",
            "Shorten the longer of the two texts. If that does not help, the layout is at fault.",
        ),
        ignorable=True,
    ),
    "page-covered": Rule(
        de=(
            "Auf Seite {page} liegen ein Bild und „{got}“ übereinander",
            "Den Text kürzen. Bleibt es dabei, ist es ein Fehler im Layout.",
        ),
        en=(
            "on page {page} a picture and “{got}” lie over each other",
            "Shorten the text. If that does not help, the layout is at fault.",
        ),
        ignorable=True,
    ),
    "page-heading": Rule(
        de=(
            "Am Fuß von Seite {page} steht die Überschrift „{got}“ ohne zwei Zeilen ihres Textes",
            "Davor oder gleich danach ein paar Zeilen kürzen oder ergänzen.",
        ),
        en=(
            "at the foot of page {page} the heading “{got}” lacks two lines of its text",
            "Shorten or add a few lines before it or right after it.",
        ),
        ignorable=True,
    ),
    "page-orphan": Rule(
        de=(
            "Am Fuß von Seite {page} bleibt die erste Zeile eines Absatzes allein: „{got}“",
            "Davor eine Zeile kürzen oder ergänzen.",
        ),
        en=(
            "at the foot of page {page} the first line of a paragraph is left alone: “{got}”",
            "Shorten or add a line before it.",
        ),
        ignorable=True,
    ),
    "page-widow": Rule(
        de=(
            "Oben auf Seite {page} steht die letzte Zeile eines Absatzes allein: „{got}“",
            "Den Absatz oder die davor um eine Zeile kürzen oder verlängern.",
        ),
        en=(
            "at the head of page {page} the last line of a paragraph stands alone: “{got}”",
            "Make this paragraph or those before it shorter or longer by a line.",
        ),
        ignorable=True,
    ),
    "page-sparse": Rule(
        de=(
            "Seite {page} ist nur zu {got} % gefüllt, obwohl der Abschnitt weitergeht",
            "Was danach kommt, passt nicht mehr auf die Seite: umstellen, kürzen oder davor "
            "ergänzen. Ist die Seite leer, fließt davor etwas über.",
        ),
        en=(
            "page {page} is filled to {got} % only, though the section goes on",
            "What follows does not fit on it: rearrange, shorten, or add something before. If the "
            "page is empty, something before it flows over.",
        ),
        ignorable=True,
    ),
    "page-torn": Rule(
        de=(
            "Zwischen Seite {page} und {next} ist zerrissen, was auf eine passt: „{got}“",
            "Davor kürzen oder ergänzen. Bleibt es dabei, ist es ein Fehler im Layout.",
        ),
        en=(
            "torn between pages {page} and {next}, though it fits on one: “{got}”",
            "Shorten or add something before it. If that does not help, the layout is at fault.",
        ),
        ignorable=True,
    ),
    "page-caption": Rule(
        de=(
            "„{got}“ steht auf Seite {page}, wozu es gehört, auf Seite {other}",
            "Davor kürzen oder ergänzen. Bleibt es dabei, ist es ein Fehler im Layout.",
        ),
        en=(
            "“{got}” stands on page {page}, what it belongs to on page {other}",
            "Shorten or add something before it. If that does not help, the layout is at fault.",
        ),
        ignorable=True,
    ),
    "page-table": Rule(
        de=(
            "Auf Seite {page} geht die Tabelle „{got}“ ohne ihren Kopf weiter",
            "Die Tabelle kürzen oder teilen. Sonst muss das Layout den Kopf wiederholen.",
        ),
        en=(
            "on page {page} the table “{got}” goes on without its head",
            "Shorten or divide the table. Otherwise the layout has to repeat the head.",
        ),
        ignorable=True,
    ),
    # --- links to other websites (`linkcheck`), and on the site (`site/links`) -------------
    "dead-link": Rule(
        de=(
            "{address} ist nicht zu erreichen (technisch: {reason})",
            "Im Browser öffnen und die neue Adresse eintragen, oder den Link weglassen.",
        ),
        en=(
            "{address} cannot be reached ({reason})",
            "Open it in a browser and enter the new address, or leave the link out.",
        ),
        severity=Severity.WARNING,
        ignorable=True,
    ),
    "site-link": Rule(
        de=(
            "{address} führt auf dieser Seite ins Leere",
            "Mit make die Seiten erneuern. Bleibt es dabei, liegt es an einer Vorlage in "
            "layouts/site.",
        ),
        en=(
            "{address} on this page leads nowhere",
            "Renew the pages with make. If that does not help, mend a template in layouts/site.",
        ),
    ),
    # --- layout and brand -----------------------------------------------------------------
    "unknown-layout": Rule(
        de=("Das Layout „{got}“ gibt es nicht", "{meant} Vorhanden: {allowed}."),
        en=("there is no layout “{got}”", "{meant} There are: {allowed}."),
    ),
    "layout-place": Rule(
        de=(
            "Das Layout „{layout}“ kann an dieser Stelle nicht stehen: Ihm fehlt {got}",
            "Das erste Layout eines Heftes braucht social.html, jedes weitere die Beschriftung "
            "edition. Die Reihenfolge ändern oder das Layout ergänzen.",
        ),
        en=(
            "the layout “{layout}” cannot stand in this place: it lacks {got}",
            "The first layout of an issue needs social.html, every other the label edition. Change "
            "their order, or add to the layout.",
        ),
    ),
    "missing-part": Rule(
        de=("Das Layout „{layout}“ braucht „{part}“", "„{part}: …“ im Heft ergänzen."),
        en=("the layout “{layout}” needs “{part}”", "Add “{part}: …” to the issue."),
    ),
    "bad-color": Rule(
        de=("„{got}“ ist keine Farbe", 'Mit geraden Anführungszeichen schreiben wie "#0B4F5C".'),
        en=("“{got}” is not a colour", 'Write it with straight quotes, such as "#0B4F5C".'),
    ),
    "bad-font": Rule(
        de=(
            "Die Schriftdatei „{name}“ ist beschädigt oder keine Schrift",
            "Noch einmal herunterladen oder kopieren. (Technisch: {reason})",
        ),
        en=(
            "the font file “{name}” is damaged or no font",
            "Download or copy it once more. (Reader: {reason})",
        ),
    ),
    "missing-labels": Rule(
        de=(
            "Das Layout „{layout}“ kennt die Sprache „{got}“ nicht",
            "Bei language eine dieser Sprachen eintragen: {allowed}. Eine neue braucht im Layout "
            "die Datei labels.{got}.yaml.",
        ),
        en=(
            "the layout “{layout}” does not speak “{got}”",
            "Let language be one of: {allowed}. A new one needs labels.{got}.yaml in the layout.",
        ),
    ),
    "missing-template": Rule(
        de=(
            "Dem Layout fehlt die Vorlage {got}",
            "Die Datei im Ordner des Layouts anlegen oder den Teil aus layout.yaml streichen.",
        ),
        en=(
            "the layout lacks the template {got}",
            "Write the file into the layout's folder or remove the part from layout.yaml.",
        ),
    ),
}

IGNORABLE = tuple(name for name, rule in RULES.items() if rule.ignorable)
# Those that only laid-out pages can be held against, those that other servers are asked about, and
# those that what is written can.
LAID_OUT = tuple(name for name in IGNORABLE if name.startswith("page-"))
ASKED = ("dead-link",)
WRITTEN = tuple(name for name in IGNORABLE if name not in {*LAID_OUT, *ASKED})
