"""Taking contributed files in: all of them, or none.

Everything is prepared beside the evidence and checked as if it lay there. Only when nothing is wrong does
one rename put the whole folder in its place; a crash before leaves the evidence as it was.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kb.checking import check
from kb.common.files import new_folder_in, short_path, write_atomically
from kb.common.names import slug
from kb.contributing.contribution import CONTRIBUTED, Contribution, own_evidence
from kb.contributing.inbox import Inbox, read_inbox
from kb.contributing.incoming import Incoming, Origin, numbered, retold
from kb.contributing.proposals import Corrections
from kb.contributing.workbook_reading import Workbook
from kb.errors import UnreadableError, UsageError
from kb.findings import Finding, has_errors, in_order
from kb.namespaces import iri
from kb.records.collection import CONTRIBUTION_FILE, Collection, read_collection
from kb.texts import texts_folder
from kb.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Addition:
    """What an `add` would do, and what is wrong with it."""

    workspace: Workspace
    contribution: Contribution
    files: tuple[Incoming, ...]
    """The files that are new."""
    known: tuple[Incoming, ...]
    """The files that were taken in before."""
    stage: Path
    """The folder-to-be, written and checked, in the derived folder of the workspace."""
    findings: tuple[Finding, ...]
    books: tuple[Workbook, ...] = ()
    """The workbooks among what came in."""

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
) -> Iterator[Addition]:
    """Read and check files without changing anything; what was prepared is removed again at the end.

    `given` is the contribution, or what is said of it (`kb.contributing.stated_contribution.stated`).

    Raises:
        UsageError: there is no workspace, a path does not exist, corrections come with several documents, or
            nobody says who contributes.
    """
    own_evidence(workspace)
    collection = read_collection(workspace)
    inbox = read_inbox(_expanded(paths), collection, given, corrections or {})
    if corrections and sum(file.document is not None for file in inbox.files) > 1:
        raise UsageError("--set corrects one document.", "Add the documents one at a time.")
    fresh, known = _parted(inbox.files, _known_sums(collection))
    files = numbered(fresh)
    findings = [*inbox.findings, *(finding for file in files for finding in file.findings)]
    stage = _staged(workspace, files, inbox.contribution)
    try:
        if files and not any(has_errors(list(file.findings)) for file in files):
            findings = _told_once(findings, _checked(workspace, stage, files, inbox))
        found = tuple(in_order(findings))
        books = tuple(inbox.books)
        yield Addition(workspace, inbox.contribution, tuple(files), tuple(known), stage, found, books)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def carry_out(addition: Addition) -> list[Path]:
    """Put the files of a clean addition in their place; return the new folder and documents.

    Raises:
        UsageError: the addition has errors.
        UnreadableError: the workspace cannot be written.
    """
    if addition.refused:
        raise UsageError("The addition has errors; nothing was changed.", "Correct the files.")
    if not addition.files:
        return []
    workspace = addition.workspace
    place = own_evidence(workspace) / CONTRIBUTED / _folder_name(addition)
    try:
        documents = [
            _freeze(file.document, file.source_id, workspace)
            for file in addition.files
            if file.document is not None
        ]
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            os.sync()  # the disk has every file before the folder is said to be there
            addition.stage.rename(place)
    except OSError as error:
        raise UnreadableError(
            f"{error.filename or workspace.root} cannot be written: {error.strerror}.", "Check the folder."
        ) from error
    return [place, *documents]


def _told_once(first: list[Finding], then: list[Finding]) -> list[Finding]:
    """Leave out what follows from a mistake in the same cell."""
    told = {str(finding.location) for finding in first if finding.location.cell and has_errors([finding])}
    return first + [finding for finding in then if str(finding.location) not in told]


def _parted(taken: Iterable[Incoming], sums: set[str]) -> tuple[list[Incoming], list[Incoming]]:
    """Part the files that are new from those whose content is there already, or came in twice."""
    fresh: dict[str, Incoming] = {}
    known: list[Incoming] = []
    for file in taken:
        marks = {file.sha256, hashlib.sha256(file.records).hexdigest()}
        mark = f"{file.sha256 or file.shown} {file.name if file.rows else ''}"
        if file.sha256 and (mark in fresh or not sums.isdisjoint(marks)):
            known += [file]
        else:
            fresh[mark] = file
    return list(fresh.values()), known


def _expanded(paths: Iterable[Path]) -> list[Path]:
    """Return the files, and those in folders, sorted within each folder."""
    files = []
    for path in paths:
        if path.is_dir():
            files += sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~")))
        elif not path.exists():
            raise UsageError(f"There is no file {path}.", "Check the path.")
        else:
            files.append(path)
    return files


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


def _staged(workspace: Workspace, files: Sequence[Incoming], contribution: Contribution) -> Path:
    """Write the folder-to-be into the derived folder, which is on the same disk as the evidence."""
    stage = new_folder_in(workspace.derived / "incoming")
    received = [f"{file.path.name} (sha256 {file.sha256})" for file in files if file.converted]
    (stage / CONTRIBUTION_FILE).write_bytes(contribution.record(list(dict.fromkeys(received))))
    for file in files:
        if file.name:
            (stage / file.name).write_bytes(file.records)
    return stage


def _checked(workspace: Workspace, stage: Path, files: Sequence[Incoming], inbox: Inbox) -> list[Finding]:
    """Check the folder-to-be in the company of the workspace; places are those of the files that came in."""
    origins = {
        str((stage / file.name).resolve()): Origin(file, file.records, file.described)
        for file in files
        if file.name
    }
    said = (stage / CONTRIBUTION_FILE).resolve()
    origins[str(said)] = Origin(None, said.read_bytes(), inbox.asked)
    return retold(check(workspace, [stage]), origins)


def _folder_name(addition: Addition) -> str:
    """Name the folder by day, office and content, so that the same addition has the same name."""
    digest = hashlib.sha256("".join(sorted(file.sha256 for file in addition.files)).encode())
    contribution = addition.contribution
    return f"{contribution.date}-{slug(contribution.organization, 40)}-{digest.hexdigest()[:8]}"


def _freeze(document: Path, source_id: str, workspace: Workspace) -> Path:
    """Keep the document under the source's id, out of git."""
    folder = texts_folder(workspace)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, b"*\n")
    place = folder / f"{source_id}{document.suffix.lower()}"
    write_atomically(place, document.read_bytes())
    return place


def said(addition: Addition, written: list[Path]) -> str:
    """Return the new places, one a line, and what was there already."""
    lines = [short_path(path) for path in written]
    lines += [f"{short_path(file.shown)}: taken in before; nothing was added" for file in addition.known]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))
