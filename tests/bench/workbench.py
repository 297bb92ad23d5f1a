"""The workbench: its start, its pages beside the bare questions they ask, a crowd, and every link."""

# ruff: noqa: T201
from __future__ import annotations

import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workspace import Contributor, example_drafts, make_workspace
from kb.analysis.compare import FUNCTIONS
from kb.analysis.compared_figures import EMPLOYMENT, TRAINING, WAGES
from kb.api import Base
from kb.workspace import open_workspace

ROUNDS, STARTS = 9, 3
CLIENTS, SECONDS, HOSTILE = 50, int(os.environ.get("BENCH_SECONDS", "60")), 0.01
_SPARQL = "/sparql?query=SELECT+*+%7B+%3Fs+soce:statement+%3Ft+%7D+LIMIT+100"
PAGES = (
    *("/", "/occupations", "/soc/43-5031", "/matrix", "/claims", "/claim/work-is-protective", "/objections"),
    *("/sources", "/source/onet-29-3", "/laws", "/notice", "/ask", "/ask/functions", "/sparql", _SPARQL),
    *("/search?q=stress&mode=lexical", "/search?q=overtime&mode=lexical", "/duty/onet-2705", "/objection/A1"),
)
ATTACKS = (
    "/sparql?query=SELECT+(COUNT(*)+AS+%3Fn)+%7B+%3Fa+%3Fb+%3Fc+.+%3Fd+%3Fe+%3Ff+.+%3Fg+%3Fh+%3Fi+%7D",
    "/sparql?query=SELECT+*+%7B+SERVICE+%3Chttp://127.0.0.1:1/%3E+%7B+%3Fs+%3Fp+%3Fo+%7D+%7D",
    "/sparql?query=DROP+ALL",
    "/sparql?query=" + "%7B" * 3000,
    "/static/..%2f..%2f..%2fetc/passwd",
    "/search?q=" + "a+" * 1500 + "&mode=lexical",
    "/claim/%00%ff%3Cscript%3E",
    "/ask/..%2f..%2fsecret",
)


def run() -> None:
    """Print seconds, ratios, and what went wrong, which should be nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "office")
        make_workspace(root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), example_drafts())
        _beside_bare_questions(root)
        _starts(root)
        with _serving(root) as port:
            _crowd(port)
            _every_link(port)


def _beside_bare_questions(root: Path) -> None:
    made = make_application(open_workspace(root))
    shared = made.state.workbench.shared
    client = TestClient(made, "http://127.0.0.1")
    base: Base = shared.now()
    codes = " ".join(sorted({duty.occupation for duty in base.records.duties.values()}))
    figures = (EMPLOYMENT, WAGES, TRAINING)
    bare: Mapping[str, Callable[[], object]] = {
        "/claim/work-is-protective": lambda: base.explain("claim/work-is-protective"),
        "/source/onet-29-3": lambda: (
            base.explain("source/onet-29-3"),
            base.quotations("onet-29-3"),
            base.text("onet-29-3"),
        ),
        "/soc/43-5031": lambda: (
            base.compare("43-5031", by=figures, whole=True, series=True),
            [base.standing(duty.iri) for duty in base.records.duties_of("43-5031")],
        ),
        "/matrix": lambda: base.compare(codes, by=(FUNCTIONS,)),
        "/objections": base.coverage,
        "/notice": base.coverage,
        "/search?q=stress&mode=lexical": lambda: shared.searched(
            lambda asked: asked.search("stress", "lexical", count=25)
        ),
        "/ask/duties-of": lambda: base.evaluate("duties-of"),
    }
    print(f"{'page':34} {'page':>8} {'bare':>8}")
    for path, ask in bare.items():
        pages, asked = [], []
        for _ in range(ROUNDS):
            pages.append(_seconds(lambda path=path: client.get(path, headers={"accept": "text/html"})))  # type: ignore[misc] # bound now
            asked.append(_seconds(ask))
        page, question = statistics.median(pages[1:]), statistics.median(asked[1:])
        print(f"{path:34} {page:6.3f} s {question:6.3f} s  x{page / question:.2f}")
    shared.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def _serving(root: Path) -> Iterator[int]:
    program = [sys.executable, "-c", "import sys; from soc_evidence import main; sys.exit(main())", "serve"]
    with subprocess.Popen(program, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r":(\d+)/", said)
        if not found:
            raise RuntimeError(f"not served: {said}")
        draining = threading.Thread(target=_drain, args=(process.stderr,), daemon=True)
        draining.start()
        try:
            yield int(found[1])
        finally:
            process.terminate()


def _drain(stream: Iterator[str]) -> None:
    for line in stream:
        print(f"  server: {line.rstrip()}")


def _starts(root: Path) -> None:
    until_open, until_page = [], []
    for _ in range(STARTS):
        start = time.perf_counter()
        with _serving(root) as port:
            until_open.append(time.perf_counter() - start)
            _get(port, "/claims")
            until_page.append(time.perf_counter() - start)
    opened, shown = statistics.median(until_open), statistics.median(until_page)
    print(f"\nstart of serve {opened:.2f} s, first page {shown:.2f} s")


@dataclass
class _Seen:
    times: list[float] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)


def _crowd(port: int) -> None:
    """Have many clients ask at once; each answer must be the one that a client alone was given."""
    right = {path: _body(_get(port, path)[1]) for path in PAGES}
    until, seen = time.monotonic() + SECONDS, [_Seen() for _ in range(CLIENTS)]
    clients = [
        threading.Thread(target=_client, args=(port, number, until, right, seen[number]))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    times = sorted(each for one in seen for each in one.times)
    states, wrong = sum((s.states for s in seen), Counter()), sum((s.wrong for s in seen), Counter())
    print(f"\n{CLIENTS} clients, {SECONDS} s: {len(times):,} pages, {len(times) / SECONDS:.0f} a second")
    print(f"median {statistics.median(times):.2f} s, 95th percentile {times[int(len(times) * 0.95)]:.2f} s")
    print(f"answers {dict(states)}; wrong: {dict(wrong) or 'none'}")


def _client(port: int, number: int, until: float, right: Mapping[str, str], seen: _Seen) -> None:
    draw = random.Random(number)
    while time.monotonic() < until:
        hostile = draw.random() < HOSTILE
        path = draw.choice(ATTACKS if hostile else PAGES)
        start = time.perf_counter()
        try:
            status, body = _get(port, path)
        except OSError as error:
            seen.wrong[f"{path[:40]}: {type(error).__name__}"] += 1
            continue
        if hostile:
            seen.states[f"hostile {status}"] += 1
            if status == 500 or b"root:" in body:
                seen.wrong[f"{path[:40]}: {status}"] += 1
            continue
        seen.times.append(time.perf_counter() - start)
        seen.states[str(status)] += 1
        if status != 503 and (status != 200 or _body(body) != right[path]):
            seen.wrong[f"{path[:40]}: {status}"] += 1


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers={"Accept": "text/html"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _body(page: bytes) -> str:
    """Return a page without what differs from visit to visit: the time that a query took."""
    return re.sub(r"[\d.]+ (m?s|seconds?)\b", "", page.decode())


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def _every_link(port: int) -> None:
    """Follow every link of every page, those of narrowed searches apart, which multiply."""
    start, waiting, seen, bad = time.perf_counter(), ["/"], {"/"}, list[str]()
    outside: set[str] = set()
    while waiting:
        path = waiting.pop()
        status, body = _get(port, path)
        if status != 200:
            bad.append(f"{status} {path}")
        for link in _Links(body.decode("utf-8", "replace")).found if b"<html" in body[:200] else ():
            parts = urlsplit(urljoin(f"http://here{path}", link))
            if parts.netloc != "here":
                outside.add(link)
                continue
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if target not in seen and not (parts.path == "/search" and "&" in parts.query):
                seen.add(target)
                waiting.append(target)
    took = time.perf_counter() - start
    print(f"\n{len(seen):,} links in {took:.0f} s, {len(outside)} of the web; broken: {bad or 'none'}")
