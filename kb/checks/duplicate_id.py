"""The same id in two places: one record would silently become a mixture of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import RDF_TYPE, RECORDS, short
from kb.records.collection import Collection
from kb.records.reader import RecordFile

CHECK = Check(
    "duplicate-id",
    Severity.ERROR,
    "Two records of the same kind have the same id.",
    "Give this record another id. To replace a record, use a new id and `supersedes:`; to disagree"
    " with one, use `contests:`.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each description of a record after the first; the base's own counts as first."""
    first: dict[str, tuple[RecordFile, Location]] = {}
    for file in collection.files:
        for subject in _typed(file):
            if subject in first and first[subject][0] is not file:
                where = file.location(subject, "@id") or Location(file.shown)
                yield _taken(subject, first[subject][1], where)
            else:
                earlier = file.location(subject) or Location(file.shown)
                first.setdefault(subject, (file, earlier))
        for subject, places in file.places.repeats.items():
            for place in places:
                where = Location(file.shown, place.line, place.column)
                yield _taken(subject, file.location(subject) or Location(file.shown), where)


def taken_twice(collection: Collection) -> set[str]:
    """Return the records that more than one file describes."""
    counts = Counter(subject for file in collection.files for subject in _typed(file))
    return {subject for subject, count in counts.items() if count > 1}


def _typed(file: RecordFile) -> list[str]:
    """Return the records that the file describes, in file order."""
    subjects = (
        statement.subject
        for statement in file.statements
        if statement.predicate == RDF_TYPE and statement.subject.startswith(RECORDS)
    )
    return [subject for subject in dict.fromkeys(subjects) if "#" not in subject]


def _taken(subject: str, earlier: Location, where: Location) -> Finding:
    return CHECK.finding(
        f"`{short(subject)}` is described at {earlier} already.", where, elsewhere=(earlier,)
    )
