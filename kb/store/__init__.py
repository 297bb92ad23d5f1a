"""The embedded triple store, always in step with the files."""

from kb.store.knowledge import Knowledge
from kb.store.sync import SyncResult, open_store, sync
from kb.workspace import Workspace

__all__ = ["Knowledge", "SyncResult", "open_readonly", "sync"]


def open_readonly(workspace: Workspace) -> Knowledge:
    """Bring the store of a workspace up to date and open it for reading."""
    store, folder = open_store(workspace)
    return Knowledge(store, folder=folder)
