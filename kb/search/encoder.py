"""Texts to vectors. Importing the model's libraries takes seconds, so it happens once, when first needed."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from kb.errors import UnreadableError
from kb.search.model_files import ModelFiles

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Told how many of how many texts are done."""

_BATCH = 64
_CHUNK = 16 * _BATCH
"""Texts between two words of progress."""


class Encoder:
    """An embedding model, loaded when it is first used."""

    def __init__(self, files: ModelFiles) -> None:
        self.files = files

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
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise UnreadableError(
                f"The model in {self.files.folder} cannot be loaded: {str(error).splitlines()[0]}",
                "Name another model, or save this one again with sentence-transformers.",
            ) from error

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.model.get_embedding_dimension())

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of one short text, on one core: it takes less time than handing out the work."""
        torch: Any = import_module("torch")
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            vector: Vectors = self.encode([text])[0]
        finally:
            torch.set_num_threads(threads)
        return vector

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one vector of length 1 for each text.

        Texts of like length are encoded together, long ones first, so that little is padding.
        """
        result = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda n: (-len(texts[n]), n))
        for start in range(0, len(order), _CHUNK):
            chunk = order[start : start + _CHUNK]
            result[chunk] = self.model.encode(
                [texts[n] for n in chunk],
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            if progress:
                progress(min(start + _CHUNK, len(order)), len(order))
        return result
