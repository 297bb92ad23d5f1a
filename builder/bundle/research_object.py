"""The bundle described as a research object: what its RO-Crate says (`kb.common.research_crate`)."""

from __future__ import annotations

from collections.abc import Iterable

from builder.building import Prepared
from builder.filing.manifest import ListedFile, Manifest
from kb.common.research_crate import METADATA, Entity, crate_file, crate_metadata

NAME = METADATA
_ROLES = {
    "comment": "The comment, with its draft, evidence, findings and manifest within",
    "comment box": "The text for the comment box of the portal",
    "attachment": "A further attachment",
    "summary": "A summary for the person who signs",
    "report": "What the build used and what its checks found",
    "manifest": "SHA-256 of every input and product, and versions",
}
_TERMS = "As the submitter states; comments on a docket become public."


def crate_of(prepared: Prepared, manifest: Manifest) -> bytes:
    """Return the metadata of a bundle whose manifest lists its files."""
    front = prepared.draft.front
    who = front.submitter.organization or front.submitter.name or "Unnamed submitter"
    files = [*manifest.files, ListedFile("manifest.json", "manifest", "", 0)]
    program, _, release = manifest.program.rpartition(" ")
    root: Entity = {
        "name": front.title,
        "description": _described(prepared),
        "datePublished": manifest.day,
        "license": {"@id": "#terms"},
        "author": {"@id": "#submitter"},
        "hasPart": [{"@id": file.name} for file in files],
        "publisher": {"@id": "#submitter"},
        "mentions": {"@id": "#build"},
    }
    entities = [
        {"@id": "#submitter", "@type": "Organization", "name": who},
        {"@id": "#terms", "@type": "CreativeWork", "name": "Terms", "description": _TERMS},
        {"@id": "#program", "@type": "SoftwareApplication", "name": program, "version": release},
        _action(manifest),
        *map(_file, files),
        *_inputs(manifest.inputs),
    ]
    return crate_metadata(root, entities)


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
    # the manifest lists the others, and cannot list itself
    return crate_file(file.name, _ROLES.get(file.role, file.role), file.bytes, file.sha256)


def _inputs(inputs: Iterable[ListedFile]) -> list[Entity]:
    """Return the inputs, which are not in the bundle, as works known by name and hash."""
    return [
        {"@id": f"#input-{number}", "@type": "CreativeWork", "name": file.name, "sha256": file.sha256}
        for number, file in enumerate(inputs, 1)
    ]
