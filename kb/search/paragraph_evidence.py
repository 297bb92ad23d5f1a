"""Evidence for a paragraph of a draft: what shares its words and what is near in meaning, each weighed alike.

A paragraph is not a question: it was written from evidence, so its words count for more than a question's do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from kb.common.english import sentences
from kb.search.facets import Filters
from kb.search.hits import Hit, Hits, describe
from kb.search.passage_layout import Scores
from kb.search.search_index import Index
from kb.search.searching import Dense, Found, Outcome, Question, read_part, search, word_weights
from kb.search.signal_weights import HYBRID, LEXICAL
from kb.store.knowledge import Knowledge

_FETCHED = 60
"""Things looked at for a paragraph, by each way to search."""
_ARGUED = 0.15
"""What it adds to bear on a claim that the paragraph's section argues, where 1 is the best fit."""
_LEAST = 0.55
"""Fit of what is worth reading, beside the best."""
_NEAREST = 0.45
"""Cosine of the nearest passage from which on the base has something on a paragraph."""
_STRENGTH = 6.5
"""Weight of common words that says so where there are no vectors."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """One thing that fits a paragraph."""

    hit: Hit
    fit: float
    """How well, beside what fits this paragraph best."""
    stated: float
    """Weight of the words that it shares with one sentence, the one with which it shares most."""
    unaccounted: float
    """Weight of the words of the paragraph that it has and nothing which is cited there has."""
    likeness: float
    """Cosine to what is most like it among what is cited there: evidence of a kind stands together. 0 where
    nothing is cited, or there are no vectors."""


def evidence_for(
    index: Index,
    knowledge: Knowledge,
    dense: Dense | None,
    text: str,
    filters: Filters,
    claims: Collection[str] = (),
    cited: Collection[str] = (),
) -> list[Fitting]:
    """Return what fits a paragraph, the best first; nothing where the base has nothing on it.

    Args:
        index: the opened index.
        knowledge: the graph.
        dense: the vectors, where there are any.
        text: the words of the paragraph.
        filters: what is looked for.
        claims: IRIs of claims that it argues.
        cited: IRIs of records that it cites; what is not in the index is left out.
    """
    modes = (HYBRID, LEXICAL) if dense else (LEXICAL,)
    outcomes = [search(index, Question(text, mode, filters, _FETCHED), dense) for mode in modes]
    if not _has_something(outcomes):
        return []
    fits: dict[int, float] = defaultdict(float)
    found: dict[int, Found] = {}
    for outcome in outcomes:
        for answer in outcome.found:
            fits[answer.thing] += answer.score / outcome.found[0].score / len(modes)
            found.setdefault(answer.thing, answer)
    records = index.database.records(fits)
    arguing = index.database.bearing_on_any(claims)
    for thing in fits:
        fits[thing] += _ARGUED * (records[thing] in arguing)
    best = max(fits.values())
    chosen = [
        thing
        for thing, fit in sorted(fits.items(), key=lambda item: (-item[1], item[0]))
        if fit >= _LEAST * best
    ]
    read = Outcome([found[thing] for thing in chosen], outcomes[0].text, close=True)
    hits: Hits = describe(index, knowledge, Question(text, modes[0], filters), read)
    here = index.database.things_of(cited)
    shared = _Shared(index, [*chosen, *here])
    measured = zip(
        hits,
        chosen,
        _stated(shared, outcomes[0].text),
        _unaccounted(shared, outcomes[0].text, len(chosen)),
        _likeness(index, dense, chosen, here),
        strict=False,
    )
    return [
        Fitting(replace(hit, score=round(fits[thing], 4)), fits[thing], float(s), float(u), float(like))
        for hit, thing, s, u, like in measured
    ]


class _Shared:
    """The words that some things share with a text."""

    def __init__(self, index: Index, things: list[int]) -> None:
        self._index, self.count = index, len(things)
        self._owners = np.full(index.words.passages.size, -1, dtype=np.int64)
        for place, thing in enumerate(things):
            rows = index.layout.rows_of(thing)
            self._owners[rows.start : rows.stop] = place

    def with_text(self, text: str) -> Iterator[Scores]:
        """Yield for each word of a text what it weighs in each of the things, by its best passage."""
        for stem, weight in word_weights(read_part(text), self._index.vocabulary).items():
            rows, values = self._index.words.passages.column(stem)
            best = np.zeros(self.count, dtype=np.float32)
            owned = self._owners[rows] >= 0
            np.maximum.at(best, self._owners[rows[owned]], values[owned] * np.float32(weight))
            yield best


def _stated(shared: _Shared, text: str) -> Scores:
    """Return for each thing the weight of the words that it shares with the best sentence for it."""
    most = np.zeros(shared.count, dtype=np.float32)
    for sentence in sentences(text):
        most = np.maximum(most, sum(shared.with_text(sentence), np.zeros(shared.count, dtype=np.float32)))
    return most


def _unaccounted(shared: _Shared, text: str, candidates: int) -> Scores:
    """Return for each thing the weight of the words that it has and none after the candidates has."""
    total = np.zeros(shared.count, dtype=np.float32)
    for best in shared.with_text(text):
        total += np.maximum(best - best[candidates:].max(initial=0), 0)
    return total


def _likeness(index: Index, dense: Dense | None, things: list[int], others: list[int]) -> Scores:
    """Return for each thing the cosine to the nearest of the others."""
    if dense is None or not others or not things:
        return np.zeros(len(things), dtype=np.float32)
    vectors = dense.vectors.passages.vectors
    beside = np.concatenate([vectors[_part(index, thing)] for thing in others])
    return np.array([float((vectors[_part(index, thing)] @ beside.T).max()) for thing in things], np.float32)


def _part(index: Index, thing: int) -> slice:
    rows = index.layout.rows_of(thing)
    return slice(rows.start, rows.stop)


def _has_something(outcomes: list[Outcome]) -> bool:
    nearest, strongest = outcomes[0].nearest, max((f.strength for f in outcomes[-1].found), default=0.0)
    return strongest >= _STRENGTH if nearest is None else bool(outcomes[0].found) and nearest >= _NEAREST
