"""How much documents may ask of the machine: honest ones stay far below.

DOCX and XLSX are zip archives of XML: looked over before any part is read as XML.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

MAX_FILE_BYTES = 64 * 2**20
MAX_TEXT_CHARACTERS = 10_000_000
MAX_PAGES = 3_000
MAX_PARTS = 4_000
"""Files inside a DOCX or XLSX."""
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_RATIO = 200
"""Unpacked to packed size of one part above a megabyte; office XML packs about 10 to 1."""
MAX_SECONDS = 60
MAX_MEMORY_BYTES = 2 * 2**30
"""Address space of the process that reads a document."""
MAX_RECOGNITION_SECONDS = 600
"""Text recognition takes some seconds a page."""
MAX_MEMBERS = 500
"""Files in a zip file or attached to an e-mail."""

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
"""Document type and entity declarations; ECMA-376 part 2, 8.2.5, allows none."""


class RefusedError(Exception):
    """A document that is not read; the text says why, in one sentence.

    Attributes:
        remedy: what a person does about it, in one sentence; empty where the reason says it.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class NoWordsError(RefusedError):
    """A PDF without words that can be used: a scan, or fonts that do not say what they show."""


def look_over(path: Path) -> None:
    """Refuse an archive that would unpack too large, leads outside itself, or declares XML entities.

    Raises:
        RefusedError: with the reason.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            weigh_parts(parts)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _no_declarations(archive, part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as error:
        raise RefusedError(f"The archive is damaged: {error}.") from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise RefusedError("The document is encrypted.") from error


def weigh_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive of too many parts, that unpacks too large, or that leads outside itself.

    Raises:
        RefusedError: with the reason.
    """
    if len(parts) > MAX_PARTS:
        raise RefusedError(f"The archive has {len(parts)} parts; the limit is {MAX_PARTS}.")
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED_BYTES:
        raise RefusedError(
            f"It unpacks to {total / 2**20:.0f} MB; the limit is {MAX_UNPACKED_BYTES // 2**20} MB."
        )
    for part in parts:
        names = part.filename.replace("\\", "/").split("/")
        if ".." in names or part.filename.startswith(("/", "\\")) or ":" in names[0]:
            raise RefusedError(f"A part is named to land outside: `{part.filename[:80]}`.")
        if part.file_size > 2**20 and part.file_size > MAX_RATIO * max(1, part.compress_size):
            ratio = part.file_size // max(1, part.compress_size)
            raise RefusedError(f"The part `{part.filename[:80]}` unpacks to {ratio} times its size.")


def _no_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(2**20):
            if any(word in tail + chunk for word in _DECLARATIONS):
                raise RefusedError(f"The part `{part.filename[:80]}` declares XML entities.")
            tail = chunk[-32:]
