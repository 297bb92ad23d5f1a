"""The judged set keeps its own rules, and names records that exist."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kb.model.record_names import name_of
from kb.search.search_index import open_index
from kb.search.searching import Question, find
from kb.workspace import open_workspace
from tests.search_evaluation import measures
from tests.search_evaluation.evaluating import measure_gate
from tests.search_evaluation.judged import JUDGES, KINDS, WRITERS, read_grades, read_judged, read_queries


def test_the_set_is_large_enough_and_has_every_kind() -> None:
    queries = read_judged()
    assert len(queries) >= 150
    assert min(Counter(query.kind for query in queries).values()) >= 10
    assert {query.kind for query in queries} == set(KINDS)
    assert {query.writer for query in queries} == set(WRITERS)
    assert len({query.query.lower() for query in queries}) == len(queries)
    assert min(sum(q.tuning for q in queries), sum(not q.tuning for q in queries)) >= 150


def test_both_judges_graded_the_same_pool() -> None:
    first, second = (read_grades(judge) for judge in JUDGES)
    assert first.keys() == second.keys() == {query.id for query in read_queries()}
    assert all(first[query].keys() == second[query].keys() for query in first)
    assert {grade for grades in (first, second) for by in grades.values() for grade in by.values()} == set(
        range(4)
    )


def test_every_graded_record_is_in_the_base(empty: Path) -> None:
    index = open_index(open_workspace(), lambda _: None)
    known = {name_of(row[0]) for row in index.database.rows("SELECT record FROM thing")}
    index.close()
    assert not {name for query in read_queries() for name in query.graded if name not in known}


def test_lexical_search_keeps_its_level_on_the_reporting_half(empty: Path) -> None:
    index = open_index(open_workspace(), lambda _: None)
    names = [name_of(row[0]) for row in index.database.rows("SELECT record FROM thing ORDER BY thing")]
    values = [
        measures.ndcg([names[f.thing] for f in find(index, Question(q.query, "lexical"))], q.answers)
        for q in read_judged()
        if not q.tuning
    ]
    index.close()
    assert sum(values) / len(values) > 0.7


def test_words_alone_tell_most_questions_that_the_base_knows_nothing_of(empty: Path) -> None:
    index = open_index(open_workspace(), lambda _: None)
    gate = measure_gate(index, None)
    index.close()
    assert gate.on_topic > 0.97 and gate.off_topic > 0.5
