"""A work of which a newer edition is known than any on record."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.answered_files import answered_files
from kb.common.check_folders import declare
from kb.findings import Finding, Location
from kb.model.currency import default_currency
from kb.model.record_names import id_of
from kb.namespaces import iri
from kb.records.collection import Collection, RecordFile

CHECK = declare(
    __name__,
    "The newest edition on record of a work is older than the newest that is known.",
    "Bring the newest edition in, or name the edition wherever something of it is used.",
)
_SERIES, _ISSUED = iri("soce:editionSeries"), iri("dcterms:issued")


def find(collection: Collection) -> Iterator[Finding]:
    """Report the latest source of each series, if an edition after it is known."""
    known = default_currency().series
    latest: dict[str, tuple[str, str]] = {}
    homes: dict[str, RecordFile] = {}
    for file in collection.files:
        issued = {s: term.value for s, predicate, term, _ in file.statements if predicate == _ISSUED}
        for subject, predicate, term, _ in file.statements:
            if predicate == _SERIES:
                homes[subject] = file
                found = (issued.get(subject, ""), subject)
                latest[term.value] = max(found, latest.get(term.value, found))
    answered = answered_files(collection)
    for name, (issued_on, source) in sorted(latest.items()):
        series = known.get(name)
        if series and series.is_older(issued_on) and homes[source] in answered:
            message = (
                f"`{id_of(source)}` is of {issued_on}; {series.title} {series.newest} appeared in "
                f"{series.released} (looked up on {series.checked})."
            )
            where = homes[source].location(source, _SERIES) or Location(homes[source].shown)
            yield CHECK.finding(message, where, subject=f"source/{id_of(source)}")
