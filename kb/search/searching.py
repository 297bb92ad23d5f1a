"""A question to ranked things: words and vectors weighed together, filters first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from kb.common.english import query_stems, stems
from kb.search import ranking
from kb.search.facets import Filters, allowed, counted
from kb.search.model_files import english_words
from kb.search.passage_layout import Mask, Scores
from kb.search.quoted_phrases import rows_with
from kb.search.ranking import Signals, dense_signals, profile_scores, spread
from kb.search.rounded_shares import exact_readings
from kb.search.search_index import Index
from kb.search.signal_weights import DENSE, HYBRID, LEXICAL, Weights, weights_for
from kb.search.synonyms import WEIGHT, Vocabulary

if TYPE_CHECKING:
    from kb.search.encoder import Encoder
    from kb.search.passage_vectors import DenseIndex

CLOSE = 0.32
"""Cosine of the nearest passage from which on a question is taken to be about something in the base.

It and the next two are tuned on one half of the judged queries and of those off the topic
(`tests/search_evaluation`).
"""
_UNKNOWN = 0.2
"""What the cosine must be higher by where every word of the question is unknown to the base."""
_KNOWN = 0.55
"""Share of the question's words that the base must have, where words are all there is to go by."""
FETCHED = 2000
"""Vectors fetched for a query; what is farther away counts as the farthest of them."""
_LONGEST = 4000
"""Characters of a query that are read; the model itself reads about a thousand."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for."""

    text: str
    mode: str = HYBRID
    filters: Filters = field(default_factory=Filters)
    count: int = 10
    phrases: tuple[str, ...] = ()
    """Words that must follow one another in a text of the answer."""
    facets: tuple[str, ...] = ()
    """Facets whose values are to be counted over all that fits."""

    @property
    def kind(self) -> str:
        """The kind of answer wanted, where it is one."""
        kinds = dict(self.filters.facets).get("kind", ())
        return kinds[0] if len(kinds) == 1 else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in the answer."""

    thing: int
    row: int
    """Its passage that fits best."""
    score: float
    """How good an answer it is, at most about 1; 1 more where the query is its very name."""
    lexical_place: int | None
    """Place by words alone; None where it shares none with the query."""
    dense_place: int | None
    """Place by vectors alone; None in lexical search."""
    strength: float
    """Weight of the words that its best passage shares with the question, however long that is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, and how well the base knows what was asked for."""

    found: list[Found]
    text: str
    """The question as it was read, misspelt words put right."""
    close: bool
    """Whether the base has something on it; else what was found is merely the nearest."""
    nearest: float | None = None
    """Cosine of the nearest passage; None in lexical search."""
    fitting: int = 0
    """Things that share a word with the question or are near to it; counted where `Question.facets` are."""
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many of these have each value of `Question.facets`."""


@dataclass(frozen=True, slots=True)
class Dense:
    """The dense half, opened."""

    vectors: DenseIndex
    encoder: Encoder


def read_part(text: str) -> str:
    """Return the part of a query that is read."""
    return " ".join(text[: _LONGEST * 4].split())[:_LONGEST]


def word_weights(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the stems to look for: those of the query, and at less weight those of other names."""
    weights: dict[str, float] = {}
    for name in (name for group in vocabulary.others(text) for name in group):
        of_name = stems(name)
        for stem in of_name:
            weights[stem] = max(weights.get(stem, 0), WEIGHT / len(of_name))
    return weights | dict.fromkeys(query_stems(text), 1.0)


def find(index: Index, question: Question, dense: Dense | None = None) -> list[Found]:
    """Return the best things for a question; without the dense half, by words alone."""
    return search(index, question, dense).found


def search(index: Index, question: Question, dense: Dense | None = None) -> Outcome:
    """Return the best things for a question, how it was read, and whether they are close to it."""
    dense = None if question.mode == LEXICAL else dense
    text = read_part(question.text)
    named = index.database.called(text)
    if not named:
        text = index.spelling.corrected(text, english_words())
        named = index.database.called(text)
    if not text:
        return Outcome([], "", close=False)
    may = allowed(index.database, question.filters, index.layout.count)
    exact = rows_with(index, question.phrases)
    if exact:
        may = exact[0] if may is None else may & exact[0]
    words = _word_signals(index, text)
    vectors = _dense_signals(index, text, may, dense) if dense else None
    found = _ranked(index, replace(question, text=text), may, words, vectors, named, exact and exact[1])
    nearest = _nearest(index, text, may, dense, vectors) if dense and vectors else None
    close = bool(named) or exact is not None or _is_close(index, text, nearest)
    outcome = Outcome(found, text, close, nearest)
    if not question.facets:
        return outcome
    if may is not None and dense:
        vectors = _dense_signals(index, text, None, dense)
    fitting = _fitting(index, question, words, vectors)
    fitting[[*named, *(answer.thing for answer in found)]] = True
    if exact:
        fitting &= exact[0]
    counts = counted(index.database, question.filters, fitting, question.facets)
    number = int(fitting.sum() if may is None else (fitting & may).sum())
    return replace(outcome, fitting=number, counts=counts)


def _word_signals(index: Index, text: str) -> Signals:
    """Score by words; a rounded share of the question counts as the exact one that the base has."""
    readings = [text, *exact_readings(text, index.words.passages.columns)]
    return ranking.strongest(
        [
            index.words.signals(word_weights(each, index.vocabulary), query_stems(each), index.layout)
            for each in readings
        ]
    )


def _fitting(index: Index, question: Question, words: Signals, vectors: Signals | None) -> Mask:
    """Return which things share a word with a question, or are as near to it as what it is about."""
    near = np.zeros(index.layout.count, dtype=np.bool_)
    if question.mode != DENSE:
        near |= np.isfinite(ranking.combine(weights_for("", LEXICAL), words, None, index.layout))
    if vectors is not None:
        near |= np.maximum(vectors.own, vectors.profile) >= CLOSE
    return near


def _is_close(index: Index, text: str, nearest: float | None) -> bool:
    """Say whether the base seems to have something on a question."""
    asked = query_stems(text)
    known = sum(stem in index.words.passages.columns for stem in asked) / max(1, len(asked))
    if nearest is None:
        return known >= _KNOWN
    return nearest >= CLOSE + _UNKNOWN * (1 - known)


def _ranked(
    index: Index,
    question: Question,
    may: Mask | None,
    words: Signals,
    vectors: Signals | None,
    named: list[int],
    exact: Mask | None,
) -> list[Found]:
    by = weights_for(question.kind, LEXICAL)
    lexical = _named_first(ranking.combine(by, words, None, index.layout), named, by)
    total = lexical
    if vectors:
        by = weights_for(question.kind, question.mode)
        both = None if question.mode == DENSE else words
        total = _named_first(ranking.combine(by, both, vectors, index.layout), named, by)
    best = ranking.best(total, question.count, may)
    by_words = ranking.places(lexical, best.things, may)
    by_vectors: list[int | None] = [None] * len(best.things)
    if vectors is not None:
        near = ranking.combine(weights_for(question.kind, DENSE), None, vectors, index.layout)
        by_vectors = ranking.places(near, best.things, may)
    full = index.words.passages.best_score(word_weights(question.text, index.vocabulary))
    ranks = zip(best.things, best.scores, by_words, by_vectors, strict=True)
    return [
        Found(
            thing=int(thing),
            row=_best_row(index, int(thing), words, vectors, exact),
            score=float(score) / by.most,
            lexical_place=by_word,
            dense_place=by_vector,
            strength=float(words.own[thing]) * full,
        )
        for thing, score, by_word, by_vector in ranks
    ]


def _named_first(scores: Scores, named: list[int], weights: Weights) -> Scores:
    """Lift the things that the query names above all others."""
    scores[named] = np.maximum(scores[named], 0) + np.float32(weights.most)
    return scores


def _dense_signals(index: Index, text: str, may: Mask | None, dense: Dense) -> Signals:
    query = dense.encoder.encode_query(text)
    passages, profiles = dense.vectors.passages, dense.vectors.profiles
    size = len(index.layout.things)
    rows_may = None if may is None else index.layout.rows_for(may)
    rows, floor = spread(*passages.nearest(query, FETCHED, rows_may), size)
    gathered = index.layout.gathered
    places, near = profiles.nearest(query, FETCHED, None if may is None else may[gathered])
    whole = profile_scores(rows, gathered[places], near, index.layout)
    return dense_signals(rows, whole, index.layout, floor)


def _nearest(index: Index, text: str, may: Mask | None, dense: Dense, vectors: Signals) -> float:
    """Return the cosine of the passage nearest to a question, or to it with its acronyms spelled out."""
    nearest = float(vectors.rows.max(initial=0))
    full = [group[0] for group in index.vocabulary.others(text) if group]
    if not full:
        return nearest
    query = dense.encoder.encode_query(f"{text} ({'; '.join(full)})")
    _, near = dense.vectors.passages.nearest(query, 1, None if may is None else index.layout.rows_for(may))
    return max(nearest, float(near.max(initial=0)))


def _best_row(index: Index, thing: int, words: Signals, vectors: Signals | None, exact: Mask | None) -> int:
    """Return the row of a thing that fits a query best, of those with its phrases; of equals the first."""
    weights = weights_for("", HYBRID)
    rows = [row for row in index.layout.rows_of(thing) if exact is None or exact[row]]

    def worth(row: int) -> float:
        near = weights.own_dense * float(vectors.rows[row]) if vectors is not None else 0.0
        return near + weights.own_lexical * float(words.rows[row])

    return max(rows, key=lambda row: (round(worth(row), 4), -row))
