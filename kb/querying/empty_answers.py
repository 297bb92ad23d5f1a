"""Why a query found nothing: what of it occurs nowhere in the graph, or nowhere in that form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from kb.model.record_names import PREDECLARED
from kb.querying.absent_terms import absent_names, absent_texts, unknown_terms
from kb.querying.query_patterns import demands_of
from kb.querying.selected_graphs import changed_prefixes, selected_graphs
from kb.querying.unmatched_patterns import unlike_comparisons, unmatched_patterns

_MOST = 10
"""Sentences on one query."""


def why_empty(text: str, store: ox.Store, ontology: Path) -> list[str]:
    """Return a sentence for each thing that a query asks for in vain.

    What comes first explains what comes after: in a graph that is not there no name is found, and of a name
    that is nowhere no pattern fits.
    """
    demands = demands_of(text, PREDECLARED)
    explanations: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: (*changed_prefixes(text), *selected_graphs(text, store)),
        lambda: (*unknown_terms(text, ontology), *absent_names(text, store, ontology)),
        lambda: unlike_comparisons(demands, store),
        lambda: absent_texts(text, store),
        lambda: unmatched_patterns(demands, store),
    )
    return next((said for explain in explanations if (said := _first_of(explain()))), [])


def _first_of(sentences: Iterable[str]) -> list[str]:
    """Return what is read of many sentences, which may take long to find, and say that there are more."""
    found = dict[str, None]()
    for sentence in sentences:
        if len(found) == _MOST and sentence not in found:
            return [*found, "There is more of the kind."]
        found[sentence] = None
    return list(found)
