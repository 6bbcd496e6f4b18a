"""What was measured last: kept as JSON beside this file, and shown in docs/performance.md.

    .venv/bin/python -m benchmarks.results

writes tables and plots into the page anew; every benchmark does so when it is done. A section
stands between two comments, of which the first names it: without results nothing is between them.
"""

import json
import os
import platform
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.series import ROOT
from report_builder import brand
from report_builder.charts.drawing import draw
from report_builder.charts.style import Style
from report_builder.content.charts import Chart

FOLDER = Path(__file__).with_name("results")
PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "images"
ENGINES = ("weasyprint", "pydyf", "pikepdf", "pypdf")

Results = Mapping[str, Any]
_BUSY = " **Others were using the machine: times are rough, and so are their ratios.**"


def keep(name: str, results: Results) -> None:
    """Write down what was measured, on which machine, and show it. Prints the table as well."""
    everything = {"machine": _machine(), **results}
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(everything, indent=2, ensure_ascii=False, default=list)
    (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")
    print(_TABLES[name](everything))
    show()


def show() -> None:
    """Renew tables and plots from the results."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    for file, svg in plots().items():
        file.write_text(svg, "utf-8")


def page(text: str) -> str:
    """The page with the section of every result made anew."""
    for name, results in _results().items():
        section = f"<!-- {name} -->\n{_section(name, results)}\n<!-- end -->"
        pattern = rf"<!-- {name} -->\n.*?<!-- end -->"
        text = re.sub(pattern, lambda _, section=section: section, text, flags=re.DOTALL)
    return text


def _section(name: str, results: Results) -> str:
    parts = [f"## {_HEADINGS[name]}", _TABLES[name](results)]
    if name in _PLOTS:
        parts.insert(1, f"![{_TITLES[name]}](images/performance-{name}.svg)")
    return "\n\n".join(parts)


def plots() -> dict[Path, str]:
    """The pictures of the page, by file."""
    made = {name: _PLOTS[name](found) for name, found in _results().items() if name in _PLOTS}
    return {PLOTS / f"performance-{name}.svg": svg for name, svg in made.items()}


def _results() -> dict[str, Results]:
    files = (FOLDER / f"{name}.json" for name in _TABLES)
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files if file.exists()}


def _machine() -> dict[str, Any]:
    """What the numbers depend on besides the program."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    revision = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return {
        "processor": cpu[1] if cpu else platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "load": round(os.getloadavg()[2], 1),
        "revision": subprocess.check_output(revision, text=True).strip(),
        "versions": {"Python": platform.python_version()}
        | {name: version(name) for name in ENGINES},
    }


# --- tables -------------------------------------------------------------------------------


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rules = ["---" if number == 0 else "---:" for number in range(len(heads))]
    lines = [heads, rules, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _setting(results: Results) -> str:
    found = results["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    return (
        f"{found['processor']}, {found['cores']} cores, {found['memory']}, {found['system']}; "
        f"{versions}; revision {found['revision']}; load in the quarter of an hour before the end: "
        f"{found['load']}." + (_BUSY if found["load"] > 1.5 * found["cores"] else "")
    )


def _share(seconds: Mapping[str, float], number: int = 2) -> str:
    """The rooms of the program that have the largest parts of the time."""
    total, ordered = sum(seconds.values()), sorted(seconds.items(), key=lambda item: -item[1])
    return ", ".join(f"{room} {part / total:.0%}" for room, part in ordered[:number])


def _pipeline(results: Results) -> str:
    bare = results["bare"]
    rows = [[
        "bare WeasyPrint", f"{bare['wall']:.2f}", f"{bare['cpu']:.2f}", "1", "",
        f"{bare['memory']:.0f}", f"{bare['parent']:.0f}", "",
    ]]  # fmt: skip
    for case in results["cases"]:
        cost, target = case["cost"], case["target"]
        rows.append([
            case["name"], f"{cost['wall']:.2f}", f"{cost['cpu']:.2f}", f"{case['ratio']:.3f}",
            f"≤ {target:.2f}" if target else "", f"{cost['memory']:.0f}", f"{cost['parent']:.0f}",
            _share(case["rooms"]),
        ])  # fmt: skip
    heads = ["build", "seconds", "CPU s", "of bare", "target", "peak MiB", "of the parent",
             "largest parts"]  # fmt: skip
    return "\n\n".join([_table(heads, rows), _sizes(results), _setting(results)])


def _sizes(results: Results) -> str:
    size, validation = results["bytes"], results["validation"]
    return (
        f"{results['pages']} pages, {results['rounds']} rounds. The PDF has {size:,} bytes, "
        f"{size / results['bare']['bytes']:.3f} of the bare call's. "
    ) + (
        f"Validation by veraPDF takes {validation:.1f} seconds more."
        if validation
        else "There is no veraPDF here."
    )


def _scale(results: Results) -> str:
    sizes = results["sizes"]
    rows = [
        [f"{run['issues']}", f"{run['pages']}", f"{run['cost']['wall']:.1f}",
         f"{1000 * run['cost']['wall'] / run['pages']:.0f}", _further(run, before),
         f"{1000 * run['cost']['cpu'] / run['pages']:.0f}",
         f"{run['ratio']:.2f}", f"{run['cost']['memory']:.0f}", f"{run['cost']['parent']:.0f}",
         f"{run['changed']['wall'] / run['cost']['wall']:.3f}"]
        for before, run in zip([None, *sizes], sizes, strict=False)
    ]  # fmt: skip
    heads = ["issues", "pages", "seconds", "ms a page", "ms a further page", "CPU ms a page",
             "of bare, a page", "peak MiB", "of the parent", "one sentence, of all"]  # fmt: skip
    return "\n\n".join([_table(heads, rows), _cluster(results["cluster"]), _setting(results)])


def _further(run: Results, before: Results | None) -> str:
    """What each page costs that a smaller series does not have, which has paid for the start."""
    if before is None:
        return ""
    seconds = run["cost"]["wall"] - before["cost"]["wall"]
    return f"{1000 * seconds / (run['pages'] - before['pages']):.0f}"


def _cluster(runs: Results | str) -> str:
    if isinstance(runs, str):
        return runs
    rows = [[run["name"], f"{run['seconds']:.1f}", f"{run['ratio']:.2f}"] for run in runs["runs"]]
    same = "the same" if runs["same_bytes"] else "NOT the same"
    heads = [f"{runs['issues']} issues", "seconds", "of one local process"]
    return f"{_table(heads, rows)}\n\nThe PDFs of all of them are {same} to the byte."


def _site(results: Results) -> str:
    measured = [
        ("everything", results["cost"]["wall"], results["changed"]["wall"]),
        ("pages and lists by themselves", results["stage"], results["stage_changed"]),
    ]
    rows = [
        [name, f"{whole:.2f}", f"{changed:.2f}", f"{changed / whole:.3f}"]
        for name, whole, changed in measured
    ]
    heads = ["", "seconds", "after one issue changed", "of all"]
    said = f"{results['issues']} issues with {results['pages']} pages, {results['files']} files."
    said += f" The build once, the rest medians of {results['rounds']} rounds."
    return "\n\n".join([_table(heads, rows), said, _setting(results)])


def _peers(results: Results) -> str:
    rows = [
        [f"{tool['name']} {tool['version']}".strip(),
         f"{tool['cost']['wall']:.1f}", f"{tool['ratio']:.2f}",
         f"{tool['cost']['memory']:.0f}", f"{tool['bytes'] / 1e6:.1f}", f"{tool['pages']}",
         "yes" if tool["tagged"] else "no", f"{tool['right']} of {tool['references']}"]
        for tool in results["tools"] if "missing" not in tool
    ]  # fmt: skip
    heads = [
        "tool",
        "seconds",
        "of bare",
        "peak MiB",
        "MB",
        "pages",
        "tagged",
        "page references right",
    ]
    missing = [
        f"Not measured: {tool['name']} ({tool['missing']})."
        for tool in results["tools"] if "missing" in tool
    ]  # fmt: skip
    rounds = f"{results['case_studies']} case studies; medians of {results['rounds']} rounds."
    return "\n\n".join([_table(heads, rows), *missing, rounds, _setting(results)])


# --- plots --------------------------------------------------------------------------------


def _bars(name: str, unit: str, values: Mapping[str, float]) -> str:
    """Bars as the program itself draws them for an issue."""
    title = _TITLES[name]
    described = "; ".join(f"{label}: {value:.2f}" for label, value in values.items())
    facts = {
        "kind": "bar",
        "title": title,
        "summary": f"{title}. {described}.",
        "unit": unit,
        "series": [
            {"name": unit, "values": {label: f"{value:.2f}" for label, value in values.items()}}
        ],
    }
    found, _, _ = brand.read(ROOT)
    assert found is not None
    style = Style(found.colors(), "sans-serif", _number, "", "en", f"performance-{name}")
    return draw(Chart.model_validate(facts), style) + "\n"


def _number(value: Decimal, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def _plot_pipeline(results: Results) -> str:
    values = {"bare WeasyPrint": 1.0} | {case["name"]: case["ratio"] for case in results["cases"]}
    return _bars("pipeline", "× bare", values)


def _plot_peers(results: Results) -> str:
    found = (tool for tool in results["tools"] if "missing" not in tool)
    values = {tool["name"]: tool["cost"]["wall"] for tool in found}
    return _bars("peers", "seconds", values)


_HEADINGS: Mapping[str, str] = {
    "pipeline": "One issue, cold and after changes",
    "scale": "From one issue to a hundred",
    "site": "The site of five hundred issues",
    "peers": "Other tools",
}
_TITLES: Mapping[str, str] = {
    "pipeline": "Time of a build in relation to bare WeasyPrint",
    "peers": "Seconds for the same content",
}
_TABLES: Mapping[str, Callable[[Results], str]] = {
    "pipeline": _pipeline,
    "scale": _scale,
    "site": _site,
    "peers": _peers,
}
_PLOTS: Mapping[str, Callable[[Results], str]] = {"pipeline": _plot_pipeline, "peers": _plot_peers}


if __name__ == "__main__":
    show()
