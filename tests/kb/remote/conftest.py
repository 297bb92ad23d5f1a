"""Servers, and workspaces that name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.remote import http_requests
from tests.kb.remote.engines import Engine, oxigraph


@pytest.fixture(autouse=True)
def _own_list(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow servers away from the user's own list, and lose no time with waits."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setattr(http_requests, "WAITS", (0.01, 0.01))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An Oxigraph server that holds nothing yet."""
    folder = tmp_path / "engine"
    folder.mkdir()
    with oxigraph(folder) as running:
        yield running
