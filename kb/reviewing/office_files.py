"""The records of an office as its files have them, each with the contribution that it came with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.common.names import slug
from kb.contributing.contribution import StatedContribution, stated_in
from kb.errors import UsageError
from kb.records.collection import Collection, RecordFile
from kb.records.evidence_files import CONTRIBUTION_FILE, decode, read_bytes
from kb.records.schema import Schema
from kb.records.written_records import WRITTEN, WrittenFile, WrittenRecord, read_written, references

RECEIVED = "received"
"""Folder of the evidence folder for what other offices sent: one folder below it for each office."""
DECISIONS_FILE = "decisions.yaml"
"""What was decided on the records of the folder."""


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """One evidence file."""

    path: Path
    written: WrittenFile
    contribution: StatedContribution
    label: str
    """What its contribution is called among those of the office; files that came together share it."""

    @property
    def records(self) -> tuple[WrittenRecord, ...]:
        """Its records, in its order."""
        return self.written.records


def office_files(collection: Collection, evidence: Path) -> list[OfficeFile]:
    """Return the files below an evidence folder whose records can be taken as written, in order of path.

    What other offices sent is left out.
    """
    found = [_office_file(file, evidence, collection.schema) for file in sent_by_nobody(collection, evidence)]
    return [file for file in found if file is not None]


def sent_by_nobody(collection: Collection, evidence: Path) -> list[RecordFile]:
    """Return the record files below an evidence folder, without those that other offices sent."""
    return [
        file
        for file in collection.files
        if file.path.is_relative_to(evidence) and not file.path.is_relative_to(evidence / RECEIVED)
    ]


def _office_file(file: RecordFile, evidence: Path, schema: Schema) -> OfficeFile | None:
    if file.path.suffix.lower() not in WRITTEN or file.path.name == CONTRIBUTION_FILE:
        return None
    written = read_file(file.path, schema)
    if written.contribution:
        return OfficeFile(file.path, written, written.contribution, slug(file.path.stem, 80, "records"))
    home = next(
        folder for folder in file.path.parents if (folder / CONTRIBUTION_FILE).is_file() or folder == evidence
    )
    return OfficeFile(file.path, written, stated_in(home), slug(home.name, 80, "records"))


def read_file(path: Path, schema: Schema) -> WrittenFile:
    """Take the records of a file as they are written; nothing of one that cannot be read."""
    data, _ = read_bytes(path, str(path))
    text, _ = decode(data, str(path))
    return read_written(text, path.suffix.lower(), schema)


def chosen(files: Iterable[OfficeFile], places: Sequence[Path]) -> list[OfficeFile]:
    """Return the files at or below some places; all of them where no place is given.

    Raises:
        UsageError: there is none at a place.
    """
    found = list(files)
    if not places:
        return found
    for place in places:
        if not any(file.path.is_relative_to(place) for file in found):
            raise UsageError(
                f"There is no contribution of yours at {place}.",
                "Name a folder below evidence/contributed/, or none for all of them.",
            )
    return [file for file in found if any(file.path.is_relative_to(place) for place in places)]


def with_references(
    chosen_files: Iterable[OfficeFile], all_files: Iterable[OfficeFile], schema: Schema
) -> dict[str, OfficeFile]:
    """Return the names of the records of some files, and of all that they rest on, each with its file.

    Only kinds of record that people hand in are among them: those with a folder of their own in
    `ontology/kinds.yaml`. What the bundled base describes is at hand everywhere, and is left out.
    """
    homes: dict[str, tuple[OfficeFile, WrittenRecord]] = {}
    for file in all_files:
        for record in file.records:
            if record.kind in schema.folders:
                homes.setdefault(record.name, (file, record))
    reached = [record.name for file in chosen_files for record in file.records]
    found: dict[str, OfficeFile] = {}
    while reached:
        name = reached.pop()
        if name in homes and name not in found:
            file, record = homes[name]
            found[name] = file
            reached += references(record, schema)
    return found


def labelled(files: Iterable[OfficeFile]) -> Mapping[Path, str]:
    """Return a name for the contribution of each file, by path: two contributions never share one."""
    names: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
    taken: Counter[str] = Counter()
    labels = {}
    for file in files:
        key = (file.label, tuple(sorted(file.contribution.items())))
        if key not in names:
            taken[file.label] += 1
            names[key] = file.label if taken[file.label] == 1 else f"{file.label}-{taken[file.label]}"
        labels[file.path] = names[key]
    return labels
