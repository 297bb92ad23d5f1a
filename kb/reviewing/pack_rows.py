"""The records of a pack, row by row: what each says under its id among those of others, or why it is refused.

A row is refused, and the others are not, when it is malformed, of a kind that people do not hand in, or would
say something in the name of the base or of another office.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.contributing.row_ids import office_in, with_office
from kb.findings import Check, Finding, Location, Severity
from kb.namespaces import FILES, RECORDS, SCHEMES, short
from kb.records.collection import Collection, RecordFile, read_record_file
from kb.records.schema import Schema
from kb.records.written_records import WrittenFile, WrittenRecord
from kb.reviewing.office_files import read_file
from kb.reviewing.office_ids import with_offices
from kb.reviewing.pack_files import RECORDS as RECORD_FILES
from kb.reviewing.pack_files import Pack
from kb.reviewing.received_folder import label_of, waiting

ROW_REFUSED = Check(
    "row-refused",
    Severity.ERROR,
    "A row of a pack is not taken in; the others are.",
    "Tell the office what is wrong; `--answer FILE` writes it down for them. They correct it and pack again.",
)


@dataclass
class PackRows:
    """The rows of a pack, sorted into those to be taken in and those refused."""

    shown: str
    """The pack, as findings name it."""
    office: str
    files: dict[str, WrittenFile] = field(default_factory=dict)
    """The rows to be taken in by the label of their contribution, under their ids among those of others."""
    refused: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    """Why a row is refused, by its name."""
    spoilt: list[Finding] = field(default_factory=list)
    """What is wrong with files as a whole; nothing is taken in then."""
    renamed: int = 0
    """How many rows got their office before their id."""

    @property
    def records(self) -> dict[str, WrittenRecord]:
        """The rows to be taken in, by name."""
        return {record.name: record for file in self.files.values() for record in file.records}

    def refuse(self, name: str, message: str, fix: str = "") -> None:
        """Refuse a row, and take it out of those to be taken in."""
        said = ROW_REFUSED.finding(f"`{name}`: {message}", Location(self.shown), fix, subject=name)
        self.refused[name].append(said)
        self.files = {
            label: WrittenFile(tuple(r for r in file.records if r.name != name), file.contribution)
            for label, file in self.files.items()
        }


def rows_of(pack: Pack, shown: str, office: str, stage: Path, collection: Collection) -> PackRows:
    """Read the rows of a pack.

    Args:
        pack: taken apart.
        shown: its path, for findings.
        office: short name of the office that it is filed under.
        stage: a folder to write its files into.
        collection: the workspace that it comes to.
    """
    rows = PackRows(shown, office)
    taken = _taken(collection, office)
    raw: dict[str, WrittenFile] = {}
    for name, data in pack.files.items():
        if name.startswith(RECORD_FILES):
            path = stage / name.removeprefix(RECORD_FILES)
            path.write_bytes(data)
            _malformed(rows, name, read_record_file(path, name, f"{FILES}own/{name}", collection.schema))
            raw[label_of(path.stem)] = read_file(path, collection.schema)
    seen: set[str] = set()
    for label, file in raw.items():
        good = [r for r in file.records if _may_come(r, rows, collection.schema, taken, seen)]
        rows.files[label] = WrittenFile(tuple(good), waiting(file.contribution, office))
    _under_their_office(rows, collection.schema)
    return rows


def _malformed(rows: PackRows, name: str, file: RecordFile) -> None:
    """Refuse rows that cannot be read as they stand; what is wrong outside of rows spoils the pack."""
    for finding in file.findings:
        if finding.severity is Severity.ERROR:
            row = row_at(file, finding.location.line)
            where = f"{name}:{finding.location.line}: {finding.message}"
            if row:
                rows.refuse(row, where, finding.fix)
            else:
                rows.spoilt.append(ROW_REFUSED.finding(where, Location(rows.shown), finding.fix))


def row_at(file: RecordFile, line: int) -> str:
    """Return the name of the record that a line of a file belongs to; empty where it is in none."""
    name, start = "", 0
    for subject, place in file.places.subjects.items():
        if start < place.line <= line and ("#" not in subject or subject.startswith(file.graph)):
            name, start = subject, place.line
    return short(name) if name.startswith((RECORDS, SCHEMES)) else ""


def _taken(collection: Collection, office: str) -> Mapping[str, str]:
    """Return the records that this office cannot describe, with whose they are."""
    whose = {}
    for file in collection.files:
        for address in file.records:
            name = short(address)
            sender = office_in(name.partition("/")[2])
            if file.graph.startswith(FILES + "base/"):
                whose[name] = "the base"
            elif sender and sender != office:
                whose[name] = f"the office `{sender}`"
    return whose


def _may_come(
    record: WrittenRecord, rows: PackRows, schema: Schema, taken: Mapping[str, str], seen: set[str]
) -> bool:
    """Say whether a row may be taken in; refuse it otherwise."""
    name = f"{record.kind}/{with_office(record.identifier, rows.office)}"
    if record.name in rows.refused:
        return False
    if record.kind not in schema.folders:
        rows.refuse(record.name, f"records of the kind `{record.kind}` are not handed in.")
    elif record.name in taken:
        fix = "Give it an id of your own. To replace a record, use `supersedes:`; to disagree, `contests:`."
        rows.refuse(record.name, f"this is a record of {taken[record.name]}.", fix)
    elif name in seen:
        rows.refuse(record.name, f"another row of the pack is called `{name}`, too.")
    else:
        seen.add(name)
        return True
    return False


def _under_their_office(rows: PackRows, schema: Schema) -> None:
    """Give every row the id that it has among those of others, and let references follow."""
    everything = list(_all(rows.files.values()))
    fresh = iter(with_offices(everything, rows.office, schema))
    rows.files = {
        label: WrittenFile(tuple(next(fresh) for _ in file.records), file.contribution)
        for label, file in rows.files.items()
    }
    rows.renamed = sum(
        before.name != after.name for before, after in zip(everything, _all(rows.files.values()), strict=True)
    )


def _all(files: Iterable[WrittenFile]) -> Iterable[WrittenRecord]:
    return [record for file in files for record in file.records]
