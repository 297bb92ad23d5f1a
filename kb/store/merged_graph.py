"""The default graph of the store: what all named graphs state, each statement once.

A graph holds all that its file says, also what another says too: the workbooks of the SOC repeat the bundled
classification and each other. SPARQL means by a union the RDF merge, in which such a statement is one (SPARQL
1.1 Query, section 13.1); Oxigraph's own union of named graphs is a bag, in which it gives a solution for each
graph. So the store keeps the merge beside the named graphs, and queries that select no graph are asked of it.
The manifest is in no merge: it says what the store holds, not what the files say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from kb.namespaces import FILES, RDF_TYPE

MANIFEST = FILES + "manifest"
MERGED = ox.DefaultGraph()
_MANIFEST = ox.NamedNode(MANIFEST)
_KEPT = ox.Quad(_MANIFEST, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{FILES}merge"), _MANIFEST)
"""Says in the manifest that the store keeps the merge."""


def is_merged(store: ox.Store) -> bool:
    """Say whether a store keeps the merge; one filled in another way is asked as a union of graphs."""
    return _KEPT in store


def with_merge(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads, each of their statements for the merge, and that the store keeps it."""
    yield _KEPT
    for quad in quads:
        yield quad
        if quad.graph_name != _MANIFEST:
            yield ox.Quad(quad.subject, quad.predicate, quad.object, MERGED)


def in_files(
    store: ox.Store,
    subject: ox.NamedNode | ox.BlankNode | ox.Triple | None = None,
    predicate: ox.NamedNode | None = None,
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None = None,
) -> Iterator[ox.Quad]:
    """Yield the quads of a pattern in the graphs of files, so that each says which file states it."""
    for quad in store.quads_for_pattern(subject, predicate, value, None):
        if quad.graph_name not in (MERGED, _MANIFEST):
            yield quad


def only_in(store: ox.Store, graphs: Collection[str]) -> Iterator[ox.Quad]:
    """Yield the statements of the merge that no other graph than these makes: those that go when they go."""
    names = [ox.NamedNode(graph) for graph in graphs]
    seen = set[ox.Triple]()
    for name in names:
        seen |= _shared(store, name, [*names, _MANIFEST])
        for quad in store.quads_for_pattern(None, None, None, name):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield ox.Quad(quad.subject, quad.predicate, quad.object, MERGED)


def _shared(store: ox.Store, graph: ox.NamedNode, but: Iterable[ox.NamedNode]) -> set[ox.Triple]:
    """Return the statements of a graph that another makes, too, but for some."""
    others = f"FILTER (?other NOT IN ({', '.join(map(str, but))}))"
    found = store.query(
        f"SELECT DISTINCT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} GRAPH ?other {{ ?s ?p ?o }} {others} }}"
    )
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - it selects
    return {ox.Triple(row["s"], row["p"], row["o"]) for row in found}
