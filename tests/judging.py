"""Judges of HTML pages that others wrote: the Nu validator of the W3C, and Lighthouse.

`scripts/setup dev` installs what judges/package-lock.json names into .venv/judges.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from conftest import REPOSITORY

_MODULES = REPOSITORY / ".venv" / "judges" / "node_modules"
_NU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_LIGHTHOUSE = _MODULES / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def missing() -> str:
    """What the judges lack on this machine; empty if nothing."""
    programs = {name for name in ("java", "node") if shutil.which(name) is None}
    return ", ".join(sorted(programs | {p.name for p in (_NU, _LIGHTHOUSE) if not p.is_file()}))


def nu(pages: Iterable[Path]) -> dict[Path, list[str]]:
    """The errors and warnings of the Nu validator for each of these files, with their lines."""
    command = ["java", "-jar", str(_NU), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *map(str, pages)], check=True, capture_output=True, timeout=300
    )
    found: dict[Path, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] == "info" and "subType" not in message:
            continue  # advice on style
        path = Path(unquote(urlsplit(message["url"]).path))
        said = f"line {message.get('lastLine')}: {message['message']}"
        found.setdefault(path, []).append(said)
    return found


def lighthouse(address: str, browser: str) -> tuple[dict[str, int], list[str]]:
    """Lighthouse's scores from 0 to 100 by category, for a phone; and what it would have better."""
    command = ["node", str(_LIGHTHOUSE), address, "--quiet", "--output=json"]
    options = [f"--chrome-flags={_FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(
        [*command, *options, "--no-enable-error-reporting"],
        check=True, capture_output=True, timeout=300, env=environment,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    scores = {name: round(100 * each["score"]) for name, each in report["categories"].items()}
    audits = report["audits"].values()
    better = [a["id"] for a in audits if a["score"] is not None and a["score"] < 1]
    return scores, better
