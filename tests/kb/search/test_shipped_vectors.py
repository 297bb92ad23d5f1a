"""Vectors that come with the program spare the first search the encoding, and never change an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.search import shipped_vectors as shipping
from kb.search.encoder import Encoder, Vectors
from kb.search.model_files import ModelFiles
from kb.search.passage_vectors import open_vectors
from kb.search.search_index import Index, open_index
from kb.search.shipped_vectors import ship_vectors, shipped_vectors
from kb.workspace import bundle_root, open_workspace


@pytest.fixture
def encoder(model: ModelFiles) -> Encoder:
    return Encoder(model)


@pytest.fixture(scope="module")
def base() -> Iterator[Index]:
    index = open_index(open_workspace(bundle_root()).base, lambda _: None)
    yield index
    index.close()


def written(index: Index, encoder: Encoder, prepared: Path, texts: int) -> Path:
    """Write shipped vectors, each of one number only so that they can be told, of the first few texts."""
    made = np.repeat(np.arange(len(index.digests), dtype=np.float32)[:, None], encoder.dimension, axis=1)
    path = ship_vectors(index, made, encoder, prepared)
    with np.load(path) as file:
        parts = dict(file)
    rows = [parts["vectors"][:, 0].tolist().index(row) for row in range(texts)]
    np.savez(path, **parts | {name: parts[name][rows] for name in ("digests", "vectors")})
    return path


def vectors_of(index: Index, encoder: Encoder, told: list[str], prepared: Path | None = None) -> Vectors:
    return open_vectors(index, encoder, told.append, shipped=prepared).passages.vectors


def test_only_texts_without_a_shipped_vector_are_encoded(
    small: Index, encoder: Encoder, tmp_path: Path
) -> None:
    written(small, encoder, tmp_path / "prepared", 5)
    told: list[str] = []
    vectors = vectors_of(small, encoder, told, tmp_path / "prepared")
    assert told == ["Encoding 3 of 8 passages with all-MiniLM-L6-v2 …"]
    assert vectors[:5, 7].tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_allclose(np.linalg.norm(vectors[5:], axis=1), 1, atol=1e-3)


def test_a_damaged_file_is_named_and_not_used(small: Index, encoder: Encoder, tmp_path: Path) -> None:
    path = written(small, encoder, tmp_path / "prepared", 8)
    whole = path.read_bytes()
    flipped = whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 8]) + whole[len(whole) // 2 + 1 :]
    for damaged in (b"", flipped, whole[: len(whole) // 2], bytes(len(whole))):
        path.write_bytes(damaged)
        told: list[str] = []
        assert shipped_vectors(path.parent, encoder, small.digests, told.append) == {}
        assert told == [f"{path} is damaged and not used; make vectors, or install again, brings it back."]


def test_vectors_of_another_model_are_named_and_not_used(
    small: Index, encoder: Encoder, tmp_path: Path
) -> None:
    path = written(small, encoder, tmp_path / "prepared", 8)
    with np.load(path) as file:
        np.savez(path, **dict(file) | {"model": np.array("another")})
    told: list[str] = []
    assert shipped_vectors(path.parent, encoder, small.digests, told.append) == {}
    assert told == [
        f"{path} is of another version of the model and not used; make vectors brings it up to date."
    ]


def test_a_made_vector_is_the_shipped_one(
    small: Index, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = vectors_of(small, encoder, [])
    ship_vectors(small, made, encoder, tmp_path / "prepared")
    shipped = shipped_vectors(tmp_path / "prepared", encoder, small.digests, print)
    assert np.array_equal([shipped[digest] for digest in small.digests], made)


def test_the_base_comes_with_vectors_of_nearly_all_its_texts(base: Index, encoder: Encoder) -> None:
    told: list[str] = []
    shipped = shipped_vectors(bundle_root() / "prepared", encoder, set(base.digests), told.append)
    assert told == []
    assert len(shipped) >= 0.9 * len(set(base.digests)), "many texts are new: make vectors"


def test_the_shipped_vectors_are_those_that_the_model_makes(base: Index, encoder: Encoder) -> None:
    shipped = shipped_vectors(bundle_root() / "prepared", encoder, set(base.digests), print)
    rows = [row for row, digest in enumerate(base.digests) if digest in shipped][::150]
    texts = [stored.passage.whole for stored in base.database.passages(rows).values()]
    right = shipping.keep_halves(encoder.encode(texts))
    np.testing.assert_allclose([shipped[base.digests[row]] for row in rows], right, atol=3e-4, rtol=0)
