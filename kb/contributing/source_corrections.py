"""Rows of a sheet of sources that tell of documents on record: the records say what the rows say now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.contributing.contribution import CONTRIBUTED, own_evidence
from kb.contributing.incoming import Incoming
from kb.contributing.updating import contributed_by
from kb.contributing.workbook_reading import Described, Workbook
from kb.findings import Check, Finding, Severity
from kb.namespaces import RECORDS
from kb.records.collection import Collection
from kb.records.evidence_files import decode
from kb.records.written_records import WRITTEN, Value, WrittenRecord, as_yaml, read_written

NOT_CORRECTED = Check(
    "source-kept",
    Severity.WARNING,
    "A sheet of sources contradicts the record of a document, which the office did not hand in.",
    "Correct the record where it stands.",
)
_KEY = re.compile(r"(?:- |  )([a-z-]+):")


def corrected_sources(
    book: Workbook, rows: Mapping[str, Described], collection: Collection, office: str
) -> Iterator[Incoming | Finding]:
    """Yield the evidence file of each source on record as the rows have it, or why it stays as it is.

    Args:
        book: whose rows they are.
        rows: by the id of the source on record.
        collection: the records that are there.
        office: short name of the office that hands the workbook in.
    """
    for identifier, said in rows.items():
        name = f"source/{identifier}"
        for file in collection.described.get(RECORDS + name, ()):
            if file.path.suffix.lower() in WRITTEN:
                yield from _corrected(book, said, file.path, name, collection, office)


def _corrected(
    book: Workbook, said: Described, path: Path, name: str, collection: Collection, office: str
) -> Iterator[Incoming | Finding]:
    data, suffix = path.read_bytes(), path.suffix.lower()
    written = read_written(decode(data, "")[0], suffix, collection.schema)
    before = next((record for record in written.records if record.name == name), None)
    if before is None:
        return
    after = WrittenRecord(before.kind, before.identifier, _with(before.keys, said.fields))
    workspace = collection.workspace
    if after.digest != before.digest:
        evidence = own_evidence(workspace) if workspace else Path(CONTRIBUTED)
        if suffix == ".csv" or path not in contributed_by(office, collection, evidence):
            keys = [key for key in said.fields if before.keys.get(key) != after.keys.get(key)]
            message = f"`{name}` is on record with another {' and '.join(keys)}; the record stays as it is."
            yield NOT_CORRECTED.finding(message, said.cells["id"], f"Correct it in {path.name}.")
            return
        records = [after if record is before else record for record in written.records]
        data = as_yaml(records, written.contribution).encode()
    fields = tuple(_field(line) for line in data.decode("utf-8", "replace").split("\n"))
    sheet = f"{said.cells['id'].cell.rpartition('!')[0]}!".removeprefix("!")
    yield Incoming(
        book.path,
        book.shown,
        book.sha256,
        path.name,
        data,
        sheet=sheet,
        described=said.cells,
        fields=fields,
    )


def _with(keys: Mapping[str, Value], fields: Mapping[str, str]) -> dict[str, Value]:
    """Return the keys of a record with other values of the fields that a person gives."""
    found = dict(keys)
    for key, value in fields.items():
        if key == "extent":
            found["text"] = {**found.get("text", {}), "extent": value}
        elif key != "id":
            found[key] = {"literal": value} if key == "author" else value
    return found


def _field(line: str) -> str:
    match = _KEY.match(line)
    return match[1] if match else ""
