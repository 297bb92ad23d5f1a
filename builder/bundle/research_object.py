"""The bundle described as a research object: RO-Crate 1.1 metadata (https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from builder.building import Prepared
from builder.filing.manifest import ListedFile, Manifest
from kb.common.output import as_json

NAME = "ro-crate-metadata.json"
_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_FORM = "https://w3id.org/ro/crate/1.1"
_MEDIA = {
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}
_ROLES = {
    "comment": "The comment, with its draft, evidence, findings and manifest within",
    "comment box": "The text for the comment box of the portal",
    "attachment": "A further attachment",
    "summary": "A summary for the person who signs",
    "report": "What the build used and what its checks found",
    "manifest": "SHA-256 of every input and product, and versions",
}
_TERMS = "As the submitter states; comments on a docket become public."
Entity = dict[str, Any]


def crate_of(prepared: Prepared, manifest: Manifest) -> bytes:
    """Return the metadata of a bundle whose manifest lists its files."""
    front = prepared.draft.front
    who = front.submitter.organization or front.submitter.name or "Unnamed submitter"
    files = [*manifest.files, ListedFile("manifest.json", "manifest", "", 0)]
    program, _, release = manifest.program.rpartition(" ")
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": front.title,
        "description": _described(prepared),
        "datePublished": manifest.day,
        "license": {"@id": "#terms"},
        "author": {"@id": "#submitter"},
        "hasPart": [{"@id": file.name} for file in files],
        "publisher": {"@id": "#submitter"},
        "mentions": {"@id": "#build"},
    }
    graph: list[Entity] = [
        {"@id": NAME, "@type": "CreativeWork", "conformsTo": {"@id": _FORM}, "about": {"@id": "./"}},
        root,
        {"@id": "#submitter", "@type": "Organization", "name": who},
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms", "description": _TERMS},
        {"@id": "#program", "@type": "SoftwareApplication", "name": program, "version": release},
        _action(manifest),
        *map(_file, files),
        *_inputs(manifest.inputs),
    ]
    return as_json({"@context": _CONTEXT, "@graph": graph}).encode()


def _described(prepared: Prepared) -> str:
    docket = prepared.resolved.context.docket
    return f"A comment on docket {docket.number}, as filed." if docket else "A comment, as filed."


def _action(manifest: Manifest) -> Entity:
    """Return how the products came from the inputs."""
    return {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "Build",
        "instrument": {"@id": "#program"},
        "agent": {"@id": "#submitter"},
        "endTime": manifest.day,
        "object": [{"@id": f"#input-{number}"} for number, _ in enumerate(manifest.inputs, 1)],
        "result": [{"@id": file.name} for file in manifest.files],
    }


def _file(file: ListedFile) -> Entity:
    entity: Entity = {
        "@id": file.name,
        "@type": "File",
        "name": PurePosixPath(file.name).name,
        "description": _ROLES.get(file.role, file.role),
        "encodingFormat": _MEDIA.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream"),
    }
    # the manifest lists the others, and cannot list itself
    return entity | ({"contentSize": str(file.bytes), "sha256": file.sha256} if file.sha256 else {})


def _inputs(inputs: Iterable[ListedFile]) -> list[Entity]:
    """Return the inputs, which are not in the bundle, as works known by name and hash."""
    return [
        {"@id": f"#input-{number}", "@type": "CreativeWork", "name": file.name, "sha256": file.sha256}
        for number, file in enumerate(inputs, 1)
    ]
