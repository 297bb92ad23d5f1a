"""Taking contributed files in: all of them, or none.

Everything is prepared beside the evidence and checked as if it lay there. Only when nothing is wrong does
one rename put the whole folder in its place; a crash before leaves the evidence as it was. From the first
look at the evidence to that rename nobody else writes to the workspace.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.checking import check
from kb.common.files import all_or_none, new_folder_in, short_path, sweep, unwritable, write_atomically
from kb.common.names import slug
from kb.contributing.contribution import CONTRIBUTED, Contribution, own_evidence
from kb.contributing.corrections import Corrections
from kb.contributing.handed_files import REFUSED, handed_files
from kb.contributing.inbox import Inbox, read_inbox
from kb.contributing.incoming import Incoming, Origin, numbered, retold
from kb.contributing.recorded_sources import RecordedSources, set_apart
from kb.contributing.sheet_wording import proposals_gathered
from kb.contributing.updating import (
    Update,
    carry_out_update,
    find_updates,
    kept_contributions,
    without_updates,
)
from kb.contributing.workbook_reading import Workbook
from kb.errors import UsageError
from kb.findings import Finding, Location, has_errors, in_order
from kb.namespaces import iri
from kb.records.collection import Collection, read_collection
from kb.records.evidence_files import CONTRIBUTION_FILE, decode
from kb.records.written_records import WRITTEN, read_written
from kb.texts import texts_folder
from kb.workspace import Workspace
from kb.write_lock import STAGES, write_lock


@dataclass(frozen=True, slots=True)
class Addition:
    """What an `add` would do, and what is wrong with it."""

    workspace: Workspace
    contribution: Contribution
    files: tuple[Incoming, ...]
    """The files that are new, or handed in again with other rows."""
    known: tuple[Incoming, ...]
    """The files that were taken in before."""
    stage: Path
    """The folder-to-be, written and checked, in the derived folder of the workspace."""
    findings: tuple[Finding, ...]
    recorded: tuple[Incoming, ...] = ()
    """The documents that a record describes already and that were not at hand."""
    books: tuple[Workbook, ...] = ()
    """The workbooks among what came in."""
    updates: tuple[Update, ...] = ()
    """Which of the files take the place of earlier ones, and how their rows compare."""

    @property
    def refused(self) -> bool:
        """Say whether something is wrong enough to take nothing in."""
        return has_errors(list(self.findings))


@contextmanager
def planned(
    workspace: Workspace,
    paths: Iterable[Path],
    given: Contribution | Mapping[str, str],
    corrections: Corrections | None = None,
    cache: Path | None = None,
) -> Iterator[Addition]:
    """Read and check files without changing anything; what was prepared is removed again at the end.

    Nobody else writes to the workspace before that end, so that what was checked is still so.

    Args:
        workspace: that they are for.
        paths: files, and folders of files.
        given: the contribution, or what is said of it (`kb.contributing.stated_contribution.stated`).
        corrections: what a person says about proposed records.
        cache: a folder where texts of documents are kept; that of the workspace without it.

    Raises:
        UsageError: there is no workspace, a path does not exist, corrections come with several documents, or
            nobody says who contributes.
        UnreadableError: the derived folder cannot be written.
        BusyError: another process is writing to the workspace.
    """
    own_evidence(workspace)
    corrections = corrections or Corrections()
    with handed_files(paths, workspace) as handed:
        kept = cache or workspace.derived / "texts"
        inbox = read_inbox(handed.files, read_collection(workspace), given, corrections, kept)
        inbox.findings += handed.findings
        corrections.check(file.shown for file in inbox.files if file.document is not None)
        with write_lock(workspace):
            sweep(texts_folder(workspace))
            yield from _prepared(workspace, inbox)


def _prepared(workspace: Workspace, inbox: Inbox) -> Iterator[Addition]:
    """Yield what an addition would do, while its folder-to-be is there."""
    collection = read_collection(workspace)
    taken, recorded, known = set_apart(inbox.files, RecordedSources(collection), workspace)
    fresh, before = _parted(taken, _known_sums(collection))
    files = numbered(fresh)
    told = [finding for file in (*files, *recorded) for finding in file.findings]
    told += [finding for file in (*files, *recorded) for finding in _clash(file, workspace)]
    updates = find_updates(files, inbox.contribution, collection, own_evidence(workspace))
    sums = {hashlib.sha256(file.records).hexdigest() for file in before}
    folders = [file.path.parent for file in collection.files if file.sha256 in sums]
    folders += [update.earlier.parent for update in updates]
    told += kept_contributions(folders, inbox.contribution, inbox.asked)
    replaced = [update.earlier for update in updates]
    told += [finding for update in updates for finding in update.findings]
    stage = _staged(workspace, files, inbox.contribution)
    try:
        findings = [*inbox.findings, *told]
        if files and not has_errors(told):
            findings = _told_once(findings, _checked(workspace, stage, files, inbox, replaced))
        yield Addition(
            workspace,
            inbox.contribution,
            tuple(files),
            (*known, *before),
            stage,
            tuple(sorted(in_order(findings), key=_sheet)),
            tuple(recorded),
            tuple(inbox.books),
            tuple(updates),
        )
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def carry_out(addition: Addition) -> list[Path]:
    """Put the files of a clean addition in their place, all or none; return the new folder and documents.

    Raises:
        UsageError: the addition has errors.
        UnreadableError: the workspace cannot be written.
    """
    if addition.refused:
        raise UsageError("The addition has errors; nothing was changed.", "Correct the files.")
    documents = [file for file in (*addition.files, *addition.recorded) if file.document is not None]
    if not addition.files and not documents:
        return []
    workspace = addition.workspace
    home = own_evidence(workspace) / CONTRIBUTED
    with write_lock(workspace), all_or_none() as made:
        for file in documents:
            if file.document is not None:
                _freeze(file.document, _place(file, workspace), made)
        places = [_put_in_place(home, addition)] if without_updates(addition.files, addition.updates) else []
        places += [carry_out_update(update, addition.contribution) for update in addition.updates]
    return [*places, *(_place(file, workspace) for file in documents)]


def _put_in_place(home: Path, addition: Addition) -> Path:
    try:
        for update in addition.updates:
            (addition.stage / update.file.name).unlink(missing_ok=True)
        home.mkdir(parents=True, exist_ok=True)
        place = _free_folder(home, addition)
        os.sync()  # the disk has every file before the folder is said to be there
        return addition.stage.rename(place)
    except OSError as error:
        raise unwritable(home, error) from error


def _sheet(finding: Finding) -> tuple[str, str]:
    """Order findings of a workbook by its sheets, without parting files from one another."""
    return finding.location.path, finding.location.cell.rpartition("!")[0]


def _told_once(first: list[Finding], then: list[Finding]) -> list[Finding]:
    """Leave out what follows from a mistake in the same cell."""
    told = {str(finding.location) for finding in first if finding.location.cell and has_errors([finding])}
    return first + [finding for finding in then if str(finding.location) not in told]


def _parted(taken: Iterable[Incoming], sums: set[str]) -> tuple[list[Incoming], list[Incoming]]:
    """Part the files that are new from those whose content is there already, or came in twice."""
    fresh: dict[str, Incoming] = {}
    known: list[Incoming] = []
    for file in taken:
        marks = {hashlib.sha256(file.records).hexdigest()}
        marks |= set() if file.insertions else {file.sha256}  # the same bytes of two offices are two files
        mark = f"{file.sha256 or file.shown} {file.name if file.rows or file.described else ''}"
        if file.sha256 and (mark in fresh or not sums.isdisjoint(marks)):
            known += [file]
        else:
            fresh[mark] = file
    return list(fresh.values()), known


def _known_sums(collection: Collection) -> set[str]:
    """Return the sha256 of every file of the workspace and of every frozen text on record."""
    sums = {file.sha256 for file in collection.files}
    texts = iri("soce:frozenText")
    nodes = {s.value for file in collection.files for s in file.statements if s.predicate == texts}
    sums |= {
        s.value
        for file in collection.files
        for s in file.statements
        if s.predicate == iri("soce:sha256") and s.subject in nodes
    }
    return sums


def _clash(file: Incoming, workspace: Workspace) -> Iterator[Finding]:
    """Yield a finding where another document lies in the place of this one, which stays."""
    place = _place(file, workspace)
    if file.document is None or not place.is_file():
        return
    if hashlib.sha256(place.read_bytes()).hexdigest() != file.sha256:
        message = f"{short_path(place)} is another document, and no record of it is at hand."
        fix = "Move that file away, or give yours another id: --set id=…"
        yield REFUSED.finding(message, Location(file.shown), fix)


def _staged(workspace: Workspace, files: Sequence[Incoming], contribution: Contribution) -> Path:
    """Write the folder-to-be into the derived folder, which is on the same disk as the evidence."""
    stage = new_folder_in(workspace.derived / STAGES)
    received = [f"{file.path.name} (sha256 {file.sha256})" for file in files if file.converted]
    try:
        (stage / CONTRIBUTION_FILE).write_bytes(contribution.record(list(dict.fromkeys(received))))
        for file in files:
            if file.name:
                (stage / file.name).write_bytes(file.records)
    except OSError as error:
        shutil.rmtree(stage, ignore_errors=True)
        raise unwritable(stage.parent, error) from error
    return stage


def _checked(
    workspace: Workspace, stage: Path, files: Sequence[Incoming], inbox: Inbox, replaced: Sequence[Path]
) -> list[Finding]:
    """Check the folder-to-be in the company of the workspace, without the files whose place it takes.

    Places are those of the files that came in.
    """
    alone = sum(file.document is not None for file in files) == 1
    origins = {str((stage / file.name).resolve()): Origin(file, alone=alone) for file in files}
    said = (stage / CONTRIBUTION_FILE).resolve()
    keys = [line.partition(":")[0].strip() for line in said.read_text("utf-8").splitlines()]
    fields = tuple(keys) if inbox.asked else ()
    origins[str(said)] = Origin(None, fields=fields, keys=inbox.asked)
    return proposals_gathered(retold(check(workspace, [stage], replaced), origins))


def _free_folder(home: Path, addition: Addition) -> Path:
    """Name the folder by day, office and content, and by a number where one of that name is there."""
    digest = hashlib.sha256("".join(sorted(file.sha256 for file in addition.files)).encode())
    contribution = addition.contribution
    name = f"{contribution.date}-{slug(contribution.organization, 40)}-{digest.hexdigest()[:8]}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(home / name for name in names if not (home / name).exists())


def _place(file: Incoming, workspace: Workspace) -> Path:
    """Return where a document is kept: under the source's id."""
    return texts_folder(workspace) / f"{file.source_id}{file.path.suffix.lower()}"


def _freeze(document: Path, place: Path, made: list[Path]) -> None:
    """Keep a document where it is not kept already, out of git; `made` is told the files that are new."""
    ignore = place.with_name(".gitignore")
    for path, data in ((ignore, b"*\n"), (place, document.read_bytes())):
        if not path.exists():
            write_atomically(path, data)
            made.append(path)


def records_in(addition: Addition) -> dict[str, list[str]]:
    """Return the names of the records that an addition would bring, by kind; of Turtle and the like, none."""
    schema = read_collection(addition.workspace).schema
    found: dict[str, list[str]] = {}
    for file in addition.files:
        suffix = Path(file.name).suffix
        text, _ = decode(file.records, "")
        for record in read_written(text, suffix, schema).records if suffix in WRITTEN else ():
            found.setdefault(record.kind, []).append(record.name)
    return found


def _known(file: Incoming, addition: Addition) -> str:
    """Say that a file, or of a workbook with news a sheet, says nothing new."""
    if not any(file.shown == other.shown for other in addition.files):
        return f"{short_path(file.shown)}: taken in before; nothing was added"
    part = f"sheet {file.sheet.rstrip('!')}" if file.sheet else file.name
    return f"{short_path(file.shown)}, {part}: nothing new"


def said(addition: Addition, written: list[Path]) -> str:
    """Return the new places, one a line, and what was there already."""
    updates, lines = {update.earlier: update for update in addition.updates}, []
    for path in written:
        told = updates[path].said() if path in updates else []
        lines += [": ".join([short_path(path), *told[:1]]), *(f"  {line}" for line in told[1:])]
    lines += [
        f"{short_path(file.shown)}: `{addition.contribution.short_name}` stands before its ids here"
        for file in addition.files
        if file.insertions and not addition.refused
    ]
    lines += [
        f"{short_path(file.shown)}: stored as the document of `source/{file.source_id}`, which is on record"
        for file in addition.recorded
    ]
    lines += [_known(file, addition) for file in addition.known]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))
