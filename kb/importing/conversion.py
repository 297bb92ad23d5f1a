"""One publisher's file into one file of statements, staged beside the imports until all files are good."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import TracebackType

from kb.common.files import unwritable
from kb.common.names import slug
from kb.importing.datasets import identify_table, reader_digest
from kb.importing.editions import Edition, load_editions
from kb.importing.identification import edition_beside, identify_edition, issued_anew, said_by
from kb.importing.ntriples import write_statements
from kb.importing.official_table import Original, Source, Table, about_periods, about_table
from kb.importing.publisher_sheet import CellError, RefusedFileError, Sheet, TableRow, UnrecognisedFileError
from kb.importing.table_reading import read_sheets
from kb.store.imported_tables import Imported, Ledger, graph_of_table, imports_folder, write_ledger
from kb.workspace import Workspace

_PREFIX = ".incoming-"

_HASH_SHOWN = 12
"""Hexadecimal digits of the hash in a file's name."""


class Staging:
    """A folder for the time of one import."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        home = imports_folder(workspace)
        if home is None:
            raise ValueError("imports belong to a workspace")
        self._home = home

    def __enter__(self) -> Staging:
        try:
            self._home.mkdir(exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._home))
        except OSError as error:
            raise unwritable(self._home, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if not any(self._home.iterdir()):
            self._home.rmdir()
        if isinstance(error, OSError):
            raise unwritable(self._home, error) from error

    def holds(self, table: Imported) -> bool:
        """Say whether the file of a table is in its place, and as long as it was."""
        place = self._home / table.data
        return place.is_file() and place.stat().st_size == table.size

    def commit(self, ledger: Ledger) -> None:
        """Move the files that the ledger names into their places, put it in force, remove what it drops."""
        for table in ledger.tables.values():
            waiting = self.folder / table.data
            if waiting.is_file():
                place = self._home / table.data
                place.parent.mkdir(parents=True, exist_ok=True)
                waiting.replace(place)
                _persist(place.parent)
        write_ledger(self._workspace, ledger)
        _persist(self._home)
        self._sweep({self._home / table.data for table in ledger.tables.values()})

    def _sweep(self, kept: set[Path]) -> None:
        """Remove former tables, and what a killed import left behind."""
        for path in sorted(self._home.rglob("*.nt.gz")):
            if path not in kept and not path.is_relative_to(self.folder):
                path.unlink(missing_ok=True)
        for path in sorted(self._home.glob(f"{_PREFIX}*")):
            if path != self.folder:
                shutil.rmtree(path, ignore_errors=True)


def _persist(folder: Path) -> None:
    """Make the names in a folder survive a power cut, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, and what is there already."""

    workspace: Workspace
    dataset: str
    edition: str
    retrieved: str
    ledger: Ledger
    staging: Staging
    again: bool
    """Convert even what seems to be imported already."""
    new_edition: bool = False
    """Take the edition that was asked for even if nobody has heard of it."""
    recorded: Callable[[], Mapping[str, str]] = dict
    """Gives the values of figures that the base has by other ways than an import, by id."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A file as it is, or will be, in the ledger."""

    key: str
    imported: Imported
    counted: bool


def convert(path: Path, request: Request, progress: Callable[[str, int], None]) -> Converted:
    """Convert a file into the staging folder, unless it is imported already.

    Raises:
        RefusedFileError: the file is not what it should be.
        UnrecognisedFileError: it cannot even be told what it is.
        UnknownEditionError: its edition cannot be told.
    """
    progress(f"reading {path.name}", 0)
    original = _original(path, request.retrieved)
    known = None if request.again else _known(path, original, request)
    if known is None:
        known = _convert(path, original, request, progress)
    progress(f"{path.name} is done", original.size)
    return known


def _original(path: Path, retrieved: str) -> Original:
    """Fingerprint a file; without a date given, it was fetched when it was last written."""
    try:
        data, stat = path.read_bytes(), path.stat()
    except OSError as error:
        raise RefusedFileError(f"{path.name} cannot be read: {error.strerror}.", "Check the path.") from error
    written = dt.datetime.fromtimestamp(stat.st_mtime, dt.UTC).date().isoformat()
    return Original(path.name, hashlib.sha256(data).hexdigest(), len(data), retrieved or written)


def _known(path: Path, original: Original, request: Request) -> Converted | None:
    """Return what the ledger holds of this very file, if the same code made it."""
    reader = reader_digest(request.workspace.ontology)
    stated = request.edition or edition_beside(path, request.dataset)
    for key, table in request.ledger.tables.items():
        dataset, edition, kind = key.split("/")
        if (table.original, table.reader) != (original.sha256, reader) or dataset != request.dataset:
            continue
        if not request.staging.holds(table):
            continue
        if stated in ("", edition) and request.retrieved in ("", table.retrieved):
            described = load_editions(request.workspace.ontology, dataset).described.get(edition)
            return Converted(key, table, bool(described and kind in described.counts))
    return None


def _convert(
    path: Path, original: Original, request: Request, progress: Callable[[str, int], None]
) -> Converted:
    ontology = request.workspace.ontology
    editions = load_editions(ontology, request.dataset)
    sheets = _sheets(path)
    try:
        table, sheet = identify_table(sheets, request.dataset, path.name)
    except RefusedFileError:
        if said := said_by(request.dataset, sheets):
            editions.named(said)  # which may say that the edition is too early to have the columns
        raise
    edition, remarks = identify_edition(
        path, original.sha256, sheets, editions, request.edition, new_edition=request.new_edition
    )
    rows = _Followed(table.rows(sheet))
    progress(f"converting {path.name}", 0)
    with _located(rows, path.name):
        table = table.fitted(rows, ontology) if table.fitted else table
        edition, issue = issued_anew(edition, table, sheets, path.name)
        genuine = None if issue else _is_genuine(edition, table, original)
        _check_counts(table, rows.rows, edition, path.name)
        key = f"{request.dataset}/{edition.name}/{table.slug}"
        source = Source(
            edition,
            graph_of_table(key),
            edition.source(slug(table.work or table.name)),
            ontology,
            tuple(sheets),
            genuine=genuine is not False,
            recorded=request.recorded,
        )
        remarks += [issue] if issue else []
        remarks += [_not_genuine(path.name, table, edition)] if genuine is False else []
        remarks += [f"{path.name}: {odd}." for odd in table.examine(rows, source)]
        imported = _written(table, rows, source, original, key, request)
    told = replace(imported, remarks=tuple(remarks))
    return Converted(key, told, table.slug in edition.counts)


def _written(
    table: Table, rows: _Followed, source: Source, original: Original, key: str, request: Request
) -> Imported:
    waiting = request.staging.folder / f"{table.slug}.nt.gz"
    about = about_table(table, source, original, len(rows.rows))
    lines = chain(about, table.convert(rows, source), about_periods(source))
    written = write_statements(waiting, lines)
    folder = f"{request.dataset}/{source.edition.name}"
    data = f"{folder}/{table.slug}.{written.sha256[:_HASH_SHOWN]}.nt.gz"
    place = request.staging.folder / data
    place.parent.mkdir(parents=True, exist_ok=True)
    waiting.replace(place)
    return Imported(
        data=data,
        sha256=written.sha256,
        size=written.size,
        statements=written.statements,
        rows=len(rows.rows),
        original=original.sha256,
        name=original.name,
        retrieved=original.retrieved,
        reader=reader_digest(request.workspace.ontology),
    )


class _Followed:
    """Rows that know which was read last, so that what is wrong with a cell can say where it stands."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self.rows = rows
        self.last: TableRow | None = None

    def __iter__(self) -> Iterator[TableRow]:
        for row in self.rows:
            self.last = row
            yield row


@contextmanager
def _located(rows: _Followed, file: str) -> Iterator[None]:
    """Refuse a file for what is wrong with a cell of the row that was read last, and say where it is."""
    try:
        yield
    except CellError as error:
        place = rows.last.place_of(error.cell) if rows.last is not None else "a cell"
        raise RefusedFileError(f"{file}: {place} holds {error}.", error.remedy) from error
    except RefusedFileError as error:
        if error.message.startswith(file):
            raise
        raise RefusedFileError(f"{file}: {error.message}", error.remedy) from error


def _is_genuine(edition: Edition, table: Table, original: Original) -> bool | None:
    """Say whether the file is the publisher's own; None where that is not known.

    The hashes declared are of workbooks; what the publisher issues as text has others.
    """
    return edition.issued(table.slug, original.sha256) if original.name.lower().endswith(".xlsx") else None


def _not_genuine(file: str, table: Table, edition: Edition) -> str:
    return (
        f"{file} is not the file that {edition.issuer} issued as {table.name} of {edition.dataset} "
        f"{edition.name}: its SHA-256 differs. Its values are marked as unverified. Download it again, and "
        "do not save it anew."
    )


def _sheets(path: Path) -> list[Sheet]:
    try:
        return read_sheets(path, path.name)
    except RefusedFileError as error:
        raise UnrecognisedFileError(error.message, error.remedy) from error


def _check_counts(table: Table, rows: Sequence[TableRow], edition: Edition, file: str) -> None:
    """Refuse a table that is shorter or longer than its edition declares."""
    declared = edition.counts.get(table.slug)
    if declared is not None and len(rows) != declared:
        raise _wrong_count(file, f"{declared:,} rows", len(rows), table, edition)
    parts: Mapping[str, int] = edition.parts.get(table.slug, {})
    if table.part is not None and parts:
        found = Counter(map(table.part, rows))
        for part, count in parts.items():
            if found[part] != count:
                raise _wrong_count(file, f"{count:,} {part} rows", found[part], table, edition)


def _wrong_count(file: str, declared: str, found: int, table: Table, edition: Edition) -> RefusedFileError:
    return RefusedFileError(
        f"{file} is not complete: {table.name} of {edition.dataset} {edition.name} has {declared}, "
        f"this file {found:,}.",
        "Download it again; if it is of another edition, name that with --edition.",
    )
