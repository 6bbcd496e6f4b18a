"""Pages in a real browser: Chromium, driven by Playwright, and judged by axe-core.

    with visit(browser, path, width=320, scheme="dark") as page:
        assert faults(page) == []

`browser` is a fixture (see conftest.py).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# Without a sandbox, which root cannot have; without anything that would ask the network.
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def find() -> str | None:
    """The browser of this machine; scripts/setup dev installs one."""
    return shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def started(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Visit:
    """A page that is open, and what the browser said and asked for."""

    page: Page
    folder: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def visit(
    browser: Browser, path: Path, width: int = 1280, scheme: str = "light", script: bool = True
) -> Iterator[Visit]:
    """Open a file in a window that is `width` px wide, light or dark, with or without scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    visited = Visit(context.new_page(), f"{path.parent.as_uri()}/")
    visited.page.on("console", lambda message: visited.messages.append(message.text))
    visited.page.on("pageerror", lambda error: visited.messages.append(str(error)))
    visited.page.on("request", lambda request: visited.requests.append(request.url))
    visited.page.goto(path.as_uri())
    yield visited
    context.close()


def faults(visited: Visit) -> list[str]:
    """What is wrong with a page: violations that axe-core finds, messages on the console, requests
    for anything but files of its folder, and what stands out of the window.

    It takes JavaScript.
    """
    found = Axe().run(visited.page).response["violations"]
    wrong = [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]
    wrong += [f"on the console: {message}" for message in visited.messages]
    wrong += [f"asked for {each}" for each in visited.requests if not _is_own(visited, each)]
    if overflow := visited.page.evaluate(_OVERFLOW):
        wrong.append(f"{overflow} px stand out of the window")
    return wrong


def _is_own(visited: Visit, address: str) -> bool:
    return address.startswith(("data:", visited.folder))
