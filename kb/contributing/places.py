"""Where an office's own files go."""

from __future__ import annotations

import re
from pathlib import Path

from kb.errors import UsageError
from kb.records.collection import Collection
from kb.workspace import Workspace

CONTRIBUTED = "contributed"
"""Folder of the evidence folder for what `add` takes in: one folder below it for each time."""


def evidence_folder(collection: Collection) -> Path:
    """Return the folder of the office's own evidence.

    Raises:
        UsageError: there is no workspace here.
    """
    if collection.workspace is None:
        raise UsageError("These records belong to no workspace.", "Open one.")
    return own_evidence(collection.workspace)


def own_evidence(workspace: Workspace) -> Path:
    """Return the folder of the office's own evidence.

    Raises:
        UsageError: there is no workspace here.
    """
    own = next((layer for layer in workspace.layers if layer.name == "own"), None)
    if own is None:
        raise UsageError(
            f"{workspace.root} is in no workspace.",
            "Make one with `soc-evidence init FOLDER`, and work there.",
        )
    return own.folders[0]


def slug(text: str, limit: int = 60) -> str:
    """Turn text into an id: lower-case letters, digits and hyphens; `record` when nothing is left."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word
        if len(longer) > limit:
            break
        made = longer
    return made or (words[0][:limit] if words else "record")


def safe_name(name: str) -> str:
    """Return a file name without folders or anything that a shell or a path would take amiss."""
    base = re.split(r"[/\\]", name)[-1]
    stem, dot, suffix = base.rpartition(".")
    if not dot:
        stem, suffix = base, ""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", stem).strip("-") or "file"
    return f"{stem[:80]}.{suffix.lower()}" if suffix.isalnum() else stem[:80]
