"""Bytes that find new ways through the YAML loader, the models and the text renderer.

    .venv/bin/python tests/fuzz_content.py SECONDS

The promises are those of the property tests (tests/promises.py): whatever breaks one, raises
anything or takes longer than a second, stops the run and is saved in build/fuzz/. The first byte
of an input chooses what the rest is: one of the files, or a rich text. What was found to lead to
new code is kept in build/fuzz/corpus, where the next run goes on.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
FOUND = ROOT / "build" / "fuzz"
with atheris.instrument_imports(
    include=["report_builder", "markdown_it", "mdit_py_plugins", "mdurl", "email_validator"]
):
    import promises

    from report_builder.brand import Brand
    from report_builder.content import validation, yaml
    from report_builder.content.model import CaseStudy, Issue, Series
    from report_builder.content.node import Node
    from report_builder.content.types import RichText
    from report_builder.layout.description import Description

MODELS: tuple[type[Node], ...] = (Series, Issue, CaseStudy, Brand, Description)
SEEDS: dict[type[Node], str] = {
    Series: "reports/series.yaml",
    Issue: "reports/*/issue.yaml",
    CaseStudy: "reports/*/case-studies/*.yaml",
    Brand: "assets/_brand.yml",
    Description: "layouts/*/layout.yaml",
}
MARKS = """\
# ## - + * 1. > | |-| ` ``` ~~~ [ ]( ] ) ![ < </ <script> <!-- & &amp; &#106; [^1] [^1]: ^[ ]:
]{lang=en} {lang= {onclick=x}
javascript: data: https:// mailto: " ' \\ ** __ == -- {{ {% : -\x20 ? !!str &a *a << |- >+ %YAML ...
null ~ true false 2023-06-28 48200 3.5 CC-BY-4.0 #0B4F5C de de-AT"""


def check(data: bytes) -> None:
    """One input: its first byte, then its content."""
    kind = data[0] % (len(MODELS) + 1) if data else 0
    if kind < len(MODELS):
        promises.file_is_read(MODELS[kind], data[1:])
    else:
        promises.text_is_printed(data[1:].decode("utf-8", "ignore"))


def seeds() -> Iterator[bytes]:
    """The content of the repository, and its rich texts one by one."""
    for kind, model in enumerate(MODELS):
        for path in sorted(ROOT.glob(SEEDS[model])):
            data = path.read_bytes()
            yield bytes([kind]) + data
            tree, _ = yaml.parse(data, "seed")
            node, _ = validation.validate(model, tree)
            for _, written in node.texts(RichText) if node else ():
                yield bytes([len(MODELS)]) + written.encode()


def dictionary() -> str:
    """Keys of the models and tokens of both languages, as libFuzzer reads them."""
    keys = {key for model in MODELS for key in model.fields()}
    words = [*MARKS.split(), *(f"{key}:" for key in sorted(keys))]
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    return "".join(f'"{word}"\n' for word in escaped)


def main() -> None:
    corpus = FOUND / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    (FOUND / "dictionary").write_text(dictionary(), encoding="ascii")
    options = {
        "max_total_time": sys.argv[1],
        "dict": FOUND / "dictionary",
        "artifact_prefix": f"{FOUND}/",
        "max_len": 4_000,  # of longer files the beginning
        "timeout": 20,  # for what never ends; a second of work is measured by the promises
        "rss_limit_mb": 2048,
        "print_final_stats": 1,
    }
    arguments = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
