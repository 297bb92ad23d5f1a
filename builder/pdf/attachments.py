"""Embedded files, associated with the document as a whole (ISO 19005-3 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from builder.pdf import syntax


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file to travel within the PDF."""

    name: str
    media_type: str
    data: bytes
    description: str
    relationship: Literal["Source", "Data", "Supplement"]


def embed(document: Any, files: Iterable[EmbeddedFile], date: bytes) -> None:
    """Add `files` to the catalog's name tree and its associated files, sorted by name.

    :param date: modification date as a PDF string.
    """
    written = {file.name: _write(document, file, date) for file in files}
    if not written:
        return
    names = sorted((syntax.string(name), reference) for name, reference in written.items())
    tree = syntax.array(name + b" " + reference for name, reference in names)
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.Names = syntax.Raw(syntax.dictionary({"EmbeddedFiles": syntax.dictionary({"Names": tree})}))
    catalog.AF = syntax.array(reference for _, reference in names)


def _write(document: Any, file: EmbeddedFile, date: bytes) -> bytes:
    document.updateSignature(file.data)
    parameters = {
        "Size": b"%d" % len(file.data),
        "ModDate": date,
        "CheckSum": b"<" + hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode() + b">",
    }
    entries = {
        "Type": b"/EmbeddedFile",
        "Subtype": syntax.name(file.media_type),
        "Params": syntax.dictionary(parameters),
    }
    _, content = syntax.add(document, syntax.stream(entries, file.data))
    specification = {
        "Type": b"/Filespec",
        "F": syntax.string(file.name),
        "UF": syntax.string(file.name),
        "Desc": syntax.string(file.description),
        "AFRelationship": syntax.name(file.relationship),
        "EF": syntax.dictionary({"F": content, "UF": content}),
    }
    return syntax.add(document, syntax.dictionary(specification))[1]
