"""Records that say the same of the same source, and sources that are recorded twice."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.likeness import doubles
from kb.common.check_folders import declare
from kb.findings import Finding
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A record says what another one says of the same source, or a source is recorded twice.",
    "Keep one of the two; if they differ, say so in their statements, or use `contests:` or `supersedes:`.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report the later of each two."""
    for double in doubles(collection):
        first = collection.locate(double.first)
        where = collection.locate(double.second, double.predicate)
        yield CHECK.finding(f"{double.said} (at {first}).", where, elsewhere=(first,))
