"""How near a duty is to each statement: by words (BM25), and by meaning (cosine of embeddings)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kb.blind.work_statements import Corpus
from kb.common.english import query_stems, stems
from kb.common.files import forget, new_folder
from kb.errors import UnwritableError
from kb.search import bm25
from kb.search.ranking import rounded
from kb.search.search_index import Say

Scores = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Told how many of how many statements are encoded."""
WORDS, MEANING = "words", "meaning"


class Engine(Protocol):
    """Scores duties against all statements of a corpus."""

    @property
    def name(self) -> str:
        """WORDS or MEANING."""

    def scores(self, texts: Sequence[str]) -> Scores:
        """Return one row for each text and one column for each statement, rounded."""


class ByWords:
    """BM25 as in lexical search: 1 would be a statement that does best by every word of the duty."""

    name = WORDS

    def __init__(self, corpus: Corpus) -> None:
        self.index = bm25.build([stems(statement.text) for statement in corpus.statements])

    def scores(self, texts: Sequence[str]) -> Scores:
        """Score by the stems of each text."""
        rows = [self.index.scores(dict.fromkeys(query_stems(text), 1.0)) for text in texts]
        return rounded(np.stack(rows))


class ByMeaning:
    """Cosine of sentence embeddings, from -1 to 1."""

    name = MEANING

    def __init__(self, corpus: Corpus, model: Path | None, home: Path, say: Say, progress: Progress) -> None:
        """Load the model; encode the statements, unless they have been.

        Raises:
            MissingError: the model or its packages are missing.
            UnreadableError: the model cannot be loaded.
        """
        from kb.search.encoder import Encoder
        from kb.search.model_files import find_model

        self.encoder = Encoder(find_model(model))
        texts = tuple(dict.fromkeys(statement.text for statement in corpus.statements))
        self.rows = {text: row for row, text in enumerate(texts)}
        self.columns = np.array([self.rows[statement.text] for statement in corpus.statements])
        self.vectors = self._vectors(texts, home, say, progress)

    def scores(self, texts: Sequence[str]) -> Scores:
        """Score by vectors; only texts that are no statements have to be encoded."""
        new = [text for text in texts if text not in self.rows]
        made = dict(zip(new, self.encoder.encode(new), strict=True)) if new else {}
        queries = np.stack([made[t] if t in made else self.vectors[self.rows[t]] for t in texts])
        return rounded((queries @ self.vectors.T)[:, self.columns])

    def _vectors(self, texts: Sequence[str], home: Path, say: Say, progress: Progress) -> Scores:
        digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
        prefix = f"vectors-{self.encoder.files.sha256[:16]}-"
        folder = home / "blind" / f"{prefix}{digest[:24]}"
        file = folder / "vectors.npy"
        if not file.is_file():
            say(f"Encoding {len(texts):,} statements with {self.encoder.files.name}, once …")
            vectors = self.encoder.encode(texts, progress)
            try:
                with new_folder(folder) as fresh:
                    np.save(fresh / "vectors.npy", vectors)
            except UnwritableError as error:
                say(f"The vectors are made anew each time. {error.message} {error.remedy}")
            else:
                forget(folder.parent, prefix, folder)
            return vectors
        stored: Scores = np.load(file)
        return stored
