"""A record that cites a retracted, superseded or changed source, or uses evidence that was superseded."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.currency.standing import Standing, standing_of
from kb.findings import Finding
from kb.namespaces import iri
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A record rests on a source or record that was retracted, superseded or changed.",
    "Cite what took its place, after looking whether it still says the same; or mark the record superseded.",
)
_DIRECT = (
    iri("dcterms:source"),
    iri("soce:reportsOn"),
    iri("soce:hasEvidenceItem"),
    iri("soce:hasFigure"),
    iri("soce:hasDuty"),
    iri("soce:reliesOn"),
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each direct use of a record that does not stand itself."""
    standings = standing_of(collection)
    fallen = {name: standing for name, standing in standings.items() if not standing.through}
    if not fallen:
        return
    for file in collection.files:
        for subject, predicate, term, _ in file.statements:
            standing = fallen.get(term.value)
            if standing and predicate in _DIRECT and subject not in (standing.successor, *fallen):
                yield _finding(standing, collection, subject, predicate)


def _finding(standing: Standing, collection: Collection, subject: str, predicate: str) -> Finding:
    where = collection.locate(subject, predicate, standing.cause)
    fix = f"Look at `{standing.successor.rpartition('/')[2]}`." if standing.successor else ""
    return CHECK.finding(f"{standing.said()}.", where, fix)
