"""A frozen text that is not the one its source's record describes."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import iri
from kb.quoting.quotations import changed_sources
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "The document in `texts/` has another sha256 than its source's record says.",
    "Put the original back, or record the new edition as a source of its own that supersedes this one.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each changed source at the sha256 of its record."""
    for change in changed_sources(collection):
        where = collection.locate(change.text, iri("soce:sha256"), change.recorded)
        message = f"`{change.file}` has sha256 {change.found}, not the one recorded."
        yield CHECK.finding(message, where)
