"""The same id in two places: one record would silently become a mixture of both."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.namespaces import short
from kb.records.collection import Collection, RecordFile

CHECK = declare(
    __name__,
    "Two records of the same kind have the same id.",
    "Give this record another id. To replace a record, use a new id and `supersedes:`; to disagree"
    " with one, use `contests:`.",
)


def find(collection: Collection) -> Iterator[Finding]:
    """Report each description of a record after the first; the base's own counts as first."""
    first: dict[str, tuple[RecordFile, Location]] = {}
    folded: dict[str, str] = {}
    for file in collection.files:
        for subject in file.records:
            if subject in first and first[subject][0] is not file:
                where = file.location(subject, "@id") or Location(file.shown)
                yield _taken(subject, first[subject][1], where)
            else:
                earlier = file.location(subject) or Location(file.shown)
                first.setdefault(subject, (file, earlier))
            alike = folded.setdefault(subject.casefold(), subject)
            if alike != subject:
                yield _in_capitals_only(subject, alike, first[alike][1], file.location(subject, "@id"))
        for subject, places in file.places.repeats.items():
            for place in places:
                where = Location(file.shown, place.line, place.column)
                yield _taken(subject, file.location(subject) or Location(file.shown), where)


def _taken(subject: str, earlier: Location, where: Location) -> Finding:
    message = f"`{short(subject)}` is described at {earlier} already."
    return CHECK.finding(message, where, elsewhere=(earlier,))


def _in_capitals_only(subject: str, alike: str, earlier: Location, where: Location | None) -> Finding:
    message = f"`{short(subject)}` differs from `{short(alike)}` ({earlier}) in capitals only."
    return CHECK.finding(message, where or earlier, elsewhere=(earlier,))
