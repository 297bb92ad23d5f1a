"""DOCX and XLSX are zip archives of XML: looked over before any part is read as XML."""

from __future__ import annotations

import zipfile
from pathlib import Path

from kb.texts import limits

_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
"""Document type and entity declarations; ECMA-376 part 2, 8.2.5, allows none."""


class RefusedError(Exception):
    """A document that is not read; the text says why, in one sentence."""


def look_over(path: Path) -> None:
    """Refuse an archive that would unpack too large, leads outside itself, or declares XML entities.

    Raises:
        RefusedError: with the reason.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _weigh(parts)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _no_declarations(archive, part)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as error:
        raise RefusedError(f"The archive is damaged: {error}.") from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise RefusedError("The document is encrypted.") from error


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > limits.MAX_PARTS:
        raise RefusedError(f"The archive has {len(parts)} parts; the limit is {limits.MAX_PARTS}.")
    total = sum(part.file_size for part in parts)
    if total > limits.MAX_UNPACKED_BYTES:
        raise RefusedError(
            f"It unpacks to {total / 2**20:.0f} MB; the limit is {limits.MAX_UNPACKED_BYTES // 2**20} MB."
        )
    for part in parts:
        names = part.filename.replace("\\", "/").split("/")
        if ".." in names or part.filename.startswith(("/", "\\")) or ":" in names[0]:
            raise RefusedError(f"A part is named to land outside: `{part.filename[:80]}`.")
        if part.file_size > 2**20 and part.file_size > limits.MAX_RATIO * max(1, part.compress_size):
            ratio = part.file_size // max(1, part.compress_size)
            raise RefusedError(f"The part `{part.filename[:80]}` unpacks to {ratio} times its size.")


def _no_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(2**20):
            if any(word in tail + chunk for word in _DECLARATIONS):
                raise RefusedError(f"The part `{part.filename[:80]}` declares XML entities.")
            tail = chunk[-32:]
