"""An index of the small set."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.common.program import install_extra
from kb.errors import MissingError
from kb.search import search_index
from kb.search.model_files import ModelFiles, find_model
from kb.search.search_index import Index, load_index

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
def model() -> ModelFiles:
    """The default model; skip by name where it is not installed."""
    try:
        return find_model()
    except MissingError as error:
        pytest.skip(f"search by meaning NOT tested. {error.message} {error.remedy}")


@pytest.fixture(scope="session")
def extra() -> None:
    """Skip by name where the extra is not installed."""
    missing = [n for n in ("faiss", "sentence_transformers", "torch") if importlib.util.find_spec(n) is None]
    if missing:
        pytest.skip(f"NOT tested, missing {', '.join(missing)}: {install_extra('search')}")
