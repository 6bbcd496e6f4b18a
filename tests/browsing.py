"""Pages in a real browser: Chromium, driven by Playwright, and judged by axe-core.

    with visit(browser, path, width=320, scheme="dark") as page:
        assert faults(page) == []

`judged` looks at a page in every width and both colour schemes; `tabbed` walks it by keyboard.
`browser` is a fixture (see conftest.py).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# Without a sandbox, which root cannot have; without anything that would ask the network.
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
# A phone, a tablet, a desk; in CSS px.
WIDTHS = (320, 768, 1440)
# What is seen is in the window, and nothing lies over it; of a link in two lines, the first counts.
_FOCUSED = """() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return null
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, " +
            "summary, audio[controls], video[controls], iframe, [tabindex]")]
        .filter(e => e.checkVisibility() && e.tabIndex >= 0)
    const style = getComputedStyle(focused), box = focused.getClientRects()[0]
    const on = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return {
        html: focused.outerHTML.slice(0, 200), tag: focused.localName,
        place: all.indexOf(focused), total: all.length,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: !!on && (focused.contains(on) || on.contains(focused)),
    }
}"""
_OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
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
    """A page that is open, what the browser said and asked for; `own` is how addresses begin that
    it may ask for."""

    page: Page
    own: str
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def visit(
    browser: Browser,
    path: Path | str,
    width: int = 1280,
    scheme: str = "light",
    script: bool = True,
) -> Iterator[Visit]:
    """Open a file or an address in a window that is `width` px wide, light or dark, with or without
    scripts. A file has the rest of its folder and the icon, an address the rest of its server."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script
    )
    address = path if isinstance(path, str) else path.as_uri()
    visited = Visit(context.new_page(), urljoin(address, "/" if path is address else "."))
    visited.page.on("console", lambda message: visited.messages.append(message.text))
    visited.page.on("pageerror", lambda error: visited.messages.append(str(error)))
    visited.page.on("request", lambda request: visited.requests.append(request.url))
    visited.page.goto(address)
    yield visited
    context.close()


def faults(visited: Visit) -> list[str]:
    """What is wrong with a page: violations that axe-core finds, messages on the console, requests
    for what is not its own, and what stands out of the window.

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
    icon = address.startswith("file:") and address.endswith("/icon.svg")
    return icon or address.startswith(("data:", visited.own))


def judged(browser: Browser, address: str) -> list[str]:
    """The faults of a page whose details are open, each with width in px and colour scheme."""
    found = []
    with visit(browser, address) as visited:
        visited.page.evaluate(_OPEN)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                visited.page.set_viewport_size({"width": width, "height": 900})
                visited.page.emulate_media(color_scheme=scheme)
                found += [f"{width} {scheme}: {fault}" for fault in faults(visited)]
    return found


def tabbed(page: Page) -> Iterator[dict[str, Any]]:
    """What has the focus after each Tab, from the beginning of a page to its end.

    `place` is its number among all that can be reached, in the order of the document, from 0;
    `total` is how many there are; `outlined` and `seen` say whether people can tell where they are.
    """
    for _ in range(10_000):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            return
        yield focused
    raise AssertionError("the focus never comes to the end")
