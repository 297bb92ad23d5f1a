"""Every link of every page, followed: `make crawl`; a part of them in the tests."""

# ruff: noqa: T201
from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from starlette.testclient import TestClient

from builder.workbench.application import make_application
from kb.search.model_files import VARIABLE
from kb.workspace import open_workspace

from .busy_office import make_busy_office, make_fresh_office

HERE = "http://127.0.0.1:8730"


@dataclass
class Crawl:
    """What was followed, and what did not answer."""

    followed: Counter[str] = field(default_factory=Counter)
    """Links by the kind of page that they lead to."""
    outside: set[str] = field(default_factory=set)
    """Links to other hosts, which are not followed."""
    broken: list[str] = field(default_factory=list)

    @property
    def links(self) -> int:
        """How many were followed."""
        return self.followed.total()


def kind_of_page(link: str) -> str:
    """Return what pages with addresses like this one have in common: `soc *`, `draft * coverage`."""
    path, _, query = link.partition("?")
    first, *rest = path.strip("/").split("/")
    of_draft = rest[1:2] if first == "draft" else []
    stars = ["*"] * (len(rest) - len(of_draft))
    names = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return " ".join((first or "overview", *stars, *of_draft, *names))


def every_page(link: str, opened: Counter[str]) -> bool:
    """Open every page, those of narrowed searches apart, which multiply."""
    del opened
    return not (link.startswith("/search") and "&" in link)


def first_of_a_kind(link: str, opened: Counter[str]) -> bool:
    """Open one page of each kind."""
    return opened[kind_of_page(link)] == 0


def crawl(
    client: TestClient,
    begins: Sequence[str] = ("/",),
    opens: Callable[[str, Counter[str]], bool] = every_page,
    most: int = 0,
) -> Crawl:
    """Follow links from some pages on; of a page that is opened, every link is followed.

    Args:
        client: a browser of the workbench.
        begins: where to begin.
        opens: which pages to look for further links in, given how many of each kind are open.
        most: links that are followed to pages of one kind; 0 follows all.
    """
    found, opened = Crawl(), Counter[str]()
    waiting, seen, targets = deque((each, "") for each in begins), set(begins), dict[str, set[str]]()
    wanted = set[tuple[str, str, str]]()
    while waiting:
        link, origin = waiting.popleft()
        kind = kind_of_page(link)
        if most and found.followed[kind] >= most:
            continue
        answer = client.get(link, headers={"accept": "text/html,*/*;q=0.8"})
        found.followed[kind] += 1
        if answer.status_code != 200:
            found.broken.append(f"{answer.status_code} {link}, a link of {origin or 'nothing'}")
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = _Read(answer.text)
        targets[link] = page.names
        if not opens(link, opened):
            continue
        opened[kind] += 1
        for each in page.links:
            parts = urlsplit(urljoin(HERE + link, each))
            if f"{parts.scheme}://{parts.netloc}" != HERE:
                found.outside.add(each)
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.fragment:
                wanted.add((target, unquote(parts.fragment), link))
            if target not in seen:
                seen.add(target)
                waiting.append((target, link))
    found.broken += _leading_nowhere(wanted, targets)
    return found


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


def main() -> None:
    """Follow every link over a busy workspace and a fresh one, and print what does not answer."""
    os.environ[VARIABLE] = "/no/model"
    broken = 0
    with tempfile.TemporaryDirectory() as scratch:
        for name, make in (("busy", make_busy_office), ("fresh", make_fresh_office)):
            made = make_application(open_workspace(make(Path(scratch, name))))
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
    main()
