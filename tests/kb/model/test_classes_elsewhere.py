"""On which side of a request a class of another classification is."""

from __future__ import annotations

import pytest

from kb.model.classes_elsewhere import AGAINST, FOR, NEITHER, NOT_FOUND, ClassElsewhere
from kb.model.classification import default_classification
from kb.model.records import Provenance


@pytest.mark.parametrize(
    ("title", "nearest", "proposed", "side"),
    [
        ("Dispatchers", "43-0000", "33-0000", AGAINST),
        ("Dispatchers", "33-0000", "33-0000", FOR),
        ("Dispatchers", "33-9000", "33-0000", FOR),
        ("Dispatchers", "33-0000", "33-9000", FOR),
        ("Dispatchers", "", "33-0000", NEITHER),
        ("Dispatchers", "43-0000", "", NEITHER),
        ("", "", "33-0000", NOT_FOUND),
    ],
)
def test_side(title: str, nearest: str, proposed: str, side: str) -> None:
    one = ClassElsewhere(
        "x", "A scheme", "Farland", "Words.", Provenance(), title=title, nearest_group=nearest
    )
    assert one.side(proposed, default_classification()) == side
