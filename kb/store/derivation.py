"""Keep the derived graph (standing and support) in step with the records in the store and with the day.

Its entry in the manifest says what it was derived from and between which days it holds: `STATE SINCE/UNTIL`,
with a day left out where no date bounds it. A process that is killed between a change of records and this
leaves an entry that no longer fits, so that the next one derives again.
"""

from __future__ import annotations

import pyoxigraph as ox

from kb.common.dates_and_numbers import read_day, today
from kb.standing.derived import DERIVED_GRAPH, derived_state, derived_statements
from kb.store.knowledge import Knowledge
from kb.store.merged_graph import MANIFEST, only_in, with_merge
from kb.store.state import DIGEST, Wanted
from kb.workspace import Workspace


def is_derived(entry: str, wanted: Wanted, workspace: Workspace) -> bool:
    """Say whether a manifest entry of the derived graph fits the records as they are wanted, today."""
    state, _, days = entry.partition(" ")
    since, until = (read_day(day) for day in (days.partition("/")[0], days.partition("/")[2]))
    holds = (since is None or since <= today()) and (until is None or today() < until)
    return holds and state == _state(wanted, workspace)


def derive(store: ox.Store, wanted: Wanted, workspace: Workspace) -> None:
    """Derive anew; the entry goes first and comes last, so that half a derived graph never counts."""
    graph, manifest = ox.NamedNode(DERIVED_GRAPH), ox.NamedNode(MANIFEST)
    former = [
        *store.quads_for_pattern(graph, DIGEST, None, manifest),
        *only_in(store, [DERIVED_GRAPH]),
        *store.quads_for_pattern(None, None, None, graph),
    ]
    for quad in former:
        store.remove(quad)
    statements, since, until = derived_statements(Knowledge(store), workspace, today())
    entry = ox.Literal(f"{_state(wanted, workspace)} {since or ''}/{until or ''}")
    store.extend(with_merge(statement.quad for statement in statements))
    store.add(ox.Quad(graph, DIGEST, entry, manifest))
    store.flush()


def _state(wanted: Wanted, workspace: Workspace) -> str:
    return derived_state((f"{graph} {digest}" for graph, digest in wanted.records.items()), workspace)
