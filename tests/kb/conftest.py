"""The graph that records and analyses are tried on, in `argument.trig`."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.store.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    store = ox.Store()
    store.load(path=Path(__file__).with_name("argument.trig"), format=ox.RdfFormat.TRIG)
    return Knowledge(store)
