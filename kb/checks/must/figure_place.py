"""A figure of an office's own that names no place, and so would stand for the whole country."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.model.classification import default_classification
from kb.namespaces import FILES, RDF_TYPE, iri, short
from kb.records.collection import Collection

CHECK = declare(
    __name__,
    "A figure from a source that is no national series does not say which place it is of.",
    "Add `place:`, such as `place: Bay County, Florida`; of a figure of the whole country, "
    f"`place: {default_classification().nation}`.",
)
_FIGURE, _SOURCE, _PLACE = iri("qb:Observation"), iri("dcterms:source"), iri("soce:place")
_AUTHORITY, _NATIONAL = iri("soce:authority"), iri("soce:nationByDefault")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each figure of the office's own without a place, unless its source is of the whole country."""
    national = _subjects(collection, _NATIONAL, "true")
    sources = {
        statement.subject
        for file in collection.files
        for statement in file.statements
        if statement.predicate == _AUTHORITY and statement.value in national
    }
    for file in collection.files:
        if not file.graph.startswith(FILES + "own/"):
            continue
        placed = {s.subject for s in file.statements if s.predicate == _PLACE}
        source = {s.subject: s.value for s in file.statements if s.predicate == _SOURCE}
        for subject in [s.subject for s in file.statements if s.predicate == RDF_TYPE and s.value == _FIGURE]:
            if subject not in placed and source.get(subject, "") not in {"", *sources}:
                where = file.location(subject, _PLACE) or Location(file.shown)
                yield CHECK.finding(f"{short(subject)} does not say which place it is of.", where)


def _subjects(collection: Collection, predicate: str, value: str) -> set[str]:
    return {
        statement.subject
        for file in collection.files
        for statement in file.statements
        if statement.predicate == predicate and statement.value == value
    }
