"""One trial: the duties of one occupation against the statements of all others.

A duty is as near to an occupation as its nearest statement there, and as near to a group as the nearest of
the group's occupations. Occupations at exactly the same distance share what one would get.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.blind.nearness import Engine, Scores
from kb.blind.work_statements import Corpus

NEAREST = 10
"""Occupations that are counted as near to a duty."""
_HIDDEN = -2.0
"""Below every score."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An occupation near to a duty."""

    code: str
    score: float
    statement: str
    """Its statement that is nearest."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One duty with its nearest occupations."""

    duty: str
    neighbours: tuple[Neighbour, ...]
    """NEAREST of them, the nearest first."""
    place_of_own_group: int
    """Place of the nearest occupation of the official major group among all occupations."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one group (or occupation) gets."""

    code: str
    first: float
    """Duties whose nearest occupation is here; a tie is shared out."""
    near: float
    """Share of the ten nearest occupations, over all duties, from 0 to 1."""
    place: int
    """Place of its best occupation by mean score."""
    base: float
    """Its share of all statements, from 0 to 1: what chance would give."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An occupation by its mean score over all duties."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome for one occupation by one engine."""

    code: str
    engine: str
    duties: tuple[Placed, ...]
    occupations: tuple[Ranked, ...]
    """NEAREST by mean score, best first."""
    minors: tuple[Share, ...]
    majors: tuple[Share, ...]
    """All groups with a statement, most duties first."""

    @property
    def by_vote(self) -> str:
        """The major group with most duties; among equals the one with more near occupations."""
        return self.majors[0].code

    @property
    def by_mean(self) -> str:
        """The major group of the occupation that is first by mean score."""
        return min(self.majors, key=lambda share: share.place).code

    @property
    def minor_by_vote(self) -> str:
        """The minor group with most duties."""
        return self.minors[0].code


class Bench:
    """Everything that trials over one corpus share."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.codes = corpus.codes
        owners = [statement.code for statement in corpus.statements]
        numbers = {code: number for number, code in enumerate(self.codes)}
        self.owner = np.array([numbers[code] for code in owners], dtype=np.int64)
        self.starts = np.searchsorted(self.owner, np.arange(len(self.codes)))
        self.majors = [corpus.majors[code] for code in self.codes]
        self.minors = [corpus.minors[code] for code in self.codes]

    def run(self, code: str, duties: Sequence[str], engine: Engine) -> Trial:
        """Hide an occupation and place its duties."""
        hidden = self.codes.index(code)
        statements = engine.scores(duties)
        statements[:, self.owner == hidden] = _HIDDEN
        scores = np.maximum.reduceat(statements, self.starts, axis=1)
        order = np.argsort(-scores, axis=1, kind="stable")
        mean = scores.mean(axis=0, dtype=np.float64).round(6)
        by_mean = np.argsort(-mean, kind="stable")
        own = self.corpus.majors[code]
        return Trial(
            code,
            engine.name,
            tuple(self._placed(t, n, statements, scores, order, own) for n, t in enumerate(duties)),
            tuple(Ranked(self.codes[o], round(float(mean[o]), 4)) for o in by_mean[:NEAREST] if o != hidden),
            self._shares(self.minors, hidden, scores, order, by_mean),
            self._shares(self.majors, hidden, scores, order, by_mean),
        )

    def _placed(
        self, duty: str, n: int, statements: Scores, scores: Scores, order: npt.NDArray[np.intp], own: str
    ) -> Placed:
        place = next((p for p, o in enumerate(order[n], 1) if self.majors[o] == own), 0)
        return Placed(
            duty,
            tuple(
                Neighbour(self.codes[o], round(float(scores[n, o]), 4), self._nearest(statements[n], o))
                for o in order[n, :NEAREST]
                if scores[n, o] > _HIDDEN
            ),
            place,
        )

    def _nearest(self, statements: Scores, occupation: int) -> str:
        rows = np.flatnonzero(self.owner == occupation)
        return self.corpus.statements[int(rows[np.argmax(statements[rows])])].text

    def _shares(
        self,
        groups: Sequence[str],
        hidden: int,
        scores: Scores,
        order: npt.NDArray[np.intp],
        by_mean: npt.NDArray[np.intp],
    ) -> tuple[Share, ...]:
        first = _summed(groups, _firsts(scores))
        near = _summed(groups, ((int(o), 1 / order[:, :NEAREST].size) for o in order[:, :NEAREST].flat))
        visible = self.owner[self.owner != hidden]
        base = _summed(groups, ((int(o), 1 / len(visible)) for o in visible))
        places: dict[str, int] = {}
        for place, occupation in enumerate(by_mean, 1):
            if occupation != hidden:
                places.setdefault(groups[occupation], place)
        shares = [
            Share(
                group,
                round(first.get(group, 0.0), 2),
                round(near.get(group, 0.0), 4),
                place,
                round(base[group], 4),
            )
            for group, place in places.items()
        ]
        return tuple(sorted(shares, key=lambda s: (-s.first, -s.near, s.place, s.code)))


def _firsts(scores: Scores) -> Iterable[tuple[int, float]]:
    """Yield the occupations that are nearest to each duty, with what each gets of it."""
    for row in scores:
        best = np.flatnonzero(row == row.max())
        yield from ((int(occupation), 1 / len(best)) for occupation in best)


def _summed(groups: Sequence[str], parts: Iterable[tuple[int, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for occupation, part in parts:
        found[groups[occupation]] = found.get(groups[occupation], 0.0) + part
    return found
