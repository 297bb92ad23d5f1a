"""Passages that speak of how occupations were classified and called before."""

from __future__ import annotations

from builder.prose import words
from builder.prose.sentences import Sentence
from kb.model.classification import Classification


def is_history(passage: Sentence, classification: Classification) -> bool:
    """Say whether a passage, or the head of its column, speaks of an earlier classification or a change."""
    said = f"{passage.column} {passage.text}"
    if any(
        year in said for year in (classification.predecessor.split()[0], *words.terms("earlier-editions"))
    ):
        return True
    return any(words.found(words.terms("earlier"), said))
