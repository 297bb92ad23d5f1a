"""Bring the embedded store up to date with the files: changed graphs only, all of them or none.

The store is derived: whatever is in it can be made again, so a damaged one is thrown away and rebuilt. A few
changed record files are one transaction. Imported tables and many files at once are loaded in bulk into a new
folder that then takes the store's place. Either way a reader or a power cut sees the old graphs or the new
ones, and while another process writes for longer than a moment, readers go on with the store as it is.

A new store starts as a copy of the bundled base's, which a wheel brings along; in a clone it is made once, in
the user's cache folder.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kb.common.locks import locked
from kb.errors import BusyError, UnreadableError, UnwritableError
from kb.namespaces import FILES, file_graph
from kb.standing.derived import DERIVED_GRAPH
from kb.store.derivation import derive, is_derived
from kb.store.generations import Generations, copy_store
from kb.store.imported_tables import read_ledger
from kb.store.knowledge import Knowledge
from kb.store.merged_graph import MERGED
from kb.store.state import DAMAGED, Wanted, change_from, manifest_in, manifest_of, wanted_graphs
from kb.store.writing import busy, opened_for_writing, replace, update_in_place
from kb.temporary_folder import in_temporary_folder
from kb.workspace import Workspace

_MOMENT = 2.0
"""Seconds to wait for another process that is writing; an update takes a fraction of one."""
_FIRST_LOAD = 120.0
"""Seconds to wait for it when there is no store to read meanwhile; a first load may take a minute."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did."""

    added: int
    removed: int
    behind: bool = False
    """True when another process was writing and the store was left as it is."""


def sync(workspace: Workspace, patience: float = _MOMENT) -> SyncResult:
    """Make the store say what the files say.

    When another process is writing for longer than `patience` seconds, an existing store stays as it is.

    Raises:
        UnreadableError: the store's folder cannot be written, or an imported file is damaged.
        BusyError: there is no store yet, and another process that is making it does not finish.
    """
    wanted = wanted_graphs(workspace)
    if _in_step(manifest_of(workspace.store_path), wanted, workspace):
        return SyncResult(0, 0)
    generations = Generations(workspace.store_path)
    patience = patience if generations.exists else max(patience, _FIRST_LOAD)
    with locked(_lock(workspace), patience) as ours:
        if ours:
            return _write(workspace, generations, wanted)
    if generations.exists:
        return SyncResult(0, 0, behind=True)
    raise busy()


def _in_step(held: dict[str, str], wanted: Wanted, workspace: Workspace) -> bool:
    derived = held.pop(DERIVED_GRAPH, "")
    return held == wanted.digests and is_derived(derived, wanted, workspace)


def _lock(workspace: Workspace) -> Path:
    return workspace.derived / "store.lock"


def _write(workspace: Workspace, generations: Generations, wanted: Wanted) -> SyncResult:
    """Write the difference, now that nobody else does.

    A file that changes meanwhile is stored with its former digest, so the next sync takes it up again.
    """
    current = manifest_of(workspace.store_path)
    change = change_from(current, wanted)
    if change:
        generations.sweep()
        if not current:
            generations.discard()
        if current and not change.is_large:
            update_in_place(workspace, generations.current, change, wanted)
        else:
            grows = generations.exists and not change.drops_imports
            with replace(workspace, generations, wanted) as folder:
                if grows:
                    opened_for_writing(generations.current).backup(str(folder))  # hard links
                else:
                    _copy_base(workspace, wanted, folder)
    if change or not _in_step(manifest_of(generations.current), wanted, workspace):
        derive(opened_for_writing(generations.current), wanted, workspace)
    return SyncResult(len(change.fresh), len(change.stale))


def _copy_base(workspace: Workspace, wanted: Wanted, folder: Path) -> None:
    """Start a store with the bundled base where that lies ready, or can be made ready for all workspaces."""
    shipped = workspace.shipped / "store"
    if _holds_base(shipped, wanted):
        copy_store(shipped, folder)
    elif workspace.base is not workspace:
        base = workspace.base
        try:
            sync(base)
            with locked(_lock(base), _FIRST_LOAD) as ours:
                if ours:
                    copy_store(base.store_path.resolve(), folder)
        except (BusyError, UnreadableError) as error:
            _LOG.warning("The base is read again for this workspace. %s %s", error, error.remedy)


def _holds_base(store: Path, wanted: Wanted) -> bool:
    """Say whether a store holds the base as it is now, and nothing else."""
    home = file_graph("base", "")
    held = manifest_of(store)
    held.pop(DERIVED_GRAPH, "")
    return held == {g: digest for g, digest in wanted.digests.items() if g.startswith(home)}


def readable_store(workspace: Workspace) -> tuple[Path, SyncResult]:
    """Bring the store up to date and return its folder, for reading, and what that took.

    Where its place cannot be written, the base alone is read where a wheel brought it if that is in step, and
    else a store is made for this process.

    Raises:
        UnreadableError: an imported file is damaged, or no store can be written anywhere.
        BusyError: there is no store yet, and another process that is making it does not finish.
    """
    try:
        done = sync(workspace)
    except UnwritableError as error:
        shipped = workspace.shipped / "store"
        if workspace.base is workspace and _in_step(
            manifest_of(shipped), wanted_graphs(workspace), workspace
        ):
            return shipped, SyncResult(0, 0)
        workspace = in_temporary_folder(workspace, error)
        done = sync(workspace)
    return workspace.store_path.resolve(), done


def open_readonly(workspace: Workspace) -> Knowledge:
    """Bring the store of a workspace up to date and open it for reading; a damaged one is rebuilt once.

    The first failure may only mean that the store was replaced just then.
    """
    for rebuild in (False, True):
        try:
            return _opened(workspace)
        except DAMAGED:
            if rebuild:
                Generations(workspace.store_path).discard()
    return _opened(workspace)


def _opened(workspace: Workspace) -> Knowledge:
    opened = _in_step_already(workspace)
    if opened is None:
        folder, done = readable_store(workspace)
        opened = Knowledge(ox.Store.read_only(str(folder)), folder=folder, behind=done.behind)
    _hold_files(opened.store)
    return opened


def _in_step_already(workspace: Workspace) -> Knowledge | None:
    """Open the store once where nothing changed, as is mostly so, for opening is what takes longest."""
    folder = workspace.store_path.resolve()
    if not (folder / "CURRENT").is_file():
        return None
    store = ox.Store.read_only(str(folder))
    in_step = _in_step(manifest_in(store), wanted_graphs(workspace), workspace)
    return Knowledge(store, folder=folder) if in_step else None


_NODE = ox.NamedNode(FILES)


def _hold_files(store: ox.Store) -> None:
    """Look into each index once, for a store opens its files only when it comes to need them.

    By then a writer may have merged the small ones into others and removed them.
    """
    for graph in (MERGED, _NODE, None):
        next(store.quads_for_pattern(_NODE, None, None, graph), None)
        next(store.quads_for_pattern(None, _NODE, None, graph), None)
        next(store.quads_for_pattern(None, None, _NODE, graph), None)


def described_by_imports(workspace: Workspace, names: Collection[str]) -> set[str]:
    """Return those of the IRIs that something in the store describes; none where nothing is imported."""
    if not names or not read_ledger(workspace).tables:
        return set()
    store = open_readonly(workspace).store
    return {name for name in names if next(store.quads_for_pattern(ox.NamedNode(name), None, None), None)}
