"""Passages on a Milvus server in place of the embedded indexes: nearest vectors, and words by BM25.

What a word is worth in a passage is computed once, as for the embedded index, and goes to Milvus as a
sparse vector; its inner product with the weighted words of a question is the BM25 score, the same as
embedded. Milvus's own function for BM25 knows no weights. Rows beyond the most that Milvus returns count as
without a score. Filters are taken as sets of rows.

A collection is named for the texts and the model. One that is not full, for its filling was cut or goes on
elsewhere, is filled again: rows are put, not added, so that several may fill at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from typing import Any

import numpy as np

from kb.search.bm25 import LexicalIndex, Scores
from kb.search.encoder import Vectors
from kb.search.milvus_client import SECONDS, answering, milvus_client
from kb.search.passage_vectors import DenseIndex
from kb.search.ranking import Words
from kb.search.search_index import Index, Say
from kb.search.searching import Dense
from kb.search.vector_index import Mask, Rows
from kb.server_settings import Milvus

MOST = 16_384
"""Most rows that Milvus returns for one question."""
_BATCH = 1000
_PREFIX = "soc_evidence"


@dataclass(frozen=True, slots=True)
class Collection:
    """A full collection: row n holds the vector and the words of passage n."""

    client: Any
    name: str
    address: str
    """Of the server, for messages."""

    def search(self, field: str, query: object, count: int, allowed: Mask | None) -> tuple[Rows, Vectors]:
        """Return the best rows by inner product among those allowed, the best first, and their scores.

        Raises:
            MissingError: the server cannot be reached any more, or refuses.
        """
        filters = {} if allowed is None else {"filter": f"row in {np.flatnonzero(allowed).tolist()}"}
        with answering(self.address):
            found = self.client.search(
                self.name,
                data=[query],
                anns_field=field,
                limit=min(count, MOST),
                search_params={"metric_type": "IP"},
                output_fields=["row"],
                timeout=SECONDS,
                **filters,
            )[0]
        rows = np.array([hit["row"] for hit in found], dtype=np.int64)
        scores = np.array([hit["distance"] for hit in found], dtype=np.float32)
        order = np.lexsort((rows, -scores))
        return rows[order], scores[order]


@dataclass(frozen=True, slots=True)
class MilvusVectors:
    """Vectors of which the nearest are found by Milvus; single ones are read from the disk."""

    vectors: Vectors
    collection: Collection

    def nearest(self, query: Vectors, count: int, allowed: Mask | None = None) -> tuple[Rows, Vectors]:
        """Return the rows closest to a query among those allowed, the closest first, and their cosines."""
        if allowed is not None and not allowed.any():
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return self.collection.search("dense", query.tolist(), count, allowed)


@dataclass(frozen=True)
class MilvusWords(LexicalIndex):
    """Words whose scores are added up by Milvus."""

    collection: Collection

    def scores(self, weights: Mapping[str, float]) -> Scores:
        """Return the score of every text for weighted stems, from 0 to 1."""
        result = np.zeros(self.size, dtype=np.float32)
        query = {self.columns[stem]: weight for stem, weight in weights.items() if stem in self.columns}
        best = self.best_score(weights)
        if not (query and best):
            return result
        rows, scores = self.collection.search("words", query, MOST, None)
        result[rows] = scores / np.float32(best)
        return result


def on_milvus(index: Index, dense: Dense | None, server: Milvus, say: Say) -> tuple[Index, Dense | None]:
    """Return index and vectors whose passages are asked of a Milvus server, which is filled where it is not.

    Raises:
        MissingError: pymilvus is not installed, or the server cannot be reached.
        BusyError: it is a file that another process has open.
    """
    vectors = dense.vectors.passages.vectors if dense else None
    model = dense.encoder.files.sha256[:8] if dense else "words"
    name = f"{_PREFIX}_{server.name}_{index.vectors_digest[:24]}_{model}"
    collection = Collection(milvus_client(server), name, server.milvus)
    with answering(server.milvus):
        _fill(collection, index, vectors, say, f"{_PREFIX}_{server.name}_", model)
    passages = index.words.passages
    parts = (passages.columns, passages.starts, passages.rows, passages.values, passages.size)
    index = replace(index, words=Words(MilvusWords(*parts, collection), index.words.profiles))
    if dense is None or vectors is None:
        return index, None
    on_server = DenseIndex(MilvusVectors(vectors, collection), dense.vectors.profiles)
    return index, replace(dense, vectors=on_server)


def _fill(
    collection: Collection, index: Index, vectors: Vectors | None, say: Say, prefix: str, model: str
) -> None:
    """Make a collection full, and remove those of earlier texts."""
    client, size = collection.client, index.words.passages.size
    there = client.has_collection(collection.name)
    if there and _count(collection) == size:
        return
    say(f"Filling Milvus with {size:,} passages …")
    if not there:
        _create(collection, vectors)
    waiting = _rows(index.words.passages, vectors)
    while some := list(islice(waiting, _BATCH)):
        client.upsert(collection.name, some, timeout=SECONDS)
    client.flush(collection.name)
    client.load_collection(collection.name)
    for name in client.list_collections():
        if name.startswith(prefix) and name.endswith(f"_{model}") and name != collection.name:
            client.drop_collection(name)


def _count(collection: Collection) -> int:
    collection.client.load_collection(collection.name)
    found = collection.client.query(collection.name, filter="", output_fields=["count(*)"])
    return int(found[0]["count(*)"])


def _create(collection: Collection, vectors: Vectors | None) -> None:
    milvus: Any = import_module("pymilvus")
    client = collection.client
    schema = milvus.MilvusClient.create_schema(auto_id=False)
    schema.add_field("row", milvus.DataType.INT64, is_primary=True)
    schema.add_field("words", milvus.DataType.SPARSE_FLOAT_VECTOR)
    indexes = client.prepare_index_params()
    indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    if vectors is not None:
        schema.add_field("dense", milvus.DataType.FLOAT_VECTOR, dim=int(vectors.shape[1]))
        indexes.add_index("dense", index_type="FLAT", metric_type="IP")
    client.create_collection(collection.name, schema=schema, index_params=indexes)


def _rows(words: LexicalIndex, vectors: Vectors | None) -> Iterator[dict[str, object]]:
    """Yield the rows, each with what its words are worth, by the number of the word."""
    columns = np.repeat(np.arange(len(words.columns)), np.diff(words.starts))
    order = np.argsort(words.rows, kind="stable")
    begins = np.searchsorted(words.rows[order], np.arange(words.size + 1))
    for row in range(words.size):
        part = order[begins[row] : begins[row + 1]]
        worth = dict(zip(columns[part].tolist(), words.values[part].tolist(), strict=True))
        dense = {} if vectors is None else {"dense": vectors[row].astype(np.float32).tolist()}
        yield {"row": row, "words": worth or {0: 0.0}, **dense}
