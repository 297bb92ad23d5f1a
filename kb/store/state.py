"""What the store holds and what it should hold: a digest for each graph, and the difference between the two.

The digest of a record file covers its bytes and everything else that decides what it becomes; that of an
imported table is the hash of its file. The store keeps its digests in a graph of its own, the manifest.

Large imported files are not hashed again while nothing tells that they changed, though
the content hash is the truth.
Where a file's size, inode and times of change are what they were when it was last hashed, the hash is taken
from memory, as git does with its index; a file that changed so shortly before it was hashed that a later
change could carry the same time is hashed again (git calls it racily clean).
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.common.files import file_sha256, write_atomically
from kb.common.program import code_digest
from kb.errors import UnreadableError, UnwritableError
from kb.model.record_names import PREDECLARED
from kb.named_queries import query_statements
from kb.named_queries.query_statements import graphs_of_queries
from kb.namespaces import IMPORTS, iri
from kb.records.collection import graph_of, reader_digest
from kb.records.evidence_files import find_files
from kb.standing.derived import DERIVED_GRAPH
from kb.store.imported_tables import Ledger, imports_folder, is_small, read_ledger
from kb.store.merged_graph import MANIFEST
from kb.workspace import Workspace

TICK = 2_000_000_000
"""Nanoseconds within which two changes may carry the same time, on the coarsest file system in use (FAT)."""
_Stat = tuple[int, int, int, int]

DIGEST = ox.NamedNode(iri("soce:syncedAs"))
DAMAGED = (OSError, RuntimeError)
"""What Oxigraph raises for a store it cannot open or read; it has no exception of its own."""
_FORM = "merged"
"""How a store is filled. With another form, or none, it is another store, and is made anew."""
MANY = 200
"""Changed record files from which a bulk load is quicker than an update."""


class Fingerprints:
    """A memory of hashes, kept in one file."""

    def __init__(self, memory: Path, hashing: Callable[[Path], str] | None = None, tick: int = TICK) -> None:
        """`hashing` reads a file for its hash; changes closer together than `tick` ns may look alike."""
        self._memory = memory
        self._hashing, self._tick = hashing or file_sha256, tick
        self._known = self._recall()
        self._used: dict[str, list[int | str]] = {}

    def sha256(self, path: Path) -> str:
        """Return the SHA-256 of a file's content.

        Raises:
            OSError: the file cannot be read.
        """
        name, now = str(path), time.time_ns()
        found = path.stat()
        stat: _Stat = (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
        entry = self._known.get(name)
        if entry is None or entry[:4] != list(stat):
            digest = self._hashing(path)
            settled = max(found.st_mtime_ns, found.st_ctime_ns) + self._tick < now
            entry = [*stat, digest] if settled else [0, 0, 0, 0, digest]
        self._used[name] = entry
        return str(entry[4])

    def save(self) -> None:
        """Keep what was asked for in this run, where that is news."""
        if self._used != self._known:
            with suppress(UnwritableError):  # which only makes the next command slower
                write_atomically(self._memory, json.dumps(self._used).encode())
            self._known = self._used

    def _recall(self) -> dict[str, list[int | str]]:
        try:
            known = json.loads(self._memory.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The graphs that the files make."""

    records: dict[str, str]
    """Digest by graph, of record files."""
    queries: dict[str, Path]
    """File by graph, of named queries."""
    imports: dict[str, Path]
    """Compressed N-Triples by graph, of imported tables."""
    digests: dict[str, str]
    """Digest by graph, of all."""


@dataclass(frozen=True, slots=True)
class Change:
    """The graphs to take out and to put in, sorted."""

    stale: tuple[str, ...]
    fresh: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Say whether it takes a new store folder: imported tables, or many files at once."""
        graphs = (*self.stale, *self.fresh)
        return len(graphs) > MANY or any(graph.startswith(IMPORTS) for graph in graphs)

    @property
    def drops_imports(self) -> bool:
        """Say whether a large imported table goes; taking one out costs more than making the store anew."""
        return any(graph.startswith(IMPORTS) and not is_small(graph) for graph in self.stale)

    def __bool__(self) -> bool:
        return bool(self.stale or self.fresh)


def change_from(current: Mapping[str, str], wanted: Wanted) -> Change:
    """Return what has to change in a store that holds `current`; its derived graph is seen to apart."""
    current = {graph: digest for graph, digest in current.items() if graph != DERIVED_GRAPH}
    stale = sorted(graph for graph, digest in current.items() if wanted.digests.get(graph) != digest)
    fresh = sorted(graph for graph, digest in wanted.digests.items() if current.get(graph) != digest)
    return Change(tuple(stale), tuple(fresh))


def wanted_graphs(workspace: Workspace) -> Wanted:
    """Return the state that the files ask for.

    Raises:
        UnreadableError: an imported file is missing, or is not what the ledger says it is.
    """
    records, queries = _record_digests(workspace), graphs_of_queries(workspace)
    files = {**records, **_query_digests(queries)}
    ledger, folder = read_ledger(workspace), imports_folder(workspace)
    if folder is None or not ledger.tables:
        return Wanted(records, queries, {}, files)
    _check(ledger, folder, Fingerprints(workspace.derived / "fingerprints.json"))
    graphs = ledger.graphs()
    tables = {graph: folder / table.data for graph, table in graphs.items()}
    digests = {graph: f"{_FORM} {table.sha256}" for graph, table in graphs.items()}
    return Wanted(records, queries, tables, {**files, **digests})


def _record_digests(workspace: Workspace) -> dict[str, str]:
    """Return a digest for every record file's graph, with everything else that decides what it becomes."""
    wanted: dict[str, str] = {}
    for layer in workspace.layers:
        paths, _ = find_files(layer)
        digests = {graph_of(layer, path): _file_digest(path) for path in paths}
        folders = "".join(v for g, v in sorted(digests.items()) if g.endswith("/contribution.yaml"))
        salt = _FORM + reader_digest(workspace.ontology) + folders
        for graph, digest in digests.items():
            wanted[graph] = hashlib.sha256((salt + digest).encode()).hexdigest()
    return wanted


def _query_digests(queries: Mapping[str, Path]) -> dict[str, str]:
    salt = _FORM + code_digest((query_statements.__name__,)) + json.dumps(PREDECLARED)
    return {
        graph: hashlib.sha256((salt + _file_digest(path)).encode()).hexdigest()
        for graph, path in queries.items()
    }


def _file_digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"


def _check(ledger: Ledger, folder: Path, fingerprints: Fingerprints) -> None:
    for key, table in sorted(ledger.tables.items()):
        path = folder / table.data
        try:
            sound = fingerprints.sha256(path) == table.sha256
        except OSError:
            sound = False
        if not sound:
            dataset = key.partition("/")[0]
            raise UnreadableError(
                f"The imported table {key} is not as it was imported: {path} is missing or changed.",
                f"Import it again: soc-evidence import {dataset} --again {table.name!r}",
            )
    fingerprints.save()


def manifest_of(folder: Path) -> dict[str, str]:
    """Return what a reader finds in a store folder; nothing when there is none, or a damaged one."""
    if not (folder / "CURRENT").is_file():
        return {}
    try:
        return manifest_in(ox.Store.read_only(str(folder.resolve())))
    except DAMAGED:
        return {}


def manifest_in(store: ox.Store) -> dict[str, str]:
    """Return the digest of each graph that a store holds."""
    quads = store.quads_for_pattern(None, DIGEST, None, ox.NamedNode(MANIFEST))
    return {_text(quad.subject): _text(quad.object) for quad in quads}


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def manifest_quads(digests: Mapping[str, str]) -> Iterable[ox.Quad]:
    """Return the entries for these graphs."""
    graph = ox.NamedNode(MANIFEST)
    return [ox.Quad(ox.NamedNode(name), DIGEST, ox.Literal(text), graph) for name, text in digests.items()]
