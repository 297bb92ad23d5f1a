"""Searching over Milvus finds what the embedded index finds; milvus-lite runs the same client."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.api import Base, open_base
from kb.errors import MissingError
from kb.search.milvus_collections import Collection
from kb.server_settings import INSTEAD
from kb.workspace import open_workspace
from tests.conftest import Told

needs_milvus = pytest.mark.skipif(
    importlib.util.find_spec("pymilvus") is None or importlib.util.find_spec("milvus_lite") is None,
    reason="no Milvus here: pip install pymilvus milvus-lite",
)
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


@needs_milvus
@pytest.mark.filterwarnings("ignore")  # of the libraries below pymilvus
@pytest.mark.parametrize("mode", ["lexical", "hybrid"])
def test_the_same_things_are_found(two: tuple[Base, Base], mode: str) -> None:
    for question in QUESTIONS:
        there, here = (base.search(question, mode=mode) for base in two)
        assert [(hit.name, round(hit.score, 3)) for hit in there] == [
            (hit.name, round(hit.score, 3)) for hit in here
        ], question
    there, here = (base.search("training", mode=mode, kind="evidence") for base in two)
    assert [hit.name for hit in there] == [hit.name for hit in here]


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
    with pytest.raises(MissingError, match=r"vectors.example.org does not answer: connection reset$") as told:
        collection.search("dense", [0.0], 1, None)
    assert f"{INSTEAD}=embedded" in told.value.remedy
