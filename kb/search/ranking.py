"""What speaks for each thing as an answer, by words and by vectors.

A thing is known by its own passages, by passages of others that lead to it in the graph, and by its
profile, which is all of these taken together as one text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kb.search import bm25
from kb.search.bm25 import LexicalIndex
from kb.search.passage_layout import Layout, Mask, Scores
from kb.search.signal_weights import Weights

_WHOLLY = 4
"""Power of the share of a question that a passage holds, so that nearly all of it counts and half hardly."""
DECIMALS = 4
"""Scores are rounded to this many decimals, so that the last bits of a processor decide nothing."""


@dataclass(frozen=True, slots=True)
class Signals:
    """Scores of every thing by one method, and of every passage."""

    own: Scores
    """Best of its own passages."""
    linked: Scores
    """Best of the passages that lead to it."""
    profile: Scores
    """All of them together."""
    rows: Scores
    """Each passage by itself."""
    covered: Scores | None = None
    """How much of the question one passage of a thing's own holds, from 0 to 1; None for vectors."""


def strongest(readings: Sequence[Signals]) -> Signals:
    """Return the best of several readings of one question, for each thing and each passage."""
    first, *others = readings
    for each in others:
        first = Signals(
            np.maximum(first.own, each.own),
            np.maximum(first.linked, each.linked),
            np.maximum(first.profile, each.profile),
            np.maximum(first.rows, each.rows),
            _higher(first.covered, each.covered),
        )
    return first


def _higher(one: Scores | None, other: Scores | None) -> Scores | None:
    if one is None or other is None:
        return one if other is None else other
    return np.maximum(one, other)


@dataclass(frozen=True, slots=True)
class Words:
    """The lexical side: passages and profiles."""

    passages: LexicalIndex
    profiles: LexicalIndex

    def signals(self, weights: Mapping[str, float], asked: Sequence[str], layout: Layout) -> Signals:
        """Score by weighted stems, of which some were `asked` for themselves."""
        rows = rounded(self.passages.scores(weights))
        profile = rounded(self.profiles.scores(weights))
        covered = layout.best_own(rounded(self.passages.coverage(asked) ** _WHOLLY))
        return Signals(layout.best_own(rows), layout.best_linked(rows, 0.0), profile, rows, covered)


def index_words(texts: Sequence[Sequence[str]], layout: Layout) -> Words:
    """Index the stems of the passages, and those of each thing's passages together."""
    together: list[list[str]] = [[] for _ in range(layout.count)]
    for thing, row in zip(*layout.members(), strict=True):
        together[thing].extend(texts[row])
    return Words(bm25.build(texts), bm25.build(together))


def profile_vectors(vectors: npt.NDArray[np.float32], layout: Layout) -> npt.NDArray[np.float32]:
    """Return the mean direction, of length 1, of the passages of each thing that has gathered several."""
    wanted = layout.gathered
    things, rows = layout.members()
    kept = np.isin(things, wanted)
    things, rows = things[kept], rows[kept]
    if not len(things):
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    starts = np.searchsorted(things, wanted)
    sums: npt.NDArray[np.float32] = np.add.reduceat(vectors[rows], starts, axis=0)
    lengths: npt.NDArray[np.float32] = np.linalg.norm(sums, axis=1, keepdims=True)
    return (sums / np.maximum(lengths, np.float32(1e-9))).astype(np.float32)


def dense_signals(rows: Scores, profile: Scores, layout: Layout, floor: float) -> Signals:
    """Score by cosines; `floor` stands for passages too far away to have been fetched."""
    rows, profile = rounded(rows), rounded(profile)
    return Signals(layout.best_own(rows), layout.best_linked(rows, floor), profile, rows)


def profile_scores(rows: Scores, things: npt.NDArray[np.int64], cosines: Scores, layout: Layout) -> Scores:
    """Return the score of every thing's profile; of things with a single passage, that of the passage."""
    result = layout.best_own(rows).copy()
    gathered = layout.gathered
    result[gathered] = float(cosines.min()) if 0 < len(cosines) < len(gathered) else 0.0
    result[things] = cosines
    return result


def spread(rows: npt.NDArray[np.int64], scores: Scores, size: int) -> tuple[Scores, float]:
    """Return scores of a few rows as scores of all, and the lowest, which the rest get."""
    floor = float(scores.min()) if 0 < len(scores) < size else 0.0
    result = np.full(size, floor, dtype=np.float32)
    result[rows] = scores
    return result, floor


def rounded(scores: Scores) -> Scores:
    """Round scores to the decimals that count."""
    return np.round(scores, DECIMALS).astype(np.float32)


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
    if words is not None and words.covered is not None:
        total += np.float32(weights.covered) * words.covered
    if vectors is None:
        total[silent] = _NONE
    return rounded(total)


def _parts(signals: Signals, own: float, linked: float, profile: float) -> list[Scores]:
    pairs = ((own, signals.own), (linked, signals.linked), (profile, signals.profile))
    return [np.float32(weight) * scores for weight, scores in pairs]


def best(scores: Scores, count: int, allowed: Mask | None = None) -> Ranked:
    """Return the best things among those allowed."""
    some = scores > _NONE
    things = np.flatnonzero(some if allowed is None else some & allowed)
    count = min(count, len(things))
    if not count:
        return Ranked(things[:0], scores[:0])
    among = scores[things]
    least = np.partition(among, len(among) - count)[len(among) - count]
    things = things[among >= least]
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
