"""The endpoint under fifty clients, one request in a hundred hostile: answers, lateness, memory, limits."""

# ruff: noqa: T201
from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from builder.workspace import Contributor, example_drafts, make_workspace
from kb.api import open_base
from tests.bench.crowd import run_crowd, tell
from tests.bench.endpoint_crowd import endpoint_crowd
from tests.bench.hostile_queries import QUERIES
from tests.bench.served import Served, serving

LIMIT = 3.0
"""Seconds of a query where it is seen how soon after them it is stopped."""


def run() -> None:
    """Print what the crowd met, what was held, and how far behind their limit hostile queries are stopped."""
    with tempfile.TemporaryDirectory(prefix="endpoint-bench-") as scratch:
        root = Path(scratch, "office")
        make_workspace(root, Contributor("A. Clerk", "An office", "CC-BY-4.0"), example_drafts())
        with serving(root, "--endpoint-only") as served, open_base(root) as base:
            crowd = endpoint_crowd(served, base)
            with _weighed(served):
                before = served.processor_time()
                tell(seen := run_crowd(crowd))
            used = (served.processor_time() - before) / seen.states.total()
            print(f"processor time of the server, without workers: {used * 1000:.1f} ms an answer")
            print(f"still answers: {served.get('/', {'Accept': 'text/turtle'})[0] == 200}")
        with serving(root, "--endpoint-only", "--timeout", f"{LIMIT:g}") as served:
            _stopped(served)


@contextmanager
def _weighed(served: Served) -> Iterator[None]:
    """Print the most that the server and its workers held meanwhile, and what they hold at the end."""
    most, done = [0, 0], threading.Event()

    def look() -> None:
        while not done.wait(0.2):
            for place, held in enumerate(served.memory()):
                most[place] = max(most[place], held)

    looking = threading.Thread(target=look)
    looking.start()
    yield
    done.set()
    looking.join()
    time.sleep(2)
    server, workers = (held >> 20 for held in served.memory())
    print(f"MiB held: server at most {most[0] >> 20}, now {server}; workers {most[1] >> 20}, now {workers}")


def _stopped(served: Served) -> None:
    """Print when queries end that never would, asked one at a time."""
    for name in ("cross product", "sorted cross product", "property path", "million rows"):
        start = time.perf_counter()
        status, _ = served.get(f"/sparql?{urlencode({'query': QUERIES[name]})}", {"Accept": "text/csv"})
        print(f"{name:22} limit {LIMIT:g} s, answered {status} after {time.perf_counter() - start:.2f} s")
