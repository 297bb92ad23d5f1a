"""The default model in numpy: texts to vectors without PyTorch, whose import alone takes seconds.

A BERT encoder (Devlin et al. 2019, arXiv:1810.04805), whose word vectors are averaged and brought to length 1
(Reimers and Gurevych 2019, arXiv:1908.10084). It gives what sentence-transformers gives, to the last bits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kb.search.model_files import WEIGHTS

Array = npt.NDArray[np.float32]

_FAR = np.float32(-1e9)
"""Added to the attention that padding would get."""
_ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
"""Coefficients of the error function, right to 1.5e-7 (Abramowitz and Stegun 1964, 7.1.26)."""


class Bert:
    """Weights and tokenizer of a folder that sentence-transformers wrote."""

    def __init__(self, folder: Path) -> None:
        """Read the model.

        Raises:
            OSError, ValueError, KeyError: a file of it is missing or malformed.
        """
        from safetensors import safe_open
        from tokenizers import Tokenizer

        settings = json.loads((folder / "config.json").read_text("utf-8"))
        self._layers, self._heads = settings["num_hidden_layers"], settings["num_attention_heads"]
        self._epsilon = np.float32(settings["layer_norm_eps"])
        limits = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(limits["max_seq_length"])
        self._tokenizer.no_padding()
        with safe_open(folder / WEIGHTS, framework="numpy") as file:
            self._weights: dict[str, Array] = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._weights["embeddings.word_embeddings.weight"].shape[1])

    def encode(self, texts: Sequence[str]) -> Array:
        """Return one vector of length 1 for each text; texts of like length waste the least."""
        ids = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        longest = max(map(len, ids), default=0)
        tokens = np.zeros((len(ids), longest), dtype=np.int64)
        real = np.zeros((len(ids), longest), dtype=np.float32)
        for row, of_text in enumerate(ids):
            tokens[row, : len(of_text)] = of_text
            real[row, : len(of_text)] = 1
        words = self._embedded(tokens)
        unseen = ((1 - real) * _FAR)[:, None, None, :]
        for layer in range(self._layers):
            words = self._transformed(words, unseen, f"encoder.layer.{layer}")
        mean = (words * real[:, :, None]).sum(axis=1) / real.sum(axis=1, keepdims=True)
        unit: Array = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    def _embedded(self, tokens: npt.NDArray[np.int64]) -> Array:
        """Return what enters the first layer: texts by words by dimensions."""
        by_word = self._weights["embeddings.word_embeddings.weight"][tokens]
        by_place = self._weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
        by_kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normalized(by_word + by_place + by_kind, "embeddings.LayerNorm")

    def _transformed(self, words: Array, unseen: Array, layer: str) -> Array:
        """Return what leaves a layer: every word looks at the others, then is thought over by itself."""
        texts, length, width = words.shape

        def by_head(part: str) -> Array:
            made = self._linear(words, f"{layer}.attention.self.{part}")
            return made.reshape(texts, length, self._heads, -1).transpose(0, 2, 1, 3)

        query, key, value = by_head("query"), by_head("key"), by_head("value")
        looks: Array = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width / self._heads)) + unseen
        np.exp(looks - looks.max(axis=-1, keepdims=True), out=looks)
        looks /= looks.sum(axis=-1, keepdims=True)
        gathered: Array = looks @ value
        seen = gathered.transpose(0, 2, 1, 3).reshape(texts, length, width)
        attended = self._linear(seen, f"{layer}.attention.output.dense")
        words = self._normalized(attended + words, f"{layer}.attention.output.LayerNorm")
        inner = _gelu(self._linear(words, f"{layer}.intermediate.dense"))
        thought = self._linear(inner, f"{layer}.output.dense")
        return self._normalized(thought + words, f"{layer}.output.LayerNorm")

    def _linear(self, values: Array, name: str) -> Array:
        flat = values.reshape(-1, values.shape[-1]) @ self._weights[f"{name}.weight"].T
        flat += self._weights[f"{name}.bias"]
        return flat.reshape(*values.shape[:-1], -1)

    def _normalized(self, values: Array, name: str) -> Array:
        """Bring each word to mean 0 and variance 1, then to the layer's own scale."""
        values = values - values.mean(axis=-1, keepdims=True)
        values /= np.sqrt(np.square(values).mean(axis=-1, keepdims=True) + self._epsilon)
        values *= self._weights[f"{name}.weight"]
        values += self._weights[f"{name}.bias"]
        return values


def _gelu(values: Array) -> Array:
    """Return x times the normal distribution at x, for the model was trained with the exact one."""
    scaled = np.abs(values)
    scaled *= np.float32(np.sqrt(0.5))
    inner = 1 / (1 + np.float32(0.3275911) * scaled)
    series = np.full_like(inner, _ERF[0])
    for coefficient in _ERF[1:]:
        series *= inner
        series += np.float32(coefficient)
    series *= inner
    series *= np.exp(-np.square(scaled, out=scaled))
    thought: Array = values * np.float32(0.5) * (1 + np.copysign(1 - series, values))
    return thought
