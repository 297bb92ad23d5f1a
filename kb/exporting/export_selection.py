"""What of a base is exported: all that its files say, or layers, files, kinds and records by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, Protocol, cast

import pyoxigraph as ox

from kb.common.names import nearest_name
from kb.errors import MissingError
from kb.model.record_names import KINDS, expand
from kb.namespaces import FILES, IMPORTS, RDF_TYPE, RECORDS, iri, record

LAYERS = {
    "base": f"{FILES}base/",
    "own": f"{FILES}own/",
    "imports": IMPORTS,
    "derived": f"{FILES}derived/",
}
"""The graphs that a word stands for: of bundled files, the office's own, official tables, what follows."""
_SAID = ("base", "own", "imports")
"""The layers that say something themselves; what follows from them can be made again."""
_RECORDS_IN_FILE = iri("soce:records")


class Sink(Protocol):
    """Takes pieces of bytes."""

    def write(self, piece: bytes, /) -> object:
        """Take a piece."""
        ...


@dataclass(frozen=True)
class Selection:
    """Statements of a store, graph by graph."""

    store: ox.Store
    graphs: tuple[str, ...]
    """The named graphs, sorted."""
    records: frozenset[str] = frozenset()
    """Records that are taken alone; none means all that the graphs hold."""

    def write(self, graph: str, sink: Sink) -> None:
        """Write the statements of a graph as canonical N-Quads, in no order."""
        if not self.records:
            lines = _WithGraph(sink, graph)
            home = ox.NamedNode(graph)
            self.store.dump(cast(IO[bytes], lines), format=ox.RdfFormat.N_TRIPLES, from_graph=home)
            return
        for quad in self.quads(graph):
            sink.write(f"{quad} .\n".encode())

    def quads(self, graph: str) -> Iterator[ox.Quad]:
        """Yield the statements of a graph, in no order."""
        node = ox.NamedNode(graph)
        if not self.records:
            yield from self.store.quads_for_pattern(None, None, None, node)
            return
        yield from dict.fromkeys(self._of_records(node))  # records that point to each other share statements

    def _of_records(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        seen: set[str] = set()
        for name in sorted(self._described_in(graph)):
            yield from self._about(name, graph, seen)
            yield from self.store.quads_for_pattern(None, None, ox.NamedNode(name), graph)
        if seen:
            yield from self._about(graph.value, graph, seen)

    def _described_in(self, graph: ox.NamedNode) -> set[str]:
        """Return the records that a graph describes; of what follows, which links no parts, also those."""
        derived = graph.value.startswith(LAYERS["derived"])
        told = self.store.quads_for_pattern(None, None if derived else ox.NamedNode(RDF_TYPE), None, graph)
        nodes = {quad.subject.value for quad in told if isinstance(quad.subject, ox.NamedNode)}
        if derived:
            return {node for node in nodes if node.partition("#")[0] in self.records}
        return nodes & self.records

    def _about(self, name: str, graph: ox.NamedNode, seen: set[str]) -> Iterator[ox.Quad]:
        """Yield what is said of a node and of those nested in it, but not of a file what else it records."""
        homes, waiting = (name, graph.value), [name]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            for quad in self.store.quads_for_pattern(ox.NamedNode(node), None, None, graph):
                if quad.predicate.value.startswith(_RECORDS_IN_FILE):
                    continue
                yield quad
                nested = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
                owner, hash_sign, _ = nested.partition("#")
                if hash_sign and owner in homes:
                    waiting.append(nested)

    @cached_property
    def statements(self) -> int:
        """How many different statements there are in the graphs, those in several counted in each."""
        return sum(1 for graph in self.graphs for _ in self.quads(graph))


class _WithGraph:
    """Adds a graph to N-Triples that are written to it."""

    def __init__(self, sink: Sink, graph: str) -> None:
        self._sink, self._end, self._rest = sink, f" <{graph}> .\n".encode(), b""

    def write(self, piece: bytes) -> int:
        whole, feed, rest = piece.rpartition(b"\n")
        if feed:
            # " .\n" ends a statement and stands nowhere else, for line feeds within texts are escaped
            self._sink.write((self._rest + whole + feed).replace(b" .\n", self._end))
            self._rest = rest
        else:
            self._rest += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing waits but what is not yet a line."""


def select(store: ox.Store, words: Collection[str] = ()) -> Selection:
    """Return what words name; without any, all that files say.

    Layers, files and graphs add up; kinds and records are then looked for within them, or in all.

    Raises:
        MissingError: a word names nothing of the base.
    """
    graphs = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    chosen: set[str] = set()
    records: set[str] = set()
    for word in words:
        found = _graphs_of(word, graphs)
        chosen.update(found)
        if not found and word not in LAYERS:
            records |= _records_of(word, store)
    if not chosen and not LAYERS.keys() & set(words):
        chosen = set(_of_layers(graphs, _SAID))
    if records:
        chosen &= _homes(records, store)
    return Selection(store, tuple(sorted(chosen)), frozenset(records))


def _homes(records: Iterable[str], store: ox.Store) -> set[str]:
    """Return the graphs that describe records, and those of what follows from them."""
    return {
        quad.graph_name.value
        for name in records
        for quad in store.quads_for_pattern(ox.NamedNode(name), None, None, None)
        if isinstance(quad.graph_name, ox.NamedNode)
        and (quad.predicate.value == RDF_TYPE or quad.graph_name.value.startswith(LAYERS["derived"]))
    }


def _of_layers(graphs: Iterable[str], layers: Iterable[str]) -> list[str]:
    prefixes = tuple(LAYERS[layer] for layer in layers)
    return [graph for graph in graphs if graph.startswith(prefixes)]


def _graphs_of(word: str, graphs: list[str]) -> list[str]:
    if word in LAYERS:
        return _of_layers(graphs, [word])
    public = _of_layers(graphs, LAYERS)
    if word.startswith(FILES):
        return [graph for graph in public if graph == word]
    path = PurePosixPath(word).as_posix()
    ends = [graph for graph in public if graph.endswith(f"/{path}") or f"/{path}/" in graph]
    return ends if "/" in path or "." in path else []


def _records_of(word: str, store: ox.Store) -> set[str]:
    """Return the records that a word names.

    Raises:
        MissingError: there is none.
    """
    if word in KINDS:
        start = expand(f"{word}:") or ""
        typed = store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), None, None)
        names = (quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode))
        found = {name for name in names if name.startswith(start) and "#" not in name}
    else:
        kind, _, identifier = word.partition("/")
        name = word if word.startswith(RECORDS) else record(kind, identifier)
        there = next(store.quads_for_pattern(ox.NamedNode(name), None, None, None), None)
        found = {name} if there else set()
    if not found:
        known = [*LAYERS, *KINDS, *_names(store)]
        near = nearest_name(word, known)
        fix = f"Did you mean {near}?" if near else f"Name {', '.join(LAYERS)}, a kind, a record or a file."
        raise MissingError(f"There is nothing to export of the name {word}.", fix)
    return found


def _names(store: ox.Store) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), None, None):
        name = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
        if name.startswith(RECORDS) and "#" not in name:
            yield name.removeprefix(RECORDS)
