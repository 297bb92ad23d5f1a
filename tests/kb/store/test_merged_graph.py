"""The merge beside the named graphs says each statement once, whatever comes, goes and is shared."""

from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kb.store import Knowledge
from kb.store.merged_graph import MANIFEST, MERGED, only_in, with_merge

GRAPHS = [f"https://example.org/graph/{name}" for name in "abc"]
STATEMENTS = [
    ox.Triple(ox.NamedNode(f"https://example.org/{name}"), ox.NamedNode("https://example.org/p"), value)
    for name in "xy"
    for value in (ox.NamedNode("https://example.org/z"), ox.Literal('a "text"\n', language="en"))
]


def quads(graph: str, numbers: set[int]) -> list[ox.Quad]:
    return [ox.Quad(*STATEMENTS[number], ox.NamedNode(graph)) for number in sorted(numbers)]


def merged(store: ox.Store) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, MERGED)}


def stated(store: ox.Store) -> set[ox.Triple]:
    named = [graph for graph in store.named_graphs() if graph.value != MANIFEST]
    return {quad.triple for graph in named for quad in store.quads_for_pattern(None, None, None, graph)}


CHANGES = st.lists(
    st.dictionaries(st.sampled_from(GRAPHS), st.sets(st.integers(0, len(STATEMENTS) - 1))), max_size=5
)
"""Several changes one after the other: graphs that are replaced together, each with what it states then."""


@given(CHANGES)
def test_the_merge_is_what_the_graphs_state_after_every_change(changes: list[dict[str, set[int]]]) -> None:
    store = ox.Store()
    store.extend(with_merge(quads(GRAPHS[0], {0, 1})))
    for change in changes:
        fresh = [quad for graph, numbers in change.items() for quad in quads(graph, numbers)]
        Knowledge(store, writable=True).replace_graphs(change, fresh)
        assert merged(store) == stated(store)


def test_what_two_graphs_share_goes_when_both_go_and_stays_when_one_does() -> None:
    store = ox.Store()
    for graph, numbers in zip(GRAPHS, ({0, 1}, {1, 2}, {2, 3}), strict=True):
        store.extend(with_merge(quads(graph, numbers)))
    alone = [STATEMENTS.index(quad.triple) for quad in only_in(store, GRAPHS[:1])]
    both = [STATEMENTS.index(quad.triple) for quad in only_in(store, GRAPHS[:2])]
    assert (alone, sorted(both)) == ([0], [0, 1])
    assert sorted(STATEMENTS.index(quad.triple) for quad in only_in(store, GRAPHS)) == [0, 1, 2, 3]
