"""Bring the embedded store up to date with the files: changed graphs only, all of them or none.

The store is derived: whatever is in it can be made again, so a damaged one is thrown away and rebuilt. A few
changed record files are one transaction. Imported tables and many files at once are loaded in bulk into a new
folder that then takes the store's place. Either way a reader or a power cut sees the old graphs or the new
ones, and while another process writes for longer than a moment, readers go on with the store as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kb.store.change import change_from
from kb.store.generations import Generations
from kb.store.lock import writing
from kb.store.manifest import DAMAGED, manifest_of
from kb.store.wanted import Wanted, wanted_graphs
from kb.store.writing import busy, replace, update_in_place
from kb.workspace import Workspace

_MOMENT = 2.0
"""Seconds to wait for another process that is writing; an update takes a fraction of one."""
_FIRST_LOAD = 120.0
"""Seconds to wait for it when there is no store to read meanwhile; a first load may take a minute."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did."""

    added: int
    removed: int
    unchanged: int
    behind: bool = False
    """True when another process was writing and the store was left as it is."""


def sync(workspace: Workspace, patience: float = _MOMENT) -> SyncResult:
    """Make the store say what the files say.

    When another process is writing for longer than `patience` seconds, an existing store stays as it is.

    Raises:
        UnreadableError: the store's folder cannot be written, or an imported file is damaged.
        MissingError: there is no store yet, and another process that is making it does not finish.
    """
    wanted = wanted_graphs(workspace)
    if manifest_of(workspace.store_path) == wanted.digests:
        return SyncResult(0, 0, len(wanted.digests))
    generations = Generations(workspace.store_path)
    patience = patience if generations.exists else max(patience, _FIRST_LOAD)
    with writing(workspace.derived / "store.lock", patience) as ours:
        if ours:
            return _write(workspace, generations, wanted)
    if generations.exists:
        return SyncResult(0, 0, 0, behind=True)
    raise busy()


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
            replace(workspace, generations, change, wanted)
    return SyncResult(len(change.fresh), len(change.stale), len(wanted.digests) - len(change.fresh))


def open_readonly(workspace: Workspace) -> ox.Store:
    """Sync, then open the store for reading; a store that turns out damaged is rebuilt once.

    The first failure may only mean that the store was replaced just then.
    """
    for rebuild in (False, True):
        sync(workspace)
        try:
            return _reading(workspace)
        except DAMAGED:
            if rebuild:
                Generations(workspace.store_path).discard()
    sync(workspace)
    return _reading(workspace)


def _reading(workspace: Workspace) -> ox.Store:
    return ox.Store.read_only(str(workspace.store_path.resolve()))
