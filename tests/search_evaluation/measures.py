"""Measures of a ranking, with bootstrap confidence intervals over queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

DEPTH = 10
_RESAMPLES = 2000
_SEED = 20260101

Values = npt.NDArray[np.float64]


def ndcg(ranking: Sequence[str], grades: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain at 10; the gain is the grade (Järvelin and Kekäläinen 2002)."""
    gained = [float(grades.get(answer, 0)) for answer in ranking[:DEPTH]]
    ideal = sorted(map(float, grades.values()), reverse=True)[:DEPTH]
    return _discounted(gained) / _discounted(ideal)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / float(np.log2(place + 2)) for place, gain in enumerate(gains))


def recall(ranking: Sequence[str], grades: Mapping[str, float], least: float = 1) -> float:
    """Share of the right answers among the first ten; of ten, where there are more than ten."""
    right = {answer for answer, grade in grades.items() if grade >= least}
    return len(right & set(ranking[:DEPTH])) / min(len(right), DEPTH)


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, float], least: float = 1) -> float:
    """One over the place of the first right answer; 0 when there is none in the ranking."""
    places = (place for place, answer in enumerate(ranking, start=1) if grades.get(answer, 0) >= least)
    return 1 / next(places, np.inf)


def agreement(pairs: Iterable[tuple[int, int]]) -> float:
    """Weighted kappa of two judges' grades, with squared distances as weights (Cohen 1968)."""
    first, second = np.array(list(pairs), dtype=np.int64).T
    counts = np.histogram2d(first, second, bins=(range(5), range(5)))[0]
    chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    apart = np.subtract.outer(np.arange(4), np.arange(4)) ** 2
    return 1 - float((apart * counts).sum() / (apart * chance).sum())


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Return mean and 95 % bootstrap interval."""
    sample = np.asarray(values, dtype=np.float64)
    means = _resampled(sample)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(sample.mean()), float(low), float(high)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean difference on the same queries and its 95 % paired bootstrap interval."""
    return interval(np.subtract(ours, theirs).tolist())


def _resampled(sample: Values) -> Values:
    chance = np.random.default_rng(_SEED)
    picks = (chance.integers(0, len(sample), len(sample)) for _ in range(_RESAMPLES))
    return np.array([sample[pick].mean() for pick in picks])
