"""BM25 over texts: bm25s computes the scores of every word once, a query adds up columns.

The index is read without importing bm25s, whose import takes longer than a query: what it leaves on disk
is a plain sparse matrix of words by texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

K1, B = 1.2, 0.75
"""Saturation of repeated words and weight of a text's length, as tuned on the tuning halves."""

Scores = npt.NDArray[np.float32]
_SEVERAL = 3
_ARRAYS = ("starts", "rows", "values")


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """The columns of all words."""

    columns: Mapping[str, int]
    """Column of each stem."""
    starts: npt.NDArray[np.integer]
    """Where each column begins, and where the last ends."""
    rows: npt.NDArray[np.integer]
    values: Scores
    size: int
    """Number of texts."""

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """Return the score of every text for weighted stems, from 0 to 1.

        1 would be a text that does best by each of them, so that scores of different queries, and of
        words and vectors, can be weighed against each other.
        """
        result = np.zeros(self.size, dtype=np.float32)
        for stem, weight in weights.items():
            rows, values = self.column(stem)
            result[rows] += values * np.float32(weight)
        best = self.best_score(weights)
        return result / np.float32(best) if best else result

    def coverage(self, stems: Sequence[str]) -> Scores:
        """Return which share of some stems each text has, a stem as heavy as what it is worth at most.

        Of fewer than three stems it is 0: they are in many texts together by chance.
        """
        result = np.zeros(self.size, dtype=np.float32)
        if len(stems) < _SEVERAL:
            return result
        for stem in stems:
            rows, values = self.column(stem)
            result[rows] += values.max(initial=0)
        return result / max(np.float32(self.best_score(dict.fromkeys(stems, 1.0))), np.float32(1e-9))

    def column(self, stem: str) -> tuple[npt.NDArray[np.integer], Scores]:
        """Return the texts that have a stem, and what it is worth in each; none for an unknown one."""
        column = self.columns.get(stem)
        part = slice(0, 0) if column is None else slice(*map(int, self.starts[column : column + 2]))
        return self.rows[part], self.values[part]

    def best_score(self, weights: Mapping[str, float]) -> float:
        """Return what a text would score by BM25 that does best by each of some weighted stems."""
        return sum(weight * float(self.column(stem)[1].max(initial=0)) for stem, weight in weights.items())


def build(texts: Iterable[Sequence[str]]) -> LexicalIndex:
    """Index the stems of each text."""
    import bm25s

    columns: dict[str, int] = {}
    ids = [[columns.setdefault(stem, len(columns)) for stem in stems] for stems in texts]
    if not columns:
        empty = np.zeros(0, dtype=np.int32)
        return LexicalIndex({}, np.zeros(1, dtype=np.int32), empty, empty.astype(np.float32), len(ids))
    engine = bm25s.BM25(k1=K1, b=B, method="lucene")
    engine.index((ids, columns), create_empty_token=False, show_progress=False)
    found = engine.scores
    return LexicalIndex(columns, found["indptr"], found["indices"], found["data"], len(ids))


def save(index: LexicalIndex, folder: Path) -> None:
    """Write the index into a folder of its own."""
    folder.mkdir()
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(index, name))
    words = {"size": index.size, "words": list(index.columns)}
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


def load(folder: Path) -> LexicalIndex:
    """Open an index; its columns are read from the disk when a query needs them.

    Raises:
        OSError, ValueError: it is missing or damaged.
    """
    words = json.loads((folder / "words.json").read_text("utf-8"))
    starts, rows, values = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS)
    columns = {word: column for column, word in enumerate(words["words"])}
    return LexicalIndex(columns, starts, rows, values, words["size"])
