from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import MissingError, UnreadableError
from kb.search import model_files, search_index
from kb.search.search_index import Index, load_index
from kb.search.searching import Dense, Question, find

from .small import QUERIES, TEXTS, VOCABULARY, corpus

pytestmark = pytest.mark.usefixtures("dense_packages")


@pytest.fixture(scope="module")
def encoder(dense_packages: None) -> object:
    from kb.search.encoder import Encoder

    return Encoder(model_files.find_model())


def opened(index: Index, encoder: object, told: list[str]) -> Dense:
    from kb.search.passage_vectors import open_vectors

    return Dense(open_vectors(index, encoder, told.append), encoder)  # type: ignore[arg-type]


def test_meaning_finds_what_shares_no_word(small: Index, encoder: object) -> None:
    dense = opened(small, encoder, [])
    names = sorted(TEXTS)
    for query, answer in {"penalty for returning a novel tardily": "late-fee", "hush": "quiet"}.items():
        found = find(small, Question(query, "dense"), dense)
        assert names[found[0].thing] == answer
    hybrid = [names[find(small, Question(query), dense)[0].thing] for query in QUERIES]
    assert hybrid == list(QUERIES.values())


def test_only_new_texts_are_encoded(small: Index, encoder: object, tmp_path: Path) -> None:
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


def test_damaged_vectors_are_made_again(small: Index, encoder: object) -> None:
    told: list[str] = []
    opened(small, encoder, told)
    for path in small.folder.parent.glob("vectors-*/passages.faiss"):
        path.write_bytes(b"broken")
    opened(small, encoder, told)
    assert len(told) == 2


def test_a_folder_without_a_model_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"lacks model\.safetensors"):
        model_files.find_model(tmp_path)


def test_weights_that_are_not_the_published_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "DEFAULT_WEIGHTS", "0" * 64)
    with pytest.raises(UnreadableError, match="not the published ones"):
        model_files.find_model()
