"""Words of a question that the base does not have, read as the words of the base that they are most like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from kb.common.english import stems

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONG = 5, 8
"""Letters from which a word may have one wrong, and from which two (mostly it is one: Damerau 1964)."""

_ENDINGS = ("", "s", "es", "ed", "ing", "er", "ers", "ly")


@dataclass(frozen=True)
class Spelling:
    """The words of an index."""

    words: Mapping[str, int]
    """How often each occurs, in lower case."""
    stems: Container[str]
    """The stems of all of them."""

    def _unknown(self, text: str) -> list[str]:
        """Return the words of a text that occur nowhere, in no form; capitals alone are no word."""
        return [
            word
            for word in _WORD.findall(text)
            if not word.isupper() and not any(stem in self.stems for stem in stems(word))
        ]

    def corrected(self, text: str, english: Container[str]) -> str:
        """Return a text with each misspelt word as the base writes it.

        A word is misspelt if it occurs nowhere, is none of the `english` words, and is a letter or two away
        from one that occurs and begins alike; of several the nearest is meant, and then the most frequent.
        """
        for word in self._unknown(text):
            near = None if _is_english(word.lower(), english) else self._nearest(word.lower())
            if near:
                text = re.sub(rf"\b{re.escape(word)}\b", near, text)
        return text

    def _nearest(self, word: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < _SHORTEST:
            return None
        most = 2 if len(word) >= _LONG else 1
        alike = [other for other in self.words if other[0] == word[0] and len(other) >= _SHORTEST - 1]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=most, limit=None)
        return min(near, key=lambda found: (found[1], -self.words[found[0]], found[0]), default=(None,))[0]


def _is_english(word: str, english: Container[str]) -> bool:
    """Say whether a word is known, be it without an ending."""
    return any(word.endswith(ending) and word.removesuffix(ending) in english for ending in _ENDINGS)


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """Return how often each word of some texts occurs in them."""
    counted = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return dict(sorted(counted.items()))
