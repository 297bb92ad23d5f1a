"""A duty that nobody has verified."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding
from kb.namespaces import RECORDS, concept, iri, short
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A duty is not verified, so no table, count or comparison takes it.",
    "Compare it with its source, correct it, and write `verification: verified`.",
)
_VERIFICATION, _UNVERIFIED = iri("soce:verification"), concept("verification", "unverified")
_DUTIES = f"{RECORDS}duty/"


def find(collection: Collection) -> Iterator[Finding]:
    """Report the duties that say they are unverified."""
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            if (predicate, term.value) == (_VERIFICATION, _UNVERIFIED) and subject.startswith(_DUTIES):
                where = collection.locate(subject, predicate, term.value)
                yield CHECK.finding(f"`{short(subject)}` is not verified, and nothing counts it.", where)
