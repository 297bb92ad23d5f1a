"""A waiver for personal data that does not say what it lets pass, why, who decided, or when."""

from __future__ import annotations

from collections.abc import Iterator

from kb.findings import Finding
from kb.records.collection import Collection
from kb.screening.waivers import FILE_NAME, read_waivers
from kb.screening.waivers import INCOMPLETE_WAIVER as CHECK

__all__ = ["CHECK", "find"]


def find(collection: Collection) -> Iterator[Finding]:
    """Report what is wrong with the workspace's `waivers.yaml`."""
    if collection.workspace is not None:
        root = collection.workspace.root
        yield from read_waivers(root, str(root / FILE_NAME)).findings
