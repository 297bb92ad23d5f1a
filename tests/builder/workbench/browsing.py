"""A workbench that is served, a browser that looks at it, and what is wrong with a page that it shows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, Response
from starlette.applications import Starlette

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 800}
_WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_DEPEND = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
"""Rules that may find something else at another width or in other colours."""
_LOOKS: tuple[tuple[dict[str, int], str, tuple[str, ...]], ...] = (
    (WIDE, "light", ()),
    (WIDE, "dark", _DEPEND),
    (NARROW, "dark", _DEPEND),
    (NARROW, "light", _DEPEND),
)


@contextmanager
def served(application: Starlette) -> Iterator[str]:
    """Serve an application from a thread, and give its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def launched(playwright: Playwright, program: str) -> Browser:
    """Start the browser; the sandbox is off, for continuous integration runs as root."""
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


@dataclass
class Visit:
    """A page of a browser, with what it complained of."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda said: self.complaints.append(f"{self.page.url}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        # choosers are intercepted from now on: one that opens before the browser knows is waited for in vain
        self.page.on("filechooser", lambda _: None)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(self.address):
            self.complaints.append(f"{self.page.url}: asks another host, {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{self.page.url}: {response.status} of {response.url}")

    def open(self, path: str) -> Page:
        """Open a page by its path."""
        self.page.goto(urljoin(self.address, path))
        return self.page

    def links(self) -> list[str]:
        """Return the links of the page within the workbench, without their fragments, in order."""
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        inside = (urlsplit(link) for link in found if str(link).startswith(self.address))
        return list(dict.fromkeys(f"{link.path}?{link.query}".rstrip("?") for link in inside))

    def tab_to(self, name: str, most: int = 400) -> None:
        """Press the tabulator until something of this name has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(_FOCUSED) == name:
                return
        raise AssertionError(f"the keyboard alone does not reach `{name}` at {self.page.url}")


_FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0].firstChild : null;
  return ((label || at).textContent || at.getAttribute('aria-label') || '').trim();
}"""


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return what of a page breaks WCAG 2.2 A or AA; of some rules alone, where any are given."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(_WCAG)}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"][:3]
    ]


def looked_at(page: Page) -> list[str]:
    """Return what is wrong with the page that is open, at both widths and in both schemes of colours.

    All rules are asked in the first look, and those that depend on width or colours in the other three. That
    all rules pass in all four looks on every kind of page was verified once, by asking them all.
    """
    wrong: list[str] = []
    for size, scheme, rules in _LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type] # a mapping of the two that it names
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its words
        wrong += [f"{page.url} at {size['width']}, {scheme}: {each}" for each in violations(page, rules)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{page.url} at {size['width']}: wider than the window")
    return wrong
