"""Every link of every page, followed: `make crawl`; a part of them in the tests."""

# ruff: noqa: T201
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workspace import example_drafts
from kb.search.model_files import VARIABLE
from kb.workspace import open_workspace

from .busy_office import make_busy_office, make_fresh_office
from .kinds_of_page import kind_of_page

HERE = "http://127.0.0.1:8730"


@dataclass
class Crawl:
    """What was followed, and what did not answer."""

    followed: Counter[str] = field(default_factory=Counter)
    """Links by the kind of page that they lead to."""
    pages: set[str] = field(default_factory=set)
    """Kinds of page that were opened, whatever was asked of them."""
    outside: set[str] = field(default_factory=set)
    """Links to other hosts, which are not followed."""
    broken: list[str] = field(default_factory=list)

    @property
    def links(self) -> int:
        """How many were followed."""
        return self.followed.total()


def every_page(link: str, opened: Counter[str]) -> bool:
    """Open every page, those of narrowed searches apart, which multiply."""
    del opened
    return not (link.startswith("/search") and "&" in link)


def first_of_a_kind(link: str, opened: Counter[str]) -> bool:
    """Open one page of each kind."""
    return opened[kind_of_page(link)] == 0


def crawl(
    client: TestClient,
    opens: Callable[[str, Counter[str]], bool] = every_page,
    most: int = 0,
    untold: str = "",
) -> Crawl:
    """Follow links from the first page on; of a page that is opened, every link is followed.

    Args:
        client: a browser of the workbench.
        opens: which pages to look for further links in, given how many of each kind are open.
        most: links that are followed to pages of one kind; 0 follows all.
        untold: words that no page may have.
    """
    found, opened = Crawl(), Counter[str]()
    waiting, seen, targets = deque([("/", "")]), {"/"}, dict[str, set[str]]()
    wanted = set[tuple[str, str, str]]()
    while waiting:
        link, origin = waiting.popleft()
        kind = kind_of_page(link)
        if most and found.followed[kind] >= most:
            continue
        text = _followed(client, link, origin, found)
        if untold and untold in text:
            found.broken.append(f"{_short(link)} tells {untold}")
        page = _Read(text)
        targets[link] = page.names
        if not text or not opens(link, opened):
            continue
        opened[kind] += 1
        found.pages.add(kind_of_page(link.partition("?")[0]))
        for target, fragment in _inside(link, page.links, found.outside):
            if fragment:
                wanted.add((target, fragment, link))
            if target not in seen:
                seen.add(target)
                waiting.append((target, link))
    found.broken += _leading_nowhere(wanted, targets)
    return found


def _followed(client: TestClient, link: str, origin: str, found: Crawl) -> str:
    """Follow a link, and return the page that it leads to; nothing where it leads to a file."""
    answer = client.get(link, headers={"accept": "text/html,*/*;q=0.8"})
    found.followed[kind_of_page(link)] += 1
    if answer.status_code != 200:
        found.broken.append(f"{answer.status_code} {_short(link)}, a link of {_short(origin) or 'nothing'}")
    return answer.text if answer.headers["content-type"].startswith("text/html") else ""


def _inside(link: str, links: Iterable[str], outside: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the links of a page that stay in the workbench, each with its place in the page it leads to."""
    for each in links:
        parts = urlsplit(urljoin(HERE + link, each))
        if f"{parts.scheme}://{parts.netloc}" != HERE:
            outside.add(each)
        else:
            yield parts.path + (f"?{parts.query}" if parts.query else ""), unquote(parts.fragment)


def _short(link: str) -> str:
    return link if len(link) < 120 else f"{link[:60]} … {link[-40:]}"


def _leading_nowhere(wanted: Iterable[tuple[str, str, str]], targets: dict[str, set[str]]) -> Iterator[str]:
    """Yield links to a place of a page that the page does not have."""
    for target, name, origin in sorted(wanted):
        if target in targets and name not in targets[target]:
            yield f"no #{name} in {target}, a link of {origin}"


class _Read(HTMLParser):
    """The links and pictures of a page, and the places that can be linked to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.names |= {value for name, value in attrs if name == "id" and value}


def main(*names: str) -> None:
    """Follow every link over a busy workspace and a fresh one, or one of them, and print what is broken."""
    os.environ[VARIABLE] = "/no/model"
    make = {"busy": lambda folder: make_busy_office(folder, example_drafts()), "fresh": make_fresh_office}
    broken = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name in names or make:
            made = make_application(open_workspace(make[name](Path(scratch, name))))
            start = time.perf_counter()
            found = crawl(TestClient(made, HERE, raise_server_exceptions=False))
            took = time.perf_counter() - start
            print(f"{name} workspace: {found.links:,} links of {len(found.followed)} kinds in {took:.0f} s")
            print(f"  {len(found.outside)} to other hosts, not followed; broken: {len(found.broken)}")
            for each in found.broken:
                print(f"  {each}")
            broken += len(found.broken)
            made.state.workbench.shared.close()
            made.state.workbench.drafts.close()
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
