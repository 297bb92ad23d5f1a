"""An index of the small set, embedded and over Milvus."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.common.program import install_extra
from kb.search import search_index
from kb.search.milvus_collections import on_milvus
from kb.search.search_index import Index, load_index
from kb.server_settings import Milvus

from .small import VOCABULARY, corpus


@pytest.fixture
def office(opened_office: Path) -> Path:
    """Searches ask what is there: the index of an office without evidence is made once for all of them."""
    return opened_office


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "passages-small"
    folder.mkdir()
    search_index.write_index(corpus(), VOCABULARY, folder)
    index = load_index(folder)
    yield index
    index.close()


@pytest.fixture(scope="session")
def milvus_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file of milvus-lite, which runs the client of a server; skip by name where it is not installed."""
    missing = [name for name in ("pymilvus", "milvus_lite") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"Milvus NOT tested, missing {', '.join(missing)}: make milvus")
    return str(tmp_path_factory.mktemp("milvus") / "shared.db")


@pytest.fixture(params=["embedded", "milvus"])
def either(request: pytest.FixtureRequest, small: Index) -> Index:
    """The index of the small set, as it is and over Milvus, which has to find the same."""
    if request.param == "embedded":
        return small
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries below pymilvus
        return on_milvus(small, None, Milvus(request.getfixturevalue("milvus_file")), print)[0]


@pytest.fixture(scope="session")
def extra() -> None:
    """Skip by name where the extra is not installed."""
    missing = [n for n in ("faiss", "sentence_transformers", "torch") if importlib.util.find_spec(n) is None]
    if missing:
        pytest.skip(f"NOT tested, missing {', '.join(missing)}: {install_extra('search')}")
