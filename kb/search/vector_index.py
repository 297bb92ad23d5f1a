"""Vectors and the nearest of them: compared exactly, or in very large bases by eight bits a number first.

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

    @property
    def vectors(self) -> Vectors:
        """All of them as they are, to be read only."""
        ...

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        ...


@dataclass(frozen=True, slots=True)
class ExactVectors:
    """Every vector as it is, read from the disk as it is needed."""

    vectors: Vectors

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        rows = None if allowed is None else np.flatnonzero(allowed)
        if rows is not None and len(rows) <= _FEW * len(self.vectors):
            return _best(self.vectors[rows] @ query, count, rows)
        cosines = self.vectors @ query
        if allowed is not None and rows is not None:
            cosines[~allowed] = -np.inf
            count = min(count, len(rows))
        return _best(cosines, count)


def _best(cosines: Vectors, count: int, rows: Rows | None = None) -> tuple[Rows, Vectors]:
    """Return the places of the highest cosines, or the rows that stand there, with the cosines, in order."""
    kept = np.arange(len(cosines))
    if count < len(cosines):
        kept = np.argpartition(cosines, len(cosines) - count)[len(cosines) - count :]
    found = kept if rows is None else rows[kept]
    order = np.lexsort((found, -cosines[kept]))
    return found[order], cosines[kept[order]]


@dataclass(frozen=True, slots=True)
class QuantizedVectors:
    """Each number of a vector in eight bits, to find the nearest by; these are then compared exactly."""

    index: Any
    vectors: Vectors

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        faiss: Any = import_module("faiss")
        faiss.omp_set_num_threads(1)  # one query gains nothing from more and waits for them
        settings = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            settings = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        rows = self.index.search(query.reshape(1, -1), count, params=settings)[1][0]
        found = np.sort(rows[rows >= 0])
        return _best(self.vectors[found] @ query, count, found)


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
        index = faiss.read_index(str(quantized), faiss.IO_FLAG_MMAP)
        return QuantizedVectors(index, stored_vectors(folder, name))
    return ExactVectors(stored_vectors(folder, name))


def stored_vectors(folder: Path, name: str) -> Vectors:
    """Return the vectors of a folder as they are, read from the disk as they are needed."""
    vectors: Vectors = np.load(folder / f"{name}.npy", mmap_mode="r")
    return vectors


def _has_faiss() -> bool:
    return importlib.util.find_spec("faiss") is not None
