"""The embedded triple store, always in step with the files."""

from kb.store.knowledge import Knowledge
from kb.store.sync import SyncResult, open_readonly, sync

__all__ = ["Knowledge", "SyncResult", "open_readonly", "sync"]
