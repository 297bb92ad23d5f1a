"""Named queries on whatever is imported: through a warm worker, and by the bare engine on the same store.

Set SOC_EVIDENCE_WORKSPACE to a workspace with official tables in it; without it the bundled base is asked.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

import kb
from kb.model.record_names import PREDECLARED
from kb.namespaces import BASE
from kb.querying.evaluation import Limits
from kb.querying.query_functions import FUNCTIONS

ROUNDS = 5
LONGEST = 100.0
"""Milliseconds that a warm query may take."""
RATIO = 1.3
"""Of that time to the bare engine's."""


def run() -> None:
    base = kb.open(os.environ.get("SOC_EVIDENCE_WORKSPACE"))
    store = base.embedded.store
    print(f"{len(store):,} statements")  # noqa: T201
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer"
        for query in base.queries():
            ours = _median(lambda name=query.name: base.write_answer(path, name, limits=Limits(seconds=60)))
            bare = _median(lambda text=query.text: _evaluate(store, text, path))
            print(f"{query.name:32} {ours:9.1f} ms  bare {bare:9.1f} ms  x{ours / bare:.2f}")  # noqa: T201
            slow += [query.name] if ours > LONGEST else []
    print(f"over {LONGEST:g} ms: {', '.join(slow) or 'none'}")  # noqa: T201


def _evaluate(store: ox.Store, text: str, path: Path) -> None:
    result = store.query(
        text,
        base_iri=BASE,
        prefixes=PREDECLARED,
        custom_functions=FUNCTIONS,
        use_default_graph_as_union=True,
    )
    if isinstance(result, ox.QueryTriples):
        result.serialize(str(path), format=ox.RdfFormat.TURTLE)
    else:
        result.serialize(str(path), format=ox.QueryResultsFormat.JSON)


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
        if times[-1] > 5_000:
            break
    return statistics.median(times)
