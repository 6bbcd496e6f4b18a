"""The small project with every optional field filled, each with a text of its own.

No text stands inside another one, so that a text found on a page tells the field it comes from;
tests hold that, and that no field of the models was forgotten. A second, bare case study shows
that two follow each other.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import SmallProject

SERIES = """\
title: Neues aus der Probewerkstatt
short_title: PW
language: de
publisher:
  name: Herausgabe e. V.
  address: [Gasse sieben, Oberursprung]
  email: haus@herausgabe.example
  url: https://www.verlagshaus.example/
project:
  name: Das große Vorhaben
  url: https://vorhaben.example/
  about: Was wir *anpacken* und warum.
funder:
  name: Ministerium für Proben
  notice: Bezahlt aus Mitteln des Probehaushalts
  logo: {file: images/logo.svg, alt: Wappenvogel, credit: "Logo: Amt", licence: CC-BY-3.0}
contact:
  name: Büro der Reihe
  role: Auskunft
  email: buero@auskunft.example
  phone: +49 30 23125 011
issn: 0378-5955
licence: CC-BY-SA-4.0
base_url: https://downloads.example/neues/
resources:
  - title: Werkzeugkiste
    description: Hammer und Nägel in digitaler Form
    url: https://werkzeug.example/kiste/
"""

ISSUE = """\
number: 71
title: Alles ausgefüllt
subtitle: Ein Heft ohne Lücken
summary: Dieses Heft hat jedes Feld, das es geben kann, damit keines unbemerkt verloren geht.
status: final
published: 2023-06-28
version: "1.27"
changes:
  - {version: "1.26", date: 2023-09-14, note: Kommata berichtigt}
language: de
keywords: [Vollständigkeit, Proben & Prüfen]
layout: magazine
layout_options: {justify: "false"}
cover:
  file: images/titel.png
  alt: Titelfläche in Petrol
  caption: Die Fläche des Titels
  credit: "Grafik: Titelwerk"
  licence: CC0-1.0
  focus: [0.25, 0.75]
foreword:
  title: Vorab gesagt
  text: |
    Ein Vorwort mit **Nachdruck** und einer Fußnote[^a].

    ## Zwischenruf

    Ein zweiter Absatz danach.

    [^a]: Die Fußnote selbst, [dazu](case:zweitdorf).
  author:
    name: Vera Vorne
    role: Vorsitz
    organisation: Verband der Vordersten
    portrait: {file: images/tisch.svg, alt: Kopf der Vorsitzenden, caption: Frau Vorne im Amt,
               credit: "Foto: Porträthaus", licence: CC-BY-2.0, focus: [0.1, 0.2]}
introduction:
  title: Hinein ins Thema
  text: Einleitende Worte an alle, [nachzulesen](case:musterstadt).
  charts:
    - {kind: donut, title: Woraus Tische sind, summary: Fast die Hälfte besteht aus Nadelholz.,
       unit: Bretter, series: [{name: Holzarten, values: {Kiefer: 4, Ahorn: 3, Rest: 2}}],
       source: Holzzählung}
key_figures:
  - {value: 5307, unit: Schemel, label: wackeln landesweit, source: Wackelregister}
charts:
  - {kind: dot, title: Lehnen im Vergleich, summary: "Rückenlehnen wachsen, Armlehnen schrumpfen.",
     unit: Zentimeter, source: Lehnenprüfstelle,
     series: [{name: Armlehne, values: {Altbau: 61, Neubau: 48}},
              {name: Rückenlehne, values: {Altbau: 33, Neubau: 72}}]}
case_studies: [musterstadt, zweitdorf]
conclusion:
  title: Am Ende gelernt
  text: Schlussworte mit Gewicht.
  charts:
    - {kind: line, title: Immer mehr Gäste, summary: Die Zahl der Gäste steigt vier Jahre lang an.,
       unit: Köpfe, series: [{name: Gästezahl, values: {1986: 3, 1987: , 1991: 19}}],
       source: Gästebuch am Tresen}
  recommendations: [Zuerst *zuhören*, Danach handeln]
glossary:
  - {term: Probelauf, definition: Ein Lauf zur Probe.}
  - {term: Altlast, definition: Was von früher liegen blieb.}
sources:
  - {text: "Quellenwerk, Band drei.", url: "https://quellen.example/band/"}
review: {due: 2023-05-12}
press:
  title: Presse aufgemerkt
  teaser: Der Anreißer für die Presse ist ein anderer als die Zusammenfassung.
  text: |
    Ein **eigener** Text für Zeitungen, [weiterlesen](case:musterstadt).

    > „Wir freuen uns sehr“, sagt die Leitung.
  date: 2023-06-30
  contact: {name: Pressestube, role: Medienarbeit, email: stube@presse.example,
            phone: +49 30 23125 033}
imprint: {editors: [Edda Edel, Emil Emsig], design: Studio Gestalt, note: Ein Vermerk im Impressum.}
"""

CASE = """\
title: Ein Tisch für alle
teaser: Wie Musterhausen einen Tisch aufstellte und wer sich daran setzte.
municipality:
  name: Musterstadt
  kind: city
  state: Niedersachsen
  population: 48200
  coordinates: [52.1, 9.4]
  website: https://rathaus.example/
topics: [Möbelbau, Sitzordnung]
period: {start: 2011, end: 2019}
image:
  file: images/tisch.svg
  alt: Ein runder Holztisch
  caption: Der Tisch von oben
  credit: "Zeichnung: Tischler"
  licence: CC-BY-2.5
  focus: [0.5, 0.4]
challenge: |
  Es gab keinen Tisch, und alle standen.

  | Jahr | Stühle |
  |------|--------|
  | früh | wenige |
approach: Der Bauhof zimmerte ihn aus Eiche.
results: |
  - Alle sitzen nun.
  - Niemand steht mehr.
lessons: Eiche trägt länger als Fichte.
transfer: Tische passen überallhin.
key_figures:
  - {value: 9600, unit: Stunden, label: gezimmert am Stück, source: Stundenbuch}
  - {value: 39.6, unit: "% mehr", label: Sitzfläche gewonnen, source: Flächenmessung}
  - {value: fast jeder, unit: Seele, label: gefragt im Ort, source: Umfragebogen}
charts:
  - {kind: bar, title: Wer am Tisch sitzt, summary: "Alt und Jung sitzen beisammen, Jung öfter.",
     unit: Sitze, source: Strichliste des Bauhofs,
     series: [{name: Wochentags, values: {Junge: 12.5, Alte: 7}},
              {name: Feiertags, values: {Junge: 9, Alte: 11}}]}
quotes:
  - {text: Endlich kann ich die Füße hochlegen, person: Hanna Hocker, role: Besucherin}
info_boxes:
  - {title: Kastenkopf, text: Im Kasten steht Wissenswertes.}
steps:
  - {when: März, title: Baumfällung, text: Die Eiche fiel leise.}
gallery:
  - {file: images/titel.png, alt: Werkbank im Licht, caption: Blick in die Werkstatt,
     credit: "Foto: Werkstattchronik", licence: CC-BY-ND-4.0, focus: [0.3, 0.3]}
  - {file: images/titel.png, decorative: true, credit: "Muster: Zierrat"}
partners: [Tischlerinnung, Sägewerk Nord]
links:
  - {title: Bauplan zum Nachlesen, url: "https://bauplan.example/tisch/"}
contact: {name: Konrad Kern, role: Bauhofleitung, email: kern@bauhof.example,
          phone: +49 30 23125 022}
example: true
"""

SECOND_CASE = """\
title: Zweitens ohne Zutaten
teaser: Ein Ort zeigt, wie wenig genügt.
municipality: {name: Zweitdorf, kind: municipality, state: Bremen}
topics: [12 Sitzbänke]
image: {file: images/titel.png, alt: Dorfplatz leer, credit: "Foto: Dorfarchiv"}
challenge: Zu viel von allem.
approach: Weglassen, was geht.
results: Wenig blieb übrig.
"""


def fill(project: "SmallProject") -> None:
    """Replace the content of the small project by this one; its files keep their names."""
    project.write(project.series, SERIES)
    project.write(project.issue, ISSUE)
    project.write(project.case, CASE)
    project.write(project.case.replace("musterstadt", "zweitdorf"), SECOND_CASE)
    project.write("reports/images/logo.svg", project.read("reports/01-probe/images/tisch.svg"))
