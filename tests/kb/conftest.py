"""The graph that records and analyses are tried on, in `argument.trig`; and the language model."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kb.errors import MissingError
from kb.search.model_files import ModelFiles, find_model
from kb.store.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    store = ox.Store()
    store.load(path=Path(__file__).with_name("argument.trig"), format=ox.RdfFormat.TRIG)
    return Knowledge(store)


@pytest.fixture(scope="session")
def model() -> ModelFiles:
    """The default model; skip by name where it is not installed."""
    try:
        return find_model()
    except MissingError as error:
        pytest.skip(f"the language model NOT tested. {error.message} {error.remedy}")
