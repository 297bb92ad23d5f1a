"""Write a change into the store: as one transaction, or into a new folder that takes the old one's place."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kb.common.files import unwritable
from kb.errors import BusyError, UnwritableError
from kb.named_queries.query_statements import statements_of_files
from kb.records import RecordFile, load_schema
from kb.records.collection import contributions, graph_of, provenance, read_record_file
from kb.records.evidence_files import find_files
from kb.records.statements import Statement
from kb.store.generations import Generations
from kb.store.imported_tables import load_imports
from kb.store.knowledge import Knowledge
from kb.store.merged_graph import with_merge
from kb.store.state import DAMAGED, Change, Wanted, change_from, manifest_of, manifest_quads
from kb.workspace import Workspace

_HELD = 2.0
"""Seconds to wait for a store that another program holds."""


def update_in_place(workspace: Workspace, folder: Path, change: Change, wanted: Wanted) -> None:
    """Apply a small change as one transaction."""
    quads = [statement.quad for statement in _statements(workspace, change, wanted)]
    held = manifest_of(folder)
    _apply(opened_for_writing(folder), change.stale, [*quads, *_entries(change.fresh, wanted)], held)


def _apply(
    store: ox.Store, stale: Collection[str], fresh: Iterable[ox.Quad], held: Mapping[str, str]
) -> None:
    outdated = manifest_quads({graph: held[graph] for graph in stale if graph in held})
    Knowledge(store, writable=True).replace_graphs(stale, fresh, outdated)


def _entries(graphs: Iterable[str], wanted: Wanted) -> Iterable[ox.Quad]:
    return manifest_quads({graph: wanted.digests[graph] for graph in graphs})


@contextmanager
def replace(workspace: Workspace, generations: Generations, wanted: Wanted) -> Iterator[Path]:
    """Make a new folder what is wanted and put it in place.

    The block may put a store there to start from; its graphs that are still wanted are kept.
    """
    folder = generations.new()
    try:
        yield folder
        _fill(workspace, folder, wanted)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, DAMAGED):
            raise _not_writable(folder, error) from error
        raise
    generations.switch(folder)


def _fill(workspace: Workspace, folder: Path, wanted: Wanted) -> None:
    held = manifest_of(folder)
    change = change_from(held, wanted)
    store = ox.Store(str(folder))
    if change.stale:
        _apply(store, change.stale, (), held)
    store.bulk_extend(with_merge(statement.quad for statement in _statements(workspace, change, wanted)))
    load_imports(store, {graph: wanted.imports[graph] for graph in change.fresh if graph in wanted.imports})
    store.extend(_entries(change.fresh, wanted))
    store.flush()


def _statements(workspace: Workspace, change: Change, wanted: Wanted) -> list[Statement]:
    """Read the files of records and queries whose graphs are put in."""
    records = {graph for graph in change.fresh if graph in wanted.records}
    queries = {graph: wanted.queries[graph] for graph in change.fresh if graph in wanted.queries}
    return [*_of_records(workspace, records), *statements_of_files(queries)]


def _of_records(workspace: Workspace, graphs: set[str]) -> list[Statement]:
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


def busy() -> BusyError:
    """Return the error for a store that another process does not let go of."""
    return BusyError(
        "Another soc-evidence process is writing to the store.", "Wait until it has finished, or end it."
    )


def _not_writable(folder: Path, error: BaseException) -> UnwritableError:
    """Return the error for a store that the system does not let us write; Oxigraph tells why, in words."""
    return unwritable(folder.parent, OSError(str(error)))
