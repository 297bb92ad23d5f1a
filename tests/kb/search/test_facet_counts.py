"""How many answers have each value of a filter, over all that fits and not the few that are shown."""

from __future__ import annotations

from kb.search.facets import Filters
from kb.search.search_index import Index
from kb.search.searching import Outcome, Question, search

FACETS = ("kind", "authority")


def asked(index: Index, text: str, filters: Filters | None = None) -> Outcome:
    return search(index, Question(text, "lexical", filters or Filters(), count=1, facets=FACETS))


def test_all_that_share_a_word_are_counted_however_few_are_shown(either: Index) -> None:
    outcome = asked(either, "library loan reading room")
    assert len(outcome.found) == 1
    assert (outcome.fitting, outcome.counts) == (2, {"kind": {"evidence": 2}, "authority": {"news": 2}})


def test_a_chosen_value_leaves_its_alternatives_counted(either: Index) -> None:
    news = Filters((("authority", ("news",)),))
    outcome = asked(either, "a day late reading room", news)
    assert outcome.counts["authority"] == {"news": 1, "statute": 1}
    assert (outcome.fitting, outcome.counts["kind"]) == (1, {"evidence": 1})


def test_without_facets_nothing_is_counted(either: Index) -> None:
    outcome = search(either, Question("reading room", "lexical"))
    assert (outcome.fitting, outcome.counts) == (0, {})
