"""Which recorded duties a sentence of a job description may say, by how alike their words are.

Likeness is the cosine of word vectors; a recorded duty has the words of its statement and of its search
keywords. `make bench BENCH=covered` measures what comes of it; a language model found no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.common.english import stems
from kb.common.word_vectors import cosine, rarity, unit_vector

LIKELY = 0.2
"""Likeness from which four in five duties that a description was found to say are said in it."""
POSSIBLE = 0.08
"""Likeness below which four in five duties are not said, where a description has nothing more alike."""
_UNKNOWN = 5.0
"""Weight of a word that no recorded duty has, about that of a word that one of two hundred has."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How alike a sentence and a recorded duty are."""

    duty: str
    """Id."""
    likeness: float
    """From 0 to 1."""

    @property
    def is_likely(self) -> bool:
        """Whether the sentence probably says the duty."""
        return self.likeness >= LIKELY


class CoveredDuties:
    """The recorded duties of one occupation, to hold sentences against."""

    def __init__(self, duties: Mapping[str, str], others: Iterable[str] = ()) -> None:
        """Take the words of each duty by id, and those of other duties, by which a word is known as rare."""
        words = {name: stems(text) for name, text in duties.items()}
        self._rarity = rarity([*words.values(), *map(stems, others)])
        self._vectors = {name: self._vector(found) for name, found in words.items()}

    def of(self, sentence: str) -> list[Coverage]:
        """Return all duties, the most alike first."""
        said = self._vector(stems(sentence))
        found = [Coverage(name, round(cosine(said, other), 4)) for name, other in self._vectors.items()]
        return sorted(found, key=lambda coverage: -coverage.likeness)

    def _vector(self, words: Iterable[str]) -> dict[str, float]:
        return unit_vector(words, self._rarity, _UNKNOWN)
