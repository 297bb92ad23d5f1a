"""The documents of a pack, each that of a source in it, kept in `texts/` under the source's id."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.common.files import write_atomically
from kb.contributing.row_ids import with_office
from kb.findings import Check, Finding, Location, Severity
from kb.reviewing.pack_files import TEXTS, Pack
from kb.reviewing.pack_rows import PackRows
from kb.texts import MEDIA_TYPES, texts_folder
from kb.workspace import Workspace

NOT_KEPT = Check(
    "document-not-kept",
    Severity.WARNING,
    "A document of a pack is not kept: no source that came with it describes it.",
    "Ask the office for the document that its record describes.",
)
EARLIER = "earlier"
"""Folder of `texts/` for documents that another one took the place of."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that came in."""

    source: str
    """Name of its source here, such as `source/bay.sop`."""
    name: str
    """Its file name in `texts/`."""
    data: bytes
    new: bool
    """Whether it is not there yet."""


def documents_of(pack: Pack, rows: PackRows, workspace: Workspace) -> tuple[list[NewDocument], list[Finding]]:
    """Return the documents of a pack that are those of its sources, and findings about the others."""
    found: list[NewDocument] = []
    findings: list[Finding] = []
    for part, data in pack.files.items():
        if not part.startswith(TEXTS):
            continue
        path = Path(part.removeprefix(TEXTS))
        identifier = with_office(path.name.removesuffix(path.suffix), rows.office)
        source = rows.records.get(f"source/{identifier}")
        described = source.keys.get("text") if source else None
        recorded = described.get("sha256", "") if isinstance(described, Mapping) else ""
        digest = hashlib.sha256(data).hexdigest()
        if source is None:
            message = f"`{part}` is the document of no source in the pack."
        elif recorded and recorded.lower() != digest:
            message = f"`{part}` is not the document that the record of `{source.name}` describes (sha256)."
        else:
            name = f"{identifier}{path.suffix}"
            found.append(NewDocument(source.name, name, data, not _is_there(workspace, name, digest)))
            continue
        findings.append(NOT_KEPT.finding(message, Location(rows.shown)))
    return found, findings


def _is_there(workspace: Workspace, name: str, digest: str) -> bool:
    path = texts_folder(workspace) / name
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def store(workspace: Workspace, documents: Iterable[NewDocument]) -> list[Path]:
    """Keep documents, out of git; one that another takes the place of goes to `texts/earlier/`.

    Raises:
        UnreadableError: the folder cannot be written.
    """
    folder, written = texts_folder(workspace), []
    for document in documents:
        if not document.new:
            continue
        if not (folder / ".gitignore").exists():
            write_atomically(folder / ".gitignore", b"*\n")
        stem = Path(document.name).stem
        for suffix in MEDIA_TYPES:
            old = folder / f"{stem}{suffix}"
            if old.is_file():
                data = old.read_bytes()
                digest = hashlib.sha256(data).hexdigest()[:8]
                write_atomically(folder / EARLIER / f"{stem}-{digest}{suffix}", data)
        write_atomically(folder / document.name, document.data)
        for suffix in MEDIA_TYPES:
            if f"{stem}{suffix}" != document.name:
                (folder / f"{stem}{suffix}").unlink(missing_ok=True)
        written.append(folder / document.name)
    return written
