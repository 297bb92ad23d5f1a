"""The graph that the analyses are tried on, too."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.store.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    store = ox.Store()
    path = Path(__file__).parents[1] / "analysis" / "argument.trig"
    store.load(path=path, format=ox.RdfFormat.TRIG)
    return Knowledge(store)
