"""Texts as vectors of weighted words, compared by the cosine of the angle between them (TF-IDF).

G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing &
Management 24 (1988), 513-523: the weight of a word is (1 + ln of how often it occurs) times its rarity.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping


def rarity(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return by word ln(1 + texts / texts that have it)."""
    sets = [set(words) for words in texts]
    found = Counter(word for words in sets for word in words)
    return {word: math.log(1 + len(sets) / n) for word, n in found.items()}


def unit_vector(words: Iterable[str], weights: Mapping[str, float], unknown: float) -> dict[str, float]:
    """Return the vector of a text, of length 1; a word without weight has that of `unknown`."""
    raw = {w: (1 + math.log(n)) * weights.get(w, unknown) for w, n in Counter(words).items()}
    length = math.hypot(*raw.values()) or 1.0
    return {word: weight / length for word, weight in raw.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
