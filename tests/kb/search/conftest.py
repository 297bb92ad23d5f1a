"""An index of the small set."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.common.program import install_extra
from kb.search import search_index
from kb.search.search_index import Index, load_index

from .small import VOCABULARY, corpus


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "passages-small"
    folder.mkdir()
    search_index.write_index(corpus(), VOCABULARY, folder)
    index = load_index(folder)
    yield index
    index.close()


@pytest.fixture(scope="session")
def extra() -> None:
    """Skip by name where the extra is not installed."""
    missing = [n for n in ("faiss", "sentence_transformers", "torch") if importlib.util.find_spec(n) is None]
    if missing:
        pytest.skip(f"NOT tested, missing {', '.join(missing)}: {install_extra('search')}")
