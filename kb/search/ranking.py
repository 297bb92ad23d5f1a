"""Things in the order of their worth as answers; ties go to the one that comes first in the index."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.search.layout import Layout, Mask, Scores
from kb.search.signals import Signals, rounded
from kb.search.weights import Weights

_NONE = -np.inf


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best things of one mode, best first."""

    things: npt.NDArray[np.int64]
    scores: Scores


def combine(weights: Weights, words: Signals | None, vectors: Signals | None, layout: Layout) -> Scores:
    """Return one score for each thing; without vectors, things that share no word with the query get none."""
    parts: list[Scores] = []
    if vectors is not None:
        parts += _parts(vectors, weights.own_dense, weights.linked_dense, weights.profile_dense)
    if words is not None:
        parts += _parts(words, weights.own_lexical, weights.linked_lexical, weights.profile_lexical)
    total: Scores = np.asarray(np.sum(parts, axis=0), dtype=np.float32)
    silent = total <= 0
    if weights.priors:
        total += layout.priors
    if weights.tied:
        total += np.float32(weights.tied) * layout.best_tied(total)
    if vectors is None:
        total[silent] = _NONE
    return rounded(total)


def _parts(signals: Signals, own: float, linked: float, profile: float) -> list[Scores]:
    pairs = ((own, signals.own), (linked, signals.linked), (profile, signals.profile))
    return [np.float32(weight) * scores for weight, scores in pairs]


def best(scores: Scores, count: int, allowed: Mask | None = None) -> Ranked:
    """Return the best things among those allowed."""
    if allowed is not None:
        scores = np.where(allowed, scores, np.float32(_NONE))
    count = min(count, len(scores))
    if not count:
        return Ranked(np.zeros(0, dtype=np.int64), scores[:0])
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    things = np.flatnonzero((scores >= least) & (scores > _NONE))
    order = np.lexsort((things, -scores[things]))[:count]
    return Ranked(things[order], scores[things[order]])


def places(scores: Scores, things: npt.NDArray[np.int64], allowed: Mask | None = None) -> list[int | None]:
    """Return the place of things, from 1, in the ranking by some scores; None for what is not in it."""
    if allowed is not None:
        scores = np.where(allowed, scores, np.float32(_NONE))
    found: list[int | None] = []
    for thing in things:
        score = scores[thing]
        before = int((scores > score).sum()) + int((scores[:thing] == score).sum())
        found.append(before + 1 if score > _NONE else None)
    return found
