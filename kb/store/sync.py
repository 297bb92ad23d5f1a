"""Bring the embedded store up to date with the files: changed graphs only, all of them or none.

The store is derived: whatever is in it can be made again, so a damaged one is thrown away and rebuilt.
A sync is one SPARQL update, which Oxigraph applies as one transaction; a reader or a power cut sees the
old graphs or the new ones.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.errors import MissingError, SocEvidenceError, UnreadableError
from kb.namespaces import FILES, TERMS
from kb.records import RecordFile, load_schema
from kb.records.collection import find_files, graph_of, short_path
from kb.records.contribution import contributions, provenance
from kb.records.reader import read_record_file
from kb.records.statement import Statement
from kb.store.digests import file_digests
from kb.store.knowledge import Knowledge
from kb.workspace import Workspace

MANIFEST = FILES + "manifest"
_DIGEST = ox.NamedNode(TERMS + "syncedAs")
_DAMAGED = (OSError, RuntimeError)
"""What Oxigraph raises for a store it cannot open or read; it has no exception of its own."""
_LOCK_WAIT = 20.0
"""Seconds to wait for another process that is writing; a sync takes a fraction of one."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did."""

    added: int
    removed: int
    unchanged: int


def sync(workspace: Workspace) -> SyncResult:
    """Make the store say what the files say.

    Raises:
        UnreadableError: the store's folder cannot be written.
        MissingError: another process holds the store and does not let go.
    """
    wanted = file_digests(workspace)
    if _seen(workspace) == wanted:
        return SyncResult(0, 0, len(wanted))
    store = _writing(workspace.store_path)
    current = _manifest(store)
    stale = sorted(graph for graph, digest in current.items() if wanted.get(graph) != digest)
    fresh = sorted(graph for graph, digest in wanted.items() if current.get(graph) != digest)
    if stale or fresh:
        store.update(_update(stale, fresh, _changed_files(workspace, set(fresh)), wanted))
    store.flush()
    return SyncResult(len(fresh), len(stale), len(wanted) - len(fresh))


def _seen(workspace: Workspace) -> dict[str, str]:
    """Return what a reader finds in the store; nothing when there is none, or a damaged one."""
    if not (workspace.store_path / "CURRENT").is_file():
        return {}
    try:
        return _manifest(_reading(workspace))
    except _DAMAGED:
        return {}


def _manifest(store: ox.Store) -> dict[str, str]:
    rows = Knowledge(store).select(f"SELECT ?g ?d {{ GRAPH <{MANIFEST}> {{ ?g {_DIGEST} ?d }} }}")
    return {row["g"]: row["d"] for row in rows}


def _changed_files(workspace: Workspace, graphs: set[str]) -> list[Statement]:
    """Read the files of these graphs, with the provenance they inherit."""
    schema = load_schema(workspace.ontology)
    files: list[RecordFile] = []
    for layer in workspace.layers:
        for path in find_files(layer)[0]:
            graph = graph_of(layer, path)
            if graph in graphs or path.name == "contribution.yaml":
                files.append(read_record_file(path, short_path(path), graph, schema))
    inherited = contributions(files)
    statements = [s for file in files if file.graph in graphs for s in file.statements]
    statements += [provenance(g, c) for g, c in inherited.items() if g in graphs]
    return statements


def _update(
    stale: list[str], fresh: list[str], statements: Iterable[Statement], wanted: dict[str, str]
) -> str:
    """Write the change as one update request."""
    manifest, subject_digest = ox.NamedNode(MANIFEST), _DIGEST
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in stale]
    drops += [f"DELETE WHERE {{ GRAPH {manifest} {{ <{g}> {subject_digest} ?d }} }}" for g in stale]
    blocks: dict[str, list[str]] = {}
    for subject, predicate, term, graph in statements:
        blocks.setdefault(graph, []).append(f"<{subject}> <{predicate}> {term} .")
    blocks[MANIFEST] = [f"<{graph}> {subject_digest} {ox.Literal(wanted[graph])} ." for graph in fresh]
    inserts = "\n".join(f"GRAPH <{graph}> {{\n" + "\n".join(lines) + "\n}" for graph, lines in blocks.items())
    return ";\n".join([*drops, f"INSERT DATA {{\n{inserts}\n}}"])


def _reading(workspace: Workspace) -> ox.Store:
    return ox.Store.read_only(str(workspace.store_path))


def _writing(path: Path) -> ox.Store:
    """Open the store for writing: wait for a lock, rebuild what is damaged."""
    deadline = time.monotonic() + _LOCK_WAIT
    rebuilt = False
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return ox.Store(str(path))
        except _DAMAGED as error:
            if "lock" in str(error).lower():
                if time.monotonic() > deadline:
                    raise MissingError(
                        "Another soc-evidence process is writing to the store.",
                        "Wait until it has finished, or end it.",
                    ) from error
                time.sleep(0.05)
            elif rebuilt or not path.is_dir():
                raise _not_writable(path, error) from error
            else:
                shutil.rmtree(path, ignore_errors=True)
                rebuilt = True


def _not_writable(path: Path, error: Exception) -> SocEvidenceError:
    return UnreadableError(
        f"The store {path} cannot be opened: {error}.",
        "Make the folder writable, or set XDG_CACHE_HOME to one that is.",
    )


def open_readonly(workspace: Workspace) -> ox.Store:
    """Sync, then open the store for reading; a store that turns out damaged is rebuilt once."""
    try:
        sync(workspace)
        return _reading(workspace)
    except _DAMAGED:
        shutil.rmtree(workspace.store_path, ignore_errors=True)
        sync(workspace)
        return _reading(workspace)
