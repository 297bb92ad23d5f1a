"""Keep the derived graph (standing and support) in step with the records in the store and with the day.

Its entry in the manifest says what it was derived from and, where dates are ahead, until which day it holds.
A process that is killed between a change of records and this leaves an entry that no longer fits, so that
the next one derives again.
"""

from __future__ import annotations

import datetime as dt

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_day, today
from kb.standing.derived import DERIVED_GRAPH, derived_state, derived_statements
from kb.store.knowledge import Knowledge
from kb.store.state import DIGEST, MANIFEST, Wanted
from kb.workspace import Workspace


def is_derived(entry: str, wanted: Wanted, workspace: Workspace) -> bool:
    """Say whether a manifest entry of the derived graph fits the records as they are wanted, today."""
    state, _, until = entry.partition(" ")
    bound = read_day(until)
    return state == _state(wanted, workspace) and (bound is None or today() < bound)


def derive(store: ox.Store, wanted: Wanted, workspace: Workspace) -> None:
    """Derive anew; the entry goes first and comes last, so that half a derived graph never counts."""
    graph, manifest = ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(MANIFEST)
    former = [
        *store.quads_for_pattern(graph, DIGEST, None, manifest),
        *store.quads_for_pattern(None, None, None, graph),
    ]
    for quad in former:
        store.remove(quad)
    statements, until = derived_statements(Knowledge(store), workspace, today())
    entry = ox.Literal(_entry(_state(wanted, workspace), until))
    store.extend(statement.quad for statement in statements)
    store.add(ox.Quad(graph, DIGEST, entry, manifest))
    store.flush()


def _state(wanted: Wanted, workspace: Workspace) -> str:
    return derived_state((f"{graph} {digest}" for graph, digest in wanted.records.items()), workspace)


def _entry(state: str, until: dt.date | None) -> str:
    return f"{state} {until.isoformat()}" if until else state
