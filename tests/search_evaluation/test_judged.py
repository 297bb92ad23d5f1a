"""The judged set keeps its own rules, and names records that exist."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kb.search.building import open_index
from kb.search.kinds import name_of
from kb.search.searching import Question, find
from kb.workspace import open_workspace
from tests.search_evaluation import measures
from tests.search_evaluation.judged import KINDS, read_judged


def test_the_set_is_large_enough_and_has_every_kind() -> None:
    queries = read_judged()
    assert len(queries) >= 150
    assert set(Counter(query.kind for query in queries)) == set(KINDS)
    assert len({query.query for query in queries}) == len(queries)
    assert {grade for query in queries for grade in query.answers.values()} == {1, 2, 3}
    assert min(sum(q.tuning for q in queries), sum(not q.tuning for q in queries)) >= 70


def test_every_answer_is_a_record_of_the_base(empty: Path) -> None:
    index = open_index(open_workspace(), lambda _: None)
    known = {name_of(row[0]) for row in index.database.rows("SELECT record FROM thing")}
    index.close()
    assert not {name for query in read_judged() for name in query.answers if name not in known}


def test_lexical_search_keeps_its_level_on_the_reporting_half(empty: Path) -> None:
    index = open_index(open_workspace(), lambda _: None)
    names = [name_of(row[0]) for row in index.database.rows("SELECT record FROM thing ORDER BY thing")]
    values = [
        measures.ndcg([names[f.thing] for f in find(index, Question(q.query, "lexical"))], q.answers)
        for q in read_judged()
        if not q.tuning
    ]
    index.close()
    assert sum(values) / len(values) > 0.6
