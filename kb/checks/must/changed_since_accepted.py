"""A record that came from an office, was accepted, and says something else now than what was accepted."""

from __future__ import annotations

from collections.abc import Iterator

from kb.common.check_folders import declare
from kb.common.dates_and_numbers import read_count
from kb.findings import Finding
from kb.namespaces import concept, iri, short
from kb.records.collection import Collection, RecordFile
from kb.records.evidence_files import decode, read_bytes
from kb.records.written_records import WRITTEN, read_written

CHECK = declare(
    __name__,
    "A record says something else than what was accepted.",
    "Restore what was accepted, or decide again: soc-evidence review OFFICE --accept RECORD",
)
_ON, _OUTCOME, _ORDER, _CONTENT = (
    iri("soce:decidedOn"),
    iri("soce:outcome"),
    iri("soce:order"),
    iri("soce:sha256"),
)
_ENDED = iri("schema:endDate")
_ACCEPTED = concept("review", "accepted")


def find(collection: Collection) -> Iterator[Finding]:
    """Report each record whose last decision accepted other words."""
    for record, (_, outcome, content, day) in _last(collection).items():
        for file in collection.described.get(record, ()):
            now = _digest(file, short(record), collection)
            if outcome == _ACCEPTED and content and now and now != content:
                message = f"`{short(record)}` is not what was accepted on {day}."
                yield CHECK.finding(message, collection.locate(record), subject=short(record))


def _last(collection: Collection) -> dict[str, tuple[int, str, str, str]]:
    """Return order, outcome, content and day of the last decision on each record."""
    last: dict[str, tuple[int, str, str, str]] = {}
    for file in collection.files:
        said: dict[str, dict[str, str]] = {}
        if not any(statement.predicate == _ON for statement in file.statements):
            continue
        for subject, predicate, term, _ in file.statements:
            said.setdefault(subject, {})[predicate] = term.value
        for decision in said.values():
            if _ON in decision:
                order = read_count(decision.get(_ORDER, "")) or 0
                rest = [decision.get(key, "") for key in (_OUTCOME, _CONTENT, _ENDED)]
                found = (order, rest[0], rest[1], rest[2])
                last[decision[_ON]] = max(found, last.get(decision[_ON], found))
    return last


def _digest(file: RecordFile, name: str, collection: Collection) -> str:
    """Return the sha256 of what a record says in its file."""
    suffix = file.path.suffix.lower()
    if suffix not in WRITTEN:
        return ""
    data, _ = read_bytes(file.path, file.shown)
    text, _ = decode(data, file.shown)
    records = read_written(text, suffix, collection.schema).records
    return next((record.digest for record in records if record.name == name), "")
