"""Evidence for a paragraph of a draft: what shares its words and what is near in meaning, each weighed alike.

A paragraph is not a question: it was written from evidence, so its words count for more than a question's do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from kb.search.facets import Filters
from kb.search.hits import Hit, Hits, describe
from kb.search.search_index import Index
from kb.search.searching import Dense, Found, Outcome, Question, read_part, search, word_weights
from kb.search.signal_weights import HYBRID, LEXICAL
from kb.store.knowledge import Knowledge

_FETCHED = 60
"""Things looked at for a paragraph, by each way to search."""
_ARGUED = 0.15
"""What it adds to bear on a claim that the paragraph's section argues, where 1 is the best fit."""
_LEAST = 0.7
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
    strength: float
    """Weight of the words that they share."""
    unaccounted: float
    """Weight of those that nothing has which the paragraph cites already."""


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
    new = _unaccounted(index, outcomes[0].text, chosen, cited)
    return [
        Fitting(replace(hit, score=round(fits[thing], 4)), fits[thing], found[thing].strength, weight)
        for hit, thing, weight in zip(hits, chosen, new, strict=True)
    ]


def _unaccounted(index: Index, text: str, things: list[int], cited: Collection[str]) -> list[float]:
    """Return for each thing the weight of the paragraph's words that it has beyond what is cited has."""
    words, layout = index.words.passages, index.layout
    has = index.database.things_of(cited)
    everything = [*things, *has]
    owners = np.full(words.size, -1, dtype=np.int64)
    for place, thing in enumerate(everything):
        owners[layout.rows_of(thing).start : layout.rows_of(thing).stop] = place
    total = np.zeros(len(everything), dtype=np.float32)
    for stem, weight in word_weights(read_part(text), index.vocabulary).items():
        rows, values = words.column(stem)
        best = np.zeros(len(everything), dtype=np.float32)
        owned = owners[rows] >= 0
        np.maximum.at(best, owners[rows[owned]], values[owned] * np.float32(weight))
        total += np.maximum(best - best[len(things) :].max(initial=0), 0)
    return [float(weight) for weight in total[: len(things)]]


def _has_something(outcomes: list[Outcome]) -> bool:
    nearest, strongest = outcomes[0].nearest, max((f.strength for f in outcomes[-1].found), default=0.0)
    return strongest >= _STRENGTH if nearest is None else bool(outcomes[0].found) and nearest >= _NEAREST
