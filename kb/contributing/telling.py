"""What `soc-evidence add` reports, and the sheets that it proposes."""

from __future__ import annotations

from pathlib import Path

from kb.common.files import short_path
from kb.contributing.adding import Addition
from kb.contributing.duties import duty_sheet, propose_duties
from kb.contributing.scaffolding import write_new
from kb.records.collection import read_collection

PROPOSALS = "proposals"
"""Folder of the workspace for sheets to correct; it is no evidence."""


def said(addition: Addition, written: list[Path]) -> str:
    """Return the new places, one a line, and what was there already."""
    lines = [short_path(path) for path in written]
    lines += [f"{short_path(file.shown)}: taken in before; nothing was added" for file in addition.known]
    return "".join(f"{line}\n" for line in lines)


def proposed_duties(addition: Addition, occupation: str) -> list[Path]:
    """Write a sheet of proposed duties for each document that has some; one that exists is left alone."""
    collection = read_collection(addition.workspace)
    written = []
    for file in (*addition.files, *addition.known):
        if file.document is None:
            continue
        proposals = propose_duties(file.text, collection)
        path = addition.workspace.root / PROPOSALS / f"{file.source_id}-duties.csv"
        if proposals and not path.exists():
            written.append(write_new(path, duty_sheet(proposals, occupation, file.source_id)))
    return written
