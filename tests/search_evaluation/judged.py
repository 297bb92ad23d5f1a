"""The judged queries over the bundled base; GUIDELINE.md says how they were written and judged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.search_evaluation.public_sets import Labelled

FILE = Path(__file__).parent / "judged.yaml"
KINDS = ("question", "keywords", "paraphrase", "negation", "abbreviation", "contrary")


@dataclass(frozen=True, slots=True)
class Judged(Labelled):
    """A judged query of one of KINDS."""

    kind: str


def read_judged(path: Path = FILE) -> list[Judged]:
    """Read the queries with the grades of their answers, 1 to 3."""
    entries = yaml.safe_load(path.read_text("utf-8"))
    return [Judged(entry["query"], entry["answers"], entry["kind"]) for entry in entries]
