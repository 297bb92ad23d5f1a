"""The labelled lines of `covered/`, and how well the duties that they say are found.

`covered/README.md` says how they are written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kb.contributing.covered_duties import LIKELY, POSSIBLE, CoveredDuties
from tests.kb.contributing.labelled_postings import Score

FOLDER = Path(__file__).with_name("covered")


@dataclass
class LabelledDescription:
    """One description: its lines, each with the recorded duties that it says."""

    name: str
    occupation: str
    lines: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    @property
    def said(self) -> frozenset[str]:
        """Ids of the duties that some line says."""
        return frozenset[str]().union(*(duties for _, duties in self.lines))


def descriptions(half: str) -> list[LabelledDescription]:
    """Return the descriptions of one half."""
    found: list[LabelledDescription] = []
    for line in (FOLDER / f"{half}.txt").read_text("utf-8").splitlines():
        if line.startswith("@ "):
            found.append(LabelledDescription(*line[2:].split()))
        elif line and not line.startswith("# "):
            statement, _, ids = line.partition(" => ")
            found[-1].lines.append((statement, frozenset(ids.split()) - {"none"}))
    return found


@dataclass
class Verdicts:
    """Three scores of the same descriptions."""

    lines: Score
    """Of each line, the duties that it likely says."""
    said: Score
    """Of each description, the duties that it likely says."""
    absent: Score
    """Of each description, the duties that nothing in it is like."""


def verdicts(half: str, known: dict[str, CoveredDuties]) -> Verdicts:
    """Score one half; `known` has the recorded duties by occupation."""
    lines, said, absent = Score(), Score(), Score()
    for description in descriptions(half):
        best: dict[str, float] = {}
        for statement, duties in description.lines:
            found = known[description.occupation].of(statement)
            likely = {coverage.duty for coverage in found if coverage.is_likely}
            lines.add(_score(likely, duties))
            for coverage in found:
                best[coverage.duty] = max(best.get(coverage.duty, 0.0), coverage.likeness)
        said.add(_score({duty for duty, likeness in best.items() if likeness >= LIKELY}, description.said))
        missing = {duty for duty, likeness in best.items() if likeness < POSSIBLE}
        absent.add(_score(missing, best.keys() - description.said))
    return Verdicts(lines, said, absent)


def _score(found: set[str], right: frozenset[str] | set[str]) -> Score:
    return Score(len(found & right), len(found - right), len(right - found))
