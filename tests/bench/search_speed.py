"""Speed over 100,000 passages with made-up words and vectors, and of indexing against the bare model."""

# ruff: noqa: T201
from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from kb.errors import MissingError
from kb.namespaces import record
from kb.search.encoder import Encoder
from kb.search.model_files import find_model
from kb.search.passage_vectors import DenseIndex, open_vectors
from kb.search.passages import Corpus, Facets, Passage
from kb.search.ranking import profile_vectors
from kb.search.search_index import load_index, write_index
from kb.search.searching import Dense, Question, find
from kb.search.synonyms import Vocabulary
from kb.search.vector_index import load_vectors, save_vectors

PASSAGES = 100_000
ENCODED = 500
_TURNS = 5
WORDS = [f"{start}{end}" for start in ("dis", "re", "con", "pro", "inter", "per") for end in (
    "patch", "port", "ception", "spond", "tect", "vene", "form", "struct", "quest", "mit", "cord", "view",
    "ply", "solve", "fer", "tain", "gress", "pose", "tract", "lay",
)]  # fmt: skip


def run() -> None:
    """Print latency, opening time, and indexing speed beside that of the model alone."""
    try:
        encoder = Encoder(find_model())
    except MissingError as error:
        print(f"search speed: not measured. {error.message} {error.remedy}")
        return
    chance = random.Random(1)
    passages = passages_of(chance, PASSAGES)
    corpus = Corpus(passages, {p.record: Facets(frozenset({("kind", "evidence")})) for p in passages})
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "index"
        folder.mkdir()
        started = time.perf_counter()
        write_index(corpus, Vocabulary(()), folder)
        print(f"speed: words of {PASSAGES:,} passages indexed in {time.perf_counter() - started:.1f} s")
        _latency(folder, encoder, chance)
        _indexing(Path(made), encoder, passages[:ENCODED])


def _latency(folder: Path, encoder: Encoder, chance: random.Random) -> None:
    layout = load_index(folder).layout
    rows = np.random.default_rng(1).standard_normal((PASSAGES, encoder.dimension), dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    save_vectors(rows, folder, "rows")
    save_vectors(profile_vectors(rows, layout), folder, "things")
    del rows
    started = time.perf_counter()
    index = load_index(folder)
    dense = Dense(DenseIndex(load_vectors(folder, "rows"), load_vectors(folder, "things")), encoder)
    print(f"speed: index opened in {time.perf_counter() - started:.3f} s")
    for mode in ("lexical", "dense", "hybrid"):
        times = []
        for _ in range(50):
            question = Question(" ".join(chance.choices(WORDS, k=6)), mode)
            started = time.perf_counter()
            find(index, question, dense if mode != "lexical" else None)
            times.append(1000 * (time.perf_counter() - started))
        ninth = statistics.quantiles(times, n=10)[-1]
        print(
            f"speed: {mode} query, warm: median {statistics.median(times):.1f} ms, nine in ten {ninth:.1f} ms"
        )


def _indexing(home: Path, encoder: Encoder, passages: tuple[Passage, ...]) -> None:
    """Encode the same passages with the model alone and through the index, in turn."""
    texts = [passage.whole for passage in passages]
    encoder.encode(texts[:64])
    alone, ours = [], []
    for turn in range(_TURNS):
        folder = home / f"turn-{turn}" / "few"
        folder.mkdir(parents=True)
        write_index(Corpus(passages, {p.record: Facets() for p in passages}), Vocabulary(()), folder)
        index = load_index(folder)
        started = time.perf_counter()
        encoder.model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
        alone.append(time.perf_counter() - started)
        started = time.perf_counter()
        open_vectors(index, encoder, lambda _: None)
        ours.append(time.perf_counter() - started)
    bare, whole = statistics.median(alone), statistics.median(ours)
    rates = f"model alone {len(texts) / bare:.0f} passages/s, indexing {len(texts) / whole:.0f}"
    print(f"speed: {rates}, {bare / whole:.0%} of the model's speed")


def passages_of(chance: random.Random, count: int) -> tuple[Passage, ...]:
    """Make sentences of some twelve words; each thing has a passage of its own."""
    texts = (" ".join([*chance.choices(WORDS, k=12), f"n{number}"]) for number in range(count))
    return tuple(Passage(record("evidence", f"e{n:06}"), "statement", text) for n, text in enumerate(texts))
