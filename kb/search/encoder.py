"""Texts to vectors: by numpy for the default model, by sentence-transformers for others and for many texts.

Both give the same vectors; the one starts at once, the other takes seconds to start and is then faster.
"""

from __future__ import annotations

import importlib.util
import os
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from kb.errors import UnreadableError
from kb.search.model_files import ModelFiles

if TYPE_CHECKING:
    from kb.search.bert import Bert

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Told how many of how many texts are done."""

_BATCH = 8
"""Texts that numpy takes at once: few enough to stay near the processor."""
_CHUNK = 32 * _BATCH
"""Texts between two words of progress."""
_MANY = 2000
"""Texts from which on sentence-transformers, where installed, makes up for the time it takes to start."""
_DAMAGED = (OSError, ValueError, KeyError, RuntimeError)


class Encoder:
    """An embedding model, loaded when it is first used."""

    def __init__(self, files: ModelFiles) -> None:
        self.files = files

    @cached_property
    def bert(self) -> Bert:
        """The default model in numpy."""
        from safetensors import SafetensorError

        from kb.search.bert import Bert

        try:
            return Bert(self.files.folder)
        except (*_DAMAGED, SafetensorError) as error:
            raise self._unreadable(error) from error

    @cached_property
    def model(self) -> Any:
        """The sentence-transformers model itself."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from sentence_transformers import SentenceTransformer

                return SentenceTransformer(str(self.files.folder), device="cpu", local_files_only=True)
        except _DAMAGED as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> UnreadableError:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        return UnreadableError(
            f"The model in {self.files.folder} cannot be loaded: {reason}",
            "Name another model, or save this one again with sentence-transformers.",
        )

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        if self.files.is_default:
            return self.bert.dimension
        return int(self.model.get_embedding_dimension())

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of one short text."""
        vector: Vectors = self.encode([text])[0]
        return vector

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one vector of length 1 for each text.

        Texts of like length are encoded together, long ones first, so that little is padding.
        """
        embed = self._embedding(len(texts))
        result = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda n: (-len(texts[n]), n))
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            result[chunk] = embed([texts[n] for n in chunk])
            if progress:
                progress(min(start + _CHUNK, len(order)), len(order))
        return result

    def _embedding(self, count: int) -> Callable[[list[str]], Vectors]:
        """Return what makes vectors of `count` texts in the least time."""
        installed = importlib.util.find_spec("sentence_transformers") is not None
        if self.files.is_default and not (installed and count >= _MANY):
            return self._by_bert
        return self._by_sentence_transformers

    def _by_bert(self, texts: list[str]) -> Vectors:
        """Encode each batch on one core: several cores at one small product wait for one another."""
        from threadpoolctl import threadpool_limits

        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        with threadpool_limits(1):
            if len(batches) == 1:
                return self.bert.encode(texts)
            with ThreadPoolExecutor(os.cpu_count()) as cores:
                return np.concatenate(list(cores.map(self.bert.encode, batches)))

    def _by_sentence_transformers(self, texts: list[str]) -> Vectors:
        made: Vectors = self.model.encode(
            texts, batch_size=_CHUNK // 4, normalize_embeddings=True, show_progress_bar=False
        )
        return made
