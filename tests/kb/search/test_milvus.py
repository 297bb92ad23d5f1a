"""Searching over Milvus finds what the embedded index finds; milvus-lite runs the same client.

What other tests of searching ask of the small set, they ask over Milvus, too (`either`).
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kb.api import Base, open_base
from kb.errors import BusyError, MissingError
from kb.search import milvus_client
from kb.search.milvus_collections import Collection, MilvusWords, on_milvus
from kb.search.search_index import Index, load_index, write_index
from kb.search.searching import Question, find
from kb.server_settings import INSTEAD, Milvus
from kb.workspace import open_workspace
from tests.conftest import Told

from .small import VOCABULARY, corpus

QUESTIONS = (
    "telecommunicators give instructions that save lives",
    "training hours of dispatchers",
    "PTSD",
    "crossing guards stop traffic",
    "cardiac arrest",
    "zzz no such word",
)


@pytest.fixture
def two(office: Path) -> Iterator[tuple[Base, Base]]:
    """The base over Milvus, and as the embedded index has it."""
    (office / "soc-evidence.toml").write_text('[search]\nmilvus = "milvus.db"\n')
    workspace = open_workspace(office)
    with open_base(workspace) as over_milvus, open_base(replace(workspace, milvus=None)) as embedded:
        yield over_milvus, embedded


@pytest.mark.filterwarnings("ignore")  # of the libraries below pymilvus
@pytest.mark.usefixtures("milvus_file")
@pytest.mark.parametrize("mode", ["lexical", "hybrid"])
def test_the_same_things_are_found(two: tuple[Base, Base], mode: str) -> None:
    for question in QUESTIONS:
        there, here = (base.search(question, mode=mode) for base in two)
        assert [(hit.name, round(hit.score, 3)) for hit in there] == [
            (hit.name, round(hit.score, 3)) for hit in here
        ], question
    there, here = (base.search("training", mode=mode, kind="evidence") for base in two)
    assert [hit.name for hit in there] == [hit.name for hit in here]


def collection_of(index: Index) -> Collection:
    assert isinstance(index.words.passages, MilvusWords)
    return index.words.passages.collection


@pytest.mark.filterwarnings("ignore")
def test_what_was_not_filled_to_its_end_is_filled_again(small: Index, milvus_file: str) -> None:
    told: list[str] = []
    server = Milvus(milvus_file, "cut")
    begun = collection_of(on_milvus(small, None, server, told.append)[0])
    begun.client.delete(begun.name, ids=[0, 3, 5])
    again = on_milvus(small, None, server, told.append)[0]
    assert told == ["Filling Milvus with 8 passages …"] * 2
    assert len(find(again, Question("library shelves maps reading stories card", "lexical"))) > 3
    on_milvus(small, None, server, told.append)
    assert len(told) == 2


@pytest.mark.filterwarnings("ignore")
def test_the_collection_of_earlier_texts_goes_and_others_stay(
    small: Index, milvus_file: str, tmp_path: Path
) -> None:
    other, server = Milvus(milvus_file, "other"), Milvus(milvus_file, "again")
    kept = collection_of(on_milvus(small, None, other, print)[0])
    former = collection_of(on_milvus(small, None, server, print)[0])
    (tmp_path / "later").mkdir()
    write_index(replace(corpus(), passages=corpus().passages[1:]), VOCABULARY, tmp_path / "later")
    later = collection_of(on_milvus(load_index(tmp_path / "later"), None, server, print)[0])
    there = set(later.client.list_collections())
    assert {kept.name, later.name} <= there and former.name not in there


@pytest.mark.filterwarnings("ignore")
def test_a_file_that_another_process_has_open_is_told(
    small: Index, milvus_file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lite: Any = importlib.import_module("milvus_lite")
    monkeypatch.setattr(milvus_client, "PATIENCE", 0.0)
    file = tmp_path / "taken.db"
    with lite.MilvusLite(str(file)), pytest.raises(BusyError, match=r"Another process has taken\.db open"):
        on_milvus(small, None, Milvus(str(file)), print)


@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_is_told(
    small: Index, milvus_file: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "damaged.db"
    begun = collection_of(on_milvus(small, None, Milvus(str(file)), print)[0])
    importlib.import_module("milvus_lite.server_manager").server_manager_instance.release_server(str(file))
    (file / "collections" / begun.name / "schema.json").write_text("damaged")
    with pytest.raises(MissingError, match=r"milvus-lite cannot read .*damaged\.db") as told:
        on_milvus(small, None, Milvus(str(file)), print)
    assert "Delete it" in told.value.remedy
    assert not [record for record in caplog.records if "milvus" in record.name]


def test_without_pymilvus_it_is_told_how_to_get_it(
    two: tuple[Base, Base], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pymilvus" else found(name))
    with pytest.raises(MissingError, match="pymilvus is not installed"):
        two[0].search("training", mode="lexical")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('milvus = "vectors.example.org"', "cannot be 'vectors.example.org'"),
        ('mivlus = "x"', "[search] must have `milvus`"),
        ('milvus = "https://v.example.org"\ntoken-variable = "root:secret"', "do not belong in files"),
    ],
)
def test_a_wrong_setting_is_told(office: Path, cli: Callable[..., Told], line: str, message: str) -> None:
    (office / "soc-evidence.toml").write_text(f"[search]\n{line}\n")
    assert message in cli("search", "training").err


def test_no_milvus_is_asked_that_was_not_allowed(
    office: Path, cli: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (office / "soc-evidence.toml").write_text('[search]\nmilvus = "https://v.example.org:19530"\n')
    told = cli("search", "training", "--lexical")
    assert "not allowed on this computer: v.example.org:19530" in told.err
    monkeypatch.setenv(INSTEAD, "embedded")
    assert cli("search", "training", "--lexical").code == 0


def test_a_server_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class GoneError(Exception):
        """As pymilvus raises it."""

    def search(*_: object, **__: object) -> None:
        raise GoneError("connection reset\nby peer")

    monkeypatch.setitem(sys.modules, "pymilvus", SimpleNamespace(MilvusException=GoneError))
    collection = Collection(SimpleNamespace(search=search), "ours", "https://vectors.example.org")
    with pytest.raises(
        MissingError, match=r"vectors.example.org does not answer: connection reset by peer$"
    ) as told:
        collection.search("dense", [0.0], 1, None)
    assert f"{INSTEAD}=embedded" in told.value.remedy
