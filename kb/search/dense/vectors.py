"""Vectors of the passages in a FAISS index: exact inner product, which is the cosine of unit vectors."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.search.dense.encoder import Vectors

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VectorIndex:
    """Row n holds the vector of passage n."""

    index: Any

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, and their cosines."""
        settings = None if allowed is None else _only(allowed)
        count = min(count, self.index.ntotal)
        if not count:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        import_module("faiss").omp_set_num_threads(1)  # one query gains nothing from more and waits for them
        cosines, rows = self.index.search(query.reshape(1, -1), count, params=settings)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]

    def cosines(self, query: Vectors, rows: Rows) -> Vectors:
        """Return the cosine of a query with the vectors of some rows."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        vectors: Vectors = self.index.reconstruct_batch(rows)
        return vectors @ query

    def all(self) -> Vectors:
        """Return every vector, by row."""
        stored: Vectors = self.index.reconstruct_n(0, self.index.ntotal)
        return stored


def _only(allowed: Mask) -> Any:
    """Return the search settings that leave out all other rows."""
    faiss: Any = import_module("faiss")
    bits = np.packbits(allowed, bitorder="little")
    return faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))


def build(vectors: Vectors) -> VectorIndex:
    """Index vectors of length 1."""
    faiss: Any = import_module("faiss")

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return VectorIndex(index)


def save(vectors: VectorIndex, path: Path) -> None:
    """Write the index."""
    faiss: Any = import_module("faiss")

    faiss.write_index(vectors.index, str(path))


def load(path: Path) -> VectorIndex:
    """Open an index.

    Raises:
        RuntimeError: it is missing or damaged.
    """
    faiss: Any = import_module("faiss")

    return VectorIndex(faiss.read_index(str(path)))
