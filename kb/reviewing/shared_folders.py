"""A folder of records, shared or checked out, taken as if its office had packed it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kb.contributing.contribution import own_evidence
from kb.errors import UsageError
from kb.findings import Finding
from kb.records.collection import read_collection
from kb.reviewing.office_files import office_files
from kb.reviewing.pack_files import ASK_FOR_PACK, Pack, read_pack
from kb.reviewing.packed_documents import Sending
from kb.reviewing.packing import pack
from kb.workspace import Layer, Workspace, open_workspace


def pack_of_folder(workspace: Workspace, folder: Path, stage: Path) -> Pack | tuple[Finding, ...]:
    """Pack a folder as it lies: in the workspace that it is in, or else as one of its own.

    Args:
        workspace: that it comes to.
        folder: of the records; nothing is written there.
        stage: where to prepare it.

    Returns:
        The pack, or what is wrong with the folder.

    Raises:
        UsageError: it is evidence of this workspace already, or has nothing to pack.
    """
    folder, theirs = folder.resolve(), open_workspace(folder)
    evidence = own_evidence(workspace).resolve()
    if folder.is_relative_to(evidence) or evidence.is_relative_to(folder):
        where = "is in" if folder.is_relative_to(evidence) else "holds"
        raise UsageError(f"{folder} {where} this workspace itself.", "Receive what another office sent.")
    if len(theirs.layers) == 1 or theirs.root == workspace.root:
        own = Layer("own", folder, (folder, folder / "dockets"))
        theirs = replace(theirs, root=folder, layers=(*theirs.layers[:1], own))
    files = office_files(read_collection(theirs), own_evidence(theirs))
    if not any(file.records for file in files if file.path.is_relative_to(folder)):
        raise UsageError(f"{folder} holds no records.", ASK_FOR_PACK)
    whole = folder in (theirs.root, own_evidence(theirs))
    made = pack(replace(theirs, derived=stage / "derived"), [] if whole else [folder], Sending.ALL)
    if made.refused:
        return made.findings
    path = stage / "folder.zip"
    path.write_bytes(made.data)
    return read_pack(path)
