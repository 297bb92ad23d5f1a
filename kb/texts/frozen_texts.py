"""Frozen texts: the document or text of a source as it was retrieved, kept on the user's machine.

They lie in `texts/` of the workspace as `<source-id>.<suffix>` and are not part of what is published; the
source's record keeps their sha256 and size.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kb.texts.document_limits import MEDIA_TYPES
from kb.texts.extraction import Extract, extract
from kb.workspace import Workspace

FOLDER = "texts"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


@dataclass(frozen=True, slots=True)
class FrozenText:
    """A source's document at hand."""

    path: Path
    sha256: str
    size: int
    cache: Path

    def read(self) -> Extract:
        """Return its text.

        Raises:
            RefusedError: the document cannot be read.
        """
        return extract(self.path, self.cache, self.sha256)


def find_text(workspace: Workspace, source_id: str) -> FrozenText | None:
    """Return the frozen text of a source, or None when it is not at hand."""
    if not _ID.fullmatch(source_id):
        return None
    folder = texts_folder(workspace).resolve()
    for suffix in MEDIA_TYPES:
        path = (folder / f"{source_id}{suffix}").resolve()
        if path.is_relative_to(folder) and path.is_file():
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            return FrozenText(path, digest, len(data), workspace.derived / "texts")
    return None


def changed_texts(workspace: Workspace, recorded: Mapping[str, str]) -> Iterator[tuple[str, FrozenText]]:
    """Yield each source whose text is at hand and has another sha256 than its record says.

    Args:
        workspace: where the texts lie.
        recorded: sha256 by the IRI of the source.
    """
    if not texts_folder(workspace).is_dir():
        return
    for source, sha256 in recorded.items():
        frozen = find_text(workspace, source.rpartition("/")[2])
        if frozen and frozen.sha256 != sha256.lower():
            yield source, frozen


def texts_state(workspace: Workspace) -> str:
    """Return what tells whether a frozen text may have changed: names, sizes, times; empty without any."""
    folder = texts_folder(workspace)
    if not folder.is_dir():
        return ""
    found = [(path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file()]
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in found])


def texts_folder(workspace: Workspace) -> Path:
    """Return the folder of frozen texts; it need not exist."""
    return workspace.root / FOLDER
