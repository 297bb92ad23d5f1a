from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.errors import MissingError, UnreadableError
from kb.search import model_files, search_index, vector_index
from kb.search.bert import Bert
from kb.search.encoder import Encoder
from kb.search.milvus_collections import MilvusWords, on_milvus
from kb.search.model_files import ModelFiles
from kb.search.passage_vectors import open_vectors
from kb.search.search_index import Index, load_index
from kb.search.searching import Dense, Question, find, search
from kb.search.vector_index import load_vectors, save_vectors
from kb.server_settings import Milvus

from .small import QUERIES, TEXTS, VOCABULARY, corpus


@pytest.fixture(scope="module")
def encoder(model: ModelFiles) -> Encoder:
    return Encoder(model)


def opened(index: Index, encoder: Encoder, told: list[str]) -> Dense:
    dense = Dense(open_vectors(index, encoder, told.append), encoder)
    if not isinstance(words := index.words.passages, MilvusWords):
        return dense
    over_milvus = on_milvus(index, dense, Milvus(words.collection.address), print)[1]
    assert over_milvus
    return over_milvus


def test_meaning_finds_what_shares_no_word(either: Index, encoder: Encoder) -> None:
    dense = opened(either, encoder, [])
    names = sorted(TEXTS)
    for query, answer in {"penalty for returning a novel tardily": "late-fee", "hush": "quiet"}.items():
        found = find(either, Question(query, "dense"), dense)
        assert names[found[0].thing] == answer
    hybrid = [names[find(either, Question(query), dense)[0].thing] for query in QUERIES]
    assert hybrid == list(QUERIES.values())


def test_only_new_texts_are_encoded(small: Index, encoder: Encoder, tmp_path: Path) -> None:
    told: list[str] = []
    opened(small, encoder, told)
    opened(small, encoder, told)
    assert told == ["Encoding 8 of 8 passages with all-MiniLM-L6-v2 …"]
    whole = corpus()
    changed = (
        *whole.passages[:-1],
        whole.passages[-1].__class__(whole.passages[-1].record, "statement", "New."),
    )
    folder = tmp_path / "passages-changed"
    folder.mkdir()
    search_index.write_index(whole.__class__(changed, whole.facets), VOCABULARY, folder)
    opened(load_index(folder), encoder, told)
    assert told[-1] == "Encoding 1 of 8 passages with all-MiniLM-L6-v2 …"


def test_questions_about_something_else_are_not_close(either: Index, encoder: Encoder) -> None:
    dense = opened(either, encoder, [])
    assert all(search(either, Question(query), dense).close for query in QUERIES)
    others = ("bitcoin price tomorrow", "photosynthesis in deserts", "premier league results")
    assert not any(search(either, Question(query), dense).close for query in others)
    assert search(either, Question("maps"), dense).close


def test_words_that_the_model_knows_are_not_misspelt(small: Index, model: ModelFiles) -> None:
    asked = "libraryan with a cellur, callers and collars"
    read = search(small, Question(asked, "lexical")).text
    assert read == "librarian with a cellar, callers and collars"


@pytest.mark.parametrize("damage", [b"", b"broken"])
@pytest.mark.parametrize("name", ["passages.npy", "profiles.npy", "digests.txt", "seal.json"])
def test_damaged_vectors_are_made_again(small: Index, encoder: Encoder, name: str, damage: bytes) -> None:
    told: list[str] = []
    opened(small, encoder, told)
    [path] = small.folder.parent.glob(f"vectors-*/{name}")
    path.write_bytes(damage)
    opened(small, encoder, told)
    assert told[1:] == [
        "The vectors of the search index are damaged; making them again …",
        "Encoding 8 of 8 passages with all-MiniLM-L6-v2 …",
    ]


TEXTS_OF_ALL_KINDS = [
    *TEXTS.values(),
    *QUERIES,
    "",
    "a",
    "Ünïcödé, 救命 and \u200b\x00 control",
    "[SEP] [MASK] 9-1-1's",
    " ".join(["word"] * 600),
]


def test_numpy_gives_the_vectors_of_sentence_transformers(model: ModelFiles, extra: None) -> None:
    ours = Encoder(model)
    theirs = ours.model.encode(TEXTS_OF_ALL_KINDS, normalize_embeddings=True, show_progress_bar=False)
    np.testing.assert_allclose(ours.encode(TEXTS_OF_ALL_KINDS), theirs, atol=2e-6, rtol=0)
    alone = Bert(model.folder).encode([TEXTS_OF_ALL_KINDS[0]])
    np.testing.assert_allclose(alone, theirs[:1], atol=2e-6, rtol=0)


def test_eight_bits_find_what_exact_comparison_finds(
    extra: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(1)
    vectors = chance.standard_normal((3000, 32), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    allowed = chance.random(3000) < 0.4
    save_vectors(vectors, tmp_path, "exact")
    monkeypatch.setattr(vector_index, "EXACT", 1000)
    save_vectors(vectors, tmp_path, "coarse")
    exact, coarse = load_vectors(tmp_path, "exact"), load_vectors(tmp_path, "coarse")
    assert type(exact) is not type(coarse)
    for only in (None, allowed, np.zeros(3000, dtype=np.bool_)):
        right, near = exact.nearest(vectors[7], 200, only), coarse.nearest(vectors[7], 200, only)
        assert near[0][:10].tolist() == right[0][:10].tolist()
        np.testing.assert_allclose(near[1][:10], right[1][:10], rtol=1e-5)


def test_a_damaged_model_is_named(model: ModelFiles, tmp_path: Path) -> None:
    broken = Encoder(replace(model, folder=tmp_path))
    with pytest.raises(UnreadableError, match="cannot be loaded"):
        broken.encode_query("x")


def test_a_folder_without_a_model_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"lacks model\.safetensors"):
        model_files.find_model(tmp_path)


def test_weights_that_are_not_the_published_ones_are_refused(
    model: ModelFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_files, "DEFAULT_WEIGHTS", "0" * 64)
    with pytest.raises(UnreadableError, match="not the published ones"):
        model_files.find_model()
