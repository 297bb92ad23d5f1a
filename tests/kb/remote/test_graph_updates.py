"""Updates, on an engine that makes no transaction of a request: cut anywhere, no half graph ever counts."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kb.remote.graph_updates import Updates, all_in_one, given_back, taken
from kb.remote.server_state import BEAT, GRAPH, HOLDER, STAGE, STAGES
from kb.store.state import DIGEST

ONE, TWO, STAGED = "https://example.org/one", "https://example.org/two", f"{STAGES}x/one"
S, P, *VALUES = (ox.NamedNode(f"https://example.org/{name}") for name in "sp0123")
OLD, NEW = ([ox.Triple(S, P, value) for value in values] for values in (VALUES[:2], VALUES[1:]))
SHARED = NEW[:2]
"""What the other graph states, too."""


def begun(holder: str = "me") -> ox.Store:
    """A server that holds two graphs of this holder's."""
    store, updates = ox.Store(), Updates(holder, "trial", merges=True)
    for update in (taken(holder), updates.replaced(ONE, OLD, "old"), updates.replaced(TWO, SHARED, "other")):
        store.update(update)
    return store


def listed(store: ox.Store, graph: str) -> str:
    """Return the digest by which a graph is listed; nothing where it is not."""
    return "".join(
        str(quad.object.value) for quad in store.quads_for_pattern(ox.NamedNode(graph), DIGEST, None, GRAPH)
    )


def triples(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}


def replacing(updates: Updates) -> dict[str, list[str]]:
    """Return the ways to put new statements in the place of old ones, each as its requests."""
    return {
        "at once": [updates.replaced(ONE, NEW, "new")],
        "beside its place": [
            updates.staged(ONE, STAGED),
            updates.filled(STAGED, NEW[:1]),
            updates.filled(STAGED, NEW[1:]),
            updates.published(ONE, STAGED, "new"),
        ],
        "gone": [updates.removed(ONE)],
    }


@pytest.mark.parametrize("way", ["at once", "beside its place", "gone"])
def test_cut_after_any_operation_what_is_listed_is_whole(way: str) -> None:
    updates = Updates("me", "trial", merges=True)
    operations = ";\n".join(replacing(updates)[way]).split(";\n")
    for cut in range(len(operations) + 1):
        store = begun()
        for operation in operations[:cut]:
            store.update(operation)
        whole = {"old": set(OLD), "new": set(NEW)}
        digest = listed(store, ONE)
        assert not digest or triples(store, ox.NamedNode(ONE)) == whole[digest]
        for next_way, requests in replacing(updates).items():  # the next push goes on
            again = ox.Store()
            again.extend(store)
            for update in (updates.unstaged(STAGED), *requests):
                again.update(update)
                again.update(update)  # sent twice, it does what it does once
            expected = set() if next_way == "gone" else set(NEW)
            assert triples(again, ox.NamedNode(ONE)) == expected
            assert listed(again, ONE) == ("" if next_way == "gone" else "new")
            assert triples(again, ox.DefaultGraph()) == expected | set(SHARED)
            assert not triples(again, ox.NamedNode(STAGED))


@pytest.mark.parametrize("way", ["at once", "beside its place", "gone"])
def test_whoever_lost_the_lease_changes_nothing(way: str) -> None:
    store = begun()
    store.update(given_back("me"))
    store.update(taken("another"))
    before = set(store)
    lost = Updates("me", "trial", merges=True)
    for update in (
        *replacing(lost)[way],
        lost.unstaged(STAGED),
        lost.beaten(7),
        given_back("me"),
        taken("me"),
    ):
        store.update(update)
    assert set(store) == before


def test_a_lease_that_is_given_back_leaves_no_trace() -> None:
    store = begun()
    store.update(all_in_one([Updates("me", "trial", merges=True).beaten(3)]).decode())
    assert [quad.object.value for quad in store.quads_for_pattern(GRAPH, BEAT, None, GRAPH)] == ["3"]
    store.update(given_back("me"))
    for said in (HOLDER, BEAT, STAGE):
        assert not list(store.quads_for_pattern(GRAPH, said, None, GRAPH))
    assert listed(store, ONE) == "old"


def test_without_a_merge_the_default_graph_is_left_alone() -> None:
    store, updates = ox.Store(), Updates("me", "trial", merges=False)
    store.add(ox.Quad(*OLD[0]))
    for update in (taken("me"), updates.replaced(ONE, OLD, "old"), *replacing(updates)["beside its place"]):
        store.update(update)
    store.update(updates.removed(ONE))
    assert triples(store, ox.DefaultGraph()) == {OLD[0]}
