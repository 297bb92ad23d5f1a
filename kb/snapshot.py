"""One opening of a workspace's store, and what was read from it since; it does not change with the files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.remote.opened_graph import close_graph, open_graph
from kb.store import Knowledge, open_readonly
from kb.workspace import Workspace

if TYPE_CHECKING:
    from kb.analysis.description import Descriptions
    from kb.analysis.record_places import Places
    from kb.model import Records
    from kb.model.graph import Graph
    from kb.quoting.quotations import Proof
    from kb.search import Filters, Session
    from kb.standing import Standings
    from kb.standing.support import Support

Say = Callable[[str], None]
"""Is told what takes a while, and what had to be done without."""
Progress = Callable[[int, int], None]
"""Is told how many of how many are done."""

_HELD = "SELECT ?graph ?digest { GRAPH ?manifest { ?graph soce:syncedAs ?digest } }"


class Snapshot:
    """The graph of a workspace as it was when this was made, each view of it read when first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.graph: Graph = open_graph(workspace)
        self._sessions: dict[tuple[str, Path | None], Session] = {}

    @cached_property
    def embedded(self) -> Knowledge:
        """The embedded store, which holds the same: for what reads statements one by one."""
        return self.graph if isinstance(self.graph, Knowledge) else open_readonly(self.workspace)

    @cached_property
    def held(self) -> frozenset[tuple[str, str]]:
        """Every named graph with a digest of what made it: two snapshots that hold the same answer alike."""
        return frozenset((row["graph"], row["digest"]) for row in self.graph.select(_HELD))

    @cached_property
    def records(self) -> Records:
        """All records as typed values."""
        from kb.model import Records

        return Records(self.graph)

    @cached_property
    def standings(self) -> Standings:
        """The judgement on every record, on the day on which it is first asked for."""
        from kb.standing.gathering import standings_of_graph

        return standings_of_graph(self.graph)

    @cached_property
    def supports(self) -> dict[str, Support]:
        """The support of every claim by id."""
        from kb.standing.support import claim_support

        return claim_support(self.graph, self.standings)

    @cached_property
    def descriptions(self) -> Descriptions:
        """What records say of themselves, each read when it is first asked for."""
        from kb.analysis.description import Descriptions

        return Descriptions(self.graph)

    @cached_property
    def places(self) -> Places:
        """Where records are written, in the files as they are when a record is first asked for."""
        from kb.analysis.record_places import Places

        return Places(self.workspace, self.graph)

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """What is known about every quotation, of the files as they are when it is first asked for."""
        from kb.quoting.quotations import proofs
        from kb.records.collection import read_collection

        return proofs(read_collection(self.workspace))

    def session(
        self,
        mode: str,
        model: Path | None,
        say: Say,
        progress: Progress | None,
        filters: Filters | None = None,
    ) -> Session:
        """Return a search session for a mode and a model; it is opened once, and not for wrong filters."""
        from kb.search import open_session

        if (mode, model) not in self._sessions:
            self._sessions[mode, model] = open_session(
                self.workspace, mode, say, model, progress, filters, self.embedded
            )
        return self._sessions[mode, model]

    def close(self) -> None:
        """Let go of the search indexes, and of connections to a server."""
        close_graph(self.graph)
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()
