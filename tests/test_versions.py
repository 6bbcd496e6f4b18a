# ruff: noqa: F811
"""Versions of an issue: their folders in dist/, what stays when the version is raised, what is
refused once readers have it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_builder import Bench, bench  # noqa: F401 (a fixture)

from report_builder import builder
from report_builder.cli import main
from report_builder.site import versions
from report_builder.site.kinds import cache_control, is_versioned

PDF = "probe-01-probe.pdf"
OLD, NEW = f"01-probe/v1.0/{PDF}", f"01-probe/v1.1/{PDF}"
SEALED = "dist/01-probe/v1.0/.published"


def entry(bench: Bench) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(
        (bench.project.root / "dist/01-probe/issue.json").read_bytes()
    )
    return value


def change(bench: Bench, title: str) -> None:
    text = bench.project.read(bench.project.issue)
    line = next(line for line in text.splitlines() if line.startswith("title:"))
    bench.project.write(bench.project.issue, text.replace(line, f"title: {title}"))


def raise_version(bench: Bench, version: str = "1.1") -> None:
    text = bench.project.read(bench.project.issue)
    lines = [line for line in text.splitlines() if not line.startswith("version:")]
    bench.project.write(bench.project.issue, "\n".join([*lines, f'version: "{version}"', ""]))


def publish(bench: Bench, target: Path) -> None:
    arguments = ["publish", str(target), "--project", str(bench.project.root)]
    assert CliRunner().invoke(main, arguments).exit_code == 0


@pytest.mark.parametrize(
    ("version", "folder"),
    [("1.0", "v1.0"), ("2", "v2"), ("12.108-beta", "v12.108-beta"), ("1.0 Größer", "v1.0-groesser"),
     ("../..", "v3b72e4d8"), ("1..0/", "v1.0"), ("β", "v5c9ef1ef")],
)  # fmt: skip
def test_folders(version: str, folder: str) -> None:
    found = versions.folder_of(version)
    assert found == folder or (len(folder) == 9 and len(found) == 9)
    assert is_versioned(f"01/{found}/a.pdf")


def test_only_files_in_the_folder_of_a_version_are_kept_for_ever() -> None:
    for path in ("01/v1.0/a.pdf", "01/v1.0/case-studies/a.pdf", "v1/v2/version.json"):
        assert "immutable" in cache_control(path)
    for path in ("v1.0/a.pdf", "01/a.pdf", "v1.0", "01/verein/index.html"[:5], "01/press/v1.pdf"):
        assert "immutable" not in cache_control(path)


def test_a_version_has_the_pdfs_once_more(bench: Bench) -> None:
    files = bench.dist()
    assert files[OLD] == files[f"01-probe/{PDF}"]
    (listed,) = entry(bench)["versions"]
    assert json.loads(files["01-probe/v1.0/version.json"]) == listed
    assert (listed["version"], listed["folder"]) == ("1.0", "v1.0")
    assert [pdf["name"] for pdf in listed["pdfs"]] == [f"v1.0/{PDF}"]
    sums = files["SHA256SUMS"].decode()
    assert f"{listed['pdfs'][0]['sha256']}  {OLD}\n" in sums


def test_what_is_not_online_is_built_anew_under_its_version(bench: Bench) -> None:
    before = bench.dist()[OLD]
    change(bench, "Neu")
    assert bench.build().exit_code == 0
    assert bench.dist()[OLD] != before


def test_a_raised_version_leaves_the_old_one_where_it_is(bench: Bench) -> None:
    before = bench.dist()[OLD]
    raise_version(bench)
    change(bench, "Neu")
    bench.build()
    files = bench.dist()
    assert files[OLD] == before
    assert files[NEW] == files[f"01-probe/{PDF}"] != before
    assert [each["version"] for each in entry(bench)["versions"]] == ["1.1", "1.0"]
    assert OLD in files["SHA256SUMS"].decode()
    assert bench.build().current == ["01-probe", "02-andere"]


def test_what_is_online_does_not_change_under_its_version(
    bench: Bench,
    tmp_path: Path,
) -> None:
    publish(bench, tmp_path / "online")
    before = bench.dist()
    change(bench, "Neu")
    summary = bench.build()
    assert "raise version" in summary.failed["01-probe"] and OLD in summary.failed["01-probe"]
    assert bench.dist() == before
    raise_version(bench)
    assert bench.build().exit_code == 0
    publish(bench, tmp_path / "online")
    assert (tmp_path / "online" / OLD).read_bytes() == before[OLD]
    assert (tmp_path / "online" / NEW).exists()


def test_going_back_to_a_version_that_is_online_is_refused(
    bench: Bench,
    tmp_path: Path,
) -> None:
    publish(bench, tmp_path / "online")
    raise_version(bench)
    bench.build()
    raise_version(bench, "1.0")
    change(bench, "Anders")
    assert "raise version" in bench.build().failed["01-probe"]


def test_a_new_layout_waits_for_the_next_version(bench: Bench, tmp_path: Path) -> None:
    publish(bench, tmp_path / "online")
    before = bench.dist()
    bench.project.append("layouts/magazine/css/page.css", "/* */")
    workspace = bench.project.gather()
    event, reasons = builder.why(workspace, workspace.content.issues[0], False)
    assert (event, reasons) == (builder.SETTLED, ["layouts/magazine/css/page.css changed"])
    assert bench.build().current == ["01-probe", "02-andere"]
    assert bench.dist() == before
    assert bench.rendered == []
    raise_version(bench)
    bench.build()
    assert bench.rendered == ["01-probe"]


def test_damage_to_an_old_version_is_noticed(bench: Bench) -> None:
    raise_version(bench)
    bench.build()
    bench.project.write(f"dist/{OLD}", "%PDF of somebody")
    assert f"v1.0/{PDF} is not what it was" in bench.build().failed["01-probe"]
    (bench.project.root / "dist/01-probe/v1.0" / PDF).unlink()
    (bench.project.root / "dist/01-probe/v1.0/version.json").unlink()
    assert bench.build().exit_code == 0
    assert [each["version"] for each in entry(bench)["versions"]] == ["1.1"]


@pytest.mark.parametrize("record", ["", "{}", '{"folder": "v1.0"}', '{"folder": ["v1.0"]}', "[1]"])
def test_a_damaged_record_of_a_version_is_named(bench: Bench, record: str) -> None:
    raise_version(bench)
    bench.project.write("dist/01-probe/v1.0/version.json", record)
    assert "01-probe/v1.0/version.json" in bench.build().failed["01-probe"]


def test_a_withdrawn_issue_leaves_with_its_versions(bench: Bench, tmp_path: Path) -> None:
    raise_version(bench)
    bench.build()
    publish(bench, tmp_path / "online")
    bench.project.replace(bench.project.issue, "status: final", "status: draft")
    bench.build()
    assert not (bench.project.root / "dist/01-probe").exists()
    assert (tmp_path / "online" / NEW).exists()
