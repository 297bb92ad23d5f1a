from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.errors import UsageError
from kb.namespaces import SOC_2018
from kb.search.bm25 import build, load, save
from kb.search.facets import Filters
from kb.search.passages import Corpus, Passage
from kb.search.search_index import Index, load_index, write_index
from kb.search.searching import Question, find
from kb.search.synonyms import Vocabulary
from tests.search_evaluation.measures import ndcg, recall, reciprocal_rank

from .small import QUERIES


def ask(index: Index, text: str, filters: Filters | None = None, count: int = 10) -> list[str]:
    found = find(index, Question(text, "lexical", filters or Filters(), count))
    records = dict(index.database.rows("SELECT thing, record FROM thing"))
    return [str(records[answer.thing]).rpartition("/")[2] for answer in found]


@pytest.mark.parametrize(("query", "answer"), QUERIES.items())
def test_each_labelled_query_finds_its_answer_first(either: Index, query: str, answer: str) -> None:
    assert ask(either, query)[0] == answer


def test_an_abbreviation_finds_what_spells_it_out(either: Index) -> None:
    assert ask(either, "interlibrary loan")[0] == ask(either, "ILL")[0] == "ill"


def test_a_thing_asked_for_by_its_name_or_id_comes_first(tmp_path: Path) -> None:
    passages = (
        Passage(f"{SOC_2018}33-2011", "definition", "Fight fires, watch for fires.", "Firefighters"),
        Passage(f"{SOC_2018}33-2011", "job title", "Fire Fire Watch Dispatcher Aide"),
        Passage(f"{SOC_2018}43-5031", "job title", "Fire Dispatcher (Fire Desk)"),
    )
    write_index(Corpus(passages, {}), Vocabulary(()), tmp_path)
    index = load_index(tmp_path)
    for name in ("dispatchers, fire", "Fire Desk", "fire dispatcher (fire desk)", "43-5031"):
        assert ask(index, name)[0] == "43-5031"
    assert ask(index, "firefighter")[0] == "33-2011"
    index.close()


def test_words_that_occur_nowhere_find_nothing(either: Index) -> None:
    assert ask(either, "zeppelin") == []


@pytest.mark.parametrize("query", ["", "   ", "((( AND OR", "救命", "\x00", "the of and", "'; DROP TABLE"])
def test_odd_queries_are_answered(either: Index, query: str) -> None:
    assert isinstance(ask(either, query), list)


def test_ten_thousand_words_are_answered(either: Index) -> None:
    assert ask(either, "maps " * 10_000)[0] == "maps"


def test_filters_choose_before_ranking(either: Index) -> None:
    only = Filters((("authority", ("statute",)),))
    assert ask(either, "book children maps", only) == ["late-fee"]
    assert ask(either, "open room not allowed", Filters(direction="disputes")) == ["open-late"]


def test_dates_stand_for_all_of_their_year_or_month(either: Index) -> None:
    early = ask(either, "room shelves book maps stories voices", Filters(until="2020"))
    late = ask(either, "room shelves book maps stories voices", Filters(since="2024-06"))
    assert "late-fee" in early and "maps" not in early
    assert "open-late" in late and "late-fee" not in late


def test_a_filter_that_nothing_has_is_wrong_usage(either: Index) -> None:
    with pytest.raises(UsageError, match="No record has the authority `gossip`") as told:
        ask(either, "maps", Filters((("authority", ("gossip",)),)))
    assert "news, statute" in told.value.remedy


def test_the_stored_index_scores_like_the_fresh_one(tmp_path: Path) -> None:
    fresh = build([["a", "b"], ["b", "b", "c"], []])
    save(fresh, tmp_path / "words")
    stored = load(tmp_path / "words")
    for weights in ({"b": 1.0}, {"a": 1.0, "c": 0.5}, {"z": 1.0}):
        np.testing.assert_array_equal(fresh.scores(weights), stored.scores(weights))
    assert fresh.scores({"b": 1.0}).max() == 1.0


def test_no_passages_are_an_index_too() -> None:
    assert build([]).scores({"a": 1.0}).tolist() == []


def test_measures_against_hand_calculation() -> None:
    grades = {"a": 3, "b": 1}
    assert ndcg(["a", "b"], grades) == pytest.approx(1.0)
    assert ndcg(["x", "a"], grades) == pytest.approx((3 / np.log2(3)) / (3 + 1 / np.log2(3)))
    assert recall(["b", "x"], grades) == 0.5
    assert reciprocal_rank(["x", "b"], grades) == 0.5
    assert reciprocal_rank(["x"], grades) == 0.0
