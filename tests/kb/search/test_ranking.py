from __future__ import annotations

import numpy as np
import pytest

from kb.namespaces import record
from kb.search.passage_layout import lay_out
from kb.search.passages import Corpus, Passage
from kb.search.ranking import (
    Signals,
    best,
    combine,
    dense_signals,
    index_words,
    places,
    profile_vectors,
    spread,
)
from kb.search.signal_weights import Weights

A, B, C = (record("evidence", name) for name in "abc")


def corpus() -> Corpus:
    passages = (
        Passage(A, "statement", "one"),
        Passage(A, "quotation", "two"),
        Passage(B, "statement", "three", leads_to=(A, C)),
        Passage(C, "statement", "four"),
    )
    return Corpus(passages, {}, ((A, C),))


def test_a_thing_counts_by_its_best_passage_and_by_those_that_lead_to_it() -> None:
    layout = lay_out(corpus())
    scores = np.array([0.1, 0.7, 0.9, 0.2], dtype=np.float32)
    assert layout.best_own(scores).tolist() == pytest.approx([0.7, 0.9, 0.2])
    assert layout.best_linked(scores, 0.0).tolist() == pytest.approx([0.9, 0.0, 0.9])


def test_a_tie_lends_part_of_a_score() -> None:
    layout = lay_out(corpus())
    rows = np.array([0.5, 0.0, 0.0, 0.0], dtype=np.float32)
    signals = dense_signals(rows, np.zeros(3, dtype=np.float32), layout, 0.0)
    assert combine(Weights(own_dense=1.0, tied=0.5), None, signals, layout).tolist() == [0.5, 0.0, 0.25]


def test_a_passage_that_holds_all_of_a_question_is_worth_more_than_two_that_hold_a_part() -> None:
    layout = lay_out(corpus())
    words = index_words([["pay", "of", "clerks"], ["men"], ["pay", "of"], ["clerks", "men"]], layout)
    asked = ["pay", "of", "clerks"]
    covered = words.signals(dict.fromkeys(asked, 1.0), asked, layout).covered
    assert covered is not None
    assert covered[0] == pytest.approx(1.0)
    assert covered[1] < 0.5 and covered[2] < 0.5
    assert not words.passages.coverage(asked[:2]).any(), "two words are together by chance"
    signals = words.signals(dict.fromkeys(asked, 1.0), asked, layout)
    assert combine(Weights(covered=0.5), signals, None, layout)[0] == -np.inf, "it is no answer by itself"


def test_a_profile_is_all_passages_together() -> None:
    layout = lay_out(corpus())
    words = index_words([["one"], ["two"], ["three"], ["four"]], layout)
    assert (words.profiles.scores({"three": 1.0}) > 0).tolist() == [True, True, True]
    vectors = profile_vectors(np.eye(4, dtype=np.float32), layout)
    assert layout.gathered.tolist() == [0, 2]
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1.0, 1.0])
    assert vectors[1].tolist() == pytest.approx([0.0, 0.0, 0.5**0.5, 0.5**0.5])


def test_passages_of_one_thing_must_stand_together() -> None:
    passages = (Passage(A, "statement", "one"), Passage(B, "statement", "x"), Passage(A, "quotation", "two"))
    with pytest.raises(ValueError, match="follow one another"):
        lay_out(Corpus(passages, {}))


def test_ties_go_to_the_first_and_last_bits_do_not_count() -> None:
    layout = lay_out(corpus())
    scores = np.array([0.50001, 0.0, 0.50002, 0.50001], dtype=np.float32)
    signals = Signals(scores[[0, 2, 3]], *(np.zeros(3, dtype=np.float32),) * 2, scores)
    total = combine(Weights(own_dense=1.0), None, signals, layout)
    assert best(total, 3).things.tolist() == [0, 1, 2]
    assert places(total, np.array([2, 0])) == [3, 1]


def test_only_what_is_allowed_is_ranked() -> None:
    scores = np.array([0.9, 0.8, 0.7], dtype=np.float32)
    allowed = np.array([False, True, True])
    assert best(scores, 5, allowed).things.tolist() == [1, 2]
    assert places(scores, np.array([1]), allowed) == [1]


def test_what_was_not_fetched_counts_as_the_farthest_that_was() -> None:
    scores, floor = spread(np.array([2]), np.array([0.4], dtype=np.float32), 3)
    assert scores.tolist() == pytest.approx([0.4, 0.4, 0.4])
    assert floor == pytest.approx(0.4)
