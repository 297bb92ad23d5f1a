"""Functions proposed for a duty statement: those of the assessed duties that are most alike.

Likeness by words is the cosine of word vectors (TF-IDF). A word weighs more the rarer it is and the better it
tells functions apart: inverse document frequency times the root of the Kullback-Leibler divergence between
the functions of the duties that have the word and those of all. Statements count twice, search keywords once.
Where the language model is installed, likeness in meaning and to the function's definition count, too,
weighed by a logistic regression on the tuning half of the labelled postings and on the base's duties, those
of one occupation left out at a time. `make bench BENCH=duties` measures what comes of it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.common.english import stems
from kb.common.word_vectors import rarity, unit_vector
from kb.contributing.function_meanings import FunctionMeanings, Meant
from kb.namespaces import RECORDS, iri
from kb.records.collection import Collection
from kb.standing import Use
from kb.standing.gathering import standings_of_collection

LEAST = 0.7
"""Sum of likenesses by words from which a function is proposed where there is no model: the lowest, in steps
of 0.05, at which four in five proposals are right both in postings and in occupations that were left out."""
PROBABLE = 0.75
"""Probability from which it is proposed where there is one, found in the same way."""
_START, _BY_WORDS, _BY_MEANING, _BY_DEFINITION = -5.38, 4.4, 1.54, 6.97
"""Of the regression: where it starts from, and the weight of each likeness."""
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
    """By words alone the sum over the nearest duties that perform it, from 0 to their number; with the model
    the probability that it is right."""
    like: str
    """Id of the nearest of these duties by words; empty where none of them has it."""


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

    def __init__(self, duties: Iterable[RecordedDuty], meanings: FunctionMeanings | None = None) -> None:
        """Take the duties, and what they mean where the model is at hand."""
        self._duties, self._meanings = tuple(duties), meanings
        counts = [Counter(2 * stems(duty.statement) + stems(duty.keywords)) for duty in self._duties]
        self._weights = _weights(counts, [duty.functions for duty in self._duties])
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, words in enumerate(counts):
            for word, weight in unit_vector(words.elements(), self._weights, _UNKNOWN).items():
                self._index[word].append((number, weight))

    def of(self, statement: str) -> list[LikelyFunction]:
        """Return the functions that a statement probably names, the likeliest first."""
        near = self._near(statement)
        sums: dict[str, float] = defaultdict(float)
        for number, likeness in near.items():
            for function in self._duties[number].functions:
                sums[function] += likeness
        least = LEAST if self._meanings is None else PROBABLE
        found = sums if self._meanings is None else _probable(sums, self._meanings.of(statement))
        return [
            LikelyFunction(function, likeness, self._nearest(near, function))
            for function, likeness in sorted(found.items(), key=lambda item: (-item[1], item[0]))
            if likeness >= least
        ]

    def _near(self, statement: str) -> dict[int, float]:
        """Return the likeness of the nearest duties by their number, the nearest first."""
        scores: dict[int, float] = defaultdict(float)
        for word, weight in unit_vector(stems(statement), self._weights, _UNKNOWN).items():
            for number, other in self._index.get(word, ()):
                scores[number] += weight * other
        near = sorted(scores, key=lambda number: (-round(scores[number], 9), number))[:_NEIGHBOURS]
        return {number: scores[number] for number in near}

    def _nearest(self, near: Iterable[int], function: str) -> str:
        return next((self._duties[n].id for n in near if function in self._duties[n].functions), "")


def _probable(sums: Mapping[str, float], meant: Mapping[str, Meant]) -> dict[str, float]:
    """Return the probability of each function, by its likenesses of three kinds."""
    found = {}
    for function, near in meant.items():
        by_meaning = _BY_MEANING * near.duties + _BY_DEFINITION * near.definition
        total = _START + _BY_WORDS * sums.get(function, 0.0) + by_meaning
        found[function] = round(1 / (1 + math.exp(-total)), 4)
    return found


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
