"""The embedded graph: the protocol of `kb.model.graph` over an Oxigraph store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.errors import UnreadableError
from kb.model.graph import Binding, Row, bound
from kb.namespaces import PREFIXES
from kb.store.merged_graph import MERGED, is_merged, only_in, with_merge


@dataclass(frozen=True, slots=True)
class Knowledge:
    """An opened store."""

    store: ox.Store
    writable: bool = False
    folder: Path | None = None
    """Where it lies, when it was opened from a folder that other processes may read."""
    behind: bool = False
    """Whether another process was changing the workspace then, so that this is the graph as it was before."""

    def select(self, sparql: str, **bindings: Binding) -> list[Row]:
        """Return the solutions of a trusted SELECT query."""
        solutions = self._query(sparql, bindings)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError("select() takes SELECT queries")
        names = [variable.value for variable in solutions.variables]
        return [
            {name: value.value for name in names if (value := solution[name]) is not None}
            for solution in solutions
        ]

    def ask(self, sparql: str, **bindings: Binding) -> bool:
        """Return the answer to a trusted ASK query."""
        return bool(self._query(sparql, bindings))

    def construct(self, sparql: str, **bindings: Binding) -> list[ox.Triple]:
        """Return the triples of a trusted CONSTRUCT query."""
        triples = self._query(sparql, bindings)
        if not isinstance(triples, ox.QueryTriples):
            raise TypeError("construct() takes CONSTRUCT queries")
        return list(triples)

    def describe(self, iri: str) -> list[ox.Triple]:
        """Return what is said of a node, then of the nodes nested in it; each triple once."""
        found = self._about(ox.NamedNode(iri))
        parts = [t.object for t in found if isinstance(t.object, ox.NamedNode)]
        nested = [self._about(part) for part in parts if part.value.startswith(f"{iri}#")]
        return list(dict.fromkeys([*found, *(triple for about in nested for triple in about)]))

    def replace_graphs(
        self, stale: Iterable[str], fresh: Iterable[ox.Quad], outdated: Iterable[ox.Quad] = ()
    ) -> None:
        """Drop graphs and quads and put in others: one SPARQL update, which Oxigraph makes one transaction.

        A merge follows: what only dropped graphs stated leaves it, what is put in comes into it.

        Raises:
            UnreadableError: the graph was opened for reading only.
        """
        if not self.writable:
            raise UnreadableError(
                "The graph was opened for reading only.", "Change the files; the graph follows them."
            )
        stale = sorted(stale)
        if is_merged(self.store):
            outdated, fresh = [*outdated, *only_in(self.store, stale)], with_merge(fresh)
        steps = [f"DROP SILENT GRAPH {ox.NamedNode(graph)}" for graph in stale]
        steps += [
            f"{verb} DATA {{\n{_blocks(quads)}\n}}"
            for verb, quads in (("DELETE", outdated), ("INSERT", fresh))
        ]
        self.store.update(";\n".join(steps))
        self.store.flush()

    def _about(self, node: ox.NamedNode) -> list[ox.Triple]:
        return [quad.triple for quad in self.store.quads_for_pattern(node, None, None, None)]

    def _query(
        self, sparql: str, bindings: Mapping[str, Binding]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate over all graphs as one."""
        text, terms = bound(sparql, bindings)
        return self.store.query(
            text,
            prefixes=PREFIXES,
            substitutions={**terms},
            use_default_graph_as_union=not is_merged(self.store),
        )


def _blocks(quads: Iterable[ox.Quad]) -> str:
    """Write quads for an update, those of one graph together; terms write themselves."""
    blocks: dict[ox.NamedNode | ox.BlankNode | ox.DefaultGraph, list[str]] = {}
    for quad in quads:
        blocks.setdefault(quad.graph_name, []).append(f"{quad.triple} .")
    written = {graph: "\n".join(lines) for graph, lines in blocks.items()}
    return "\n".join(
        lines if graph == MERGED else f"GRAPH {graph} {{\n{lines}\n}}" for graph, lines in written.items()
    )
