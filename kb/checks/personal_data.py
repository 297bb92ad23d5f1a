"""Personal data of callers or staff in an office's own files, which end up in a public filing."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import Finding
from kb.namespaces import FILES
from kb.records.collection import Collection, short_path
from kb.records.text import decode, read_bytes
from kb.screening.screen import CHECK, screen_text
from kb.screening.waivers import FILE_NAME, Waivers, read_waivers

__all__ = ["CHECK", "find"]


def find(collection: Collection) -> Iterator[Finding]:
    """Report personal data in each own file that no waiver covers, and waivers that are incomplete."""
    waivers = Waivers(frozenset())
    if collection.workspace is not None:
        root = collection.workspace.root
        waivers = read_waivers(root, short_path(root / FILE_NAME))
        yield from waivers.findings
    for file in collection.files:
        if file.graph.startswith(FILES + "own/"):
            data, _ = read_bytes(file.path, file.shown)
            text, _ = decode(data, file.shown)
            yield from screen_text(text, file.shown, waivers)
