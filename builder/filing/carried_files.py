"""The files that a filed PDF carries: the draft, what it reads, the evidence, the findings, and the manifest.

What is carried is tried out before it goes: the document is made from it once more. Where the part of the
graph does not give the same document (a query that counts over the whole base), more of the graph goes along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

import pyoxigraph as ox

from builder import document as doc
from builder.filing import manifest
from builder.filing.evidence_subgraph import as_trig, drawn_on, ever_wider
from builder.filing.isolation import Alone, alone, findings_json, told_alone
from builder.resolve.resolve_draft import Resolved
from kb.findings import Finding, has_errors
from kb.workspace import Workspace

EVIDENCE, FINDINGS, MANIFEST = "evidence.trig", "findings.json", "manifest.json"
_MEDIA = {
    ".md": "text/markdown",
    ".trig": "application/trig",
    ".json": "application/json",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_TOLD = {
    "draft": "The draft that this document was made from",
    "evidence": "The records that this document stands on, as RDF",
    "findings": "What the checks found in the draft",
    "read": "A file that the draft names",
    "manifest": "Names and SHA-256 of what this file holds and was made from",
}
_RELATIONSHIP: dict[str, Literal["Source", "Data", "Supplement"]] = {
    "draft": "Source",
    "evidence": "Data",
    "findings": "Supplement",
    "read": "Source",
    "manifest": "Supplement",
}

Fill = Callable[[Alone], tuple[doc.Document, Sequence[Finding]]]
"""Makes the document of a draft, with what the checks of the draft find."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft that was filled in and checked."""

    name: str
    """The draft's file name."""
    day: str
    resolved: Resolved


def carried(filled: Filled, store: ox.Store, workspace: Workspace, fill: Fill) -> tuple[doc.Attachment, ...]:
    """Return what the PDF of a draft carries, the manifest last."""
    quads, findings = _tried_out(filled, store, fill)
    context = filled.resolved.context
    files = [
        (draft_name(filled.name), "draft", context.draft.text.encode()),
        (EVIDENCE, "evidence", as_trig(quads)),
        (FINDINGS, "findings", findings),
        *((name, "read", data) for name, data in sorted(context.used.files.items())),
    ]
    listed = [manifest.listed(*file) for file in files]
    made = manifest.make_manifest(filled.day, listed, manifest.record_files(quads, workspace))
    return attachments([*files, (MANIFEST, "manifest", manifest.as_bytes(made))])


def _tried_out(filled: Filled, store: ox.Store, fill: Fill) -> tuple[list[ox.Quad], bytes]:
    """Return the smallest part of the graph that gives the same document, and what the checks find then.

    Errors that come from too small a part are looked for in wider ones.
    """
    context, files = filled.resolved.context, filled.resolved.context.used.files
    found: tuple[list[ox.Quad], bytes] = ([], b"")
    for part in ever_wider(store, drawn_on(context)):
        with alone(context.draft.text, draft_name(filled.name), files, part) as made:
            document, findings = fill(made)
            told = told_alone(findings)
            found = part, findings_json(told, made.draft)
        if document == filled.resolved.document and not has_errors(told):
            break
    return found


def draft_name(name: str) -> str:
    """Return the name that a draft goes by within the PDF."""
    return name if name.endswith(".md") else f"{name}.md"


def attachments(files: Iterable[tuple[str, str, bytes]]) -> tuple[doc.Attachment, ...]:
    """Return files, each with its name, role and content, as the document takes them."""
    return tuple(_attachment(*file) for file in files)


def _attachment(name: str, role: str, data: bytes) -> doc.Attachment:
    media = _MEDIA.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return doc.Attachment(name, media, data, _TOLD.get(role, role), _RELATIONSHIP.get(role, "Supplement"))
