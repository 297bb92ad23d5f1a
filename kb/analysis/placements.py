"""The ways in which a classification can answer a request to move an occupation, out of one table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from kb.workspace import bundle_root


@dataclass(frozen=True, slots=True)
class Placement:
    """One way, with the principles that it meets or strains; the same for every occupation."""

    id: str
    label: str
    code: str
    """What becomes of the code."""
    breaks: str
    """Which series break."""
    meets: tuple[str, ...]
    """Ids of principles."""
    strains: tuple[str, ...]
    why: str


@cache
def placements() -> tuple[Placement, ...]:
    """Return the ways in the order of `ontology/editions/placements.yaml`."""
    path = bundle_root() / "ontology" / "editions" / "placements.yaml"
    rows = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return tuple(
        Placement(
            row["id"],
            row["label"],
            row["code"],
            row["breaks"],
            tuple(row["meets"]),
            tuple(row["strains"]),
            row["why"],
        )
        for row in rows
    )
