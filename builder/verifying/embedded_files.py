"""The files within a PDF, held against the manifest among them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.filing.carried_files import MANIFEST
from builder.filing.manifest import Manifest, read_manifest
from kb.errors import UnreadableError

if TYPE_CHECKING:
    import pikepdf

_MOST_FILES = 500
_MOST_BYTES = 256_000_000
"""Bytes of all embedded files; a filing's evidence takes one or two million."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a PDF carries, each file as the manifest lists it."""

    manifest: Manifest
    files: tuple[tuple[str, bytes], ...]
    """Name and content, the manifest among them, sorted by name."""

    def of(self, role: str) -> list[tuple[str, bytes]]:
        """Return name and content of the files that have a role."""
        known = dict(self.files)
        return [(file.name, known[file.name]) for file in self.manifest.of(role)]

    def one(self, role: str) -> bytes:
        """Return the content of the only file of a role.

        Raises:
            UnreadableError: there is none, or more than one.
        """
        found = self.of(role)
        if len(found) != 1:
            raise UnreadableError(
                f"The manifest lists {len(found)} files as {role}.", "There is one in a filing."
            )
        return found[0][1]


def read_files(pdf: pikepdf.Pdf) -> dict[str, bytes]:
    """Return the embedded files of a PDF by name.

    Raises:
        UnreadableError: there are too many, they are too large, or one cannot be read.
    """
    import pikepdf

    found: dict[str, bytes] = {}
    try:
        names = sorted(pdf.attachments)
        if len(names) > _MOST_FILES:
            raise UnreadableError(f"The PDF carries {len(names)} files.", "A filing carries a few.")
        for name in names:
            found[name] = pdf.attachments[name].get_file().read_bytes()
            if sum(map(len, found.values())) > _MOST_BYTES:
                raise UnreadableError(
                    "The files in the PDF are too large.", "A filing's take a few megabytes."
                )
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise UnreadableError("The files in the PDF cannot be read.", "The PDF is damaged.") from error
    return found


def held_against_manifest(files: dict[str, bytes]) -> tuple[Embedded | None, list[str]]:
    """Return the files as the manifest lists them, or none and what is wrong with them, in sentences."""
    if MANIFEST not in files:
        return None, []
    try:
        manifest = read_manifest(files[MANIFEST])
    except UnreadableError as error:
        return None, [error.message]
    listed = {file.name: file for file in manifest.files}
    wrong = [
        f"`{name}` is listed in the manifest and not there." for name in sorted(listed.keys() - files.keys())
    ]
    wrong += [
        f"`{name}` is not listed in the manifest."
        for name in sorted(files.keys() - listed.keys() - {MANIFEST})
    ]
    for name in sorted(listed.keys() & files.keys()):
        if hashlib.sha256(files[name]).hexdigest() != listed[name].sha256:
            wrong.append(f"`{name}` is not the file whose SHA-256 the manifest gives.")
    return (None if wrong else Embedded(manifest, tuple(sorted(files.items())))), wrong
