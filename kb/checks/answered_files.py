"""Whose files a check on freshness is about."""

from __future__ import annotations

from kb.namespaces import FILES
from kb.records.collection import Collection, RecordFile


def answered_files(collection: Collection) -> list[RecordFile]:
    """Return an office's own files of records; where the base is checked alone, those of the base.

    Nobody but its keepers can renew the base, and a draft is told of what it draws on from there.
    """
    workspace = collection.workspace
    if workspace is None or len(workspace.layers) == 1:
        return list(collection.files)
    return [file for file in collection.files if file.graph.startswith(f"{FILES}own/") and file.records]
