"""Vectors in numbers: exact comparison against eight bits a number, at 10^5 and 10^6 passages.

The vectors are those of the bundled base's passages, each many times over with noise, so that their
directions crowd as real ones do.
"""

# ruff: noqa: T201
from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from kb.errors import MissingError
from kb.search import vector_index
from kb.search.encoder import Encoder, Vectors
from kb.search.model_files import find_model
from kb.search.passage_vectors import open_vectors
from kb.search.search_index import open_index
from kb.search.vector_index import ExactVectors, VectorIndex, load_vectors, save_vectors
from kb.workspace import SHIPPED, open_workspace

ROOT = Path(__file__).parents[2]
SIZES = (100_000, 1_000_000)
QUERIES = 20
_NOISE = 0.03
"""Of each number, beside a length of 1: a cosine of about .86 between a vector and its copies."""
_DEPTH = 10


def run() -> None:
    """Print time, size on disk and recall of both ways to compare."""
    try:
        encoder = Encoder(find_model())
    except MissingError as error:
        print(f"search growth: not measured. {error.message} {error.remedy}")
        return
    index = open_index(open_workspace(ROOT), print)
    real = np.asarray(open_vectors(index, encoder, print, shipped=ROOT / SHIPPED).passages.vectors)
    for size in SIZES:
        _measure(real, size)


def _measure(real: Vectors, size: int) -> None:
    chance = np.random.default_rng(1)
    made = real[chance.integers(0, len(real), size)]
    made += chance.standard_normal(made.shape, dtype=np.float32) * np.float32(_NOISE)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    queries = real[chance.integers(0, len(real), QUERIES)]
    vector_index.EXACT, usual = 0, vector_index.EXACT
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        save_vectors(made, Path(folder), "passages")
        print(f"growth: {size:,} vectors saved in both forms in {time.perf_counter() - started:.1f} s")
        quantized = load_vectors(Path(folder), "passages")
        exact = ExactVectors(made)
        few = np.zeros(size, dtype=np.bool_)
        few[:: max(1, size // 5000)] = True
        most = np.ones(size, dtype=np.bool_)
        most[::3] = False
        for name, allowed in (("all", None), ("two in three", most), ("few", few)):
            right, slow = _nearest(exact, queries, allowed)
            near, fast = _nearest(quantized, queries, allowed)
            recall = statistics.mean(len(a & b) / _DEPTH for a, b in zip(right, near, strict=True))
            times = f"exact {slow:.1f} ms, eight bits {fast:.1f} ms"
            print(f"growth: {size:,}, {name}: {times}, recall@10 {recall:.3f}")
        sizes = ", ".join(f"{p.name} {p.stat().st_size / 1e6:.0f} MB" for p in sorted(Path(folder).iterdir()))
        print(f"growth: {size:,}: {sizes}")
    vector_index.EXACT = usual


def _nearest(
    index: VectorIndex, queries: Vectors, allowed: vector_index.Mask | None
) -> tuple[list[set[int]], float]:
    """Return the rows nearest to each query, and the median time in milliseconds."""
    found, times = [], []
    for query in queries:
        started = time.perf_counter()
        rows, _ = index.nearest(query, 2000, allowed)
        times.append(1000 * (time.perf_counter() - started))
        found.append({int(row) for row in rows[:_DEPTH]})
    return found, statistics.median(times)
