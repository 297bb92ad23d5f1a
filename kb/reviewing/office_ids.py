"""The records of an office under their ids among those of others: `bay.1` is `1` at the office itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.contributing.row_ids import MARK, with_office
from kb.records.schema import Schema
from kb.records.written_records import WrittenRecord, renamed


def own_names(name: str) -> tuple[str, str]:
    """Return what a record such as `duty/bay.1` may be called at its own office: that, or `duty/1`."""
    kind, _, identifier = name.partition("/")
    return name, f"{kind}/{identifier.partition(MARK)[2] or identifier}"


def with_offices(records: Iterable[WrittenRecord], office: str, schema: Schema) -> list[WrittenRecord]:
    """Return an office's records under the ids that they have among those of others.

    References among them follow; those to records that are elsewhere, as in the base, stay.
    """
    found = list(records)
    names: Mapping[str, str] = {
        record.name: f"{record.kind}/{with_office(record.identifier, office)}" for record in found
    }
    return [renamed(record, names, schema) for record in found]
