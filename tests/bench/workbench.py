"""The workbench: its start, its pages beside the bare questions they ask, keystrokes, and a crowd."""

# ruff: noqa: T201
from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.testclient import TestClient

from builder.workbench.application import make_application
from builder.workbench.kept_pages import KeptPages
from builder.workspace import Contributor, example_drafts, make_workspace
from kb.analysis.compare import FUNCTIONS
from kb.analysis.compared_figures import EMPLOYMENT, TRAINING, WAGES
from kb.api import Base
from kb.workspace import open_workspace
from tests.bench.crowd import run_crowd, tell
from tests.bench.keystrokes import keystrokes
from tests.bench.served import serving
from tests.bench.workbench_crowd import workbench_crowd

ROUNDS, STARTS = 9, 3


def run() -> None:
    """Print seconds, ratios, and what went wrong, which should be nothing."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "office")
        make_workspace(root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), example_drafts())
        _beside_bare_questions(root)
        _starts(root)
        keystrokes(root)
        with serving(root) as served:
            tell(run_crowd(workbench_crowd(served)))
            print(f"still answers: {served.get('/claims')[0] == 200}")


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
    print(f"{'page':34} {'made':>8} {'bare':>8} {'':>6} {'kept':>8}")
    for path, ask in bare.items():
        pages, asked, kept = [], [], []
        for _ in range(ROUNDS):
            shared.pages = KeptPages()
            pages.append(_seconds(lambda path=path: client.get(path, headers={"accept": "text/html"})))  # type: ignore[misc] # bound now
            kept.append(_seconds(lambda path=path: client.get(path, headers={"accept": "text/html"})))  # type: ignore[misc] # bound now
            asked.append(_seconds(ask))
        page, question, again = (statistics.median(each[1:]) for each in (pages, asked, kept))
        print(f"{path:34} {page:6.3f} s {question:6.3f} s  x{page / question:.2f} {again:6.3f} s")
    shared.close()


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _starts(root: Path) -> None:
    until_open, until_page = [], []
    for _ in range(STARTS):
        start = time.perf_counter()
        with serving(root) as served:
            until_open.append(time.perf_counter() - start)
            served.get("/claims")
            until_page.append(time.perf_counter() - start)
    opened, shown = statistics.median(until_open), statistics.median(until_page)
    print(f"\nstart of serve {opened:.2f} s, first page {shown:.2f} s")
