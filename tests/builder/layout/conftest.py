"""The sample document, rendered once."""

from __future__ import annotations

import pytest

from builder.layout import render
from tests.tagged.reading import Tree, opened
from tests.tagged.sample import sample


@pytest.fixture(scope="session")
def data() -> bytes:
    return render(sample(watermark="DRAFT"))


@pytest.fixture(scope="session")
def tree(data: bytes) -> Tree:
    return Tree(opened(data))
