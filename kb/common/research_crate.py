"""RO-Crate 1.1 metadata (https://w3id.org/ro/crate/1.1): what a folder holds, for people and archives.

The bundle of a comment and the export of a base both write it here. It is one JSON document of a few kinds of
entity; the library `rocrate` reads it in the tests, and is not used for writing, for it wants to copy the
files itself, and would bring an HTTP client and a template engine along.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from kb.common.output import as_json

METADATA = "ro-crate-metadata.json"
_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_FORM = "https://w3id.org/ro/crate/1.1"
_MEDIA = {
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".nq": "application/n-quads",
    ".pdf": "application/pdf",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".yaml": "application/yaml",
}
Entity = dict[str, Any]


def crate_metadata(root: Entity, entities: Iterable[Entity]) -> bytes:
    """Return the metadata of a folder: what is said of the whole, then of its parts and of others."""
    descriptor = {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": _FORM},
        "about": {"@id": "./"},
    }
    whole = {"@id": "./", "@type": "Dataset", **root}
    return as_json({"@context": _CONTEXT, "@graph": [descriptor, whole, *entities]}).encode()


def crate_file(name: str, description: str, size: int = 0, sha256: str = "") -> Entity:
    """Return a file of the folder; without a hash neither that nor its size is told."""
    entity: Entity = {
        "@id": name,
        "@type": "File",
        "name": PurePosixPath(name).name,
        "description": description,
        "encodingFormat": _MEDIA.get(PurePosixPath(name).suffix.lower(), "application/octet-stream"),
    }
    return entity | ({"contentSize": str(size), "sha256": sha256} if sha256 else {})
