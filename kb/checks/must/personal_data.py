"""Personal data of callers or staff in an office's own files, which end up in a public filing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import Finding
from kb.namespaces import FILES
from kb.records.collection import Collection
from kb.records.evidence_files import decode, read_bytes
from kb.screening import Waivers, read_waivers, screen_text
from kb.screening.screen import PERSONAL_DATA as CHECK

__all__ = ["CHECK", "find"]


def find(collection: Collection) -> Iterator[Finding]:
    """Report personal data in each own file that no waiver covers."""
    root = collection.workspace.root if collection.workspace else None
    waivers = read_waivers(root) if root else Waivers(frozenset())
    for file in collection.files:
        if file.graph.startswith(FILES + "own/"):
            data, _ = read_bytes(file.path, file.shown)
            text, _ = decode(data, file.shown)
            yield from screen_text(text, file.shown, waivers)
