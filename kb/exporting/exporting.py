"""One call for every format: where it may be written, who writes it, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kb.common.files import file_sha256, replacing
from kb.common.names import did_you_mean
from kb.common.output import as_json
from kb.common.program import NAME, release
from kb.errors import UsageError
from kb.exporting.csv_export import DESCRIPTION, csvw_description, write_csv
from kb.exporting.export_places import MANIFEST, check_place, filled_folder
from kb.exporting.export_selection import Selection
from kb.exporting.jsonld_export import write_jsonld
from kb.exporting.parquet_export import arrow_modules, write_parquet
from kb.exporting.rdf_export import write_nquads, write_trig, write_turtle
from kb.exporting.record_tables import RecordTable, RecordTables
from kb.records.schema import load_schema
from kb.workspace import Workspace


class ExportFormat(StrEnum):
    """What an export can be written as."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    CSV = "csv"
    PARQUET = "parquet"
    RO_CRATE = "ro-crate"


_SUFFIXES = {
    ".trig": ExportFormat.TRIG,
    ".nq": ExportFormat.NQUADS,
    ".ttl": ExportFormat.TURTLE,
    ".jsonld": ExportFormat.JSONLD,
}
FOLDERS = frozenset({ExportFormat.CSV, ExportFormat.PARQUET, ExportFormat.RO_CRATE})
"""Formats of several files, which fill a folder."""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of an export."""

    path: Path
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """What was written."""

    place: Path
    format: ExportFormat
    graphs: int
    """Named graphs: files and imported tables."""
    statements: int
    """Different statements, those that several graphs make counted in each."""
    files: tuple[ExportedFile, ...]


def export_format(place: Path, named: str = "") -> ExportFormat:
    """Return the format that is named, or that the name of the place ends in.

    Raises:
        UsageError: neither says one.
    """
    if named:
        if named not in list(ExportFormat):
            fix = did_you_mean(named, list(ExportFormat), f"Formats: {', '.join(ExportFormat)}.")
            raise UsageError(f"There is no format {named}.", fix)
        return ExportFormat(named)
    if place.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"The name {place.name} does not tell a format.",
            f"End it in {', '.join(_SUFFIXES)}, or say --format csv, parquet or ro-crate for a folder.",
        )
    return _SUFFIXES[place.suffix.lower()]


def export(
    selection: Selection, workspace: Workspace, place: Path, form: ExportFormat, *, over: bool = False
) -> Export:
    """Write a selection as a file, or into a folder, in any format but the research object.

    Args:
        selection: what to write.
        workspace: whose files must not be written over.
        place: an absolute path.
        form: what to write.
        over: take the place of an earlier export.

    Raises:
        MissingError: pyarrow is not installed.
        UsageError: nothing may be exported there.
        UnwritableError: it cannot be written.
    """
    check_place(place, workspace, replace=over)
    if form in FOLDERS:
        fill = partial(write_tables, form=form, selection=selection, ontology=workspace.ontology)
        return in_folder(place, form, selection, fill)
    file = write_graphs(place, form, selection, workspace.ontology)
    return Export(place, form, len(selection.graphs), selection.statements, (file,))


def in_folder(
    place: Path, form: ExportFormat, selection: Selection, fill: Callable[[Path], Collection[ExportedFile]]
) -> Export:
    """Let a new folder be filled, list its files in a manifest, and put it in place."""
    with filled_folder(place) as folder:
        files = sorted(fill(folder), key=lambda file: file.path)
        files.append(_write_manifest(folder, form, files))
    moved = (replace(file, path=place / file.path.relative_to(folder)) for file in files)
    return Export(place, form, len(selection.graphs), selection.statements, tuple(moved))


def write_graphs(path: Path, form: ExportFormat, selection: Selection, ontology: Path) -> ExportedFile:
    """Write a selection as one file of RDF."""
    if form is ExportFormat.JSONLD:
        return write_file(path, lambda stream: write_jsonld(selection, stream, ontology))
    return write_file(path, lambda stream: _WRITERS[form](selection, stream))


_WRITERS: dict[ExportFormat, Callable[[Selection, BinaryIO], None]] = {
    ExportFormat.NQUADS: write_nquads,
    ExportFormat.TRIG: write_trig,
    ExportFormat.TURTLE: write_turtle,
}


def write_tables(
    folder: Path, form: ExportFormat, selection: Selection, ontology: Path
) -> tuple[ExportedFile, ...]:
    """Write a selection as tables into a folder; of CSV with a description of them."""
    parquet = form is ExportFormat.PARQUET
    if parquet:
        arrow_modules()
    write, suffix = (write_parquet, ".parquet") if parquet else (write_csv, ".csv")
    files = []
    with RecordTables(selection, load_schema(ontology)) as tables:
        files += [write_file(folder / f"{table.name}{suffix}", _writer(write, table)) for table in tables]
        if not parquet:
            described = csvw_description(tables)
            files.append(write_file(folder / DESCRIPTION, lambda stream: stream.write(described)))
    return tuple(files)


def _writer(
    write: Callable[[RecordTable, BinaryIO], int], table: RecordTable
) -> Callable[[BinaryIO], object]:
    return lambda stream: write(table, stream)


def write_file(path: Path, write: Callable[[BinaryIO], object]) -> ExportedFile:
    """Write a file whole or not at all; return it with size and SHA-256."""
    with replacing(path) as stream:
        write(stream)
    return ExportedFile(path, path.stat().st_size, file_sha256(path))


def _write_manifest(folder: Path, form: ExportFormat, files: Collection[ExportedFile]) -> ExportedFile:
    """List the files of a folder with size and SHA-256, and say what wrote them."""
    rows = [
        {"name": file.path.relative_to(folder).as_posix(), "bytes": file.bytes, "sha256": file.sha256}
        for file in files
    ]
    text = as_json({"format": form, "program": f"{NAME} {release()}", "files": rows})
    return write_file(folder / MANIFEST, lambda stream: stream.write(text.encode()))
