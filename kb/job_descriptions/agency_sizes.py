"""Bands of agency size, from `ontology/editions/agency-sizes.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from kb.workspace import bundle_root

NOT_RECORDED = "size not recorded"


@cache
def _bands() -> tuple[tuple[str, int | None], ...]:
    path = bundle_root() / "ontology" / "editions" / "agency-sizes.yaml"
    table: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return tuple((band["name"], band.get("most")) for band in table["sizes"])


def size_names() -> tuple[str, ...]:
    """Return the names of the bands, small ones first, and last what stands where nobody gave a size."""
    return (*(name for name, _ in _bands()), NOT_RECORDED)


def size_of(positions: int | None) -> str:
    """Return the name of the band that a number of positions is in."""
    if positions is None:
        return NOT_RECORDED
    return next(name for name, most in _bands() if most is None or positions <= most)
