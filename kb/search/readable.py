"""The part of the graph that search reads, without the imported tables of figures.

Those hold hundreds of thousands of observations, which `compare` and queries are for; nobody looks for them
by words, and each question to the whole store would pass them all.
"""

from __future__ import annotations

import pyoxigraph as ox

from kb.namespaces import IMPORTS, iri
from kb.store.knowledge import Knowledge

_TYPE, _OBSERVATION = ox.NamedNode(iri("rdf:type")), ox.NamedNode(iri("qb:Observation"))


def readable(knowledge: Knowledge) -> Knowledge:
    """Return the knowledge without imported figures: itself where there are none, else a copy in memory."""
    graphs = list(knowledge.store.named_graphs())
    kept = [graph for graph in graphs if not _holds_imported_figures(knowledge.store, graph)]
    if len(kept) == len(graphs):
        return knowledge
    store = ox.Store()
    for graph in kept:
        store.bulk_extend(knowledge.store.quads_for_pattern(None, None, None, graph))
    return Knowledge(store)


def _holds_imported_figures(store: ox.Store, graph: ox.NamedNode | ox.BlankNode) -> bool:
    figures = store.quads_for_pattern(None, _TYPE, _OBSERVATION, graph)
    return str(graph.value).startswith(IMPORTS) and next(iter(figures), None) is not None
