"""A series of any size to measure with: the sentences of the samples, put together anew.

    python -m benchmarks.series DIR --issues 10 --case-studies 2

The samples' case studies are taken in turn as patterns, for which blocks and boxes there are and
how long they are; sentences, quotes, charts and all the rest are drawn from all of them, by a
generator whose seed is the number of the issue and of the case study. So everything is real German
in proportions that occur, no two case studies are the same, and each call writes the same files.
"""

import argparse
import copy
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
PROSE = ("challenge", "approach", "results", "lessons", "transfer")
LISTS = {"key_figures": 3, "quotes": 1, "info_boxes": 1, "steps": 4, "charts": 1, "topics": 4,
         "partners": 4, "links": 2}  # fmt: skip
"""What there is at most of each: with all that the samples have, 40 case studies had 210 pages."""
REGIONS = ("Alt", "Neu", "Ober", "Nieder", "Groß", "Klein", "Nord", "Süd", "West", "Ost", "Bad")
LONGER = ("lessons", "transfer", "charts", "gallery")
"""What every second case study goes without."""
SMALL = 10
LONG_ONLY = ("introduction", "key_figures", "charts", "conclusion", "glossary", "sources")
"""What an issue of fewer than `SMALL` case studies goes without."""

Content = dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """A change of one file of a project, and back."""

    file: Path
    before: str
    after: str

    def apply(self) -> None:
        self.file.write_text(self.after, "utf-8")

    def undo(self) -> None:
        self.file.write_text(self.before, "utf-8")


def write(folder: Path, issues: int = 1, case_studies: int = 40) -> list[str]:
    """Make a complete project in `folder`; returns the slugs of its issues.

    Forty case studies make about 170 pages in the layout `magazine`, two make about 16.
    """
    for name in ("layouts", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "reports" / "images", folder / "reports" / "images")
    shutil.copy(ROOT / "reports" / "series.yaml", folder / "reports")
    slugs = [f"{number:03}-heft" for number in range(1, issues + 1)]
    for number, slug in enumerate(slugs, 1):
        _Issue(number, case_studies, folder / "reports" / slug).write()
    return slugs


# --- changes ------------------------------------------------------------------------------


def another_sentence(folder: Path, slug: str, which: int = 0) -> Edit:
    """One sentence, in the case study in the middle, by one as long: no page moves.

    `which` chooses among those that are left, beginning with the one that fits best.
    """
    file = _case_study(folder, slug, 1 / 2)

    def change(case: Content) -> None:
        text = case["challenge"]
        old = _sentences(next(block for block in _blocks(text) if _is_plain(block)))[0]
        unused = [sentence for sentence in _pool("challenge") if sentence not in text]
        new = sorted(unused, key=lambda sentence: abs(len(sentence) - len(old)))[which]
        case["challenge"] = text.replace(old, new, 1)

    return _edit(file, change)


def another_page(folder: Path, slug: str) -> Edit:
    """A page of text more, in a case study at the front: all that follow move by one."""
    file = _case_study(folder, slug, 1 / 20)
    sentences = list(_pool("approach"))
    random.Random(file.stem).shuffle(sentences)

    def change(case: Content) -> None:
        paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, 24, 4)]
        case["approach"] = "\n\n".join([*_blocks(case["approach"]), *paragraphs])

    return _edit(file, change)


def another_style(folder: Path) -> Edit:
    """A rule of the layout, which every page is made with."""
    file = folder / "layouts" / "magazine" / "css" / "type.css"
    before = file.read_text("utf-8")
    return Edit(file, before, before + "\nh3 { letter-spacing: 0.02em; }\n")


def _case_study(folder: Path, slug: str, position: float) -> Path:
    """The file of the case study at a place from 0, the front, to 1."""
    issue = folder / "reports" / slug
    names = yaml.safe_load((issue / "issue.yaml").read_text("utf-8"))["case_studies"]
    return issue / "case-studies" / f"{names[int(position * len(names))]}.yaml"


def _edit(file: Path, change: Callable[[Content], None]) -> Edit:
    before = file.read_text("utf-8")
    content = yaml.safe_load(before)
    change(content)
    return Edit(file, before, _yaml(content))


# --- what is drawn from -------------------------------------------------------------------


@lru_cache
def _samples() -> list[Content]:
    """The case studies of the samples, in print order; `file` of a picture is its whole path."""
    return [
        _with_paths(
            yaml.safe_load((issue / "case-studies" / f"{name}.yaml").read_text("utf-8")), issue
        )
        for issue in _sample_issues()
        for name in yaml.safe_load((issue / "issue.yaml").read_text("utf-8"))["case_studies"]
    ]


def _sample_issues() -> list[Path]:
    return sorted(path.parent for path in (ROOT / "reports").glob("*/issue.yaml"))


def _with_paths(content: Any, folder: Path) -> Any:
    """The content with every picture's path made absolute."""
    if isinstance(content, list):
        return [_with_paths(part, folder) for part in content]
    if not isinstance(content, dict):
        return content
    paths = {key: str(folder / content[key]) for key in ("file",) if key in content}
    return {key: _with_paths(value, folder) for key, value in content.items()} | paths


def _pattern(index: int) -> Content:
    """The sample for a case study. The same in every issue: all are of about as many pages."""
    return _samples()[(index + 3) % len(_samples())]


@lru_cache
def _pool(field: str) -> tuple[str, ...]:
    """The sentences of a field in all samples that can stand anywhere."""
    texts = [case[field] for case in _samples() if field in case]
    blocks = [block for text in texts for block in _blocks(text) if _is_plain(block)]
    return tuple(dict.fromkeys(s for block in blocks for s in _sentences(block)))


@lru_cache
def _items(field: str) -> tuple[Any, ...]:
    return tuple(item for case in _samples() for item in case.get(field, []))


@lru_cache
def _titles() -> tuple[str, ...]:
    """What case studies can be called: what they, their boxes and their steps are called."""
    named = [*_samples(), *_items("info_boxes"), *_items("steps")]
    return tuple(dict.fromkeys(item["title"] for item in named if len(item["title"]) > 12))


def _blocks(text: str) -> list[str]:
    return re.split(r"\n{2,}", text.strip())


def _is_plain(block: str) -> bool:
    """Whether it is a paragraph of nothing but sentences."""
    marks = re.search(r"^([|#*-]|\d+\.|\[\^)|\[\^|\]\(|\*\*|\{", block)
    return marks is None and block.endswith((".", "?", "!", "“"))


def _sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; what is quoted stays in one."""
    words = " ".join(paragraph.split("\n"))
    parts = re.split(r"(?<=[.!?]) +(?=[A-ZÄÖÜ„])", words)
    whole: list[str] = []
    for part in parts:
        if whole and not _is_closed(whole[-1]):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return [sentence for sentence in whole if _is_closed(sentence)]


def _is_closed(text: str) -> bool:
    return text.count("„") == text.count("“") and text.count("*") % 2 == 0


# --- what is written ----------------------------------------------------------------------


class _Issue:
    """One issue in the making."""

    def __init__(self, number: int, case_studies: int, folder: Path) -> None:
        self._number = number
        self._folder = folder
        self._random = random.Random(f"issue {number}")
        titles = list(_titles())
        self._random.shuffle(titles)
        self._titles = [titles[index % len(titles)] for index in range(case_studies)]
        self._names = [_name(number, index) for index in range(case_studies)]

    def write(self) -> None:
        (self._folder / "case-studies").mkdir(parents=True)
        (self._folder / "images").mkdir()
        self._save("issue", self._issue())
        for index, name in enumerate(self._names):
            self._save(f"case-studies/{_slug(name)}", self._case(index))

    def _save(self, name: str, content: Content) -> None:
        (self._folder / f"{name}.yaml").write_text(_yaml(self._with_pictures(content)), "utf-8")

    def _issue(self) -> Content:
        """The first sample's issue with the case studies of this one."""
        folder = _sample_issues()[0]
        issue = _with_paths(yaml.safe_load((folder / "issue.yaml").read_text("utf-8")), folder)
        issue |= {
            "number": self._number,
            "status": "final",
            "published": f"{2023 + self._number // 12}-{self._number % 12 + 1:02}-28",
            "layout": "magazine",
            "case_studies": [_slug(name) for name in self._names],
        }
        for key in LONG_ONLY if len(self._names) < SMALL else ():
            issue.pop(key, None)
        return self._referring(issue)

    def _referring(self, content: Any) -> Any:
        """The content with every reference to a case study made one to one of this issue."""
        if isinstance(content, dict):
            return {key: self._referring(value) for key, value in content.items()}
        if isinstance(content, list):
            return [self._referring(part) for part in content]
        if not isinstance(content, str):
            return content
        return re.sub(r"\(case:[a-z-]+\)", lambda _: f"(case:{self._any()})", content)

    def _any(self) -> str:
        return _slug(self._random.choice(self._names))

    def _case(self, index: int) -> Content:
        """A case study after the pattern of a sample."""
        draw = random.Random(f"issue {self._number}, case study {index}")
        case = copy.deepcopy(_pattern(index))
        case["title"] = self._titles[index]
        case["teaser"] = " ".join(_drawn(draw, _teasers(), 2))
        case["municipality"] |= {"name": self._names[index]} | _moved(draw, case["municipality"])
        for field in (field for field in PROSE if field in case):
            case[field] = _retold(draw, field, case[field])
        for field in (field for field in LISTS if field in case):
            case[field] = _drawn(draw, _items(field), min(len(case[field]), LISTS[field]))
        for field in LONGER if index % 2 else ():
            case.pop(field, None)
        if index % 3 == 0:
            case["results"] += (
                f"\n\n{draw.choice(_pool('results'))} ([siehe](case:{self._any()}))\n"
            )
        return self._referring(case)

    def _with_pictures(self, content: Any) -> Any:
        """The content with its pictures copied, each in one of several views, beside it."""
        if isinstance(content, list):
            return [self._with_pictures(part) for part in content]
        if not isinstance(content, dict):
            return content
        made = {key: self._with_pictures(value) for key, value in content.items()}
        if "file" in content:
            made["file"] = self._picture(Path(content["file"]))
        return made

    def _picture(self, source: Path) -> str:
        view = self._random.randrange(8)
        name = f"images/{source.stem}-{view}{source.suffix}"
        (self._folder / name).write_bytes(_view(source, view))
        return name


def _name(number: int, index: int) -> str:
    """A place that no other case study of the issue is about."""
    sample = _pattern(index)["municipality"]["name"]
    region = REGIONS[(index // len(_samples()) + number) % len(REGIONS)]
    kind, district, rest = sample.rpartition("Landkreis ")
    return f"{kind}{district}{region} {rest}"


def _slug(name: str) -> str:
    plain = name.lower().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return plain.replace(" ", "-")


def _teasers() -> tuple[str, ...]:
    sentences = (_sentences(case["teaser"]) for case in _samples())
    return tuple(s for found in sentences for s in found if len(s) < 200)


def _moved(draw: random.Random, municipality: Content) -> Content:
    """Where the place is and how many live there, a little off the sample's."""
    if "coordinates" not in municipality:
        return {}
    north, east = municipality["coordinates"]
    return {
        "coordinates": [
            round(north + draw.uniform(-0.2, 0.2), 2),
            round(east + draw.uniform(-0.2, 0.2), 2),
        ],
        "population": 100 * round(municipality["population"] * draw.uniform(0.008, 0.0125)),
    }


def _retold(draw: random.Random, field: str, text: str) -> str:
    """A text of other sentences; some are left out; lists, tables and notes stay."""
    sentences = list(_pool(field))
    draw.shuffle(sentences)
    fresh = iter(sentences * 2)
    blocks = [
        "\n".join(next(fresh) for _ in _sentences(block)) if _is_plain(block) else block
        for index, block in enumerate(_blocks(text))
        if index % 2 == 0 or not _is_plain(block)
    ]
    return "\n\n".join(blocks) + "\n"


def _drawn(draw: random.Random, items: tuple[Any, ...], number: int) -> list[Any]:
    return [copy.deepcopy(item) for item in draw.sample(items, number)]


@lru_cache
def _view(source: Path, number: int) -> bytes:
    """A picture, or its mirror image, a little more or less of it; drawings stay as they are.

    All are saved alike: some take twice the memory to read (progressive JPEG).
    """
    if source.suffix == ".svg":
        return source.read_bytes()
    picture, target = Image.open(source), BytesIO()
    border = (number // 2) * picture.width // 50
    part = ImageOps.crop(picture, border)
    (ImageOps.mirror(part) if number % 2 else part).save(target, "JPEG", quality=85)
    return target.getvalue()


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as block literals, as one would write them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _text)


def _yaml(content: Content) -> str:
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--issues", type=int, default=1)
    parser.add_argument("--case-studies", type=int, default=40)
    given = parser.parse_args()
    write(given.folder, given.issues, given.case_studies)


if __name__ == "__main__":
    main()
