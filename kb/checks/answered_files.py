"""Whose files a check on freshness is about."""

from __future__ import annotations

from kb.namespaces import FILES
from kb.records.collection import Collection, RecordFile


def answered_files(collection: Collection) -> list[RecordFile]:
    """Return an office's own files of records; where it has none, those of the base.

    Nobody but its keepers can renew the base, and a draft is told of what it draws on from there.
    """
    own = [file for file in collection.files if file.graph.startswith(f"{FILES}own/") and file.records]
    return own or list(collection.files)
