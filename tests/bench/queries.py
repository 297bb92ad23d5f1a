"""Named queries on whatever is imported: through a warm worker, and by the bare engine on the same store.

Set SOC_EVIDENCE_WORKSPACE to a workspace with official tables in it; without it the bundled base is asked.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

import kb
from kb.model.record_names import PREDECLARED
from kb.namespaces import BASE
from kb.querying.evaluation import Limits
from kb.querying.query_functions import FUNCTIONS
from kb.store.merged_graph import is_merged
from tests.bench.timing import worked

ROUNDS = 7
LONGEST = 100.0
"""Milliseconds of work that a warm query may take; what else the machine does disturbs these least."""
RATIO = 1.3
"""Of that time to the bare engine's."""


def run() -> None:
    """Ask every named query both ways in turn."""
    base = kb.open(os.environ.get("SOC_EVIDENCE_WORKSPACE"))
    store = base.embedded.store
    print(f"{len(store):,} statements; medians of {ROUNDS}, in ms")  # noqa: T201
    print(f"{'':32} {'elapsed':>9} {'work':>9}   bare {'elapsed':>9} {'work':>9}")  # noqa: T201
    slow, dear = list[str](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer"
        for query in base.queries():
            ways: list[Callable[[], object]] = [
                partial(base.write_answer, path, query.name, limits=Limits(seconds=60)),
                partial(_evaluate, store, query.text, path),
            ]
            rounds = [[_timed(way, path) for way in ways] for _ in range(ROUNDS)]
            ours, bare = (
                tuple(map(statistics.median, zip(*way, strict=True))) for way in zip(*rounds, strict=True)
            )
            print(  # noqa: T201
                f"{query.name:32} {ours[0]:9.1f} {ours[1]:9.1f}        {bare[0]:9.1f} {bare[1]:9.1f}"
                f"   x{ours[1] / bare[1]:.2f} of the work"
            )
            slow += [query.name] if ours[1] > LONGEST else []
            dear += [query.name] if ours[1] > RATIO * bare[1] else []
    print(f"over {LONGEST:g} ms of work: {', '.join(slow) or 'none'}")  # noqa: T201
    print(f"over {RATIO:g} times the bare engine's: {', '.join(dear) or 'none'}")  # noqa: T201


def _evaluate(store: ox.Store, text: str, path: Path) -> None:
    result = store.query(
        text,
        base_iri=BASE,
        prefixes=PREDECLARED,
        custom_functions=FUNCTIONS,
        use_default_graph_as_union=not is_merged(store),
    )
    with path.open("wb") as stream:
        if isinstance(result, ox.QueryTriples):
            result.serialize(stream, format=ox.RdfFormat.TURTLE)
        else:
            result.serialize(stream, format=ox.QueryResultsFormat.JSON)


def _timed(work: Callable[[], object], path: Path) -> tuple[float, float]:
    """Return milliseconds elapsed and worked, here and in the worker.

    The file is a new one each time, for an old one that is written anew goes to the disk at once.
    """
    path.unlink(missing_ok=True)
    began, before = time.perf_counter(), worked()
    work()
    return 1000 * (time.perf_counter() - began), 1000 * (worked() - before)
