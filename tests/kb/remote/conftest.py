"""Servers, and workspaces that name them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from kb.api import open_base
from kb.remote import http_requests
from tests.kb.remote.engines import Engine, oxigraph


@pytest.fixture(autouse=True)
def _own_list(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow servers away from the user's own list, and lose no time with waits."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    monkeypatch.setattr(http_requests, "WAITS", (0.01, 0.01))


@pytest.fixture(scope="session")
def store_of_base(shared: Path) -> Path:
    """A store folder of Oxigraph's server to which the bundled base was pushed, once for the whole run."""
    ready = shared / "pushed"
    with FileLock(shared / "pushed.lock"), pytest.MonkeyPatch.context() as patched:
        if not ready.is_dir():
            patched.setenv("XDG_CONFIG_HOME", str(shared / "config"))
            office, making = shared / "pushing-office", shared / "pushing"
            (office / "evidence").mkdir(parents=True)
            making.mkdir()
            with oxigraph(making) as running:
                running.configure(office)
                with open_base(office) as base:
                    base.allow_server()
                    base.push()
            making.rename(ready)
    return ready / "store"


@pytest.fixture
def engine(tmp_path: Path, store_of_base: Path) -> Iterator[Engine]:
    """An Oxigraph server that holds the bundled base."""
    folder = tmp_path / "engine"
    shutil.copytree(store_of_base, folder / "store", ignore=shutil.ignore_patterns("LOCK"))
    with oxigraph(folder) as running:
        yield running
