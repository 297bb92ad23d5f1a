"""Write a change into the store: as one transaction, or into a new folder that takes the old one's place."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kb.errors import MissingError, SocEvidenceError, UnreadableError
from kb.records import RecordFile, load_schema
from kb.records.collection import contributions, graph_of, provenance
from kb.records.evidence_files import find_files
from kb.records.reader import read_record_file
from kb.records.statements import Statement
from kb.store.generations import Generations
from kb.store.imported_tables import load_imports
from kb.store.state import DAMAGED, DIGEST, MANIFEST, Change, Wanted, change_from, manifest_of, manifest_quads
from kb.workspace import Workspace

_HELD = 2.0
"""Seconds to wait for a store that another program holds."""


def update_in_place(workspace: Workspace, folder: Path, change: Change, wanted: Wanted) -> None:
    """Apply a small change as one SPARQL update, which Oxigraph makes one transaction."""
    store = opened_for_writing(folder)
    store.update(_request(change, _statements(workspace, set(change.fresh)), wanted))
    store.flush()


@contextmanager
def replace(workspace: Workspace, generations: Generations, wanted: Wanted) -> Iterator[Path]:
    """Make a new folder what is wanted and put it in place.

    The block may put a store there to start from; its graphs that are still wanted are kept.
    """
    folder = generations.new()
    try:
        yield folder
        _fill(workspace, folder, change_from(manifest_of(folder), wanted), wanted)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, DAMAGED):
            raise _not_writable(folder, error) from error
        raise
    generations.switch(folder)


def _fill(workspace: Workspace, folder: Path, change: Change, wanted: Wanted) -> None:
    store = ox.Store(str(folder))
    if change.stale:
        store.update(_request(Change(change.stale, ()), (), wanted))
    records = {graph for graph in change.fresh if graph in wanted.records}
    store.bulk_extend(statement.quad for statement in _statements(workspace, records))
    load_imports(store, {graph: wanted.imports[graph] for graph in change.fresh if graph in wanted.imports})
    store.extend(manifest_quads({graph: wanted.digests[graph] for graph in change.fresh}))
    store.flush()


def _statements(workspace: Workspace, graphs: set[str]) -> list[Statement]:
    """Read the record files of these graphs, with the provenance they inherit."""
    if not graphs:
        return []
    schema = load_schema(workspace.ontology)
    files: list[RecordFile] = []
    for layer in workspace.layers:
        for path in find_files(layer)[0]:
            graph = graph_of(layer, path)
            if graph in graphs or path.name == "contribution.yaml":
                files.append(read_record_file(path, str(path), graph, schema))
    inherited = contributions(files)
    statements = [s for file in files if file.graph in graphs for s in file.statements]
    statements += [provenance(g, c) for g, c in inherited.items() if g in graphs]
    return statements


def _request(change: Change, statements: Iterable[Statement], wanted: Wanted) -> str:
    """Write the change as one update request."""
    manifest = ox.NamedNode(MANIFEST)
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in change.stale]
    drops += [f"DELETE WHERE {{ GRAPH {manifest} {{ <{g}> {DIGEST} ?d }} }}" for g in change.stale]
    blocks: dict[str, list[str]] = {}
    for subject, predicate, term, graph in statements:
        blocks.setdefault(graph, []).append(f"<{subject}> <{predicate}> {term} .")
    fresh = ((graph, ox.Literal(wanted.digests[graph])) for graph in change.fresh)
    blocks[MANIFEST] = [f"<{graph}> {DIGEST} {digest} ." for graph, digest in fresh]
    inserts = "\n".join(f"GRAPH <{graph}> {{\n" + "\n".join(lines) + "\n}" for graph, lines in blocks.items())
    return ";\n".join([*drops, f"INSERT DATA {{\n{inserts}\n}}"])


def opened_for_writing(folder: Path) -> ox.Store:
    """Open the current store for writing; a program of another version may hold it for a moment."""
    deadline = time.monotonic() + _HELD
    while True:
        try:
            return ox.Store(str(folder))
        except DAMAGED as error:
            if "lock" not in str(error).lower():
                raise _not_writable(folder, error) from error
            if time.monotonic() > deadline:
                raise busy() from error
            time.sleep(0.05)


def busy() -> MissingError:
    """Return the error for a store that another process does not let go of."""
    return MissingError(
        "Another soc-evidence process is writing to the store.", "Wait until it has finished, or end it."
    )


def _not_writable(folder: Path, error: BaseException) -> SocEvidenceError:
    return UnreadableError(
        f"The store {folder} cannot be written: {error}.",
        "Make the folder writable, or set XDG_CACHE_HOME to one that is.",
    )
