"""Vectors and the nearest of them: compared exactly, or beyond a size by eight bits a number with FAISS.

The inner product of unit vectors is their cosine. `make bench BENCH=search_growth` says what eight bits lose.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from kb.search.encoder import Vectors

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

EXACT = 200_000
"""Vectors up to which they are compared exactly."""
_FEW = 0.2
"""Share of the rows up to which it is quicker to pick them out than to compare all."""


class VectorIndex(Protocol):
    """Row n holds the vector of passage n."""

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        ...


@dataclass(frozen=True, slots=True)
class ExactVectors:
    """Every vector as it is, read from the disk as it is needed."""

    vectors: Vectors

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        rows = np.arange(len(self.vectors)) if allowed is None else np.flatnonzero(allowed)
        if len(rows) <= _FEW * len(self.vectors):
            cosines = self.vectors[rows] @ query
        else:
            cosines = (self.vectors @ query)[rows]
        if count < len(rows):
            kept = np.argpartition(-cosines, count)[:count]
            rows, cosines = rows[kept], cosines[kept]
        order = np.lexsort((rows, -cosines))
        return rows[order], cosines[order]


@dataclass(frozen=True, slots=True)
class QuantizedVectors:
    """Each number of a vector in eight bits: a quarter of the memory, and faster for it."""

    index: Any

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        faiss: Any = import_module("faiss")
        faiss.omp_set_num_threads(1)  # one query gains nothing from more and waits for them
        settings = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            settings = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        cosines, rows = self.index.search(query.reshape(1, -1), count, params=settings)
        found = rows[0] >= 0
        return rows[0][found], cosines[0][found]


def save_vectors(vectors: Vectors, folder: Path, name: str) -> None:
    """Write vectors of length 1 into a folder, and with eight bits a number where there are very many."""
    np.save(folder / f"{name}.npy", vectors)
    if len(vectors) <= EXACT or not _has_faiss():
        return
    faiss: Any = import_module("faiss")
    index = faiss.IndexScalarQuantizer(
        vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.train(vectors[:: len(vectors) // _TRAINED + 1])
    index.add(vectors)
    faiss.write_index(index, str(folder / f"{name}.faiss"))


_TRAINED = 100_000
"""Most vectors from which the range of each number is learnt."""


def load_vectors(folder: Path, name: str) -> VectorIndex:
    """Open an index; what is large is read from the disk as it is needed.

    Raises:
        OSError, ValueError, RuntimeError: it is missing or damaged.
    """
    quantized = folder / f"{name}.faiss"
    if quantized.is_file() and _has_faiss():
        faiss: Any = import_module("faiss")
        return QuantizedVectors(faiss.read_index(str(quantized), faiss.IO_FLAG_MMAP))
    return ExactVectors(stored_vectors(folder, name))


def stored_vectors(folder: Path, name: str) -> Vectors:
    """Return the vectors of a folder as they are, read from the disk as they are needed."""
    vectors: Vectors = np.load(folder / f"{name}.npy", mmap_mode="r")
    return vectors


def _has_faiss() -> bool:
    return importlib.util.find_spec("faiss") is not None
