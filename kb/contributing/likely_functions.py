"""Functions proposed for a duty statement: those of the assessed duties that are most alike.

Likeness is the cosine of word vectors (TF-IDF). A word weighs more the rarer it is and the better it tells
functions apart: inverse document frequency times the root of the Kullback-Leibler divergence between the
functions of the duties that have the word and those of all. Statements count twice, search keywords once.
`make bench BENCH=duties` measures what comes of it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.common.english import stems
from kb.common.word_vectors import rarity, unit_vector
from kb.namespaces import RECORDS, iri
from kb.records.collection import Collection
from kb.standing import Use
from kb.standing.gathering import standings_of_collection

LEAST = 0.7
"""Sum of likenesses of the nearest duties from which their function is proposed: the lowest, in steps of
0.05, at which four in five proposals are right both in postings and in occupations that were left out."""
_NEIGHBOURS = 3
_SMOOTHING = 2.0
"""Occurrences that a word is taken to have besides, with the functions of all duties."""
_UNKNOWN = 1.0
"""Weight of a word that no assessed duty has: it makes a statement less like all of them."""
_OCCUPATION = iri("soce:occupation")
_STATEMENT, _KEYWORDS, _PERFORMS = iri("soce:statement"), iri("dcat:keyword"), iri("soce:performs")


@dataclass(frozen=True, slots=True)
class RecordedDuty:
    """A duty that counts, with the functions that somebody judged it to perform."""

    id: str
    occupation: str
    statement: str
    keywords: str
    functions: tuple[str, ...]

    @property
    def words(self) -> str:
        """All by which sentences are held against it."""
        return f"{self.statement} {self.keywords}".strip()


@dataclass(frozen=True, slots=True)
class LikelyFunction:
    """A function that duties like a statement perform."""

    function: str
    likeness: float
    """Sum over the nearest duties that perform it, from 0 to their number."""
    like: str
    """Id of the nearest of these duties."""


def assessed_duties(collection: Collection) -> list[RecordedDuty]:
    """Return the duties of a collection that may be listed and have functions, in order of id."""
    return [duty for duty in recorded_duties(collection) if duty.functions]


def recorded_duties(collection: Collection) -> list[RecordedDuty]:
    """Return the duties of a collection that may be listed, in order of id."""
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if predicate in (_STATEMENT, _KEYWORDS, _PERFORMS, _OCCUPATION) and subject.startswith(
                f"{RECORDS}duty/"
            ):
                values[subject][predicate].append(term.value)
    standings = standings_of_collection(collection)
    return [
        RecordedDuty(
            subject.rpartition("/")[2],
            next(iter(found[_OCCUPATION]), "").rpartition("/")[2],
            found[_STATEMENT][0],
            " ".join(found[_KEYWORDS]),
            tuple(function.rpartition("/")[2] for function in found[_PERFORMS]),
        )
        for subject, found in sorted(values.items())
        if found[_STATEMENT] and standings.of(subject).allows(Use.LIST)
    ]


class LikelyFunctions:
    """Assessed duties, searchable by their words."""

    def __init__(self, duties: Iterable[RecordedDuty]) -> None:
        self._duties = tuple(duties)
        counts = [Counter(2 * stems(duty.statement) + stems(duty.keywords)) for duty in self._duties]
        self._weights = _weights(counts, [duty.functions for duty in self._duties])
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(counts):
            for word, weight in unit_vector(words.elements(), self._weights, _UNKNOWN).items():
                self._index[word].append((number, weight))

    def of(self, statement: str, least: float = LEAST) -> list[LikelyFunction]:
        """Return the functions whose nearest duties add up to `least` in likeness, the likeliest first."""
        scores: dict[int, float] = defaultdict(float)
        for word, weight in unit_vector(stems(statement), self._weights, _UNKNOWN).items():
            for number, other in self._index.get(word, ()):
                scores[number] += weight * other
        near = sorted(scores, key=lambda number: (-round(scores[number], 9), number))[:_NEIGHBOURS]
        sums: dict[str, float] = defaultdict(float)
        for number in near:
            for function in self._duties[number].functions:
                sums[function] += scores[number]
        return [
            LikelyFunction(function, likeness, self._nearest(near, function))
            for function, likeness in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
            if likeness >= least
        ]

    def _nearest(self, near: Iterable[int], function: str) -> str:
        return next(self._duties[n].id for n in near if function in self._duties[n].functions)


def _weights(counts: list[Counter[str]], functions: list[tuple[str, ...]]) -> dict[str, float]:
    """Return the weight of each word of the duties."""
    every = Counter(function for some in functions for function in some)
    share = {function: n / every.total() for function, n in every.items()}
    having: dict[str, Counter[str]] = defaultdict(Counter)
    for words, some in zip(counts, functions, strict=True):
        for word in words:
            having[word].update(some)
    rare = rarity(counts)
    return {word: weight * math.sqrt(_divergence(having[word], share)) for word, weight in rare.items()}


def _divergence(having: Counter[str], share: Mapping[str, float]) -> float:
    """Return how far the functions of a word are from those of all duties (Kullback-Leibler, nats)."""
    total = having.total() + _SMOOTHING
    smoothed = {function: (having[function] + _SMOOTHING * p) / total for function, p in share.items()}
    return max(0.0, sum(p * math.log(p / share[function]) for function, p in smoothed.items()))
